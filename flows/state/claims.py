"""What articles say: the claims that extract found, kept with its version."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from flows.model import Claim
from flows.state.articles import make_stale
from flows.state.codec import CLAIM
from flows.state.connections import Connections
from flows.state.tables import articles, claims


class Claims(Connections):
    """The part of the store that extract fills."""

    def save_claims(self, article_id: int, claims: Sequence[Claim], version: str) -> None:
        """Replace the article's claims by what extractor `version` says.

        The same claims of the same version again change nothing, so that a stage that was
        cut off can be run again.
        """
        payloads = [CLAIM.dump(claim) for claim in claims]
        with self._writing() as connection:
            if _is_stored(connection, article_id, payloads, version):
                return
            make_stale(connection, article_id)
            _replace(connection, article_id, payloads, version)
            connection.execute(
                update(articles)
                .where(articles.c.id == article_id)
                .values(extracted_with=version, is_compared=False)
            )

    def claims_of(self, article_id: int) -> list[Claim]:
        """Give what the article says, in its order."""
        with self._reading() as connection:
            return [CLAIM.load(text) for text in _stored(connection, article_id)]


def _is_stored(connection: Connection, article_id: int, payloads: list[str], version: str) -> bool:
    query = select(articles.c.extracted_with).where(articles.c.id == article_id)
    return connection.scalar(query) == version and _stored(connection, article_id) == payloads


def _stored(connection: Connection, article_id: int) -> list[str]:
    query = select(claims.c.payload).where(claims.c.article_id == article_id)
    return list(connection.scalars(query.order_by(claims.c.position)))


def _replace(connection: Connection, article_id: int, payloads: list[str], version: str) -> None:
    connection.execute(delete(claims).where(claims.c.article_id == article_id))
    rows = [
        {"article_id": article_id, "position": place, "version": version, "payload": payload}
        for place, payload in enumerate(payloads)
    ]
    if rows:
        connection.execute(insert(claims), rows)
