"""The sections of a document: size of the sheet, margins, and where the page number stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from doc_service.conformity import blocks
from doc_service.conformity.looks import Looks, mm
from doc_service.conformity.paper import Align, PageNumber, Sheet
from doc_service.word.markup import MC, R, W, switch, value, whole_number

_LETTER: Final = {"w": 12240, "h": 15840}
"""dxa of a sheet that is not given; so much for a document without `w:pgSz` in Word."""

_INCH: Final = 1440
_HALF_INCH: Final = 720
_PAGE = re.compile(r"(?<!\w)PAGE(?!\w)", re.IGNORECASE)
_ALIGNMENTS: Final[Mapping[str, Align]] = {
    "left": "left",
    "inside": "left",
    "center": "center",
    "right": "right",
    "outside": "right",
    "end": "right",
    "decimal": "right",
}
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

Part = Callable[[str], "etree._Element | None"]
"""Gives a header or footer by the id of its relationship."""


@dataclass(frozen=True, slots=True)
class SheetReader:
    """Reads the sections of one document."""

    looks: Looks
    part: Part
    _numbers: dict[str, PageNumber | None] = field(default_factory=dict)

    def sheets(self, body: etree._Element) -> tuple[Sheet, ...]:
        """Return the sections in order; a header that one leaves out is that of the one before."""
        held: dict[tuple[str, str], str] = {}
        found = []
        for section in _sections(body):
            for reference in section:
                kind = _REFERENCES.get(str(reference.tag))
                if kind:
                    at = (kind, reference.get(f"{W}type") or "default")
                    held[at] = reference.get(f"{R}id") or ""
            found.append(self._sheet(section, held))
        return tuple(found) or (self._sheet(etree.Element(f"{W}sectPr"), {}),)

    def _sheet(self, section: etree._Element, held: Mapping[tuple[str, str], str]) -> Sheet:
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        differs = bool(switch(section.find(f"{W}titlePg")))
        above, below = (self._number(held, kind, "default") for kind in _KINDS)
        first = any(self._number(held, kind, "first") for kind in _KINDS)
        return Sheet(
            width_mm=mm(_measure(size, "w", _LETTER["w"])),
            height_mm=mm(_measure(size, "h", _LETTER["h"])),
            top_mm=mm(abs(_measure(margins, "top", _INCH))),
            bottom_mm=mm(abs(_measure(margins, "bottom", _INCH))),
            left_mm=mm(_measure(margins, "left", _INCH) + _measure(margins, "gutter", 0)),
            right_mm=mm(_measure(margins, "right", _INCH)),
            header_mm=mm(_measure(margins, "header", _HALF_INCH)),
            first_page_differs=differs,
            number=above or below,
            number_in_footer=above is None and below is not None,
            number_on_first=first if differs else (above or below) is not None,
        )

    def _number(
        self, held: Mapping[tuple[str, str], str], kind: str, pages: str
    ) -> PageNumber | None:
        name = held.get((kind, pages), "")
        if name not in self._numbers:
            root = self.part(name) if name else None
            self._numbers[name] = None if root is None else self._number_in(root)
        return self._numbers[name]

    def _number_in(self, root: etree._Element) -> PageNumber | None:
        for placed in blocks.paragraphs(root, self.looks.styles):
            run = _page_run(placed.element)
            if run is not None:
                style = value(placed.element.find(f"{W}pPr/{W}pStyle"))
                look = self.looks.look(run.find(f"{W}rPr"), style, placed.table_style)
                if look is not None:
                    return PageNumber(self._align(placed, style, run), look.pt)
        return None

    def _align(self, placed: blocks.Placed, style: str, run: etree._Element) -> Align:
        """Return where a page number stands: by a frame, a text box, a tab or its paragraph."""
        properties = placed.element.find(f"{W}pPr")
        frame = None if properties is None else properties.find(f"{W}framePr")
        if frame is not None and frame.get(f"{W}xAlign"):
            return _ALIGNMENTS.get(frame.get(f"{W}xAlign") or "", "left")
        if placed.boxed:
            return next((at for at in _anchored(placed.element)), "left")
        align = self.looks.shape(properties, style, table_style=placed.table_style).align
        if align in ("center", "right"):
            return align
        return self._tabbed(placed.element, style, run) or "left"

    def _tabbed(self, paragraph: etree._Element, style: str, run: etree._Element) -> Align | None:
        stops = self.looks.tabs(paragraph.find(f"{W}pPr"), style)
        passed = 0
        for element in paragraph.iter(f"{W}tab", f"{W}ptab", f"{W}r"):
            if element is run:
                break
            if element.tag == f"{W}ptab":
                return _ALIGNMENTS.get(element.get(f"{W}alignment") or "")
            # those of `w:tabs` are stops, not tabs
            passed += element.tag == f"{W}tab" and element.get(f"{W}pos") is None
        return _ALIGNMENTS.get(stops[passed - 1]) if 0 < passed <= len(stops) else None


_KINDS: Final = ("header", "footer")
_REFERENCES: Final = {f"{W}{kind}Reference": kind for kind in _KINDS}


def _sections(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the ends of sections: in the properties of a paragraph, and at the end of the body."""
    for section in body.iter(f"{W}sectPr"):
        above = section.iterancestors(f"{W}p", f"{W}pPrChange", f"{MC}Fallback")
        if next(above, body).tag not in (f"{W}pPrChange", f"{MC}Fallback"):
            yield section


def _measure(element: etree._Element | None, name: str, otherwise: int) -> int:
    found = None if element is None else whole_number(element.get(f"{W}{name}"))
    return otherwise if found is None else found


def _page_run(paragraph: etree._Element) -> etree._Element | None:
    """Return the run that shows the page number, if there is one."""
    for simple in paragraph.iter(f"{W}fldSimple"):
        if _PAGE.search(simple.get(f"{W}instr") or ""):
            return next(simple.iter(f"{W}r"), simple)
    codes = [code for code in paragraph.iter(f"{W}instrText") if _owner(code) is paragraph]
    # Word may spread the letters of a field code over several runs
    if _PAGE.search("".join(code.text or "" for code in codes)):
        return codes[0].getparent()
    return None


def _owner(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(f"{W}p"), None)


def _anchored(paragraph: etree._Element) -> Iterator[Align]:
    """Yield how the text box around a paragraph is aligned on the page."""
    for above in paragraph.iterancestors(f"{_WP}anchor"):
        aligned = above.findtext(f"{_WP}positionH/{_WP}align") or ""
        if aligned in _ALIGNMENTS:
            yield _ALIGNMENTS[aligned]
