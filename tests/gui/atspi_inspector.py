"""What an inspector does: all overdue nodes of one officer this month, those already done too, then one proof on paper
(as PDF). Writes down what was seen.

python3 atspi_inspector.py FOLDER PROGRAM…        (system Python, private bus and screen)
"""

import json
import sys
from pathlib import Path

import atspi_desk as at

PERIODS = ("本月转红", "上月转红")
"""On the first days of a month nothing may have turned red yet: then the month before is looked at."""


def inspector(desk, folder):
    """Mouse and keyboard only; what is read is read through AT-SPI."""
    seen = {}
    desk.click(desk.find(at.CHECK, "^环节"))
    who = look_at_a_month(desk, seen)
    desk.click(desk.find(at.CHECK, "^按经办人"))
    desk.wait(lambda: "经办人" in at.headings_of(who) and named(who), "the officers")
    seen["headings"] = at.headings_of(who)
    seen["officers"] = list(at.rows_of(who))
    row = named(who)[0]
    seen["officer"] = seen["officers"][row]
    turned = seen["headings"].index("转红环节")
    seen["overdue"] = at.number(seen["officer"][turned])
    desk.click(who.queryTable().getAccessibleAt(row, turned))
    nodes = desk.find(at.TABLE, "^红灯环节$")
    desk.wait(lambda: nodes.queryTable().nRows == seen["overdue"], "the nodes of the officer")
    seen["node_headings"] = at.headings_of(nodes)
    seen["nodes"] = list(at.rows_of(nodes))
    desk.click(nodes.queryTable().getAccessibleAt(0, 0))
    case = desk.find(at.FILLER, f"^办件 {seen['nodes'][0][0]}")
    seen["why"] = case.description
    print_proof(desk, folder / "proof.pdf")
    return seen


def look_at_a_month(desk, seen):
    """The table of those who let nodes turn red this month."""
    for period in PERIODS:
        desk.click(desk.find(at.COMBO, "^现在在手$|转红$"))
        desk.key("Down")
        desk.key("Return")
        desk.find(at.LABEL, "个环节转红|没有环节转红")
        seen["period"] = period
        who = desk.find(at.TABLE, "^谁的环节转红$")
        if at.rows_of(who) and who.queryTable().nRows:
            return who
    raise at.Missing("no node turned red in two months")


def named(who):
    """The rows of officers who are named, not that of all."""
    column = at.headings_of(who).index("经办人")
    return [number for number, cells in enumerate(at.rows_of(who)) if cells[column] not in ("", "（未写明）")]


def print_proof(desk, file):
    desk.click(desk.find(at.BUTTON, "^打印"))
    desk.click(desk.find(at.BUTTON, "PDF"))
    desk.save_as(file)
    desk.wait(lambda: file.is_file() and file.stat().st_size > 1_000, f"the printed {file.name}")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    window = at.Desk(sys.argv[2:], place)
    try:
        told = inspector(window, place)
    except BaseException:
        window.picture()
        raise
    finally:
        ended = window.close()
    told["status"] = ended
    (place / "seen.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
