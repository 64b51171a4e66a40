"""Whose document it is: what stands above and below the text of an official document, from the site's settings."""

from __future__ import annotations

from dataclasses import dataclass

from reports.paper.standard import SEAL_COUNTY


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The issuing bureau and the fixed parts of its documents."""

    bureau: str
    """发文机关, in full: it signs."""
    county: str
    heading: str = ""
    """The red 发文机关标志; '' is the bureau's name with 文件."""
    addressees: str = "各乡镇人民政府，县直各部门"
    """主送机关, without the colon."""
    copies_to: tuple[str, ...] = ()
    """抄送机关; none: the line is left out."""
    printer: str = ""
    """印发机关; '' is the bureau."""
    contact: str = ""
    """Whom units reply to, as it shall stand on paper ('联系人：办公室'); '' is left out."""
    seal_image: bytes | None = None
    """A picture of the seal (PNG). It has no legal force; a draft never carries it."""
    seal_mm: float = SEAL_COUNTY
    """How wide the seal is, in mm: county government 45, township 42 (GB/T 9704-2012)."""
    sealed: bool = True
    """Whether room is kept for a seal: it decides where name and date stand."""

    @property
    def red_heading(self) -> str:
        return self.heading or f"{self.bureau}文件"

    @property
    def printed_by(self) -> str:
        return self.printer or self.bureau
