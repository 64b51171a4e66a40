"""Reports that a gateway hands out once: the raw batches, whose turn it is to fetch them, and their submission time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitoring.stores.schema import WallClock

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sms_pulls",
        sa.Column("pull_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("gateway", sa.Text, nullable=False),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("pulled_at", sa.Double, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sms_pulls_state", "sms_pulls", ["gateway", "state"])
    op.create_table(
        "sms_pullers",
        sa.Column("gateway", sa.Text, primary_key=True),
        sa.Column("sender", sa.Text, nullable=False),
        sa.Column("lease_until", sa.Double, nullable=False),
    )
    op.add_column("sms_reports", sa.Column("submitted_at", WallClock))
    op.create_index("ix_sms_reports_taken", "sms_reports", ["gateway", "taken", "mobile"])
    op.create_index("ix_sms_attempts_mobile", "sms_attempts", ["mobile", "started_at"])
