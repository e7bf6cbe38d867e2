"""What was read: articles, where they are, and how far each source was polled.

Identity. The same content hash is the same article: a renamed or copied file only adds a
location. A location whose content changes moves to the other article, which belongs to the
same chain of versions. An article without any location is superseded: its claims no longer
count. A deleted file keeps its location, because what it said stays true.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Row

from flows.model import Announce, Article, Entry, Yield
from flows.state.chunks import chunks
from flows.state.connections import Connections
from flows.state.entries import remember
from flows.state.tables import articles, claims, collaborations, locations, sources, taught_names


class Articles(Connections):
    """The part of the store that ingest fills and extract reads."""

    def cursor(self, source: str) -> dict[str, object]:
        """Give what the source remembered at its last stored poll; empty before the first."""
        return self.cursors([source]).get(source, {})

    def cursors(self, names: Sequence[str]) -> dict[str, dict[str, object]]:
        """Give what sources remembered, by name; those that were never stored are left out."""
        found: dict[str, dict[str, object]] = {}
        with self._reading() as connection:
            for some in chunks(names):
                query = select(sources.c.name, sources.c.cursor).where(sources.c.name.in_(some))
                for row in connection.execute(query.where(sources.c.cursor.is_not(None))):
                    found[row.name] = json.loads(row.cursor)
        return found

    def save_articles(
        self,
        source: str,
        articles: Sequence[Article],
        cursor: Mapping[str, object],
        now: datetime,
        entries: Sequence[Entry] = (),
    ) -> list[int]:
        """Store what one poll gave, as `save_yields` does."""
        one = Yield(source, tuple(articles), cursor, tuple(entries))
        return self.save_yields([one], now)[source]

    def save_yields(self, yields: Sequence[Yield], now: datetime) -> dict[str, list[int]]:
        """Store what polls of different sources gave and move their cursors, all or none.

        Returns:
            By source, the ids of the versions that were not known, in the order given.
        """
        with self._writing() as connection:
            firsts = _move_cursors(connection, yields)
            fresh = _save(connection, yields, now, firsts)
            remember(connection, {one.source: one.entries for one in yields}, now)
        return fresh

    def articles(self, ids: Sequence[int]) -> dict[int, Article]:
        """Give the articles that have these ids, in the order of the ids."""
        found: dict[int, Article] = {}
        with self._reading() as connection:
            for some in chunks(ids):
                rows = connection.execute(select(articles).where(articles.c.id.in_(some)))
                found |= {row.id: _article(row) for row in rows}
        return {key: found[key] for key in ids if key in found}

    def unextracted(self, limit: int) -> list[int]:
        """Give up to `limit` ids of articles that no extractor has read, the oldest first.

        Superseded versions do not wait, nor those whose text was let go.
        """
        waits = articles.c.extracted_with.is_(None) & articles.c.body_dropped_at.is_(None)
        query = select(articles.c.id).where(waits, is_located()).order_by(articles.c.id)
        with self._reading() as connection:
            return list(connection.scalars(query.limit(limit)))


def is_located() -> ColumnElement[bool]:
    """Say in SQL: the article stands somewhere, so that its claims count."""
    return exists().where(locations.c.article_id == articles.c.id)


def _save(
    connection: Connection, yields: Sequence[Yield], now: datetime, firsts: Collection[str]
) -> dict[str, list[int]]:
    """Store articles and where they stand, asking once for all what is known of them."""
    offered = [article for one in yields for article in one.articles]
    known = _known(connection, [article.content_hash for article in offered])
    standing = _standing(connection, offered)
    fresh: dict[str, list[int]] = {one.source: [] for one in yields}
    for one in yields:
        for article in one.articles:
            place = (article.source, article.locator)
            before, found = standing.get(place), known.get(article.content_hash)
            is_fresh = found is None
            if found is None:
                chain = _chain(connection, before) if before is not None else None
                is_first = one.source in firsts
                found = _insert(connection, article, chain, is_first_poll=is_first)
                known[article.content_hash] = found
                fresh[one.source].append(found)
            if before != found:
                _locate(connection, article, before, found, now, is_fresh=is_fresh)
                standing[place] = found
    return fresh


def _known(connection: Connection, hashes: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(hashes):
        query = select(articles.c.content_hash, articles.c.id)
        rows = connection.execute(query.where(articles.c.content_hash.in_(some)))
        found |= {row.content_hash: row.id for row in rows}
    return found


def _standing(connection: Connection, offered: Sequence[Article]) -> dict[tuple[str, str], int]:
    """Give the articles that stand where these are offered, by source and locator."""
    found: dict[tuple[str, str], int] = {}
    for some in chunks(offered):
        here = locations.c.source.in_({article.source for article in some}) & (
            locations.c.locator.in_([article.locator for article in some])
        )
        rows = connection.execute(select(locations).where(here))
        found |= {(row.source, row.locator): row.article_id for row in rows}
    return found


def _insert(
    connection: Connection, article: Article, chain: int | None, *, is_first_poll: bool
) -> int:
    values = {
        "content_hash": article.content_hash,
        "chain_id": chain,
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


def _chain(connection: Connection, before: int) -> int | None:
    """Give the first version of the text that stood where this one does."""
    first = func.coalesce(articles.c.chain_id, articles.c.id)
    found: int | None = connection.scalar(select(first).where(articles.c.id == before))
    return found


def _locate(
    connection: Connection,
    article: Article,
    before: int | None,
    found: int,
    now: datetime,
    *,
    is_fresh: bool,
) -> None:
    """Have an article stand in its place, where `before` stood."""
    if not is_fresh and not _stands(connection, found):  # it comes back after it was superseded
        connection.execute(update(articles).where(articles.c.id == found).values(is_compared=False))
    place = {"source": article.source, "locator": article.locator}
    if before is None:
        connection.execute(insert(locations).values(**place, article_id=found, seen_at=now))
        return
    here = (locations.c.source == article.source) & (locations.c.locator == article.locator)
    connection.execute(update(locations).where(here).values(article_id=found, seen_at=now))
    if not _stands(connection, before):
        make_stale(connection, before)


def _stands(connection: Connection, article_id: int) -> bool:
    query = select(locations.c.article_id).where(locations.c.article_id == article_id)
    return connection.scalar(query.limit(1)) is not None


def make_stale(connection: Connection, article_id: int) -> None:
    """Have compare look again at what this article's claims were joined to, and taught."""
    joined = select(claims.c.collaboration_id).where(claims.c.article_id == article_id)
    connection.execute(
        update(collaborations).where(collaborations.c.id.in_(joined)).values(is_stale=True)
    )
    mine = taught_names.c.article_id == article_id
    connection.execute(update(taught_names).where(mine).values(is_stale=True))


def _move_cursors(connection: Connection, yields: Sequence[Yield]) -> set[str]:
    """Keep the cursors; give the sources that had none before."""
    before: dict[str, str | None] = {}
    for some in chunks([one.source for one in yields]):
        query = select(sources.c.name, sources.c.cursor).where(sources.c.name.in_(some))
        before |= {row.name: row.cursor for row in connection.execute(query)}
    rows = [
        {"mine": one.source, "moved": json.dumps(dict(one.cursor), ensure_ascii=False)}
        for one in yields
    ]
    fresh = [{"name": one.source, "failures": 0} for one in yields if one.source not in before]
    if fresh:
        connection.execute(insert(sources), fresh)
    if rows:
        mine = sources.c.name == bindparam("mine")
        connection.execute(update(sources).where(mine).values(cursor=bindparam("moved")), rows)
    return {one.source for one in yields if before.get(one.source) is None}


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
