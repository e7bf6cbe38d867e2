"""How much there is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from flows.model import Article
from flows.state import Store, open_store
from flows.state.engine import connect, database_url, writing
from flows.state.tables import collaborations
from tests.state.lived_in import add_corrections, live

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def _article(locator: str, body: str) -> Article:
    return Article("seeds", locator, "제목", body, fetched_at=NOW)


def test_a_fresh_store_is_empty(any_store: Store) -> None:
    """Nothing is counted where nothing is."""
    summary = any_store.summary()
    assert (summary.articles, summary.waiting, summary.collaborations) == (0, 0, 0)
    assert (summary.unreported, summary.deliveries, summary.skipped) == (0, {}, 0)


def test_articles_that_stand_somewhere_are_counted(any_store: Store) -> None:
    """A replaced version no longer counts; what no compare has seen waits."""
    any_store.save_articles("seeds", [_article("a.txt", "하나"), _article("b.txt", "둘")], {}, NOW)
    any_store.save_articles("seeds", [_article("a.txt", "셋")], {}, NOW)
    summary = any_store.summary()
    assert (summary.articles, summary.waiting) == (2, 2)


def test_a_source_s_failures_in_a_row_are_told(any_store: Store) -> None:
    """They begin again after a success."""
    any_store.note_sources({"news": "HTTP 500"}, NOW)
    any_store.note_sources({"news": "HTTP 502"}, NOW)
    any_store.note_sources({"seeds": None}, NOW)
    told = {one.source: (one.failures, one.problem) for one in any_store.polled().values()}
    assert told == {"news": (2, "HTTP 502"), "seeds": (0, None)}


def test_growth(any_store: Store) -> None:
    """Articles by when they were fetched, collaborations by when they were first told."""
    ages = (0, 6, 8, 29, 31, 400)
    told = [
        replace(_article(f"{age}", f"{age}"), fetched_at=at, published_at=at)
        for age in ages
        for at in [NOW - timedelta(days=age)]
    ]
    any_store.save_articles("seeds", told, {}, NOW)
    spans = [timedelta(days=7), timedelta(days=30)]
    grown = any_store.growth(NOW, spans)
    assert grown.articles == (2, 4)
    assert grown.collaborations == (0, 0)
    assert (grown.oldest, grown.newest) == (NOW - timedelta(days=400), NOW)
    assert (grown.dropped, grown.corrections) == (0, 0)
    assert grown.size > 100_000


def test_growth_of_collaborations_and_corrections(database: str | None, home: Path) -> None:
    """What was joined into another or taken back does not count."""
    with closing(open_store(database, home)) as store:
        live(store)
        engine = connect(database_url(database, home))
        with writing(engine) as connection:
            add_corrections(connection)
            connection.execute(update(collaborations).values(told_at=NOW))
            first = update(collaborations).where(collaborations.c.id == 1)
            connection.execute(first.values(told_at=NOW - timedelta(days=20)))
        engine.dispose()
        live_ones = store.summary().collaborations
        grown = store.growth(NOW, [timedelta(days=7), timedelta(days=30)])
    assert grown.collaborations == (live_ones - 1, live_ones)
    assert grown.corrections == 1


def test_the_size_of_an_empty_store_is_told(any_store: Store) -> None:
    """And there is no oldest article."""
    grown = any_store.growth(NOW, [])
    assert (grown.oldest, grown.newest, grown.articles) == (None, None, ())
    assert grown.size > 100_000
