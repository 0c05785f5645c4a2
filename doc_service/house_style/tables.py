"""Data tables: a head that repeats, rows that loop, and the signature as the last row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from doc_service.ooxml import Cell, mm, paragraph, row, run, table, tag, tag_row


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data table."""

    width_mm: float
    header: str = ""


def data_table(
    columns: Sequence[Column],
    *,
    head: Sequence[Sequence[Cell]],
    body: Sequence[str],
    closing: tuple[Cell, Cell],
) -> str:
    """Return a bordered table whose head repeats on every page, closed by the signature block.

    The closing is the table's last row: rows can be kept with the next row, a table with what
    follows it cannot (LibreOffice 7.4), and a signature must not stand alone on a page.
    """
    widths = widths_of(columns)
    rows = [row(cells, widths, header=True) for cells in head]
    return table([*rows, *body, row(list(closing), widths)], widths, borders=True)


def list_table(columns: Sequence[Column], body: Sequence[str]) -> str:
    """Return a bordered table that no signature closes, with the headers of its columns."""
    widths = widths_of(columns)
    head = row([head_cell(column.header) for column in columns], widths, header=True)
    return table([head, *body], widths, borders=True)


def widths_of(columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the widths of columns in dxa."""
    return tuple(mm(column.width_mm) for column in columns)


def head_cell(text: str, *, span: int = 1, merge: str = "") -> Cell:
    """Return a cell of the table's head; the lower cells of a vertical merge are empty."""
    return Cell(paragraph(text, "BangDau", keep_next=True), span=span, merge=merge)


def cell(
    text: str,
    style: str = "BangChu",
    *,
    bold: bool = False,
    keep: str = "",
    span: int = 1,
    align: str = "center",
) -> Cell:
    """Return a cell of the table's body.

    Args:
        text: template source.
        style: BangChu, BangDaiChu or BangSo.
        bold: for group rows and totals.
        keep: template condition under which the row stays on the page of the next one; "always".
        span: columns it covers.
        align: vertical alignment.
    """
    runs = run(text, bold=True if bold else None) if text else ""
    plain = paragraph(style=style, runs=runs)
    kept = paragraph(style=style, runs=runs, keep_next=True)
    if keep == "always":
        return Cell(kept, span=span, align=align)
    if keep:
        either = tag(f"if {keep}") + kept + tag("else") + plain + tag("endif")
        return Cell(either, span=span, align=align)
    return Cell(plain, span=span, align=align)


@dataclass(frozen=True, slots=True)
class Several:
    """What an entry of a table has several of, each in a row of its own."""

    loop: str
    """Of the template: `doan_ in dong.tom_tat | cac_doan`."""

    cells: tuple[tuple[str, str], ...]
    """Text and style of the cells that each row has."""

    lined: bool = True
    """Whether a line divides the rows; False where they are the paragraphs of one text."""


def entry_rows(
    columns: Sequence[tuple[str, str]],
    several: Several,
    widths: Sequence[int],
    *,
    keep: str,
    align: str = "center",
) -> list[str]:
    """Return the rows of an entry: its own cells merged down beside what it has several of.

    A page can break between those, and the last one stays with what follows; one high row could do
    neither. A line break inside a justified paragraph would also stretch the line before it.

    Args:
        columns: text and style of the entry's own cells, left of the others.
        several: the rest of the row.
        widths: dxa of each column.
        keep: template condition under which the entry stays on the page of the next row.
        align: vertical alignment.
    """

    def variant(merge: str, without: tuple[str, ...], kept: str) -> str:
        shown = merge != "continue"
        own = [
            replace(cell(words if shown else "", style, keep=kept, align=align), merge=merge)
            for words, style in columns
        ]
        each = [
            replace(
                cell(words, style, keep=kept, align=align),
                without=() if several.lined else without,
            )
            for words, style in several.cells
        ]
        return row([*own, *each], widths)

    return [
        tag_row(f"for {several.loop}", widths),
        tag_row("if loop.length == 1", widths),
        variant("", (), keep),
        tag_row("elif loop.first", widths),
        variant("restart", ("bottom",), "always"),
        tag_row("elif loop.last", widths),
        variant("continue", ("top",), keep),
        tag_row("else", widths),
        variant("continue", ("top", "bottom"), ""),
        tag_row("endif", widths),
        tag_row("endfor", widths),
    ]


def loop(code: str, rows: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return rows repeated by `{%tr for … %}`."""
    return [tag_row(f"for {code}", widths), *rows, tag_row("endfor", widths)]


def required_loop(code: str, rows: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return repeated rows of which there must be one: a draft that has none shows a blank row."""
    blank = row([cell("", keep="always") for _ in widths], widths)
    return loop(code, [*rows, tag_row("else", widths), blank], widths)
