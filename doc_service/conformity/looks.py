"""The effective look of runs and shape of paragraphs, each worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from doc_service.conformity.paper import Look, Shape
from doc_service.word.formats import SCRIPTS, ParagraphFormat, RunFormat, read_paragraph, read_run
from doc_service.word.markup import W, value
from doc_service.word.numbering import Numbering
from doc_service.word.styles import Styles

_DXA_PER_MM: Final = 1440 / 25.4
_USUAL_HALF_POINTS: Final = 20
"""Of a run of whose size nothing speaks (ECMA-376 Part 1, 17.3.2.38)."""

_BLACK: Final = frozenset(("auto", "000000"))

Listed = tuple[str, int]


def mm(dxa: int) -> float:
    """Return twentieths of a point in millimetres."""
    return round(dxa / _DXA_PER_MM, 2)


@dataclass(frozen=True, slots=True)
class Looks:
    """Answers for one document how its runs and paragraphs look."""

    styles: Styles
    theme: Mapping[str, str] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    _looks: dict[tuple[object, ...], Look | None] = field(default_factory=dict)
    _shapes: dict[tuple[object, ...], Shape] = field(default_factory=dict)

    def look(
        self, properties: etree._Element | None, paragraph_style: str, table_style: str = ""
    ) -> Look | None:
        """Return the look of a run; None where it is not printed."""
        key = (paragraph_style, table_style, _key(properties))
        if key not in self._looks:
            named = value(None if properties is None else properties.find(f"{W}rStyle"))
            direct = read_run(properties, self.theme)
            found = self.styles.run(paragraph_style, named, direct, table_style)
            self._looks[key] = None if found.hidden else _look(found)
        return self._looks[key]

    def shape(
        self,
        properties: etree._Element | None,
        paragraph_style: str,
        listed: Listed | None = None,
        *,
        by_style: bool = False,
        table_style: str = "",
    ) -> Shape:
        """Return the shape of a paragraph.

        Args:
            properties: its own (`w:pPr`).
            paragraph_style: id of its style; "" for the default one.
            listed: the list and level it belongs to.
            by_style: its style puts it in that list, not it itself.
            table_style: id of the style of the table around it.
        """
        key = (paragraph_style, table_style, listed, by_style, _paragraph_key(properties))
        if key not in self._shapes:
            direct = read_paragraph(properties)
            level = self.numbering.paragraph(*listed) if listed else ParagraphFormat()
            if not by_style:
                direct = direct.over(level)
            self._shapes[key] = _shape(
                self.styles.paragraph(paragraph_style, direct, level, table_style)
            )
        return self._shapes[key]

    def tabs(self, properties: etree._Element | None, paragraph_style: str) -> tuple[str, ...]:
        """Return the kinds of the tab stops of a paragraph, from left to right."""
        return self.styles.paragraph(paragraph_style, read_paragraph(properties)).tabs or ()


def _key(properties: etree._Element | None) -> tuple[object, ...]:
    if properties is None:
        return ()
    return tuple((child.tag, *child.attrib.items()) for child in properties)


def _paragraph_key(properties: etree._Element | None) -> tuple[object, ...]:
    """Return what tells the properties of a paragraph from others, its mark and section aside."""
    if properties is None:
        return ()
    return tuple(
        (child.tag, *child.attrib.items(), _paragraph_key(child))
        for child in properties
        if child.tag not in _APART
    )


_APART: Final = frozenset((f"{W}rPr", f"{W}sectPr", f"{W}pPrChange"))


def _look(found: RunFormat) -> Look:
    colour = found.colour or "auto"
    return Look(
        pt=(found.half_points or _USUAL_HALF_POINTS) / 2,
        bold=bool(found.bold),
        italic=bool(found.italic),
        underline=bool(found.underline),
        capitals=bool(found.capitals),
        colour="" if colour in _BLACK else colour.upper(),
        fonts=dict(zip(SCRIPTS, found.fonts, strict=True)),
    )


def _shape(found: ParagraphFormat) -> Shape:
    line, rule = found.line or 240, found.line_rule or "multiple"
    return Shape(
        align=found.align or "left",
        first_mm=mm(found.first or 0),
        left_mm=mm(found.left or 0),
        right_mm=mm(found.right or 0),
        before_pt=(found.before or 0) / 20,
        after_pt=(found.after or 0) / 20,
        line_pt=None if rule == "multiple" else line / 20,
        line_rule=rule,
        line_multiple=round(line / 240, 3) if rule == "multiple" else 1.0,
        ruled_below=bool(found.ruled_below),
        page_break_before=bool(found.page_break_before),
        ruled_above=bool(found.ruled_above),
    )
