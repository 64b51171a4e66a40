"""Numbers, changes and lists as the sentences of a notice say them. Pure text; what cannot be said is None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports import saying
from reports.figures.values import Number

_DIGITS: Final = "零一二三四五六七八九"


def chinese_number(value: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; for headings, so up to 99."""
    tens, ones = divmod(value, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def days_text(value: float) -> str:
    """'3.2个工作日', '3个工作日'."""
    return f"{saying.plain(saying.tenths(value))}个工作日"


def counted_change(now: Number, before: Number, than: str, *, rate: bool = False) -> str | None:
    """'比上月增加52件', with ``rate`` '、增长4.3%' where there was something to grow from; None: nothing to compare."""
    if now is None or before is None:
        return None
    change = int(now) - int(before)
    if not change:
        return f"与{than}持平"
    said = f"比{than}{'增加' if change > 0 else '减少'}{abs(change)}件"
    if not rate or not before:
        return said
    return f"{said}、{'增长' if change > 0 else '下降'}{saying.share(abs(change) / before)}"


def points_change(now: Number, before: Number, than: str) -> str | None:
    """'比上月上升0.5个百分点': of the two rates as they are printed, so that a reader can check it."""
    if now is None or before is None:
        return None
    change = saying.percent(now) - saying.percent(before)
    if not change:
        return f"与{than}持平"
    return f"比{than}{'上升' if change > 0 else '下降'}{saying.plain(abs(change))}个百分点"


def days_change(now: Number, before: Number, than: str) -> str | None:
    """'比上月缩短0.4个工作日'."""
    if now is None or before is None:
        return None
    change = saying.tenths(now) - saying.tenths(before)
    if not change:
        return f"与{than}持平"
    return f"比{than}{'延长' if change > 0 else '缩短'}{saying.plain(abs(change))}个工作日"


def names(every: Sequence[str], most: int, counter: str) -> str:
    """'甲、乙、丙', beyond ``most`` '甲、乙等5个单位' (``counter`` '个单位')."""
    if len(every) <= most:
        return "、".join(every)
    return f"{'、'.join(every[:most])}等{len(every)}{counter}"


def with_count(name: str, count: int, counter: str) -> str:
    """'县民政局5件'; a name that ends in a letter or figure (a code of the store) is set off: 'ZZZ：5件'."""
    between = "：" if name[-1:].isascii() and name[-1:].isalnum() else ""
    return f"{name}{between}{count}{counter}"


def clauses(*parts: str | None) -> str:
    """Joined by commas; what is None or empty falls away."""
    return "，".join(part for part in parts if part)
