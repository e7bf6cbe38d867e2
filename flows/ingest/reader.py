"""What every kind of source is given and gives back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from flows.ingest.client import Client
from flows.ingest.parsing import Parsing
from flows.model import Article, Entry, Source


class Progress(Protocol):
    """Told how far a stage is: `done` of `total` files, feeds or pages."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show it, or not."""
        ...


class Known(Protocol):
    """What state knows of items that were offered before."""

    def __call__(self, source: str, keys: Collection[str], /) -> set[str]:
        """Give those of the keys that need no look."""
        ...


def know_nothing(source: str, keys: Collection[str]) -> set[str]:
    """Know no item, as at a first look."""
    del source, keys
    return set()


@dataclass(frozen=True)
class Look:
    """One look at sources: when, in which zone naive times are, what is worth keeping.

    `is_relevant` says of a title and a summary whether the page may tell of a collaboration.
    Sources that bring everything that an outlet writes ask it; a folder holds what a person
    put there and does not. `client` fetches, `parsing` runs the parsers. `known` and `waiting`
    (by source) tell of items that were offered before.
    `since` asks for what the source offers of the past, back to that time. `seconds` is what
    one source may take. `claimed` are the names of items that a source of this look reads: the
    one thing in here that changes. `keys` are header fields for Naver, never shown.
    """

    now: datetime
    zone: ZoneInfo
    is_relevant: Callable[[str, str], bool]
    progress: Progress
    client: Client | None = None
    parsing: Parsing = field(default_factory=Parsing)
    known: Known = know_nothing
    waiting: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    since: datetime | None = None
    seconds: float = 120.0
    claimed: set[str] = field(default_factory=set)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one look gave.

    `cursor` (plain JSON data) and `entries` are to be stored in the transaction that stores
    the articles; `problems` tell, a line each, what could not be read and the remedy; `notes`
    what a person may want to know and needs to do nothing about. `has_new`: something was
    offered that was not before. `has_more`: the past is longer, look again; `todo` are the lists
    of it that are known to be left. `was_asked` is False where all its hosts are left in peace.
    """

    articles: tuple[Article, ...]
    cursor: Mapping[str, object]
    problems: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    has_new: bool = False
    has_more: bool = False
    todo: tuple[str, ...] = ()
    was_asked: bool = True


class Reader(Protocol):
    """Reads one kind of source."""

    async def __call__(self, source: Source, cursor: Mapping[str, object], look: Look, /) -> Batch:
        """Look at the source once; raises SourceError where all of it can't be read."""
        ...
