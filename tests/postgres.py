"""A PostgreSQL of the tests' own, from the installed binaries; and one database a test.

PostgreSQL refuses to run as root: then it runs as `nobody`, in a temporary folder of its own,
reached through a socket there. Where there are no binaries the tests are skipped, or fail
when MATSON_REQUIRE_POSTGRES=1 says that they must be there.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from flows.state import Store, open_store

BACKENDS = ("sqlite", "postgresql")
MISSING = "no PostgreSQL binaries (Debian: apt-get install postgresql); tried only on SQLite"
START_SECONDS = 60.0  # two cores that other tests keep busy


@dataclass(frozen=True)
class PostgresServer:
    """A running server; `socket` is the folder of its socket."""

    socket: Path

    def url(self, database: str) -> str:
        """Give the address of a database as a person would write it."""
        return f"postgresql://matson@/{database}?host={self.socket}"

    def empty(self) -> str:
        """Give the address of a database without tables; what was in it is gone."""
        with self._alone("empty") as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return self.url("empty")

    def cleared(self, home: Path) -> str:
        """Give the address of a database with tables and nothing in them."""
        url = self.url("cleared")
        with self._alone("cleared") as connection:
            rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            tables = {str(row[0]) for row in rows} - {"alembic_version"}
            if tables:
                names = ", ".join(sorted(tables))
                connection.execute(f"TRUNCATE {names} RESTART IDENTITY".encode())
                return url
        open_store(url, home).close()
        return url

    @contextmanager
    def _alone(self, database: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """Give a session in a database that is made where it is missing, all others ended."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
            if known.fetchone() is None:
                connection.execute(f"CREATE DATABASE {database}".encode())
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [database],
            )
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            yield connection


def binaries() -> Path | None:
    """Give the folder of the newest installed PostgreSQL, None where there is none."""
    installed = Path("/usr/lib/postgresql")
    found = [path.parent for path in installed.glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@contextmanager
def serving(folder: Path) -> Iterator[PostgresServer]:
    """Run a server with its data in `folder`, which must be reachable for anybody."""
    programs = binaries()
    assert programs is not None
    user = _unprivileged()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    options = ["-U", "matson", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"]
    _run([programs / "initdb", "-D", data, *options], folder, user).check()
    fast = ["-c", "fsync=off", "-c", "max_connections=100", "-c", "listen_addresses="]
    server = _run([programs / "postgres", "-D", data, "-k", folder, *fast], folder, user)
    try:
        found = PostgresServer(folder)
        _wait(found, server)
        yield found
    finally:
        server.process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        server.process.wait(30)


@dataclass(frozen=True)
class _Program:
    process: subprocess.Popen[bytes]
    log: Path

    def check(self) -> None:
        if self.process.wait(START_SECONDS):
            pytest.fail(f"PostgreSQL: {self.log.read_text()}")


def _run(command: list[object], folder: Path, user: pwd.struct_passwd | None) -> _Program:
    words = [str(word) for word in command]
    log = folder / f"{Path(words[0]).name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            words,
            cwd=folder,
            env={"LC_ALL": "C", "TZ": "UTC"},
            stdout=output,
            stderr=output,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
    return _Program(process, log)


def _unprivileged() -> pwd.struct_passwd | None:
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _wait(server: PostgresServer, program: _Program) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(server.url("postgres")).close()
        except psycopg.OperationalError as error:
            if program.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL did not start: {error}\n{program.log.read_text()}")
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Give the session's server; skips, or fails where it is required."""
    if binaries() is None:
        if os.environ.get("MATSON_REQUIRE_POSTGRES") == "1":
            pytest.fail("MATSON_REQUIRE_POSTGRES=1, but there are " + MISSING)
        pytest.skip(MISSING)
    # not pytest's own temporary folders: nobody else may enter those
    folder = Path(tempfile.mkdtemp(prefix="matson-postgres-"))
    try:
        with serving(folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=BACKENDS)
def empty_database(request: pytest.FixtureRequest) -> str | None:
    """Give the address of a database without tables; None: a SQLite file in the home."""
    if request.param == "sqlite":
        return None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.empty()


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest, home: Path) -> str | None:
    """Give the address of a database of this test's own; None: a SQLite file in the home."""
    if request.param == "sqlite":
        return None
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.cleared(home)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a folder that is not there yet."""
    return tmp_path / "home"


@pytest.fixture
def any_store(database: str | None, home: Path) -> Iterator[Store]:
    """Give an empty store, once on SQLite and once on PostgreSQL."""
    store = open_store(database, home)
    yield store
    store.close()
