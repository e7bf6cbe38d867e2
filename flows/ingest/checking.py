"""Trying sources: is each one's list there, what does it offer, is an article found?

Nothing is stored, and nothing that was polled before is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.errors import SourceError
from flows.ingest.folder import read_folder
from flows.ingest.items import Item
from flows.ingest.kinds import WEB
from flows.ingest.listed import WebKind, read_lists
from flows.ingest.pages import read_article
from flows.ingest.reader import Batch, Look, Reader
from flows.model import Article, Source


@dataclass(frozen=True, slots=True)
class _Sample:
    """The first article that was tried; `note` tells how it went."""

    article: Article | None
    note: str


def _trying(kind: WebKind) -> Reader:
    """Make a reader that looks at a source's lists and at one article."""

    async def read(source: Source, cursor: Mapping[str, object], look: Look) -> Batch:
        del cursor
        listed = await read_lists(kind, source, kind.addresses(source, look), {}, look)
        worth = [item for item in listed.items if look.is_relevant(item.title, item.summary)]
        sample = await _try([*worth, *listed.items], source, look)
        return Batch(
            articles=(sample.article,) if sample.article else (),
            cursor={},
            problems=listed.problems,
            notes=(_count(listed.items, len(worth)), sample.note, *listed.notes),
        )

    return read


def _count(items: tuple[Item, ...], worth: int) -> str:
    dates = [item.published for item in items if item.published]
    newest = f", the newest of {max(dates):%Y-%m-%d %H:%M}" if dates else ", without dates"
    return f"{len(items)} items{newest if items else ''}, {worth} worth their page"


async def _try(items: list[Item], source: Source, look: Look) -> _Sample:
    if not items:
        return _Sample(None, "nothing to read")
    try:
        read = await read_article(source, items[0], look)
    except SourceError as error:
        return _Sample(None, f"no article at {items[0].link}: {error.what} → {error.remedy}")
    how = "title and summary only" if read.is_summary else f"{len(read.article.body)} characters"
    return _Sample(read.article, f"article read: {how}: {read.article.title[:60]}")


CHECKS: Mapping[str, Reader] = {
    "folder": read_folder,
    **{name: _trying(kind) for name, kind in WEB.items()},
}
"""For `poll_all`: what a source gives is told in the notes of its batch."""
