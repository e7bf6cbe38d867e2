"""Connections: which database, how transactions begin, and how failures are told.

SQLite: the driver's own transaction handling is off (`isolation_level=None`), because it
leaves half a migration behind when killed; a writer says BEGIN IMMEDIATE, because a deferred
transaction that reads and then writes fails "locked" at once in spite of any time-out.
PostgreSQL: a writer first takes one advisory lock, so that both databases have one writer at
a time and the rules of state are proved once.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.pool import ConnectionPoolEntry

from flows.errors import LockTimeoutError, StateError

BUSY_SECONDS: Final = 60.0  # how long a writer waits for another; a compare of 1,000 articles fits
CONNECT_SECONDS: Final = 10  # libpq's own default is to wait for ever
BEGIN: Final = "matson_begin"
URL_REMEDY: Final = (
    "set MATSON_DATABASE_URL to postgresql://user@host/name or sqlite:////path/to/file.db, "
    "or unset it to use a file in MATSON_HOME"
)


def database_url(url: str | None, home: Path) -> URL:
    """Say which database is meant: None is `home`/matson.db, postgresql:// is psycopg.

    Raises:
        StateError: it is not an address, or names a database that Matson does not know.
    """
    if not url:
        return URL.create("sqlite", database=str((home / "matson.db").absolute()))
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # the value is left out: a mistyped address may hold the password anywhere
        raise StateError("the database address can't be read", remedy=URL_REMEDY) from None
    backend = parsed.drivername.partition("+")[0]
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise StateError(f"Matson does not know the database {backend!r}", remedy=URL_REMEDY)
    if not parsed.database or parsed.database == ":memory:":
        raise StateError("SQLite in memory forgets all between runs", remedy=URL_REMEDY)
    return parsed.set(drivername="sqlite", database=str(Path(parsed.database).absolute()))


def connect(url: URL) -> Engine:
    """Make the engine; nothing is opened yet."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    arguments = {"connect_timeout": CONNECT_SECONDS}
    return create_engine(url, connect_args=arguments, pool_pre_ping=True)


def _prepare_sqlite(connection: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    del entry
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # a sent message must not be forgotten


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get(BEGIN, "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)


@contextmanager
def outside_transactions(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which each statement stands for itself."""
    options = {BEGIN: ""} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
    with engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that sees one state and writes nothing."""
    with told(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which all statements see the state of one moment.

    SQLite's transactions always do; PostgreSQL's only when asked to.
    """
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with told(engine), engine.connect() as connection:
        connection.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give the database's only writing transaction; it is committed at the end.

    Raises:
        LockTimeoutError: another writer did not end in time.
        StateError: the database can't be reached or written.
    """
    with told(engine), engine.connect() as connection:
        connection.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})
        with connection.begin():
            if connection.dialect.name == "postgresql":
                wait = f"SET LOCAL lock_timeout = '{int(BUSY_SECONDS * 1000)}ms'"
                connection.exec_driver_sql(wait)
                key = advisory_key("write")
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})
            yield connection


def advisory_key(name: str) -> int:
    """Give the 64-bit number by which PostgreSQL knows the lock."""
    digest = hashlib.sha256(f"matson:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Turn the driver's failures into errors that a person can act on.

    Broken rules of the tables stay what they are: they are mistakes in this code.
    """
    try:
        yield
    except (IntegrityError, ProgrammingError):
        raise
    except DBAPIError as error:
        raise _told(engine.url, str(error.orig).strip()) from None


def _told(url: URL, cause: str) -> StateError:
    if isinstance(url.password, str) and url.password:
        cause = cause.replace(url.password, "***")
    where = url.render_as_string(hide_password=True)
    if "database is locked" in cause or "lock timeout" in cause:
        what = f"another process has been writing to {where} for more than {BUSY_SECONDS:.0f} s"
        return LockTimeoutError(what, remedy="wait until it is done, then run again")
    return StateError(f"{where}: {cause}", remedy=_remedy(url, cause))


def _remedy(url: URL, cause: str) -> str:
    if url.get_backend_name() != "sqlite":
        return "check that PostgreSQL runs and that MATSON_DATABASE_URL names it"
    if "not a database" in cause or "malformed" in cause:
        return f"restore {url.database} from a backup, or move it away to start afresh"
    if "full" in cause:
        return "make room on the disk, then run again"
    return f"make {url.database} and its folder writable, or set MATSON_HOME to another folder"
