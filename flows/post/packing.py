"""Blocks in messages, within Slack's limits, in order, with nothing left out.

Limits are Slack's (docs.slack.dev, "Block Kit reference") except `MESSAGE_LIMIT`: all blocks
of a message together fail at about 13,200 characters (bolt-js#2509), so we stay under
12,000, counted as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from flows.post.line import Line, as_slack, split

BLOCKS_LIMIT = 50
SECTION_LIMIT = 3_000
HEADER_LIMIT = 150
MESSAGE_LIMIT = 11_900
RESERVED = 400  # characters of each message, and one block, for the line that says it goes on

Block = Mapping[str, object]


def header(text: str) -> Block:
    """A message's title, in our own words."""
    return {"type": "header", "text": {"type": "plain_text", "text": text[:HEADER_LIMIT]}}


def small(row: Line) -> Block:
    """A line in small print."""
    text = as_slack(next(split(row, SECTION_LIMIT)))
    return {"type": "context", "elements": [_mrkdwn(text)]}


def sections(rows: Iterable[Line]) -> Iterator[Block]:
    """The lines in as few sections as their limit allows, long lines over several."""
    parts: list[str] = []
    length = 0
    for row in rows:
        for part in split(row, SECTION_LIMIT):
            shown = as_slack(part)
            if parts and length + len(shown) + 1 > SECTION_LIMIT:
                yield _section("\n".join(parts))
                parts, length = [], 0
            parts.append(shown)
            length += len(shown) + 1
    if parts:
        yield _section("\n".join(parts))


def pack(
    groups: Iterable[Sequence[Block]],
    head: Sequence[Block],
    continued: Callable[[int], Block],
) -> list[list[Block]]:
    """Messages of at most 50 blocks and `MESSAGE_LIMIT` characters.

    A group stays together where a message can hold it. `head` opens the first message and
    `continued(n)` the n-th.
    """
    messages = [list(head)]
    for group in groups:
        is_begun = len(messages[-1]) > (len(head) if len(messages) == 1 else 1)
        if is_begun and not _fits(messages[-1], group):
            messages.append([continued(len(messages) + 1)])
        for block in group:
            if not _fits(messages[-1], [block]):
                messages.append([continued(len(messages) + 1)])
            messages[-1].append(block)
    return messages


def _fits(message: Sequence[Block], more: Sequence[Block]) -> bool:
    blocks = [*message, *more]
    return len(blocks) < BLOCKS_LIMIT and size(blocks) <= MESSAGE_LIMIT - RESERVED


def size(blocks: Sequence[Block]) -> int:
    """Characters of the blocks as JSON."""
    return len(json.dumps(blocks, ensure_ascii=False))


def _section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text)}


def _mrkdwn(text: str) -> Mapping[str, object]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
