"""What is kept as ambiguous, for a person to decide."""

from __future__ import annotations

from sqlalchemy import func, select

from flows.state.articles import is_located
from flows.state.connections import Connections
from flows.state.tables import articles, organizations, taught_names


class Review(Connections):
    """The part of the store that `matson organizations review` reads."""

    def ambiguous(self, limit: int) -> list[tuple[str, tuple[str, ...]]]:
        """Give up to `limit` names that articles give to several organisations, with these."""
        count = func.count(taught_names.c.organization.distinct())
        several = (
            select(taught_names.c.alias)
            .join(articles, articles.c.id == taught_names.c.article_id)
            .where(is_located())
            .group_by(taught_names.c.alias)
            .having(count > 1)
            .order_by(taught_names.c.alias)
            .limit(limit)
        )
        with self._reading() as connection:
            found: dict[str, set[str]] = {one: set() for one in connection.scalars(several)}
            query = select(taught_names.c.alias, taught_names.c.organization)
            for row in connection.execute(query.where(taught_names.c.alias.in_(found))):
                found[row.alias].add(row.organization)
        return [(alias, tuple(sorted(its))) for alias, its in found.items()]

    def organization_keys(self, limit: int) -> dict[str, str]:
        """Give the names of up to `limit` organisations by their keys."""
        query = select(organizations.c.key, organizations.c.canonical).limit(limit)
        with self._reading() as connection:
            return {row.key: row.canonical for row in connection.execute(query)}
