"""The tables, by subject: what was read, what it says, what is true, what was told.

Times are stored as UTC and come back aware on both databases. Frozen data that is only ever
read whole (a claim, a snapshot, a digest) is JSON text; what a query asks for is a column.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime; a naive one is refused, because nobody can tell what it meant."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any zone to UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"a time without a zone: {value.isoformat()}"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give UTC back, also from SQLite, which forgets the zone."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _waiting(table: str, name: str, postgresql: str, sqlite: str) -> Index:
    """Give an index of the few rows that wait, however many others there are."""
    return Index(
        f"ix_{table}_{name}", "id", postgresql_where=text(postgresql), sqlite_where=text(sqlite)
    )


def _to(column: str, **options: Any) -> ForeignKey:  # noqa: ANN401 - handed on to SQLAlchemy
    return ForeignKey(column, **options)


# What was read -------------------------------------------------------------------------------

sources = Table(
    "sources",
    metadata,
    Column("name", String, primary_key=True),
    Column("cursor", Text),  # JSON; NULL until the first poll was stored
    Column("last_success", UtcTime),
    Column("failures", Integer, nullable=False),  # in a row
    Column("problem", Text),  # the last one, NULL after a success
    Column("polled_at", UtcTime),  # whatever came of it
    Column("arrivals", Text),  # JSON: the last times something new came, in seconds
    Column("told", String),  # what operations was told of it and still holds; NULL: it is well
)

entries = Table(
    "entries",  # what a source offered: one row for each name of an item, the first carries it
    metadata,
    Column("source", String, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("item", Text),  # JSON; NULL on further names, and once the article is stored
    Column("attempts", Integer, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Index(None, "key"),
    Index(
        "ix_entries_waiting",
        "source",
        sqlite_where=text("outcome = 'waiting'"),
        postgresql_where=text("outcome = 'waiting'"),
    ),
    sqlite_with_rowid=False,
)

hosts = Table(
    "hosts",  # what the hosts asked for: robots.txt, silence
    metadata,
    Column("name", String, primary_key=True),
    Column("memory", Text, nullable=False),  # JSON
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("content_hash", String(64), nullable=False, unique=True),
    Column("chain_id", Integer, _to("articles.id")),  # first version; NULL: this is it
    Column("source", String, nullable=False),
    Column("locator", Text, nullable=False),  # where it was first seen
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("url", Text),
    Column("published_at", UtcTime),
    Column("fetched_at", UtcTime, nullable=False),
    Column("language", String, nullable=False),
    Column("announce", String, nullable=False),
    Column("is_first_poll", Boolean, nullable=False),
    Column("extracted_with", String, index=True),  # NULL: not yet
    Column("is_compared", Boolean, nullable=False),
    Column("body_dropped_at", UtcTime),  # its text was let go; claims and evidence stay
    _waiting("articles", "is_compared", "NOT is_compared", "is_compared = 0"),
)

locations = Table(
    "locations",
    metadata,
    Column("source", String, primary_key=True),
    Column("locator", Text, primary_key=True),
    Column("article_id", Integer, _to("articles.id"), nullable=False, index=True),
    Column("seen_at", UtcTime, nullable=False),
)

fingerprints = Table(
    "fingerprints",  # texts that share a value are candidates for being one text
    metadata,
    Column("article_id", Integer, _to("articles.id"), primary_key=True),
    Column("band", Integer, primary_key=True),
    Column("value", String(16), nullable=False, index=True),
)

twins = Table(
    "twins",  # a row for each article that was looked at
    metadata,
    Column("article_id", Integer, _to("articles.id"), primary_key=True),
    Column("first_id", Integer, _to("articles.id"), index=True),  # NULL: it is the first
)

# What it says --------------------------------------------------------------------------------

claims = Table(
    "claims",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", Integer, _to("articles.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),  # among the article's claims
    Column("version", String, nullable=False),  # of the extractor
    Column("payload", Text, nullable=False),
    Column("collaboration_id", Integer, _to("collaborations.id"), index=True),
)

organizations = Table(
    "organizations",
    metadata,
    Column("key", String, primary_key=True),
    Column("canonical", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("parent", String, _to("organizations.key", deferrable=True, initially="DEFERRED")),
    Column(
        "root",
        String,
        _to("organizations.key", deferrable=True, initially="DEFERRED"),
        nullable=False,
        index=True,
    ),
)

taught_names = Table(
    "taught_names",  # other names that articles give organisations: both normalised
    metadata,
    Column("article_id", Integer, _to("articles.id"), primary_key=True),
    Column("alias", String, primary_key=True, index=True),
    Column("organization", String, primary_key=True, index=True),
    Column("is_stale", Boolean, nullable=False),  # its article's claims were replaced
    Index(
        "ix_taught_names_is_stale",
        "article_id",
        postgresql_where=text("is_stale"),
        sqlite_where=text("is_stale = 1"),
    ),
)

claim_parties = Table(
    "claim_parties",
    metadata,
    Column("claim_id", Integer, _to("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("organization", String, _to("organizations.key"), nullable=False, index=True),
    Column("root", String),  # the organisation's
    Column("day", Integer),  # on which the article was published, counted from 0001-01-01
    Index(None, "root", "day"),
)

claim_pairs = Table(
    "claim_pairs",  # two topmost organisations of a claim: only claims that share one are compared
    metadata,
    Column("pair", String, primary_key=True),  # both keys in order, a line break between
    Column("claim_id", Integer, _to("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# What is true --------------------------------------------------------------------------------

collaborations = Table(
    "collaborations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("merged_into", Integer, _to("collaborations.id"), index=True),
    Column("is_stale", Boolean, nullable=False),  # it lost a claim since the last compare
    Column("is_deserted", Boolean, nullable=False, server_default=false()),  # nobody tells it
    Column("is_rejected", Boolean, nullable=False, server_default=false()),  # a person said so
    # of the payload, to be asked for
    Column("form", String, index=True),
    Column("stage", String),
    Column("told_at", UtcTime, index=True),  # the first article's, else first_seen
    _waiting("collaborations", "is_stale", "is_stale", "is_stale = 1"),
    _waiting("collaborations", "is_deserted", "is_deserted", "is_deserted = 1"),
)

collaboration_topics = Table(
    "collaboration_topics",
    metadata,
    Column("collaboration_id", Integer, _to("collaborations.id"), primary_key=True),
    Column("topic", String, primary_key=True, index=True),  # folded: config's name, or as worded
)

collaboration_parties = Table(
    "collaboration_parties",
    metadata,
    Column("collaboration_id", Integer, _to("collaborations.id"), primary_key=True),
    Column("organization", String, _to("organizations.key"), primary_key=True, index=True),
)

collaboration_chains = Table(
    "collaboration_chains",  # which articles ever told it; outlives their claims
    metadata,
    Column("collaboration_id", Integer, _to("collaborations.id"), primary_key=True),
    Column("chain_id", Integer, _to("articles.id"), primary_key=True, index=True),
)

collaboration_lineage = Table(
    "collaboration_lineage",  # whose announcements count as its own: it absorbed or left them
    metadata,
    Column("collaboration_id", Integer, _to("collaborations.id"), primary_key=True),
    Column("ancestor_id", Integer, _to("collaborations.id"), primary_key=True, index=True),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("collaboration_id", Integer, _to("collaborations.id"), nullable=False, index=True),
    Column("snapshot", Text, nullable=False),
    Column("announce", String, nullable=False),
    Column("found_at", UtcTime, nullable=False),
    Column("published_at", UtcTime),
    Column("what", Text),
    Column("earlier", Text),  # JSON; NULL where the parties did nothing together before
    Column("reported_at", UtcTime, index=True),
)

corrections = Table(
    "corrections",  # what people said; never deleted
    metadata,
    Column("id", Integer, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("said_at", UtcTime, nullable=False),
    Column("undone_at", UtcTime, index=True),
)

facts = Table(
    "facts",  # what a stage wants to remember by name
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# What was told -------------------------------------------------------------------------------

channels = Table(
    "channels",
    metadata,
    Column("name", String, primary_key=True),
    Column("starts_at", UtcTime, nullable=False),  # changes found earlier are never told here
)

digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String, nullable=False, index=True),
    Column("composed_at", UtcTime, nullable=False),
    Column("payload", Text, nullable=False),
)

announcements = Table(
    "announcements",
    metadata,
    Column("change_id", Integer, _to("changes.id"), primary_key=True),
    Column("channel", String, primary_key=True),
    Column("digest_id", Integer, _to("digests.id"), nullable=False, index=True),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(32), nullable=False, unique=True),
    Column("digest_id", Integer, _to("digests.id"), nullable=False),
    Column("channel", String, nullable=False),
    Column("slack", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", UtcTime),
    Column("not_before", UtcTime),
    Column("ts", String),
    Column("error", Text),
    UniqueConstraint("digest_id", "sequence"),
    Index(None, "channel", "state"),
)
