"""Organisations, the names that articles teach, and which claims name whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.engine import Row

from flows.model import Kind, Organization
from flows.state.chunks import chunks
from flows.state.tables import (
    articles,
    claim_pairs,
    claim_parties,
    claims,
    locations,
    organizations,
    taught_names,
)


class Naming:
    """The part of a compare's view of state that knows names."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def organizations(self, keys: Collection[str]) -> list[Organization]:
        """Give these organisations and all above them."""
        found: dict[str, Organization] = {}
        waiting = set(keys)
        while waiting:
            above = set()
            for some in chunks(sorted(waiting)):
                query = select(organizations).where(organizations.c.key.in_(some))
                for row in self._connection.execute(query):
                    found[row.key] = _organization(row)
                    above |= {row.parent} if row.parent else set()
            waiting = above - found.keys()
        return list(found.values())

    def below(self, keys: Collection[str]) -> list[Organization]:
        """Give all organisations that are part of these, and the parts of the parts."""
        found: dict[str, Organization] = {}
        waiting = set(keys)
        while waiting:
            parts = set()
            for some in chunks(sorted(waiting)):
                query = select(organizations).where(organizations.c.parent.in_(some))
                for row in self._connection.execute(query):
                    if row.key not in found:
                        found[row.key] = _organization(row)
                        parts.add(row.key)
            waiting = parts
        return list(found.values())

    def save_organizations(self, changed: Iterable[Organization]) -> None:
        """Insert or replace organisations; their parents and roots are among them or known."""
        for some in chunks(changed):
            mine = organizations.c.key.in_([one.key for one in some])
            known = set(self._connection.scalars(select(organizations.c.key).where(mine)))
            fresh = [_values(one) | {"key": one.key} for one in some if one.key not in known]
            if fresh:
                self._connection.execute(insert(organizations), fresh)
            for one in some:
                if one.key in known:
                    its = organizations.c.key == one.key
                    query = update(organizations).where(its).values(_values(one))
                    self._connection.execute(query)

    def taught(self, names: Collection[str]) -> dict[str, frozenset[str]]:
        """Give for each name the names that standing articles say it stands for."""
        found: dict[str, set[str]] = {}
        for some in chunks(sorted(names)):
            query = select(taught_names.c.alias, taught_names.c.organization).where(
                taught_names.c.alias.in_(some)
            )
            for row in self._connection.execute(query):
                found.setdefault(row.alias, set()).add(row.organization)
        return {name: frozenset(targets) for name, targets in found.items()}

    def unteach(self, article_ids: Collection[int]) -> set[tuple[str, str]]:
        """Take back what these articles taught, and what replaced ones did; gives the pairs."""
        rows: set[tuple[int, str, str]] = set()
        for some in chunks(sorted(article_ids)):
            query = select(taught_names).where(taught_names.c.article_id.in_(some))
            rows |= {
                (r.article_id, r.alias, r.organization) for r in self._connection.execute(query)
            }
        gone = (
            ~select(locations.c.article_id)
            .where(locations.c.article_id == taught_names.c.article_id)
            .exists()
        )
        query = select(taught_names).where(taught_names.c.is_stale, gone)
        rows |= {(r.article_id, r.alias, r.organization) for r in self._connection.execute(query)}
        for some in chunks(sorted({article for article, _, _ in rows})):
            mine = taught_names.c.article_id.in_(some)
            self._connection.execute(delete(taught_names).where(mine))
        return {(alias, organization) for _, alias, organization in rows}

    def teach(self, taught: Collection[tuple[int, str, str]]) -> None:
        """Keep what articles teach: the article's id, a name, the name that it stands for."""
        rows = [
            {"article_id": article, "alias": alias, "organization": one, "is_stale": False}
            for article, alias, one in sorted(taught)
        ]
        for some in chunks(rows):
            self._connection.execute(insert(taught_names), some)

    def assign(self, parties: Mapping[int, Sequence[tuple[str, str]]]) -> None:
        """Remember the parties of claims, by the claims' ids: each with its topmost parent."""
        days = self._days(parties.keys())
        rows = [
            {
                "claim_id": claim,
                "position": place,
                "organization": key,
                "root": root,
                "day": days[claim],
            }
            for claim, its in parties.items()
            for place, (key, root) in enumerate(its)
        ]
        self._replace(claim_parties, parties.keys(), rows)

    def pair(self, pairs: Mapping[int, Collection[str]]) -> None:
        """Remember under which pairs of topmost organisations claims are looked up."""
        rows = [
            {"claim_id": claim, "pair": pair}
            for claim, its in pairs.items()
            for pair in sorted(its)
        ]
        self._replace(claim_pairs, pairs.keys(), rows)

    def claims_naming(self, keys: Collection[str]) -> set[int]:
        """Give the ids of the claims that have one of these organisations as a party."""
        found: set[int] = set()
        for some in chunks(sorted(keys)):
            query = select(claim_parties.c.claim_id).where(claim_parties.c.organization.in_(some))
            found |= set(self._connection.scalars(query))
        return found

    def touch(self, keys: Collection[str]) -> None:
        """Have the articles looked at again that name one of these organisations."""
        for some in chunks(sorted(keys)):
            naming = (
                select(claims.c.article_id)
                .join(claim_parties, claim_parties.c.claim_id == claims.c.id)
                .where(claim_parties.c.organization.in_(some))
            )
            self._connection.execute(
                update(articles).where(articles.c.id.in_(naming)).values(is_compared=False)
            )

    def _days(self, ids: Iterable[int]) -> dict[int, int | None]:
        found: dict[int, int | None] = {}
        for some in chunks(sorted(ids)):
            query = (
                select(claims.c.id, articles.c.published_at)
                .join(articles, articles.c.id == claims.c.article_id)
                .where(claims.c.id.in_(some))
            )
            for row in self._connection.execute(query):
                found[row.id] = row.published_at.toordinal() if row.published_at else None
        return found

    def _replace(
        self, table: Table, ids: Iterable[int], rows: Sequence[Mapping[str, object]]
    ) -> None:
        for some in chunks(sorted(ids)):
            self._connection.execute(delete(table).where(table.c.claim_id.in_(some)))
        for batch in chunks(rows):
            self._connection.execute(insert(table), batch)


def _values(one: Organization) -> dict[str, object]:
    return {
        "canonical": one.canonical,
        "kind": one.kind.value,
        "parent": one.parent,
        "root": one.root,
    }


def _organization(row: Row[tuple[object, ...]]) -> Organization:
    return Organization(
        key=row.key,
        canonical=row.canonical,
        kind=Kind(row.kind),
        parent=row.parent,
        root=row.root,
    )
