"""What every part of the store stands on: locks, reading and writing transactions.

A rehearsal (`Store.rolled_back`) has one open transaction, and every reading or writing in it
is a savepoint. It takes no further lock: as long as it is open no other process can write,
which is more than any of the named locks gives, and waiting for a process that in turn waits
to write would never end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from flows.state.engine import reading, told, writing
from flows.state.locks import Locks


class Connections:
    """One database; `rehearsal` is the open transaction of a dry run."""

    def __init__(self, engine: Engine, locks: Locks, rehearsal: Connection | None = None) -> None:
        self._engine = engine
        self._locks = locks
        self._rehearsal = rehearsal

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._rehearsal is None:
            with reading(self._engine) as connection:
                yield connection
        else:
            with told(self._engine):
                yield self._rehearsal

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._rehearsal is None:
            with writing(self._engine) as connection:
                yield connection
        else:
            with told(self._engine), self._rehearsal.begin_nested():
                yield self._rehearsal

    @contextmanager
    def _holding(self, name: str, timeout: float) -> Iterator[None]:
        if self._rehearsal is None:
            with told(self._engine), self._locks.hold(name, timeout):
                yield
        else:
            yield
