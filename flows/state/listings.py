"""Which collaborations there are: filtered by index, the newest first, a page at a time.

A filter by organisation or topic is narrow: its rows are found through their own index and
then sorted. Without one the index of times gives the order. The two are kept apart by what a
query planner can't use an index for (`coalesce`): left to itself, SQLite walks a whole table
of a million collaborations for the twenty of one organisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, select
from sqlalchemy.engine import Row

from flows.model import Collaboration, Form, Kind, Organization, Stage
from flows.state.articles import is_located
from flows.state.chunks import chunks, stream
from flows.state.codec import COLLABORATION
from flows.state.connections import Connections
from flows.state.lineages import tellings_of
from flows.state.tables import (
    articles,
    claims,
    collaboration_parties,
    collaboration_topics,
    collaborations,
    organizations,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for: values of a field are alternatives, fields narrow together.

    `organizations` are keys and `topics` folded names, with all that each of them stands for;
    None does not filter, nothing matches an empty tuple. `since` is when it was first told.
    """

    organizations: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    forms: tuple[Form, ...] = ()
    stages: tuple[Stage, ...] = ()
    since: datetime | None = None

    @property
    def is_narrow(self) -> bool:
        """True where few rows match, so that these are looked up and then sorted."""
        return self.organizations is not None or self.topics is not None


@dataclass(frozen=True, slots=True)
class Listed:
    """A collaboration as a list shows it.

    `told_at` is when its first article was published, else when it was first seen;
    `organizations` are its parties in the order of their keys; `channels` were told of it.
    """

    id: int
    collaboration: Collaboration
    told_at: datetime
    organizations: tuple[Organization, ...] = ()
    channels: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


class Listings(Connections):
    """The part of the store that lists collaborations."""

    def list_collaborations(self, filters: Filters, limit: int) -> list[Listed]:
        """Give up to `limit` collaborations that stand, the newest first.

        Left out is what was joined to another, what a person rejected, and what no article
        says any more.
        """
        with self._reading() as connection:
            ids = [row.id for row in connection.execute(_page(filters).limit(limit))]
            return [one for some in chunks(ids) for one in load_listed(connection, some)]

    def stream_collaborations(self, filters: Filters) -> Iterator[Listed]:
        """Give all of them in the same order, a few at a time, all as of one moment."""
        with self._reading() as connection:
            for rows in stream(connection, _page(filters)):
                yield from load_listed(connection, [row.id for row in rows])


def load_listed(connection: Connection, ids: Sequence[int]) -> list[Listed]:
    """Give these collaborations, whether they stand or not, in the order of the ids."""
    query = select(collaborations).where(collaborations.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(query)}
    parties = parties_of(connection, ids)
    channels: dict[int, set[str]] = {}
    for one in tellings_of(connection, ids):
        channels.setdefault(one.collaboration_id, set()).add(one.channel)
    return [
        _listed(rows[key], parties.get(key, ()), sorted(channels.get(key, ())))
        for key in ids
        if key in rows
    ]


def parties_of(
    connection: Connection, ids: Sequence[int]
) -> Mapping[int, tuple[Organization, ...]]:
    """Give the organisations of each collaboration, in the order of their keys."""
    found: dict[int, tuple[Organization, ...]] = {}
    query = (
        select(collaboration_parties.c.collaboration_id, organizations)
        .join(organizations, organizations.c.key == collaboration_parties.c.organization)
        .where(collaboration_parties.c.collaboration_id.in_(ids))
    )
    for row in sorted(connection.execute(query), key=lambda row: str(row.key)):
        found[row.collaboration_id] = (
            *found.get(row.collaboration_id, ()),
            organization_of(row),
        )
    return found


def organization_of(row: Row[Any]) -> Organization:
    """Give the organisation that the row holds."""
    return Organization(row.key, row.canonical, Kind(row.kind), row.parent, row.root)


def matching(filters: Filters) -> list[ColumnElement[bool]]:
    """Say in SQL which collaborations stand and match."""
    found = [
        func.coalesce(collaborations.c.merged_into, 0) == 0,
        ~collaborations.c.is_rejected,
        select(claims.c.id)
        .join(articles, articles.c.id == claims.c.article_id)
        .where(claims.c.collaboration_id == collaborations.c.id, is_located())
        .exists(),
    ]
    if filters.organizations is not None:
        found.append(_of(collaboration_parties.c.organization, filters.organizations))
    if filters.topics is not None:
        found.append(_of(collaboration_topics.c.topic, filters.topics))
    for column, values in (
        (collaborations.c.form, filters.forms),
        (collaborations.c.stage, filters.stages),
    ):
        if values:
            asked = func.coalesce(column, "") if filters.is_narrow else column
            found.append(asked.in_([value.value for value in values]))
    if filters.since is not None:
        found.append(_moment(filters) >= filters.since)
    return found


def _of(column: ColumnElement[str], values: Sequence[str]) -> ColumnElement[bool]:
    """Say that the collaboration has one of these values in a table of its own."""
    if not values:
        return false()
    mine = column.table.c.collaboration_id
    return collaborations.c.id.in_(select(mine).where(column.in_(values)))


def _moment(filters: Filters) -> ColumnElement[datetime]:
    """Give when it was first told, by index where nothing else narrows the search."""
    told = collaborations.c.told_at
    return func.coalesce(told, collaborations.c.first_seen) if filters.is_narrow else told


def _page(filters: Filters) -> Select[tuple[int]]:
    moment = _moment(filters)
    conditions = matching(filters)
    if not filters.is_narrow:
        conditions.append(moment.is_not(None))  # one that compare never saved
    order = (moment.desc(), collaborations.c.id.desc())
    return select(collaborations.c.id).where(*conditions).order_by(*order)


def _listed(row: Row[Any], parties: tuple[Organization, ...], channels: Sequence[str]) -> Listed:
    found = COLLABORATION.load(row.payload)
    return Listed(
        id=row.id,
        collaboration=found,
        told_at=row.told_at or _told(found, row.first_seen),
        organizations=parties,
        channels=tuple(channels),
        outlets=tuple(dict.fromkeys(one.outlet for one in found.readings)),
    )


def _told(found: Collaboration, first_seen: datetime) -> datetime:
    published = [one.published_at for one in found.readings if one.published_at]
    return min(published, default=first_seen)
