"""From every earlier revision, with data in it, to today's tables, and back."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest
from sqlalchemy import Connection, MetaData

from flows.state import open_store
from flows.state.engine import reading, writing
from flows.state.migrate import downgrade, revisions, upgrade
from flows.state.tables import metadata
from tests.compare.samples import World
from tests.state.lived_in import forget_compared
from tests.state.revised import (
    BEFORE_LOOKUPS,
    COMPARED,
    Lived,
    Rows,
    built,
    engine_of,
    stored,
    stored_in,
    untold_of,
)

EARLIER = revisions()[:-1]
MOVED = {"organization_aliases"}  # left out by v0003: nothing ever wrote it


def _kept(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """Give both, cut to the tables and columns that both have, in one order."""
    shared = {
        name: set(some[0]) & set(after[name][0])
        for name, some in before.items()
        if some and after.get(name)
    }
    assert {name for name, some in before.items() if some} == set(shared)
    return tuple(  # type: ignore[return-value]  # two of them
        {
            name: sorted(({k: row[k] for k in sorted(keys)} for row in which[name]), key=repr)
            for name, keys in shared.items()
        }
        for which in (before, after)
    )


def _compared(url: str | None, home: Path, lived: Lived, *, is_all: bool) -> list[str]:
    """Compare in the migrated database; give the changes found."""
    if is_all:
        with engine_of(url, home) as engine, writing(engine) as connection:
            forget_compared(connection)
    with closing(open_store(url, home)) as store:
        world = World(store, lived.world.config, lived.world.now)
        return [change.kind for change in world.compare()]


@pytest.mark.parametrize("revision", revisions())
def test_nothing_is_lost_on_the_way_up(
    revision: str, address: str | None, home: Path, lived: Lived
) -> None:
    """Each row of each earlier table is there, equal, and the new columns say what is true."""
    before = built(address, home, revision, lived.rows)
    counts = {name: len(some) for name, some in lived.rows.items() if name != "facts"}
    assert all(len(some) == counts.get(name, len(some)) for name, some in before.items() if some)
    open_store(address, home).close()
    after = stored_in(address, home)
    assert set(before) - set(after) <= MOVED
    assert set(after) == set(metadata.tables)
    old, new = _kept(before, after)
    if revision in BEFORE_LOOKUPS:  # had another form, and is made anew
        old["facts"] = [row for row in old["facts"] if row["name"] != COMPARED]
    assert new == old
    if revision in BEFORE_LOOKUPS:
        _check_new_columns(after)


@pytest.mark.parametrize("revision", revisions())
def test_an_upgrade_announces_nothing(
    revision: str, address: str | None, home: Path, lived: Lived
) -> None:
    """A compare finds no change, also where all is looked at; what was told is still told."""
    built(address, home, revision, lived.rows)
    with closing(open_store(address, home)) as store:
        world = World(store, lived.world.config, lived.world.now)
        assert untold_of(world) == lived.untold
        assert _compared(address, home, lived, is_all=False) == []
        assert _compared(address, home, lived, is_all=True) == []
        assert untold_of(world) == lived.untold


@pytest.mark.parametrize("revision", EARLIER)
def test_there_and_back_keeps_what_the_older_tables_hold(
    revision: str, address: str | None, home: Path, lived: Lived
) -> None:
    """Down to each earlier revision and up again: only what it has no place for is gone."""
    before = built(address, home, revisions()[-1], lived.rows)
    with engine_of(address, home) as engine:
        with writing(engine) as connection:
            downgrade(connection, revision)
        with reading(engine) as connection:
            older = stored(connection)
        with writing(engine) as connection:
            upgrade(connection)
    held, left = _kept({name: before[name] for name in older if name not in MOVED}, older)
    assert left == held
    after = stored_in(address, home)
    was, is_now = _kept(older, after)
    if revision in BEFORE_LOOKUPS:
        was["facts"] = [row for row in was["facts"] if row["name"] != COMPARED]
    assert is_now == was
    if revision in BEFORE_LOOKUPS:
        _check_new_columns(after)
    assert _compared(address, home, lived, is_all=False) == []
    assert _compared(address, home, lived, is_all=True) == []


def test_a_database_without_rows_goes_down_and_up(address: str | None, home: Path) -> None:
    """To nothing at all and back."""
    with engine_of(address, home) as engine:
        with writing(engine) as connection:
            upgrade(connection)
            downgrade(connection, "base")
            assert set(_stored_tables(connection)) <= {"alembic_version"}
        open_store(address, home).close()
        with reading(engine) as connection:
            assert set(stored(connection)) == set(metadata.tables)


def _stored_tables(connection: Connection) -> list[str]:
    found = MetaData()
    found.reflect(connection)
    return list(found.tables)


def _check_new_columns(rows: Rows) -> None:
    """What v0003 fills from what was there."""
    roots = {row["key"]: row["root"] for row in rows["organizations"]}
    published = {row["id"]: row["published_at"] for row in rows["articles"]}
    told = {row["id"]: published[row["article_id"]] for row in rows["claims"]}
    parties: dict[int, list[str]] = {}
    for row in rows["claim_parties"]:
        moment = told[row["claim_id"]]
        assert row["root"] == roots[row["organization"]]
        assert row["day"] == (moment.toordinal() if moment else None)
        parties.setdefault(row["claim_id"], []).append(row["root"])
    pairs = {
        (f"{low}\n{high}", claim)
        for claim, its in parties.items()
        for low, high in combinations(sorted(its), 2)
    }
    assert pairs
    assert {(row["pair"], row["claim_id"]) for row in rows["claim_pairs"]} == pairs
    _check_collaborations(rows)


def _check_collaborations(rows: Rows) -> None:
    topics = set()
    for row in rows["collaborations"]:
        payload = json.loads(row["payload"])
        moments = [r["published_at"] for r in payload["readings"] if r["published_at"]]
        first = min(map(datetime.fromisoformat, moments), default=row["first_seen"])
        assert (row["form"], row["stage"]) == (payload["form"], payload["stage"])
        assert row["told_at"] == first
        assert not row["is_rejected"]
        topics |= {(row["id"], "".join(t.split()).casefold()) for t in payload["topics"]}
    assert topics
    stored = {(row["collaboration_id"], row["topic"]) for row in rows["collaboration_topics"]}
    assert stored == topics
