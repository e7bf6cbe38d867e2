"""A digest as Markdown, for the artifact of a flow run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from flows.model import Change, Digest
from flows.post.escape import escape_markdown
from flows.post.heading import title, window
from flows.post.item import Manner, details, footer
from flows.post.line import Line, as_markdown
from flows.post.wording import wording


def render_markdown(digest: Digest, *, zone: ZoneInfo, language: str = "ko") -> str:
    """The whole digest; every field is escaped, only http and https addresses are links."""
    manner = Manner(wording(language), zone, digest.composed_at)
    blocks = [f"## {escape_markdown(title(digest, manner))}"]
    if about := window(digest, manner):
        blocks.append(f"*{escape_markdown(about)}*")
    blocks.extend(_sections(digest, manner))
    return "\n\n".join(blocks)


def _sections(digest: Digest, manner: Manner) -> Iterator[str]:
    words = manner.words
    numbers = iter(range(1, len(digest.changes) + 1))
    sections = (
        ("", digest.news),
        (words.update_heading, digest.updates),
        (words.archive_heading, digest.archive),
    )
    for heading, changes in sections:
        if heading and changes:
            yield f"### {escape_markdown(heading)}"
        for change in changes:
            yield _item(change, f"{next(numbers)}. ", manner)
    if digest.context:
        yield f"### {escape_markdown(words.context_heading)}"
    for change in digest.context:
        yield _item(change, "", manner)


def _item(change: Change, mark: str, manner: Manner) -> str:
    rows: Iterable[Line] = (*details(change, mark, manner), footer(change, manner.words))
    paragraphs: list[str] = []
    for row in rows:
        shown = as_markdown(row)
        # a quote swallows the line below it unless an empty one stands between
        paragraphs += ["", shown, ""] if row.is_quote else [f"{shown}\\"]
    return "\n".join(paragraphs).replace("\\\n\n", "\n\n").rstrip("\\")
