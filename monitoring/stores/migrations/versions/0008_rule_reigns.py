"""When which rules were in force: a row for each change, so that rules that were returned to do not count between.

Older ledgers knew only from when each version was first used; those become its one reign.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from monitoring.stores.schema import WallClock

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rule_profiles",
        sa.Column("version", sa.Text, primary_key=True),
        sa.Column("profile", sa.Text, nullable=False),
    )
    op.create_table(
        "rule_reigns",
        sa.Column("reign_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("began_at", WallClock, nullable=False),
        sa.Column("from_start", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO rule_profiles (version, profile) SELECT version, profile FROM rule_versions")
    op.execute(
        "INSERT INTO rule_reigns (version, began_at, from_start)"
        " SELECT version, first_used_at, from_start FROM rule_versions ORDER BY from_start DESC, first_used_at, version"
    )
    op.drop_table("rule_versions")
