"""How sources fare: when they were polled, what went wrong, when something new came."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from flows.state.connections import Connections
from flows.state.tables import sources

ARRIVALS = 20  # the last times at which a source offered something new: its rhythm


@dataclass(frozen=True, slots=True)
class Polled:
    """How a source fared lately.

    `failures` in a row, `problem` is the last one's. `arrived_at` is when it last offered
    something new, `arrivals` the last such times; `told` what operations was told of it.
    """

    source: str
    last_success: datetime | None = None
    failures: int = 0
    problem: str | None = None
    polled_at: datetime | None = None
    arrived_at: datetime | None = None
    arrivals: tuple[datetime, ...] = ()
    told: str | None = None


class Polls(Connections):
    """The part of the store that knows how polls went."""

    def polled(self) -> dict[str, Polled]:
        """Give how each source that was ever polled fares, by name."""
        with self._reading() as connection:
            rows = connection.execute(select(sources).order_by(sources.c.name)).all()
        return {
            row.name: Polled(
                row.name,
                row.last_success,
                row.failures,
                row.problem,
                row.polled_at,
                row.arrived_at,
                tuple(datetime.fromtimestamp(s, UTC) for s in json.loads(row.arrivals or "[]")),
                row.told,
            )
            for row in rows
        }

    def note_source(
        self, source: str, *, problem: str | None, now: datetime, has_new: bool = False
    ) -> bool:
        """Remember how a poll went; a problem of None is a success.

        Returns:
            True where the source had worked before this poll.
        """
        with self._writing() as connection:
            ensure_source(connection, source)
            mine = sources.c.name == source
            before = connection.execute(
                select(sources.c.last_success, sources.c.arrivals).where(mine)
            ).one()
            values: dict[str, object] = {"problem": problem, "polled_at": now}
            if problem is None:
                values |= {"last_success": now, "failures": 0}
            else:
                values |= {"failures": sources.c.failures + 1}
            if has_new:
                values |= {"arrived_at": now, "arrivals": _with(before.arrivals, now)}
            connection.execute(update(sources).where(mine).values(values))
        return before.last_success is not None

    def mark_told(self, told: Mapping[str, str | None]) -> None:
        """Remember what operations was told of sources; None: that they are well again."""
        with self._writing() as connection:
            for source, what in told.items():
                mine = sources.c.name == source
                connection.execute(update(sources).where(mine).values(told=what))


def _with(arrivals: str | None, now: datetime) -> str:
    return json.dumps([*json.loads(arrivals or "[]"), int(now.timestamp())][-ARRIVALS:])


def ensure_source(connection: Connection, source: str) -> None:
    """Make the source's row where there is none."""
    if connection.scalar(select(sources.c.name).where(sources.c.name == source)) is None:
        connection.execute(insert(sources).values(name=source, failures=0))
