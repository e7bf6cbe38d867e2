"""What compare asks of state and writes to it, all inside of one transaction.

Claims that no article stands behind any more (see `articles`) are never given; what they
were joined to is remembered by collaboration, so that a corrected text is recognised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Row

from flows.model import (
    Announce,
    Change,
    Collaboration,
    Kind,
    Organization,
    Reading,
    StoredClaim,
    StoredCollaboration,
)
from flows.state.articles import is_located
from flows.state.changes import change_of
from flows.state.codec import CLAIM, COLLABORATION
from flows.state.tables import (
    articles,
    changes,
    claim_parties,
    claims,
    collaboration_chains,
    collaboration_lineage,
    collaboration_parties,
    collaborations,
    facts,
    organizations,
)


class Comparison:
    """One compare's view of state; see `Comparing` in flows.compare for its use."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._loaded: dict[int, StoredClaim] = {}

    # What waits ------------------------------------------------------------------------------

    def recall(self, name: str) -> str | None:
        """Give what `remember` stored under the name."""
        return self._connection.scalar(select(facts.c.value).where(facts.c.name == name))

    def remember(self, name: str, value: str) -> None:
        """Store a value under a name."""
        self._connection.execute(delete(facts).where(facts.c.name == name))
        self._connection.execute(insert(facts).values(name=name, value=value))

    def touch_all(self) -> None:
        """Have every article looked at again, as after a change of config/."""
        self._connection.execute(
            update(articles).where(articles.c.extracted_with.is_not(None)).values(is_compared=False)
        )

    def touched(self) -> list[StoredClaim]:
        """Give the claims of articles not compared yet and of collaborations that lost one."""
        stale = select(collaborations.c.id).where(collaborations.c.is_stale)
        waits = ~articles.c.is_compared | claims.c.collaboration_id.in_(stale)
        return self._claims(_claims().where(waits))

    def finish(self) -> None:
        """Mark everything that waited as looked at."""
        waited = articles.c.extracted_with.is_not(None) & ~articles.c.is_compared
        self._connection.execute(update(articles).where(waited).values(is_compared=True))
        stale = update(collaborations).where(collaborations.c.is_stale)
        self._connection.execute(stale.values(is_stale=False))

    # Organisations ---------------------------------------------------------------------------

    def organizations(self) -> dict[str, Organization]:
        """Give every known organisation by key, and again by each of its stored aliases."""
        rows = self._connection.execute(select(organizations))
        return {row.key: _organization(row) for row in rows}

    def save_organizations(self, changed: Iterable[Organization]) -> None:
        """Insert or replace organisations; their parents and roots are among them or known."""
        for organization in changed:
            mine = organizations.c.key == organization.key
            values = {
                "canonical": organization.canonical,
                "kind": organization.kind.value,
                "parent": organization.parent,
                "root": organization.root,
            }
            done = self._connection.execute(update(organizations).where(mine).values(values))
            if done.rowcount == 0:
                self._connection.execute(
                    insert(organizations).values(key=organization.key, **values)
                )

    def assign(self, claim_id: int, keys: Sequence[str]) -> None:
        """Remember which organisations are the claim's parties."""
        mine = claim_parties.c.claim_id == claim_id
        self._connection.execute(delete(claim_parties).where(mine))
        rows = [
            {"claim_id": claim_id, "position": place, "organization": key}
            for place, key in enumerate(keys)
        ]
        if rows:
            self._connection.execute(insert(claim_parties), rows)

    def claims_naming(self, keys: Collection[str]) -> list[StoredClaim]:
        """Give the claims that have one of these organisations as a party."""
        naming = select(claim_parties.c.claim_id).where(claim_parties.c.organization.in_(keys))
        return self._claims(_claims().where(claims.c.id.in_(naming)))

    # Neighbours ------------------------------------------------------------------------------

    def claims_sharing(self, roots: Collection[str]) -> list[StoredClaim]:
        """Give the claims that have two parties at least under these topmost organisations."""
        sharing = (
            select(claim_parties.c.claim_id)
            .join(organizations, organizations.c.key == claim_parties.c.organization)
            .where(organizations.c.root.in_(roots))
            .group_by(claim_parties.c.claim_id)
            .having(func.count() >= 2)
        )
        return self._claims(_claims().where(claims.c.id.in_(sharing)))

    def deserted(
        self, roots: Collection[str], chains: Collection[int]
    ) -> list[StoredCollaboration]:
        """Give the collaborations that no standing claim tells any more.

        Those with two parties at least under `roots`, and those that articles of `chains` told.
        """
        sharing = (
            select(collaboration_parties.c.collaboration_id)
            .join(organizations, organizations.c.key == collaboration_parties.c.organization)
            .where(organizations.c.root.in_(roots))
            .group_by(collaboration_parties.c.collaboration_id)
            .having(func.count() >= 2)
        )
        telling = select(collaboration_chains.c.collaboration_id).where(
            collaboration_chains.c.chain_id.in_(chains)
        )
        told = exists().where(
            claims.c.collaboration_id == collaborations.c.id,
            claims.c.article_id == articles.c.id,
            is_located(),
        )
        mine = collaborations.c.id.in_(sharing) | collaborations.c.id.in_(telling)
        return self._collaborations(mine & collaborations.c.merged_into.is_(None) & ~told)

    def collaborations(self, ids: Collection[int]) -> list[StoredCollaboration]:
        """Give these collaborations, by id."""
        return self._collaborations(collaborations.c.id.in_(ids))

    def history(self, ids: Collection[int]) -> list[Change]:
        """Give what was found about these collaborations and about those they come from."""
        ancestors = select(collaboration_lineage.c.ancestor_id).where(
            collaboration_lineage.c.collaboration_id.in_(ids)
        )
        mine = changes.c.collaboration_id.in_(ids) | changes.c.collaboration_id.in_(ancestors)
        rows = self._connection.execute(select(changes).where(mine).order_by(changes.c.id))
        return [change_of(row) for row in rows]

    # Results ---------------------------------------------------------------------------------

    def save_collaboration(
        self, found: int | None, collaboration: Collaboration, now: datetime
    ) -> int:
        """Store what is true now, under its id or (None) under a new one, which is given back."""
        values = {"payload": COLLABORATION.dump(collaboration)}
        if found is not None:
            mine = collaborations.c.id == found
            self._connection.execute(update(collaborations).where(mine).values(values))
            return found
        made: int = self._connection.scalars(
            insert(collaborations).returning(collaborations.c.id),
            values | {"first_seen": now, "is_stale": False},
        ).one()
        return made

    def join_claims(
        self, collaboration_id: int, ids: Collection[int], keys: Collection[str]
    ) -> None:
        """Remember which claims and which organisations make the collaboration."""
        mine = claims.c.id.in_(ids)
        self._connection.execute(
            update(claims).where(mine).values(collaboration_id=collaboration_id)
        )
        for claim in ids:
            self._loaded.pop(claim, None)
        of_it = collaboration_parties.c.collaboration_id == collaboration_id
        self._connection.execute(delete(collaboration_parties).where(of_it))
        rows = [{"collaboration_id": collaboration_id, "organization": key} for key in sorted(keys)]
        self._connection.execute(insert(collaboration_parties), rows)

    def add_chains(self, collaboration_id: int, chains: Collection[int]) -> None:
        """Remember which articles told the collaboration, for as long as it is known."""
        mine = collaboration_chains.c.collaboration_id == collaboration_id
        query = select(collaboration_chains.c.chain_id).where(mine)
        known = set(self._connection.scalars(query))
        rows = [
            {"collaboration_id": collaboration_id, "chain_id": chain}
            for chain in sorted(set(chains) - known)
        ]
        if rows:
            self._connection.execute(insert(collaboration_chains), rows)

    def descend(self, collaboration_id: int, ancestor: int) -> None:
        """Let what was announced of `ancestor` and before count for the collaboration too."""
        lineage = collaboration_lineage.c
        query = select(lineage.ancestor_id).where(lineage.collaboration_id == ancestor)
        ancestors = {ancestor, *self._connection.scalars(query)} - {collaboration_id}
        known = select(lineage.ancestor_id).where(lineage.collaboration_id == collaboration_id)
        ancestors -= set(self._connection.scalars(known))
        rows = [
            {"collaboration_id": collaboration_id, "ancestor_id": one} for one in sorted(ancestors)
        ]
        if rows:
            self._connection.execute(insert(collaboration_lineage), rows)

    def absorb(self, winner: int, loser: int) -> None:
        """Join two collaborations into the first; the second's claims and articles are its own."""
        self.descend(winner, loser)
        chains = select(collaboration_chains.c.chain_id).where(
            collaboration_chains.c.collaboration_id == loser
        )
        self.add_chains(winner, list(self._connection.scalars(chains)))
        self._connection.execute(
            update(claims).where(claims.c.collaboration_id == loser).values(collaboration_id=winner)
        )
        gone = (collaborations.c.id == loser) | (collaborations.c.merged_into == loser)
        self._connection.execute(update(collaborations).where(gone).values(merged_into=winner))
        self._loaded.clear()

    def add_change(self, change: Change) -> int:
        """Store what was found, with the collaboration as it is now; its `id` is ignored."""
        values = {
            "kind": change.kind.value,
            "collaboration_id": change.collaboration_id,
            "snapshot": COLLABORATION.dump(change.collaboration),
            "announce": change.announce.value,
            "found_at": change.found_at,
            "published_at": change.published_at,
            "what": change.what,
        }
        made: int = self._connection.scalars(insert(changes).returning(changes.c.id), values).one()
        return made

    # Rows ------------------------------------------------------------------------------------

    def _claims(self, query: Select[tuple[object, ...]]) -> list[StoredClaim]:
        found = []
        for row in self._connection.execute(query.order_by(claims.c.id)):
            if row.id not in self._loaded:
                self._loaded[row.id] = _claim(row)
            found.append(self._loaded[row.id])
        return found

    def _collaborations(self, condition: ColumnElement[bool]) -> list[StoredCollaboration]:
        query = select(collaborations).where(condition).order_by(collaborations.c.id)
        rows = self._connection.execute(query).all()
        return [
            StoredCollaboration(row.id, COLLABORATION.load(row.payload), self._chains(row.id))
            for row in rows
        ]

    def _chains(self, collaboration_id: int) -> frozenset[int]:
        mine = collaboration_chains.c.collaboration_id == collaboration_id
        query = select(collaboration_chains.c.chain_id).where(mine)
        return frozenset(self._connection.scalars(query))


def _claims() -> Select[tuple[object, ...]]:
    return (
        select(
            claims.c.id,
            claims.c.payload,
            claims.c.article_id,
            claims.c.collaboration_id,
            func.coalesce(articles.c.chain_id, articles.c.id).label("chain"),
            articles.c.source,
            articles.c.title,
            articles.c.url,
            articles.c.locator,
            articles.c.published_at,
            articles.c.announce,
            articles.c.is_first_poll,
        )
        .join(articles, articles.c.id == claims.c.article_id)
        .where(is_located())
    )


def _claim(row: Row[tuple[object, ...]]) -> StoredClaim:
    host = urlsplit(row.url).hostname if row.url else None
    return StoredClaim(
        id=row.id,
        claim=CLAIM.load(row.payload),
        article_id=row.article_id,
        chain=row.chain,
        reading=Reading(
            outlet=host.removeprefix("www.") if host else row.source,
            title=row.title,
            url=row.url,
            locator=row.locator,
            published_at=row.published_at,
        ),
        announce=Announce(row.announce),
        is_first_poll=row.is_first_poll,
        collaboration_id=row.collaboration_id,
    )


def _organization(row: Row[tuple[object, ...]]) -> Organization:
    return Organization(
        key=row.key,
        canonical=row.canonical,
        kind=Kind(row.kind),
        parent=row.parent,
        root=row.root,
    )
