"""``emonitor sms``: one test message through the gateway; silences and acknowledgements (sms_deeds) by hand."""

from __future__ import annotations

import argparse
from typing import Any
from uuid import uuid4

from desktop import sms_wiring
from desktop.commands import sms_deeds
from desktop.commands.context import Context
from desktop.commands.output import print_json, say
from desktop.errors import CommandError, UsageError
from monitoring.sms.outbox import Message
from monitoring.sms.people import usable
from monitoring.sms.states import IN_FLIGHT, PROOF
from monitoring.sms.texts import masked
from monitoring.sms.wording import worded
from resources import spoken, words


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("sms", help="短信：测试、静默、知悉")
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    test = actions.add_parser("test", help="给一个号码发一条测试短信")
    test.add_argument("number", metavar="NUMBER", help="手机号码")
    sms_deeds.add_parsers(actions)


def run(args: argparse.Namespace, context: Context) -> int:
    if args.action in sms_deeds.DEEDS:
        return sms_deeds.DEEDS[args.action](args, context)
    number = usable(args.number)
    if number is None:
        raise UsageError("不是手机号码；写 11 位的号码，例如 13800138000")
    if context.at is not None:
        raise UsageError("测试短信现在就发，不能和 --at 一起用")
    if context.settings.sms.gateway == "none":
        raise CommandError("没有设置短信网关", "[sms] gateway", "在设置文件里选一个网关，再填好它的一节。")
    return _told(context, number, _sent(context, number))


def _sent(context: Context, number: str) -> Message:
    from monitoring.stores.outbox.desk import by_hand

    sender, recipient, now = sms_wiring.sender(context.settings), f"test:{uuid4().hex[:12]}", context.now()
    desk = sms_wiring.desk(context.settings)
    try:
        wording = worded("test", {})
        message = by_hand("test", (wording.template, wording.text, wording.params), (recipient, "测试", number), now)
        message_id = desk.add(message, "命令行", "sms test", now)
        away = sender.turn(only={recipient}, anyway=True).away
        if away is not None:
            raise away
        story = desk.story(message_id)
    finally:
        desk.close()
        sender.close()
    assert story is not None
    return story.message


def _told(context: Context, number: str, message: Message) -> int:
    language = words(context.settings.site.language)
    state = str(message.state)
    if context.json:
        print_json({"mobile": masked(number), "state": state, "reason": message.state_reason})
    else:
        reason = f"（{language.phrase('sms_reasons', message.state_reason)}）" if message.state_reason else ""
        say(f"{masked(number)}：{language.phrase('sms_states', state)}{reason}")
    if message.state not in (*PROOF, *IN_FLIGHT):
        where = f"[sms.{context.settings.sms.gateway}]"
        why = spoken.sms_reason(language, message.state_reason) if message.state_reason else ""
        told = why or language.phrase("sms_states", state)
        raise CommandError(f"测试短信没有发出：{told}", where, "用 emonitor doctor 查看网关的设置。")
    return 0
