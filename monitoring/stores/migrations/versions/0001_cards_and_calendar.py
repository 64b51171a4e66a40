"""Cards, the site's own calendar, and numbers that grow with changes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitoring.stores.schema import Day, WallClock

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cards",
        sa.Column("card_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("case_no", sa.Text, nullable=False),
        sa.Column("node_key", sa.Integer, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("deadline", WallClock, nullable=False),
        sa.Column("issue_no", sa.Integer, nullable=False),
        sa.Column("became_true_at", WallClock, nullable=False),
        sa.Column("noticed_at", WallClock, nullable=False),
        sa.Column("unit_id", sa.Text),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("officer_id", sa.Text),
        sa.Column("officer", sa.Text, nullable=False),
        sa.Column("limit_text", sa.Text, nullable=False),
        sa.Column("calendar_version", sa.Text, nullable=False),
        sa.Column("rule_version", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("revoked_at", WallClock),
        sa.Column("revoked_reason", sa.Text),
        sa.UniqueConstraint("case_no", "node_key", "level", "reason", "deadline", "issue_no", name="uq_cards_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cards_became_true_at", "cards", ["became_true_at", "card_id"])
    op.create_table(
        "calendar_days",
        sa.Column("day", Day, primary_key=True),
        sa.Column("is_workday", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "calendar_years",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("imported_at", WallClock, nullable=False),
    )
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
