"""How much there is: what `matson status` tells."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from flows.model import Outcome
from flows.state.articles import is_located
from flows.state.connections import Connections
from flows.state.tables import articles, changes, collaborations, deliveries, entries


@dataclass(frozen=True, slots=True)
class Summary:
    """What is stored: articles that stand somewhere, live collaborations, messages by state."""

    articles: int
    waiting: int  # articles that extract or compare has not seen
    collaborations: int
    unreported: int
    deliveries: dict[str, int]
    skipped: int  # items whose title and summary have no sign of a collaboration


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
