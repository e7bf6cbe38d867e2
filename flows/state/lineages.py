"""Which announcements count for a collaboration: its own, and those of what it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, select, union

from flows.model import ChangeKind
from flows.state.tables import (
    announcements,
    changes,
    collaboration_lineage,
    collaborations,
    digests,
)

ANNOUNCED = (ChangeKind.NEW.value, ChangeKind.UPDATE.value)  # context stands in threads only


@dataclass(frozen=True, slots=True)
class Telling:
    """A change that a digest told to a channel; `collaboration_id` is whose it is now."""

    collaboration_id: int
    change_id: int
    channel: str
    digest_id: int
    told_at: datetime


def tellings_of(
    connection: Connection, ids: Sequence[int], kinds: Sequence[str] = ANNOUNCED
) -> list[Telling]:
    """Give what was told of these collaborations, the first digest first."""
    lineage = lineage_of(ids).subquery()
    query = (
        select(
            lineage.c.mine,
            announcements.c.change_id,
            announcements.c.channel,
            announcements.c.digest_id,
            digests.c.composed_at,
        )
        .join(changes, changes.c.collaboration_id == lineage.c.theirs)
        .join(announcements, announcements.c.change_id == changes.c.id)
        .join(digests, digests.c.id == announcements.c.digest_id)
        .where(changes.c.kind.in_(kinds))
        .order_by(announcements.c.digest_id, announcements.c.change_id)
    )
    return [Telling(*row) for row in connection.execute(query)]


def lineage_of(ids: Sequence[int]) -> Select[tuple[int, int]]:
    """Say in SQL, as `mine` and `theirs`, from which collaborations each of these comes."""
    lineage = collaboration_lineage.c
    own = select(collaborations.c.id.label("mine"), collaborations.c.id.label("theirs"))
    above = select(lineage.collaboration_id.label("mine"), lineage.ancestor_id.label("theirs"))
    both = union(
        own.where(collaborations.c.id.in_(ids)),
        above.where(lineage.collaboration_id.in_(ids)),
    ).subquery()
    return select(both.c.mine, both.c.theirs)
