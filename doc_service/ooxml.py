"""WordprocessingML, written as text: runs, paragraphs, cells, rows, tables.

Lengths are in twentieths of a point (dxa), as the format has them; `mm` converts.
Texts are template source: Jinja tags stand in them as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

SIDES: Final = ("top", "left", "bottom", "right")


def mm(length: float) -> int:
    """Return millimetres in dxa."""
    return round(length * 1440 / 25.4)


def pt(length: float) -> int:
    """Return points in dxa."""
    return round(length * 20)


def run(text: str, *, bold: bool | None = None, italic: bool | None = None, extra: str = "") -> str:
    """Return one run; `None` leaves a property to the paragraph's style."""
    properties = extra
    for tag, wanted in (("b", bold), ("i", italic)):
        if wanted is not None:
            properties += f"<w:{tag}/>" if wanted else f'<w:{tag} w:val="0"/>'
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    text: str = "",
    style: str = "",
    *,
    runs: str = "",
    keep_next: bool = False,
    properties: str = "",
    inside: str = "",
) -> str:
    """Return a paragraph.

    Args:
        text: its only run, or "" for an empty paragraph or one made of `runs`.
        style: id of its style.
        runs: ready-made runs instead of `text`.
        keep_next: keep it on the page of the next one.
        properties: further paragraph properties, in the order of the format.
        inside: elements before the runs, such as bookmarks.
    """
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    kept = "<w:keepNext/>" if keep_next else ""
    all_properties = f"{chosen}{kept}{properties}"
    opened = f"<w:pPr>{all_properties}</w:pPr>" if all_properties else ""
    content = runs or (run(text) if text else "")
    return f"<w:p>{opened}{inside}{content}</w:p>"


def tag(code: str, level: str = "p") -> str:
    """Return a paragraph that only carries a template tag: `{%p for … %}`."""
    return paragraph(f"{{%{level} {code} %}}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell."""

    content: str
    """Its paragraphs; there must be one."""

    span: int = 1
    """Columns of the grid it covers."""

    merge: str = ""
    """`restart` or `continue` of a vertical merge."""

    without: tuple[str, ...] = ()
    """Sides that have no border, whatever the table has; `SIDES` for none at all."""

    align: str = "center"
    """Vertical alignment: top, center, bottom."""


def row(
    cells: Sequence[Cell],
    widths: Sequence[int],
    *,
    header: bool = False,
    splits: bool = False,
    least_height: int = 0,
) -> str:
    """Return a table row.

    Args:
        cells: from left to right; their spans add up to the number of `widths`.
        widths: dxa of each column of the grid.
        header: repeat it on every page.
        splits: allow a page break inside it.
        least_height: dxa, or 0 for as high as its content.
    """
    properties = "" if splits else "<w:cantSplit/>"
    properties += f'<w:trHeight w:val="{least_height}"/>' if least_height else ""
    properties += "<w:tblHeader/>" if header else ""
    opened = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    shown, at = [], 0
    for cell in cells:
        shown.append(_cell(cell, sum(widths[at : at + cell.span])))
        at += cell.span
    if at != len(widths):
        raise ValueError(f"cells cover {at} columns of {len(widths)}")
    return f"<w:tr>{opened}{''.join(shown)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[
        cell.merge
    ]
    nothing = "".join(f'<w:{side} w:val="nil"/>' for side in SIDES if side in cell.without)
    borders = f"<w:tcBorders>{nothing}</w:tcBorders>" if nothing else ""
    align = "" if cell.align == "top" else f'<w:vAlign w:val="{cell.align}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{borders}{align}</w:tcPr>'
        f"{cell.content}</w:tc>"
    )


def table(
    rows: Sequence[str], widths: Sequence[int], *, borders: bool, margin_mm: float = 1.0
) -> str:
    """Return a table of fixed layout, centred between the margins.

    Args:
        rows: what `row` returned, or rows that only carry tags.
        widths: dxa of each column.
        borders: single lines around every cell, or none.
        margin_mm: space between the text and the left and right border of a cell.
    """
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides
    )
    drawn = f"<w:tblBorders>{lines}</w:tblBorders>" if borders else ""
    inset, above = mm(margin_mm), pt(2) if borders else 0
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", above), ("left", inset), ("bottom", above), ("right", inset))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{drawn}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def tag_row(code: str, widths: Sequence[int]) -> str:
    """Return a row that only carries a template tag: `{%tr for … %}`."""
    return row([Cell(paragraph(f"{{%tr {code} %}}"), span=len(widths))], widths, splits=True)


def bookmark(name: str, number: int | str) -> str:
    """Return an empty bookmark, the invisible mark of a place to sign."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
