from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import StatementError

from flows.model import Entry, Outcome
from flows.state import Store
from tests.state.samples import NOW, article

ITEM = {"title": "건너전자, 라온대와 맞손", "link": "https://example.com/1"}
LATER = NOW + timedelta(hours=1)


def _entry(outcome: Outcome, *keys: str, attempts: int = 0) -> Entry:
    return Entry(keys, outcome, {} if outcome is Outcome.STORED else ITEM, attempts)


@pytest.mark.parametrize(
    "outcome, other_source",
    [(Outcome.STORED, {"a", "b"}), (Outcome.SKIPPED, set()), (Outcome.WAITING, set())],
)
def test_any_name_makes_an_item_known(
    any_store: Store, outcome: Outcome, other_source: set[str]
) -> None:
    """To its own source by all names; to others only once its article is stored."""
    any_store.save_articles("feed", [], {}, NOW, [_entry(outcome, "a", "b")])
    assert any_store.known("feed", ["a", "b", "c"]) == {"a", "b"}
    assert any_store.known("search", ["a", "b", "c"]) == other_source


def test_many_names_are_asked_for_at_once(any_store: Store) -> None:
    """More than one statement may hold."""
    names = [f"k{n}" for n in range(1_200)]
    any_store.save_articles(
        "feed", [], {}, NOW, [_entry(Outcome.STORED, name) for name in names[:1_100]]
    )
    assert any_store.known("feed", names) == set(names[:1_100])


def test_what_waits_comes_back_once_and_until_it_is_done(any_store: Store) -> None:
    """By its surest name, with the tries so far, the oldest first."""
    any_store.save_articles("feed", [], {}, NOW, [_entry(Outcome.WAITING, "b", "c", attempts=2)])
    any_store.save_articles("feed", [], {}, LATER, [_entry(Outcome.WAITING, "a")])
    any_store.save_articles("other", [], {}, NOW, [_entry(Outcome.WAITING, "d")])
    waiting = any_store.waiting()["feed"]
    assert [(one.keys, one.attempts, one.item) for one in waiting] == [
        (("b",), 2, ITEM),
        (("a",), 0, ITEM),
    ]
    any_store.save_articles("feed", [article()], {}, LATER, [_entry(Outcome.STORED, "b")])
    assert [one.keys for one in any_store.waiting()["feed"]] == [("a",)]


def test_skipped_items_are_counted_and_kept(any_store: Store) -> None:
    """One for all names of an item."""
    any_store.save_articles("feed", [], {}, NOW, [_entry(Outcome.SKIPPED, "a", "b")])
    any_store.save_articles("feed", [], {}, NOW, [_entry(Outcome.STORED, "c")])
    assert any_store.summary().skipped == 1


def test_what_hosts_asked_for_is_replaced_host_by_host(any_store: Store) -> None:
    """Others stay."""
    assert any_store.hosts() == {}
    any_store.save_hosts({"a": {"until": 1.5}, "b": {"rules": "맞"}})
    any_store.save_hosts({"a": {"until": 2.5}})
    any_store.save_hosts({})
    assert any_store.hosts() == {"a": {"until": 2.5}, "b": {"rules": "맞"}}


def test_together_is_one_transaction(any_store: Store) -> None:
    """What fails alone costs the others nothing; what ends the block costs all."""
    with any_store.together() as store:
        store.save_articles("feed", [article()], {"at": 1}, NOW)
        naive = article("둘", fetched_at=NOW.replace(tzinfo=None), locator="b.txt")
        with pytest.raises(StatementError, match="without a zone"):
            store.save_articles("other", [naive], {"at": 1}, NOW)
    assert (any_store.cursor("feed"), any_store.cursor("other")) == ({"at": 1}, {})
    with pytest.raises(KeyError), any_store.together() as store:  # noqa: PT012 - the block is what fails
        store.save_articles("feed", [], {"at": 2}, NOW)
        raise KeyError
    assert any_store.cursor("feed") == {"at": 1}


def test_arrivals_make_a_rhythm(any_store: Store) -> None:
    """The last two hundred times at which something new came, and nothing else."""
    for hour in range(300):
        now = NOW + timedelta(hours=hour)
        any_store.note_sources({"feed": None}, now, {"feed"} if hour % 10 != 9 else ())
    any_store.note_sources({"feed": "HTTP 500"}, now + timedelta(hours=1))
    polled = any_store.polled()["feed"]
    assert polled.polled_at == NOW + timedelta(hours=300)
    assert polled.last_success == NOW + timedelta(hours=299)
    assert len(polled.arrivals) == 200
    assert polled.arrivals[-2:] == (NOW + timedelta(hours=297), NOW + timedelta(hours=298))


def test_what_operations_was_told_is_kept_and_taken_back(any_store: Store) -> None:
    """For each source alone."""
    for name in ("a", "b"):
        any_store.note_sources({name: "HTTP 500"}, NOW)
    any_store.mark_told({"a": "failing", "b": "failing"})
    any_store.mark_told({"b": None})
    assert {name: one.told for name, one in any_store.polled().items()} == {
        "a": "failing",
        "b": None,
    }
