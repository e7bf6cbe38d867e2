from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from flows.ingest.duplicates import fingerprint
from flows.maintaining import Maintained, maintain
from flows.model import Entry, Outcome
from flows.state import Store, open_store
from flows.state.engine import connect, database_url, writing
from flows.state.rereading import Choice
from flows.state.tables import articles, entries, fingerprints
from tests.compare.samples import NOW, World, claim
from tests.state.lived_in import forget_compared, live, quiet, tables_of
from tests.state.samples import article

YEAR = timedelta(days=365)
LATER = NOW + timedelta(days=400)
ITEM = {"title": "강연 안내", "link": "https://example.com/talk"}


def _maintain(store: Store, keep: timedelta | None = YEAR, *, dry: bool = False) -> Maintained:
    return maintain(store, LATER, keep, quiet, is_rehearsal=dry)


def test_words_go_and_what_they_say_stays(database: str | None, home: Path) -> None:
    """All tables are as they were, but for the words, the mark of it, and fingerprints."""
    with closing(open_store(database, home)) as store:
        live(store)
        before = tables_of(database, home)
        done = _maintain(store)
        after = tables_of(database, home)
        assert _maintain(store) == Maintained()
    assert done.articles == len(before["articles"])
    assert done.characters > 100
    kept = [column.name for column in articles.c]
    gone = {"body", "subtitle", "body_dropped_at"}
    places = [place for place, name in enumerate(kept) if name not in gone]

    def without(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
        return [tuple(row[place] for place in places) for row in rows]

    assert without(after["articles"]) == without(before["articles"])
    assert {row[kept.index("body")] for row in after["articles"]} == {""}
    assert {row[kept.index("body_dropped_at")] for row in after["articles"]} == {LATER}
    assert after["fingerprints"] == []
    others = set(before) - {"articles", "fingerprints", "entries", "facts"}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}


def test_nothing_is_announced_again(database: str | None, home: Path) -> None:
    """A compare of everything finds nothing, and the same words again are the same article."""
    store = open_store(database, home)
    world = live(store)
    _maintain(store)
    world.tell(
        "a", claim("건너전자", "라온대학교", topics=("온디바이스 AI",)), title="제목이 바뀌었다"
    )
    engine = connect(database_url(database, home))
    with writing(engine) as connection:
        forget_compared(connection)
    engine.dispose()
    assert world.compare() == []
    store.close()


def test_the_same_words_again_are_the_same_article(any_store: Store) -> None:
    """From elsewhere too; it is not read again, by whatever extractor."""
    (made,) = any_store.save_articles("seeds", [article()], {}, NOW)
    world = World(any_store)
    any_store.save_claims(made, [claim()], "1")
    world.compare()
    _maintain(any_store)
    again = [article(), article(source="other", locator="b")]
    assert any_store.save_articles("seeds", again, {}, LATER) == []
    assert any_store.unextracted(9) == []
    assert any_store.chosen(Choice("2"), after=0, limit=9) == []
    assert any_store.claims_of(made) == [claim()]
    assert world.compare() == []


def test_what_was_not_read_keeps_its_words(any_store: Store) -> None:
    """Until extract and compare have seen it, however old it is."""
    fresh, read = any_store.save_articles(
        "s", [article("하나"), article("둘", locator="b")], {}, NOW
    )
    any_store.save_claims(read, [claim()], "1")
    assert _maintain(any_store).articles == 0
    World(any_store).compare()
    assert _maintain(any_store).articles == 1
    assert any_store.articles([fresh])[fresh].body == "하나"
    assert any_store.unextracted(9) == [fresh]


def test_young_words_stay(any_store: Store) -> None:
    """The day on which an article was fetched counts, to the second."""
    at = [LATER - YEAR, LATER - YEAR - timedelta(seconds=1)]
    texts = [article(f"{n}", locator=f"{n}", fetched_at=when) for n, when in enumerate(at)]
    made = any_store.save_articles("seeds", texts, {}, NOW)
    for number in made:
        any_store.save_claims(number, [], "1")
    World(any_store).compare()
    assert _maintain(any_store).articles == 1
    bodies = [one.body for one in any_store.articles(made).values()]
    assert bodies == ["0", ""]


def test_a_rehearsal_and_for_ever_keep_all(database: str | None, home: Path) -> None:
    """The first tells what would go, the second lets nothing go."""
    with closing(open_store(database, home)) as store:
        live(store)
        before = tables_of(database, home)
        dry = _maintain(store, dry=True)
        assert _maintain(store, None) == Maintained()
        assert tables_of(database, home) == before
        done = _maintain(store)
    assert (dry.articles, dry.characters, dry.items) == (done.articles, done.characters, done.items)


def test_no_item_is_new_again(any_store: Store) -> None:
    """What skipped items said goes, their names stay; those that wait keep all."""
    told = [
        Entry(("page a", "id a"), Outcome.SKIPPED, ITEM),
        Entry(("page b",), Outcome.WAITING, ITEM, attempts=2),
        Entry(("page c",), Outcome.STORED),
    ]
    any_store.save_articles("news", [], {}, NOW, told)
    any_store.save_articles("late", [], {}, LATER, [Entry(("page d",), Outcome.SKIPPED, ITEM)])
    names = {"page a", "id a", "page b", "page c"}
    waiting, skipped = any_store.waiting(), any_store.summary().skipped
    assert _maintain(any_store).items == 1
    assert any_store.known("news", names) == names
    assert any_store.known("late", ["page d"]) == {"page d"}
    assert any_store.waiting() == waiting
    assert any_store.summary().skipped == skipped == 2
    assert _maintain(any_store).items == 0


def test_a_repost_of_dropped_words_is_its_own_first(any_store: Store) -> None:
    """It finds no candidate, so that nothing is loaded for it."""
    body = " ".join(f"건너전자는 {n}일 라온대와 협약을 맺고 {n}명을 보냈다." for n in range(30))
    (made,) = any_store.save_articles("seeds", [article(body)], {}, NOW)
    values = fingerprint(article(body))
    any_store.link(made, values, None)
    any_store.save_claims(made, [], "1")
    World(any_store).compare()
    assert any_store.candidates(values, made + 1) == [made]
    _maintain(any_store)
    assert any_store.candidates(values, made + 1) == []
    assert any_store.unlinked(9) == []


def test_a_run_that_is_cut_off_goes_on(any_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was done stays done, and the next run does the rest."""
    monkeypatch.setattr("flows.maintaining.BATCH", 3)
    _fill(any_store, 10)
    seen: list[int] = []

    def interrupt(stage: str, done: int, total: int) -> None:
        assert (stage, total) == ("maintain", 10)
        seen.append(done)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        maintain(any_store, LATER, YEAR, interrupt, is_rehearsal=False)
    assert seen == [3, 6]
    assert _maintain(any_store).articles == 4


def _fill(store: Store, number: int, size: int = 1) -> None:
    """Store so many articles that were read, with words of `size` characters and more."""
    texts = [article(f"{n} " + "가" * size, locator=f"{n}") for n in range(number)]
    for one in store.save_articles("seeds", texts, {}, NOW):
        store.save_claims(one, [], "1")
    World(store).compare()


def test_much_free_room_goes_back_to_the_disk(home: Path) -> None:
    """A SQLite file becomes smaller where a fifth of it is free, and stays whole."""
    with closing(open_store(None, home)) as store:
        _fill(store, 60, 150_000)
        before = store.growth(LATER, []).size
        done = _maintain(store)
        after = store.growth(LATER, []).size
        assert done.freed > 20_000_000
        assert after < before - 20_000_000
        assert (store.summary().articles, done.notes) == (60, ())


def test_a_busy_file_is_made_smaller_next_time(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that writes meanwhile fails nothing."""
    monkeypatch.setattr("flows.state.engine.BUSY_SECONDS", 0.1)
    with closing(open_store(None, home)) as store:
        _fill(store, 60, 150_000)
        store.drop_texts(LATER, LATER, 99)
        engine = connect(database_url(None, home))
        with writing(engine):
            busy = _maintain(store)
        engine.dispose()
        assert (busy.freed, len(busy.notes)) == (0, 1)
        assert _maintain(store).freed > 20_000_000


def test_many_items(any_store: Store) -> None:
    """More than one step takes, each looked at once."""
    told = [Entry((f"page {n}",), Outcome.SKIPPED, ITEM) for n in range(1_300)]
    any_store.save_articles("news", [], {}, NOW, told)
    assert _maintain(any_store).items == 1_300
    assert any_store.count_old(LATER).items == 0


def test_links_of_rows_hold(database: str | None, home: Path) -> None:
    """Letting go of words breaks no reference, and the tables still take all."""
    with closing(open_store(database, home)) as store:
        live(store)
        _maintain(store)
        engine = connect(database_url(database, home))
        with writing(engine) as connection:
            connection.execute(update(articles).values(title="다른 제목"))
            count = select(func.count()).select_from(fingerprints)
            assert connection.scalar(count) == 0
            assert connection.scalar(select(func.count()).select_from(entries)) == 5
        engine.dispose()
