"""Which collaborations were found to be new, for a feed that other readers read."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import ColumnElement, Connection, func, select, union_all

from flows.model import Announce, Change, ChangeKind
from flows.state.changes import change_of
from flows.state.chunks import chunks, stream
from flows.state.connections import Connections
from flows.state.lineages import ANNOUNCED, lineage_of
from flows.state.listings import Filters, Listed, load_listed, matching
from flows.state.tables import changes, collaborations


@dataclass(frozen=True, slots=True)
class News:
    """A new collaboration as it is now; `change` says when it was found and how it is told.

    `updated_at` is when the last thing that is announced was found of it.
    """

    change: Change
    listed: Listed
    updated_at: datetime


class NewsReel(Connections):
    """The part of the store that a feed is made of."""

    def list_news(self, filters: Filters, least: float, limit: int) -> list[News]:
        """Give up to `limit` new collaborations on AI, found last first, each of them once.

        What became known silently is left out, and what is less sure than `least`.
        """
        walk = _sought if filters.is_narrow else _walked
        with self._reading() as connection, closing(walk(connection, filters)) as pages:
            found = (news for page in pages for news in _news(connection, page, filters))
            sure = (
                news
                for news in found
                if news.listed.collaboration.is_ai and news.listed.collaboration.confidence >= least
            )
            return list(islice(sure, limit))


def _sought(connection: Connection, filters: Filters) -> Generator[list[tuple[int, int]]]:
    """Give (change, survivor) of the few collaborations that match, found last first."""
    ids = list(connection.scalars(select(collaborations.c.id).where(*matching(filters))))
    firsts = [pair for some in chunks(ids) for pair in _firsts(connection, some).items()]
    yield from chunks(sorted(((change, mine) for mine, change in firsts), reverse=True))


def _walked(connection: Connection, filters: Filters) -> Generator[list[tuple[int, int]]]:
    """Give the same of all that there are, going back through the changes."""
    del filters  # `_news` leaves out what does not match
    whose = func.coalesce(collaborations.c.merged_into, collaborations.c.id).label("mine")
    query = (
        select(changes.c.id, whose)
        .join(collaborations, collaborations.c.id == changes.c.collaboration_id)
        .where(*_is_told_as_new())
        .order_by(changes.c.id.desc())
    )
    for rows in stream(connection, query):
        firsts = _firsts(connection, {row.mine for row in rows})
        yield [(row.id, row.mine) for row in rows if firsts[row.mine] == row.id]


def _firsts(connection: Connection, survivors: Sequence[int] | set[int]) -> dict[int, int]:
    """Give of each collaboration, with all that was joined to it, the first change of it.

    Where two were joined, the later one's change tells nothing that the first did not.
    """
    ids = list(survivors)
    own = select(collaborations.c.id.label("mine"), collaborations.c.id.label("theirs"))
    joined = select(collaborations.c.merged_into.label("mine"), collaborations.c.id.label("theirs"))
    members = union_all(
        own.where(collaborations.c.id.in_(ids)),
        joined.where(collaborations.c.merged_into.in_(ids)),
    ).subquery()
    query = (
        select(members.c.mine, func.min(changes.c.id).label("first"))
        .join(changes, changes.c.collaboration_id == members.c.theirs)
        .where(*_is_told_as_new())
        .group_by(members.c.mine)
    )
    return {row.mine: row.first for row in connection.execute(query)}


def _is_told_as_new() -> tuple[ColumnElement[bool], ...]:
    return (
        changes.c.kind == ChangeKind.NEW.value,
        changes.c.announce != Announce.SILENT.value,
    )


def _news(
    connection: Connection, page: Sequence[tuple[int, int]], filters: Filters
) -> Iterator[News]:
    ids = [mine for _, mine in page]
    standing = select(collaborations.c.id).where(collaborations.c.id.in_(ids), *matching(filters))
    kept = set(connection.scalars(standing))
    told = select(changes).where(changes.c.id.in_([change for change, _ in page]))
    found = {row.id: change_of(row) for row in connection.execute(told)}
    updated = _updated(connection, ids)
    listed = {one.id: one for one in load_listed(connection, [key for key in ids if key in kept])}
    for change, mine in page:
        if mine in listed:
            yield News(found[change], listed[mine], updated[mine])


def _updated(connection: Connection, ids: Sequence[int]) -> dict[int, datetime]:
    """Give when the last new or update was found of each."""
    lineage = lineage_of(ids).subquery()
    query = (
        select(lineage.c.mine, func.max(changes.c.found_at).label("last"))
        .join(changes, changes.c.collaboration_id == lineage.c.theirs)
        .where(changes.c.kind.in_(ANNOUNCED), changes.c.announce != Announce.SILENT.value)
        .group_by(lineage.c.mine)
    )
    return {row.mine: row.last for row in connection.execute(query)}
