"""How Alembic runs here: over the connection that `store.open_store` hands in."""

from __future__ import annotations

from alembic import context

from riwaya.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
