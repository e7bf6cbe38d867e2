"""Items to articles: which are new, which are worth their page, what is to be tried again.

Whatever happens to a page, its item is an entry: stored, skipped, or waiting for another try.
So a cursor may move although a page could not be read, and nothing is lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flows.errors import FetchError, SourceError
from flows.ingest.identity import name_items
from flows.ingest.items import Item
from flows.ingest.pages import from_item, read_article
from flows.ingest.reader import Look
from flows.model import Announce, Article, Entry, Outcome, Source

PAGES = 40  # of one source in one look: at 2 s between them it is done within its time
TRIES = 5  # looks in which a page is tried before its summary must do: half a day of failing


@dataclass(frozen=True, slots=True)
class Gathered:
    """What items gave; `summaries` counts articles of which only title and summary are there."""

    articles: tuple[Article, ...] = ()
    entries: tuple[Entry, ...] = ()
    has_new: bool = False
    summaries: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An item whose article is to be read. `is_old`: undated, and from the first look."""

    item: Item
    keys: tuple[str, ...]
    attempts: int = 0
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class _Got:
    wanted: _Wanted
    article: Article | None
    is_summary: bool = False


async def gather(
    source: Source, items: Iterable[Item], look: Look, *, is_first: bool, until: float
) -> Gathered:
    """Read what is new among items, and what waits from earlier looks.

    Args:
        source: whose items they are.
        items: as offered now.
        look: with the client and what is known.
        is_first: nothing of this source was stored before.
        until: the event loop's time at which to stop; what is unread then waits.
    """
    fresh = _fresh(source, items, look)
    worth = {keys for item, keys in fresh if look.is_relevant(item.title, item.summary)}
    look.claimed.update(key for keys in worth for key in keys)
    skipped = [
        Entry(keys, Outcome.SKIPPED, _record(_Wanted(replace(item, content=""), keys)))
        for item, keys in fresh
        if keys not in worth
    ]
    waiting = _waiting(source, look)
    wanted = waiting + [
        _Wanted(item, keys, is_old=is_first and item.published is None)
        for item, keys in fresh
        if keys in worth
    ]
    got = await _read(source, wanted[:PAGES], look, until)
    untried = wanted[max(PAGES, len(waiting)) :]  # what waited longer keeps its time, and is next
    entries = [*map(_entry, got), *(_entry(_Got(one, None)) for one in untried), *skipped]
    return Gathered(
        articles=tuple(_announced(one) for one in got if one.article),
        entries=tuple(entries),
        has_new=bool(fresh),
        summaries=sum(one.is_summary for one in got),
    )


def _fresh(source: Source, items: Iterable[Item], look: Look) -> list[tuple[Item, tuple[str, ...]]]:
    """Take the items of which no name is known, or read by another source of this look."""
    named = name_items(source.name, items)
    if not named:
        return []
    known = look.known(source.name, [key for _, keys in named for key in keys])
    known |= look.claimed
    return [(item, keys) for item, keys in named if known.isdisjoint(keys)]


def _waiting(source: Source, look: Look) -> list[_Wanted]:
    found = []
    for entry in look.waiting.get(source.name, ()):
        item = _item(entry)
        found.append(_Wanted(item, entry.keys, entry.attempts, bool(entry.item.get("is_old"))))
    return found


async def _read(source: Source, wanted: Sequence[_Wanted], look: Look, until: float) -> list[_Got]:
    tasks = [asyncio.create_task(_read_one(source, one, look)) for one in wanted]
    if not tasks:
        return []
    try:
        await asyncio.wait(tasks, timeout=max(0.0, until - asyncio.get_running_loop().time()))
    finally:
        unread = [task for task in tasks if not task.done()]
        for task in unread:
            task.cancel()
        await asyncio.gather(*unread, return_exceptions=True)
    return [
        _Got(one, None) if task.cancelled() else task.result()
        for one, task in zip(wanted, tasks, strict=True)
    ]


async def _read_one(source: Source, wanted: _Wanted, look: Look) -> _Got:
    """Read an article; its summary must do where its page never will."""
    try:
        read = await read_article(source, wanted.item, look)
    except FetchError as error:
        attempts = wanted.attempts + error.was_asked
        if error.may_pass and attempts < TRIES:
            return _Got(replace(wanted, attempts=attempts), None)
    except SourceError:
        pass
    else:
        return _Got(wanted, read.article, read.is_summary)
    return _Got(wanted, from_item(source, wanted.item, look.now), is_summary=True)


def _announced(got: _Got) -> Article:
    """Give the article; undated and offered from the first look on it is old for all we know."""
    assert got.article is not None
    if got.wanted.is_old and got.article.published_at is None:
        return replace(got.article, announce=Announce.SILENT)
    return got.article


def _entry(got: _Got) -> Entry:
    wanted = got.wanted
    if got.article is not None:
        return Entry(wanted.keys, Outcome.STORED)
    return Entry(wanted.keys, Outcome.WAITING, _record(wanted), wanted.attempts)


def _record(wanted: _Wanted) -> dict[str, object]:
    item = wanted.item
    told = {
        "title": item.title,
        "link": item.link,
        "key": item.key,
        "summary": item.summary,
        "content": item.content,
        "published": item.published.isoformat() if item.published else None,
        "outlet": item.outlet,
        "is_old": wanted.is_old,
    }
    return {name: value for name, value in told.items() if value}


def _item(entry: Entry) -> Item:
    def text(name: str) -> str | None:
        value = entry.item.get(name)
        return value if isinstance(value, str) else None

    published = text("published")
    return Item(
        title=text("title") or "",
        link=text("link"),
        key=text("key"),
        summary=text("summary") or "",
        content=text("content") or "",
        published=datetime.fromisoformat(published) if published else None,
        outlet=text("outlet"),
    )
