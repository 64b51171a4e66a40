"""The tables of the ledger as they are now. The way there is in ``migrations``; a test holds both together."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from monitoring.stores.schema import Day, WallClock

CASE_ITSELF: Final = -1
"""node_key of a card that is about the case: NULLs would not be equal in a unique key."""

ledger_metadata: Final = MetaData()


def _given(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _number(name: str) -> Column[Any]:
    """A number that the database gives to each new row."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _begun(name: str) -> Column[Any]:
    """A count that begins at nought."""
    return Column(name, Integer, nullable=False, server_default="0")


cards: Final = Table(
    "cards",
    ledger_metadata,
    _number("card_id"),
    _given("case_no"),
    _given("node_key", Integer),
    _given("level"),
    _given("reason"),
    _given("deadline", WallClock),
    _given("issue_no", Integer),
    _given("became_true_at", WallClock),
    _given("noticed_at", WallClock),
    Column("unit_id", Text),
    _given("unit"),
    Column("officer_id", Text),
    _given("officer"),
    _given("limit_text"),
    _given("calendar_version"),
    _given("rule_version"),
    _given("state"),
    Column("revoked_at", WallClock),
    Column("revoked_reason", Text),
    UniqueConstraint("case_no", "node_key", "level", "reason", "deadline", "issue_no", name="uq_cards_once"),
    Index("ix_cards_became_true_at", "became_true_at", "card_id"),
    sqlite_autoincrement=True,
)

calendar_days: Final = Table(
    "calendar_days",
    ledger_metadata,
    Column("day", Day, primary_key=True),
    _given("is_workday", Integer),
    _given("name"),
)

calendar_years: Final = Table(
    "calendar_years",
    ledger_metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    _given("source"),
    _given("imported_at", WallClock),
)

meta: Final = Table(
    "meta",
    ledger_metadata,
    Column("name", Text, primary_key=True),
    _given("value", BigInteger),
)
"""Numbers that only grow: 'revision' (of everything), 'calendar_version'."""

sightings: Final = Table(
    "sightings",
    ledger_metadata,
    Column("case_no", Text, primary_key=True),
    _given("first_seen_at", WallClock),
    _given("fingerprint", BigInteger),
    Column("vanished_at", WallClock),
    Column("changed_after_finish_at", WallClock),
)

rule_profiles: Final = Table(
    "rule_profiles",
    ledger_metadata,
    Column("version", Text, primary_key=True),
    _given("profile"),
)
"""The thresholds of each version, as RuleProfile.as_text writes them."""

rule_reigns: Final = Table(
    "rule_reigns",
    ledger_metadata,
    _number("reign_id"),
    _given("version"),
    _given("began_at", WallClock),
    _given("from_start", Integer),
    sqlite_autoincrement=True,
)
"""One row for each change of rules, in their order; a reign ends where the next begins. ``from_start`` 1: the first
rules of this ledger, whose cards reach back as far as the cases do.
"""

sms_messages: Final = Table(
    "sms_messages",
    ledger_metadata,
    _number("message_id"),
    _given("message_key"),
    _given("kind"),
    _given("case_no"),
    _given("node_key", Integer),
    _given("threshold"),
    Column("became_true_at", WallClock),
    Column("deadline", WallClock),
    Column("unit_id", Text),
    _given("recipient"),
    _given("recipient_name"),
    _given("role"),
    _given("step", Integer),
    _given("mobile"),
    _given("text"),
    _given("template"),
    _given("params"),
    _given("not_before", WallClock),
    _given("created_at", WallClock),
    _given("state"),
    Column("state_reason", Text),
    _begun("attempts"),
    _begun("resends"),
    Column("digest_id", BigInteger),
    Column("token", Text),
    Column("sender", Text),
    Column("lease_until", Double),
    Column("changed_at", Double),
    Column("ask_after", Double),
    Column("claimed_at", WallClock),
    Column("accepted_at", WallClock),
    Column("delivered_at", WallClock),
    Column("gateway_id", Text),
    UniqueConstraint("message_key", name="uq_sms_messages_once"),
    Index("ix_sms_messages_state", "state", "not_before"),
    Index("ix_sms_messages_case", "case_no"),
    Index("ix_sms_messages_digest", "digest_id"),
    Index("ix_sms_messages_changed", "state", "changed_at"),
    sqlite_autoincrement=True,
)
"""``lease_until``, ``changed_at`` and ``ask_after`` are seconds since 1970 by the database's own clock."""

sms_attempts: Final = Table(
    "sms_attempts",
    ledger_metadata,
    Column("token", Text, primary_key=True),
    _given("message_id", BigInteger),
    _given("attempt", Integer),
    _given("recipient"),
    _given("mobile"),
    _given("gateway"),
    _given("sender"),
    _given("started_at", WallClock),
    Column("ended_at", WallClock),
    _given("outcome"),
    _given("detail"),
    Column("gateway_id", Text),
    Index("ix_sms_attempts_message", "message_id"),
    Index("ix_sms_attempts_recipient", "recipient", "started_at"),
    Index("ix_sms_attempts_gateway_id", "gateway", "gateway_id"),
    Index("ix_sms_attempts_mobile", "mobile", "started_at"),
)
"""``outcome``: '' while it runs, then 'accepted' | 'rejected' | 'not_accepted' | 'unknown' | 'not_found'."""

sms_carried: Final = Table(
    "sms_carried",
    ledger_metadata,
    Column("token", Text, primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_sms_carried_message", "message_id"),
)
"""The warnings that went in an attempt of a digest: also of one that was dissolved since."""

sms_reports: Final = Table(
    "sms_reports",
    ledger_metadata,
    _number("report_id"),
    _given("gateway"),
    Column("token", Text),
    Column("gateway_id", Text),
    Column("mobile", Text),
    _given("state"),
    Column("reported_at", WallClock),
    _given("detail"),
    _given("received_at", WallClock),
    _given("taken", Integer),
    Column("submitted_at", WallClock),
    Index("ix_sms_reports_gateway_id", "gateway", "gateway_id"),
    Index("ix_sms_reports_token", "token"),
    Index("ix_sms_reports_taken", "gateway", "taken", "mobile"),
    sqlite_autoincrement=True,
)
"""What gateways told, as it came. ``taken`` 0: it belongs to no attempt that is known yet."""

sms_pulls: Final = Table(
    "sms_pulls",
    ledger_metadata,
    _number("pull_id"),
    _given("gateway"),
    _given("sender"),
    _given("pulled_at", Double),
    _given("body", LargeBinary),
    _given("state"),
    Index("ix_sms_pulls_state", "gateway", "state"),
    sqlite_autoincrement=True,
)
"""Batches of reports that a gateway hands out once, as they came; ``pulled_at`` by the database's clock.

``state``: 'stored', then 'taken' (its reports are in ``sms_reports``) or 'unreadable'.
"""

sms_pullers: Final = Table(
    "sms_pullers",
    ledger_metadata,
    Column("gateway", Text, primary_key=True),
    _given("sender"),
    _given("lease_until", Double),
)
"""Which sender fetches a gateway's reports, until when by the database's clock."""

sms_silences: Final = Table(
    "sms_silences",
    ledger_metadata,
    _number("silence_id"),
    _given("scope"),
    _given("subject"),
    _given("reason"),
    _given("made_by"),
    _given("made_at", WallClock),
    _given("until", WallClock),
    sqlite_autoincrement=True,
)
"""``scope``: 'case' | 'unit' | 'officer'; ``subject`` its key in the case store."""

sms_acknowledgements: Final = Table(
    "sms_acknowledgements",
    ledger_metadata,
    _number("acknowledgement_id"),
    _given("case_no"),
    _given("made_by"),
    _given("made_at", WallClock),
    _given("note"),
    Index("ix_sms_acknowledgements_case", "case_no"),
    sqlite_autoincrement=True,
)

sms_actions: Final = Table(
    "sms_actions",
    ledger_metadata,
    _number("action_id"),
    Column("message_id", BigInteger),
    _given("action"),
    _given("made_by"),
    _given("made_at", WallClock),
    _given("reason"),
    sqlite_autoincrement=True,
)
"""What people did by hand: sent again, marked as received, unmasked a number, let old warnings go."""

sms_senders: Final = Table(
    "sms_senders",
    ledger_metadata,
    Column("sender", Text, primary_key=True),
    _given("gateway"),
    _given("alive_at", Double),
)

sms_channels: Final = Table(
    "sms_channels",
    ledger_metadata,
    Column("gateway", Text, primary_key=True),
    _given("stopped_at", WallClock),
    _given("reason"),
    _given("retry_at", Double),
    _given("failures", Integer),
    Column("fingerprint", Text),
)
"""Gateways that refuse everything because something is set wrongly; a row goes away with the first success.

``fingerprint``: of the settings and the secret that were refused; a stop does not hold for others.
"""

sms_start: Final = Table(
    "sms_start",
    ledger_metadata,
    Column("only", Integer, primary_key=True, autoincrement=False),
    _given("started_at", WallClock),
)
"""When warnings were first worked out on this ledger: those from before are held until somebody lets them go.

``only`` 1: the first look at the present; 2: the first turn of a sender with a real gateway.
"""

reports: Final = Table(
    "reports",
    ledger_metadata,
    Column("report_id", Text, primary_key=True),
    _given("kind"),
    _given("period"),
    _given("subject"),
    _given("state"),
    Column("number_prefix", Text),
    Column("number_year", Integer),
    Column("number_count", Integer),
    _given("cutoff", WallClock),
    _given("made_at", WallClock),
    _given("made_by"),
    Column("issued_at", WallClock),
    _given("issued_by"),
    _given("edited", Integer),
    _given("pages", Integer),
    _given("size", BigInteger),
    _given("sha256"),
    Column("file_id", Text),
    Column("supersedes", Text),
    Column("superseded_by", Text),
    Column("superseded_at", WallClock),
    Column("reason", Text),
    Column("written", LargeBinary),
    Column("text", LargeBinary),
    _given("figures", LargeBinary),
    _given("pdf", LargeBinary),
    UniqueConstraint("number_prefix", "number_year", "number_count", name="uq_reports_number"),
    Index("ix_reports_sha256", "sha256"),
    Index("ix_reports_file_id", "file_id"),
    Index("ix_reports_made_at", "made_at"),
)
"""Reports as monitoring.archiving has them; texts and figures as compressed JSON.

Triggers of the migration keep what was issued: it can only become 'superseded', and it cannot be deleted.
"""

ONE_ISSUED: Final = Index(
    "uq_reports_issued",
    *(reports.c.kind, reports.c.period, reports.c.subject),
    unique=True,
    sqlite_where=reports.c.state == "issued",
    postgresql_where=reports.c.state == "issued",
)
ONE_DRAFT: Final = Index(
    "uq_reports_draft",
    *(reports.c.kind, reports.c.period, reports.c.subject),
    unique=True,
    sqlite_where=reports.c.state == "draft",
    postgresql_where=reports.c.state == "draft",
)

report_claims: Final = Table(
    "report_claims",
    ledger_metadata,
    Column("kind", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    _given("maker"),
    _given("lease_until", Double),
)
"""Which workstation makes a scheduled draft, until when by the database's clock."""
