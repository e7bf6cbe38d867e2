"""From every earlier revision, with data in it, to today's tables, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, MetaData, insert, select, text

from flows.compare.comparing import FINGERPRINT
from flows.state import Store, open_store
from flows.state.engine import connect, database_url, reading, writing
from flows.state.migrate import downgrade, revisions, upgrade
from flows.state.tables import metadata
from tests.compare.samples import World
from tests.state.lived_in import BIO, SCOUTS, WINDOW, add_corrections, live

Row = dict[str, Any]
Rows = dict[str, list[Row]]
EARLIER = revisions()[:-1]
BEFORE_LOOKUPS = {"v0001", "v0002"}  # v0003 fills what claims and collaborations are found by
MOVED = {"organization_aliases"}  # left out by v0003: nothing ever wrote it


@dataclass(frozen=True)
class Lived:
    """What months left behind at today's revision, and what two channels were not told."""

    rows: Rows
    world: World
    untold: Mapping[str, list[int]]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Give the rows of a store that some months went through."""
    home = tmp_path_factory.mktemp("lived")
    with closing(open_store(None, home)) as store:
        world = live(store)
        untold = _untold(world)
    with _engine(None, home) as engine, writing(engine) as connection:
        add_corrections(connection)
        rows = {t.name: _typed(connection, select(t)) for t in metadata.sorted_tables}
    assert [name for name, some in rows.items() if not some and name in _USED] == []
    return Lived(rows, world, untold)


_USED = {
    *("articles", "locations", "claims", "organizations", "claim_parties", "collaborations"),
    *("collaboration_chains", "collaboration_lineage", "changes", "facts", "channels", "digests"),
    *("announcements", "deliveries", "entries", "hosts", "fingerprints", "twins", "sources"),
    *("corrections", "taught_names"),
}


@pytest.fixture
def address(empty_database: str | None) -> str | None:
    """Give an empty database whose sessions live in Seoul's time, where it can be told to."""
    if empty_database is None:
        return None
    return f"{empty_database}&options=-c%20timezone%3DAsia/Seoul"


@contextmanager
def _engine(url: str | None, home: Path) -> Iterator[Engine]:
    home.mkdir(parents=True, exist_ok=True)
    engine = connect(database_url(url, home))
    yield engine
    engine.dispose()


def _typed(connection: Connection, query: Any) -> list[Row]:  # noqa: ANN401 - any select
    return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - its public name


def _stored(connection: Connection) -> Rows:
    """Give all rows, whatever the revision is; times in UTC."""
    found = MetaData()
    found.reflect(connection)
    rows = {t.name: _typed(connection, select(t)) for t in found.sorted_tables}
    rows.pop("alembic_version")
    return {
        name: [{key: _utc(value) for key, value in row.items()} for row in some]
        for name, some in rows.items()
    }


def _utc(value: object) -> object:
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _fill(connection: Connection, rows: Rows) -> None:
    """Put into the tables of an earlier revision what its columns take."""
    found = MetaData()
    found.reflect(connection)
    if connection.dialect.name == "postgresql":  # rows may point at later ones
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table in found.sorted_tables:
        kept = [{k: v for k, v in r.items() if k in table.c} for r in rows.get(table.name, ())]
        if kept:
            connection.execute(insert(table), kept)


def _built(url: str | None, home: Path, revision: str, rows: Rows) -> Rows:
    """Make a database of an earlier revision with data in it; give what it holds."""
    with _engine(url, home) as engine:
        with writing(engine) as connection:
            upgrade(connection, revision)
            _fill(connection, rows)
        with reading(engine) as connection:
            return _stored(connection)


def _all(url: str | None, home: Path) -> Rows:
    with _engine(url, home) as engine, reading(engine) as connection:
        return _stored(connection)


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


def _untold(world: World) -> dict[str, list[int]]:
    """Give what channels, a new one among them, are still to be told; nothing is kept of it."""
    with world.store.rolled_back() as store:
        found = {
            name: store.untold(name, world.now, WINDOW)
            for name in (SCOUTS.name, BIO.name, "a new one")
        }
    return {
        name: [change.id for change in (*one.changes, *one.context)] for name, one in found.items()
    }


def _compared(store: Store, lived: Lived, *, is_all: bool) -> list[str]:
    """Compare in the migrated store; give the changes found."""
    world = World(store, lived.world.config, lived.world.now)
    if is_all:
        with store.comparing(1) as session:
            session.remember(FINGERPRINT, "of another config")
    return [change.kind for change in world.compare()]


@pytest.mark.parametrize("revision", revisions())
def test_nothing_is_lost_on_the_way_up(
    revision: str, address: str | None, home: Path, lived: Lived
) -> None:
    """Each row of each earlier table is there, equal, and the new columns say what is true."""
    before = _built(address, home, revision, lived.rows)
    assert all(len(some) == len(lived.rows[name]) for name, some in before.items() if some)
    open_store(address, home).close()
    after = _all(address, home)
    assert set(before) - set(after) <= MOVED
    assert set(after) == set(metadata.tables)
    old, new = _kept(before, after)
    assert new == old
    if revision in BEFORE_LOOKUPS:
        _check_new_columns(after)


@pytest.mark.parametrize("revision", revisions())
def test_an_upgrade_announces_nothing(
    revision: str, address: str | None, home: Path, lived: Lived
) -> None:
    """A compare finds no change, also where all is looked at; what was told is still told."""
    _built(address, home, revision, lived.rows)
    with closing(open_store(address, home)) as store:
        world = World(store, lived.world.config, lived.world.now)
        assert _untold(world) == lived.untold
        assert _compared(store, lived, is_all=False) == []
        assert _compared(store, lived, is_all=True) == []
        assert _untold(world) == lived.untold


@pytest.mark.parametrize("revision", EARLIER)
def test_there_and_back_keeps_what_the_older_tables_hold(
    revision: str, address: str | None, home: Path, lived: Lived
) -> None:
    """Down to each earlier revision and up again: only what it has no place for is gone."""
    before = _built(address, home, revisions()[-1], lived.rows)
    with _engine(address, home) as engine:
        with writing(engine) as connection:
            downgrade(connection, revision)
        with reading(engine) as connection:
            older = _stored(connection)
        with writing(engine) as connection:
            upgrade(connection)
    held, left = _kept({name: before[name] for name in older if name not in MOVED}, older)
    assert left == held
    after = _all(address, home)
    was, is_now = _kept(older, after)
    assert is_now == was
    if revision in BEFORE_LOOKUPS:
        _check_new_columns(after)
    with closing(open_store(address, home)) as store:
        assert _compared(store, lived, is_all=True) == []


def test_a_database_without_rows_goes_down_and_up(address: str | None, home: Path) -> None:
    """To nothing at all and back."""
    with _engine(address, home) as engine:
        with writing(engine) as connection:
            upgrade(connection)
            downgrade(connection, "base")
            assert set(_stored_tables(connection)) <= {"alembic_version"}
        open_store(address, home).close()
        with reading(engine) as connection:
            assert set(_stored(connection)) == set(metadata.tables)


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
