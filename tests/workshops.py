"""A workshop to begin with: no source, no channel, no Slack, a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flows.extract import Lexicon
from flows.model import LexiconData
from flows.stages import Workshop
from flows.state import Store
from tests.ingest.fetching import make_client

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def idle_workshop(store: Store, known: LexiconData, lexicon: Lexicon) -> Workshop:
    """Give it; a test replaces what it is about."""
    return Workshop(
        store=store,
        sources=(),
        channels=(),
        known=known,
        lexicon=lexicon,
        slack=None,
        clock=lambda: NOW,
        sleep=lambda _: None,
        zone=ZoneInfo("Asia/Seoul"),
        progress=lambda _stage, _done, _total: None,
        open_client=lambda hosts: make_client(hosts=hosts),
    )
