"""All collaborations and changes as they are, page by page, so that two states can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, func, select

from flows.model import Change, Collaboration
from flows.state.changes import change_of
from flows.state.codec import COLLABORATION
from flows.state.connections import Connections
from flows.state.tables import changes, claims, collaboration_lineage, collaborations, locations


@dataclass(frozen=True, slots=True)
class Standing:
    """A collaboration as stored; `payload` is read only where it is asked for.

    `is_told`: it was joined into no other, and an article that stands somewhere tells it.
    """

    id: int
    payload: str
    merged_into: int | None
    is_told: bool

    @property
    def collaboration(self) -> Collaboration:
        """Give what is true of it."""
        return COLLABORATION.load(self.payload)


class Survey(Connections):
    """The part of the store that re-extraction tells two states apart by."""

    def standings(self, *, after: int, limit: int) -> list[Standing]:
        """Give up to `limit` collaborations with ids above `after`, in order."""
        told = exists().where(
            claims.c.collaboration_id == collaborations.c.id,
            locations.c.article_id == claims.c.article_id,
        )
        query = select(
            collaborations.c.id,
            collaborations.c.payload,
            collaborations.c.merged_into,
            (told & collaborations.c.merged_into.is_(None)).label("is_told"),
        )
        some = query.where(collaborations.c.id > after).order_by(collaborations.c.id).limit(limit)
        with self._reading() as connection:
            return [
                Standing(row.id, row.payload, row.merged_into, bool(row.is_told))
                for row in connection.execute(some)
            ]

    def ancestors(self, collaboration_id: int) -> list[int]:
        """Give the collaborations whose announcements count for this one, in order."""
        lineage = collaboration_lineage.c
        query = select(lineage.ancestor_id).where(lineage.collaboration_id == collaboration_id)
        with self._reading() as connection:
            return list(connection.scalars(query.order_by(lineage.ancestor_id)))

    def last_change(self) -> int:
        """Give the id of the change found last, 0 where there is none."""
        with self._reading() as connection:
            return connection.scalar(select(func.max(changes.c.id))) or 0

    def changes_after(self, last: int, limit: int) -> list[Change]:
        """Give up to `limit` changes with ids above `last`, in order."""
        query = select(changes).where(changes.c.id > last).order_by(changes.c.id).limit(limit)
        with self._reading() as connection:
            return [change_of(row) for row in connection.execute(query)]
