"""Articles that are read again: which, and what becomes of their claims.

A claim that continues a stored one takes its place, or stands beside it, in the collaboration
that the stored one was joined to: so nothing that was announced of it is announced again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, func, insert, select, update

from flows.model import Claim
from flows.state.articles import is_located, make_stale
from flows.state.chunks import chunks
from flows.state.codec import CLAIM
from flows.state.connections import Connections
from flows.state.tables import articles, claims, facts, locations


@dataclass(frozen=True, slots=True)
class Choice:
    """Which stored articles are read again, of those that an extractor has read.

    Those that another `version` of it read; all with `is_all`. Those published since
    `since` or undated, and those of these `sources`; all where None or empty.
    """

    version: str
    since: datetime | None = None
    sources: tuple[str, ...] = ()
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many articles a choice holds.

    `dropped` have no text any more, `superseded` stand nowhere: both can't be read.
    """

    readable: int
    dropped: int
    superseded: int


@dataclass(frozen=True, slots=True)
class Restated:
    """What an article says after it was read again; `continues` is the stored claim's id."""

    claim: Claim
    continues: int | None = None


class Rereading(Connections):
    """The part of the store that re-extraction reads and fills."""

    def outdated(self, version: str) -> int:
        """Count the articles that could be read again, as another version read them."""
        return self.count_chosen(Choice(version)).readable

    def count_chosen(self, choice: Choice) -> Chosen:
        """Count what can be read again, and what is left out and why."""
        query = select(func.count()).select_from(articles).where(_is_chosen(choice))
        with self._reading() as connection:
            return Chosen(
                readable=connection.scalar(query.where(_is_readable())) or 0,
                dropped=connection.scalar(query.where(is_located(), _is_dropped())) or 0,
                superseded=connection.scalar(query.where(~is_located())) or 0,
            )

    def chosen(self, choice: Choice, *, after: int, limit: int) -> list[int]:
        """Give up to `limit` ids above `after` of articles that can be read again, in order."""
        wanted = _is_chosen(choice) & _is_readable() & (articles.c.id > after)
        query = select(articles.c.id).where(wanted).order_by(articles.c.id).limit(limit)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def still_readable(self, ids: Sequence[int]) -> set[int]:
        """Give those that stand somewhere and have their text, whoever read them."""
        found: set[int] = set()
        with self._reading() as connection:
            for some in chunks(ids):
                query = select(articles.c.id).where(articles.c.id.in_(some), _is_readable())
                found |= set(connection.scalars(query))
        return found

    def told_by(self, ids: Sequence[int]) -> dict[int, dict[int, Claim]]:
        """Give the claims of articles by article and id, in each article's order."""
        found: dict[int, dict[int, Claim]] = {key: {} for key in ids}
        with self._reading() as connection:
            for some in chunks(ids):
                query = select(claims.c.id, claims.c.article_id, claims.c.payload)
                mine = query.where(claims.c.article_id.in_(some)).order_by(claims.c.position)
                for row in connection.execute(mine):
                    found[row.article_id][row.id] = CLAIM.load(row.payload)
        return found

    def save_rereading(
        self, ids: Sequence[int], restated: Mapping[int, Sequence[Restated]], version: str
    ) -> None:
        """Remember that `version` has read these articles, and what some of them now say."""
        with self._writing() as connection:
            for some in chunks(ids):
                mine = articles.c.id.in_(some) & (articles.c.extracted_with != version)
                connection.execute(update(articles).where(mine).values(extracted_with=version))
            for article_id, told in restated.items():
                _restate(connection, article_id, told, version)

    def is_noted(self, name: str, value: str) -> bool:
        """Say whether `note` was last given this value under the name."""
        query = select(facts.c.value).where(facts.c.name == name)
        with self._reading() as connection:
            return connection.scalar(query) == value

    def note(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self._writing() as connection:
            connection.execute(delete(facts).where(facts.c.name == name))
            connection.execute(insert(facts).values(name=name, value=value))


def _is_chosen(choice: Choice) -> ColumnElement[bool]:
    read_with = articles.c.extracted_with
    # not !=, which reads every row where two ranges of the index say the same
    is_other = (read_with < choice.version) | (read_with > choice.version)
    wanted: ColumnElement[bool] = read_with.is_not(None) if choice.is_all else is_other
    if choice.since is not None:
        published = articles.c.published_at
        wanted &= published.is_(None) | (published >= choice.since)
    if choice.sources:
        stands = exists().where(
            locations.c.article_id == articles.c.id, locations.c.source.in_(choice.sources)
        )
        wanted &= articles.c.source.in_(choice.sources) | stands
    return wanted


def _is_readable() -> ColumnElement[bool]:
    return is_located() & ~_is_dropped()


def _is_dropped() -> ColumnElement[bool]:
    return articles.c.body_dropped_at.is_not(None)


def _restate(
    connection: Connection, article_id: int, told: Sequence[Restated], version: str
) -> None:
    """Replace an article's claims; what they were joined to is looked at again by compare."""
    make_stale(connection, article_id)
    mine = claims.c.article_id == article_id
    query = select(claims.c.id, claims.c.collaboration_id).where(mine)
    joined = {row.id: row.collaboration_id for row in connection.execute(query)}
    free = dict(joined)
    fresh = []
    for position, one in enumerate(told):
        values = {"position": position, "version": version, "payload": CLAIM.dump(one.claim)}
        if one.continues in free:
            del free[one.continues]
            connection.execute(update(claims).where(claims.c.id == one.continues).values(values))
        else:
            known = joined.get(one.continues) if one.continues is not None else None
            fresh.append(values | {"article_id": article_id, "collaboration_id": known})
    connection.execute(delete(claims).where(claims.c.id.in_(list(free))))
    if fresh:
        connection.execute(insert(claims), fresh)
    connection.execute(
        update(articles).where(articles.c.id == article_id).values(is_compared=False)
    )
