"""Brings a database to the tables this code knows, safely with several processes at once.

The lock is taken before anything else: switching a new SQLite file to WAL while others open
it gives "locked" in spite of any time-out. All steps run in one transaction, so a process
killed half-way leaves the database as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from flows.errors import StateError
from flows.state.engine import outside_transactions, reading, told, writing
from flows.state.locks import Locks

FOLDER: Final = Path(__file__).parent / "migrations"


def migrate(engine: Engine, locks: Locks, timeout: float) -> None:
    """Upgrade to the newest tables; nothing happens where they are there already.

    Raises:
        LockTimeoutError: another process was migrating for more than `timeout` seconds.
        StateError: the database can't be opened, or a newer Matson wrote it.
    """
    with told(engine), locks.hold("migrate", timeout):
        if engine.dialect.name == "sqlite":
            _switch_to_wal(engine)
        # asked in a reading transaction: nobody who merely opens waits for a long compare
        with reading(engine) as connection:
            is_current = _is_current(connection)
        if not is_current:
            with writing(engine) as connection:
                upgrade(connection)


def _switch_to_wal(engine: Engine) -> None:
    with outside_transactions(engine) as connection:
        if connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _is_current(connection: Connection) -> bool:
    found = set(MigrationContext.configure(connection).get_current_heads())
    if not found <= set(revisions()):
        what = f"a newer Matson wrote this database (its version is {', '.join(sorted(found))})"
        raise StateError(what, remedy="install that Matson, or point MATSON_HOME elsewhere")
    return found == {revisions()[-1]}


def revisions() -> tuple[str, ...]:
    """Give the versions that a database can have, the oldest first."""
    scripts = ScriptDirectory(str(FOLDER)).walk_revisions()
    return tuple(script.revision for script in scripts)[::-1]


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring a database up to the tables of `revision`, in the connection's transaction."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Bring a database back to the tables of an earlier `revision`, likewise."""
    command.downgrade(_config(connection), revision)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    # a percent sign in a folder's name would be read as a placeholder
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
