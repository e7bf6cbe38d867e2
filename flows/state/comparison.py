"""What compare asks of state and writes to it, all inside of one transaction.

Claims that no article stands behind any more (see `articles`) are never given; what they
were joined to is remembered by collaboration, so that a corrected text is recognised.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import combinations
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
    Correction,
    Reading,
    StoredClaim,
    StoredCollaboration,
    Traces,
    Waiting,
)
from flows.state.articles import is_located
from flows.state.changes import change_of
from flows.state.chunks import chunks
from flows.state.codec import CLAIM, COLLABORATION, EARLIER
from flows.state.corrections import corrections_in_force, live
from flows.state.heirs import add_chains, chains_of, chains_of_each, descend
from flows.state.naming import Naming
from flows.state.tables import (
    articles,
    changes,
    claim_pairs,
    claim_parties,
    claims,
    collaboration_lineage,
    collaboration_parties,
    collaboration_topics,
    collaborations,
    facts,
    organizations,
)


class Comparison(Naming):
    """One compare's view of state; see `flows.compare.session` for its use."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._loaded: dict[int, StoredClaim] = {}

    # What waits ------------------------------------------------------------------------------

    def recall(self, name: str) -> str | None:
        """Give what `remember` stored under the name."""
        return self._connection.scalar(select(facts.c.value).where(facts.c.name == name))

    def remember(self, name: str, value: str) -> None:
        """Store a value under a name."""
        self._connection.execute(delete(facts).where(facts.c.name == name))
        self._connection.execute(insert(facts).values(name=name, value=value))

    def waiting(self, limit: int) -> Waiting:
        """Give up to `limit` articles and as many collaborations to look at, the oldest first."""
        unseen = select(articles.c.id).where(~articles.c.is_compared)
        unseen = unseen.where(articles.c.extracted_with.is_not(None)).order_by(articles.c.id)
        stale = select(collaborations.c.id).where(collaborations.c.is_stale)
        stale = stale.order_by(collaborations.c.id)
        return Waiting(
            tuple(self._connection.scalars(unseen.limit(limit))),
            tuple(self._connection.scalars(stale.limit(limit))),
        )

    def touched(self, waiting: Waiting) -> list[StoredClaim]:
        """Give the claims of these articles and collaborations."""
        found = self._claims_by(claims.c.article_id, waiting.articles)
        found += self._claims_by(claims.c.collaboration_id, waiting.collaborations)
        return list({claim.id: claim for claim in found}.values())

    def finish(self, waiting: Waiting) -> None:
        """Mark these as looked at."""
        for some in chunks(waiting.articles):
            mine = articles.c.id.in_(some)
            self._connection.execute(update(articles).where(mine).values(is_compared=True))
        for some in chunks(waiting.collaborations):
            stale = collaborations.c.id.in_(some)
            values = {"is_stale": False, "is_deserted": ~_is_told()}
            self._connection.execute(update(collaborations).where(stale).values(values))

    # Neighbours ------------------------------------------------------------------------------

    def claims(self, ids: Collection[int]) -> list[StoredClaim]:
        """Give these claims."""
        return self._claims_by(claims.c.id, ids)

    def claims_of(self, collaboration_ids: Collection[int]) -> list[StoredClaim]:
        """Give all claims of these collaborations."""
        return self._claims_by(claims.c.collaboration_id, collaboration_ids)

    def claims_paired(self, pairs: Collection[str]) -> list[StoredClaim]:
        """Give the claims that have one of these pairs of topmost organisations."""
        ids: set[int] = set()
        for some in chunks(sorted(pairs)):
            query = select(claim_pairs.c.claim_id).where(claim_pairs.c.pair.in_(some))
            ids |= set(self._connection.scalars(query))
        return self.claims(ids)

    def claims_around(self, roots: Collection[str], first: int, last: int) -> list[StoredClaim]:
        """Give the claims that one of these is a party of, told from day `first` to `last`."""
        ids: set[int] = set()
        for some in chunks(sorted(roots)):
            query = select(claim_parties.c.claim_id).where(
                claim_parties.c.root.in_(some), claim_parties.c.day.between(first, last)
            )
            ids |= set(self._connection.scalars(query))
        return self.claims(ids)

    def deserted(self, traces: Traces) -> list[StoredCollaboration]:
        """Give the collaborations that no standing claim tells any more and that have one of these.

        All flagged ones are looked through, by what stands in columns; few of them are loaded.
        """
        ids = set(self._connection.scalars(_flagged(collaborations.c.is_deserted)))
        ids |= set(self._connection.scalars(_flagged(collaborations.c.is_stale)))
        live = collaborations.c.merged_into.is_(None) & ~_is_told()
        found: list[StoredCollaboration] = []
        for some in chunks(sorted(ids)):
            near = {*self._of_chains(some, traces.chains), *self._of_parties(some, traces)}
            if near:
                found += self._collaborations(live & collaborations.c.id.in_(near))
        return found

    def _of_chains(self, ids: Collection[int], chains: Collection[int]) -> Iterator[int]:
        for one, its in chains_of_each(self._connection, ids).items():
            if not its.isdisjoint(chains):
                yield one

    def _of_parties(self, ids: Collection[int], traces: Traces) -> Iterator[int]:
        first, last = traces.days
        days: dict[int, int] = {}
        roots: dict[int, list[str]] = {}
        for row in self._connection.execute(_rooted_parties(ids)):
            days[row.id] = row.told_at.toordinal() if row.told_at else 0
            roots.setdefault(row.id, []).append(row.root)
        for one, its in roots.items():
            is_of_two = len(its) == 2 and first <= days[one] <= last
            pairs = ("\n".join(pair) for pair in combinations(sorted(its), 2))
            if (is_of_two and not traces.roots.isdisjoint(its)) or any(
                pair in traces.pairs for pair in pairs
            ):
                yield one

    def absorbed(self, ids: Collection[int]) -> list[StoredCollaboration]:
        """Give what was joined to these collaborations, as it was before."""
        found: list[StoredCollaboration] = []
        for some in chunks(sorted(ids)):
            found += self._collaborations(collaborations.c.merged_into.in_(some))
        return found

    def collaborations(self, ids: Collection[int]) -> list[StoredCollaboration]:
        """Give these collaborations, by id."""
        found: list[StoredCollaboration] = []
        for some in chunks(sorted(ids)):
            found += self._collaborations(collaborations.c.id.in_(some))
        return found

    def history(self, ids: Collection[int]) -> list[Change]:
        """Give what was found about these collaborations and about those they come from."""
        if not ids:
            return []
        ancestors = select(collaboration_lineage.c.ancestor_id).where(
            collaboration_lineage.c.collaboration_id.in_(ids)
        )
        everyone = {*ids, *self._connection.scalars(ancestors)}
        mine = changes.c.collaboration_id.in_(everyone)
        rows = self._connection.execute(select(changes).where(mine).order_by(changes.c.id))
        return [change_of(row) for row in rows]

    def corrections(self) -> list[Correction]:
        """Give what people said that still holds, in the order in which they said it."""
        return corrections_in_force(self._connection)

    def live(self, ids: Collection[int]) -> dict[int, int]:
        """Give for each collaboration the one that it lives on in."""
        return {one: live(self._connection, one) or one for one in ids}

    # Results ---------------------------------------------------------------------------------

    def save_collaboration(
        self,
        found: int | None,
        collaboration: Collaboration,
        now: datetime,
        *,
        is_rejected: bool = False,
    ) -> int:
        """Store what is true now, under its id or (None) under a new one, which is given back."""
        told = [one.published_at for one in collaboration.readings if one.published_at]
        values: dict[str, object] = {
            "payload": COLLABORATION.dump(collaboration),
            "form": collaboration.form.value,
            "stage": collaboration.stage.value,
            "told_at": min(told, default=now),
            "is_deserted": False,
            "merged_into": None,  # it may come apart from what it was joined to
            "is_rejected": is_rejected,
        }
        if found is not None:
            mine = collaborations.c.id == found
            self._connection.execute(update(collaborations).where(mine).values(values))
            return found
        made: int = self._connection.scalars(
            insert(collaborations).returning(collaborations.c.id),
            values | {"first_seen": now, "is_stale": False},
        ).one()
        return made

    def join_claims(self, collaboration_id: int, ids: Collection[int]) -> None:
        """Remember which claims make the collaboration."""
        for some in chunks(sorted(ids)):
            mine = claims.c.id.in_(some)
            self._connection.execute(
                update(claims).where(mine).values(collaboration_id=collaboration_id)
            )
        for claim in ids:
            self._loaded.pop(claim, None)

    def describe(
        self, collaboration_id: int, keys: Collection[str], topics: Collection[str]
    ) -> None:
        """Remember by which organisations and topics the collaboration is looked up."""
        for table, name, values in (
            (collaboration_parties, "organization", keys),
            (collaboration_topics, "topic", topics),
        ):
            its, column = table.c.collaboration_id == collaboration_id, table.c[name]
            known = set(self._connection.scalars(select(column).where(its)))
            if gone := known - set(values):
                self._connection.execute(delete(table).where(its, column.in_(gone)))
            fresh = sorted(set(values) - known)
            rows = [{"collaboration_id": collaboration_id, name: one} for one in fresh]
            if rows:
                self._connection.execute(insert(table), rows)

    def add_chains(self, collaboration_id: int, chains: Collection[int]) -> None:
        """Remember which articles told the collaboration, for as long as it is known."""
        add_chains(self._connection, collaboration_id, chains)

    def descend(self, collaboration_id: int, ancestor: int) -> None:
        """Let what was announced of `ancestor` and before count for the collaboration too."""
        descend(self._connection, collaboration_id, ancestor)

    def absorb(self, winner: int, loser: int) -> None:
        """Join two collaborations into the first; the second's claims and articles are its own."""
        self.descend(winner, loser)
        self.add_chains(winner, chains_of(self._connection, loser))
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
            "earlier": EARLIER.dump(change.earlier) if change.earlier else None,
        }
        made: int = self._connection.scalars(insert(changes).returning(changes.c.id), values).one()
        return made

    # Rows ------------------------------------------------------------------------------------

    def _claims_by(
        self, column: ColumnElement[int | None], values: Collection[int]
    ) -> list[StoredClaim]:
        found = []
        for some in chunks(sorted(values)):
            query = _claims().where(column.in_(some)).order_by(claims.c.id)
            for row in self._connection.execute(query):
                if row.id not in self._loaded:
                    self._loaded[row.id] = _claim(row)
                found.append(self._loaded[row.id])
        return found

    def _collaborations(self, condition: ColumnElement[bool]) -> list[StoredCollaboration]:
        query = select(collaborations).where(condition).order_by(collaborations.c.id)
        rows = self._connection.execute(query).all()
        chains = chains_of_each(self._connection, [row.id for row in rows])
        return [
            StoredCollaboration(
                row.id,
                COLLABORATION.load(row.payload),
                chains[row.id],
                is_rejected=row.is_rejected,
            )
            for row in rows
        ]


def _flagged(flag: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(collaborations.c.id).where(flag)


def _is_told() -> ColumnElement[bool]:
    """Say in SQL: an article stands behind the collaboration."""
    return exists().where(
        claims.c.collaboration_id == collaborations.c.id,
        claims.c.article_id == articles.c.id,
        is_located(),
    )


def _rooted_parties(ids: Collection[int]) -> Select[tuple[object, ...]]:
    """Ask for the parties' topmost organisations, with the day on which it was first told."""
    parties = collaboration_parties.c
    return (
        select(collaborations.c.id, collaborations.c.told_at, organizations.c.root)
        .join(collaboration_parties, parties.collaboration_id == collaborations.c.id)
        .join(organizations, organizations.c.key == parties.organization)
        .where(collaborations.c.id.in_(ids))
    )


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
