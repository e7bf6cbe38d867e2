from __future__ import annotations

import os
import sqlite3
import traceback
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from flows.errors import LockTimeoutError, StateError
from flows.state import open_store
from flows.state.engine import connect, database_url
from flows.state.locks import FileLocks
from tests.postgres import PostgresServer


def test_home_is_made(home: Path) -> None:
    """The first opening makes the home folder, the file and its tables."""
    open_store(None, home / "deeper").close()
    assert (home / "deeper" / "matson.db").exists()


def test_opening_again_changes_nothing(empty_database: str | None, home: Path) -> None:
    """A database with the newest tables is left as it is."""
    open_store(empty_database, home).close()
    open_store(empty_database, home).close()


def test_file_is_in_wal_with_foreign_keys(home: Path) -> None:
    """SQLite runs in WAL, forgets nothing that was committed, and keeps its references."""
    open_store(None, home).close()
    with connect(database_url(None, home)).connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
        engine = connection.engine
    engine.dispose()
    assert found == ["wal", 2, 1, 60_000]


def test_a_percent_sign_in_the_home_is_fine(tmp_path: Path) -> None:
    """Folders may have any name."""
    open_store(None, tmp_path / "100% 맞손").close()


def test_newer_database_is_refused(empty_database: str | None, home: Path) -> None:
    """What a newer Matson wrote is not touched, and the remedy says what to do."""
    open_store(empty_database, home).close()
    engine = create_engine(database_url(empty_database, home))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    engine.dispose()
    with pytest.raises(StateError, match=r"newer Matson wrote .*v9999") as caught:
        open_store(empty_database, home)
    assert "MATSON_HOME" in caught.value.remedy


@pytest.mark.parametrize(
    "url", ["", "not an address", "mysql://a@b/c", "sqlite://", "sqlite:///:memory:", "x:y:z"]
)
def test_bad_addresses_are_refused(url: str, home: Path) -> None:
    """What is no database of ours is told with the remedy; an empty address is none at all."""
    if not url:
        open_store(url, home).close()
        return
    with pytest.raises(StateError) as caught:
        open_store(url, home)
    assert "MATSON_DATABASE_URL" in caught.value.remedy


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://matson:sesame-123@127.0.0.1:1/none",
        "postgres://matson:sesame-123@127.0.0.1:1/none",
        "postgresql+asyncpg://matson:sesame%2D123@127.0.0.1:1/none",
        "mysql://matson:sesame-123@host/name",
        "postgresql://matson:sesame-123@127.0.0.1:port/none",
    ],
)
def test_no_error_shows_the_password(url: str, home: Path) -> None:
    """A refused connection names the server, never the secret."""
    with pytest.raises(StateError) as caught:
        open_store(url, home)
    shown = [repr(caught.value), *traceback.format_exception(caught.value)]
    assert not [line for line in shown if "sesame" in line and "test_open" not in line]


def test_unknown_database_is_told(postgres: PostgresServer, home: Path) -> None:
    """A server without that database is told in the server's words."""
    url = postgres.url("nothing_here")
    with pytest.raises(StateError, match="nothing_here"):
        open_store(url, home)


def test_file_in_place_of_home_is_told(tmp_path: Path) -> None:
    """A home that can't be made names the setting that moves it."""
    (tmp_path / "home").write_text("")
    with pytest.raises(StateError) as caught:
        open_store(None, tmp_path / "home")
    assert "MATSON_HOME" in caught.value.remedy


def test_unwritable_home_is_told_to_an_ordinary_user(tmp_path: Path) -> None:
    """A home that somebody else owns is told, not a traceback."""
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    child = os.fork() if os.geteuid() == 0 else None
    if child:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return
    outcome = 1
    try:
        if child == 0:
            for folder in (tmp_path, *list(tmp_path.parents)[:2]):
                folder.chmod(0o755)
            os.setuid(65534)
        with pytest.raises(StateError, match="MATSON_HOME"):
            open_store(None, home)
        outcome = 0
    finally:
        if child == 0:
            os._exit(outcome)


def test_file_that_is_no_database_is_told(home: Path) -> None:
    """A damaged file is told with what to do about it."""
    home.mkdir()
    (home / "matson.db").write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(StateError, match="not a database") as caught:
        open_store(None, home)
    assert "backup" in caught.value.remedy


def test_waiting_for_another_migration_ends(home: Path) -> None:
    """Where another process migrates for too long, the error says that trying again helps."""
    open_store(None, home).close()
    with FileLocks(home / "locks").hold("migrate", 1), pytest.raises(LockTimeoutError) as caught:
        open_store(None, home, lock_timeout=0.1)
    assert caught.value.is_retryable


def test_address_of_a_file(tmp_path: Path, home: Path) -> None:
    """sqlite:/// names a file, whose folder is made and holds the locks."""
    open_store(f"sqlite:///{tmp_path}/elsewhere/db.sqlite", home).close()
    with sqlite3.connect(tmp_path / "elsewhere" / "db.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (0,)
    connection.close()
