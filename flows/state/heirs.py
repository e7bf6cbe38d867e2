"""What a collaboration inherits: the articles that told it, and whose announcements are its own."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, insert, select

from flows.state.chunks import chunks
from flows.state.tables import collaboration_chains, collaboration_lineage


def chains_of(connection: Connection, collaboration_id: int) -> frozenset[int]:
    """Give the articles that ever told the collaboration, each by its first version."""
    mine = collaboration_chains.c.collaboration_id == collaboration_id
    return frozenset(connection.scalars(select(collaboration_chains.c.chain_id).where(mine)))


def chains_of_each(connection: Connection, ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Give the same of several collaborations, by id."""
    found: dict[int, set[int]] = {one: set() for one in ids}
    for some in chunks(sorted(ids)):
        its = collaboration_chains.c
        query = select(its.collaboration_id, its.chain_id).where(its.collaboration_id.in_(some))
        for row in connection.execute(query):
            found[row.collaboration_id].add(row.chain_id)
    return {one: frozenset(chains) for one, chains in found.items()}


def add_chains(connection: Connection, collaboration_id: int, chains: Collection[int]) -> None:
    """Remember which articles told the collaboration, for as long as it is known."""
    fresh = set(chains) - chains_of(connection, collaboration_id)
    rows = [{"collaboration_id": collaboration_id, "chain_id": one} for one in sorted(fresh)]
    if rows:
        connection.execute(insert(collaboration_chains), rows)


def descend(connection: Connection, collaboration_id: int, ancestor: int) -> None:
    """Let what was announced of `ancestor` and before count for the collaboration too."""
    lineage = collaboration_lineage.c
    query = select(lineage.ancestor_id).where(lineage.collaboration_id == ancestor)
    ancestors = {ancestor, *connection.scalars(query)} - {collaboration_id}
    known = select(lineage.ancestor_id).where(lineage.collaboration_id == collaboration_id)
    ancestors -= set(connection.scalars(known))
    rows = [{"collaboration_id": collaboration_id, "ancestor_id": one} for one in sorted(ancestors)]
    if rows:
        connection.execute(insert(collaboration_lineage), rows)
