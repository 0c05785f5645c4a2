"""What one place of a Word file says of runs and paragraphs, and how such layers lie on each other.

`None` (of a font "") leaves a property to the layer below (ECMA-376 Part 1, 17.7.2). Lengths are in
twentieths of a point (dxa), as the format has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from lxml import etree

from doc_service.word.markup import W, switch, value, whole_number

Align = Literal["left", "center", "right", "both"]
LineRule = Literal["exact", "at_least", "multiple"]
Given = TypeVar("Given")

SCRIPTS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
"""Scripts that a run has a font for."""

NO_FONTS: Final = ("",) * len(SCRIPTS)


@dataclass(frozen=True, slots=True)
class RunFormat:
    """Properties of a run."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    underline: bool | None = None
    half_points: int | None = None
    colour: str | None = None
    """`RRGGBB` or `auto`."""

    fonts: tuple[str, ...] = NO_FONTS
    """One for each of `SCRIPTS`."""

    font: str | None = None
    """The Latin font of the topmost layer that names one."""

    def over(self, other: RunFormat) -> RunFormat:
        """Return these properties, with what they leave open taken from another layer."""
        if other is PLAIN_RUN:
            return self
        if self is PLAIN_RUN:
            return other
        return RunFormat(
            bold=_first(self.bold, other.bold),
            italic=_first(self.italic, other.italic),
            capitals=_first(self.capitals, other.capitals),
            hidden=_first(self.hidden, other.hidden),
            underline=_first(self.underline, other.underline),
            half_points=_first(self.half_points, other.half_points),
            colour=_first(self.colour, other.colour),
            fonts=tuple(mine or yours for mine, yours in zip(self.fonts, other.fonts, strict=True)),
            font=_first(self.font, other.font),
        )


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Properties of a paragraph."""

    align: Align | None = None
    first: int | None = None
    left: int | None = None
    right: int | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    """dxa, or 240ths of a line where the rule is `multiple`."""

    line_rule: LineRule | None = None
    ruled_below: bool | None = None
    ruled_above: bool | None = None
    page_break_before: bool | None = None
    tabs: tuple[str, ...] | None = None
    """Kinds of the tab stops, from left to right."""

    def over(self, other: ParagraphFormat) -> ParagraphFormat:
        """Return these properties, with what they leave open taken from another layer."""
        if other is PLAIN_PARAGRAPH:
            return self
        if self is PLAIN_PARAGRAPH:
            return other
        return ParagraphFormat(
            align=_first(self.align, other.align),
            first=_first(self.first, other.first),
            left=_first(self.left, other.left),
            right=_first(self.right, other.right),
            before=_first(self.before, other.before),
            after=_first(self.after, other.after),
            line=_first(self.line, other.line),
            line_rule=_first(self.line_rule, other.line_rule),
            ruled_below=_first(self.ruled_below, other.ruled_below),
            ruled_above=_first(self.ruled_above, other.ruled_above),
            page_break_before=_first(self.page_break_before, other.page_break_before),
            tabs=_first(self.tabs, other.tabs),
        )


PLAIN_RUN: Final = RunFormat()
PLAIN_PARAGRAPH: Final = ParagraphFormat()

_AUTOMATIC_SPACING: Final = 280
"""dxa that Word leaves where spacing is automatic, as HTML has it: 14 points."""

_ALIGNMENTS: Final[Mapping[str, Align]] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "both",
    "thaiDistribute": "both",
    "lowKashida": "both",
    "mediumKashida": "both",
    "highKashida": "both",
}
_LINE_RULES: Final[Mapping[str, LineRule]] = {
    "exact": "exact",
    "atLeast": "at_least",
    "auto": "multiple",
}
_NO_LINE: Final = frozenset(("", "nil", "none"))


def read_run(
    properties: etree._Element | None, theme: Mapping[str, str] | None = None
) -> RunFormat:
    """Read the properties of a run (`w:rPr`).

    Args:
        properties: the element.
        theme: font by the name that `w:asciiTheme` and its like use; see `theme.read_theme`.
    """
    if properties is None or len(properties) == 0:
        return PLAIN_RUN
    fonts = properties.find(f"{W}rFonts")
    underline = properties.find(f"{W}u")
    return RunFormat(
        bold=switch(properties.find(f"{W}b")),
        italic=switch(properties.find(f"{W}i")),
        capitals=switch(properties.find(f"{W}caps")),
        hidden=switch(properties.find(f"{W}vanish")),
        underline=None if underline is None else value(underline) not in _NO_LINE,
        half_points=whole_number(value(properties.find(f"{W}sz"))),
        colour=value(properties.find(f"{W}color")) or None,
        fonts=NO_FONTS if fonts is None else _fonts(fonts, theme or {}),
        font=None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"),
    )


def _fonts(element: etree._Element, theme: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fonts by script; a font of the theme goes before a named one (17.3.2.26)."""
    return tuple(
        theme.get(element.get(f"{W}{_THEME_NAMES[script]}") or "", "")
        or element.get(f"{W}{script}")
        or ""
        for script in SCRIPTS
    )


_THEME_NAMES: Final = {
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
    "cs": "cstheme",
    "eastAsia": "eastAsiaTheme",
}


def read_paragraph(properties: etree._Element | None) -> ParagraphFormat:
    """Read the properties of a paragraph (`w:pPr`)."""
    if properties is None or len(properties) == 0:
        return PLAIN_PARAGRAPH
    spacing = properties.find(f"{W}spacing")
    indent = properties.find(f"{W}ind")
    borders = properties.find(f"{W}pBdr")
    line = None if spacing is None else whole_number(spacing.get(f"{W}line"))
    rule = None if spacing is None else _LINE_RULES.get(spacing.get(f"{W}lineRule") or "auto")
    tabs = properties.find(f"{W}tabs")
    return ParagraphFormat(
        align=_ALIGNMENTS.get(value(properties.find(f"{W}jc"))),
        first=_first_line(indent),
        left=_side(indent, "left", "start"),
        right=_side(indent, "right", "end"),
        before=_spacing(spacing, "before"),
        after=_spacing(spacing, "after"),
        line=line,
        line_rule=rule if line is not None else None,
        ruled_below=_ruled(borders, "bottom"),
        ruled_above=_ruled(borders, "top"),
        page_break_before=switch(properties.find(f"{W}pageBreakBefore")),
        tabs=None if tabs is None else _tabs(tabs),
    )


def read_numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    """Read which list, and which level of it, a paragraph belongs to (`w:pPr/w:numPr`)."""
    numbering = None if properties is None else properties.find(f"{W}numPr")
    if numbering is None:
        return None
    level = whole_number(value(numbering.find(f"{W}ilvl"))) or 0
    list_number = value(numbering.find(f"{W}numId"))
    return (list_number, level) if list_number else None


def visible(border: etree._Element | None) -> bool:
    """Say whether a border is drawn."""
    return border is not None and value(border) not in _NO_LINE


def _first(mine: Given | None, yours: Given | None) -> Given | None:
    return yours if mine is None else mine


def _first_line(indent: etree._Element | None) -> int | None:
    if indent is None:
        return None
    hanging = whole_number(indent.get(f"{W}hanging"))
    return whole_number(indent.get(f"{W}firstLine")) if hanging is None else -hanging


def _side(indent: etree._Element | None, *names: str) -> int | None:
    if indent is None:
        return None
    given = (whole_number(indent.get(f"{W}{name}")) for name in names)
    return next((length for length in given if length is not None), None)


def _spacing(spacing: etree._Element | None, side: str) -> int | None:
    if spacing is None:
        return None
    if (spacing.get(f"{W}{side}Autospacing") or "0") not in ("0", "false", "off"):
        return _AUTOMATIC_SPACING
    return whole_number(spacing.get(f"{W}{side}"))


def _ruled(borders: etree._Element | None, side: str) -> bool | None:
    border = None if borders is None else borders.find(f"{W}{side}")
    return None if border is None else visible(border)


def _tabs(tabs: etree._Element) -> tuple[str, ...]:
    stops = [
        (whole_number(tab.get(f"{W}pos")) or 0, value(tab))
        for tab in tabs.iterchildren(f"{W}tab")
        if value(tab) not in ("clear", "bar", "")
    ]
    return tuple(kind for _, kind in sorted(stops))
