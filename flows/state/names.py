"""Which organisations there are, by their names, and what is said about each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from flows.model import Organization
from flows.state.articles import is_located
from flows.state.chunks import chunks, stream
from flows.state.connections import Connections
from flows.state.listings import Filters, matching, organization_of
from flows.state.naming import Naming
from flows.state.tables import (
    articles,
    collaboration_parties,
    collaboration_topics,
    collaborations,
    organizations,
    taught_names,
)


@dataclass(frozen=True, slots=True)
class TaughtName:
    """A normalised name that an article gives the organisation that has the key."""

    alias: str
    organization: str
    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Connected:
    """A topmost organisation with its parts: in how many collaborations, with how many others."""

    organization: Organization
    collaborations: int
    partners: int


class Names(Connections):
    """The part of the store that knows organisations by name."""

    def organizations_called(self, keys: Sequence[str]) -> list[Organization]:
        """Give the organisations that have one of these keys, or that an article calls so.

        What goes by its own key comes first.
        """
        with self._reading() as connection:
            own = select(organizations).where(organizations.c.key.in_(keys))
            taught = select(taught_names.c.organization).where(taught_names.c.alias.in_(keys))
            called = select(organizations).where(organizations.c.key.in_(taught))
            found = [organization_of(row) for row in connection.execute(own)]
            found += sorted(
                (organization_of(row) for row in connection.execute(called)),
                key=lambda one: one.key,
            )
        return list({one.key: one for one in found}.values())

    def family(self, key: str) -> list[Organization]:
        """Give the organisation and all under the same topmost one, by key; empty: unknown."""
        mine = select(organizations.c.root).where(organizations.c.key == key)
        with self._reading() as connection:
            root = connection.scalar(mine)
            query = select(organizations).where(organizations.c.root == root)
            rows = connection.execute(query.order_by(organizations.c.key)).all() if root else ()
        return [organization_of(row) for row in rows]

    def organizations_by_key(self, keys: Collection[str]) -> dict[str, Organization]:
        """Give these organisations, and all that they are part of."""
        with self._reading() as connection:
            return {one.key: one for one in Naming(connection).organizations(keys)}

    def taught(self, names: Collection[str]) -> dict[str, frozenset[str]]:
        """Give for each normalised name those that articles say it stands for."""
        with self._reading() as connection:
            return Naming(connection).taught(names)

    def organization_names(self) -> Iterator[str]:
        """Give the canonical name of every organisation, a few at a time."""
        with self._reading() as connection:
            for rows in stream(connection, select(organizations.c.canonical)):
                yield from (row.canonical for row in rows)

    def topic_names(self) -> Iterator[str]:
        """Give every topic of a collaboration, folded, a few at a time."""
        topic = collaboration_topics.c.topic
        with self._reading() as connection:
            for rows in stream(connection, select(topic).distinct()):
                yield from (row.topic for row in rows)

    def has_topic(self, folded: str) -> bool:
        """Say whether a collaboration has this topic."""
        query = select(collaboration_topics.c.topic).where(collaboration_topics.c.topic == folded)
        with self._reading() as connection:
            return connection.scalar(query.limit(1)) is not None

    def taught_names(self, keys: Collection[str]) -> list[TaughtName]:
        """Give the names that standing articles give these organisations, each where it is told."""
        query = (
            select(
                taught_names.c.alias, taught_names.c.organization, articles.c.title, articles.c.url
            )
            .join(articles, articles.c.id == taught_names.c.article_id)
            .where(is_located())
            .order_by(taught_names.c.organization, taught_names.c.alias, articles.c.id)
        )
        with self._reading() as connection:
            return [
                TaughtName(*row)
                for some in chunks(sorted(keys))
                for row in connection.execute(query.where(taught_names.c.organization.in_(some)))
            ]

    def most_connected(self, limit: int) -> list[Connected]:
        """Give the topmost organisations with most collaborations; parts count for the whole."""
        root, deal = organizations.c.root, collaboration_parties.c.collaboration_id
        count = func.count(deal.distinct())
        query = (
            select(root, count.label("number"))
            .join(
                collaboration_parties, collaboration_parties.c.organization == organizations.c.key
            )
            .join(collaborations, collaborations.c.id == deal)
            .where(*matching(Filters()))
            .group_by(root)
            .order_by(count.desc(), root)
            .limit(limit)
        )
        with self._reading() as connection:
            return [_connected(connection, row) for row in connection.execute(query).all()]


def _connected(connection: Connection, row: Row[Any]) -> Connected:
    mine, their = collaboration_parties.alias("mine"), collaboration_parties.alias("their")
    whole, other = organizations.alias("whole"), organizations.alias("other")
    query = (
        select(func.count(other.c.root.distinct()))
        .join(their, their.c.organization == other.c.key)
        .join(mine, mine.c.collaboration_id == their.c.collaboration_id)
        .join(whole, whole.c.key == mine.c.organization)
        .join(collaborations, collaborations.c.id == mine.c.collaboration_id)
        .where(whole.c.root == row.root, other.c.root != row.root, *matching(Filters()))
    )
    own = connection.execute(select(organizations).where(organizations.c.key == row.root)).one()
    return Connected(organization_of(own), row.number, connection.scalar(query) or 0)
