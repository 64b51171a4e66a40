"""Every code the engine can answer has its words, in every language that the program carries."""

from __future__ import annotations

from typing import get_args

import pytest

from monitoring.archiving import ReportKind, ReportState, Verdict
from monitoring.codes import CardLevel, Light, Outcome, ProblemCode, Reason
from monitoring.ports import TROUBLES
from monitoring.sms.contacts import GOOD, PROBLEMS
from monitoring.sms.deciding import NO_NUMBER
from monitoring.sms.due import BEFORE_START
from monitoring.sms.gateway import GATEWAY_REASONS
from monitoring.sms.rules import KINDS, ROLES
from monitoring.sms.states import State
from monitoring.sms.wording import templates
from monitoring.stores.outbox.browsing import LEFT_OUT
from monitoring.stores.outbox.busy import BUSY
from reports.paper.signatures import State as SignatureState
from resources import LANGUAGES, words

UNJUDGED = list(Reason)[list(Reason).index(Reason.CALENDAR_UNKNOWN) :]

TABLES = {
    "lights": {light.code for light in Light},
    "reasons": {str(reason) for reason in Reason},
    "problems": {str(code) for code in ProblemCode},
    "advice": {str(code) for code in ProblemCode}
    | {str(reason) for reason in UNJUDGED},
    "card_levels": {str(level) for level in CardLevel},
    "outcomes": {str(outcome) for outcome in Outcome},
    "card_states": {"issued", "revoked"},
    "revocations": {"data_corrected", "calendar_corrected"},
    "day_kinds": {"workday", "restday", "holiday", "makeup_workday", "unknown"},
    "stores": {"case_store", "ledger"},
    "troubles": set(TROUBLES),
    "store_details": {
        "no_file", "file_gone", "no_table", "no_column", "memory_store", "memory_ledger", "ledger_kind",
        "newer_revision", "another_sender",
    },
    "store_advice": set(TROUBLES),
    "states": {"applied", "open", "finished", "refused", "withdrawn", "void"},
    "limit_units": {"working_day", "calendar_day", "office_hour", "explicit"},
    "stop_kinds": {"suspension", "correction", "off_clock"},
    "notes": {
        "start", "start_counted", "nth", "suspended", "correction", "off_clock", "due", "yellow", "statutory_due",
        "finished", "now", "name",
    },
    "basis": {
        "unjudged", "no_limit", "whole_working_days", "whole_calendar_days", "office_seconds", "calendar_seconds",
        "due_from_store", "start_day_excluded", "stop_moves_due", "stop_moves_calendar_due",
        "stop_cut_out_seconds", "stop_after_due_ignored",
        "due_provisional", "statutory_breached",
    },
    "sms_states": {str(state) for state in State},
    "sms_kinds": {*KINDS, "digest", "reminder", "test"},
    "sms_reasons": {
        *GATEWAY_REASONS,
        BEFORE_START, NO_NUMBER, "finished", "left", "suspended", "gone", "unjudged", "no_longer_so", "acknowledged",
        "silenced", "too_old", "outside_hours", "day_is_full", BUSY, "hidden_by", "lease_ran_out", "not_found",
        "resent", "by_hand", "rule_off", "handed_on", LEFT_OUT, "dissolved",
    },
    "sms_roles": set(ROLES),
    "sms_outcomes": {"running", "accepted", "rejected", "not_accepted", "unknown", "not_found"},
    "sms_deeds": {
        "ask_again", "mark_received", "send_again", "release_old", "leave_out_old", "silence", "end_silence",
        "acknowledge", "reminder", "test", "unmask",
    },
    "sms_templates": set(templates()),
    "contact_states": {*PROBLEMS, GOOD},
    "report_kinds": {str(kind) for kind in ReportKind},
    "report_states": {str(state) for state in ReportState},
    "report_verdicts": {str(verdict) for verdict in Verdict},
    "report_signatures": {*get_args(SignatureState), "none", "unreadable", "line"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_every_code_has_its_words(language: str, table: str) -> None:
    missing = TABLES[table] - {code for code, phrase in words(language).tables[table].items() if phrase.strip()}
    assert not missing, f"{table} in {language}.toml lacks words for {sorted(missing)}"


def test_both_languages_know_the_same_codes() -> None:
    codes = [{(t, code) for t, known in words(lang).tables.items() for code in known} for lang in LANGUAGES]
    assert codes[0] == codes[1]


def test_what_is_wrong_with_a_store_is_said_behind_where_it_is_and_a_drivers_own_words_stay() -> None:
    said = words().store_detail
    assert said("sqlite:////data/cases.db: no_file") == "sqlite:////data/cases.db：没有这个文件"
    assert said("sqlite:///x: no_column:cases.state, cases.item") == "sqlite:///x：没有字段 cases.state, cases.item"
    assert said("another_sender") == "别的发送程序先占用了，马上再试"
    assert said("10.20.1.7: connection refused") == "10.20.1.7: connection refused"
    assert said("10.20.1.7") == "10.20.1.7"
    assert (
        words("en").store_detail("sqlite:///x: file_gone") == "sqlite:///x: the file is gone; put it back, or restart"
    )


def test_a_code_with_a_value_says_the_value() -> None:
    assert words().note("nth:3") == "第 3 天"
    assert words().note("name:国庆节") == "国庆节"
    assert (
        words().basis("stop_moves_due:3")
        == "挂起、补正期间不计，到期顺延 3 个工作日（《行政许可法》第四十五条，非许可事项参照）"
    )
    assert (
        words().basis("stop_cut_out_seconds:9000")
        == "挂起、补正期间不计，扣除 2.5 小时（《行政许可法》第四十五条，非许可事项参照）"
    )


def test_a_limit_is_said_in_its_unit() -> None:
    assert words().limit("5 working_day") == "5 个工作日"
    assert words().limit("explicit") == "以办件库所载到期时间为准"
    assert words().limit("") == ""


def test_a_reason_for_being_unjudged_is_a_problem_as_well() -> None:
    assert words().problem("finished_before_accepted") == "办结早于受理"
    assert words().problem("vanished") == "办件已从办件库消失"


def test_an_unknown_code_is_answered_by_itself() -> None:
    assert words().reason("made_up_yesterday") == "made_up_yesterday"


def test_a_language_that_is_not_carried_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="zh_CN, en"):
        words("fr")
