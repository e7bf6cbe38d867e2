from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from flows.model import Channel, Digest, Message
from flows.state import Store, open_store
from flows.state.engine import database_url
from flows.state.tables import metadata
from tests.state.samples import NOW, WINDOW, article, claim, found


def test_everything_is_done_and_nothing_is_left(database: str | None, home: Path) -> None:
    """A rehearsal sees what it writes; afterwards every table is as it was."""
    store = open_store(database, home)
    found(store)
    before = _counts(database, home)
    with store.rolled_back() as rehearsal:
        _work(rehearsal)
        assert len(rehearsal.deliveries()) == 1
    assert _counts(database, home) == before
    _work(store)
    assert _counts(database, home) != before
    store.close()


def _work(store: Store) -> None:
    made = store.save_articles("feed", [article("하나", locator="b")], {"at": 1}, NOW)
    store.note_sources({"feed": None}, NOW)
    store.save_claims(made[0], [claim()], "1")
    with store.comparing(1) as session:
        session.remember("here", "x")
        session.finish(session.waiting(99))
    told = store.untold("scouts", NOW, WINDOW).changes
    with store.sending("scouts", 1):
        digest, channel = Digest("scouts", NOW, None), Channel("scouts", "C0")
        store.enqueue(digest, channel, [Message("맞손")], [change.id for change in told])
        delivery = store.next_delivery("scouts")
        assert delivery is not None
        store.begin_attempt(delivery.id, NOW)
        store.mark_sent(delivery.id, "1.0")
    store.mark_reported([change.id for change in store.unreported()], NOW)


def test_a_failing_rehearsal_leaves_nothing(database: str | None, home: Path) -> None:
    """An error in the middle undoes all of it too, and is told."""
    store = open_store(database, home)
    before = _counts(database, home)
    with pytest.raises(ZeroDivisionError), store.rolled_back() as rehearsal:
        _work_then_fail(rehearsal)
    assert _counts(database, home) == before
    store.close()


def _work_then_fail(store: Store) -> None:
    store.save_articles("feed", [article()], {}, NOW)
    raise ZeroDivisionError


def test_one_failed_step_undoes_only_itself(any_store: Store) -> None:
    """Inside a rehearsal each writing step is whole or not at all, as outside."""
    with any_store.rolled_back() as rehearsal:
        rehearsal.save_articles("feed", [article()], {}, NOW)
        with pytest.raises(ZeroDivisionError):
            _remember_then_fail(rehearsal)
        with rehearsal.comparing(1) as session:
            assert session.recall("here") is None
        assert len(rehearsal.unextracted(9)) == 1


def _remember_then_fail(store: Store) -> None:
    with store.comparing(1) as session:
        session.remember("here", "x")
        raise ZeroDivisionError


def test_others_read_meanwhile(any_store: Store) -> None:
    """A rehearsal keeps nobody from reading, and shows nobody what it wrote."""
    with any_store.rolled_back() as rehearsal:
        rehearsal.save_articles("feed", [article()], {}, NOW)
        assert any_store.unextracted(9) == []


def _counts(database: str | None, home: Path) -> dict[str, int]:
    engine = create_engine(database_url(database, home))
    with engine.connect() as connection:
        found = {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def test_stages_may_run_in_other_threads(any_store: Store) -> None:
    """A flow may run each stage of a rehearsal in a thread of its own."""
    with any_store.rolled_back() as rehearsal:
        outcome: list[list[int]] = []

        def work() -> None:
            outcome.append(rehearsal.save_articles("feed", [article()], {}, NOW))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        assert [rehearsal.unextracted(9)] == outcome
