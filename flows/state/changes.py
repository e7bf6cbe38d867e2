"""What compare found, and what a channel was not told of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, exists, func, insert, select, update
from sqlalchemy.engine import Row

from flows.model import Announce, Change, ChangeKind, Untold
from flows.state.chunks import chunks
from flows.state.codec import COLLABORATION, EARLIER
from flows.state.connections import Connections
from flows.state.mutes import without_muted
from flows.state.tables import (
    announcements,
    changes,
    channels,
    claims,
    collaboration_lineage,
    collaborations,
    digests,
    locations,
)


class Changes(Connections):
    """The part of the store that reports and channels read."""

    def unreported(self) -> list[Change]:
        """Give all changes of every kind that no run has reported, in the order found.

        What a person rejected or muted everywhere is left out.
        """
        rejected = exists().where(
            collaborations.c.id == changes.c.collaboration_id, collaborations.c.is_rejected
        )
        query = select(changes).where(changes.c.reported_at.is_(None), ~rejected)
        with self._reading() as connection:
            found = [change_of(row) for row in connection.execute(query.order_by(changes.c.id))]
            return without_muted(connection, found, None)

    def mark_reported(self, ids: Sequence[int], now: datetime) -> None:
        """Remember that a run has reported these changes."""
        with self._writing() as connection:
            for some in chunks(ids):
                mine = changes.c.id.in_(some)
                connection.execute(update(changes).where(mine).values(reported_at=now))

    def untold(self, channel: str, now: datetime, window: timedelta) -> Untold:
        """Give what the channel was not told: news, updates, and context beside them.

        A channel that was never seen starts with what was found in the last `window`, and is
        known from then on: what is older is never told there. Silent changes are left out,
        so is what another change of the same collaboration told already (two were joined),
        how a deal goes on that the channel never saw, what no article says any more (it was
        corrected before anybody was told), and what a person rejected or muted.
        """
        with self._writing() as connection:
            starts_at = _start(connection, channel, now - window)
            rows = connection.execute(_untold(channel, starts_at)).all()
            found = [(change_of(row), row.survivor) for row in rows]
            heard = without_muted(connection, [change for change, _ in found], channel)
            told = _told(connection, channel, {survivor for _, survivor in found})
            since = connection.scalar(
                select(func.max(digests.c.composed_at)).where(digests.c.channel == channel)
            )
        audible = {change.id for change in heard}
        kept = _once_each([(c, s) for c, s in found if c.id in audible], told)
        return Untold(
            changes=tuple(c for c in kept if c.kind is not ChangeKind.CONTEXT),
            context=tuple(c for c in kept if c.kind is ChangeKind.CONTEXT),
            since=since,
        )


def _survivor() -> ColumnElement[int]:
    return func.coalesce(collaborations.c.merged_into, collaborations.c.id)


def _untold(channel: str, starts_at: datetime) -> Select[tuple[object, ...]]:
    told = exists().where(
        announcements.c.change_id == changes.c.id, announcements.c.channel == channel
    )
    said = exists().where(
        claims.c.collaboration_id == _survivor(),
        locations.c.article_id == claims.c.article_id,
    )
    lives = collaborations.alias()
    rejected = exists().where(lives.c.id == _survivor(), lives.c.is_rejected)
    return (
        select(changes, _survivor().label("survivor"))
        .join(collaborations, collaborations.c.id == changes.c.collaboration_id)
        .where(
            changes.c.kind != ChangeKind.COVERAGE.value,
            changes.c.announce != Announce.SILENT.value,
            changes.c.found_at >= starts_at,
            ~told,
            ~rejected,
            said,
        )
        .order_by(changes.c.id)
    )


def _told(connection: Connection, channel: str, survivors: Collection[int]) -> set[int]:
    """Give those of the collaborations that the channel was told of as new.

    What was told of those that they come from counts for them.
    """
    lineage = collaboration_lineage.c
    heirs: dict[int, set[int]] = {one: {one} for one in survivors}
    for some in chunks(sorted(survivors)):
        query = select(collaboration_lineage).where(lineage.collaboration_id.in_(some))
        for row in connection.execute(query):
            heirs.setdefault(row.ancestor_id, set()).add(row.collaboration_id)
    found: set[int] = set()
    for some in chunks(sorted(heirs)):
        query = (
            select(changes.c.collaboration_id)
            .join(announcements, announcements.c.change_id == changes.c.id)
            .where(
                announcements.c.channel == channel,
                changes.c.kind == ChangeKind.NEW.value,
                changes.c.collaboration_id.in_(some),
            )
        )
        for told in connection.scalars(query):
            found |= heirs[told]
    return found


def _once_each(found: Iterable[tuple[Change, int]], told: Collection[int]) -> list[Change]:
    """Leave out what was announced already under another change, and news of what never was.

    How a deal goes on is told to those who saw the deal, or see it in the same digest.
    """
    kept, known = [], set(told)
    for change, survivor in found:
        is_known = survivor in known
        if change.kind is ChangeKind.NEW:
            if is_known:
                continue
            known.add(survivor)
        elif change.kind is ChangeKind.UPDATE and not is_known:
            continue
        kept.append(change)
    return kept


def _start(connection: Connection, channel: str, default: datetime) -> datetime:
    mine = select(channels.c.starts_at).where(channels.c.name == channel)
    found = connection.scalar(mine)
    if found is None:
        found = default
        connection.execute(insert(channels).values(name=channel, starts_at=default))
    return found


def change_of(row: Row[tuple[object, ...]]) -> Change:
    """Give the change that the row holds, with the collaboration as it was then."""
    return Change(
        id=row.id,
        kind=ChangeKind(row.kind),
        collaboration_id=row.collaboration_id,
        collaboration=COLLABORATION.load(row.snapshot),
        announce=Announce(row.announce),
        found_at=row.found_at,
        published_at=row.published_at,
        what=row.what,
        earlier=EARLIER.load(row.earlier) if row.earlier else (),
    )
