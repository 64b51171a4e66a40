"""From when each set of rules was in force: new rules accuse nobody of the time before them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitoring.stores.schema import WallClock

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_versions",
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("first_used_at", WallClock, nullable=False),
        sa.Column("from_start", sa.Integer, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
    )
