"""What was read: articles, where they are, and how far each source was polled.

Identity. The same content hash is the same article: a renamed or copied file only adds a
location. A location whose content changes moves to the other article, which belongs to the
same chain of versions. An article without any location is superseded: its claims no longer
count. A deleted file keeps its location, because what it said stays true.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select, update
from sqlalchemy.engine import Row

from flows.model import Announce, Article, Entry
from flows.state.chunks import chunks
from flows.state.connections import Connections
from flows.state.entries import remember
from flows.state.polls import ensure_source
from flows.state.tables import articles, claims, collaborations, locations, sources


class Articles(Connections):
    """The part of the store that ingest fills and extract reads."""

    def cursor(self, source: str) -> dict[str, object]:
        """Give what the source remembered at its last stored poll; empty before the first."""
        with self._reading() as connection:
            text = connection.scalar(select(sources.c.cursor).where(sources.c.name == source))
        found: dict[str, object] = json.loads(text) if text else {}
        return found

    def save_articles(
        self,
        source: str,
        articles: Sequence[Article],
        cursor: Mapping[str, object],
        now: datetime,
        entries: Sequence[Entry] = (),
    ) -> list[int]:
        """Store what one poll gave and move the source's cursor, in one transaction.

        Returns:
            The ids of the versions that were not known, in the order given.
        """
        fresh: list[int] = []
        with self._writing() as connection:
            is_first = not _has_been_polled(connection, source)
            for article in articles:
                found = _known(connection, article.content_hash)
                if found is None:
                    found = _insert(connection, article, is_first_poll=is_first)
                    fresh.append(found)
                _locate(connection, article, found, now)
            remember(connection, source, entries, now)
            _move_cursor(connection, source, cursor)
        return fresh

    def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        """Give the articles that have these ids, in the order of the ids."""
        found: dict[int, Article] = {}
        with self._reading() as connection:
            for some in chunks(ids):
                rows = connection.execute(select(articles).where(articles.c.id.in_(some)))
                found |= {row.id: _article(row) for row in rows}
        return {key: found[key] for key in ids if key in found}

    def unextracted(self, limit: int, *, version: str | None = None) -> list[int]:
        """Give up to `limit` ids of articles that wait for the extractor, the oldest first.

        Superseded versions do not wait. With a `version`, articles that another version of
        the extractor read wait too.
        """
        waits: ColumnElement[bool] = articles.c.extracted_with.is_(None)
        if version is not None:
            waits |= articles.c.extracted_with != version
        query = select(articles.c.id).where(waits, is_located()).order_by(articles.c.id)
        with self._reading() as connection:
            return list(connection.scalars(query.limit(limit)))


def is_located() -> ColumnElement[bool]:
    """Say in SQL: the article stands somewhere, so that its claims count."""
    return exists().where(locations.c.article_id == articles.c.id)


def _has_been_polled(connection: Connection, source: str) -> bool:
    stored = select(sources.c.cursor).where(sources.c.name == source)
    return connection.scalar(stored) is not None


def _known(connection: Connection, content_hash: str) -> int | None:
    found: int | None = connection.scalar(
        select(articles.c.id).where(articles.c.content_hash == content_hash)
    )
    return found


def _insert(connection: Connection, article: Article, *, is_first_poll: bool) -> int:
    values = {
        "content_hash": article.content_hash,
        "chain_id": _chain(connection, article),
        "source": article.source,
        "locator": article.locator,
        "title": _plain(article.title),
        "subtitle": _plain(article.subtitle),
        "body": _plain(article.body),
        "url": article.url,
        "published_at": article.published_at,
        "fetched_at": article.fetched_at,
        "language": article.language,
        "announce": article.announce.value,
        "is_first_poll": is_first_poll,
        "is_compared": False,
    }
    made: int = connection.scalars(insert(articles).returning(articles.c.id), values).one()
    return made


def _chain(connection: Connection, article: Article) -> int | None:
    """Give the first version of the text that stood in this place, None where none did."""
    first = func.coalesce(articles.c.chain_id, articles.c.id)
    here = (locations.c.source == article.source) & (locations.c.locator == article.locator)
    query = select(first).join(locations, locations.c.article_id == articles.c.id).where(here)
    found: int | None = connection.scalar(query)
    return found


def _locate(connection: Connection, article: Article, found: int, now: datetime) -> None:
    here = (locations.c.source == article.source) & (locations.c.locator == article.locator)
    before = connection.scalar(select(locations.c.article_id).where(here))
    if before == found:
        return
    if not _stands(connection, found):  # it is new, or comes back after it was superseded
        connection.execute(update(articles).where(articles.c.id == found).values(is_compared=False))
    if before is None:
        place = {"source": article.source, "locator": article.locator}
        connection.execute(insert(locations).values(**place, article_id=found, seen_at=now))
        return
    connection.execute(update(locations).where(here).values(article_id=found, seen_at=now))
    if not _stands(connection, before):
        make_stale(connection, before)


def _stands(connection: Connection, article_id: int) -> bool:
    query = select(locations.c.article_id).where(locations.c.article_id == article_id)
    return connection.scalar(query.limit(1)) is not None


def make_stale(connection: Connection, article_id: int) -> None:
    """Have compare look again at what this article's claims were joined to."""
    joined = select(claims.c.collaboration_id).where(claims.c.article_id == article_id)
    connection.execute(
        update(collaborations).where(collaborations.c.id.in_(joined)).values(is_stale=True)
    )


def _move_cursor(connection: Connection, source: str, cursor: Mapping[str, object]) -> None:
    ensure_source(connection, source)
    text = json.dumps(dict(cursor), ensure_ascii=False)
    connection.execute(update(sources).where(sources.c.name == source).values(cursor=text))


def _plain(text: str) -> str:
    return text.replace("\0", "")  # PostgreSQL refuses it in any text


def _article(row: Row[tuple[object, ...]]) -> Article:
    return Article(
        source=row.source,
        locator=row.locator,
        title=row.title,
        body=row.body,
        fetched_at=row.fetched_at,
        subtitle=row.subtitle,
        url=row.url,
        published_at=row.published_at,
        language=row.language,
        announce=Announce(row.announce),
    )
