"""Runs the steps over the connection that `engine.upgrade` hands in."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False, transactional_ddl=False)
context.run_migrations()
