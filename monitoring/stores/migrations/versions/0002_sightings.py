"""What our polls saw of each case: when first, and what it said when it was finished."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitoring.stores.schema import WallClock

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sightings",
        sa.Column("case_no", sa.Text, primary_key=True),
        sa.Column("first_seen_at", WallClock, nullable=False),
        sa.Column("fingerprint", sa.BigInteger, nullable=False),
        sa.Column("vanished_at", WallClock),
        sa.Column("changed_after_finish_at", WallClock),
    )
