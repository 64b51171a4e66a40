"""What the program depends on, looked at one by one: in order, or what to do. Changes no data.

Findings are told in the words handed in. Three parts come as they are told elsewhere, in Chinese: what a gateway
answers, what a signing certificate says, and the errors of settings and commands.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.errors import CommandError
from desktop.failures import store_advice, told
from monitoring.ports import StoreUnavailable
from resources import Words, folder, words
from resources.spoken import sms_reason

if TYPE_CHECKING:
    from monitoring.site_calendar import SiteCalendar

ANNOUNCED_BY_MONTH = 11
"""From November on the next year's days off are missed: limits of cases accepted now reach into it."""

OLDEST_CLOCK_YEAR = 2026
"""A machine that believes it is earlier than this program has lost its clock."""

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "EmonitorRare-Regular.ttf")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``todo`` is empty where it is in order."""

    name: str
    ok: bool
    detail: str
    todo: str = ""
    todo_code: str = ""
    """The phrase that ``todo`` is, where it is one of [doctor]."""

    def todo_in_window(self, say: Words) -> str:
        """The same for somebody at the window, who has pages where the command line has commands."""
        code = f"{self.todo_code}_in_window"
        said = say.phrase("doctor", code)
        return self.todo if said == code else said


Look = Callable[[Context, Words], Check]


def examine(
    context: Context, looked: Callable[[float], bool] = lambda share: True, say: Words | None = None
) -> list[Check]:
    """All checks, in their order. ``looked`` hears the share that is done and stops the rest by answering False.

    ``say``: the words in which they are told; the program's own language where none are given.
    """
    checks: list[Check] = []
    for name, look in LOOKS.items():
        checks.append(_guarded(name, look, context, say or words()))
        if not looked(len(checks) / len(LOOKS)):
            break
    return checks


def title(name: str, say: Words) -> str:
    """What a check looks at."""
    return say.phrase("doctor", name)


def as_text(checks: Sequence[Check], say: Words | None = None) -> str:
    """The findings as lines for people."""
    say = say or words()
    lines = []
    for check in checks:
        state = say.phrase("doctor", "ok" if check.ok else "wrong")
        lines.append(
            say.phrase("doctor", "line").format(state=state, title=title(check.name, say), detail=check.detail)
        )
        if check.todo:
            lines.append(say.phrase("doctor", "todo").format(todo=check.todo))
    return "\n".join(lines)


def _told(say: Words, name: str, ok: bool, code: str, todo: str = "", **values: object) -> Check:
    """A finding in words: ``code`` and ``todo`` are phrases of the table [doctor]."""
    detail = say.phrase("doctor", code).format(**values)
    return Check(name, ok, detail, say.phrase("doctor", todo) if todo else "", todo)


def _guarded(name: str, look: Look, context: Context, say: Words) -> Check:
    """A look that fails is itself a finding; the other looks go on."""
    try:
        return look(context, say)
    except StoreUnavailable as error:
        return Check(name, False, _trouble(error, say), store_advice(error.code, say))
    except CommandError as error:
        return Check(name, False, f"{error.what} {error.where}".strip(), error.todo)
    except Exception as error:  # a doctor must not fall ill
        what, _, rest = told(error).removeprefix("错误：").partition("\n")
        return Check(name, False, what, rest.replace("\n", "；"))


def _trouble(error: StoreUnavailable, say: Words) -> str:
    return say.phrase("doctor", "trouble").format(what=say.trouble(error.code), detail=say.store_detail(error.detail))


def _settings(context: Context, say: Words) -> Check:
    file = context.settings.file
    return Check("settings", True, str(file)) if file is not None else _told(say, "settings", True, "no_settings")


def _case_store(context: Context, say: Words) -> Check:
    from sqlalchemy import text

    from monitoring.stores.connecting import ReadOnlyConnection
    from monitoring.stores.errors import masked, refuse_damaged

    with closing(ReadOnlyConnection(context.settings.stores.case)) as store, store.reading() as connection:
        refuse_damaged(connection, store.url)
        counts = {
            table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("cases", "case_nodes", "items", "units")
        }
        where = masked(store.url)
    full = bool(counts["cases"])
    return _told(say, "case_store", full, "rows", "" if full else "no_cases", where=where, **counts)


def _ledger(context: Context, say: Words) -> Check:
    from desktop.wiring import ledger_is_to_be_made
    from monitoring.stores.errors import masked, parsed_url

    where = masked(parsed_url(context.settings.stores.ledger))
    if ledger_is_to_be_made(context.settings):
        folder_there = _first_existing(Path(str(parsed_url(context.settings.stores.ledger).database)))
        if not folder_there.is_dir() or not _takes_files(folder_there):
            return _told(say, "ledger", False, "ledger_denied", "denied_todo", where=where, folder=folder_there)
        return _told(say, "ledger", True, "no_ledger", where=where)
    with closing(context.open_ledger()) as ledger:
        ledger.examine()
        cards = sum(1 for _ in ledger.cards())
        version = ledger.calendar_version()
    return _told(say, "ledger", True, "cards", where=where, cards=cards, version=version)


def _calendar(context: Context, say: Words) -> Check:
    known = _site_calendar(context).known_years
    moment = context.moment()
    wanted = [moment.year] + ([moment.year + 1] if moment.month >= ANNOUNCED_BY_MONTH else [])
    missing = [str(year) for year in wanted if year not in known]
    ranges = _ranges(sorted(known), say)
    if not missing:
        return _told(say, "calendar", True, "years", years=ranges)
    lacking = say.phrase("doctor", "between").join(missing)
    return _told(say, "calendar", False, "years_missing", "years_todo", years=ranges, missing=lacking)


def _office_hours(context: Context, say: Words) -> Check:
    seconds = _site_calendar(context).standard_day_seconds(context.moment().date())
    rows = len(context.settings.office_hours)
    return _told(say, "office_hours", True, "standard_day", hours=f"{seconds / 3600:g}", rows=rows)


def _site_calendar(context: Context) -> SiteCalendar:
    """The calendar in force; without a ledger yet, the carried one."""
    from desktop import wiring

    return wiring.calendar_in_force(context.settings)


def _takes_files(folder: Path) -> bool:
    """Tried out, for the rights alone do not tell: a disk may be full, or a share read-only."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"emonitor")
            trial.flush()
    except OSError:
        return False
    return True


def _first_existing(file: Path) -> Path:
    """The innermost folder above a file that is there already."""
    return next(folder for folder in file.absolute().parents if folder.exists())


def _rules(context: Context, say: Words) -> Check:
    profile = context.settings.rules.load()
    name = profile.title if say.language == "zh_CN" else context.settings.rules.profile
    return _told(say, "rules", True, "profile", title=name, version=profile.version, days=profile.day_rule)


def _clock(context: Context, say: Words) -> Check:
    now = context.now()
    ok = now.year >= OLDEST_CLOCK_YEAR
    return _told(
        say, "clock", ok, "now", "" if ok else "clock_todo", zone=context.zone.key, now=f"{now:%Y-%m-%d %H:%M:%S}"
    )


def _fonts(context: Context, say: Words) -> Check:
    from reports.paper.fonts import missing_files

    carried = folder("fonts")
    missing = [name for name in FONTS if not carried.joinpath(name).is_file()]
    missing += [name for name in missing_files() if name not in missing]
    if missing:
        names = say.phrase("doctor", "between").join(missing)
        return _told(say, "fonts", False, "fonts_missing", "fonts_missing_todo", names=names)
    return _paper_fonts(context, say)


def _paper_fonts(context: Context, say: Words) -> Check:
    """Every typeface of the documents is opened: a damaged file shows here, not on the day of the notice."""
    from desktop.reporting.letterhead import fonts_of
    from reports.paper.truetype import FontError
    from reports.paper.values import Role

    fonts = fonts_of(context.settings)
    try:
        for role in Role:
            fonts.main(role)
    except (FontError, OSError) as error:
        return _told(say, "fonts", False, "fonts_broken", "fonts_broken_todo", why=error)
    faces = [f"{say.phrase('doctor', role.name.lower())} {file}" for role, file in fonts.names().items()]
    return _told(say, "fonts", True, "fonts_used", names=say.phrase("doctor", "comma").join(faces))


def _reports(context: Context, say: Words) -> Check:
    from desktop.reporting.letterhead import letterhead_of

    letterhead_of(context.settings)  # a seal that cannot be used
    place = context.settings.reports.folder
    known = place if place.is_dir() else _first_existing(place / "any")
    if not known.is_dir() or not _takes_files(known):
        return _told(say, "reports", False, "folder_denied", "folder_todo", where=place, folder=known)
    when = say.phrase("doctor", "drafted" if context.settings.reports.scheduled else "not_drafted")
    return _told(say, "reports", True, "folder" if place.is_dir() else "new_folder", where=place, when=when)


def _signature(context: Context, say: Words) -> Check:
    from desktop.reporting.signing import signing_of

    signing = signing_of(context.settings, context.now)
    if signing is None:
        return _told(say, "signature", True, "unsigned")
    return Check("signature", *signing.line())


def _gateway(context: Context, say: Words) -> Check:
    from desktop.sms_wiring import gateway
    from monitoring.sms.gateway import Wrong

    with closing(gateway(context.settings)) as way:
        line = way.check()
    if not isinstance(line, Wrong):
        return _templates(context, say) or Check("gateway", True, line)
    what, colon, why = str(line).rpartition("：")
    return Check("gateway", False, f"{what}{colon}{sms_reason(say, why)}", say.phrase("doctor", "gateway_todo"))


def _templates(context: Context, say: Words) -> Check | None:
    """Names in [sms.*.templates] that none of our templates bears: what they are for would never go out."""
    from monitoring.sms.wording import templates

    given = getattr(context.settings.sms.gateway_options(), "templates", {})
    unknown = [name for name in given if name not in templates()]
    if not unknown:
        return None
    between = say.phrase("doctor", "between")
    where = f"[sms.{context.settings.sms.gateway}.templates]"
    named, known = between.join(unknown), between.join(templates())
    found = _told(say, "gateway", False, "templates_unknown", where=where, names=named)
    return replace(found, todo=say.phrase("doctor", "templates_todo").format(names=known))


def _ranges(years: list[int], say: Words) -> str:
    """'2004–2026、2028'."""
    return say.phrase("doctor", "between").join(
        f"{first}–{last}" if first != last else f"{first}" for first, last in _runs(years)
    )


def _runs(years: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for year in years:
        start = year if start is None else start
        if year + 1 not in years:
            yield start, year
            start = None


LOOKS: dict[str, Look] = {
    "settings": _settings,
    "rules": _rules,
    "case_store": _case_store,
    "ledger": _ledger,
    "calendar": _calendar,
    "office_hours": _office_hours,
    "clock": _clock,
    "fonts": _fonts,
    "reports": _reports,
    "signature": _signature,
    "gateway": _gateway,
}
