"""How sources fare: when they were polled, what went wrong, when something new came."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.engine import Row

from flows.model import SourceRecord
from flows.state.chunks import chunks
from flows.state.connections import Connections
from flows.state.tables import sources

ARRIVALS = 200  # the last times at which a source offered something new: two weeks of an hourly one


class Polls(Connections):
    """The part of the store that knows how polls went."""

    def polled(self) -> dict[str, SourceRecord]:
        """Give how each source that was ever polled fares, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(sources).order_by(sources.c.name)).all()
        return {
            row.name: SourceRecord(
                row.name,
                row.last_success,
                row.failures,
                row.problem,
                row.polled_at,
                tuple(datetime.fromtimestamp(s, UTC) for s in json.loads(row.arrivals or "[]")),
                row.told,
            )
            for row in rows
        }

    def note_sources(
        self, problems: Mapping[str, str | None], now: datetime, has_new: Collection[str] = ()
    ) -> dict[str, bool]:
        """Remember how polls went; a problem of None is a success.

        Args:
            problems: by source.
            now: when they were polled.
            has_new: the sources that offered something new.

        Returns:
            For each source, whether it had worked before this poll.
        """
        with self._writing() as connection:
            before = _before(connection, list(problems))
            fresh = [{"name": n, "failures": 0} for n in problems if n not in before]
            if fresh:
                connection.execute(insert(sources), fresh)
            noted = [
                {
                    "mine": name,
                    "problem": problem,
                    "polled_at": now,
                    "last_success": now if problem is None else row.last_success if row else None,
                    "failures": 0 if problem is None else (row.failures if row else 0) + 1,
                    "arrivals": _with(row.arrivals if row else None, now, has_new=name in has_new),
                }
                for name, problem in problems.items()
                for row in [before.get(name)]
            ]
            if noted:
                mine = sources.c.name == bindparam("mine")
                connection.execute(update(sources).where(mine), noted)
        return {
            name: (row := before.get(name)) is not None and row.last_success is not None
            for name in problems
        }

    def mark_told(self, told: Mapping[str, str | None]) -> None:
        """Remember what operations was told of sources; None: that they are well again."""
        with self._writing() as connection:
            for source, what in told.items():
                mine = sources.c.name == source
                connection.execute(update(sources).where(mine).values(told=what))


def _before(connection: Connection, names: Sequence[str]) -> dict[str, Row[tuple[object, ...]]]:
    query = select(sources.c.name, sources.c.last_success, sources.c.failures, sources.c.arrivals)
    rows: dict[str, Row[tuple[object, ...]]] = {}
    for some in chunks(names):
        rows |= {row.name: row for row in connection.execute(query.where(sources.c.name.in_(some)))}
    return rows


def _with(arrivals: str | None, now: datetime, *, has_new: bool) -> str | None:
    if not has_new:
        return arrivals
    return json.dumps([*json.loads(arrivals or "[]"), int(now.timestamp())][-ARRIVALS:])
