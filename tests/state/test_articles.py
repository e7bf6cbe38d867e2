from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from flows.model import Announce, Article
from flows.state import Store
from tests.state.samples import NOW, article, claim

LATER = NOW + timedelta(hours=1)


def test_articles_come_back_as_they_were(any_store: Store) -> None:
    """Every field survives, and times come back aware, in UTC."""
    seoul = datetime(2026, 11, 24, 9, tzinfo=timezone(timedelta(hours=9)))
    told = article(
        subtitle="부제 ㈜ ‘따옴표’",
        url="https://example.com/가?a=1",
        published_at=seoul,
        language="en",
        announce=Announce.ARCHIVE,
    )
    (made,) = any_store.save_articles("seeds", [told], {}, NOW)
    found = any_store.articles([made])[made]
    assert found == told
    assert found.published_at is not None
    assert found.published_at.tzinfo is UTC


def test_nul_is_left_out(any_store: Store) -> None:
    """A NUL, which PostgreSQL refuses, costs no article."""
    (made,) = any_store.save_articles("seeds", [article("앞\0뒤")], {}, NOW)
    assert any_store.articles([made])[made].body == "앞뒤"


def test_cursor_moves_with_the_articles(any_store: Store) -> None:
    """A cursor is what the last stored poll left; before the first it is empty."""
    assert any_store.cursor("seeds") == {}
    any_store.save_articles("seeds", [], {"etag": "맞", "seen": [1]}, NOW)
    any_store.save_articles("other", [], {}, NOW)
    assert any_store.cursor("seeds") == {"etag": "맞", "seen": [1]}


def test_a_failing_store_moves_no_cursor(any_store: Store) -> None:
    """Where one article can't be stored, neither the others nor the cursor are."""
    naive = article("둘", fetched_at=datetime(2026, 11, 24), locator="b.txt")  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError, match="without a zone"):
        any_store.save_articles("seeds", [article("하나"), naive], {"at": 1}, NOW)
    assert any_store.cursor("seeds") == {}
    assert any_store.unextracted(9) == []


def test_same_content_is_the_same_article(any_store: Store) -> None:
    """A renamed or copied file is nothing new, also within one poll and from another source."""
    first = any_store.save_articles("seeds", [article(), article(locator="b.txt")], {}, NOW)
    again = any_store.save_articles("other", [article(source="other", locator="c")], {}, LATER)
    assert (len(first), again) == (1, [])
    assert any_store.unextracted(9) == first


def test_new_content_in_the_same_place_supersedes(any_store: Store) -> None:
    """A superseded version waits for no extractor any more."""
    old = any_store.save_articles("seeds", [article("하나")], {}, NOW)
    new = any_store.save_articles("seeds", [article("둘")], {}, LATER)
    assert any_store.unextracted(9) == new != old


def test_a_copy_keeps_the_old_version_standing(any_store: Store) -> None:
    """A version counts as long as one place holds it."""
    old = any_store.save_articles("seeds", [article("하나"), article("하나", locator="b")], {}, NOW)
    new = any_store.save_articles("seeds", [article("둘")], {}, LATER)
    assert any_store.unextracted(9) == [*old, *new]


def test_a_version_may_come_back(any_store: Store) -> None:
    """A, then B, then A again: A stands, once, and is extracted once."""
    old = any_store.save_articles("seeds", [article("하나")], {}, NOW)
    any_store.save_claims(old[0], [claim()], "1")
    new = any_store.save_articles("seeds", [article("둘")], {}, LATER)
    back = any_store.save_articles("seeds", [article("하나")], {}, LATER)
    assert (back, any_store.unextracted(9)) == ([], [])
    with any_store.comparing(1) as session:
        assert [one.article_id for one in session.touched(session.waiting(99))] == old
    assert any_store.articles(new)[new[0]].body == "둘"


def test_versions_share_a_chain(any_store: Store) -> None:
    """Each version of a text knows the first one, through any number of versions."""
    for body in ("하나", "둘", "셋"):
        any_store.save_articles("seeds", [article(body)], {}, NOW)
    (last,) = any_store.unextracted(9)
    any_store.save_claims(last, [claim()], "1")
    with any_store.comparing(1) as session:
        assert [one.chain for one in session.touched(session.waiting(99))] == [last - 2]


def test_articles_of_a_first_poll_are_known(any_store: Store) -> None:
    """Only what came before the first cursor was stored belongs to the first poll."""
    (first,) = any_store.save_articles("seeds", [article("하나")], {}, NOW)
    (second,) = any_store.save_articles("seeds", [article("둘", locator="b")], {}, LATER)
    for number in (first, second):
        any_store.save_claims(number, [claim()], "1")
    with any_store.comparing(1) as session:
        assert [one.is_first_poll for one in session.touched(session.waiting(99))] == [True, False]


def test_whether_a_source_ever_worked(any_store: Store) -> None:
    """A source has worked before where an earlier poll had no problem."""
    told = [
        any_store.note_sources({"feed": problem}, NOW)["feed"]
        for problem in ("404", "404", None, "500", None)
    ]
    assert told == [False, False, False, True, True]


def test_what_was_read_waits_no_more(any_store: Store) -> None:
    """Whichever version of the extractor read it, and whatever it found."""
    made = any_store.save_articles("seeds", [article(), article("둘", locator="b")], {}, NOW)
    any_store.save_claims(made[0], [], "1")
    assert any_store.unextracted(9) == made[1:]
    any_store.save_claims(made[1], [claim()], "2")
    assert any_store.unextracted(9) == []


def test_many_articles(any_store: Store) -> None:
    """More articles than a database takes in one list, given back in the order asked."""
    told = [article(f"본문 {number}", locator=f"{number}.txt") for number in range(1_200)]
    made = any_store.save_articles("seeds", told, {}, NOW)
    found = any_store.articles(made[::-1])
    assert list(found) == made[::-1]
    assert list(found.values()) == told[::-1]
    assert isinstance(found[made[0]], Article)
