"""Why a collaboration is known: what stands behind it, what was found and told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, func, select

from flows.model import (
    Announce,
    Change,
    ChangeKind,
    Organization,
    Reading,
    StoredClaim,
    StoredCollaboration,
)
from flows.state.articles import is_located
from flows.state.changes import change_of
from flows.state.codec import CLAIM, COLLABORATION
from flows.state.connections import Connections
from flows.state.corrections import live
from flows.state.heirs import chains_of
from flows.state.lineages import Telling, lineage_of, tellings_of
from flows.state.listings import Filters, Listed, load_listed, matching, organization_of
from flows.state.tables import (
    articles,
    changes,
    channels,
    claim_parties,
    claims,
    collaboration_parties,
    collaborations,
    organizations,
)

_ALL: Final = tuple(kind.value for kind in ChangeKind)


@dataclass(frozen=True, slots=True)
class Backing:
    """A claim that was joined to the collaboration, with the organisations that it names.

    `version` is the extractor's. `is_standing` is False where its article was superseded by
    a later version, so that the claim counts no more.
    """

    stored: StoredClaim
    version: str
    is_standing: bool
    organizations: tuple[Organization, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A change and when a run reported it, None: not yet."""

    change: Change
    reported_at: datetime | None


@dataclass(frozen=True, slots=True)
class Account:
    """All that is known of why a collaboration is what it is.

    `joined` are the collaborations that became a part of it. `starts` says of each channel
    that was ever posted to from when on it is told things. `neighbours` are others that have
    two topmost organisations in common with it, the newest first, and `neighbour_count` how
    many there are.
    """

    listed: Listed
    chains: frozenset[int]
    is_rejected: bool = False
    joined: tuple[int, ...] = ()
    backings: tuple[Backing, ...] = ()
    findings: tuple[Finding, ...] = ()
    tellings: tuple[Telling, ...] = ()
    starts: Mapping[str, datetime] | None = None
    neighbours: tuple[StoredCollaboration, ...] = ()
    neighbour_count: int = 0


class Accounts(Connections):
    """The part of the store that accounts for what it holds."""

    def find_change(self, change: int) -> int | None:
        """Give the collaboration that a change is about, None where there is no such change."""
        query = select(changes.c.collaboration_id).where(changes.c.id == change)
        with self._reading() as connection:
            return connection.scalar(query)

    def account(self, collaboration: int, near: int) -> Account | None:
        """Give all about a collaboration, or about the one that it was joined to.

        `near` is how many neighbours are given. None where there is no such collaboration.
        """
        with self._reading() as connection:
            mine = live(connection, collaboration)
            if mine is None:
                return None
            row = connection.execute(select(collaborations).where(collaborations.c.id == mine))
            return _account(connection, row.one(), near)


def _account(connection: Connection, row: Row[Any], near: int) -> Account:
    (listed,) = load_listed(connection, [row.id])
    joined = select(collaborations.c.id).where(collaborations.c.merged_into == row.id)
    starts = connection.execute(select(channels.c.name, channels.c.starts_at))
    neighbours, count = _neighbours(connection, listed, near)
    return Account(
        listed=listed,
        chains=chains_of(connection, row.id),
        is_rejected=row.is_rejected,
        joined=tuple(connection.scalars(joined.order_by(collaborations.c.id))),
        backings=_backings(connection, row.id),
        findings=_findings(connection, row.id),
        tellings=tuple(tellings_of(connection, [row.id], _ALL)),
        starts={one.name: one.starts_at for one in starts},
        neighbours=neighbours,
        neighbour_count=count,
    )


def _findings(connection: Connection, collaboration: int) -> tuple[Finding, ...]:
    theirs = select(lineage_of([collaboration]).subquery().c.theirs)
    query = select(changes).where(changes.c.collaboration_id.in_(theirs)).order_by(changes.c.id)
    rows = connection.execute(query)
    return tuple(Finding(change_of(row), row.reported_at) for row in rows)


def _backings(connection: Connection, collaboration: int) -> tuple[Backing, ...]:
    query = (
        select(
            claims,
            func.coalesce(articles.c.chain_id, articles.c.id).label("chain"),
            articles.c.source,
            articles.c.title,
            articles.c.url,
            articles.c.locator,
            articles.c.published_at,
            articles.c.announce,
            articles.c.is_first_poll,
            is_located().label("is_standing"),
        )
        .join(articles, articles.c.id == claims.c.article_id)
        .where(claims.c.collaboration_id == collaboration)
    )
    rows = connection.execute(query.order_by(articles.c.id, claims.c.position)).all()
    named = _named(connection, [row.id for row in rows])
    return tuple(_backing(row, named.get(row.id, ())) for row in rows)


def _named(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Organization, ...]]:
    query = (
        select(claim_parties.c.claim_id, organizations)
        .join(organizations, organizations.c.key == claim_parties.c.organization)
        .where(claim_parties.c.claim_id.in_(ids))
        .order_by(claim_parties.c.claim_id, claim_parties.c.position)
    )
    found: dict[int, tuple[Organization, ...]] = {}
    for row in connection.execute(query):
        found[row.claim_id] = (*found.get(row.claim_id, ()), organization_of(row))
    return found


def _backing(row: Row[Any], named: tuple[Organization, ...]) -> Backing:
    host = urlsplit(row.url).hostname if row.url else None
    reading = Reading(
        outlet=host.removeprefix("www.") if host else row.source,
        title=row.title,
        url=row.url,
        locator=row.locator,
        published_at=row.published_at,
    )
    stored = StoredClaim(
        id=row.id,
        claim=CLAIM.load(row.payload),
        article_id=row.article_id,
        chain=row.chain,
        reading=reading,
        announce=Announce(row.announce),
        is_first_poll=row.is_first_poll,
        collaboration_id=row.collaboration_id,
    )
    return Backing(stored, row.version, row.is_standing, named)


def _neighbours(
    connection: Connection, listed: Listed, near: int
) -> tuple[tuple[StoredCollaboration, ...], int]:
    roots = sorted({one.root for one in listed.organizations})
    deal = collaboration_parties.c.collaboration_id
    sharing = (
        select(deal)
        .join(organizations, organizations.c.key == collaboration_parties.c.organization)
        .where(organizations.c.root.in_(roots), deal != listed.id)
        .group_by(deal)
        .having(func.count(organizations.c.root.distinct()) >= 2)
    )
    moment = func.coalesce(collaborations.c.told_at, collaborations.c.first_seen)
    query = (
        select(collaborations.c.id, collaborations.c.payload, func.count().over().label("number"))
        .where(collaborations.c.id.in_(sharing), *matching(Filters()))
        .order_by(moment.desc(), collaborations.c.id.desc())
        .limit(near)
    )
    rows = connection.execute(query).all()
    found = (
        StoredCollaboration(row.id, COLLABORATION.load(row.payload), chains_of(connection, row.id))
        for row in rows
    )
    return tuple(found), rows[0].number if rows else 0
