"""Which articles are read again, and what becomes of their claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from flows.model import Article, ChangeKind, Claim, Stage
from flows.state import Store
from flows.state.rereading import Choice, Chosen, Restated
from flows.state.tables import articles
from tests.state.samples import MIR, NOW, RAON, SAEBYEOK, article, claim, found

DAY = timedelta(days=1)


def _stored(store: Store, *told: Article, version: str = "1") -> list[int]:
    ids = [store.save_articles(one.source, [one], {}, NOW)[0] for one in told]
    for number in ids:
        store.save_claims(number, [claim()], version)
    return ids


def _at(name: str, days: int | None = 0, source: str = "seeds") -> Article:
    published = None if days is None else NOW - days * DAY
    return article(name, locator=name, published_at=published, source=source)


def _chosen(store: Store, choice: Choice) -> list[int]:
    return store.chosen(choice, after=0, limit=99)


def _drop(store: Store, number: int) -> None:
    with store._writing() as connection:  # noqa: SLF001 - retention is another stage's
        mine = update(articles).where(articles.c.id == number)
        connection.execute(mine.values(body="", subtitle="", body_dropped_at=NOW))


@pytest.mark.parametrize(
    "choice, expected",
    [
        (Choice("1"), []),
        (Choice("2"), [0, 1, 2, 3]),
        (Choice("0"), [0, 1, 2, 3]),
        (Choice("1", is_all=True), [0, 1, 2, 3]),
        (Choice("2", since=NOW - 3 * DAY), [0, 1, 3]),
        (Choice("2", since=NOW - 2 * DAY), [0, 1, 3]),
        (Choice("2", since=NOW - DAY), [0, 3]),
        (Choice("2", sources=("seeds",)), [0, 1, 3]),
        (Choice("2", sources=("feed", "none")), [2]),
        (Choice("2", sources=("none",)), []),
        (Choice("1", since=NOW, sources=("seeds",), is_all=True), [0, 3]),
    ],
)
def test_which_articles_are_chosen(any_store: Store, choice: Choice, expected: list[int]) -> None:
    """By version, time and source; undated ones whatever the time, unread ones never."""
    ids = _stored(any_store, _at("a"), _at("b", 2), _at("c", 5, "feed"), _at("d", None))
    any_store.save_articles("seeds", [_at("unread")], {}, NOW)
    assert _chosen(any_store, choice) == [ids[place] for place in expected]
    assert any_store.count_chosen(choice) == Chosen(len(expected), 0, 0)


def test_what_stands_in_a_source_is_of_it(any_store: Store) -> None:
    """Also where another source had the same text first."""
    ids = _stored(any_store, _at("a"))
    any_store.save_articles("feed", [replace(_at("a"), source="feed", locator="x")], {}, NOW)
    assert _chosen(any_store, Choice("2", sources=("feed",))) == ids


def test_what_cannot_be_read_is_counted(any_store: Store) -> None:
    """A text that was dropped, a version that was superseded; one that is both counts once."""
    kept, dropped, both = _stored(any_store, _at("a"), _at("b"), _at("c"))
    _drop(any_store, dropped)
    _drop(any_store, both)
    any_store.save_articles("seeds", [article("anders", locator="c")], {}, NOW)
    assert any_store.count_chosen(Choice("2")) == Chosen(1, 1, 1)
    assert _chosen(any_store, Choice("2")) == [kept]
    assert (any_store.outdated("2"), any_store.outdated("1")) == (1, 0)
    assert any_store.still_readable([kept, dropped, both, 99]) == {kept}


def test_pages_follow_one_another(any_store: Store) -> None:
    """Each begins behind the last id of the one before."""
    ids = _stored(any_store, *map(_at, "abc"))
    assert any_store.chosen(Choice("2"), after=0, limit=2) == ids[:2]
    assert any_store.chosen(Choice("2"), after=ids[1], limit=2) == ids[2:]


def test_only_the_version_of_what_says_the_same_is_kept(any_store: Store) -> None:
    """Its claims and what they were joined to stay, and nothing waits for compare."""
    found(any_store)
    (before,) = any_store.told_by([1]).values()
    any_store.save_rereading([1], {}, "2")
    assert any_store.outdated("2") == 0
    assert any_store.told_by([1, 7]) == {1: before, 7: {}}
    assert any_store.summary().waiting == 0


def _rows(store: Store) -> list[tuple[int, Claim, int | None]]:
    with store.comparing(1) as session:
        return [
            (one.id, one.claim, one.collaboration_id) for one in session.touched(session.waiting(9))
        ]


OTHER, THIRD = claim(stage=Stage.PLANNED), claim(MIR, SAEBYEOK)


@pytest.mark.parametrize(
    "told, expected",
    [
        ([], []),
        ([Restated(OTHER, 1)], [(1, OTHER, 1)]),
        ([Restated(OTHER)], [(2, OTHER, None)]),
        ([Restated(OTHER, 9)], [(2, OTHER, None)]),
        ([Restated(OTHER, 1), Restated(THIRD)], [(1, OTHER, 1), (2, THIRD, None)]),
        ([Restated(THIRD), Restated(OTHER, 1)], [(1, OTHER, 1), (2, THIRD, None)]),
        ([Restated(OTHER, 1), Restated(THIRD, 1)], [(1, OTHER, 1), (2, THIRD, 1)]),
    ],
)
def test_what_continues_a_claim_is_joined_as_it_was(
    any_store: Store, told: Sequence[Restated], expected: list[tuple[int, Claim, int | None]]
) -> None:
    """It takes the claim's place, a second one stands beside it; the rest is fresh."""
    found(any_store)
    any_store.save_rereading([1], {1: told}, "2")
    rows = _rows(any_store)
    # an id that was freed may be given again
    assert [(one, to) for _, one, to in rows] == [(one, to) for _, one, to in expected]
    assert [key == 1 for key, _, to in rows if to] == [key == 1 for key, _, to in expected if to]
    assert any_store.claims_of(1) == [one.claim for one in told]


def test_what_lost_its_claim_waits_for_compare(any_store: Store) -> None:
    """Other articles that tell the same are looked at again."""
    found(any_store)
    (second,) = _stored(any_store, _at("b"))
    with any_store.comparing(1) as session:
        session.join_claims(1, [one.id for one in session.touched(session.waiting(9))])
        session.finish(session.waiting(9))
    any_store.save_rereading([1], {1: []}, "2")
    with any_store.comparing(1) as session:
        assert [one.article_id for one in session.touched(session.waiting(9))] == [second]


def test_a_note_is_kept_by_name(any_store: Store) -> None:
    """The last value counts."""
    assert not any_store.is_noted("told", "1")
    any_store.note("told", "1")
    any_store.note("told", "2")
    any_store.note("other", "1")
    assert [any_store.is_noted("told", value) for value in "12"] == [False, True]


def test_a_rehearsal_within_a_transaction_undoes_only_itself(any_store: Store) -> None:
    """What was written before it stays, also where it fails."""
    with any_store.together() as together:
        together.note("a", "1")
        with together.rolled_back() as rehearsal:
            rehearsal.note("a", "2")
            assert rehearsal.is_noted("a", "2")
        with pytest.raises(ZeroDivisionError), together.rolled_back() as rehearsal:
            _note_then_fail(rehearsal)
        assert together.is_noted("a", "1")
        together.note("b", "1")
    assert any_store.is_noted("a", "1")
    assert any_store.is_noted("b", "1")


def _note_then_fail(store: Store) -> None:
    store.note("a", "3")
    raise ZeroDivisionError


def test_a_survey_gives_what_is_there_page_by_page(any_store: Store) -> None:
    """Collaborations with whether somebody tells them; what they come from; changes."""
    first, second = found(any_store), found(any_store, ChangeKind.CONTEXT)
    with any_store.comparing(1) as session:
        session.descend(2, 1)
    any_store.save_rereading([2], {2: []}, "2")
    (one,) = any_store.standings(after=0, limit=1)
    (two,) = any_store.standings(after=1, limit=9)
    assert [(s.id, s.merged_into, s.is_told) for s in (one, two)] == [
        (1, None, True),
        (2, None, False),
    ]
    assert one.collaboration.parties[1] == RAON
    assert (any_store.ancestors(2), any_store.ancestors(1)) == ([1], [])
    assert any_store.last_change() == second
    assert [one.id for one in any_store.changes_after(0, 1)] == [first]
    assert [one.kind for one in any_store.changes_after(first, 9)] == [ChangeKind.CONTEXT]


def test_what_was_joined_is_told_by_what_it_was_joined_into(any_store: Store) -> None:
    """It lives on there alone."""
    found(any_store)
    found(any_store)
    with any_store.comparing(1) as session:
        session.absorb(1, 2)
    told = [(s.merged_into, s.is_told) for s in any_store.standings(after=0, limit=9)]
    assert told == [(None, True), (1, False)]


def test_an_empty_store_holds_no_change(any_store: Store) -> None:
    """There is nothing to begin behind."""
    assert (any_store.last_change(), any_store.changes_after(0, 9)) == (0, [])
    assert any_store.standings(after=0, limit=9) == []
