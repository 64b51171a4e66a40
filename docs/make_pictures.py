"""Makes the pictures in docs/pictures: the real window on made-up cases.

    QT_QPA_PLATFORM=offscreen python docs/make_pictures.py        (or under a display; QT_SCALE_FACTOR=2 for large ones)
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QSettings  # noqa: E402 - the path comes first
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desktop.window.app import application  # noqa: E402
from desktop.window.bridge import EngineBridge  # noqa: E402
from desktop.window.main_window import MainWindow  # noqa: E402
from desktop.window.theme import Theme, translate  # noqa: E402
from monitoring.board import RED_NODE, STATUTORY_BREACHED, YELLOW_NODE, BoardSnapshot, Trouble  # noqa: E402
from monitoring.codes import Light  # noqa: E402
from resources import words  # noqa: E402
from tests.gui.boards import NOW, FakeWatcher, Row, board, proof, site_settings  # noqa: E402
from widgets.tokens import DARK, LIGHT, choose  # noqa: E402

SIZE = (1366, 768)
ITEMS = ("高龄补贴", "大病救助", "最低生活保障", "残疾人两项补贴", "特困大学生补助")
PLACES = (
    ("千童镇", "东街村"), ("千童镇", "李梦飞村"), ("杨集乡", "百尺干"), ("韩集镇", "薛堂村"),
    ("盐山镇", ""), ("望树镇", ""),
)  # fmt: skip
NODES = (("乡镇审核", "便民服务中心"), ("材料初审", "便民服务中心"), ("县级审批", "县民政局"), ("公示", "县民政局"))
OFFICERS = ("张某某", "王某某", "李某某", "赵某某", "刘某某", "欧阳某某")
LIGHTS = (Light.GREEN,) * 24 + (Light.YELLOW, Light.YELLOW, Light.RED, Light.PAUSED)
DUE = {
    Light.RED: tuple(timedelta(days=-days, hours=3) for days in (1, 1, 1, 2, 2, 5, 6, 7, 9, 12)),
    Light.YELLOW: (timedelta(hours=5), timedelta(hours=1), timedelta(days=1)),
}
EXPLAINED = Row(
    "2017-130925-006204", Light.RED, NOW.replace(day=4, hour=17, minute=30), "高龄补贴", "韩集镇", "薛堂村", "乡镇审核",
    "韩集镇便民服务中心", "李某某", RED_NODE,
)  # fmt: skip
"""The case that tests.gui.boards.proof speaks of."""


def row(number: int, dice: random.Random) -> Row:
    """One made-up case."""
    light = dice.choice(LIGHTS) if number != 17 else Light.UNJUDGED
    offsets = DUE.get(light, (timedelta(days=2, hours=4), timedelta(days=6), timedelta(days=15)))
    due = NOW.replace(minute=30) + dice.choice(offsets) + timedelta(minutes=dice.randrange(40))
    township, village = dice.choice(PLACES)
    node, unit = dice.choice(NODES)
    flags = STATUTORY_BREACHED if light is Light.RED and number % 9 == 0 else 0
    flags |= RED_NODE if number % 11 == 3 else 0
    flags |= YELLOW_NODE if number % 13 == 5 else 0
    reason = "finished_before_accepted" if light is Light.UNJUDGED else ""
    return Row(
        f"2017-130925-{number * 37 % 99_991:06d}", light, None if light is Light.UNJUDGED else due, dice.choice(ITEMS),
        township, village, node, f"{township}{unit}" if "中心" in unit else unit, dice.choice(OFFICERS), flags, reason,
    )  # fmt: skip


def boards() -> dict[str, BoardSnapshot]:
    """The boards to take pictures of, by the picture's name."""
    dice = random.Random(2017)
    nodes = {Light.RED: 31, Light.YELLOW: 64, Light.GREEN: 1_310}
    full = board([EXPLAINED, *(row(number, dice) for number in range(1, 1_368))], node_counts=nodes)
    old = NOW - timedelta(minutes=13)
    away = Trouble("case_store", "unreachable", "postgresql://…@10.20.1.7:5432/approvals：连接被拒绝", old)
    return {
        "board": full,
        "store-away": replace(full, trouble=(away,), read_at=old, calendar_unknown=(2018,)),
        "loading": replace(board([]), loading=0.37, read_at=None),
        "empty": board([]),
    }


class Studio:
    """One window for all pictures."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._bridge = EngineBridge(lambda publish: FakeWatcher(publish, []))
        self.window = MainWindow(self._bridge, words(), site_settings())
        self.window.open_page("cases")
        self.window.resize(*SIZE)
        self.window.show()

    def show(self, snapshot: BoardSnapshot) -> None:
        self._bridge.snapshot.emit(snapshot)
        self._settle()

    def explain(self) -> None:
        page, case_no = self.window.page, EXPLAINED.case_no
        page.table.view.selectRow(page.model.row_of(case_no))
        self._settle()
        self._bridge.explained.emit(case_no, proof(case_no, officer=EXPLAINED.officer))
        self._settle()

    def take(self, name: str) -> None:
        self._settle()
        picture = self.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        picture.save(str(self._folder / f"{name}.png"))

    def _settle(self) -> None:
        for _ in range(5):
            self._app.processEvents()


def main() -> int:
    """Writes every picture in light and dark."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as settings:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
        app = application()
        translate(app, "zh_CN")
        theme = Theme(app)
        for scheme, colours in (("light", LIGHT), ("dark", DARK)):
            choose(colours)
            theme.dress()
            studio = Studio(app, folder)
            for name, snapshot in boards().items():
                studio.show(snapshot)
                studio.take(f"{name}-{scheme}")
            studio.show(replace(boards()["board"], version=2))
            studio.explain()
            studio.take(f"proof-{scheme}")
            studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
