"""The ways in which the stream is fed: each gives the changes found, with the day of the run.

As in `flows.pipeline`, below ingest: articles are stored, linked, their claims stored, then
compared. Claims are found once for all ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from random import Random

from flows import stages
from flows.extract import VERSION, Lexicon, extract_all
from flows.model import Article, Change, Claim, LexiconData, Text
from flows.state import Store
from tests.stream.deals import DAYS, on
from tests.stream.paper import ZONE, Told
from tests.workshops import idle_workshop

Claims = Mapping[str, tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A change and the day of the run that found it, None where all days came in one run."""

    day: int | None
    change: Change


def find_claims(articles: Iterable[Article], lexicon: Lexicon) -> dict[str, tuple[Claim, ...]]:
    """Give what each article says, by its content hash and day."""
    once = {_key(article): article for article in articles}
    extractions = extract_all(map(_text, once.values()), lexicon)
    return {key: found.claims for key, found in zip(once, extractions, strict=True)}


@dataclass
class Desk:
    """A store that the stream arrives in; its clock stands at six in the evening of `day`."""

    store: Store
    known: LexiconData
    lexicon: Lexicon
    claims: Claims
    day: int = 0
    seen: set[int] = field(default_factory=set)

    def run(self, articles: Iterable[Article]) -> list[Change]:
        """Store articles in their order and compare; give the changes that this found."""
        now = self._now()
        with self.store.together() as store:  # one transaction, for speed
            for article in articles:
                store.save_articles(article.source, [article], {"day": self.day}, now)
        idle = idle_workshop(self.store, self.known, self.lexicon)
        workshop = replace(idle, clock=self._now)
        stages.link(workshop)
        while self._extract():
            pass
        stages.compare(workshop)
        found = [change for change in self.store.unreported() if change.id not in self.seen]
        self.seen |= {change.id for change in found}
        return found

    def _extract(self) -> bool:
        with self.store.together() as store:
            ids = store.unextracted(stages.EXTRACT_BATCH)
            for number, article in store.articles(ids).items():
                store.save_claims(number, self.claims[_key(article)], VERSION)
        return bool(ids)

    def _now(self) -> datetime:
        return datetime.combine(on(self.day), time(18), ZONE)


def day_by_day(desk: Desk, told: Sequence[Told], seed: int | None = None) -> list[Found]:
    """Run once a day; with a seed the articles of each day come in an order drawn from it."""
    rng = Random(seed)  # noqa: S311 - an order, no secret
    found = []
    for day in range(DAYS):
        today = [one.article for one in told if one.day == day]
        if seed is not None:
            rng.shuffle(today)
        found += [Found(day, change) for change in desk.run(today)]
        desk.day += 1
    return found


def at_once(desk: Desk, told: Sequence[Told]) -> list[Found]:
    """Run once, on the evening of the last day; old news becomes known silently, and counts."""
    desk.day = DAYS - 1
    return [Found(None, change) for change in desk.run([one.article for one in told])]


def _key(article: Article) -> str:
    at = article.published_at
    return f"{article.content_hash} {at.astimezone(ZONE).date() if at else ''}"


def _text(article: Article) -> Text:
    at = article.published_at
    published = at.astimezone(ZONE).date() if at else None
    return Text(article.title, article.body, article.subtitle, published)
