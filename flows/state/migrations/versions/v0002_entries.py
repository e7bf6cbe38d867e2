"""What sources offered, what their hosts asked for, how they fare, and texts that are alike."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the columns of `sources`."""
    op.add_column("sources", sa.Column("polled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("sources", sa.Column("arrivals", sa.Text(), nullable=True))
    op.add_column("sources", sa.Column("told", sa.String(), nullable=True))
    op.create_table(
        "entries",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", "key", name=op.f("pk_entries")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entries_key"), "entries", ["key"], unique=False)
    waiting = sa.text("outcome = 'waiting'")
    op.create_index(
        "ix_entries_waiting",
        "entries",
        ["source"],
        unique=False,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "hosts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_hosts")),
    )
    op.create_table(
        "fingerprints",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_fingerprints_article_id_articles")
        ),
        sa.PrimaryKeyConstraint("article_id", "band", name=op.f("pk_fingerprints")),
    )
    op.create_index(op.f("ix_fingerprints_value"), "fingerprints", ["value"], unique=False)
    op.create_table(
        "twins",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_twins_article_id_articles")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["articles.id"], name=op.f("fk_twins_first_id_articles")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_twins")),
    )
    op.create_index(op.f("ix_twins_first_id"), "twins", ["first_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    for table in ("twins", "fingerprints", "hosts", "entries"):
        op.drop_table(table)
    for name in ("told", "arrivals", "polled_at"):
        op.drop_column("sources", name)
