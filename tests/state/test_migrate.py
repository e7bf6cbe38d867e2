from __future__ import annotations

import os
import random
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from flows.state import open_store
from flows.state.engine import database_url
from flows.state.tables import metadata
from tests.postgres import BACKENDS, PostgresServer
from tests.state.processes import at_once
from tests.state.samples import NOW

ROUNDS = 8
KILLS = 12


def test_steps_lead_to_the_tables(empty_database: str | None, home: Path) -> None:
    """What the migrations make is what the code expects, on both databases."""
    open_store(empty_database, home).close()
    engine = create_engine(database_url(empty_database, home))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, metadata)
    engine.dispose()
    assert difference == []


@pytest.mark.parametrize("backend", BACKENDS)
def test_eight_first_openings_at_once(
    backend: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Eight processes that open one fresh database at the same moment all end well."""
    for turn in range(ROUNDS):
        url, home = _fresh(backend, request), tmp_path / f"home{turn}"
        assert at_once(8, partial(_open_and_write, url, home)) == []
        store = open_store(url, home)
        assert [store.cursor(f"feed{who}") for who in range(8)] == [{"who": n} for n in range(8)]
        store.close()


def _open_and_write(url: str | None, home: Path, who: int) -> None:
    store = open_store(url, home)
    store.save_articles(f"feed{who}", [], {"who": who}, NOW)
    store.close()


@pytest.mark.parametrize("backend", BACKENDS)
def test_killed_half_way_leaves_nothing(
    backend: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """After a kill at any moment of the migration there are all tables or none."""
    chance = random.Random(20261124)  # noqa: S311 - moments, no secrets
    seen = set()
    for turn in range(KILLS):
        url, home = _fresh(backend, request), tmp_path / f"home{turn}"
        _killed_migration(url, home, chance.uniform(0.0, 0.12))
        seen.add(_tables(url, home))
        open_store(url, home).close()
        assert _tables(url, home) == len(metadata.tables) + 1  # and alembic's own
    assert seen <= {0, len(metadata.tables) + 1}


def _killed_migration(url: str | None, home: Path, seconds: float) -> None:
    child = os.fork()  # forked, so that no time goes to imports
    if child == 0:
        open_store(url, home)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _tables(url: str | None, home: Path) -> int:
    if url is None and not (home / "matson.db").exists():
        return 0
    engine = create_engine(database_url(url, home))
    found = len(inspect(engine).get_table_names())
    engine.dispose()
    return found


def _fresh(backend: str, request: pytest.FixtureRequest) -> str | None:
    if backend == "sqlite":
        return None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.empty()
