"""What re-extraction changes: of articles, of collaborations, and what would be announced of it.

Tables keep their first rows and count the others, so that memory is the same however much
differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from flows.model import Announce, Change, Claim, Collaboration
from flows.reextraction.pairing import differing
from flows.state.rereading import Chosen

T = TypeVar("T")


class Fate(StrEnum):
    """What became of a claim or a collaboration; only the latter are joined and split."""

    GONE = "gone"
    COME = "come"
    CHANGED = "changed"
    JOINED = "joined"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class ClaimDifference:
    """What an article said and what it says now: None where it says nothing of the kind."""

    before: Claim | None
    after: Claim | None

    @property
    def fate(self) -> Fate:
        """What became of it."""
        if self.before is None:
            return Fate.COME
        return Fate.GONE if self.after is None else Fate.CHANGED

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that changed, none where it came or went."""
        return differing(self.before, self.after) if self.before and self.after else ()


@dataclass(frozen=True, slots=True)
class ArticleDifference:
    """An article that says something else, or says it otherwise."""

    id: int
    source: str
    title: str
    url: str | None
    published_at: datetime | None
    claims: tuple[ClaimDifference, ...]


@dataclass(frozen=True, slots=True)
class CollaborationDifference:
    """A collaboration before and after; None where no article told it.

    `others` are the ids of the one that it was joined into, or of those that it was split from.
    """

    id: int
    fate: Fate
    before: Collaboration | None
    after: Collaboration | None
    others: tuple[int, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that changed."""
        is_changed = self.fate is Fate.CHANGED
        return (
            differing(self.before, self.after) if is_changed and self.before and self.after else ()
        )


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is new or updated, and the channels that the next run tells of it.

    Without a channel only the digest that the run prints has it, if it is not silent.
    """

    change: Change
    channels: tuple[str, ...]

    @property
    def is_silent(self) -> bool:
        """True where nobody is told: the article is old, or its source is silent."""
        return self.change.announce is Announce.SILENT


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """The first rows of many: `total` counts all, `counts` what they are."""

    rows: tuple[T, ...] = ()
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def more(self) -> int:
        """How many are not among the rows."""
        return self.total - len(self.rows)


class Tally(Generic[T]):
    """Makes a table of at most `limit` rows, 0 for all."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._rows: list[T] = []
        self._total = 0
        self._counts: Counter[str] = Counter()

    def add(self, row: T, kinds: Iterable[str]) -> None:
        """Count a row, and keep it where there is room."""
        self._total += 1
        self._counts.update(kinds)
        if not self._limit or len(self._rows) < self._limit:
            self._rows.append(row)

    def made(self) -> Table[T]:
        """Give the table."""
        return Table(tuple(self._rows), self._total, dict(self._counts))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading again with extractor `version` changes, or with `is_applied` has changed.

    `chosen` counts the articles that were read and those that can't be. `silent` counts what
    is new or updated and told nobody.
    """

    version: str
    chosen: Chosen
    is_applied: bool
    articles: Table[ArticleDifference] = Table()
    collaborations: Table[CollaborationDifference] = Table()
    announcements: Table[Announcement] = Table()
    silent: int = 0

    @property
    def is_empty(self) -> bool:
        """True where nothing differs."""
        return not (self.articles.total or self.collaborations.total or self.announcements.total)
