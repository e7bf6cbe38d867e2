"""Pairs by which claims are looked up, names that articles teach, and what people said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import bindparam

revision = "v0003"
down_revision = "v0002"
branch_labels = None
depends_on = None

MANY = 1000  # rows a statement
_DESERT = """
    UPDATE collaborations SET is_deserted = TRUE WHERE NOT EXISTS (
        SELECT 1 FROM claims JOIN locations ON locations.article_id = claims.article_id
        WHERE claims.collaboration_id = collaborations.id
    )
"""

articles = sa.table(
    "articles", sa.column("id"), sa.column("published_at", sa.DateTime(timezone=True))
)
claims = sa.table("claims", sa.column("id"), sa.column("article_id"))
claim_parties = sa.table(
    "claim_parties",
    *map(sa.column, ("claim_id", "position", "organization", "root", "day")),
)
organizations = sa.table("organizations", sa.column("key"), sa.column("root"))
pairs = sa.table("claim_pairs", *map(sa.column, ("pair", "claim_id")))
collaborations = sa.table(
    "collaborations",
    *map(sa.column, ("id", "payload", "form", "stage")),
    sa.column("first_seen", sa.DateTime(timezone=True)),
    sa.column("told_at", sa.DateTime(timezone=True)),
)
topics = sa.table("collaboration_topics", sa.column("collaboration_id"), sa.column("topic"))


def upgrade() -> None:
    """Make the tables and columns, and fill them from what is stored."""
    _corrections()
    _names()
    _lookups()
    _fill_parties()
    _fill_collaborations()


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_undone_at"), "corrections", ["undone_at"])
    op.add_column(
        "collaborations",
        sa.Column("is_rejected", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "collaborations",
        sa.Column("is_deserted", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _index("collaborations", "is_deserted", ["id"], "is_deserted", "is_deserted = 1")
    op.get_bind().exec_driver_sql(_DESERT)
    # what compare kept of config/ had another form; without it all is looked at once again
    op.get_bind().exec_driver_sql("DELETE FROM facts WHERE name = 'compare.organizations'")
    op.add_column("changes", sa.Column("earlier", sa.Text(), nullable=True))
    dropped = sa.Column("body_dropped_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("articles", dropped)


def _names() -> None:
    op.drop_table("organization_aliases")  # nothing ever wrote it
    op.create_table(
        "taught_names",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("organization", sa.String(), nullable=False),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_taught_names_article_id_articles")
        ),
        sa.PrimaryKeyConstraint(
            "article_id", "alias", "organization", name=op.f("pk_taught_names")
        ),
    )
    op.create_index(op.f("ix_taught_names_alias"), "taught_names", ["alias"])
    op.create_index(op.f("ix_taught_names_organization"), "taught_names", ["organization"])
    _index("taught_names", "is_stale", ["article_id"], "is_stale", "is_stale = 1")


def _lookups() -> None:
    for table, name, postgresql, sqlite in (
        ("articles", "is_compared", "NOT is_compared", "is_compared = 0"),
        ("collaborations", "is_stale", "is_stale", "is_stale = 1"),
    ):
        op.drop_index(op.f(f"ix_{table}_{name}"), table_name=table)
        _index(table, name, ["id"], postgresql, sqlite)
    op.add_column("claim_parties", sa.Column("root", sa.String(), nullable=True))
    op.add_column("claim_parties", sa.Column("day", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_claim_parties_root_day"), "claim_parties", ["root", "day"])
    op.create_table(
        "claim_pairs",
        sa.Column("pair", sa.String(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claims.id"],
            name=op.f("fk_claim_pairs_claim_id_claims"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pair", "claim_id", name=op.f("pk_claim_pairs")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_claim_pairs_claim_id"), "claim_pairs", ["claim_id"])
    op.add_column("collaborations", sa.Column("form", sa.String(), nullable=True))
    op.add_column("collaborations", sa.Column("stage", sa.String(), nullable=True))
    told = sa.Column("told_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("collaborations", told)
    op.create_index(op.f("ix_collaborations_form"), "collaborations", ["form"])
    op.create_index(op.f("ix_collaborations_told_at"), "collaborations", ["told_at"])
    op.create_table(
        "collaboration_topics",
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["collaborations.id"],
            name=op.f("fk_collaboration_topics_collaboration_id_collaborations"),
        ),
        sa.PrimaryKeyConstraint("collaboration_id", "topic", name=op.f("pk_collaboration_topics")),
    )
    op.create_index(op.f("ix_collaboration_topics_topic"), "collaboration_topics", ["topic"])


def _index(table: str, name: str, columns: list[str], postgresql: str, sqlite: str) -> None:
    op.create_index(
        f"ix_{table}_{name}",
        table,
        columns,
        postgresql_where=sa.text(postgresql),
        sqlite_where=sa.text(sqlite),
    )


def _fill_parties() -> None:
    connection = op.get_bind()
    root = sa.select(organizations.c.root).where(
        organizations.c.key == claim_parties.c.organization
    )
    connection.execute(sa.update(claim_parties).values(root=root.scalar_subquery()))
    days = (
        sa.select(claims.c.id, articles.c.published_at)
        .join(articles, articles.c.id == claims.c.article_id)
        .where(articles.c.published_at.is_not(None))
    )
    rows = [
        {"mine": row.id, "told": _aware(row.published_at).toordinal()}
        for row in connection.execute(days)
    ]
    mine = claim_parties.c.claim_id == bindparam("mine")
    _write(sa.update(claim_parties).where(mine).values(day=bindparam("told")), rows)
    roots: dict[int, list[str]] = {}
    for row in connection.execute(sa.select(claim_parties.c.claim_id, claim_parties.c.root)):
        roots.setdefault(row.claim_id, []).append(row.root)
    together = {
        (f"{low}\n{high}", claim)
        for claim, its in roots.items()
        for low, high in combinations(sorted(its), 2)
    }
    _write(
        sa.insert(pairs), [{"pair": pair, "claim_id": claim} for pair, claim in sorted(together)]
    )


def _fill_collaborations() -> None:
    connection = op.get_bind()
    stored = connection.execute(sa.select(collaborations)).all()
    payloads = {row.id: json.loads(row.payload) for row in stored}
    rows = [
        {
            "mine": row.id,
            "form": payloads[row.id]["form"],
            "stage": payloads[row.id]["stage"],
            "told_at": min(_published(payloads[row.id]), default=_aware(row.first_seen)),
        }
        for row in stored
    ]
    mine = collaborations.c.id == bindparam("mine")
    columns = ("form", "stage", "told_at")
    filled = sa.update(collaborations).where(mine).values({c: bindparam(c) for c in columns})
    _write(filled, rows)
    # as worded: the next compare that touches a collaboration puts config's names
    found = {
        (key, "".join(topic.split()).casefold())
        for key, payload in payloads.items()
        for topic in payload["topics"]
    }
    _write(
        sa.insert(topics),
        [{"collaboration_id": key, "topic": topic} for key, topic in sorted(found)],
    )


def _published(payload: Mapping[str, Any]) -> Iterator[datetime]:
    for reading in payload["readings"]:
        if reading["published_at"]:
            yield _aware(datetime.fromisoformat(reading["published_at"]))


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _write(statement: sa.Insert | sa.Update, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), MANY):
        op.get_bind().execute(statement, rows[start : start + MANY])


def downgrade() -> None:
    """Drop them."""
    for table in ("collaboration_topics", "claim_pairs", "taught_names", "corrections"):
        op.drop_table(table)
    op.drop_index(op.f("ix_claim_parties_root_day"), table_name="claim_parties")
    op.drop_index("ix_collaborations_is_deserted", table_name="collaborations")
    for index in ("form", "told_at"):
        op.drop_index(op.f(f"ix_collaborations_{index}"), table_name="collaborations")
    for table, column in (
        ("claim_parties", "root"),
        ("claim_parties", "day"),
        ("collaborations", "form"),
        ("collaborations", "stage"),
        ("collaborations", "told_at"),
        ("collaborations", "is_rejected"),
        ("collaborations", "is_deserted"),
        ("changes", "earlier"),
        ("articles", "body_dropped_at"),
    ):
        op.drop_column(table, column)
    for table, name in (("articles", "is_compared"), ("collaborations", "is_stale")):
        op.drop_index(f"ix_{table}_{name}", table_name=table)
        op.create_index(op.f(f"ix_{table}_{name}"), table, [name])
    op.create_table(
        "organization_aliases",
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("organization", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization"],
            ["organizations.key"],
            name=op.f("fk_organization_aliases_organization_organizations"),
        ),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_organization_aliases")),
    )
    op.create_index(
        op.f("ix_organization_aliases_organization"), "organization_aliases", ["organization"]
    )
