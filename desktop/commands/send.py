"""``emonitor send``: one pass over the outbox."""

from __future__ import annotations

import argparse
from typing import Any

from desktop import sms_wiring
from desktop.commands.context import Context
from desktop.commands.output import note, print_json, say
from desktop.errors import CommandError, UsageError
from monitoring.sms.sender import Sender, Turn
from monitoring.sms.texts import masked, parts, signed
from resources import spoken, words

WHO = "命令行"


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("send", help="把到点的预警短信发一遍", description="没有设置网关时只列出会发什么。")
    parser.add_argument("--send-old", action="store_true", help="第一次使用时按下没发的旧预警也发")


def run(args: argparse.Namespace, context: Context) -> int:
    settings = context.settings
    _refuse_the_future(context)
    if args.send_old:
        _release(context)
    sender = sms_wiring.sender(settings, context.moment, live=context.at is None)
    try:
        if settings.sms.gateway == "none":
            return _show(context, sender)
        done = sender.turn()
    finally:
        sender.close()
    if done.away is not None:
        raise done.away
    _tell(context, done)
    return 0


def _refuse_the_future(context: Context) -> None:
    """A look ahead may show what would go out; it may not send it."""
    if context.settings.sms.gateway != "none" and context.at is not None and context.at > context.now():
        raise UsageError("--at 在将来：设置了短信网关时不能提前发；要看到时会发什么，先把 [sms] gateway 改成 none")


def _release(context: Context) -> None:
    desk = sms_wiring.desk(context.settings)
    try:
        freed = desk.release_old(WHO, "--send-old", context.moment())
    finally:
        desk.close()
    note(f"放行旧预警 {freed} 条。")


def _show(context: Context, sender: Sender) -> int:
    """What would go out: nothing is claimed, nothing is written."""
    signature = sms_wiring.signature(context.settings)
    drafts = [
        {
            "mobile": masked(draft.mobile),
            "segments": parts(draft.text, signature),
            "text": signed(draft.text, signature),
        }
        for draft in sender.preview()
    ]
    if context.json:
        print_json({"gateway": "none", "sent": 0, "states": {}, "would_send": drafts})
        return 0
    for draft in drafts:
        say(f"{draft['mobile']}  [{draft['segments']}]  {draft['text']}")
    say(f"没有设置短信网关（[sms] gateway），一条也没有发；到点的有 {len(drafts)} 条。")
    return 0


def _tell(context: Context, done: Turn) -> None:
    if context.json:
        document = {"gateway": context.settings.sms.gateway, "sent": done.sent, "reports": done.reports}
        states = {str(state): count for state, count in done.states.items()}
        print_json({**document, "states": states, "stopped": done.stopped})
    else:
        language = words(context.settings.site.language)
        each = "，".join(f"{language.phrase('sms_states', str(state))} {n}" for state, n in done.states.items())
        say(f"交给网关 {done.sent} 条{'：' + each if each else ''}；收到回执 {done.reports} 份。")
    if done.stopped is not None:
        where = f"[sms.{context.settings.sms.gateway}]"
        raise CommandError(
            f"网关停发：{spoken.sms_reason(words(), done.stopped)}",
            where,
            "改正网关的账号、密码或签名；到时会自动再试。",
        )
