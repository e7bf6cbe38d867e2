"""All of a database in one file, and back into an empty one, from either database to either.

A backup is read in one transaction that sees one state, while others go on writing. A restore
is one transaction too: the tables are made as they were at the backup's revision, filled, and
brought up to date, or nothing is changed at all.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Connection, MetaData, Table, func, select
from sqlalchemy.exc import DataError, IntegrityError

from flows.errors import StateError
from flows.state import archive
from flows.state.archive import Manifest, Reader, Writer
from flows.state.connections import Connections
from flows.state.engine import snapshot
from flows.state.loading import check_references, deferring, fill, set_sequences
from flows.state.migrate import downgrade, revisions, upgrade
from flows.state.tables import metadata
from flows.state.whole import written

AT_ONCE: Final = 200  # rows in memory: 4 MB of ordinary texts
LOCK_SECONDS: Final = 60.0


class Progress(Protocol):
    """Told how far it is, in rows."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Show it, or not."""
        ...


class Backups(Connections):
    """The part of the store that is saved to a file and restored from it."""

    def back_up(
        self, path: Path, now: datetime, progress: Progress, *, is_replacing: bool = False
    ) -> Manifest:
        """Write all that is stored to a file, which appears when it is whole.

        Args:
            path: the file; its folder is made where it is missing.
            now: told in the manifest.
            progress: told of rows, stage `backup`.
            is_replacing: a file that is there is replaced.

        Raises:
            UsageError: the file is there already.
            StateError: it can't be written.
        """
        with (
            written(path, is_replacing=is_replacing) as file,
            snapshot(self._engine) as connection,
            Writer(file) as writer,
        ):
            total = sum(_count(connection, table) for table in metadata.sorted_tables)
            counter = _Counter(progress, "backup", total)
            for table in metadata.sorted_tables:
                with closing(_rows(connection, table, counter)) as rows:
                    writer.add(table.name, rows)
            return writer.finish(revisions()[-1], now)

    def restore(self, path: Path, progress: Progress) -> Manifest:
        """Fill this database, which must have no data, with what a backup holds.

        Args:
            path: the file.
            progress: told of rows, stages `check` and `restore`.

        Raises:
            StateError: the database has data, the file is damaged or a newer Matson's.
        """
        with archive.opened(path) as reader:
            manifest = reader.manifest
            _check_revision(manifest, path.name)
            with self._reading() as connection:
                _check_empty(connection)
            for done in reader.check():
                progress("check", done, manifest.rows)
            with self._holding("migrate", LOCK_SECONDS), self._writing() as connection:
                _check_empty(connection)
                try:
                    _load(connection, reader, _Counter(progress, "restore", manifest.rows))
                except (IntegrityError, DataError) as error:
                    cause = str(error.orig).splitlines()[0]
                    raise reader.damaged(f"the database refuses it: {cause:.200}") from None
        return manifest


class _Counter:
    """Tells now and then how many rows went by."""

    def __init__(self, progress: Progress, stage: str, total: int) -> None:
        self._progress, self._stage, self._total = progress, stage, total
        self._done = 0

    def step(self) -> None:
        """Count a row."""
        self._done += 1
        if self._done % AT_ONCE == 0 or self._done == self._total:
            self._progress(self._stage, self._done, self._total)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _rows(
    connection: Connection, table: Table, counter: _Counter
) -> Generator[dict[str, object], None, None]:
    query = select(table).order_by(*table.primary_key.columns)
    with connection.execute(query, execution_options={"yield_per": AT_ONCE}) as found:
        names = tuple(found.keys())
        for row in found:
            yield dict(zip(names, map(plain, row), strict=True))
            counter.step()


def plain(value: object) -> object:
    """Give a column's value as JSON has it."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _check_revision(manifest: Manifest, name: str) -> None:
    if manifest.revision not in revisions():
        what = f"a newer Matson made {name} (its version is {manifest.revision})"
        raise StateError(what, remedy="install that Matson, or a newer one, and restore with it")


def _check_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        if connection.execute(select(table.primary_key.columns[0]).limit(1)).first() is not None:
            what = f"there is data in this database (in {table.name}): nothing was restored"
            remedy = "set MATSON_HOME to a new folder, or MATSON_DATABASE_URL to an empty database"
            raise StateError(what, remedy=remedy)


def _load(connection: Connection, reader: Reader, counter: _Counter) -> None:
    if reader.manifest.revision != revisions()[-1]:
        downgrade(connection, reader.manifest.revision)
    found = MetaData()
    found.reflect(connection)
    tables = [table for table in found.sorted_tables if table.name != "alembic_version"]
    parts = {part.name for part in reader.manifest.tables}
    if parts != {table.name for table in tables}:
        wrong = ", ".join(sorted(parts ^ {table.name for table in tables}))
        raise reader.damaged(f"its tables are not those of {reader.manifest.revision}: {wrong}")
    with deferring(connection, tables):
        for table in tables:
            fill(connection, table, reader, counter.step)
        check_references(connection, reader)
    upgrade(connection)
    set_sequences(connection, metadata.sorted_tables)
