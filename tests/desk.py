"""Somebody who reads a newspaper on loopback, an hour apart, into a store of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows import stages
from flows.extract import Lexicon
from flows.ingest import Client
from flows.model import LexiconData, Source, SourceHealth
from flows.stages import Request, Workshop
from flows.state import Store, open_store
from tests.ingest.fetching import make_client
from tests.newspaper import Newspaper
from tests.workshops import NOW, idle_workshop


class Desk:
    """Reads one newspaper's feed, an hour apart, into a store of its own."""

    def __init__(self, paper: Newspaper, workshop: Workshop) -> None:
        self.paper = paper
        self.workshop = workshop
        self.hours = 0

    @property
    def store(self) -> Store:
        """What is remembered."""
        return self.workshop.store

    def look(self, **changes: object) -> SourceHealth:
        """Poll all sources; give how the first fared."""
        return self.look_all(None, **changes)[0]

    def look_all(self, request: Request | None = None, **changes: object) -> list[SourceHealth]:
        """Poll all sources, an hour later than the last time."""
        self.hours += 1
        now = NOW + timedelta(hours=self.hours)
        workshop = replace(self.workshop, clock=lambda: now, open_client=at(now), **changes)  # type: ignore[arg-type]  # fields of it
        return stages.ingest(workshop, workshop.sources, request or Request())

    def titles(self) -> list[str]:
        """Give the titles of all articles, sorted."""
        ids = self.store.unextracted(10_000)
        return sorted(article.title for article in self.store.articles(ids).values())

    def bodies(self) -> set[str]:
        """Give the bodies of all articles."""
        return {a.body for a in self.store.articles(self.store.unextracted(10_000)).values()}


def at(now: datetime) -> Callable[[Mapping[str, Mapping[str, object]]], Client]:
    """Make clients whose clock stands still."""
    return lambda hosts: make_client(hosts=hosts, clock=now.timestamp)


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    """Give a newspaper that is on air."""
    printed = Newspaper()
    with printed.site:
        yield printed


@pytest.fixture
def desk(paper: Newspaper, tmp_path: Path, known: LexiconData, lexicon: Lexicon) -> Iterator[Desk]:
    """Give somebody who reads it."""
    with closing(open_store(None, tmp_path / "home")) as store:
        idle = idle_workshop(store, known, lexicon)
        sources = (Source("hanbit", "feed", url=paper.feed),)
        workshop = replace(idle, sources=sources, open_client=at(NOW))
        yield Desk(paper, workshop)
