"""Working time against its peers: everyone is checked against the bitmap of minutes before anyone is timed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import numpy as np

from benchmarks.measuring import Absent, Context, Result, ratio, rounds
from benchmarks.spans import (
    HOURS,
    Ints,
    Spans,
    bitmap_due,
    bitmap_elapsed,
    first_day,
    require_equal,
    rest_days,
    site,
    workdays,
    wrong_rows,
)  # fmt: skip
from monitoring.moments import DAY_SECONDS, to_seconds
from monitoring.worktime import seconds_of


def peer(name: str) -> Any:
    """The module of a peer. Raises Absent."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Absent(f"{name.partition('.')[0]} is not installed (requirements/peers.txt)") from error


def bitmap(context: Context) -> Iterator[Result]:
    """Elapsed time and dues of all spans, batch and datetimes, against the bitmap."""
    spans, working = Spans.drawn(context.sizes.spans), site().working
    elapsed, due = bitmap_elapsed(spans.starts, spans.ends), bitmap_due(spans.starts, spans.minutes)
    wrong = wrong_rows(working.elapsed_many(spans.starts, spans.ends), elapsed)
    wrong += wrong_rows(_from_datetimes(spans), elapsed)
    wrong += wrong_rows(working.due_many(spans.starts, spans.minutes * 60), due)
    some = range(0, context.sizes.spans, max(context.sizes.spans // 2000, 1))
    wrong += sum(working.elapsed_s(int(spans.starts[i]), int(spans.ends[i])) != elapsed[i] for i in some)
    wrong += sum(working.due_s(int(spans.starts[i]), int(spans.minutes[i]) * 60) != due[i] for i in some)
    yield context.none_of("working time against the minute bitmap", wrong, "wrong", f"{context.sizes.spans} spans")


def elapsed_pm4py(context: Context) -> Iterator[Result]:
    """Elapsed time in a batch against pm4py's BusinessHours with slots on seven days and a calendar."""
    business_hours = peer("pm4py.util.business_hours").BusinessHours
    spans, working = Spans.drawn(context.sizes.spans), site().working
    few = context.sizes.peer_spans
    slots = [(day * DAY_SECONDS + begin, day * DAY_SECONDS + end) for day in range(7) for begin, end in HOURS]
    calendar = _PeerCalendar()

    def theirs() -> list[float]:
        pairs = zip(spans.start_moments[:few], spans.end_moments[:few], strict=True)
        return [business_hours(a, b, business_hour_slots=slots, workcalendar=calendar).get_seconds() for a, b in pairs]

    require_equal(theirs(), bitmap_elapsed(spans.starts[:few], spans.ends[:few]), "pm4py")
    times = rounds(
        {
            "pm4py": theirs,
            "integers": lambda: working.elapsed_many(spans.starts, spans.ends),
            "datetimes": lambda: _from_datetimes(spans),
        },
        context.sizes.rounds,
    )
    each = {name: [time / (few if name == "pm4py" else context.sizes.spans) for time in times[name]] for name in times}
    note = f"{_ns(each['pm4py'])} against {{}} ns a case"
    for name, bound in (("integers", 1000.0), ("datetimes", 40.0)):
        value = ratio(each["pm4py"], each[name])
        yield context.least(f"elapsed, {name} in, against pm4py", value, bound, note=note.format(_ns(each[name])))


def elapsed_duckdb(context: Context) -> Iterator[Result]:
    """Elapsed time against a join with a calendar table in DuckDB; both have their columns in memory."""
    duckdb = peer("duckdb")
    spans, working = Spans.drawn(context.sizes.spans), site().working
    with duckdb.connect() as connection:
        ask = _duckdb_question(connection, spans)
        require_equal(ask(), bitmap_elapsed(spans.starts, spans.ends), "DuckDB")
        times = rounds(
            {"duckdb": ask, "ours": lambda: working.elapsed_many(spans.starts, spans.ends)}, context.sizes.rounds
        )
    each = {name: [time / context.sizes.spans for time in times[name]] for name in times}
    note = f"{_ns(each['duckdb'])} against {_ns(each['ours'])} ns a case"
    yield context.least("elapsed against a DuckDB join", ratio(each["duckdb"], each["ours"]), 8.0, note=note)


def due_pandas(context: Context) -> Iterator[Result]:
    """Due moments against pandas' CustomBusinessHour, whole hours, seven days and a list of rest days."""
    pandas = peer("pandas")
    spans, working = Spans.drawn(context.sizes.spans), site().working
    few = max(context.sizes.peer_spans // 4, 10)
    hour = pandas.offsets.CustomBusinessHour(
        start=["08:30", "14:00"], end=["12:00", "17:30"], weekmask="1111111", holidays=rest_days()
    )
    stamps = [pandas.Timestamp(moment) for moment in spans.start_moments[:few]]
    hours = (spans.minutes[:few] // 60).tolist()

    def theirs() -> list[Any]:
        return [stamp + hour * count for stamp, count in zip(stamps, hours, strict=True)]

    found = np.array([to_seconds(stamp.to_pydatetime()) for stamp in theirs()], np.int64)
    # pandas shows the opening side of a boundary, the law reads the closing side: equal in office time
    require_equal(bitmap_elapsed(spans.starts[:few], found), spans.minutes[:few] * 60, "pandas")
    times = rounds(
        {"pandas": theirs, "ours": lambda: working.due_many(spans.starts, spans.minutes * 60)}, context.sizes.rounds
    )
    each = {name: [time / (few if name == "pandas" else context.sizes.spans) for time in times[name]] for name in times}
    note = f"{_ns(each['pandas'])} against {_ns(each['ours'])} ns a case"
    yield context.least("due against pandas CustomBusinessHour", ratio(each["pandas"], each["ours"]), 1500.0, note=note)


class _PeerCalendar:
    """A calendar as pm4py asks for it: it knows holidays and make-up days alike."""

    def __init__(self) -> None:
        self._rest = frozenset(rest_days())

    def is_working_day(self, day: date) -> bool:
        return day not in self._rest


def _from_datetimes(spans: Spans) -> Ints:
    starts: list[datetime] = spans.start_moments
    return site().working.elapsed_many(seconds_of(starts), seconds_of(spans.end_moments))


_JOIN = """
SELECT cases.number, last_day.before + CASE WHEN last_day.works THEN {end} ELSE 0 END
                   - first_day.before - CASE WHEN first_day.works THEN {start} ELSE 0 END AS seconds
FROM cases
JOIN calendar AS first_day ON first_day.day = cases.started // 86400
JOIN calendar AS last_day ON last_day.day = cases.ended // 86400
"""


def _duckdb_question(connection: Any, spans: Spans) -> Callable[[], Ints]:
    works = workdays()
    day = np.arange(len(works)) + first_day()
    before = np.concatenate([[0], np.cumsum(works)[:-1]]) * sum(end - begin for begin, end in HOURS)
    columns = {"day": day, "works": works, "before": before}
    _duckdb_table(connection, "calendar", columns)
    _duckdb_table(
        connection, "cases", {"number": np.arange(len(spans.starts)), "started": spans.starts, "ended": spans.ends}
    )
    question = _JOIN.format(start=_within("cases.started"), end=_within("cases.ended"))

    def ask() -> Ints:
        answer = connection.execute(question).fetchnumpy()
        seconds: Ints = np.empty(len(spans.starts), np.int64)
        seconds[answer["number"]] = answer["seconds"]
        return seconds

    return ask


def _within(moment: str) -> str:
    """Office seconds of a working day before this time of it."""
    parts = [f"least(greatest({moment} % 86400 - {begin}, 0), {end - begin})" for begin, end in HOURS]
    return f"({' + '.join(parts)})"


def _duckdb_table(connection: Any, name: str, columns: dict[str, Any]) -> None:
    relation = "columns_" + name
    connection.register(relation, columns)
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {relation}")
    connection.unregister(relation)


def _ns(seconds: list[float]) -> str:
    return f"{float(np.median(seconds)) * 1e9:,.1f}"
