"""Alembic's entry: runs the migrations in the transaction that `Database.upgrade` began."""

from __future__ import annotations

from alembic import context

from doc_service.records.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
)
context.run_migrations()
