"""What people said of collaborations and organisations, and taking it back.

What was said is kept for ever and read by every compare. What it does to the tables at once
is done here; the compare that follows in the same transaction does the rest.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from flows.model import Correction, Saying
from flows.state.articles import is_located
from flows.state.chunks import chunks
from flows.state.codec import CORRECTION
from flows.state.connections import Connections
from flows.state.heirs import add_chains, chains_of, descend
from flows.state.tables import (
    articles,
    claims,
    collaboration_chains,
    collaboration_lineage,
    collaborations,
    corrections,
    organizations,
)


class Corrections(Connections):
    """The part of the store that keeps what people said."""

    def corrections(self, *, with_undone: bool = False) -> list[Correction]:
        """Give what people said, in the order in which they said it."""
        with self._reading() as connection:
            if not with_undone:
                return corrections_in_force(connection)
            rows = connection.scalars(select(corrections.c.payload).order_by(corrections.c.id))
            return [CORRECTION.load(payload) for payload in rows]

    def live_collaboration(self, collaboration_id: int) -> int | None:
        """Give the id under which a collaboration lives on; None where there never was one."""
        with self._reading() as connection:
            return live(connection, collaboration_id)

    def articles_of(self, collaboration_id: int) -> dict[int, int]:
        """Give the articles that tell a collaboration, each with the id of its first version."""
        chain = func.coalesce(articles.c.chain_id, articles.c.id)
        query = select(articles.c.id, chain).join(claims, claims.c.article_id == articles.c.id)
        with self._reading() as connection:
            rows = connection.execute(query.where(_of(collaboration_id), is_located()))
            return {row[0]: row[1] for row in rows}

    def has_organization(self, key: str) -> bool:
        """Say whether an organisation of this key was ever named."""
        query = select(organizations.c.key).where(organizations.c.key == key)
        with self._reading() as connection:
            return connection.scalar(query) is not None

    def names_beginning(self, start: str, limit: int = 2000) -> list[str]:
        """Give names of organisations whose key begins so, as many as `limit`."""
        query = select(organizations.c.canonical).order_by(organizations.c.key).limit(limit)
        with self._reading() as connection:
            return list(
                connection.scalars(
                    query.where(organizations.c.key.startswith(start, autoescape=True))
                )
            )

    def say(self, correction: Correction) -> Correction:
        """Keep what a person said, and do at once what it says; gives it with its id."""
        with self._writing() as connection:
            done = _DO[correction.saying](connection, correction)
            return _insert(connection, done)

    def take_back(self, correction: Correction, by: str, now: datetime) -> None:
        """Let what a person said hold no longer, and put back what it moved."""
        undone = replace(correction, undone_at=now, undone_by=by)
        with self._writing() as connection:
            mine = corrections.c.id == correction.id
            values = {"payload": CORRECTION.dump(undone), "undone_at": now}
            connection.execute(update(corrections).where(mine).values(values))
            _UNDO[correction.saying](connection, correction)


def corrections_in_force(connection: Connection) -> list[Correction]:
    """Give what people said and did not take back, in the order in which they said it."""
    query = select(corrections.c.payload).where(corrections.c.undone_at.is_(None))
    rows = connection.scalars(query.order_by(corrections.c.id))
    return [CORRECTION.load(payload) for payload in rows]


def _insert(connection: Connection, correction: Correction) -> Correction:
    values = {"payload": "", "said_at": correction.said_at, "undone_at": correction.undone_at}
    made: int = connection.scalars(insert(corrections).returning(corrections.c.id), values).one()
    kept = replace(correction, id=made)
    mine = corrections.c.id == made
    connection.execute(update(corrections).where(mine).values(payload=CORRECTION.dump(kept)))
    return kept


# Not a collaboration -------------------------------------------------------------------------


def _reject(connection: Connection, correction: Correction) -> Correction:
    _set_rejected(connection, {_its(correction)}, is_rejected=True)
    return correction


def _unreject(connection: Connection, correction: Correction) -> None:
    """Let it count again, and what split off from it while it did not."""
    mine = live(connection, _its(correction)) or _its(correction)
    lineage = collaboration_lineage.c
    heirs = set(
        connection.scalars(select(lineage.collaboration_id).where(lineage.ancestor_id == mine))
    )
    _set_rejected(connection, {mine, *heirs}, is_rejected=False)
    # what another no was said of stays as it is; not what that was joined to since
    others = [c for c in corrections_in_force(connection) if c.saying is Saying.REJECT]
    _set_rejected(connection, {_its(one) for one in others}, is_rejected=True)


def _set_rejected(connection: Connection, ids: Collection[int], *, is_rejected: bool) -> None:
    mine = collaborations.c.id.in_(ids)
    values = {"is_rejected": is_rejected, "is_stale": True}
    connection.execute(update(collaborations).where(mine).values(values))


# Two that are one ----------------------------------------------------------------------------


def _merge(connection: Connection, correction: Correction) -> Correction:
    """Let `other` live on in `collaboration`."""
    winner, loser = _its(correction), _other(correction)
    moved = list(connection.scalars(select(claims.c.id).where(_of(loser))))
    known = chains_of(connection, winner)
    brought = chains_of(connection, loser) - known
    _move(connection, moved, winner)
    descend(connection, winner, loser)
    add_chains(connection, winner, brought)
    gone = (collaborations.c.id == loser) | (collaborations.c.merged_into == loser)
    connection.execute(update(collaborations).where(gone).values(merged_into=winner))
    _stale(connection, {winner})
    return replace(correction, moved=tuple(sorted(moved)), chains=tuple(sorted(brought)))


def _unmerge(connection: Connection, correction: Correction) -> None:
    """Let `other` live again, with the claims that came from it and what they told."""
    loser = _other(correction)
    winner = live(connection, _its(correction)) or _its(correction)
    alone = collaborations.c.id == loser
    connection.execute(update(collaborations).where(alone).values(merged_into=None))
    its = claims.c.id.in_(correction.moved) & (claims.c.collaboration_id == winner)
    _move(connection, connection.scalars(select(claims.c.id).where(its)).all(), loser)
    for chain in correction.chains:
        mine = (collaboration_chains.c.collaboration_id == winner) & (
            collaboration_chains.c.chain_id == chain
        )
        connection.execute(delete(collaboration_chains).where(mine))
    lineage = collaboration_lineage.c
    came = (lineage.collaboration_id == winner) & (lineage.ancestor_id == loser)
    connection.execute(delete(collaboration_lineage).where(came))
    _stale(connection, {winner, loser})


# One that is two -----------------------------------------------------------------------------


def _split(connection: Connection, correction: Correction) -> Correction:
    """Make another collaboration of what the articles `chains` tell."""
    mine = _its(correction)
    row = connection.execute(select(collaborations).where(collaborations.c.id == mine)).one()
    values = {
        "payload": row.payload,
        "first_seen": row.first_seen,
        "told_at": row.told_at,
        "form": row.form,
        "stage": row.stage,
        "is_stale": True,
        "is_rejected": row.is_rejected,
    }
    made: int = connection.scalars(
        insert(collaborations).returning(collaborations.c.id), values
    ).one()
    told = _chains_told(connection, mine)
    moved = [claim for claim, chain in told if chain in correction.chains]
    _move(connection, moved, made)
    add_chains(connection, made, correction.chains)
    descend(connection, made, mine)
    _stale(connection, {mine})
    return replace(correction, other=made)


def _unsplit(connection: Connection, correction: Correction) -> None:
    mine = live(connection, _its(correction)) or _its(correction)
    made = live(connection, _other(correction)) or _other(correction)
    moved = list(connection.scalars(select(claims.c.id).where(_of(made))))
    _move(connection, moved, mine)
    gone = (collaborations.c.id == made) | (collaborations.c.merged_into == made)
    connection.execute(update(collaborations).where(gone).values(merged_into=mine))
    descend(connection, mine, made)
    add_chains(connection, mine, chains_of(connection, made))
    _stale(connection, {mine})


# Said of organisations: the compare that follows heeds it --------------------------------------


def _keep(connection: Connection, correction: Correction) -> Correction:
    del connection
    return correction


def _nothing(connection: Connection, correction: Correction) -> None:
    del connection, correction


_DO = {
    Saying.REJECT: _reject,
    Saying.MERGE: _merge,
    Saying.SPLIT: _split,
    Saying.RENAME: _keep,
    Saying.ALIAS: _keep,
    Saying.MUTE: _keep,
}
_UNDO = {
    Saying.REJECT: _unreject,
    Saying.MERGE: _unmerge,
    Saying.SPLIT: _unsplit,
    Saying.RENAME: _nothing,
    Saying.ALIAS: _nothing,
    Saying.MUTE: _nothing,
}


# Rows ----------------------------------------------------------------------------------------


def _its(correction: Correction) -> int:
    assert correction.collaboration is not None
    return correction.collaboration


def _other(correction: Correction) -> int:
    assert correction.other is not None
    return correction.other


def live(connection: Connection, collaboration_id: int) -> int | None:
    """Give the id under which a collaboration lives on; None where there never was one."""
    query = select(collaborations.c.id, collaborations.c.merged_into)
    row = connection.execute(query.where(collaborations.c.id == collaboration_id)).first()
    while row is not None and row.merged_into is not None:
        row = connection.execute(query.where(collaborations.c.id == row.merged_into)).first()
    return row.id if row else None


def _of(collaboration_id: int) -> ColumnElement[bool]:
    return claims.c.collaboration_id == collaboration_id


def _move(connection: Connection, ids: Collection[int], collaboration_id: int) -> None:
    for some in chunks(sorted(ids)):
        mine = claims.c.id.in_(some)
        connection.execute(update(claims).where(mine).values(collaboration_id=collaboration_id))


def _stale(connection: Connection, ids: Collection[int]) -> None:
    mine = collaborations.c.id.in_(ids)
    connection.execute(update(collaborations).where(mine).values(is_stale=True))


def _chains_told(connection: Connection, collaboration_id: int) -> list[tuple[int, int]]:
    """Give the collaboration's claims, each with the first version of its article."""
    chain = func.coalesce(articles.c.chain_id, articles.c.id)
    query = select(claims.c.id, chain).join(articles, articles.c.id == claims.c.article_id)
    rows = connection.execute(query.where(_of(collaboration_id)).order_by(claims.c.id))
    return [(row[0], row[1]) for row in rows]
