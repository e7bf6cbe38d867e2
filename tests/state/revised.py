"""Databases of earlier revisions with data in them, and what months left behind at today's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, MetaData, insert, select, text

from flows.state import open_store
from flows.state.engine import connect, database_url, reading, writing
from flows.state.migrate import upgrade
from flows.state.tables import metadata
from tests.compare.samples import World
from tests.state.lived_in import BIO, SCOUTS, WINDOW, add_corrections, live

Row = dict[str, Any]
Rows = dict[str, list[Row]]
BEFORE_LOOKUPS = {"v0001", "v0002"}  # v0003 fills what claims and collaborations are found by
COMPARED = "compare.organizations"
FACT = {"name": "of another stage", "value": "맞손"}


@dataclass(frozen=True)
class Lived:
    """What months left behind at today's revision, and what two channels were not told."""

    rows: Rows
    world: World
    untold: Mapping[str, list[int]]


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Give the rows of a store that some months went through."""
    home = tmp_path_factory.mktemp("lived")
    with closing(open_store(None, home)) as store:
        world = live(store)
        untold = untold_of(world)
    with engine_of(None, home) as engine, writing(engine) as connection:
        add_corrections(connection)
        rows = {t.name: _typed(connection, select(t)) for t in metadata.sorted_tables}
    rows["facts"].append(FACT)
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
def engine_of(url: str | None, home: Path) -> Iterator[Engine]:
    home.mkdir(parents=True, exist_ok=True)
    engine = connect(database_url(url, home))
    yield engine
    engine.dispose()


def _typed(connection: Connection, query: Any) -> list[Row]:  # noqa: ANN401 - any select
    return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 - its public name


def stored(connection: Connection) -> Rows:
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


def built(url: str | None, home: Path, revision: str, rows: Rows) -> Rows:
    """Make a database of an earlier revision with data in it; give what it holds."""
    if revision in BEFORE_LOOKUPS:
        rows = rows | {"facts": [{"name": COMPARED, "value": "9" * 64}, FACT]}
    with engine_of(url, home) as engine:
        with writing(engine) as connection:
            upgrade(connection, revision)
            _fill(connection, rows)
        with reading(engine) as connection:
            return stored(connection)


def stored_in(url: str | None, home: Path) -> Rows:
    with engine_of(url, home) as engine, reading(engine) as connection:
        return stored(connection)


def untold_of(world: World) -> dict[str, list[int]]:
    """Give what channels, a new one among them, are still to be told; nothing is kept of it."""
    with world.store.rolled_back() as store:
        found = {
            name: store.untold(name, world.now, WINDOW)
            for name in (SCOUTS.name, BIO.name, "a new one")
        }
    return {
        name: [change.id for change in (*one.changes, *one.context)] for name, one in found.items()
    }
