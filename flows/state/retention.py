"""What is let go of with time: the words of old articles, and what was only kept for them.

Claims, evidence, titles and hashes stay, so that a text that arrives again is still known and
every announcement can still be explained. Nothing here makes anything new again:

* An article without its words is never given to the extractor again.
* Its fingerprints go with the words: two texts are one only where the words of both agree, so
  they can't make it anybody's twin any more. Its row in `twins` stays; without it the
  article would be looked at again.
* Names of items stay for ever. `seen_at` tells when an item was last decided on, not when a
  source last listed it: a list page may show an item for years, and without its names it
  would be new. What a skipped item said (title, link, lead) goes; its names need it no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from flows.model import Outcome
from flows.state.chunks import chunks
from flows.state.connections import Connections
from flows.state.engine import outside_transactions, told
from flows.state.tables import articles, entries, facts, fingerprints

EMPTY: Final = "{}"  # what a skipped item says when its words are gone; it is still counted
DROPPED: Final = "retention.dropped"  # characters since a SQLite file was last rewritten
SHARE: Final = 0.1  # of a SQLite file; measured: rewriting 70 MB takes 0.35 s
LEAST: Final = 4_000_000  # bytes; chosen: it is not worth less


@dataclass(frozen=True, slots=True)
class Letting:
    """What is old enough to be let go of: articles, their characters, skipped items."""

    articles: int
    characters: int
    items: int


class Retention(Connections):
    """The part of the store that lets go."""

    def count_old(self, before: datetime) -> Letting:
        """Tell what `drop_texts` and `drop_items` would let go of."""
        size = func.length(articles.c.body) + func.length(articles.c.subtitle)
        texts = select(func.count(), func.coalesce(func.sum(size), 0)).where(_is_old(before))
        items = select(func.count()).select_from(entries).where(_is_idle(before))
        with self._reading() as connection:
            count, characters = connection.execute(texts).one()
            return Letting(count, characters, connection.scalar(items) or 0)

    def drop_texts(self, before: datetime, now: datetime, limit: int, *, after: int = 0) -> int:
        """Let go of the words of up to `limit` articles that were fetched before a time.

        Only what extract and compare have read. `after` is an id up to which nothing is left.

        Returns:
            The last article's id, 0 where none was left.
        """
        size = func.length(articles.c.body) + func.length(articles.c.subtitle)
        some = select(articles.c.id, size.label("size")).where(
            articles.c.id > after, _is_old(before)
        )
        with self._writing() as connection:
            rows = connection.execute(some.order_by(articles.c.id).limit(limit)).all()
            for part in chunks(row.id for row in rows):
                mine = update(articles).where(articles.c.id.in_(part))
                connection.execute(mine.values(body="", subtitle="", body_dropped_at=now))
                connection.execute(delete(fingerprints).where(fingerprints.c.article_id.in_(part)))
            if connection.dialect.name == "sqlite":
                _note(connection, _noted(connection) + sum(row.size for row in rows))
        return rows[-1].id if rows else 0

    def drop_items(
        self, before: datetime, limit: int, *, after: tuple[str, str] = ("", "")
    ) -> tuple[tuple[str, str], int]:
        """Let go of what up to `limit` skipped items said that were decided on before a time.

        `after` is a source and a name up to which nothing is left.

        Returns:
            The last item's source and name, and the number of items: 0 where none was left.
        """
        names = tuple_(entries.c.source, entries.c.key)
        some = select(entries.c.source, entries.c.key).where(names > after, _is_idle(before))
        ordered = some.order_by(entries.c.source, entries.c.key).limit(limit)
        with self._writing() as connection:
            rows = [(row.source, row.key) for row in connection.execute(ordered)]
            for part in chunks(rows):
                mine = update(entries).where(names.in_(part))
                connection.execute(mine.values(item=EMPTY))
        return (rows[-1] if rows else after), len(rows)

    def shrink(self) -> int:
        """Give the room that was freed back to the disk, where it is much; the bytes given.

        PostgreSQL does so by itself. In a SQLite file short rows stand where long ones stood,
        and new ones come at its end: only rewriting all of it makes it smaller.

        Raises:
            LockTimeoutError: another process was working for too long; nothing is lost.
        """
        if self._engine.dialect.name != "sqlite" or self._rehearsal is not None:
            return 0
        with self._reading() as connection:
            dropped = _noted(connection)
        with told(self._engine):
            freed = _vacuum(self._engine, dropped)
        if freed:
            with self._writing() as connection:
                _note(connection, 0)
        return freed


def _noted(connection: Connection) -> int:
    query = select(facts.c.value).where(facts.c.name == DROPPED)
    return int(connection.scalar(query) or 0)


def _note(connection: Connection, count: int) -> None:
    connection.execute(delete(facts).where(facts.c.name == DROPPED))
    if count:
        connection.execute(insert(facts).values(name=DROPPED, value=str(count)))


def _is_old(before: datetime) -> ColumnElement[bool]:
    return (
        articles.c.body_dropped_at.is_(None)
        & (articles.c.fetched_at < before)
        & articles.c.extracted_with.is_not(None)
        & articles.c.is_compared
    )


def _is_idle(before: datetime) -> ColumnElement[bool]:
    is_skipped = entries.c.outcome == Outcome.SKIPPED
    return (
        is_skipped
        & (entries.c.seen_at < before)
        & entries.c.item.is_not(None)
        & (entries.c.item != EMPTY)
    )


def _vacuum(engine: Engine, dropped: int) -> int:
    with outside_transactions(engine) as connection:

        def ask(name: str) -> int:
            return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0)

        pages, size = ask("page_count"), ask("page_size")
        unused = dropped + ask("freelist_count") * size
        if unused < LEAST or unused < pages * size * SHARE:
            return 0
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return (pages - ask("page_count")) * size
