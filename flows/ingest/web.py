"""Sources on the web: lists of items, each the way to an article.

A kind of source says where its lists are and how one is read; everything else is the same
for feeds, searches and pages of links. A list that did not change costs one request. Looking
into the past (`since`) goes list by list, and the cursor remembers which are still to be read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flows.errors import FetchError, SourceError
from flows.ingest.client import Response
from flows.ingest.gather import Gathered, gather
from flows.ingest.items import Feed, Item
from flows.ingest.lists import Address, ask
from flows.ingest.reader import Batch, Look, Reader
from flows.model import Outcome, Source

MOST = 200  # lists of the past in one go: a year of a list that is renewed every two days
TURN = 1.0  # seconds more, in which an answer that came in time is read
LISTS = 0.5  # of a source's time at most; the rest is for pages


@dataclass(frozen=True, slots=True)
class WebKind:
    """A kind of source.

    `addresses` tells where its lists are, those of the past for a `since`; `parser` makes the
    job that reads one, which can be pickled.
    """

    addresses: Callable[[Source, Look], Sequence[Address]]
    parser: Callable[[Response, Source, Look], Callable[[], Feed]]


@dataclass(frozen=True, slots=True)
class Listed:
    """What lists gave: items, what to remember by address, lists that could not be read.

    `notes` tell of single items, or of faults that a feed has for good.
    """

    items: tuple[Item, ...]
    memories: Mapping[str, object]
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()
    older: tuple[str, ...] = ()
    was_asked: bool = True


@dataclass(frozen=True, slots=True)
class _Told:
    """What one list told: None where it is as it was; `memory` for the next look."""

    feed: Feed | None
    memory: Mapping[str, object]
    was_asked: bool = True


def web(kind: WebKind) -> Reader:
    """Make the reader of a kind."""

    async def read(source: Source, cursor: Mapping[str, object], look: Look) -> Batch:
        if look.since is None:
            return await _read_now(kind, source, cursor, look)
        return await _read_past(kind, source, cursor, look)

    return read


async def _read_now(
    kind: WebKind, source: Source, cursor: Mapping[str, object], look: Look
) -> Batch:
    until = asyncio.get_running_loop().time() + look.seconds
    before = cursor.get("lists")
    memories = before if isinstance(before, dict) else {}
    addresses = kind.addresses(source, look)
    listed = await read_lists(kind, source, addresses, memories, look)
    is_first = not any(memories.get(address.url) for address in addresses)
    gathered = await gather(source, listed.items, look, is_first=is_first, until=until)
    return _batch({**cursor, "lists": listed.memories}, listed, gathered)


async def _read_past(
    kind: WebKind, source: Source, cursor: Mapping[str, object], look: Look
) -> Batch:
    """Read one more list of the past; `lists`, where the present stands, stays as it is."""
    assert look.since is not None
    until = asyncio.get_running_loop().time() + look.seconds
    addresses = {address.url: address for address in kind.addresses(source, look)}
    todo = _todo(cursor, look.since, list(addresses))
    listed = Listed((), {}, ())
    if todo:
        if todo[0] in addresses:
            listed = await read_lists(kind, source, [addresses[todo[0]]], {}, look)
        else:
            older = replace(next(iter(addresses.values())), url=todo[0])
            listed = await _read_older_list(kind, source, older, look)
    items = [i for i in listed.items if i.published is None or i.published >= look.since]
    gathered = await gather(source, items, look, is_first=True, until=until)
    reaches_back = bool(items) or not listed.items
    rest = [*todo[1:], *(listed.older if reaches_back else ())] if listed.was_asked else todo
    has_waiting = any(entry.outcome is Outcome.WAITING for entry in gathered.entries)
    has_more = bool(rest) or (has_waiting and (bool(gathered.articles) or bool(todo)))
    lists = _lists_read(cursor, look.since) + 1
    if lists >= MOST:  # a page may name itself, or pages without end, as its next one
        has_more = False
    past = {
        "since": look.since.isoformat(),
        "todo": rest,
        "lists": lists,
        "is_done": not has_more,
    }
    batch = _batch({**cursor, "past": past}, listed, gathered)
    return replace(batch, has_more=has_more and listed.was_asked, todo=tuple(rest))


async def _read_older_list(kind: WebKind, source: Source, address: Address, look: Look) -> Listed:
    """Read a list of the past; one that is not there, or is none, is where the past ends."""
    try:
        return await read_lists(kind, source, [address], {}, look)
    except FetchError as error:
        if error.may_pass:
            raise
        return Listed((), {}, (), (f"{error.what}: the past ends there",))
    except SourceError as error:
        return Listed((), {}, (), (f"{address.url} {error.what}: the past ends there",))


def _todo(cursor: Mapping[str, object], since: datetime, addresses: list[str]) -> list[str]:
    """Give the lists of the past that are left, all where none was begun or it was done."""
    past = _past(cursor, since)
    return [str(url) for url in past["todo"]] if past else addresses


def _lists_read(cursor: Mapping[str, object], since: datetime) -> int:
    past = _past(cursor, since)
    return int(past["lists"]) if past else 0


def _past(cursor: Mapping[str, object], since: datetime) -> dict[str, Any] | None:
    """Give how far the past from `since` was read, None where it is to be begun."""
    past = cursor.get("past")
    is_begun = isinstance(past, dict) and past["since"] == since.isoformat()
    return past if isinstance(past, dict) and is_begun and not past["is_done"] else None


def _batch(cursor: Mapping[str, object], listed: Listed, gathered: Gathered) -> Batch:
    notes = list(listed.notes)
    if gathered.summaries:
        notes.append(
            f"{gathered.summaries} articles have title and summary only: their pages can't be read"
        )
    return Batch(
        gathered.articles,
        cursor,
        listed.problems,
        gathered.entries,
        tuple(notes),
        has_new=gathered.has_new,
        was_asked=listed.was_asked,
    )


async def read_lists(
    kind: WebKind,
    source: Source,
    addresses: Sequence[Address],
    memories: Mapping[str, object],
    look: Look,
) -> Listed:
    """Look at all lists of a source, `memories` (by address) in hand.

    Raises:
        SourceError: none could be read; where only some can't, they are `problems`.
    """
    asked = await asyncio.gather(
        *(_ask(kind, source, address, memories.get(address.url), look) for address in addresses),
        return_exceptions=True,
    )
    failures = [one for one in asked if isinstance(one, BaseException)]
    for failure in failures:
        if not isinstance(failure, SourceError) or len(failures) == len(asked):
            raise failure
    told = {
        address.url: one
        for address, one in zip(addresses, asked, strict=True)
        if not isinstance(one, BaseException)
    }
    kept = {a.url: memories[a.url] for a in addresses if a.url in memories}
    kept |= {url: one.memory for url, one in told.items()}
    feeds = [one.feed for one in told.values() if one.feed]
    return Listed(
        items=tuple(item for feed in feeds for item in feed.items),
        memories=kept,
        problems=tuple(f"{f.what} → {f.remedy}" for f in failures if isinstance(f, SourceError)),
        notes=tuple(problem for feed in feeds for problem in feed.problems),
        older=tuple(feed.older for feed in feeds if feed.older),
        was_asked=any(one.was_asked for one in told.values()),
    )


async def _ask(
    kind: WebKind, source: Source, address: Address, memory: object, look: Look
) -> _Told:
    assert look.client is not None
    before = memory if isinstance(memory, dict) else {}
    limit = look.seconds * LISTS
    try:
        async with asyncio.timeout(limit + TURN):
            answer = await ask(address, before, look.client, look.now, limit)
    except TimeoutError:
        raise FetchError(
            f"its host has no turn for it within {limit + TURN:.0f} s",
            remedy="set a shorter delay for the sources on this host, or poll them less often",
        ) from None
    except FetchError as error:
        if error.was_asked:
            raise
        return _Told(None, before, was_asked=False)
    response = answer.response
    if response is None:
        return _Told(None, answer.memory)
    job = kind.parser(response, source, look)
    return _Told(await look.parsing.run(job, len(response.body)), answer.memory)
