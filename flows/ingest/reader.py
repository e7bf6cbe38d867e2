"""What every kind of source is given and gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from flows.model import Article, Source


class Progress(Protocol):
    """Told how far a stage is: `done` of `total` files, feeds or pages."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show it, or not."""
        ...


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at a source: when, in which zone naive times are, what is worth keeping.

    `is_relevant` says whether a text has a cooperation cue. Sources that bring everything
    that an outlet writes ask it; a folder holds what a person put there and does not.
    """

    now: datetime
    zone: ZoneInfo
    is_relevant: Callable[[str], bool]
    progress: Progress


@dataclass(frozen=True, slots=True)
class Batch:
    """What one look gave.

    `cursor` (plain JSON data) is to be stored in the transaction that stores the articles;
    `problems` tell, a line each, what could not be read and the remedy.
    """

    articles: tuple[Article, ...]
    cursor: Mapping[str, object]
    problems: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one kind of source."""

    def __call__(self, source: Source, cursor: Mapping[str, object], poll: Poll, /) -> Batch:
        """Look at the source once; raises SourceError where all of it can't be read."""
        ...
