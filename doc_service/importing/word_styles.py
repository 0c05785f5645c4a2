"""What the styles of a Word file say of its runs and paragraphs: bold, italic, font, numbering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from doc_service.importing.word_package import W

_OFF: Final = frozenset(("0", "false", "off", "none"))
_DEPTH: Final = 12
"""Styles that may be based on each other; more is a circle."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as it matters here; None: as the style says."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, other: Look) -> Look:
        """Return this look, with what it leaves open taken from another."""
        return Look(
            self.bold if self.bold is not None else other.bold,
            self.italic if self.italic is not None else other.italic,
            self.capitals if self.capitals is not None else other.capitals,
            self.hidden if self.hidden is not None else other.hidden,
            self.font if self.font is not None else other.font,
        )


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Style:
    """One style."""

    look: Look = PLAIN
    based_on: str = ""
    numbering: tuple[str, int] | None = None
    """Number of the list, and its level from 0."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    """Style of a paragraph that names none."""

    usual: Look = PLAIN

    def look(self, paragraph_style: str, run_style: str, direct: Look) -> Look:
        """Return how a run looks in the end."""
        look = direct
        for style in (*self._chain(run_style), *self._chain(paragraph_style or self.default)):
            look = look.over(style.look)
        return look.over(self.usual)

    def numbering(self, paragraph_style: str) -> tuple[str, int] | None:
        """Return the list that a paragraph belongs to by its style."""
        chain = self._chain(paragraph_style)
        return next((style.numbering for style in chain if style.numbering), None)

    def _chain(self, name: str) -> Iterator[Style]:
        for _ in range(_DEPTH):
            style = self.by_id.get(name)
            if style is None:
                return
            yield style
            name = style.based_on


def read_styles(root: etree._Element | None) -> Styles:
    """Read `styles.xml`; without one, nothing is styled."""
    if root is None:
        return Styles()
    by_id: dict[str, Style] = {}
    default = ""
    for element in root.iter(f"{W}style"):
        name = element.get(f"{W}styleId") or ""
        by_id[name] = Style(
            look=read_look(element.find(f"{W}rPr")),
            based_on=value(element.find(f"{W}basedOn")),
            numbering=read_numbering(element.find(f"{W}pPr")),
        )
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
            default = name
    usual = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(by_id, default, read_look(usual))


def read_look(properties: etree._Element | None) -> Look:
    """Read the properties of a run (`w:rPr`)."""
    if properties is None:
        return PLAIN
    fonts = properties.find(f"{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    return Look(
        bold=_switch(properties.find(f"{W}b")),
        italic=_switch(properties.find(f"{W}i")),
        capitals=_switch(properties.find(f"{W}caps")),
        hidden=_switch(properties.find(f"{W}vanish")),
        font=font,
    )


def read_numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    """Read which list, and which level of it, a paragraph belongs to (`w:pPr/w:numPr`)."""
    numbering = None if properties is None else properties.find(f"{W}numPr")
    if numbering is None:
        return None
    level = value(numbering.find(f"{W}ilvl"))
    number = value(numbering.find(f"{W}numId"))
    return (number, int(level) if level.isdecimal() else 0) if number else None


def value(element: etree._Element | None) -> str:
    """Return `w:val`, or "" where there is none."""
    return "" if element is None else element.get(f"{W}val") or ""


def _switch(element: etree._Element | None) -> bool | None:
    return None if element is None else value(element).lower() not in _OFF
