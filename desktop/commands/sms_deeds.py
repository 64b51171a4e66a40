"""``emonitor sms silence | unsilence | silences | ack``: what people decide about warnings, each with its reason."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from desktop import sms_wiring
from desktop.commands.context import Context
from desktop.commands.numbers import numbered
from desktop.commands.output import print_json, print_table, say
from desktop.errors import CommandError, UsageError
from desktop.person import user_name
from monitoring.moments import with_offset
from monitoring.ports import StoreUnavailable
from monitoring.sms.outbox import Silence
from monitoring.sms.states import State
from monitoring.sms.texts import without_numbers

if TYPE_CHECKING:
    from monitoring.records import Catalogue
    from monitoring.stores.outbox.desk import OutboxDesk

SCOPES: Final = {"case": "办件", "unit": "单位", "officer": "人员"}
Deed = Callable[[argparse.Namespace, Context], int]


def add_parsers(actions: Any) -> None:
    silence = actions.add_parser("silence", help="到某个时刻为止不发某办件、某单位或某人的预警")
    whose = silence.add_mutually_exclusive_group(required=True)
    whose.add_argument("--case", metavar="CASE_NO", help="办件编号")
    whose.add_argument("--unit", metavar="UNIT", help="单位的编号或名称")
    whose.add_argument("--officer", metavar="OFFICER", help="人员的编号或姓名")
    silence.add_argument("--until", metavar="MOMENT", required=True, help="到什么时刻为止；只写日期是那天 0 点")
    _needs_reason(silence)
    unsilence = actions.add_parser("unsilence", help="提前结束一个静默，等着的预警随即可发")
    unsilence.add_argument("silence", metavar="ID", type=numbered, help="静默的序号，见 emonitor sms silences")
    _needs_reason(unsilence)
    actions.add_parser("silences", help="列出正在生效的静默")
    known = actions.add_parser("ack", help="知悉一个办件：上报阶梯上后面的人不再通知")
    known.add_argument("case", metavar="CASE_NO", help="办件编号")
    _needs_reason(known)


def _needs_reason(parser: Any) -> None:
    parser.add_argument("--reason", metavar="TEXT", required=True, help="理由，记入台账")


def _silence(args: argparse.Namespace, context: Context) -> int:
    reason, now = _reason(args, context), context.now().replace(microsecond=0)
    until = context.parse_moment(args.until)
    if until <= now:
        raise UsageError(f"--until {args.until} 已经过去；静默要有一个将来的结束时刻")
    scope, subject, name = _subject(args, context)
    with _desk(context) as desk:
        number = desk.silence(scope, subject, reason, user_name(), now, until)
    made = Silence(number, scope, subject, reason, user_name(), now, until)
    if context.json:
        print_json({"silence": _document(made, name, context)})
    else:
        say(f"静默 {number}：{SCOPES[scope]} {_titled(subject, name)}，到 {until:%Y-%m-%d %H:%M:%S} 为止。")
        say("到时还成立的预警那时再发；要提前结束，用 emonitor sms unsilence。")
    return 0


def _unsilence(args: argparse.Namespace, context: Context) -> int:
    reason = _reason(args, context)
    with _desk(context) as desk:
        ended = desk.end_silence(args.silence, user_name(), reason, context.now())
    if not ended:
        raise CommandError(f"没有正在生效的静默 {args.silence}", "", "用 emonitor sms silences 查看序号。")
    if context.json:
        print_json({"ended": args.silence})
    else:
        say(f"静默 {args.silence} 已结束，等着的预警到发送时段就发。")
    return 0


def _silences(args: argparse.Namespace, context: Context) -> int:
    with _desk(context) as desk:
        found = desk.silences(context.moment())
    names = _names(found, context)
    if context.json:
        print_json({"silences": [_document(one, names[one.silence_id], context) for one in found]})
        return 0
    rows = [
        (
            one.silence_id,
            SCOPES.get(one.scope, one.scope),
            _titled(one.subject, names[one.silence_id]),
            f"{one.until:%Y-%m-%d %H:%M}",
            one.made_by,
            f"{one.made_at:%Y-%m-%d %H:%M}",
            without_numbers(one.reason),
        )
        for one in found
    ]
    if rows:
        print_table(("序号", "范围", "对象", "到", "谁设的", "何时设的", "理由"), rows, right={0})
    say(f"正在生效的静默 {len(rows)} 个。")
    return 0


def _ack(args: argparse.Namespace, context: Context) -> int:
    reason, now = _reason(args, context), context.now().replace(microsecond=0)
    if not _is_case(args.case, context):
        raise _unknown("办件", args.case)
    with _desk(context) as desk:
        desk.acknowledge(args.case, user_name(), now, reason)
        waiting = desk.messages(states=[State.PENDING], case_no=args.case)
    later = sum(1 for one in waiting if one.step)
    if context.json:
        moment = with_offset(now, context.zone).isoformat()
        print_json({"case_no": args.case, "made_by": user_name(), "made_at": moment, "stopped": later})
    else:
        say(f"已记下：{args.case} 已有人知悉；上报阶梯上后面的 {later} 条不再通知。")
    return 0


DEEDS: Final[Mapping[str, Deed]] = {
    "silence": _silence,
    "unsilence": _unsilence,
    "silences": _silences,
    "ack": _ack,
}


def _reason(args: argparse.Namespace, context: Context) -> str:
    reason = str(args.reason).strip()
    if not reason:
        raise UsageError("要写理由：--reason 后面不能是空的")
    if context.at is not None:
        raise UsageError("这是现在要记入台账的事，不能和 --at 一起用")
    return reason


@contextmanager
def _desk(context: Context) -> Iterator[OutboxDesk]:
    desk = sms_wiring.desk(context.settings)
    try:
        yield desk
    finally:
        desk.close()


def _subject(args: argparse.Namespace, context: Context) -> tuple[str, str, str]:
    """Scope, key and name of what is to be silent. A name will do where only one bears it."""
    if args.case is not None:
        if not _is_case(args.case, context):
            raise _unknown("办件", args.case)
        return "case", args.case, ""
    scope = "unit" if args.unit is not None else "officer"
    names = _names_of(scope, _catalogue(context))
    told = args.unit if scope == "unit" else args.officer
    keys = [told] if told in names else [key for key, name in names.items() if name == told]
    if not keys:
        raise _unknown(SCOPES[scope], told)
    if len(keys) > 1:
        raise CommandError(f"叫“{told}”的{SCOPES[scope]}有 {len(keys)} 个", "办件库", f"写编号：{'、'.join(keys[:10])}")
    return scope, keys[0], names[keys[0]]


def _unknown(what: str, told: str) -> CommandError:
    return CommandError(
        f"办件库里没有这个{what}：{without_numbers(told)}", "办件库", "检查写法；编号要和办件库里一样。"
    )


def _is_case(case_no: str, context: Context) -> bool:
    from desktop import wiring

    with closing(wiring.open_case_store(context.settings)) as store:
        return case_no in store.fetch([case_no]).case_no


def _catalogue(context: Context) -> Catalogue:
    from desktop import wiring

    with closing(wiring.open_case_store(context.settings)) as store:
        return store.catalogue()


def _names_of(scope: str, catalogue: Catalogue) -> dict[str, str]:
    if scope == "unit":
        return {key: unit.name for key, unit in catalogue.units.items()}
    return {key: officer.name for key, officer in catalogue.officers.items()}


def _names(silences: list[Silence], context: Context) -> dict[int, str]:
    """Names by silence; empty ones for cases, and for all while the case store is away."""
    names: dict[str, dict[str, str]] = {}
    if any(one.scope in ("unit", "officer") for one in silences):
        with suppress(StoreUnavailable):
            catalogue = _catalogue(context)
            names = {scope: _names_of(scope, catalogue) for scope in ("unit", "officer")}
    return {one.silence_id: names.get(one.scope, {}).get(one.subject, "") for one in silences}


def _titled(subject: str, name: str) -> str:
    return f"{name}（{subject}）" if name and name != subject else subject


def _document(silence: Silence, name: str, context: Context) -> dict[str, Any]:
    def moment(value: datetime) -> str:
        return with_offset(value, context.zone).isoformat()

    return {
        "id": silence.silence_id,
        "scope": silence.scope,
        "subject": silence.subject,
        "name": name,
        "reason": without_numbers(silence.reason),
        "made_by": silence.made_by,
        "made_at": moment(silence.made_at),
        "until": moment(silence.until),
    }
