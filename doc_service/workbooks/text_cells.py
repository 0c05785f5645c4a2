"""Setting text in a sheet: fonts, alignment, borders, and how high the wrapped text is.

Excel fits no row to text in merged cells, so heights are measured with the font's own widths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.the_thuc.metrics import Face, text_width, wrap
from doc_service.workbooks.docx_looks import RunLook
from doc_service.workbooks.layout import BARE, Paragraph, Run, Sides
from doc_service.workbooks.looks import FONT, cell_of, put

LINE: Final = 1.25
"""Height of a line over the size of Times New Roman, as Excel sets rows of it."""

_PADDING_PT: Final = 5
_TIGHT: Final = 0.97
"""Share of a cell's width counted on: programs differ a little in how wide they set text."""

_FULL: Final = (0.9, 1.02)
"""Shares of a cell's width between which text is made to fit on one line."""

_LONGEST_LINE: Final = 400
"""Characters beyond which no text fits on one line."""

_ALIGNS: Final = {"center": "center", "right": "right", "end": "right", "both": "justify"}
_NUMBER = re.compile(r"0\d|0|[1-9]\d{0,8}")
"""Counts such as 05 and 128; longer ones with a leading zero are telephone or identity numbers."""

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,2}")


@dataclass(frozen=True, slots=True)
class Box:
    """Cells of a sheet that show one text: rows and columns from 1, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


def text_height(paragraphs: Sequence[Paragraph], width: float) -> float:
    """Return the points that paragraphs take when set in a box of this width (points)."""
    return sum(paragraph_height(paragraph, width) for paragraph in paragraphs)


def paragraph_height(paragraph: Paragraph, width: float) -> float:
    """Return the points that one paragraph takes, the space around it included."""
    lines = len(lines_of(paragraph, width))
    size = max((run.look.size for run in paragraph.runs), default=paragraph.text_look.size)
    line = paragraph.look.exact or size * LINE
    shown = lines * line if paragraph.text or not paragraph.pictures else 0
    shown += sum(picture.height for picture in paragraph.pictures)
    return paragraph.look.before + shown + paragraph.look.after


def lines_of(paragraph: Paragraph, width: float) -> list[str]:
    """Return the lines that a paragraph breaks into."""
    if is_full_line(paragraph, width):
        return [paragraph.text]
    room = (width - _PADDING_PT) * _TIGHT
    if len({_measured(run.look) for run in paragraph.runs}) > 1:
        return _wrapped(paragraph.runs, room)
    look = paragraph.runs[0].look if paragraph.runs else paragraph.text_look
    return wrap(paragraph.text, room, *_measured(look))


def is_full_line(paragraph: Paragraph, width: float) -> bool:
    """Say whether a paragraph takes one line so full that some program would break it."""
    if "\n" in paragraph.text or len(paragraph.text) > _LONGEST_LINE:
        return False
    taken = sum(text_width(run.text, *_measured(run.look)) for run in paragraph.runs)
    return _FULL[0] * width < taken <= _FULL[1] * width


def _measured(look: RunLook) -> tuple[float, Face]:
    """Return what tells how wide text of a look is."""
    return look.size, face_of(bold=look.bold, italic=look.italic)


def _wrapped(runs: Sequence[Run], room: float) -> list[str]:
    """Break text of several looks at its spaces and line breaks, as `wrap` does text of one."""
    widths = [text_width(char, *_measured(run.look)) for run in runs for char in run.text]
    lines: list[str] = []
    at = 0
    for part in "".join(run.text for run in runs).split("\n"):
        line, used = "", 0.0
        for word in part.split(" "):
            width = sum(widths[at : at + len(word)])
            gap = widths[at - 1] if line else 0.0
            if line and used + gap + width > room:
                lines.append(line)
                line, used = word, width
            else:
                line, used = f"{line} {word}" if line else word, used + gap + width
            at += len(word) + 1
        lines.append(line)
    return lines


def set_text(
    sheet: Worksheet,
    box: Box,
    paragraphs: Sequence[Paragraph],
    *,
    vertical: str = "top",
    sides: Sides = BARE,
    numbers: bool = False,
    shrink: bool = False,
) -> None:
    """Write paragraphs into a box and merge its cells.

    Args:
        sheet: where.
        box: the cells; merged when they are more than one.
        paragraphs: the text, one line or more each.
        vertical: top, center or bottom.
        sides: the borders.
        numbers: write text of digits as a number that looks the same.
        shrink: keep it on one line, in smaller letters where a program sets it wider.
    """
    cell = cell_of(sheet, box.top, box.left)
    first = next((one for one in paragraphs if one.text), paragraphs[0])
    look = first.runs[0].look if first.runs else first.text_look
    # justified text wraps whatever is said
    align = _ALIGNS.get(first.look.align, "left")
    cell.font = _font(look)
    cell.alignment = Alignment(
        horizontal="left" if shrink and align == "justify" else align,
        vertical=vertical,
        wrap_text=not shrink,
        shrink_to_fit=shrink,
    )
    cell.border = _border(sides)
    runs = _joined(paragraphs)
    text = "".join(run.text for run in runs)
    if text and len({run.look for run in runs}) > 1:
        put(cell, CellRichText(*(TextBlock(_inline(run.look), run.text) for run in runs)))
    elif numbers and (found := _as_number(text)):
        put(cell, found[0])
        cell.number_format = found[1]
    elif text:
        put(cell, text)
    if (box.top, box.left) != (box.bottom, box.right):
        sheet.merge_cells(
            start_row=box.top, start_column=box.left, end_row=box.bottom, end_column=box.right
        )


def face_of(*, bold: bool, italic: bool) -> Face:
    """Return the face of Times New Roman that a look asks for."""
    faces: dict[tuple[bool, bool], Face] = {
        (False, False): "regular",
        (True, False): "bold",
        (False, True): "italic",
        (True, True): "bold_italic",
    }
    return faces[bold, italic]


def _joined(paragraphs: Sequence[Paragraph]) -> list[Run]:
    """Return the runs of paragraphs as those of one text, neighbours of one look made one."""
    runs: list[Run] = []
    for number, paragraph in enumerate(paragraphs):
        if number:
            runs.append(Run("\n", runs[-1].look if runs else paragraph.text_look))
        runs.extend(paragraph.runs)
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].look == run.look:
            merged[-1] = Run(merged[-1].text + run.text, run.look)
        else:
            merged.append(run)
    return merged


def _as_number(text: str) -> tuple[int, str] | None:
    """Return a number and the format in which it looks like the text, or None."""
    if _NUMBER.fullmatch(text):
        return int(text), "0" * len(text) if text.startswith("0") else "0"
    if _GROUPED.fullmatch(text):
        # the dot is spelt out: a format's own separator would follow the reader's locale
        return int(text.replace(".", "")), re.sub(r"\d", "0", text).replace(".", r"\.")
    return None


def _font(look: RunLook) -> Font:
    return Font(FONT, look.size, b=look.bold, i=look.italic, u="single" if look.underline else None)


def _inline(look: RunLook) -> InlineFont:
    return InlineFont(
        rFont=FONT,
        sz=look.size,
        b=look.bold,
        i=look.italic,
        u="single" if look.underline else None,
        vertAlign="superscript" if look.raised else None,
    )


def _border(sides: Sides) -> Border:
    thin = Side(style="thin", color="FF000000")
    none = Side()
    return Border(
        left=thin if sides.left else none,
        right=thin if sides.right else none,
        top=thin if sides.top else none,
        bottom=thin if sides.bottom else none,
    )
