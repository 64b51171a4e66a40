"""Which attempt carried which warnings; prompts are known by the visit; whose settings stopped a channel.

What an older program left behind is put right: warnings that were hidden by one that never went out wait again, and a
ledger through which SMS have gone out has had its first start with a real gateway.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

GONE_OUT: Final = ("delivered", "accepted", "undelivered", "sending", "unknown", "unresolved")
"""The states of a prompt that went out, or may have: of two for one visit such a one is kept under the new key."""
ROWS: Final = 1000


def upgrade() -> None:
    _carried()
    op.add_column("sms_channels", sa.Column("fingerprint", sa.Text))
    op.create_index("ix_sms_messages_changed", "sms_messages", ["state", "changed_at"])
    connection = op.get_bind()
    _rename_prompts(connection)
    _free_hidden(connection)
    # ONLY is a word of PostgreSQL's own
    connection.execute(
        sa.text(
            'INSERT INTO sms_start ("only", started_at) SELECT 2, started_at FROM sms_start'
            ' WHERE "only" = 1 AND EXISTS (SELECT 1 FROM sms_attempts)'
        )
    )


def _carried() -> None:
    op.create_table(
        "sms_carried",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("message_id", sa.BigInteger, primary_key=True, autoincrement=False),
    )
    op.create_index("ix_sms_carried_message", "sms_carried", ["message_id"])
    # what was in a digest that was dissolved since is still known by the digest's token
    op.execute(
        "INSERT INTO sms_carried (token, message_id) SELECT m.token, m.message_id FROM sms_messages AS m"
        " JOIN sms_attempts AS a ON a.token = m.token WHERE a.message_id <> m.message_id"
    )


def _rename_prompts(connection: sa.Connection) -> None:
    """The moment of arrival leaves the keys: where a corrected one had made two, the one that went out is kept."""
    columns = "message_id, case_no, node_key, threshold, recipient, state, message_key"
    query = sa.text(f"SELECT {columns} FROM sms_messages WHERE kind = 'new_case' ORDER BY message_id DESC")
    rows = sorted(connection.execute(query).all(), key=lambda row: _worth(row.state))
    taken: set[str] = set()
    for start in range(0, len(rows), ROWS):
        connection.execute(
            sa.text("UPDATE sms_messages SET message_key = :key WHERE message_id = :id"),
            [_renamed(row, taken) for row in rows[start : start + ROWS]],
        )
    # a second one that still waits for the same visit says nothing new
    connection.execute(
        sa.text(
            "UPDATE sms_messages SET state = 'cancelled', state_reason = 'no_longer_so'"
            " WHERE kind = 'new_case' AND state = 'pending' AND message_key LIKE '%|twice'"
        )
    )


def _worth(state: str) -> int:
    return 0 if state in GONE_OUT else 1 if state == "pending" else 2


def _renamed(row: Any, taken: set[str]) -> dict[str, Any]:
    key = "|".join(("new_case", row.case_no, str(row.node_key), row.threshold, "visit", row.recipient))
    if key in taken:
        key = f"{row.message_key}|twice"
    taken.add(key)
    return {"key": key, "id": row.message_id}


def _free_hidden(connection: sa.Connection) -> None:
    connection.execute(
        sa.text(
            "UPDATE sms_messages SET state = 'pending', state_reason = NULL WHERE state = 'suppressed'"
            " AND EXISTS (SELECT 1 FROM sms_messages AS other WHERE other.state IN ('cancelled', 'rejected', 'expired')"
            " AND sms_messages.state_reason = 'hidden_by:' || CAST(other.message_id AS TEXT)"
            " AND other.case_no = sms_messages.case_no)"
        )
    )
