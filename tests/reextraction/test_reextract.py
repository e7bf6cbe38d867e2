"""What re-extraction reads, keeps and tells; and that it is done whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import IO

import pytest
from sqlalchemy import select, update

from flows.errors import StateError
from flows.extract import version_of
from flows.model import Claim, Form, Stage
from flows.reextraction import Outcome, reading
from flows.reextraction.differences import Fate
from flows.state import Store
from flows.state.rereading import Choice, Chosen
from flows.state.tables import articles, metadata
from tests.compare.samples import claim
from tests.reextraction.rereading import Rereading
from tests.workshops import NOW

G, R, M, S = "건너전자", "라온대학교", "미르병원", "새벽로보틱스"
GR, MS = claim(G, R, date="2026-11-23"), claim(M, S)


def _tables(store: Store, *left_out: str) -> dict[str, list[dict[str, object]]]:
    """Give every row of every table, in order, without these columns."""
    found = {}
    with store._reading() as connection:  # noqa: SLF001 - all there is, as it is
        for table in metadata.sorted_tables:
            query = select(*(column for column in table.c if column.name not in left_out))
            rows = connection.execute(query.order_by(*table.primary_key))
            found[table.name] = [dict(row) for row in rows.mappings()]
    return found


def _some_claims(chance: Random) -> list[Claim]:
    return [
        claim(
            *chance.sample([G, R, M, S, "GE전자", "라온대 AI대학원"], chance.randint(2, 4)),
            form=chance.choice(list(Form)),
            stage=chance.choice(list(Stage)),
            date=chance.choice([None, "2026-11-20", "2025"]),
            is_ai=chance.random() > 0.2,
            is_background=chance.random() > 0.8,
            evidence=f"{chance.random()}",
        )
        for _ in range(chance.choice([0, 1, 1, 2, 3]))
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_same_version_again_changes_nothing(world: Rereading, seed: int) -> None:
    """Every row of every table is as before; with another version that finds the same, too."""
    chance = Random(seed)  # noqa: S311 - no secret
    for number in range(30):
        world.arrive(f"{number}", *_some_claims(chance), days=chance.randint(0, 20))
    world.tell()
    before = _tables(world.store)
    world.version -= 1
    assert world.reread(is_all=True).is_empty
    assert _tables(world.store) == before
    assert world.reread().is_empty
    assert _tables(world.store, "extracted_with") == {
        name: [{k: v for k, v in row.items() if k != "extracted_with"} for row in rows]
        for name, rows in before.items()
    }
    assert world.store.outdated(version_of(world.workshop.lexicon)) == 0


def test_a_look_keeps_nothing_and_tells_what_applying_does(world: Rereading) -> None:
    """The same tables, and none of them written."""
    world.arrive("a", GR)
    world.arrive("b", MS)
    world.arrive("c")
    world.tell()
    before = _tables(world.store)
    says = {"a": [replace(GR, form=Form.JOINT_CENTER, confidence=0.8)], "b": [], "c": [claim(G, S)]}
    look = world.reread(says, is_applying=False)
    assert _tables(world.store) == before
    world.version -= 1
    applied = world.reread()
    assert _told(applied) == _told(look)
    assert [[(one.fate, one.fields) for one in row.claims] for row in look.articles.rows] == [
        [(Fate.CHANGED, ("form", "confidence"))],
        [(Fate.GONE, ())],
        [(Fate.COME, ())],
    ]
    assert [(one.fate, one.fields) for one in look.collaborations.rows] == [
        (Fate.CHANGED, ("form", "confidence")),
        (Fate.GONE, ()),
        (Fate.COME, ()),
    ]
    assert [one.id for one in look.collaborations.rows][:2] == [1, 2]
    assert look.articles.counts == {"changed": 1, "gone": 1, "come": 1}
    assert (look.articles.rows[0].title, look.articles.rows[0].source) == ("제목 a", "news")
    assert world.store.claims_of(world.numbers["a"]) == says["a"]
    assert world.reread().is_empty


def _told(outcome: Outcome) -> list[object]:
    """Give what is told without the ids of what is new: PostgreSQL gives none of them twice."""
    return [
        outcome.articles,
        [(one.fate, one.before, one.after) for one in outcome.collaborations.rows],
        [(one.change.collaboration, one.channels) for one in outcome.announcements.rows],
        outcome.silent,
    ]


def test_only_what_is_asked_for_is_read(world: Rereading) -> None:
    """By time, by source, and by version; what was never read is a run's."""
    world.arrive("old", GR, days=9)
    world.arrive("new", MS)
    world.arrive("other", claim(G, S), source="feed")
    world.tell()
    world.arrive("unread", claim(G, M))
    nothing: dict[str, list[Claim]] = {name: [] for name in world.numbers}
    look = world.reread(nothing, is_applying=False, since=NOW - timedelta(days=1))
    assert _ids(look) == [world.numbers["new"], world.numbers["other"]]
    assert _ids(world.reread(is_applying=False, sources=("feed",))) == [world.numbers["other"]]
    assert world.reread(sources=("feed",)).chosen == Chosen(1, 0, 0)
    world.version -= 1
    assert _ids(world.reread(is_applying=False)) == [world.numbers["old"], world.numbers["new"]]
    world.version -= 1
    assert world.reread(is_applying=False, is_all=True).chosen == Chosen(3, 0, 0)
    assert world.store.unextracted(9) == [world.numbers["unread"]]


def _ids(outcome: Outcome) -> list[int]:
    return [one.id for one in outcome.articles.rows]


def test_what_cannot_be_read_keeps_its_claims(world: Rereading) -> None:
    """A dropped text and a superseded version are counted and left alone."""
    world.arrive("kept", GR)
    world.arrive("dropped", MS)
    first = world.arrive("place", claim(G, S))
    world.tell()
    world.arrive("place", claim(G, S), body="neu")
    world.tell()
    _drop(world.store, world.numbers["dropped"])
    outcome = world.reread({"kept": [], "dropped": [], "": [], "place": [], "neu": []})
    assert outcome.chosen == Chosen(2, 1, 1)
    assert world.store.claims_of(world.numbers["dropped"]) == [MS]
    assert world.store.claims_of(first) == [claim(G, S)]


def _drop(store: Store, number: int) -> None:
    with store._writing() as connection:  # noqa: SLF001 - retention is another stage's
        mine = update(articles).where(articles.c.id == number)
        connection.execute(mine.values(body="", body_dropped_at=NOW))


def test_a_text_that_is_dropped_meanwhile_keeps_its_claims(
    world: Rereading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between choosing and reading it, or between reading and storing."""
    world.arrive("a", GR)
    world.tell()
    choose = Store.chosen

    def choose_then_drop(store: Store, choice: Choice, *, after: int, limit: int) -> list[int]:
        ids = choose(store, choice, after=after, limit=limit)
        _drop(store, world.numbers["a"])
        return ids

    monkeypatch.setattr(Store, "chosen", choose_then_drop)
    assert world.reread({"": []}).is_empty
    assert world.store.claims_of(world.numbers["a"]) == [GR]


@pytest.mark.parametrize("stage", ["read_again", "compare_states", "find_announcements"])
def test_what_is_cut_off_leaves_nothing(
    world: Rereading, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it ends, state is as before, and the next one does it all."""
    world.arrive("a", GR)
    world.arrive("b", MS)
    world.tell()
    before = _tables(world.store)

    def cut(*arguments: object) -> Iterator[object]:
        yield from getattr(reading, stage, lambda *_: ())(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(f"flows.reextraction.stage.{stage}", cut)
        with pytest.raises(KeyboardInterrupt):
            world.reread({"a": [], "b": [GR]})
    assert _tables(world.store) == before
    assert world.reread().articles.counts == {"gone": 2, "come": 1}


def test_tables_keep_their_first_rows_and_count_the_others(world: Rereading) -> None:
    """A limit of 0 gives all."""
    for number in range(5):
        world.arrive(f"{number}", claim(G, f"기관{number}"))
    world.tell()
    gone = {f"{number}": [claim(S, f"단체{number}")] for number in range(5)}
    look = world.reread(gone, is_applying=False, limit=2)
    for table, total in ((look.articles, 5), (look.collaborations, 10), (look.announcements, 5)):
        assert (len(table.rows), table.total, table.more) == (2, total, total - 2)
    assert look.articles.counts == {"gone": 5, "come": 5}
    everything = world.reread(is_applying=False, limit=0)
    assert [len(everything.articles.rows), everything.collaborations.more] == [5, 0]


def test_progress_counts_the_articles(world: Rereading) -> None:
    """Of those that can be read."""
    for number in range(3):
        world.arrive(f"{number}", GR)
    world.tell()
    told: list[tuple[str, int, int]] = []
    workshop = replace(world.workshop, progress=lambda *one: told.append(one))
    choice = Choice("other")
    assert len(list(reading.read_again(workshop, choice, 3))) == 3
    assert told == [("extract", 1, 3), ("extract", 2, 3), ("extract", 3, 3)]


def test_a_full_disk_is_told(world: Rereading, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the remedy, and nothing is stored."""
    world.arrive("a", GR)
    world.tell()

    def full(*_: object, **__: object) -> IO[str]:
        return Path("/dev/full").open("w", encoding="utf-8")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(StateError, match="No space left on device\n  → make room"):
        world.reread({"a": []})
    assert world.store.claims_of(1) == [GR]
