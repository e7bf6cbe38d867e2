"""How much there is."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.model import Article
from flows.state import Store

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
