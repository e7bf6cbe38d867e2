"""Rows from a backup into tables: checked value by value, in any order within a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final, TypeAlias

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    func,
    insert,
    select,
    text,
)

from flows.state.archive import Reader

MANY: Final = 500  # rows a statement
MUCH: Final = 8_000_000  # bytes a statement
MAX_INTEGER: Final = 2**31  # of PostgreSQL's

Row: TypeAlias = dict[str, object]


def fill(connection: Connection, table: Table, reader: Reader, step: Callable[[], None]) -> None:
    """Insert what the backup has for a table; `step` is called for each row.

    Raises:
        StateError: a row does not fit the table; it is named by its line.
    """
    rows: list[Row] = []
    size = 0
    for number, (row, length) in enumerate(reader.rows(table.name), 1):
        wrong = _find_wrong(table, row)
        if wrong is not None:
            raise reader.damaged(f"line {number:,} of {table.name}.jsonl is wrong at {wrong:.60}")
        rows.append({name: _value(value, table.c[name]) for name, value in row.items()})
        size += length
        if len(rows) == MANY or size > MUCH:
            connection.execute(insert(table), rows)
            rows, size = [], 0
        step()
    if rows:
        connection.execute(insert(table), rows)


def _find_wrong(table: Table, row: Row) -> str | None:
    """Give a name that is missing or too many, or whose value is of another kind; None: all fit."""
    wrong = row.keys() ^ set(table.c.keys())
    wrong |= {name for name, value in row.items() if not wrong and not _fits(value, table.c[name])}
    return min(wrong, default=None)


def _fits(value: object, column: Column[object]) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Boolean):
        return isinstance(value, bool)
    if isinstance(column.type, Integer):
        return type(value) is int and abs(value) < MAX_INTEGER  # a bool is none
    if not isinstance(value, str):
        return False
    if isinstance(column.type, DateTime):
        return _moment(value) is not None
    length = column.type.length if isinstance(column.type, String) else None
    return (length is None or len(value) <= length) and _is_text(value)


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a character
        return False
    return True


def _value(value: object, column: Column[object]) -> object:
    if not isinstance(value, str):
        return value
    # PostgreSQL refuses a NUL in any text
    return _moment(value) if isinstance(column.type, DateTime) else value.replace("\0", "")


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@contextmanager
def deferring(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """Have references within a table checked at the end of the block: rows may point ahead."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        yield
        return
    own = [(table, rule) for table in tables for rule in _pointing_at_itself(table)]
    _alter(connection, own, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    _alter(connection, own, "NOT DEFERRABLE")


def _pointing_at_itself(table: Table) -> list[ForeignKeyConstraint]:
    return [
        rule
        for rule in table.foreign_key_constraints
        if rule.referred_table is table and not rule.deferrable
    ]


def _alter(
    connection: Connection, rules: Sequence[tuple[Table, ForeignKeyConstraint]], how: str
) -> None:
    quote = connection.dialect.identifier_preparer.quote
    for table, rule in rules:
        name = quote(str(rule.name))
        connection.execute(text(f"ALTER TABLE {quote(table.name)} ALTER CONSTRAINT {name} {how}"))


def check_references(connection: Connection, reader: Reader) -> None:
    """Refuse rows that point at what is not there; PostgreSQL has refused them already.

    Raises:
        StateError: with the table.
    """
    if connection.dialect.name != "sqlite":
        return
    wrong = connection.execute(text("PRAGMA foreign_key_check")).first()
    if wrong is not None:
        raise reader.damaged(f"a row of {wrong[0]} points at a row of {wrong[2]} that is not there")


def set_sequences(connection: Connection, tables: Iterable[Table]) -> None:
    """Have PostgreSQL count on from the highest number of each table."""
    if connection.dialect.name == "sqlite":
        return
    for table in tables:
        column = table.autoincrement_column
        if column is None or column.foreign_keys:
            continue
        last = connection.scalar(select(func.max(column)))
        if last is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(func.setval(sequence, last)))
