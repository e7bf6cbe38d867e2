"""Long lists in parts that one statement may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select

T = TypeVar("T")

MANY = 500  # values in one IN list; SQLite's own limit is 32,766


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Give the values in lists of `MANY`."""
    source = iter(values)
    while some := list(islice(source, MANY)):
        yield some


def stream(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    """Give the rows in lists of `MANY`, read as they are asked for, all as of one moment."""
    options = {"stream_results": True, "yield_per": MANY}
    with connection.execute(query, execution_options=options) as result:
        yield from result.partitions()
