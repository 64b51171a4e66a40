"""The codes in which the engine answers. Words for people are in resources/words.

To add a light: 1 name it here; 2 give it its words in resources/words/*.toml; 3 its colour and shape in
widgets/lights.py; 4 decide its place in WORST_FIRST. A test fails on a half-done addition.
To add a reason or a problem: name it here and give it its words.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Light(IntEnum):
    """The live state of a case or node. The number is what columns hold."""

    GREEN = 0
    YELLOW = 1
    RED = 2
    PAUSED = 3
    UNJUDGED = 4

    @property
    def code(self) -> str:
        """The word of the contract: green, yellow, red, paused, unjudged."""
        return self.name.lower()


WORST_FIRST = (Light.RED, Light.YELLOW, Light.UNJUDGED, Light.PAUSED, Light.GREEN)


class Reason(StrEnum):
    """Why a light is what it is."""

    IN_TIME = "in_time"
    NO_LIMIT = "no_limit"
    NEAR_PROMISED_DUE = "near_promised_due"
    PAST_PROMISED_DUE = "past_promised_due"
    PAST_STATUTORY_DUE = "past_statutory_due"
    NEAR_STATUTORY_DUE = "near_statutory_due"
    NEAR_NODE_DUE = "near_node_due"
    PAST_NODE_DUE = "past_node_due"
    NOT_ACCEPTED_IN_TIME = "not_accepted_in_time"
    SUSPENDED = "suspended"
    IN_CORRECTION = "in_correction"
    SUSPENSION_OVERDUE = "suspension_overdue"
    OFF_CASE_CLOCK = "off_case_clock"
    FINISHED_ON_TIME = "finished_on_time"
    FINISHED_LATE = "finished_late"
    LEFT_ON_TIME = "left_on_time"
    LEFT_LATE = "left_late"
    NOT_SUPERVISED = "not_supervised"
    NOT_ACCEPTED = "not_accepted"
    # why something cannot be judged
    CALENDAR_UNKNOWN = "calendar_unknown"
    OFFICE_HOURS_UNKNOWN = "office_hours_unknown"
    FINISHED_BEFORE_ACCEPTED = "finished_before_accepted"
    FINISHED_AT_MISSING = "finished_at_missing"
    ACCEPTED_AT_MISSING = "accepted_at_missing"
    APPLIED_AT_MISSING = "applied_at_missing"
    ACCEPTED_IN_FUTURE = "accepted_in_future"
    FINISHED_IN_FUTURE = "finished_in_future"
    DUE_BEFORE_ACCEPTED = "due_before_accepted"
    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_LIMIT_UNIT = "unknown_limit_unit"
    LIMIT_NOT_A_NUMBER = "limit_not_a_number"
    BAD_MOMENT = "bad_moment"
    STOP_ENDS_BEFORE_START = "stop_ends_before_start"
    STOP_WITHOUT_START = "stop_without_start"
    LEFT_BEFORE_ENTERED = "left_before_entered"
    ENTERED_AT_MISSING = "entered_at_missing"


class Outcome(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"


class ProblemCode(StrEnum):
    """What is wrong with data although it may still be judged. Every unjudged Reason is a problem as well."""

    DUE_DIFFERS = "due_differs"
    STATE_DISAGREES = "state_disagrees"
    NODE_LEFT_OPEN = "node_left_open"
    ITEM_UNKNOWN = "item_unknown"
    EXTENSION_WITHOUT_APPROVER = "extension_without_approver"
    SPECIAL_WITHOUT_BASIS = "special_without_basis"
    VANISHED = "vanished"
    CHANGED_AFTER_FINISH = "changed_after_finish"
    TYPED_IN_LATE = "typed_in_late"
    KEY_MISSING = "key_missing"


class CardLevel(StrEnum):
    YELLOW = "yellow"
    RED = "red"
    STATUTORY = "statutory"
