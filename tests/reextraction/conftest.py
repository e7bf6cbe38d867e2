"""A world whose extractor is a table."""

from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.state import Store
from tests.reextraction.rereading import Rereading


@pytest.fixture
def world(any_store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Rereading:
    """Give it empty, once on SQLite and once on PostgreSQL."""
    made = Rereading(any_store, lexicon)
    monkeypatch.setattr("flows.stages.extract_all", made.extract_all)
    monkeypatch.setattr("flows.reextraction.reading.extract_all", made.extract_all)
    # a source that was polled before, so that undated articles are news
    any_store.save_articles("news", [], {"at": 0}, made.workshop.clock())
    return made
