"""Named locks across processes: one compare, one sender a channel, one migration.

A file lock beside SQLite's file, an advisory lock on PostgreSQL. Both belong to a handle of
the process and vanish with it, however it ends, so that no lock is ever cleaned up by hand.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from flows.errors import LockTimeoutError, StateError
from flows.state.engine import advisory_key, outside_transactions


class Locks(Protocol):
    """Where locks are kept."""

    def hold(self, name: str, timeout: float) -> AbstractContextManager[None]:
        """Hold the lock for the time of the block; wait `timeout` seconds for it.

        Raises:
            LockTimeoutError: another process, or another thread, did not let go of it.
        """
        ...


class FileLocks:
    """Lock files in one folder. They stay there when nobody holds them; that is harmless."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def hold(self, name: str, timeout: float) -> Iterator[None]:
        """Hold `name`; see Locks."""
        lock = FileLock(self._path(name), timeout=timeout, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            raise _too_long(name, timeout) from None
        except OSError as error:
            what = f"the lock {self._path(name)} can't be taken: {error.strerror}"
            raise StateError(what, remedy=f"make {self._folder} writable") from None
        try:
            yield
        finally:
            lock.release()

    def _path(self, name: str) -> Path:
        # a channel's name is free text: what a file name can't carry is told apart by a digest
        plain = re.sub(r"[^a-z0-9_-]", "", name.lower())[:40]
        mark = "" if plain == name else "-" + hashlib.sha256(name.encode()).hexdigest()[:16]
        return self._folder / f"{plain}{mark}.lock"


class AdvisoryLocks:
    """PostgreSQL's advisory locks, each on a connection of its own outside any transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def hold(self, name: str, timeout: float) -> Iterator[None]:
        """Hold `name`; see Locks."""
        key = {"key": advisory_key(name)}
        with outside_transactions(self._engine) as connection:
            # 0 would mean no limit to PostgreSQL
            connection.exec_driver_sql(f"SET lock_timeout = '{max(1, int(timeout * 1000))}ms'")
            try:
                connection.execute(text("SELECT pg_advisory_lock(:key)"), key)
            except OperationalError as error:
                if "lock timeout" in str(error.orig):
                    raise _too_long(name, timeout) from None
                raise
            finally:
                # closed for good, never back into the pool: with it goes the lock
                connection.detach()
            yield


def _too_long(name: str, timeout: float) -> LockTimeoutError:
    what = f"another Matson held the lock {name!r} for more than {timeout:g} s"
    return LockTimeoutError(what, remedy="wait until it is done, then run again")
