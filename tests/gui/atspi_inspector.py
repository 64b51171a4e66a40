"""What an inspector does: all overdue nodes of one officer, then one proof on paper (as PDF). Prints what was seen.

python3 atspi_inspector.py FOLDER PROGRAM…        (system Python, private bus and screen)
"""

import json
import sys
from pathlib import Path

import atspi_desk as at


def inspector(desk, folder):
    """Mouse and keyboard only; what is read is read through AT-SPI."""
    seen = {}
    desk.click(desk.find(at.CHECK, "^环节"))
    desk.click(desk.find(at.ANY, "^按经办人"))
    nodes = desk.find(at.TABLE)
    desk.wait(lambda: next(at.rows_of(nodes, 1), None), "the officers")
    seen["headings"] = at.headings_of(nodes)
    seen["officers"] = list(at.rows_of(nodes))
    overdue = seen["headings"].index("超期")
    row = next(number for number, cells in enumerate(seen["officers"]) if at.number(cells[overdue]) > 0)
    seen["officer"] = seen["officers"][row]
    seen["overdue"] = at.number(seen["officer"][overdue])
    desk.click(nodes.queryTable().getAccessibleAt(row, overdue))
    cases = desk.find(at.TABLE, "^在办件$")
    desk.wait(lambda: cases.queryTable().nRows <= seen["overdue"], "the cases of the officer")
    seen["case_headings"] = at.headings_of(cases)
    seen["cases"] = list(at.rows_of(cases))
    desk.click(cases.queryTable().getAccessibleAt(0, 1))
    case = desk.find(at.FILLER, f"^办件 {seen['cases'][0][1]}")
    seen["why"] = case.description
    print_proof(desk, folder / "proof.pdf")
    return seen


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
