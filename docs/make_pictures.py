"""Makes the pictures of docs/pictures: the real window on stores that the program itself made. One command:

    python docs/make_pictures.py                     (the guide's pictures)
    python docs/make_pictures.py --look FOLDER       (every page, light and dark, 100 % and 200 %, to be looked at)

The county is the demonstration's, with a year of cases up to one moment; the log of 1,434 real cases is taken where
the shared data is there. Nothing of this machine's own settings or stores is read.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ |= {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"), "LOGNAME": "王某甲"}

from PIL import Image  # noqa: E402 - the path comes first
from PySide6.QtCore import QBuffer, QIODevice, QSettings  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop import sms_wiring  # noqa: E402
from desktop.settings import Settings  # noqa: E402
from desktop.window import pages  # noqa: E402
from desktop.window.app import application  # noqa: E402
from desktop.window.page_tools import CaseFilter  # noqa: E402
from desktop.window.theme import Theme, translate  # noqa: E402
from monitoring.archiving import About  # noqa: E402
from monitoring.codes import Light  # noqa: E402
from resources import words  # noqa: E402
from tests.gui.outbox_scenes import fill_outbox  # noqa: E402
from tests.gui.real_window import RealWindow, make_stores, settings_of, stores  # noqa: E402
from tests.gui.report_scenes import JUNE, WEEK, fill_archive, with_folder  # noqa: E402
from widgets.tokens import DARK, LIGHT, choose  # noqa: E402

DEMO_AT = datetime.fromisoformat("2017-07-05T10:24")
LOG_AT = datetime.fromisoformat("2012-02-14T10:24")
"""A Tuesday after the last entry of the log: to a clock before it what comes later would be impossible rows."""
DEMO_CASES = 16_000
LOG = ROOT.parent / "shared" / "data" / "receipt.xes.gz"
UNREACHABLE = "postgresql+psycopg://reader@127.0.0.1:1/approvals"
COLOURS = 256
"""In a picture; those that stand far from others first: the few dots of a light count as much as a page of grey."""
SCALES = ("1", "2")
NOBODY = {"XDG_CONFIG_HOME": "/home/emonitor/.config", "XDG_DOCUMENTS_DIR": "/home/emonitor/Documents"}
"""Pages say where a settings file and the folder of reports would be made; nothing is."""
PAGES = tuple(spec.key for spec in pages.PAGES)


@dataclass(frozen=True)
class Shot:
    """One picture: a board, a page of it, and what is done there before. ``guide``: kept for the user guide."""

    board: str
    page: str
    name: str = ""
    then: Callable[[RealWindow], QWidget | None] | None = None
    guide: bool = False
    gateway: bool = False
    """A gateway is set and a sender lives."""

    @property
    def file(self) -> str:
        return f"{self.board}-{self.name or self.page}"


def open_worst(real: RealWindow) -> None:
    """The case that is red for longest, its proof beside the list."""
    case_no = worst_case(real)
    real.window.show_case(case_no)
    real.settle()


def open_red_list(real: RealWindow) -> None:
    real.window.show_cases(CaseFilter(lights=frozenset({Light.RED})))
    real.settle()


def open_month(real: RealWindow) -> None:
    """What turned red this month, by officer."""
    real.window.page.choice.choose("this_month")
    real.window.page.groupings["officer"].click()
    real.settle()


def open_wall(real: RealWindow) -> None:
    real.window.set_wall(True)
    real.window.resize(1920, 1080)
    real.settle()


def open_doubtful(real: RealWindow) -> None:
    """A message that nobody knows about, with its story."""
    tab = real.window.page.outbox
    rows = tab.table.rows
    lines = [rows.line(row).cells for row in range(rows.rowCount())]
    doubtful = [row for row, cells in enumerate(lines) if cells[0].text == DOUBTFUL and not cells[2].muted]
    if doubtful:
        tab.table.setCurrentIndex(rows.index(doubtful[0], 0))
    real.settle()


def open_case_sms(real: RealWindow) -> None:
    """A red case of which somebody was told."""
    from desktop.window.one_case.case_view import SMS, CaseView

    open_worst(real)
    for view in real.window.findChildren(CaseView):
        view.tabs.setCurrentIndex(SMS)
    real.settle()


def open_notice(real: RealWindow) -> None:
    """The month's notice, its text with an edit."""
    from desktop.window.reports.view import TEXT

    _open_report(real, JUNE, TEXT)


def open_charts(real: RealWindow) -> None:
    """The week's charts."""
    from desktop.window.reports.view import CHARTS

    _open_report(real, WEEK, CHARTS)


def open_township_figures(real: RealWindow) -> None:
    """The week by township."""
    from desktop.window.reports.view import FIGURES

    _open_report(real, WEEK, FIGURES)
    choice = real.window.page.view.figures.view
    choice.setCurrentIndex(choice.findData("township"))
    real.settle()


def _open_report(real: RealWindow, about: About, tab: int) -> None:
    page = real.window.page
    record = next((one for one in page.list.records if one.about == about), None)
    if record is not None:
        page.open_report(record.report_id)
        real.settle()
        page.view.tabs.setCurrentIndex(tab)
        real.settle(500)


DOUBTFUL = words().phrase("sms_states", "unknown")
OPENED = {pages.SMS: open_doubtful, pages.REPORTS: open_notice}


def worst_case(real: RealWindow) -> str:
    snapshot = real.bridge.latest
    assert snapshot is not None
    cases = snapshot.cases
    red = [(int(due), str(no)) for due, no, light in zip(cases.due, cases.case_no, cases.light, strict=True)
           if light == int(Light.RED)]  # fmt: skip
    return sorted(red)[len(red) // 2][1] if red else str(cases.case_no[0])


def shots() -> Iterator[Shot]:
    """Every picture."""
    for page in PAGES:
        yield Shot("county", page, guide=True, then=OPENED.get(page), gateway=page == pages.SMS)
    yield Shot("county", "cases", "red-list", open_red_list)
    yield Shot("county", "cases", "one-case", open_worst, guide=True)
    yield Shot("county", "cases", "case-sms", open_case_sms, guide=True)
    yield Shot("county", "nodes", "red-month", open_month, guide=True)
    yield Shot("county", pages.REPORTS, "report-charts", open_charts, guide=True)
    yield Shot("county", pages.REPORTS, "report-figures", open_township_figures, guide=True)
    yield Shot("county", "overview", "wall", open_wall, guide=True)
    for board in ("empty", "unreachable", "log"):
        for page in PAGES:
            yield Shot(board, page, guide=(board, page) in GUIDE)
    yield Shot("log", "cases", "one-case", open_worst)
    for page in ("overview", "cases", "nodes"):
        yield Shot("away", page, guide=(page == "cases"))


GUIDE = {("empty", "overview"), ("unreachable", "overview"), ("log", "overview")}


# making


def make_all_stores(folder: Path) -> None:
    """County, log, and a store with nothing in it."""
    make_stores(folder / "county", "demo", "--cases", str(DEMO_CASES), "--until", DEMO_AT.isoformat())
    county = settings_of(*stores(folder / "county"))
    fill_outbox(county, DEMO_AT)
    fill_archive(with_folder(county, folder / "reports"), DEMO_AT, everything=True)
    make_stores(folder / "empty", "demo", "--cases", "1", "--until", DEMO_AT.isoformat())
    _empty(folder / "empty")
    if LOG.is_file():
        names = ("--case-start", "startdate", "--case-end", "enddate", "--case-due", "deadline")
        make_stores(folder / "log", "import", "xes", str(LOG), *names)
    (folder / "unreachable").mkdir()


def _empty(folder: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(folder / "cases.sqlite")) as store:
        for table in ("case_nodes", "suspensions", "corrections", "cases"):
            store.execute(f"DELETE FROM {table}")
        store.commit()


def _give_sign_of_life(settings: Settings) -> None:
    outbox = sms_wiring.outbox(settings)
    outbox.beat()
    outbox.close()


class Studio:
    """Takes pictures in one language and scheme."""

    def __init__(self, app: QApplication, folder: Path, *, language: str, suffix: str) -> None:
        self._app = app
        self._folder = folder
        self._language = language
        self._suffix = suffix

    def take_board(self, made: Path, board: str, wanted: Sequence[Shot]) -> None:
        """All wanted pictures of one board."""
        QSettings().clear()
        folder = "county" if board == "away" else board
        case, ledger = (f"sqlite:///{folder}/{name}.sqlite" for name in ("cases", "ledger"))
        settings = settings_of(UNREACHABLE if board == "unreachable" else case, ledger)
        at = LOG_AT if board == "log" else DEMO_AT
        if wanted[0].gateway:
            settings = replace(settings, sms=replace(settings.sms, gateway="kannel"))
            _give_sign_of_life(settings)
        real = RealWindow(replace(settings, file=None), at, language=self._language)
        try:
            self._wait(real, board)
            if board == "away":
                self._take_away(real, made / "county" / "cases.sqlite")
            for shot in wanted:
                self._take(real, shot)
        finally:
            real.close()
            if board == "away":
                self._bring_back(made / "county" / "cases.sqlite")

    def _wait(self, real: RealWindow, board: str) -> None:
        if board == "unreachable":
            real.wait(lambda: len(real.window.banners.findChildren(QWidget)) > 0)
            real.settle(1_500)
        else:
            real.wait_for_board()

    def _take_away(self, real: RealWindow, file: Path) -> None:
        file.rename(file.with_suffix(".away"))
        real.bridge.wake()
        real.wait(lambda: bool(real.bridge.latest and real.bridge.latest.trouble))

    def _bring_back(self, file: Path) -> None:
        file.unlink(missing_ok=True)
        file.with_suffix(".away").rename(file)

    def _take(self, real: RealWindow, shot: Shot) -> None:
        real.open(shot.page)
        if shot.then is not None:
            shot.then(real)
        self._save(real.window, shot.file)
        if shot.name == "wall":
            real.window.set_wall(False)
            real.window.resize(1366, 768)
            real.settle()

    def _save(self, window: QWidget, name: str) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.ReadWrite)
        window.grab().toImage().save(buffer, "PPM")
        file = self._folder / f"{name}{self._suffix}.png"
        with Image.open(io.BytesIO(bytes(buffer.data().data()))) as picture:
            few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            few.save(file, optimize=True)


def shoot(options: argparse.Namespace) -> int:
    """In a child process: one language, one scheme, one scale."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(options.stores / "memory"))
    app = application()
    translate(app, options.language)
    choose(DARK if options.scheme == "dark" else LIGHT)
    Theme(app)
    folder = options.folder.resolve()
    os.chdir(options.stores)  # the pictures show addresses, and none of this machine's folders
    studio = Studio(app, folder, language=options.language, suffix=options.suffix)
    wanted: dict[tuple[str, bool], list[Shot]] = {}
    for shot in shots():
        named = not options.page or (shot.name or shot.page) in options.page
        if named and (shot.guide or not options.guide) and (not options.board or shot.board in options.board):
            wanted.setdefault((shot.board, shot.gateway), []).append(shot)
    for (board, _), some in wanted.items():
        if board == "log" and not LOG.is_file():
            sys.stderr.write("no pictures of the log: the shared data is not there\n")
            continue
        studio.take_board(options.stores, board, some)
    return 0


# the whole run


def main() -> int:
    """Makes stores, then pictures in child processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--look", type=Path, metavar="FOLDER", help="every picture in every dress")
    parser.add_argument("--stores", type=Path, metavar="FOLDER", help="stores made by an earlier run, or to be kept")
    parser.add_argument("--board", action="append", metavar="NAME", help="only county, empty, unreachable, log, away")
    parser.add_argument("--page", action="append", metavar="NAME", help="only these pages")
    parser.add_argument("--scheme", choices=("light", "dark"), help="only this scheme")
    parser.add_argument("--scale", choices=SCALES, help="only this scale")
    parser.add_argument("--language", choices=("zh_CN", "en"), help="only this language")
    for hidden in ("--shoot", "--guide"):
        parser.add_argument(hidden, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--suffix", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.shoot:
        return shoot(options)
    with tempfile.TemporaryDirectory(prefix="emonitor-pictures-") as scratch:
        made = options.stores or Path(scratch) / "stores"
        if not made.is_dir():
            made.mkdir(parents=True)
            make_all_stores(made)
        return _guide(options, made) if options.look is None else _look(options, made)


def _guide(options: argparse.Namespace, made: Path) -> int:
    folder: Path = options.folder
    if folder.is_dir() and not (options.board or options.page):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    status = _child(options, made, folder, "zh_CN", "light", "1", "", "--guide")
    some = ("--guide", "--page", "overview", "--page", "one-case", "--page", "cases", "--board", "county")
    status |= _child(options, made, folder, "zh_CN", "dark", "1", "-dark", *some)
    status |= _child(options, made, folder, "en", "light", "1", "-en", *some[:3], *some[-2:])
    status |= _child(options, made, folder, "zh_CN", "light", "2", "-200", *some[:3], *some[-2:])
    if not (options.board or options.page):
        papers = str(Path(__file__).with_name("paper_pictures.py"))
        status |= subprocess.run([sys.executable, papers, str(folder), "--stores", str(made)], check=False).returncode
    size = sum(file.stat().st_size for file in folder.glob("*.png"))
    sys.stderr.write(f"{len(list(folder.glob('*.png')))} pictures, {size / 1e6:.1f} MB\n")
    return status


def _look(options: argparse.Namespace, made: Path) -> int:
    options.look.mkdir(parents=True, exist_ok=True)
    status = 0
    for language in (options.language,) if options.language else ("zh_CN", "en"):
        for scheme in (options.scheme,) if options.scheme else ("light", "dark"):
            for scale in (options.scale,) if options.scale else SCALES:
                if language == "en" and scheme == "dark" and options.language is None:
                    continue
                narrowed = [part for name in ("board", "page") for one in getattr(options, name) or ()
                            for part in (f"--{name}", one)]  # fmt: skip
                suffix = f"-{language}-{scheme}-{scale}"
                status |= _child(options, made, options.look, language, scheme, scale, suffix, *narrowed)
    return status


def _screen(folder: Path, scale: str) -> str:
    """A platform with one screen large enough for a wall at any scale; without it Qt's is 800 x 800."""
    file = folder / f"screen-{scale}.json"
    about = {"name": "wall", "x": 0, "y": 0, "width": 1920 * int(scale), "height": 1080 * int(scale),
             "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0}  # fmt: skip
    file.write_text(json.dumps({"screens": [about]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


def _child(
    options: argparse.Namespace, made: Path, folder: Path, language: str, scheme: str, scale: str, suffix: str,
    *more: str,
) -> int:  # fmt: skip
    command = [
        sys.executable, str(Path(__file__)), str(folder), "--shoot", "--stores", str(made), "--language", language,
        "--scheme", scheme, f"--suffix={suffix}", *more,
    ]  # fmt: skip
    dress = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": _screen(made, scale), **NOBODY}
    return subprocess.run(command, env=dress, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
