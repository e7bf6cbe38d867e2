"""Collaborations that stand, as compare leaves them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update

from flows.compare.names import normalize_name
from flows.compare.subjects import fold
from flows.model import (
    Announce,
    Change,
    ChangeKind,
    Channel,
    Claim,
    Collaboration,
    Digest,
    Organization,
    Party,
    Reading,
)
from flows.state import Store
from flows.state.tables import (
    collaborations,
)
from tests.state.samples import NOW, article, claim


def tell(
    store: Store,
    number: int,
    *parties: Party,
    at: datetime = NOW,
    kind: ChangeKind | None = ChangeKind.NEW,
    announce: Announce = Announce.NEWS,
    article_fields: dict[str, Any] | None = None,
    **fields: Any,  # noqa: ANN401 - a Claim's own
) -> int:
    """Let an article tell a deal of its own; gives the collaboration's id."""
    told = claim(*parties, **fields)
    fresh = article(
        f"기사 {number}",
        **({"locator": f"{number}", "title": f"제목 {number}", "published_at": at})
        | (article_fields or {}),
    )
    (made,) = store.save_articles("seeds", [fresh], {}, at)
    store.save_claims(made, [told], "1")
    with store.comparing(1) as session:
        waiting = session.waiting(99)
        (stored,) = session.touched(waiting)
        keys = [key_of(party) for party in told.parties]
        wholes = [Party(p.parent, p.parent) for p in told.parties if p.parent]
        its = [organization(party) for party in (*wholes, *told.parties)]
        known = {one.key for one in session.organizations([one.key for one in its])}
        session.save_organizations([one for one in its if one.key not in known])
        deal = collaboration(told, stored.reading)
        mine = session.save_collaboration(None, deal, at)
        roots = {one.key: one.root for one in session.organizations(keys)}
        session.assign({stored.id: [(key, roots[key]) for key in keys]})
        session.join_claims(mine, [stored.id])
        session.describe(mine, keys, {fold(topic) for topic in deal.topics})
        session.add_chains(mine, [made])
        session.finish(waiting)
        if kind is not None:
            session.add_change(Change(0, kind, mine, deal, announce, at, fresh.published_at))
    return mine


def organization(party: Party) -> Organization:
    """Give the party as an organisation; what it is part of is its root."""
    key, parent = key_of(party), party.parent and normalize_name(party.parent)
    return Organization(key, party.canonical, party.kind, parent, parent or key)


def key_of(party: Party) -> str:
    """Give the key under which compare has the party."""
    return normalize_name(party.canonical)


def collaboration(told: Claim, *readings: Reading) -> Collaboration:
    """Give the claim as a collaboration."""
    return Collaboration(
        told.parties,
        told.form,
        told.stage,
        told.evidence,
        told.rule,
        told.confidence,
        hub=told.hub,
        topics=tuple(topic.name for topic in told.topics),
        name=told.name,
        date=told.date,
        is_ai=told.is_ai,
        is_background=told.is_background,
        readings=readings,
    )


def announce(store: Store, channel: str, *changes: int, at: datetime = NOW) -> None:
    """Let a digest tell these changes to a channel."""
    store.enqueue(Digest(channel, at, None), Channel(channel, "C0123456789"), [], changes)


def teach(store: Store, article: int, alias: str, organization: str) -> None:
    """Let an article give an organisation another name."""
    with store.comparing(1) as session:
        session.teach([(article, alias, organization)])


def mark(store: Store, mine: int, **values: object) -> None:
    """Change a collaboration's columns, as joining or rejecting does."""
    with store._writing() as connection:  # noqa: SLF001 - below the store
        connection.execute(update(collaborations).where(collaborations.c.id == mine).values(values))
