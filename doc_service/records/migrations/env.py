"""Alembic's entry: runs the migrations on the engine that `Database.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from doc_service.records.tables import Table

with context.config.attributes["engine"].connect() as connection:
    context.configure(connection=connection, target_metadata=Table.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
