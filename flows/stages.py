"""The stages of a run, each alone, and the words they share.

A stage takes from state what the stage before it stored there and stores its own result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from flows.compare import compare_articles
from flows.errors import LockTimeoutError, MatsonError, SlackError, SourceError
from flows.extract import Lexicon, extract_all, is_relevant, version_of
from flows.ingest import Batch, Client, Look, make_notices, poll_all
from flows.ingest.duplicates import fingerprint, is_alike
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
    SourceRecord,
    Text,
    Yield,
)
from flows.post import (
    WINDOW,
    Slack,
    compose,
    deliver,
    prepare,
    render_notices,
    send_waiting,
)
from flows.state import Store

EXTRACT_BATCH = 50  # articles whose claims one task finds: a second's work, worth a task's cost
LINK_BATCH = 100  # articles a transaction: a second's work
LOOK_SECONDS = 120.0  # one source: its list, and 40 pages at 2 s each
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
    `open_client` makes the client of a run from what is remembered of hosts. `is_by_name`:
    a person named the sources, so that they are read whether or not their time has come.
    `look_seconds` is what a look at one source may take; `operations` the channel in which the
    state of sources is told, if there is one.
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
    open_client: Callable[[Mapping[str, Mapping[str, object]]], Client]
    naver_keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_by_name: bool = False
    look_seconds: float = LOOK_SECONDS
    operations: Channel | None = None


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

    `digest` is the terminal's. `problems` tell, each with the remedy, what went wrong in posting;
    `notes` need nobody to do anything.
    """

    articles: int
    digest: Digest
    coverage: tuple[Change, ...]
    deliveries: tuple[Delivery, ...]
    health: tuple[SourceHealth, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

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
class Polled:
    """One look at a source before anything is stored: what it gave, or why it failed.

    `is_unchanged`: it gave nothing, and its cursor is where it was.
    """

    source: Source
    batch: Batch | None
    error: SourceError | None = None
    is_unchanged: bool = False


def ingest(workshop: Workshop, sources: Sequence[Source], request: Request) -> list[SourceHealth]:
    """Look at sources and store what each gave as soon as it is there.

    Where the past is asked for, until it is all read; a run that is cut off goes on there.
    """
    health: dict[str, SourceHealth] = {}
    waiting, lists = list(sources), 0
    while waiting:
        longer = set()
        for some in _poll(workshop, waiting, request):
            for one in keep(workshop, some):
                health[one.source] = _joined(health.get(one.source), one)
            longer |= {p.source.name for p in some if p.batch and p.batch.has_more}
            lists += len(some)
            if len(sources) > 1:
                workshop.progress("sources", len(health), len(sources))
            if request.since is not None:
                left = sum(len(p.batch.todo) for p in some if p.batch)
                workshop.progress("past", lists, lists + left)
        waiting = [source for source in waiting if source.name in longer]
    return [health[source.name] for source in sources]


def poll(workshop: Workshop, sources: Sequence[Source], request: Request) -> list[Polled]:
    """Look at sources once; a failure is a result, so that the others go on."""
    return [polled for some in _poll(workshop, sources, request) for polled in some]


def _poll(
    workshop: Workshop, sources: Sequence[Source], request: Request
) -> Iterator[list[Polled]]:
    """Give what sources gave, as many at a time as are there."""
    now = workshop.clock()
    cursors = workshop.store.cursors([source.name for source in sources])
    look = Look(
        now=now,
        zone=workshop.zone,
        is_relevant=partial(is_relevant, lexicon=workshop.lexicon),
        progress=workshop.progress,
        known=workshop.store.known,
        waiting=workshop.store.waiting(),
        since=request.since,
        keys=workshop.naver_keys,
        seconds=workshop.look_seconds,
    )
    hosts = workshop.store.hosts()
    starts = [(source, cursors.get(source.name, {})) for source in sources]
    opened = partial(workshop.open_client, hosts)

    def remember(memories: Mapping[str, Mapping[str, object]]) -> None:
        if not request.is_rehearsal:
            workshop.store.save_hosts(memories, forgotten=hosts.keys() - memories.keys())

    for some in poll_all(starts, look, opened, remember):
        yield [
            _polled(source, gave, cursors.get(source.name), request, now) for source, gave in some
        ]


def _polled(
    source: Source,
    gave: Batch | SourceError,
    cursor: Mapping[str, object] | None,
    request: Request,
    now: datetime,
) -> Polled:
    if isinstance(gave, SourceError):
        return Polled(source, None, gave)
    if request.is_announcing_old:
        gave = replace(gave, articles=tuple(_registered(one, now) for one in gave.articles))
    is_unchanged = not gave.articles and not gave.entries and gave.cursor == cursor
    return Polled(source, gave, is_unchanged=is_unchanged)


def _registered(article: Article, now: datetime) -> Article:
    is_old = article.published_at is None or article.published_at < now - WINDOW
    if is_old and article.announce is Announce.NEWS:
        return replace(article, announce=Announce.ARCHIVE)
    return article


def keep(workshop: Workshop, polls: Sequence[Polled]) -> list[SourceHealth]:
    """Store what looks at sources gave, and how they went, in one transaction."""
    now = workshop.clock()
    yields = [
        Yield(one.source.name, one.batch.articles, one.batch.cursor, one.batch.entries)
        for one in polls
        if one.batch is not None and not one.is_unchanged
    ]
    problems = {
        one.source.name: _told(one.error) if one.error else None
        for one in polls
        if one.batch is None or one.batch.was_asked  # silence is neither success nor failure
    }
    has_new = {one.source.name for one in polls if one.batch and one.batch.has_new}
    with workshop.store.together() as store:
        stored = store.save_yields(yields, now)
        has_new |= {name for name, fresh in stored.items() if fresh}
        has_worked = store.note_sources(problems, now, has_new)
    return [_health(one, len(stored.get(one.source.name, ())), has_worked) for one in polls]


def _health(polled: Polled, stored: int, has_worked: Mapping[str, bool]) -> SourceHealth:
    name, batch = polled.source.name, polled.batch
    if batch is None:
        problem = _told(polled.error) if polled.error else ""
        return SourceHealth(name, problems=(problem,), has_worked=has_worked[name])
    return SourceHealth(name, stored, batch.problems, notes=batch.notes)


def _joined(before: SourceHealth | None, after: SourceHealth) -> SourceHealth:
    if before is None:
        return after
    problems = tuple(dict.fromkeys((*before.problems, *after.problems)))
    return replace(after, stored=before.stored + after.stored, problems=problems)


def choose_due(workshop: Workshop, request: Request) -> list[Source]:
    """Take the sources whose turn it is: all that a person named, others by their interval."""
    if workshop.is_by_name or request.since is not None:
        return list(workshop.sources)
    polled, now = workshop.store.polled(), workshop.clock()
    return [s for s in workshop.sources if _is_due(s, polled.get(s.name), now)]


def _is_due(source: Source, polled: SourceRecord | None, now: datetime) -> bool:
    if polled is None or polled.polled_at is None or source.kind == "folder":
        return True
    # an hourly run never comes after exactly an hour
    return not timedelta(0) <= now - polled.polled_at < source.every * 0.9


def link(workshop: Workshop) -> None:
    """Link articles that are one text with the first of them."""
    while _link_some(workshop.store):
        pass


def _link_some(store: Store) -> bool:
    with store.together() as together:  # the ids too: another run may be linking as well
        ids = together.unlinked(LINK_BATCH)
        for article_id, article in together.articles(ids).items():
            values = fingerprint(article)
            older = together.articles(together.candidates(values, article_id))
            first = next((key for key, one in older.items() if is_alike(one, article)), None)
            together.link(article_id, values, first and together.first_of(first))
    return bool(ids)


def extract_some(workshop: Workshop, ids: Sequence[int], done: int) -> None:
    """Find and store the claims of some articles."""
    articles = workshop.store.articles(ids)
    texts = (text_of(article, workshop.zone) for article in articles.values())
    extractions = extract_all(texts, workshop.lexicon)
    version = version_of(workshop.lexicon)
    for article_id, extraction in zip(articles, extractions, strict=True):
        workshop.store.save_claims(article_id, extraction.claims, version)
        done += 1
        workshop.progress("extract", done, done)


def text_of(article: Article, zone: ZoneInfo) -> Text:
    """Give what extract reads of an article; the day is the one that it is in `zone`."""
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


def tell_operations(workshop: Workshop, channel: Channel, *, is_rehearsal: bool) -> tuple[str, ...]:
    """Tell operations what it does not know yet of the sources that are read."""
    now, read = workshop.clock(), {source.name for source in workshop.sources}
    with workshop.store.together() as store:  # nobody else finds the same notices meanwhile
        known = store.polled().items()
        notices = make_notices([one for name, one in known if name in read], now)
        if notices:
            messages = list(render_notices([notice.text for notice in notices]))
            store.enqueue(Digest(channel.name, now, None), channel, messages, ())
            store.mark_told({k: v for one in notices for k, v in one.told.items()})
    if is_rehearsal or workshop.slack is None:
        return ()
    try:
        return send_waiting(
            workshop.store, workshop.slack, channel, clock=workshop.clock, sleep=workshop.sleep
        )
    except (SlackError, LockTimeoutError) as error:
        return (_told(error),)


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
