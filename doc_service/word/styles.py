"""The styles of a Word file: what each says in the end of its runs, paragraphs and lists.

Bold, italic, capitals and hiding are toggles: said by the style of a paragraph and by that of a
run, they cancel out (ECMA-376 Part 1, 17.7.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from doc_service.word.formats import (
    PLAIN_PARAGRAPH,
    PLAIN_RUN,
    ParagraphFormat,
    RunFormat,
    read_numbering,
    read_paragraph,
    read_run,
)
from doc_service.word.markup import W, value

_DEPTH: Final = 12
"""Styles that may be based on each other; more is a circle."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style, as far as it speaks itself."""

    run: RunFormat = PLAIN_RUN
    paragraph: ParagraphFormat = PLAIN_PARAGRAPH
    based_on: str = ""
    numbering: tuple[str, int] | None = None
    """Number of the list, and its level from 0."""

    bordered: bool | None = None
    """Of a table style: whether it draws borders; None: it does not say."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document."""

    by_id: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    """Style of a paragraph that names none."""

    default_table: str = ""
    usual_run: RunFormat = PLAIN_RUN
    usual_paragraph: ParagraphFormat = PLAIN_PARAGRAPH
    _runs: dict[str, RunFormat] = field(default_factory=dict)

    def run(
        self, paragraph_style: str, run_style: str, direct: RunFormat, table_style: str = ""
    ) -> RunFormat:
        """Return what a run looks like in the end."""
        levels = [
            self.said_of_runs(name)
            for name in (run_style, paragraph_style or self.default, table_style)
            if name
        ]
        found = direct
        for level in levels:
            found = found.over(level)
        toggled = replace(
            found,
            bold=_toggled([at.bold for at in (direct, *levels)]),
            italic=_toggled([at.italic for at in (direct, *levels)]),
            capitals=_toggled([at.capitals for at in (direct, *levels)]),
            hidden=_toggled([at.hidden for at in (direct, *levels)]),
        )
        return toggled.over(self.usual_run)

    def paragraph(
        self,
        paragraph_style: str,
        direct: ParagraphFormat,
        listed: ParagraphFormat = PLAIN_PARAGRAPH,
        table_style: str = "",
    ) -> ParagraphFormat:
        """Return the format of a paragraph in the end.

        Args:
            paragraph_style: id of its style; "" for the default one.
            direct: what the paragraph says itself.
            listed: what the level of the list says that its style puts it in.
            table_style: id of the style of the table around it.
        """
        found = direct
        for style in self.chain(paragraph_style or self.default):
            found = found.over(style.paragraph)
            if style.numbering:
                # the style that names a list knows better than the list (17.9.23)
                found = found.over(listed)
        for style in self.chain(table_style):
            found = found.over(style.paragraph)
        return found.over(self.usual_paragraph)

    def said_of_runs(self, name: str) -> RunFormat:
        """Return what a style and those it is based on say of runs."""
        if name not in self._runs:
            said = PLAIN_RUN
            for style in self.chain(name):
                said = said.over(style.run)
            self._runs[name] = said
        return self._runs[name]

    def numbering(self, paragraph_style: str) -> tuple[str, int] | None:
        """Return the list that a paragraph belongs to by its style."""
        chain = self.chain(paragraph_style or self.default)
        return next((style.numbering for style in chain if style.numbering), None)

    def bordered(self, table_style: str) -> bool:
        """Say whether a table style draws borders."""
        chain = self.chain(table_style)
        return next((at.bordered for at in chain if at.bordered is not None), False)

    def chain(self, name: str) -> Iterator[Style]:
        """Yield a style and those it is based on, the nearest first."""
        for _ in range(_DEPTH):
            style = self.by_id.get(name)
            if style is None:
                return
            yield style
            name = style.based_on


def read_styles(root: etree._Element | None, theme: Mapping[str, str] | None = None) -> Styles:
    """Read `styles.xml`; without one, nothing is styled.

    Args:
        root: the part.
        theme: fonts of the theme; see `theme.read_theme`.
    """
    if root is None:
        return Styles()
    by_id: dict[str, Style] = {}
    defaults: dict[str, str] = {}
    for element in root.iterchildren(f"{W}style"):
        name = element.get(f"{W}styleId") or ""
        by_id[name] = _style(element, theme)
        if element.get(f"{W}default") in ("1", "true", "on"):
            defaults[element.get(f"{W}type") or ""] = name
    usual = root.find(f"{W}docDefaults")
    return Styles(
        by_id,
        defaults.get("paragraph", ""),
        defaults.get("table", ""),
        read_run(None if usual is None else usual.find(f"{W}rPrDefault/{W}rPr"), theme),
        read_paragraph(None if usual is None else usual.find(f"{W}pPrDefault/{W}pPr")),
    )


def _style(element: etree._Element, theme: Mapping[str, str] | None) -> Style:
    properties = element.find(f"{W}pPr")
    borders = element.find(f"{W}tblPr/{W}tblBorders")
    return Style(
        run=read_run(element.find(f"{W}rPr"), theme),
        paragraph=read_paragraph(properties),
        based_on=value(element.find(f"{W}basedOn")),
        numbering=read_numbering(properties),
        bordered=None if borders is None else has_grid(borders),
    )


def has_grid(borders: etree._Element) -> bool:
    """Say whether borders frame cells: one line alone is a rule, not a frame."""
    drawn = [border for border in borders if value(border) not in ("", "nil", "none")]
    return len(drawn) > 1


def _toggled(said: list[bool | None]) -> bool | None:
    """Return a toggle from what the run itself and then each style says of it."""
    if said[0] is not None or all(one is None for one in said):
        return said[0]
    return sum(map(bool, said)) % 2 == 1
