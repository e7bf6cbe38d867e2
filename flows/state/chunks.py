"""Long lists in parts that one statement may hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

MANY = 500  # values in one IN list; SQLite's own limit is 32,766


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Give the values in lists of `MANY`."""
    source = iter(values)
    while some := list(islice(source, MANY)):
        yield some
