"""The store: everything that Matson remembers, behind methods named for what a stage needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Engine

from flows.errors import StateError
from flows.state.articles import Articles
from flows.state.backup import Backups
from flows.state.changes import Changes
from flows.state.claims import Claims
from flows.state.comparison import Comparison
from flows.state.corrections import Corrections
from flows.state.counts import Counts
from flows.state.engine import connect, database_url, writing
from flows.state.entries import Entries
from flows.state.locks import AdvisoryLocks, FileLocks, Locks
from flows.state.migrate import migrate
from flows.state.outbox import Outbox
from flows.state.polls import Polls
from flows.state.queries import Queries
from flows.state.rereading import Rereading
from flows.state.retention import Retention
from flows.state.survey import Survey
from flows.state.twins import Twins

LOCK_SECONDS: Final = 60.0  # eight first openings at once took under 10 s on two cores


class Store(
    Articles,
    Entries,
    Polls,
    Twins,
    Claims,
    Changes,
    Corrections,
    Outbox,
    Counts,
    Backups,
    Retention,
    Queries,
    Rereading,
    Survey,
):
    """One database; made by `open_store`, safe to use from several processes at once."""

    def close(self) -> None:
        """Close all connections; the store can't be used afterwards."""
        self._engine.dispose()

    @contextmanager
    def comparing(self, timeout: float) -> Iterator[Comparison]:
        """Hold the compare lock and one transaction, committed at the end of the block.

        Raises:
            LockTimeoutError: another compare took more than `timeout` seconds.
        """
        with self._holding("compare", timeout), self._writing() as connection:
            yield Comparison(connection)

    @contextmanager
    def together(self) -> Iterator[Store]:
        """Give a store whose writes are one transaction, committed at the end of the block.

        Each single write is undone alone where it fails.
        """
        with self._writing() as connection:
            yield Store(self._engine, self._locks, connection)

    @contextmanager
    def rolled_back(self) -> Iterator[Store]:
        """Give a store whose every write is undone at the end of the block.

        It sees what it wrote. Other processes can read meanwhile, and wait to write. In a store
        of one transaction only what was written since is undone.
        """
        if self._rehearsal is not None:  # a rehearsal within another
            with self._rehearsal.begin_nested() as savepoint:
                yield self
                savepoint.rollback()
            return
        with writing(self._engine) as connection:
            yield Store(self._engine, self._locks, connection)
            # inside of `writing`, whose own end then finds nothing to commit
            connection.rollback()


def open_store(url: str | None, home: Path, *, lock_timeout: float = LOCK_SECONDS) -> Store:
    """Open the database and bring its tables up to date; several processes may do so at once.

    Args:
        url: sqlite:///file or postgresql://..., None for `home`/matson.db.
        home: where the database and its locks are kept; made where it is missing.
        lock_timeout: seconds to wait for another process that is migrating.

    Raises:
        StateError: home can't be written, the address is wrong, the database refuses or was
            written by a newer Matson.
        LockTimeoutError: another process migrated for too long.
    """
    address = database_url(url, home)
    engine = connect(address)
    try:
        migrate(engine, _locks(engine, address, home), lock_timeout)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, _locks(engine, address, home))


def _locks(engine: Engine, address: URL, home: Path) -> Locks:
    _make(home)
    if address.get_backend_name() != "sqlite":
        return AdvisoryLocks(engine)
    # beside the database, not always in home: two homes may share one database by its address
    folder = Path(str(address.database)).parent / "locks"
    _make(folder)
    return FileLocks(folder)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"the folder {folder} can't be made: {error.strerror}"
        remedy = "make it writable, or set MATSON_HOME to a folder that is"
        raise StateError(what, remedy=remedy) from None
