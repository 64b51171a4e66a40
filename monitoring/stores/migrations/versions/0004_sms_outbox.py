"""Warnings by SMS: the outbox with its attempts and reports, silences, acknowledgements, what people did by hand."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from monitoring.stores.schema import WallClock

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _given(name: str, kind: Any = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def _begun(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer, nullable=False, server_default="0")


def _sms_messages() -> None:
    op.create_table(
        "sms_messages",
        _number("message_id"),
        _given("message_key"),
        _given("kind"),
        _given("case_no"),
        _given("node_key", sa.Integer),
        _given("threshold"),
        sa.Column("became_true_at", WallClock),
        sa.Column("deadline", WallClock),
        sa.Column("unit_id", sa.Text),
        _given("recipient"),
        _given("recipient_name"),
        _given("role"),
        _given("step", sa.Integer),
        _given("mobile"),
        _given("text"),
        _given("template"),
        _given("params"),
        _given("not_before", WallClock),
        _given("created_at", WallClock),
        _given("state"),
        sa.Column("state_reason", sa.Text),
        _begun("attempts"),
        _begun("resends"),
        sa.Column("digest_id", sa.BigInteger),
        sa.Column("token", sa.Text),
        sa.Column("sender", sa.Text),
        sa.Column("lease_until", sa.Double),
        sa.Column("changed_at", sa.Double),
        sa.Column("ask_after", sa.Double),
        sa.Column("claimed_at", WallClock),
        sa.Column("accepted_at", WallClock),
        sa.Column("delivered_at", WallClock),
        sa.Column("gateway_id", sa.Text),
        sa.UniqueConstraint("message_key", name="uq_sms_messages_once"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sms_messages_state", "sms_messages", ["state", "not_before"])
    op.create_index("ix_sms_messages_case", "sms_messages", ["case_no"])
    op.create_index("ix_sms_messages_digest", "sms_messages", ["digest_id"])


def _sms_attempts() -> None:
    op.create_table(
        "sms_attempts",
        sa.Column("token", sa.Text, primary_key=True),
        _given("message_id", sa.BigInteger),
        _given("attempt", sa.Integer),
        _given("recipient"),
        _given("mobile"),
        _given("gateway"),
        _given("sender"),
        _given("started_at", WallClock),
        sa.Column("ended_at", WallClock),
        _given("outcome"),
        _given("detail"),
        sa.Column("gateway_id", sa.Text),
    )
    op.create_index("ix_sms_attempts_message", "sms_attempts", ["message_id"])
    op.create_index("ix_sms_attempts_recipient", "sms_attempts", ["recipient", "started_at"])
    op.create_index("ix_sms_attempts_gateway_id", "sms_attempts", ["gateway", "gateway_id"])


def _sms_reports() -> None:
    op.create_table(
        "sms_reports",
        _number("report_id"),
        _given("gateway"),
        sa.Column("token", sa.Text),
        sa.Column("gateway_id", sa.Text),
        sa.Column("mobile", sa.Text),
        _given("state"),
        sa.Column("reported_at", WallClock),
        _given("detail"),
        _given("received_at", WallClock),
        _given("taken", sa.Integer),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sms_reports_gateway_id", "sms_reports", ["gateway", "gateway_id"])
    op.create_index("ix_sms_reports_token", "sms_reports", ["token"])


def _sms_silences() -> None:
    op.create_table(
        "sms_silences",
        _number("silence_id"),
        _given("scope"),
        _given("subject"),
        _given("reason"),
        _given("made_by"),
        _given("made_at", WallClock),
        _given("until", WallClock),
        sqlite_autoincrement=True,
    )


def _sms_acknowledgements() -> None:
    op.create_table(
        "sms_acknowledgements",
        _number("acknowledgement_id"),
        _given("case_no"),
        _given("made_by"),
        _given("made_at", WallClock),
        _given("note"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sms_acknowledgements_case", "sms_acknowledgements", ["case_no"])


def _sms_actions() -> None:
    op.create_table(
        "sms_actions",
        _number("action_id"),
        sa.Column("message_id", sa.BigInteger),
        _given("action"),
        _given("made_by"),
        _given("made_at", WallClock),
        _given("reason"),
        sqlite_autoincrement=True,
    )


def _sms_senders() -> None:
    op.create_table(
        "sms_senders",
        sa.Column("sender", sa.Text, primary_key=True),
        _given("gateway"),
        _given("alive_at", sa.Double),
    )


def _sms_channels() -> None:
    op.create_table(
        "sms_channels",
        sa.Column("gateway", sa.Text, primary_key=True),
        _given("stopped_at", WallClock),
        _given("reason"),
        _given("retry_at", sa.Double),
        _given("failures", sa.Integer),
    )


def _sms_start() -> None:
    op.create_table(
        "sms_start",
        sa.Column("only", sa.Integer, primary_key=True, autoincrement=False),
        _given("started_at", WallClock),
    )


def upgrade() -> None:
    _sms_messages()
    _sms_attempts()
    _sms_reports()
    _sms_silences()
    _sms_acknowledgements()
    _sms_actions()
    _sms_senders()
    _sms_channels()
    _sms_start()
