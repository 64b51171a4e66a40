"""What an officer does on a morning: filter to red, open the oldest, read why, export the list. Prints what was seen.

python3 atspi_officer.py FOLDER PROGRAM…        (system Python, private bus and screen)
"""

import json
import sys
from pathlib import Path

import atspi_desk as at

RED = "超期"


def officer(desk, folder):
    """Mouse and keyboard only; what is read is read through AT-SPI."""
    seen = {}
    figure = desk.find(at.BUTTON, rf"^{RED} \d")
    seen["figure"] = figure.name
    desk.click(desk.find(at.CHECK, "^办件"))
    choose_light(desk, RED)
    desk.find(at.BUTTON, f"^灯：{RED}")
    seen["total"] = desk.find(at.LABEL, r"^显示 \d+ 件，共 \d+ 件在办").name
    cases = desk.find(at.TABLE, "^在办件$")
    seen["headings"] = at.headings_of(cases)
    seen["rows"] = list(at.rows_of(cases))
    desk.click(cases.queryTable().getAccessibleAt(0, 1))
    case = desk.find(at.FILLER, f"^办件 {seen['rows'][0][1]}")
    seen["case"], seen["why"] = case.name, case.description
    proof = desk.find(at.TABLE, "逐日")
    seen["proof_headings"] = at.headings_of(proof)
    seen["proof"] = list(at.rows_of(proof))
    seen["nodes"] = [cell.name for cell in desk.all(at.BUTTON, within=desk.find(at.FILLER, "经过的环节|环节"))]
    export(desk, folder / "red.xlsx")
    return seen


def choose_light(desk, light):
    """Opens the list of the filter, ticks a line of it that was found by its name, and closes it."""
    desk.click(desk.find(at.BUTTON, "^灯：全部"))
    choices = desk.find(at.LIST, "^灯$")
    line = desk.wait(lambda: next((one for one in at.items_of(choices) if one.name.startswith(light)), None), light)
    desk.click(line)
    desk.wait(lambda: line.getState().contains(at.CHECKED), f"the tick at {light}")
    desk.key("Escape")
    desk.wait(lambda: not at.in_sight(choices), "the closed list")


def export(desk, file):
    desk.click(desk.find(at.BUTTON, "^把显示的办件导出到 Excel"))
    desk.save_as(file)
    desk.wait(lambda: file.is_file() and file.stat().st_size > 0, f"the exported {file.name}")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    window = at.Desk(sys.argv[2:], place)
    try:
        told = officer(window, place)
    except BaseException:
        window.picture()
        raise
    finally:
        ended = window.close()
    told["status"] = ended
    (place / "seen.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
