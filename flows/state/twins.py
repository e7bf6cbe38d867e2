"""Texts that are alike: the candidates for one text, and which article was the first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, select

from flows.state.chunks import chunks
from flows.state.connections import Connections
from flows.state.tables import articles, fingerprints, twins


class Twins(Connections):
    """The part of the store that knows which articles are one text."""

    def unlinked(self, limit: int) -> list[int]:
        """Give up to `limit` ids of articles that were not looked at yet, the oldest first."""
        seen = select(twins.c.article_id).where(twins.c.article_id == articles.c.id).exists()
        query = select(articles.c.id).where(~seen).order_by(articles.c.id).limit(limit)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def candidates(self, values: Sequence[str], before: int) -> list[int]:
        """Give the articles older than `before` that share a value, the oldest first."""
        found: set[int] = set()
        with self._reading() as connection:
            for some in chunks(values):
                query = select(fingerprints.c.article_id).where(
                    fingerprints.c.value.in_(some), fingerprints.c.article_id < before
                )
                found |= set(connection.scalars(query))
        return sorted(found)

    def link(self, article_id: int, values: Sequence[str], first: int | None) -> None:
        """Keep an article's fingerprint, and the first article of its text (None: it is)."""
        rows = [
            {"article_id": article_id, "band": band, "value": value}
            for band, value in enumerate(values)
        ]
        with self._writing() as connection:
            connection.execute(insert(twins).values(article_id=article_id, first_id=first))
            if rows:
                connection.execute(insert(fingerprints), rows)

    def first_of(self, article_id: int) -> int:
        """Give the first article that has this article's text: itself where it is none's twin."""
        query = select(twins.c.first_id).where(twins.c.article_id == article_id)
        with self._reading() as connection:
            return connection.scalar(query) or article_id
