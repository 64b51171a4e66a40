"""Official documents on paper: a composing layer over ReportLab that ends in a checked PDF/A-2b.

    paper = Paper(Meta(title=…, author=…, created=…), fonts=FontSet.carried(), draft=False)
    paper.title("关于2017年6月份行政审批电子监察情况的通报")      # or a list of lines; else broken in balance
    paper.line("各乡镇人民政府，县直各部门：")                    # a line flush left / centred / right
    paper.heading(1, "一、总体情况")                              # level 1 黑体, 2 楷体, 3 and 4 仿宋; bookmarked
    paper.body("6月份全县……")                                    # 28 × 22 grid, justified; Text = str | Run | [Run…]
    paper.table(Table([Column("乡镇"), Column("办结", Align.RIGHT)], rows=[["盐山镇", 120]], total=["合计", 120]))
    paper.figure(matplotlib_figure, height=80)                    # mm; vector, its text is real text
    paper.annex("附件1", "乡镇办件情况表", landscape=True)         # new page, label, title on the third line
    pdf = paper.build()                                           # bytes; the same input gives the same bytes

Besides: ``figures([…], height)`` side by side, ``hanging(label, text)``, ``note(text)``, ``bookmark(title, level)``,
``skip(lines)``, ``gap(mm)``, ``down_to(mm)``, ``reserve(lines)``, ``page_break(landscape=…)``,
``at_bottom(height, draw)`` (版记: draw(sheet, top_mm) on the foot of the type area of this or the next page),
``absolute(draw)`` (draw(sheet) on the page at hand), ``place`` (page and mm of the cursor), ``lines_left``.
A ``Sheet`` draws in mm from the paper's top left: ``text(text, x, y, role, size, align, colour, fit)`` with y the top
of the type, ``rule(x1, y1, x2, y2, thickness, colour)``, ``picture``, ``width(text, role, size)``.

``FontSet.choose("carried" | "system", folder)`` takes the settings' words. ``MissingGlyph`` names a character that no
font has. ``check_pdfa(path_or_bytes)`` lists what is against PDF/A-2b; ``signing.sign(pdf, …)`` signs (PKCS#12).
"""

from reports.ink import Colour
from reports.paper.finishing import PdfaError, check_pdfa
from reports.paper.flow import Paper
from reports.paper.fonts import FontSet, MissingGlyph
from reports.paper.sheet import Sheet
from reports.paper.values import Align, Cell, Column, Head, Meta, Place, Role, Run, Table, Text

__all__ = [
    "Align",
    "Cell",
    "Colour",
    "Column",
    "FontSet",
    "Head",
    "Meta",
    "MissingGlyph",
    "Paper",
    "PdfaError",
    "Place",
    "Role",
    "Run",
    "Sheet",
    "Table",
    "Text",
    "check_pdfa",
]
