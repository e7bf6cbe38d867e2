"""What operations is told: notices about sources, in a channel that no reader sees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.model import Channel, Message
from flows.post.escape import clean
from flows.post.line import line, plain
from flows.post.packing import header, pack, sections

TITLE = "Matson: sources"
TEXT_LIMIT = 300  # characters; Slack cuts a long `text` into several messages

OPERATIONS = "operations"  # the channel's name in state


def operations_channel(slack: str | None) -> Channel | None:
    """Give the channel for operations, None where no Slack channel is set for it."""
    return Channel(OPERATIONS, slack) if slack else None


def render_notices(notices: Sequence[str]) -> Iterator[Message]:
    """Give the messages that tell notices, in as few as they fit."""
    top = header(TITLE)
    groups = [list(sections([line(plain("• "), plain(clean(notice)))])) for notice in notices]
    for position, blocks in enumerate(pack(groups, [top], lambda _: top)):
        text = clean(" ".join(notices))[:TEXT_LIMIT]
        yield Message(text, tuple(blocks), is_reply=position > 0)
