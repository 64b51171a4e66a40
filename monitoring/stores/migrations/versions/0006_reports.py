"""The archive of reports, which keeps what was issued, and whose turn it is to make a scheduled draft."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from monitoring.stores.schema import WallClock

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STAYS = (
    *("report_id", "kind", "period", "subject", "number_prefix", "number_year", "number_count", "cutoff"),
    *("made_at", "made_by", "issued_at", "issued_by", "edited", "pages", "size", "sha256", "file_id", "supersedes"),
    *("written", "text", "figures", "pdf"),
)
MESSAGE = "an issued report is never changed and never deleted"
KEPT = "('issued', 'superseded')"


def _given(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    _reports()
    _claims()
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgres()


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("report_id", sa.Text, primary_key=True),
        _given("kind"),
        _given("period"),
        _given("subject"),
        _given("state"),
        sa.Column("number_prefix", sa.Text),
        sa.Column("number_year", sa.Integer),
        sa.Column("number_count", sa.Integer),
        _given("cutoff", WallClock),
        _given("made_at", WallClock),
        _given("made_by"),
        sa.Column("issued_at", WallClock),
        _given("issued_by"),
        _given("edited", sa.Integer),
        _given("pages", sa.Integer),
        _given("size", sa.BigInteger),
        _given("sha256"),
        sa.Column("file_id", sa.Text),
        sa.Column("supersedes", sa.Text),
        sa.Column("superseded_by", sa.Text),
        sa.Column("superseded_at", WallClock),
        sa.Column("reason", sa.Text),
        sa.Column("written", sa.LargeBinary),
        sa.Column("text", sa.LargeBinary),
        _given("figures", sa.LargeBinary),
        _given("pdf", sa.LargeBinary),
        sa.UniqueConstraint("number_prefix", "number_year", "number_count", name="uq_reports_number"),
    )
    for column in ("sha256", "file_id", "made_at"):
        op.create_index(f"ix_reports_{column}", "reports", [column])
    for state in ("issued", "draft"):
        op.execute(f"CREATE UNIQUE INDEX uq_reports_{state} ON reports (kind, period, subject) WHERE state = '{state}'")


def _claims() -> None:
    op.create_table(
        "report_claims",
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("kind", "period", "subject")),
        _given("maker"),
        _given("lease_until", sa.Double),
    )


def _becomes_superseded(same: str) -> str:
    """The one change that an issued report may see, once."""
    stays = " AND ".join(f"NEW.{column} {same} OLD.{column}" for column in STAYS)
    return (
        "OLD.state = 'issued' AND NEW.state = 'superseded' AND OLD.superseded_by IS NULL"
        f" AND NEW.superseded_by IS NOT NULL AND {stays}"
    )


def _guard_sqlite() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    op.execute(
        f"CREATE TRIGGER reports_stay BEFORE UPDATE ON reports WHEN OLD.state IN {KEPT}"
        f" AND NOT ({_becomes_superseded('IS')}) {refuse}"
    )
    op.execute(f"CREATE TRIGGER reports_kept BEFORE DELETE ON reports WHEN OLD.state IN {KEPT} {refuse}")
    # INSERT OR REPLACE deletes the row in its way without a word to the trigger above
    op.execute(
        f"CREATE TRIGGER reports_not_replaced BEFORE INSERT ON reports WHEN EXISTS (SELECT 1 FROM reports AS r"
        f" WHERE r.state IN {KEPT} AND (r.report_id = NEW.report_id"
        " OR (r.number_prefix = NEW.number_prefix AND r.number_year = NEW.number_year"
        " AND r.number_count = NEW.number_count)"
        " OR (r.state = 'issued' AND NEW.state = 'issued' AND r.kind = NEW.kind AND r.period = NEW.period"
        f" AND r.subject = NEW.subject))) {refuse}"
    )


def _guard_postgres() -> None:
    op.execute(
        "CREATE FUNCTION reports_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION '{MESSAGE}'; END IF;"
        f" IF OLD.state NOT IN {KEPT} THEN"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF; END IF;"
        f" IF TG_OP = 'UPDATE' THEN IF {_becomes_superseded('IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF; END IF;"
        f" RAISE EXCEPTION '{MESSAGE}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER reports_stay BEFORE UPDATE OR DELETE ON reports FOR EACH ROW EXECUTE FUNCTION reports_stay()"
    )
    op.execute("CREATE TRIGGER reports_kept BEFORE TRUNCATE ON reports EXECUTE FUNCTION reports_stay()")
