"""The last hand on a PDF: what it says of itself, its colours' profile, PDF/A-2b, and bytes that repeat."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, Pdf, pdfa

from reports.paper.values import Meta

FLAVOUR: Final = "2b"
MAKER: Final = "emonitor"


class PdfaError(Exception):
    """A finished document is not PDF/A-2b: ``findings`` says why. It is a fault of the program, not of the data."""

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__("; ".join(findings[:5]))
        self.findings = tuple(findings)


def finish(pdf: bytes, meta: Meta, turned: Sequence[int] = (), *, check: bool = True) -> bytes:
    """The same pages as PDF/A-2b with title, author, language and dates.

    ``turned`` counts (from 0) the pages that are read lying down. The file's ID is made from its content, so that the
    same input gives the same bytes. Raises PdfaError where ``check`` finds what PDF/A forbids.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        _tidy_pages(document, turned)
        _describe(document, meta)
        pdfa.prepare(document, FLAVOUR)
        _unstamp(document, meta)
        out = BytesIO()
        document.save(out, **pdfa.resolve_save_kwargs(FLAVOUR, deterministic_id=True))
    finished = out.getvalue()
    if check and (findings := check_pdfa(finished)):
        raise PdfaError(findings)
    return finished


def check_pdfa(pdf: bytes | Path) -> list[str]:
    """What is against PDF/A-2b in a file, one line each; empty for one that keeps to it."""
    source = BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    return [str(finding) for finding in pdfa.validate_written(source, FLAVOUR).findings]


def _tidy_pages(document: Pdf, turned: Sequence[int]) -> None:
    for page in document.pages:
        if Name.Trans in page:
            del page.Trans
    for index in turned:
        document.pages[index].Rotate = 90


def _describe(document: Pdf, meta: Meta) -> None:
    root = document.Root
    root.Lang = pikepdf.String(meta.language)
    # printed at its own size and on both sides of the sheet: the standard counts in millimetres
    root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=Name.DuplexFlipLongEdge
    )
    if "/Outlines" in root:
        root.PageMode = Name.UseOutlines
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as said:
        said["dc:title"] = meta.title
        said["dc:creator"] = [meta.author]
        said["dc:language"] = {meta.language}
        said["pdf:Producer"] = MAKER
        said["xmp:CreatorTool"] = MAKER
        if meta.subject:
            said["dc:description"] = meta.subject
        if meta.keywords:
            said["pdf:Keywords"] = meta.keywords
        if meta.created is not None:
            moment = meta.created.isoformat(timespec="seconds")
            said["xmp:CreateDate"] = said["xmp:ModifyDate"] = moment


def _unstamp(document: Pdf, meta: Meta) -> None:
    """Takes out the moment and the maker that the preparation wrote in: the same input gives the same bytes."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as said:
        said["pdf:Producer"] = MAKER
        if meta.created is not None:
            said["xmp:MetadataDate"] = meta.created.isoformat(timespec="seconds")
        elif "xmp:MetadataDate" in said:
            del said["xmp:MetadataDate"]
