"""The stages of a run, each alone, and the words they share.

A stage takes from state what the stage before it stored there and stores its own result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from flows.compare import compare_articles
from flows.errors import LockTimeoutError, MatsonError, SlackError, SourceError
from flows.extract import VERSION, Lexicon, extract_all, is_relevant
from flows.ingest import Batch, read
from flows.model import (
    Announce,
    Article,
    Change,
    ChangeKind,
    Channel,
    Delivery,
    Digest,
    LexiconData,
    Source,
    SourceHealth,
    Text,
)
from flows.post import WINDOW, Slack, compose, deliver, prepare
from flows.state import Store

EXTRACT_BATCH = 50  # articles whose claims one task finds: a second's work, worth a task's cost
COMPARE_SECONDS = 300.0  # a compare of 10,000 fresh articles of another process fits

# The terminal shows all; what is below the channels' default minimum is marked and stands last.
TERMINAL = Channel("terminal", "", min_confidence=0.0)


class Progress(Protocol):
    """Told how far a stage is: `done` of `total` articles, files or messages."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show it, or not."""
        ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """Everything a run works with; clients and clocks come in here and nowhere else.

    `known` is what config/ says, `lexicon` the same as extract looks things up in it.
    """

    store: Store
    sources: Sequence[Source]
    channels: Sequence[Channel]
    known: LexiconData
    lexicon: Lexicon
    slack: Slack | None
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    zone: ZoneInfo
    progress: Progress


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of one run.

    Articles published before `since` are left out. `is_rehearsal`: everything is done in a
    transaction that is rolled back, nothing is sent. `is_announcing_old`: news from before
    the window is announced as registered from the past, where it would become known silently.
    """

    since: datetime | None = None
    is_rehearsal: bool = False
    is_announcing_old: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found: `articles` newly stored, every change not reported before, the messages.

    `digest` is the terminal's. `problems` tell, each with the remedy, what went wrong in posting.
    """

    articles: int
    digest: Digest
    coverage: tuple[Change, ...]
    deliveries: tuple[Delivery, ...]
    health: tuple[SourceHealth, ...]
    problems: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[Change, ...]:
        """The collaborations that the digest tells as new, from news and from archives."""
        return tuple(one for one in self.digest.changes if one.kind is ChangeKind.NEW)

    @property
    def updates(self) -> tuple[Change, ...]:
        """What the digest tells of collaborations known before."""
        return tuple(one for one in self.digest.changes if one.kind is ChangeKind.UPDATE)

    @property
    def is_degraded(self) -> bool:
        """True where a part of the run failed that used to work, or no source could be read."""
        failed = [one for one in self.health if one.problems]
        is_cut_off = bool(failed) and not any(one.has_worked for one in self.health)
        return is_cut_off or any(one.has_worked for one in failed) or bool(self.problems)


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at a source before anything is stored: what it gave, or why it failed."""

    source: Source
    batch: Batch | None
    error: SourceError | None = None


def ingest(workshop: Workshop, source: Source, request: Request) -> SourceHealth:
    """Look at one source and store what it gave."""
    return keep(workshop, poll(workshop, source, request))


def poll(workshop: Workshop, source: Source, request: Request) -> Poll:
    """Look at one source; its failure is a result, so that the others go on."""
    cursor = workshop.store.cursor(source.name)
    now = workshop.clock()
    try:
        batch = read(
            source,
            cursor,
            now=now,
            zone=workshop.zone,
            is_relevant=partial(is_relevant, lexicon=workshop.lexicon),
            progress=workshop.progress,
        )
    except SourceError as error:
        return Poll(source, None, error)
    return Poll(source, _requested(batch, cursor, request, now))


def _requested(
    batch: Batch, cursor: Mapping[str, object], request: Request, now: datetime
) -> Batch:
    articles = batch.articles
    if request.is_announcing_old:
        articles = tuple(_registered(article, now) for article in articles)
    if request.since is None:
        return replace(batch, articles=articles)
    since = request.since
    kept = tuple(a for a in articles if a.published_at is None or a.published_at >= since)
    # What was left out is still to be read by a run without `since`: the cursor stays.
    return replace(batch, articles=kept, cursor=cursor)


def _registered(article: Article, now: datetime) -> Article:
    is_old = article.published_at is None or article.published_at < now - WINDOW
    if is_old and article.announce is Announce.NEWS:
        return replace(article, announce=Announce.ARCHIVE)
    return article


def keep(workshop: Workshop, polled: Poll) -> SourceHealth:
    """Store what a look at a source gave, and how it went."""
    name, now = polled.source.name, workshop.clock()
    if polled.batch is None:
        problem = _told(polled.error) if polled.error else ""
        has_worked = workshop.store.note_source(name, problem=problem, now=now)
        return SourceHealth(name, problems=(problem,), has_worked=has_worked)
    stored = workshop.store.save_articles(name, polled.batch.articles, polled.batch.cursor, now)
    workshop.store.note_source(name, problem=None, now=now)
    return SourceHealth(name, len(stored), polled.batch.problems)


def extract_some(workshop: Workshop, ids: Sequence[int], done: int) -> None:
    """Find and store the claims of some articles."""
    articles = workshop.store.articles(ids)
    texts = (_text(article, workshop.zone) for article in articles.values())
    extractions = extract_all(texts, workshop.lexicon)
    for article_id, extraction in zip(articles, extractions, strict=True):
        workshop.store.save_claims(article_id, extraction.claims, VERSION)
        done += 1
        workshop.progress("extract", done, done)


def _text(article: Article, zone: ZoneInfo) -> Text:
    published = article.published_at
    return Text(
        title=article.title,
        subtitle=article.subtitle,
        body=article.body,
        published=published.astimezone(zone).date() if published else None,
    )


def compare(workshop: Workshop) -> None:
    """Join what waiting articles say with what is known."""
    compare_articles(
        workshop.store,
        workshop.known,
        workshop.clock(),
        workshop.progress,
        window=WINDOW,
        timeout=COMPARE_SECONDS,
    )


def post(workshop: Workshop, channel: Channel, health: Sequence[SourceHealth]) -> tuple[str, ...]:
    """Send what a channel was not told; a channel that fails doesn't stop the others."""
    assert workshop.slack is not None
    try:
        posting = deliver(
            workshop.store,
            workshop.slack,
            channel,
            clock=workshop.clock,
            sleep=workshop.sleep,
            zone=workshop.zone,
            health=health,
        )
    except (SlackError, LockTimeoutError) as error:
        return (_told(error),)
    return posting.problems


def rehearse(
    workshop: Workshop, channel: Channel, health: Sequence[SourceHealth]
) -> tuple[str, ...]:
    """Compose what a channel would be told; its messages stay in the outbox."""
    now = workshop.clock()
    prepare(workshop.store, channel, now=now, zone=workshop.zone, health=health)
    return ()


def make_report(
    workshop: Workshop,
    started: datetime,
    health: Sequence[SourceHealth],
    problems: tuple[str, ...],
) -> tuple[Report, list[int]]:
    """Compose the terminal's digest of all that no run has reported; give its changes' ids."""
    changes = workshop.store.unreported()
    digest = compose(
        [change for change in changes if change.kind is not ChangeKind.CONTEXT],
        [change for change in changes if change.kind is ChangeKind.CONTEXT],
        channel=TERMINAL,
        now=workshop.clock(),
        since=None,
        health=health,
    )
    report = Report(
        articles=sum(one.stored for one in health),
        digest=digest,
        coverage=tuple(change for change in changes if change.kind is ChangeKind.COVERAGE),
        deliveries=_deliveries(workshop, started),
        health=tuple(health),
        problems=problems,
    )
    return report, [change.id for change in changes]


def _deliveries(workshop: Workshop, started: datetime) -> tuple[Delivery, ...]:
    """Give the messages of the digests of this run, and earlier ones that it tried to send."""
    found = workshop.store.deliveries()
    return tuple(
        delivery
        for delivery in found
        if delivery.composed_at >= started or (delivery.attempted_at or started) > started
    )


def _told(error: MatsonError) -> str:
    return f"{error.what} → {error.remedy}"
