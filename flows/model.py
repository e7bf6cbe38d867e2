"""The words of Matson: what each thing is, in frozen data.

An Article is one cleaned text. A Claim is what one article says about one collaboration.
A Collaboration is what is true across articles. A Change is what compare found new about
it, a Digest tells the changes of one window to one channel, and a Delivery is one message
of a digest on its way to Slack. `docs/` and the database use the same words.

Nothing in here does I/O, and nothing is imported from the rest of the package.
Times are aware datetimes; positions and lengths count characters.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Announce(StrEnum):
    """How a source's articles are announced."""

    NEWS = "news"  # inside the window; older or undated items of a first poll become known silently
    ARCHIVE = "archive"  # under a heading of its own, with its date, as registered and not as news
    SILENT = "silent"  # becomes known, is never announced


class Kind(StrEnum):
    """What sort of organisation it is."""

    COMPANY = "company"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    HOSPITAL = "hospital"
    GOVERNMENT = "government"
    ASSOCIATION = "association"
    ALLIANCE = "alliance"
    OTHER = "other"


class Form(StrEnum):
    """The form in which organisations work together."""

    MOU = "mou"
    JOINT_RESEARCH = "joint_research"
    JOINT_CENTER = "joint_center"
    CONSORTIUM = "consortium"
    JOINT_DEVELOPMENT = "joint_development"
    EDUCATION = "education"
    INVESTMENT_WITH_COOPERATION = "investment_with_cooperation"
    SUPPLY_OR_ADOPTION = "supply_or_adoption"
    OTHER = "other"


class Stage(StrEnum):
    """How far a collaboration has come."""

    PLANNED = "planned"
    AGREED = "agreed"
    STARTED = "started"
    ENDED = "ended"
    DENIED = "denied"  # a party says that it is not so; told as an update of a known deal only


class ChangeKind(StrEnum):
    """What compare found: only `new` and `update` make a digest."""

    NEW = "new"
    UPDATE = "update"
    COVERAGE = "coverage"
    CONTEXT = "context"


class DeliveryState(StrEnum):
    """Where a message of the outbox stands."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"  # Slack may or may not have it: looked up before anything is sent again
    SENT = "sent"
    PARKED = "parked"  # needs a person; `error` says why


@dataclass(frozen=True, slots=True)
class Source:
    """What is polled.

    `path` is a folder's, `url` a feed's or a list page's. A search has an `engine` and
    `queries`; `links` is the CSS selector of a list page's links to articles, None to find
    them by their looks. `every` is the time between two polls, `delay` the seconds between
    two requests to the source's hosts, None for the client's own.
    """

    name: str
    kind: str
    announce: Announce = Announce.NEWS
    language: str = "ko"
    enabled: bool = True
    path: str | None = None
    url: str | None = None
    engine: str | None = None
    queries: tuple[str, ...] = ()
    links: str | None = None
    every: timedelta = timedelta(hours=1)
    delay: float | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned text (NFC), as ingest hands it on.

    `locator` is where the source has it (a path below the folder, an address): the same
    locator with another `content_hash` is a new version. `url` is the canonical address,
    None for a file without one. `published_at` is None where the text does not say.
    """

    source: str
    locator: str
    title: str
    body: str
    fetched_at: datetime
    subtitle: str = ""
    url: str | None = None
    published_at: datetime | None = None
    language: str = "ko"
    announce: Announce = Announce.NEWS

    @property
    def content_hash(self) -> str:
        """Identity: SHA-256 over title, subtitle and body with white space folded."""
        parts = (self.title, self.subtitle, self.body)
        folded = "\n".join(" ".join(unicodedata.normalize("NFC", p).split()) for p in parts)
        return hashlib.sha256(folded.encode()).hexdigest()


class Outcome(StrEnum):
    """What became of an item that a source offered."""

    STORED = "stored"  # its article is stored
    SKIPPED = "skipped"  # title and summary have no sign of a collaboration: kept for a later look
    WAITING = "waiting"  # its page could not be read yet, or its turn has not come


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that a source offered, by its names, and what became of it.

    `keys` name it (address, id, title), the first is the surest; `item` is plain JSON data,
    empty once the article is stored. `attempts` counts the tries to read its page.
    """

    keys: tuple[str, ...]
    outcome: Outcome
    item: Mapping[str, object] = field(default_factory=dict, hash=False)
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Yield:
    """What one look at a source gave, to be stored as a whole; `cursor` is plain JSON data."""

    source: str
    articles: tuple[Article, ...]
    cursor: Mapping[str, object] = field(hash=False)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of the text that extract read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as a claim names it.

    `name` is the article's wording, `canonical` the name that config/ knows it by (the
    wording itself where config/ has none), `parent` the canonical name of what it is part of.
    `aliases` are other names that the article itself gives it: "한국과학기술원(KAIST)".
    """

    name: str
    canonical: str
    kind: Kind = Kind.OTHER
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A research topic as worded, with the canonical topic where config/ has one."""

    name: str
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What ONE article says about one collaboration.

    `hub` is the name of the party that works with each of the others separately ("각각"),
    None where all work together. `date` is YYYY, YYYY-MM or YYYY-MM-DD. `evidence` is the
    sentence that says so and `span` its place in the text. `confidence` is from 0 to 1.
    `is_background`: an earlier or running collaboration that the article only mentions.
    """

    parties: tuple[Party, ...]
    form: Form
    stage: Stage
    evidence: str
    span: Span
    rule: str
    confidence: float
    hub: str | None = None
    topics: tuple[TopicMention, ...] = ()
    name: str | None = None
    date: str | None = None
    people: tuple[str, ...] = ()
    amount: str | None = None
    duration: str | None = None
    is_ai: bool = True
    is_background: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """What extract reads: one article's words and the day on which they were published."""

    title: str
    body: str
    subtitle: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one text gives: its claims, and the organisations and topics that they name.

    What only a denied claim names is left out of `organizations` and `topics`.
    """

    claims: tuple[Claim, ...] = ()
    organizations: tuple[Party, ...] = ()
    topics: tuple[TopicMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """A resolved organisation.

    `key` is its identity, the normalised name; `parent` the key of what it is part of and
    `root` the key of its topmost parent, its own where it has none.
    """

    key: str
    canonical: str
    kind: Kind = Kind.OTHER
    parent: str | None = None
    root: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Where something was read: the outlet (a source's or a site's name), the title, the link."""

    outlet: str
    title: str
    url: str | None
    locator: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Collaboration:
    """What is true across articles: the joined claims of one deal.

    Built from claims alone, so that the same claims always give the same collaboration.
    `parties` carry the most specific wording; `evidence`, `rule` and `confidence` are the
    leading claim's (the most confident, then the earliest).
    """

    parties: tuple[Party, ...]
    form: Form
    stage: Stage
    evidence: str
    rule: str
    confidence: float
    hub: str | None = None
    topics: tuple[str, ...] = ()
    name: str | None = None
    date: str | None = None
    people: tuple[str, ...] = ()
    amount: str | None = None
    duration: str | None = None
    is_ai: bool = True
    is_background: bool = False
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as state keeps it, with what compare needs to know about its article.

    `chain` is the id of the article's first version: all versions of a text share it.
    `is_first_poll`: the article came with the first poll of its source.
    `collaboration_id` is what an earlier compare joined it to, None for a fresh claim.
    """

    id: int
    claim: Claim
    article_id: int
    chain: int
    reading: Reading
    announce: Announce
    is_first_poll: bool = False
    collaboration_id: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be compared: ids of articles, and of collaborations that lost a claim."""

    articles: tuple[int, ...] = ()
    collaborations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a collaboration that nobody tells any more is recognised: any of these.

    `pairs` of topmost organisations (two keys in order, a line break between); of a deal of
    two one of `roots`, first told from day to day of `days` (counted from 0001-01-01, both
    included); the articles of `chains`.
    """

    pairs: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    days: tuple[int, int] = (1, 0)
    chains: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StoredCollaboration:
    """A collaboration as an earlier compare left it; `chains` are the articles that told it.

    `is_rejected`: a person said that it is none.
    """

    id: int
    collaboration: Collaboration
    chains: frozenset[int]
    is_rejected: bool = False


@dataclass(frozen=True, slots=True)
class EarlierDeal:
    """What the parties of a new collaboration did together before; `date` as in a Claim."""

    collaboration_id: int
    form: Form
    date: str | None = None
    name: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What compare found about a collaboration, with the collaboration as it was then.

    `what` tells an update in stable words ("joined: …", "ended", "denied"), None otherwise.
    `announce` is the way of the article that brought it; `published_at` that article's time.
    `earlier` are other collaborations of the same parties, the latest first.
    """

    id: int
    kind: ChangeKind
    collaboration_id: int
    collaboration: Collaboration
    announce: Announce
    found_at: datetime
    published_at: datetime | None = None
    what: str | None = None
    earlier: tuple[EarlierDeal, ...] = ()


class Saying(StrEnum):
    """What a person can say about what was found."""

    REJECT = "reject"  # this is no collaboration
    MERGE = "merge"  # these two are one
    SPLIT = "split"  # what these articles tell is another one
    RENAME = "rename"  # the organisation is called so
    ALIAS = "alias"  # this name means that organisation
    MUTE = "mute"  # no more of this organisation, in one channel or in all


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said; it outlives re-extraction and can be taken back.

    `collaboration` is an id (reject, split, and the one that lives on of merge), `other` the
    id that merge takes in or that split made. `chains` are the articles that split takes
    out. `organization` is a key (rename, alias, mute), `name` the new name or the alias.
    `channel` is None where mute holds in all of them. `moved` are the claims that merge moved,
    so that they can go back. `undone_at` is None while it holds.
    """

    id: int
    saying: Saying
    said_by: str
    said_at: datetime
    reason: str | None = None
    collaboration: int | None = None
    other: int | None = None
    chains: tuple[int, ...] = ()
    organization: str | None = None
    name: str | None = None
    channel: str | None = None
    moved: tuple[int, ...] = ()
    undone_at: datetime | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How a source fared in this run: articles newly stored, or what is wrong and the remedy.

    `notes` need nobody to do anything.
    """

    source: str
    stored: int = 0
    problems: tuple[str, ...] = ()
    has_worked: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """How a source fares over time.

    `failures` in a row, `problem` is the last one's. `arrivals` are the last times at which
    it offered something new, in order; `told` is what operations knows of its condition.
    """

    source: str
    last_success: datetime | None = None
    failures: int = 0
    problem: str | None = None
    polled_at: datetime | None = None
    arrivals: tuple[datetime, ...] = ()
    told: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Where digests go. `slack` is a channel id; `min_confidence` keeps weaker items back."""

    name: str
    slack: str
    language: str = "ko"
    min_confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class Digest:
    """The announced changes of one window for one channel: composed once, immutable.

    `news` and `archive` are in reading order, `context` stands in threads only. `since` is
    the last digest's time, or the start of the window of a new channel.
    """

    channel: str
    composed_at: datetime
    since: datetime | None
    news: tuple[Change, ...] = ()
    updates: tuple[Change, ...] = ()
    archive: tuple[Change, ...] = ()
    context: tuple[Change, ...] = ()
    sources_total: int = 0
    sources_ok: int = 0
    held_back: int = 0  # below the channel's minimum: they wait for review

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that this digest tells, in the order in which it is numbered."""
        return (*self.news, *self.updates, *self.archive)

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to announce; context alone never makes a digest."""
        return not self.changes


@dataclass(frozen=True, slots=True)
class Untold:
    """What a channel was not told yet: `changes` (new and update), `context` beside them.

    `since` is the time of the channel's last digest, None before its first.
    """

    changes: tuple[Change, ...] = ()
    context: tuple[Change, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One Slack message as rendered: plain `text`, Block Kit `blocks`.

    `is_reply` messages go into the thread of the digest's first message.
    """

    text: str
    blocks: tuple[Mapping[str, object], ...] = field(default=(), hash=False)
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message of the outbox.

    `key` (32 hexadecimal digits) is its identity, carried in the Slack message's metadata.
    `sequence` 0 opens the digest, the others follow in its thread. `ts` is Slack's own
    name of the message once it is known to be there; `parent_ts` that of the digest's first.
    """

    id: int
    key: str
    digest_id: int
    channel: str
    slack: str
    sequence: int
    message: Message = field(hash=False)
    state: DeliveryState
    composed_at: datetime
    attempts: int = 0
    attempted_at: datetime | None = None
    not_before: datetime | None = None
    ts: str | None = None
    parent_ts: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class OrganizationEntry:
    """One entry of config/organizations.yaml. `is_word`: the name is an ordinary word too."""

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """One entry of config/topics.yaml; `broader` names the topic above it."""

    name: str
    aliases: tuple[str, ...] = ()
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class LexiconData:
    """What config/ knows by name: organisations, topics, and the cue words by group."""

    organizations: tuple[OrganizationEntry, ...] = ()
    topics: tuple[TopicEntry, ...] = ()
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
