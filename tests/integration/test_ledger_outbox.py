"""What becomes of the outbox of an older ledger when it is brought up to date."""

from __future__ import annotations

from contextlib import closing

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from monitoring.stores.ledger import open_ledger
from monitoring.stores.migrating import upgrade

PROMPT = "new_case|A|1|waiting_at_node"


def older_outbox(url: str) -> None:
    """A ledger of the release before the links, with prompts for one visit, a dissolved digest and a hidden warning."""
    engine = create_engine(url, poolclass=NullPool)
    common = "'2017-07-05 12:00:00', '2017-07-05 12:00:00', '', '', '{}'"
    rows = (
        (
            1,
            "new_case|A|1|waiting_at_node|2017-07-05T09:00:00|O1",
            "new_case",
            1,
            "waiting_at_node",
            "accepted",
            "NULL",
        ),
        (2, f"{PROMPT}|2017-07-05T09:00:07|O1", "new_case", 1, "waiting_at_node", "pending", "NULL"),
        (3, "red|A|-|x|2017-07-05T12:00:00|O1", "red", -1, "x", "cancelled", "NULL"),
        (4, "red|A|1|x|2017-07-05T12:00:00|O1", "red", 1, "x", "suppressed", "'hidden_by:3'"),
        (5, "red|B|-|x|2017-07-05T12:00:00|O1", "red", -1, "x", "pending", "'resent'"),
        (6, "digest|O1|1", "digest", -1, "digest", "unresolved", "NULL"),
    )
    with engine.begin() as connection:
        upgrade(connection, "0006")
        for number, key, kind, node, threshold, state, reason in rows:
            token = "'t'" if number in (5, 6) else "NULL"
            case_no = key.split("|")[1] if kind != "digest" else ""
            connection.execute(
                text(
                    "INSERT INTO sms_messages (message_id, message_key, kind, case_no, node_key, threshold, recipient,"
                    " recipient_name, role, step, mobile, not_before, created_at, text, template, params, state,"
                    f" state_reason, token) VALUES ({number}, '{key}', '{kind}', '{case_no}', {node}, '{threshold}',"
                    f" 'O1', '', 'officer', 0, '', {common}, '{state}', {reason}, {token})"
                )
            )
        connection.execute(
            text(
                "INSERT INTO sms_attempts (token, message_id, attempt, recipient, mobile, gateway, sender, started_at,"
                " outcome, detail) VALUES ('t', 6, 1, 'O1', '', 'kannel', '', '2017-07-05 12:00:00', 'unknown', '')"
            )
        )
        connection.execute(text("INSERT INTO sms_start VALUES (1, '2017-07-01 12:00:00')"))


def test_an_older_outbox_sends_nothing_twice_and_loses_nothing_after_the_upgrade(ledger_url: str) -> None:
    older_outbox(ledger_url)
    with closing(open_ledger(ledger_url)) as ledger:
        known = ledger.warning_keys(["A", "B"])
        assert "new_case|A|1|waiting_at_node|visit|O1" in known
    with create_engine(ledger_url, poolclass=NullPool).begin() as connection:
        states = {row[0]: row[1] for row in connection.execute(text("SELECT message_id, state FROM sms_messages"))}
        assert states == {
            1: "accepted", 2: "cancelled", 3: "cancelled", 4: "pending", 5: "pending", 6: "unresolved"
        }  # fmt: skip
        links = [tuple(row) for row in connection.execute(text("SELECT token, message_id FROM sms_carried"))]
        assert links == [("t", 5)]
        starts = connection.execute(text('SELECT "only", started_at FROM sms_start ORDER BY 1')).all()
        assert [row[0] for row in starts] == [1, 2]
