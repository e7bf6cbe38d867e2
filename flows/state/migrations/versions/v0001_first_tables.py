"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("chain_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("subtitle", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("announce", sa.String(), nullable=False),
        sa.Column("is_first_poll", sa.Boolean(), nullable=False),
        sa.Column("extracted_with", sa.String(), nullable=True),
        sa.Column("is_compared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain_id"], ["articles.id"], name=op.f("fk_articles_chain_id_articles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_articles_content_hash")),
    )
    op.create_index(
        op.f("ix_articles_extracted_with"), "articles", ["extracted_with"], unique=False
    )
    op.create_index(op.f("ix_articles_is_compared"), "articles", ["is_compared"], unique=False)
    op.create_table(
        "channels",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_channels")),
    )
    op.create_table(
        "collaborations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("is_stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into"],
            ["collaborations.id"],
            name=op.f("fk_collaborations_merged_into_collaborations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborations")),
    )
    op.create_index(
        op.f("ix_collaborations_is_stale"), "collaborations", ["is_stale"], unique=False
    )
    op.create_index(
        op.f("ix_collaborations_merged_into"), "collaborations", ["merged_into"], unique=False
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("composed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
    )
    op.create_index(op.f("ix_digests_channel"), "digests", ["channel"], unique=False)
    op.create_table(
        "facts",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "organizations",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("canonical", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("root", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["organizations.key"],
            name=op.f("fk_organizations_parent_organizations"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["root"],
            ["organizations.key"],
            name=op.f("fk_organizations_root_organizations"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_organizations")),
    )
    op.create_index(op.f("ix_organizations_root"), "organizations", ["root"], unique=False)
    op.create_table(
        "sources",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=True),
        sa.Column("last_success", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_sources")),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("announce", sa.String(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["collaborations.id"],
            name=op.f("fk_changes_collaboration_id_collaborations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    op.create_index(
        op.f("ix_changes_collaboration_id"), "changes", ["collaboration_id"], unique=False
    )
    op.create_index(op.f("ix_changes_reported_at"), "changes", ["reported_at"], unique=False)
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_claims_article_id_articles")
        ),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["collaborations.id"],
            name=op.f("fk_claims_collaboration_id_collaborations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_article_id"), "claims", ["article_id"], unique=False)
    op.create_index(
        op.f("ix_claims_collaboration_id"), "claims", ["collaboration_id"], unique=False
    )
    op.create_table(
        "collaboration_chains",
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("chain_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain_id"], ["articles.id"], name=op.f("fk_collaboration_chains_chain_id_articles")
        ),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["collaborations.id"],
            name=op.f("fk_collaboration_chains_collaboration_id_collaborations"),
        ),
        sa.PrimaryKeyConstraint(
            "collaboration_id", "chain_id", name=op.f("pk_collaboration_chains")
        ),
    )
    op.create_index(
        op.f("ix_collaboration_chains_chain_id"), "collaboration_chains", ["chain_id"], unique=False
    )
    op.create_table(
        "collaboration_lineage",
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("ancestor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ancestor_id"],
            ["collaborations.id"],
            name=op.f("fk_collaboration_lineage_ancestor_id_collaborations"),
        ),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["collaborations.id"],
            name=op.f("fk_collaboration_lineage_collaboration_id_collaborations"),
        ),
        sa.PrimaryKeyConstraint(
            "collaboration_id", "ancestor_id", name=op.f("pk_collaboration_lineage")
        ),
    )
    op.create_index(
        op.f("ix_collaboration_lineage_ancestor_id"),
        "collaboration_lineage",
        ["ancestor_id"],
        unique=False,
    )
    op.create_table(
        "collaboration_parties",
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("organization", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["collaborations.id"],
            name=op.f("fk_collaboration_parties_collaboration_id_collaborations"),
        ),
        sa.ForeignKeyConstraint(
            ["organization"],
            ["organizations.key"],
            name=op.f("fk_collaboration_parties_organization_organizations"),
        ),
        sa.PrimaryKeyConstraint(
            "collaboration_id", "organization", name=op.f("pk_collaboration_parties")
        ),
    )
    op.create_index(
        op.f("ix_collaboration_parties_organization"),
        "collaboration_parties",
        ["organization"],
        unique=False,
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("slack", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ts", sa.String(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digests.id"], name=op.f("fk_deliveries_digest_id_digests")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("digest_id", "sequence", name=op.f("uq_deliveries_digest_id_sequence")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
    )
    op.create_index(
        op.f("ix_deliveries_channel_state"), "deliveries", ["channel", "state"], unique=False
    )
    op.create_table(
        "locations",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_locations_article_id_articles")
        ),
        sa.PrimaryKeyConstraint("source", "locator", name=op.f("pk_locations")),
    )
    op.create_index(op.f("ix_locations_article_id"), "locations", ["article_id"], unique=False)
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
        op.f("ix_organization_aliases_organization"),
        "organization_aliases",
        ["organization"],
        unique=False,
    )
    op.create_table(
        "announcements",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["changes.id"], name=op.f("fk_announcements_change_id_changes")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digests.id"], name=op.f("fk_announcements_digest_id_digests")
        ),
        sa.PrimaryKeyConstraint("change_id", "channel", name=op.f("pk_announcements")),
    )
    op.create_index(
        op.f("ix_announcements_digest_id"), "announcements", ["digest_id"], unique=False
    )
    op.create_table(
        "claim_parties",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organization", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claims.id"],
            name=op.f("fk_claim_parties_claim_id_claims"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization"],
            ["organizations.key"],
            name=op.f("fk_claim_parties_organization_organizations"),
        ),
        sa.PrimaryKeyConstraint("claim_id", "position", name=op.f("pk_claim_parties")),
    )
    op.create_index(
        op.f("ix_claim_parties_organization"), "claim_parties", ["organization"], unique=False
    )


def downgrade() -> None:
    """Drop every table, those that point at others first."""
    for table in (
        "claim_parties",
        "announcements",
        "organization_aliases",
        "locations",
        "deliveries",
        "collaboration_parties",
        "collaboration_lineage",
        "collaboration_chains",
        "claims",
        "changes",
        "sources",
        "organizations",
        "facts",
        "digests",
        "collaborations",
        "channels",
        "articles",
    ):
        op.drop_table(table)
