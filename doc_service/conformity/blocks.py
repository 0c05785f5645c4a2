"""Where every paragraph of a document stands: in which table, section and text box.

The order of `paragraphs` is what `Paragraph.index` counts and where comments are put.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from doc_service.conformity.paper import Where
from doc_service.word.formats import visible
from doc_service.word.markup import MC, TEXT_BOX, W, value, whole_number
from doc_service.word.styles import Styles, has_grid

_COLUMNS: Final = 63
"""Columns of the widest table that Word takes."""

_PARAGRAPH: Final = f"{W}p"
_TABLE: Final = f"{W}tbl"
_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_FALLBACK: Final = f"{MC}Fallback"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph and where it stands."""

    element: etree._Element
    where: Where | None = None
    table_style: str = ""
    section: int = 0
    boxed: bool = False
    host: int | None = None
    """Number of the paragraph of the body that anchors the text box around it."""

    ruled_cell: bool = False
    """It is the last of a cell that has a line below it and no other."""


def paragraphs(body: etree._Element, styles: Styles | None = None) -> Iterator[Placed]:
    """Yield all paragraphs in document order; of two versions of one, the newer."""
    yield from _Walk(styles or Styles()).blocks(body, Placed(body))


@dataclass(frozen=True, slots=True)
class _Frame:
    """A table on the way down."""

    number: int
    columns: int
    rows: int
    grid: bool
    """It draws borders around its cells."""

    lines: frozenset[str]
    """The borders of the table that are drawn."""


@dataclass(slots=True)
class _Walk:
    """Goes through a document, counting tables, sections and paragraphs."""

    styles: Styles
    tables: int = 0
    section: int = 0
    count: int = 0
    frames: list[_Frame] = field(default_factory=list)

    def blocks(self, container: etree._Element, at: Placed) -> Iterator[Placed]:
        """Yield the paragraphs of a container, which stands where `at` says."""
        for child in container:
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child, at)
            elif child.tag == _TABLE:
                yield from self._table(child, at)
            elif child.tag != _FALLBACK and len(child):
                yield from self.blocks(child, at)

    def _paragraph(self, element: etree._Element, at: Placed) -> Iterator[Placed]:
        here = self.count
        self.count += 1
        yield Placed(
            element, at.where, at.table_style, self.section, at.boxed, at.host, at.ruled_cell
        )
        for box in text_boxes(element):
            host = here if at.host is None else at.host
            yield from self.blocks(box, replace(at, boxed=True, host=host, ruled_cell=False))
        if element.find(f"{W}pPr/{W}sectPr") is not None:
            self.section += 1

    def _table(self, table: etree._Element, at: Placed) -> Iterator[Placed]:
        rows = list(_inside(table, _ROW))
        style = value(table.find(f"{W}tblPr/{W}tblStyle")) or self.styles.default_table
        borders = table.find(f"{W}tblPr/{W}tblBorders")
        lines = frozenset() if borders is None else _lines(borders)
        frame = _Frame(
            number=self.tables,
            columns=_columns(table, rows),
            rows=len(rows),
            grid=self.styles.bordered(style) if borders is None else has_grid(borders),
            lines=lines,
        )
        self.tables += 1
        for place, row in enumerate(rows):
            yield from self._row(row, place, frame, replace(at, table_style=style))

    def _row(self, row: etree._Element, place: int, frame: _Frame, at: Placed) -> Iterator[Placed]:
        column = _span(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _inside(row, _CELL):
            bordered, ruled = _borders(cell, frame, last_row=place == frame.rows - 1)
            here = Where(frame.number, place, column, frame.columns, frame.rows, bordered)
            inner = replace(at, where=_nested(at.where, here), ruled_cell=False)
            found = list(self.blocks(cell, inner))
            if found and ruled:
                found[-1] = replace(found[-1], ruled_cell=True)
            yield from found
            column += _span(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes anchored in a paragraph; of two versions of one, the newer."""
    for box in paragraph.iter(TEXT_BOX):
        if next(box.iterancestors(_PARAGRAPH), None) is paragraph and not any(
            above.tag == _FALLBACK for above in box.iterancestors()
        ):
            yield box


def _nested(outer: Where | None, here: Where) -> Where:
    if outer is None or outer.columns == 1 or here.columns > 1:
        return here
    return replace(outer, nested=True)


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield rows of a table or cells of a row, those in content controls too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != _FALLBACK and len(child):
            yield from _inside(child, tag)


def _columns(table: etree._Element, rows: list[etree._Element]) -> int:
    grid = table.find(f"{W}tblGrid")
    if grid is not None and len(grid):
        return min(sum(1 for _ in grid.iterchildren(f"{W}gridCol")), _COLUMNS)
    return max((sum(1 for _ in _inside(row, _CELL)) for row in rows), default=1)


def _span(element: etree._Element | None, least: int) -> int:
    """Return over how many columns something goes."""
    given = whole_number(value(element))
    return least if given is None else max(least, min(given, _COLUMNS))


def _lines(borders: etree._Element) -> frozenset[str]:
    return frozenset(str(side.tag).removeprefix(W) for side in borders if visible(side))


def _borders(cell: etree._Element, frame: _Frame, *, last_row: bool) -> tuple[bool, bool]:
    """Say whether a cell is framed, and whether it only has a line below."""
    own = cell.find(f"{W}tcPr/{W}tcBorders")
    drawn = frozenset() if own is None else _lines(own)
    taken_off = 0 if own is None else len(own) - len(drawn)
    framed = len(drawn) > 1 or (frame.grid and taken_off < len(("top", "bottom", "left")))
    below = "bottom" in drawn or ("bottom" if last_row else "insideH") in frame.lines
    return framed, below and not framed
