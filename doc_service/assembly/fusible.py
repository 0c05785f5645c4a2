"""What a document may hold to be fused with others: only what is known to look the same then."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from doc_service.assembly.checks import W


class NotFusible(Exception):
    """Why documents have to be converted one by one; in English, for the log."""


_DRAWINGML: Final = "{http://schemas.openxmlformats.org/drawingml/2006/"

_BORDERS: Final = "top left bottom right start end insideH insideV between bar tl2br tr2bl"
_RUNS: Final = (
    "r t br cr tab noBreakHyphen softHyphen lastRenderedPageBreak fldChar instrText fldSimple "
    "rPr rStyle rFonts b bCs i iCs caps smallCaps strike u color sz szCs highlight vertAlign "
    "lang noProof kern w position spacing shd"
)
_PARAGRAPHS: Final = (
    "p pPr pStyle keepNext keepLines pageBreakBefore widowControl pBdr shd tabs tab ind "
    "contextualSpacing jc textAlignment outlineLvl suppressAutoHyphens proofErr"
)
_TABLES: Final = (
    "tbl tblPr tblStyle tblW jc tblBorders tblLayout tblCellMar tblInd tblLook tblGrid gridCol "
    "tr trPr cantSplit tblHeader trHeight tc tcPr tcW gridSpan vMerge tcBorders vAlign shd tcMar "
    "noWrap"
)
_BODIES: Final = (
    "document body bookmarkStart bookmarkEnd drawing footnoteReference numPr ilvl numId "
    "sectPr headerReference footerReference pgSz pgMar pgNumType cols titlePg docGrid"
)
_PICTURES: Final = {
    "wordprocessingDrawing": "inline extent effectExtent docPr cNvGraphicFramePr",
    "main": "graphic graphicData graphicFrameLocks blip stretch fillRect xfrm off ext prstGeom "
    "avLst",
    "picture": "pic nvPicPr cNvPr cNvPicPr blipFill spPr",
}

_DRAWINGS: Final = frozenset(
    f"{_DRAWINGML}{space}}}{name}" for space, names in _PICTURES.items() for name in names.split()
)


def _words(*lists: str) -> frozenset[str]:
    return frozenset(f"{W}{name}" for names in lists for name in names.split())


_IN_HEADERS: Final = _words(_RUNS, _PARAGRAPHS, _TABLES, _BORDERS, "hdr ftr drawing") | _DRAWINGS
_IN_NOTES: Final = _words(
    _RUNS,
    _PARAGRAPHS,
    _BORDERS,
    "footnotes footnote footnoteRef separator continuationSeparator",
)
_IN_BODIES: Final = _words(_RUNS, _PARAGRAPHS, _TABLES, _BORDERS, _BODIES) | _DRAWINGS

_PAGE_NUMBER: Final = re.compile(r"\s*PAGE\b\s*(\\\*\s*\w+\s*)*", re.IGNORECASE)
"""The only field whose result is the same in the whole: others count, name or date the file."""

_REFERENCES: Final = (f"{W}headerReference", f"{W}footerReference")
_USUAL_KIND: Final = "default"


def check_header(root: etree._Element) -> None:
    """Look through a header or footer.

    Raises:
        NotFusible: it holds something that may look otherwise in a fused document.
    """
    _check(root, _IN_HEADERS)


def check_notes(root: etree._Element) -> None:
    """Look through the footnotes.

    Raises:
        NotFusible: as above.
    """
    _check(root, _IN_NOTES)


def check_body(root: etree._Element) -> None:
    """Look through the main part.

    Raises:
        NotFusible: as above; or a section has a kind of header that the document's first section
            lacks, and which that would then take over from the document before it.
    """
    _check(root, _IN_BODIES)
    first = kinds_of_headers(root)
    if any(_kinds(section) - first for section in root.iter(f"{W}sectPr")):
        raise NotFusible("a later section has a kind of header that the first lacks")


def kinds_of_headers(root: etree._Element) -> frozenset[tuple[str, str]]:
    """Return which headers and footers a document's first section has.

    Of those that it lacks it would take over those of the document before it (17.10.5).
    """
    return _kinds(next(root.iter(f"{W}sectPr"), root))


def _kinds(section: etree._Element) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(one.tag), one.get(f"{W}type", _USUAL_KIND))
        for one in section.iterchildren(*_REFERENCES)
    )


def _check(root: etree._Element, known: frozenset[str]) -> None:
    strange = {one.tag for one in root.iter()} - known
    if strange:
        raise NotFusible(f"it holds {sorted(map(str, strange))[0]}")
    fields = [one.text or "" for one in root.iter(f"{W}instrText")]
    fields += [one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple")]
    for field in fields:
        if not _PAGE_NUMBER.fullmatch(field):
            raise NotFusible(f"it holds the field {field!r}")
