"""Rows from a backup into tables: checked value by value, in any order within a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
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
Take: TypeAlias = Callable[[object], object]


def fill(connection: Connection, table: Table, reader: Reader, step: Callable[[], None]) -> None:
    """Insert what the backup has for a table; `step` is called for each row.

    Raises:
        StateError: a row does not fit the table; it is named by its line.
    """
    takes = {column.name: _taking(column) for column in table.columns}
    rows: list[Row] = []
    size = 0
    for number, (row, length) in enumerate(reader.rows(table.name), 1):
        wrong = _take(row, takes)
        if wrong is not None:
            raise reader.damaged(f"line {number:,} of {table.name}.jsonl is wrong at {wrong:.60}")
        rows.append(row)
        size += length
        if len(rows) == MANY or size > MUCH:
            connection.execute(insert(table), rows)
            rows, size = [], 0
        step()
    if rows:
        connection.execute(insert(table), rows)


def _take(row: Row, takes: Mapping[str, Take]) -> str | None:
    """Put values as the database takes them; give the name of a wrong one, None where all fit."""
    if row.keys() != takes.keys():
        return min(row.keys() ^ takes.keys())
    for name, take in takes.items():
        try:
            row[name] = take(row[name])
        except ValueError:
            return name
    return None


def _taking(column: Column[object]) -> Take:
    """Give what turns a value of the backup to one of the column; ValueError: it does not fit."""
    take = _taking_kind(column)
    is_optional = bool(column.nullable)

    def taking(value: object) -> object:
        return None if value is None and is_optional else take(value)

    return taking


def _taking_kind(column: Column[object]) -> Take:
    kind = column.type
    if isinstance(kind, Boolean):
        return partial(_same, kind=bool)
    if isinstance(kind, Integer):
        return _integer
    if isinstance(kind, DateTime):
        return _moment
    return partial(_text, length=kind.length if isinstance(kind, String) else None)


def _same(value: object, kind: type) -> object:
    if type(value) is not kind:  # a bool would pass as a number
        raise ValueError
    return value


def _integer(value: object) -> object:
    if type(value) is not int or abs(value) >= MAX_INTEGER:
        raise ValueError
    return value


def _moment(value: object) -> object:
    moment = datetime.fromisoformat(str(_same(value, str)))
    return _same(moment.tzinfo and moment, datetime)


def _text(value: object, length: int | None) -> object:
    if not isinstance(value, str) or (length is not None and len(value) > length):
        raise ValueError
    value.encode()  # a UnicodeEncodeError, which is a ValueError, for half of a character
    return value.replace("\0", "")  # PostgreSQL refuses it in any text


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
