"""How the text of a DOCX looks: styles, their ancestors and direct formatting, resolved.

Only what a sheet can show is kept: size, bold, italic, underline, raised, alignment, spacing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_OFF: Final = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class RunLook:
    """The look of a stretch of text."""

    size: float = 10
    """Points; 10 is what the format takes when nothing is said (ECMA-376 part 1 §17.3.2.38)."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """The look of a paragraph; lengths in points."""

    align: str = "left"
    before: float = 0
    after: float = 0
    exact: float = 0
    """Height of its lines where that is exact, else 0."""

    indent: float = 0
    """Left and right indents together."""

    ruled: bool = False
    """It has a top border: the rule under a title."""

    keep_next: bool = False
    """It stands on the page of what follows."""

    new_page: bool = False
    """It begins a page."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What a styles part says."""

    styles: Mapping[str, etree._Element]
    run: RunLook
    paragraph: ParagraphLook

    def paragraph_look(self, properties: etree._Element | None) -> tuple[ParagraphLook, RunLook]:
        """Return the look of a paragraph with these properties, and that of its text."""
        paragraph, run = self.paragraph, self.run
        for style in self._chain(_value(properties, "pStyle") or self._default()):
            paragraph = with_paragraph(paragraph, style.find(f"{W}pPr"))
            run = with_run(run, style.find(f"{W}rPr"))
        return with_paragraph(paragraph, properties), run

    def run_look(self, look: RunLook, properties: etree._Element | None) -> RunLook:
        """Return the look of a run with these properties in text of the given look."""
        for style in self._chain(_value(properties, "rStyle")):
            look = with_run(look, style.find(f"{W}rPr"))
        return with_run(look, properties)

    def _default(self) -> str | None:
        return next(
            (
                name
                for name, style in self.styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1"
            ),
            None,
        )

    def _chain(self, name: str | None) -> list[etree._Element]:
        """Return the ancestors of a style and itself, the oldest first."""
        chain: list[etree._Element] = []
        style = self.styles.get(name or "")
        while style is not None and style not in chain:
            chain.insert(0, style)
            style = self.styles.get(_value(style, "basedOn") or "")
        return chain


def looks_of(styles: bytes) -> Looks:
    """Return the looks of `word/styles.xml`."""
    root = etree.fromstring(styles)
    defaults = f"{W}docDefaults/{W}"
    return Looks(
        {str(style.get(f"{W}styleId")): style for style in root.iter(f"{W}style")},
        with_run(RunLook(), root.find(f"{defaults}rPrDefault/{W}rPr")),
        with_paragraph(ParagraphLook(), root.find(f"{defaults}pPrDefault/{W}pPr")),
    )


def with_run(look: RunLook, properties: etree._Element | None) -> RunLook:
    """Return the look with what run properties say in its place."""
    if properties is None:
        return look
    said: dict[str, Any] = {}
    for name, attribute in (("b", "bold"), ("i", "italic"), ("u", "underline")):
        if (element := properties.find(f"{W}{name}")) is not None:
            said[attribute] = element.get(f"{W}val") not in _OFF
    if size := _value(properties, "sz"):
        said["size"] = int(size) / 2
    if raised := _value(properties, "vertAlign"):
        said["raised"] = raised == "superscript"
    return replace(look, **said)


def with_paragraph(look: ParagraphLook, properties: etree._Element | None) -> ParagraphLook:
    """Return the look with what paragraph properties say in its place."""
    if properties is None:
        return look
    said: dict[str, Any] = {}
    if align := _value(properties, "jc"):
        said["align"] = align
    if (spacing := properties.find(f"{W}spacing")) is not None:
        for name in ("before", "after"):
            if (length := spacing.get(f"{W}{name}")) is not None:
                said[name] = int(length) / 20
        if (line := spacing.get(f"{W}line")) is not None:
            exact = spacing.get(f"{W}lineRule") == "exact"
            said["exact"] = int(line) / 20 if exact else 0
    if (indent := properties.find(f"{W}ind")) is not None:
        sides = (indent.get(f"{W}{side}") or "0" for side in ("left", "right"))
        said["indent"] = sum(float(side) for side in sides) / 20
    if properties.find(f"{W}pBdr/{W}top") is not None:
        said["ruled"] = True
    for name, attribute in (("keepNext", "keep_next"), ("pageBreakBefore", "new_page")):
        if (element := properties.find(f"{W}{name}")) is not None:
            said[attribute] = element.get(f"{W}val") not in _OFF
    return replace(look, **said)


def _value(parent: etree._Element | None, name: str) -> str | None:
    element = None if parent is None else parent.find(f"{W}{name}")
    return None if element is None else element.get(f"{W}val")
