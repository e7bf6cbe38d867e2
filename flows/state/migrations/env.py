"""What Alembic runs: the steps, on the connection and in the transaction it was given."""

from __future__ import annotations

from alembic import context

from flows.state.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can; Alembic believes otherwise
)
with context.begin_transaction():
    context.run_migrations()
