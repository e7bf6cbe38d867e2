"""How much there is: what `matson status` tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, case, func, select

from flows.model import Outcome
from flows.state.articles import is_located
from flows.state.connections import Connections
from flows.state.tables import (
    articles,
    changes,
    collaborations,
    corrections,
    deliveries,
    entries,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is stored: articles that stand somewhere, live collaborations, messages by state."""

    articles: int
    waiting: int  # articles that extract or compare has not seen
    collaborations: int
    unreported: int
    deliveries: dict[str, int]
    skipped: int  # items whose title and summary have no sign of a collaboration


@dataclass(frozen=True, slots=True)
class Growth:
    """How much room it takes and how fast it grows; `size` in bytes, on the disk.

    `oldest` and `newest` are times at which articles were published. `articles` and
    `collaborations` are those that came within each of the spans asked for: articles as they
    were fetched, collaborations as they were first told.
    """

    size: int
    dropped: int  # articles whose words were let go of
    corrections: int  # in force
    oldest: datetime | None
    newest: datetime | None
    articles: tuple[int, ...]
    collaborations: tuple[int, ...]


class Counts(Connections):
    """The part of the store that tells how much there is."""

    def summary(self) -> Summary:
        """Count everything at one moment."""
        standing = select(func.count()).select_from(articles).where(is_located())
        live = select(func.count()).select_from(collaborations)
        untold = select(func.count()).select_from(changes)
        states = select(deliveries.c.state, func.count().label("number")).group_by(
            deliveries.c.state
        )
        left_out = (entries.c.outcome == Outcome.SKIPPED) & entries.c.item.is_not(None)
        skipped = select(func.count()).where(left_out)
        with self._reading() as connection:
            return Summary(
                articles=connection.scalar(standing) or 0,
                waiting=connection.scalar(standing.where(~articles.c.is_compared)) or 0,
                collaborations=connection.scalar(live.where(collaborations.c.merged_into.is_(None)))
                or 0,
                unreported=connection.scalar(untold.where(changes.c.reported_at.is_(None))) or 0,
                deliveries={
                    row.state: row.number
                    for row in connection.execute(states.order_by(deliveries.c.state))
                },
                skipped=connection.scalar(skipped) or 0,
            )

    def growth(self, now: datetime, spans: Sequence[timedelta]) -> Growth:
        """Tell how much room all takes, and what came within each span before `now`."""
        starts = [now - span for span in spans]
        fresh = [func.count(case((articles.c.fetched_at >= start, 1))) for start in starts]
        # all in one pass over the articles, which are the greatest part of what is stored
        read = select(
            func.min(articles.c.published_at),
            func.max(articles.c.published_at),
            func.count(articles.c.body_dropped_at),
            *fresh,
        )
        live = select(func.count()).where(collaborations.c.merged_into.is_(None))
        holding = select(func.count()).where(corrections.c.undone_at.is_(None))
        with self._reading() as connection:
            oldest, newest, dropped, *arrived = connection.execute(read).one()
            return Growth(
                size=_size(self._engine, connection),
                dropped=dropped,
                corrections=connection.scalar(holding) or 0,
                oldest=oldest,
                newest=newest,
                articles=tuple(arrived),
                collaborations=tuple(
                    connection.scalar(live.where(collaborations.c.told_at >= start)) or 0
                    for start in starts
                ),
            )


def _size(engine: Engine, connection: Connection) -> int:
    if engine.dialect.name != "sqlite":
        return connection.scalar(select(func.pg_database_size(func.current_database()))) or 0
    file = Path(str(engine.url.database))
    parts = (file, file.with_name(f"{file.name}-wal"))
    return sum(part.stat().st_size for part in parts if part.exists())
