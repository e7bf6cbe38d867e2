"""What the lists of a source say: all are asked at once, and one that fails fails alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flows.errors import FetchError, SourceError
from flows.ingest.client import Response
from flows.ingest.gather import Gathered
from flows.ingest.items import Feed, Item
from flows.ingest.lists import Address, ask
from flows.ingest.reader import Batch, Look
from flows.model import Source

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


def make_batch(cursor: Mapping[str, object], listed: Listed, gathered: Gathered) -> Batch:
    """Put together what lists and the pages of their items gave."""
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
