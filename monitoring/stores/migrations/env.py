"""Run by monitoring.stores.migrating with an open transaction of its own; there is no other way to run these."""

from __future__ import annotations

from alembic import context

from monitoring.stores.migrating import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
