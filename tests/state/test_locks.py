from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from flows.errors import LockTimeoutError
from flows.model import Article
from flows.state import Store, open_store
from tests.state.processes import at_once
from tests.state.samples import NOW, article

NAMES = ["default", "연구팀 알림", "a/b", "../c", "A", "x" * 300]


@pytest.mark.parametrize("channel", NAMES)
def test_one_sender_a_channel(any_store: Store, channel: str) -> None:
    """A second sender of the same channel gives up after its time, and may come afterwards."""
    with any_store.sending(channel, 1), pytest.raises(LockTimeoutError, match="send-"):
        _send(any_store, channel, 0.1)
    _send(any_store, channel, 0.1)


def _send(store: Store, channel: str, timeout: float) -> None:
    with store.sending(channel, timeout):
        pass


def test_channels_do_not_wait_for_each_other(any_store: Store) -> None:
    """Every channel has a lock of its own, however its name is written."""
    with ExitStack() as stack:
        for channel in (*NAMES, "a", "ab", "c"):
            stack.enter_context(any_store.sending(channel, 0.1))


def test_no_transaction_is_open_while_sending(any_store: Store) -> None:
    """Others write while a sender waits for the network."""
    with any_store.sending("default", 1):
        _elsewhere(lambda: any_store.save_articles("seeds", [article()], {}, NOW))
    assert len(any_store.unextracted(9)) == 1


def _elsewhere(work: object) -> None:
    assert callable(work)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()


def test_a_waiting_sender_gets_its_turn(any_store: Store) -> None:
    """A lock that is let go of in time is taken."""
    held, seen = threading.Event(), []

    def hold() -> None:
        with any_store.sending("default", 1):
            held.set()
            time.sleep(0.3)
            seen.append("first")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    with any_store.sending("default", 10):
        seen.append("second")
    thread.join()
    assert seen == ["first", "second"]


@pytest.mark.parametrize("lock", ["compare", "send"])
def test_locks_vanish_with_their_process(database: str | None, home: Path, lock: str) -> None:
    """A killed process holds no lock and leaves no transaction behind."""
    open_store(database, home).close()
    gate, opener = os.pipe()
    child = os.fork()
    if child == 0:
        store = open_store(database, home)
        holding = store.comparing(1) if lock == "compare" else store.sending("default", 1)
        with holding:
            os.write(opener, b"x")
            time.sleep(60)
        os._exit(1)
    os.read(gate, 1)
    store = open_store(database, home)
    with pytest.raises(LockTimeoutError):
        _take(store, lock, 0.1)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    _take(store, lock, 10)
    store.save_articles("seeds", [article()], {}, NOW)
    store.close()
    os.close(gate)
    os.close(opener)


def _take(store: Store, lock: str, timeout: float) -> None:
    with store.comparing(timeout) if lock == "compare" else store.sending("default", timeout):
        pass


def test_eight_writers_at_once(database: str | None, home: Path) -> None:
    """Processes that store the same and other articles at once lose nothing and double nothing."""
    open_store(database, home).close()
    shared = [article(f"함께 {number}", locator=f"s{number}") for number in range(20)]

    def write(who: int) -> None:
        store = open_store(database, home)
        for turn in range(5):
            own = article(f"{who} {turn}", source=f"feed{who}", locator=f"{turn}")
            store.save_articles(f"feed{who}", [*_of(shared, who), own], {"turn": turn}, NOW)
        store.close()

    assert at_once(8, write) == []
    store = open_store(database, home)
    assert len(store.unextracted(999)) == 20 + 8 * 5
    assert all(store.cursor(f"feed{who}") == {"turn": 4} for who in range(8))
    store.close()


def _of(articles: list[Article], who: int) -> list[Article]:
    return articles if who % 2 else articles[::-1]


def test_opening_waits_for_no_compare(database: str | None, home: Path) -> None:
    """Whoever merely opens and reads is not kept waiting by a long compare or rehearsal."""
    store = open_store(database, home)
    with store.comparing(1):
        other = open_store(database, home, lock_timeout=1)
        assert other.unextracted(9) == []
        other.close()
    store.close()
