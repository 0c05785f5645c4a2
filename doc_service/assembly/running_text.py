"""The filter `than_bai`: a narrative body as paragraphs and tables of the house style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from doc_service.narrative.marks import Piece
from doc_service.narrative.outline import Kind
from doc_service.narrative.printing import Block, blocks, sections_of
from doc_service.ooxml import Cell, paragraph, row, run, table
from doc_service.vietnamese.text import NBSP, bind

STYLES: Final[dict[Kind, str]] = {
    "phan": "DePhan",
    "muc": "DeMuc",
    "tieu_muc": "DeTieuMuc",
    "dieu": "DeDieu",
}
"""Kinds whose headings have a style of their own; everything else is running text."""

BODY: Final = "ThanVanBan"
_DIGIT: Final = re.compile(r"\d")
_COMRADE: Final = "đồng chí "
_SENTENCE_ENDS: Final = (".", "!", "?", "…", ":", ";")


def than_bai(value: object, end: str = "", width: int = 9355) -> Markup:
    """Write a body as WordprocessingML.

    In a template: `{{p noi_dung | than_bai(ket_thuc) }}`, in a paragraph of its own.

    Args:
        value: the tree as the data hold it.
        end: mark that ends the document, `.` or `./.`; with it the last block stays with what
            follows, so that a signature never stands alone on a page.
        width: of the text, in dxa, for tables.
    """
    shown = list(blocks(sections_of(value)))
    if shown and end:
        shown[-1] = replace(_ended(shown[-1], end), keep_next=True)
    return Markup("".join(_block(one, width) for one in shown) or paragraph(style=BODY))


def _ended(block: Block, end: str) -> Block:
    """Return a last block with the end mark: `.` where none is, `./.` in place of a full stop."""
    if not block.text:
        return block
    last = block.text[-1]
    return replace(block, text=(*block.text[:-1], replace(last, text=ended(last.text, end))))


def ended(text: str, end: str) -> str:
    """Return a last sentence with the end mark: `.` where none is, `./.` for a full stop."""
    words = text.rstrip()
    if words.endswith("./."):
        return words
    if end == "./.":
        return words.removesuffix(".") + end
    return words if words.endswith(_SENTENCE_ENDS) else words + end


def _block(block: Block, width: int) -> str:
    if block.kind == "bang":
        return _table(block, width)
    heading_only = bool(block.heading) and not block.text
    style = STYLES.get(block.kind, BODY) if heading_only else BODY
    bold_label = bool(block.heading) or block.kind in ("phan", "dieu", "buoc")
    runs = run(f"{block.label}{NBSP}", bold=bold_label or None) if block.label else ""
    runs += "".join(_run(piece, bold=True) for piece in block.heading)
    if block.heading and block.text:
        runs += run(" ")
    runs += "".join(_run(piece) for piece in block.text)
    return paragraph(style=style, runs=runs, keep_next=block.keep_next)


def _run(piece: Piece, *, bold: bool = False) -> str:
    # `run` escapes; Jinja does not look at a Markup again
    return run(bound(piece.text), bold=(bold or piece.bold) or None, italic=piece.italic or None)


def bound(text: str) -> str:
    """Return what `bind` does; most texts have nothing to bind, which is seen at a glance."""
    if "/" in text or _DIGIT.search(text) or _COMRADE in text.lower():
        return bind(text)
    return text


def _table(block: Block, width: int) -> str:
    lines = [cells for cells in (block.columns, *block.rows) if cells]
    if not lines:  # a draft may hold a table that has no rows yet; Word wants at least one
        return paragraph(style=BODY)
    widths = _widths([[_words(one) for one in cells] for cells in lines], width)
    rows = [
        row([Cell(_cell(one)) for one in cells], widths)
        if cells is not block.columns
        else row([Cell(_head(one)) for one in cells], widths, header=True)
        for cells in lines
    ]
    around = paragraph(style="SauBang")
    return around + table(rows, widths, borders=True) + around


def _head(pieces: Sequence[Piece]) -> str:
    return paragraph(style="BangDau", runs="".join(map(_run, pieces)), keep_next=True)


def _cell(pieces: Sequence[Piece]) -> str:
    style = "BangSo" if len(_words(pieces)) <= 4 else "BangChu"
    return paragraph(style=style, runs="".join(map(_run, pieces)))


def _words(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _widths(cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Share the width between columns by what they hold, none too narrow for its longest word."""
    columns = list(zip(*cells, strict=True))
    weights = [
        max(
            4.0,
            min(40.0, max(map(len, column)) ** 0.75),
            1.2 * max(len(word) for text in column for word in (text.split() or [""])),
        )
        for column in columns
    ]
    shares = [int(width * weight / sum(weights)) for weight in weights]
    return [*shares[:-1], width - sum(shares[:-1])]
