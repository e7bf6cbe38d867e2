from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from flows.errors import StateError
from flows.model import Announce, ChangeKind, Channel, DeliveryState, Digest, Message
from flows.state import Store
from tests.state.samples import NOW, WINDOW, found, go_on

CHANNEL = Channel("scouts", "C0123456789")
OPENING = Message("맞손", ({"type": "section"},))
REPLY = Message("1. 건너전자", is_reply=True)


def _enqueue(store: Store, *told: int, at: timedelta = timedelta()) -> None:
    digest = Digest(CHANNEL.name, NOW + at, None)
    store.enqueue(digest, CHANNEL, [OPENING, REPLY], told)


def test_untold_gives_news_and_updates_with_context_beside(any_store: Store) -> None:
    """Coverage and silent changes make no digest; context stands beside."""
    kinds = [ChangeKind.NEW, ChangeKind.COVERAGE, ChangeKind.CONTEXT]
    told = [found(any_store, kind) for kind in kinds]
    joined = go_on(any_store, told[0], "joined: 미르병원")
    found(any_store, ChangeKind.NEW, announce=Announce.SILENT)
    archive = found(any_store, ChangeKind.NEW, announce=Announce.ARCHIVE)
    untold = any_store.untold("scouts", NOW, WINDOW)
    assert [change.id for change in untold.changes] == [told[0], joined, archive]
    assert [change.id for change in untold.context] == [told[2]]
    assert untold.since is None


def test_updates_are_for_those_who_saw_the_deal(any_store: Store) -> None:
    """How a deal went on is told where the deal was told, and nowhere else."""
    old = NOW - timedelta(days=10)
    silent = found(any_store, announce=Announce.SILENT)
    go_on(any_store, silent, "ended")
    seen = found(any_store, at=old)
    _enqueue(any_store, seen)
    ended = go_on(any_store, seen, "ended")
    assert [c.id for c in any_store.untold("late", NOW, WINDOW).changes] == []
    any_store.untold("scouts", old, WINDOW)
    assert [c.id for c in any_store.untold("scouts", NOW, WINDOW).changes] == [ended]


def test_what_was_told_is_not_told_again(any_store: Store) -> None:
    """A channel's window is all that it was not told, and since its last digest."""
    first = found(any_store)
    assert [c.id for c in any_store.untold("scouts", NOW, WINDOW).changes] == [first]
    _enqueue(any_store, first)
    second = found(any_store)
    untold = any_store.untold("scouts", NOW + timedelta(days=30), WINDOW)
    assert [change.id for change in untold.changes] == [second]
    assert untold.since == NOW
    assert len(any_store.untold("bio", NOW, WINDOW).changes) == 2


def test_a_new_channel_starts_with_the_last_days(any_store: Store) -> None:
    """What was found before a channel's first window is never told there, however late it asks."""
    found(any_store, at=NOW - timedelta(days=8))
    inside = found(any_store, at=NOW - timedelta(days=6))
    for days in (0, 1, 400):
        untold = any_store.untold("scouts", NOW + timedelta(days=days), WINDOW)
        assert [change.id for change in untold.changes] == [inside]


def test_a_digest_is_written_whole_or_not_at_all(any_store: Store) -> None:
    """Where a change was told already, neither the digest nor its messages are kept."""
    first, second = found(any_store), found(any_store)
    _enqueue(any_store, first)
    with pytest.raises(IntegrityError):
        _enqueue(any_store, second, first)
    assert len(any_store.deliveries()) == 2
    assert len(any_store.digests("scouts")) == 1
    assert [c.id for c in any_store.untold("scouts", NOW, WINDOW).changes] == [second]


def test_digests_come_back_as_composed(any_store: Store) -> None:
    """A digest is immutable, with the changes as they were."""
    found(any_store)
    change = any_store.untold("scouts", NOW, WINDOW).changes[0]
    digest = Digest("scouts", NOW, None, news=(change,), sources_total=3, sources_ok=2)
    any_store.enqueue(digest, CHANNEL, [OPENING], [change.id])
    assert any_store.digests() == [digest]
    assert any_store.digests("bio") == []


def test_messages_leave_in_order(any_store: Store) -> None:
    """The next message is the first unfinished one, older digests first."""
    _enqueue(any_store)
    _enqueue(any_store, at=timedelta(hours=1))
    order = []
    while delivery := any_store.next_delivery("scouts"):
        order.append((delivery.digest_id, delivery.sequence, delivery.parent_ts))
        any_store.begin_attempt(delivery.id, NOW)
        any_store.mark_sent(delivery.id, f"{len(order)}.0")
    assert order == [(1, 0, None), (1, 1, "1.0"), (2, 0, None), (2, 1, "3.0")]
    assert any_store.next_delivery("bio") is None


def test_an_attempt_is_remembered_before_it_is_made(any_store: Store) -> None:
    """A process that dies while it sends leaves a message whose outcome is open."""
    _enqueue(any_store)
    first = any_store.next_delivery("scouts")
    assert first is not None
    assert (first.state, first.attempts, first.attempted_at) == (DeliveryState.PENDING, 0, None)
    any_store.begin_attempt(first.id, NOW)
    again = any_store.next_delivery("scouts")
    assert again is not None
    assert (again.id, again.key, again.message) == (first.id, first.key, OPENING)
    assert (again.state, again.attempts, again.attempted_at) == (DeliveryState.SENDING, 1, NOW)


def test_outcomes(any_store: Store) -> None:
    """Unknown and postponed messages stay first, parked ones let the others pass."""
    _enqueue(any_store)
    first, second = any_store.deliveries()
    later = NOW + timedelta(minutes=1)
    any_store.mark_unknown(first.id, "시간 초과")
    unknown = any_store.next_delivery("scouts")
    any_store.postpone(first.id, later, "ratelimited")
    postponed = any_store.next_delivery("scouts")
    any_store.park(first.id, "invalid_blocks")
    assert unknown is not None
    assert (unknown.id, unknown.state, unknown.error) == (first.id, "unknown", "시간 초과")
    assert postponed is not None
    assert (postponed.id, postponed.state, postponed.not_before) == (first.id, "pending", later)
    assert any_store.next_delivery("scouts") == second
    assert [d.state for d in any_store.deliveries()] == ["parked", "pending"]


def test_keys_are_unique(any_store: Store) -> None:
    """Each message has an identity of 32 hexadecimal digits."""
    _enqueue(any_store)
    _enqueue(any_store)
    keys = {delivery.key for delivery in any_store.deliveries()}
    assert len(keys) == 4
    assert all(len(key) == 32 and int(key, 16) for key in keys)


def test_deliveries_of_a_channel_since_a_time(any_store: Store) -> None:
    """Messages are found by channel and by the time of their digest."""
    _enqueue(any_store)
    _enqueue(any_store, at=timedelta(hours=2))
    assert len(any_store.deliveries("scouts", NOW + timedelta(hours=1))) == 2
    assert len(any_store.deliveries(since=NOW)) == 4
    assert any_store.deliveries("bio") == []


def test_a_message_that_is_not_there(any_store: Store) -> None:
    """Marking a message that does not exist is an error, not silence."""
    with pytest.raises(StateError, match="no message 99"):
        any_store.mark_sent(99, "1.0")


def test_reports_tell_each_change_once(any_store: Store) -> None:
    """Every kind of change is reported once, silent ones too."""
    first = found(any_store, ChangeKind.COVERAGE, announce=Announce.SILENT)
    second = found(any_store)
    assert [change.id for change in any_store.unreported()] == [first, second]
    any_store.mark_reported([first], NOW)
    assert [change.id for change in any_store.unreported()] == [second]


def test_joined_collaborations_are_told_once(any_store: Store) -> None:
    """Two changes whose collaborations turned out to be one are told as one."""
    found(any_store), found(any_store)
    with any_store.comparing(1) as session:
        session.absorb(1, 2)
    assert [change.id for change in any_store.untold("scouts", NOW, WINDOW).changes] == [1]
    _enqueue(any_store, 1)
    assert any_store.untold("scouts", NOW, WINDOW).changes == ()


def test_what_nobody_says_any_more_is_not_told(any_store: Store) -> None:
    """A collaboration that a corrected text took back before it was told stays untold."""
    found(any_store)
    any_store.save_claims(1, [], "2")
    assert any_store.untold("scouts", NOW, WINDOW).changes == ()
