"""The stages in a row, written once.

`run` composes ingest, extract, compare, post and report. How a stage is run is an argument:
`directly` calls it, a Prefect flow makes a task of it. Stages pass ids and counts, never
texts: each takes from state what the stage before it stored there, so a run that was cut
off anywhere goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from flows.compare import compare_articles
from flows.extract import VERSION, Lexicon, extract, is_relevant
from flows.ingest import read
from flows.model import Article, Change, Channel, Delivery, Digest, Source, SourceHealth, Text
from flows.post import Slack, compose, deliver
from flows.state import Store

T = TypeVar("T")

EXTRACT_BATCH = 50  # articles whose claims are stored together: a kill costs a second's work


class RunStage(Protocol):
    """The way a stage is run: `name` is told to people, `stage` is called with `arguments`."""

    def __call__(self, name: str, stage: Callable[..., T], /, *arguments: object) -> T:
        """Run the stage and return what it returns."""
        ...


class Progress(Protocol):
    """Told how far a stage is: `done` of `total` articles, files or messages."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show it, or not."""
        ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything a run works with; clients and clocks come in here and nowhere else."""

    store: Store
    sources: Sequence[Source]
    channels: Sequence[Channel]
    lexicon: Lexicon
    slack: Slack | None
    clock: Callable[[], datetime]
    zone: ZoneInfo
    progress: Progress


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found: `articles` newly stored, every change not reported before, the messages."""

    articles: int
    digest: Digest
    coverage: tuple[Change, ...]
    deliveries: tuple[Delivery, ...]
    health: tuple[SourceHealth, ...]
    problems: tuple[str, ...] = ()
