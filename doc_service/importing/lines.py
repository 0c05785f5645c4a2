"""Bytes or text → lines, each with the traces that its layout left behind.

Text taken out of a PDF has lost its paragraphs. What still tells of them is kept beside every
line: blank lines before it, its indent, whether a page begins with it, whether a blank ends it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from doc_service.errors import InvalidImport
from doc_service.vietnamese.text import clean, forbidden_characters, nfc, normalise_space

MAX_LINES: Final = 60_000
"""Lines, blank ones included; a plan of 20 pages has some 1200."""

MAX_CHARACTERS: Final = 2_000_000
"""Characters of a plain text; a plan of 20 pages has some 50 000."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS_UTF8: Final = (
    "Hãy mở tệp bằng Word hoặc Notepad, chọn Lưu thành (Save As) với bảng mã UTF-8 rồi gửi lại."
)
_LINE_ENDS = re.compile("\r\n?|[\n\x0b\x85\u2028\u2029]")
# the rule under an abstract, its last hyphen taken for one at a line's end: `----Thực hiện`
_GLUED_RULE = re.compile(r"^(\s*-{3,})(?=[^\W\d_])")
# a Word or LibreOffice text export marks a page by a form feed, on a line of its own or not
_PAGE: Final = "\f"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    text: str
    """NFC, on one line, words one space apart, nothing blank at the ends."""

    number: int
    """Number of the line in the file, from 1."""

    gap: int = 0
    """Blank lines before it."""

    indent: int = 0
    """Blanks at its start."""

    starts_page: bool = False
    blank_at_end: bool = False
    """A blank before the line end: what a PDF leaves where a line was wrapped."""

    raw: str = ""
    """As it came, with the wide gaps between columns; "" where that is `text`."""

    whole: bool = False
    """A paragraph by itself for sure (Word says so): it is never joined to others."""


def decode(content: bytes) -> str:
    """Return the text of a plain text file in UTF-8 (with or without BOM) or UTF-16 with BOM.

    Raises:
        InvalidImport: it is in another encoding, or no text at all.
    """
    encoding = "utf-8"
    for bom, named in _BOMS:
        if content.startswith(bom):
            content, encoding = content[len(bom) :], named
            break
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidImport(
            "Tệp văn bản không dùng bảng mã Unicode (có thể là TCVN3, VNI hoặc Windows-1258) nên "
            f"đọc sẽ sai dấu. {_SAVE_AS_UTF8}",
            detail=repr(error),
        ) from error
    if "\0" in text:
        raise InvalidImport(
            f"Tệp này không phải tệp văn bản đọc được. {_SAVE_AS_UTF8}", detail="NUL in text"
        )
    return text


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank; control characters are dropped.

    Raises:
        InvalidImport: it is longer than `MAX_CHARACTERS` or has more than `MAX_LINES`.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidImport(
            f"Tệp văn bản có hơn {MAX_CHARACTERS // 1_000_000} triệu chữ cái. "
            "Hãy tách tệp, chỉ gửi phần kế hoạch hoặc hướng dẫn."
        )
    # composed once and whole: a combining mark never stands alone at the start of a line
    pieces = _LINE_ENDS.split(nfc(text))
    if len(pieces) > MAX_LINES:
        raise InvalidImport(
            f"Tệp có {len(pieces)} dòng, nhiều hơn mức {MAX_LINES} dòng. "
            "Hãy tách tệp, chỉ gửi phần kế hoạch hoặc hướng dẫn."
        )
    lines: list[Line] = []
    gap, new_page = 0, False
    for number, piece in enumerate(pieces, start=1):
        parts = _GLUED_RULE.sub(r"\1\v", piece).replace(_PAGE, "\v\f").split("\v")
        for part in parts:
            new_page = new_page or part.startswith(_PAGE)
            line = _line(part, number, gap, starts_page=new_page)
            if line is not None:
                lines.append(line)
                gap, new_page = 0, False
        gap += not any(map(str.strip, parts))
        new_page = new_page or parts[-1].strip(" \t") == _PAGE
    return tuple(lines)


def printable(text: str) -> str:
    """Return `text` without the characters that no document can hold."""
    for char in forbidden_characters(text):
        text = text.replace(char, "")
    return text


def one_line(text: str) -> str:
    """Return `text` cleaned, on one line, its words one space apart."""
    return normalise_space(clean(printable(text)).replace("\n", " "))


def _line(piece: str, number: int, gap: int, *, starts_page: bool) -> Line | None:
    text = one_line(piece)
    if not text:
        return None
    return Line(
        text=text,
        number=number,
        gap=gap,
        indent=len(piece) - len(piece.lstrip()),
        starts_page=starts_page,
        blank_at_end=piece != piece.rstrip(),
        raw=printable(piece).strip(),
    )
