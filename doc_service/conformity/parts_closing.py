"""The end of a document, in whatever layout: recipients and signatures.

They stand side by side in a table, on tabbed lines, or one below another; a data table may hold
them as its last row. Shared domain reference §1.8–1.10, §2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from doc_service.conformity import shapes, signers
from doc_service.conformity.paper import Paragraph
from doc_service.conformity.pieces import Piece
from doc_service.vietnamese.names import viet_hoa_ten

_LABEL = re.compile(r"nơi (?:nhận|gửi)\b ?:?", re.IGNORECASE)
_ITEM = re.compile(r"[-–—+•*\uf02d\uf0b7] ?")
_KEPT = re.compile(r"[-–—+•* ]*lưu\b", re.IGNORECASE)

_SIGNED = re.compile(r"\(?(?:đã )?ký\)?", re.IGNORECASE)
_SIGNATURE_PIECES: Final = 8
"""Pieces of one column among which a name follows who signs."""

_LONGEST: Final = 120
"""Characters of the longest line of a closing."""

_ROOM_PT: Final = 40
"""Space above a name that stands for blank lines."""


@dataclass(frozen=True, slots=True)
class Block:
    """Where somebody signs."""

    lines: tuple[Piece, ...]
    """Above the signature: on whose behalf, which position."""

    name: Piece | None
    blank_lines: int | None
    """Between the lines and the name; None where that is no sign of the room there is."""

    unread: bool = False
    """Without a name, but with other words below the lines."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines above the signature."""
        return tuple(piece.text for piece in self.lines)

    @property
    def confirms(self) -> bool:
        """Whether it confirms what others report."""
        return any(text.upper().startswith("XÁC NHẬN") for text in self.texts)

    @property
    def is_official(self) -> bool:
        """Whether it says on whose behalf or in which position somebody signs."""
        return any(signers.opening(text) in ("authority", "position") for text in self.texts)


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the text."""

    start: int
    """Paragraph it begins with; the number of paragraphs where there is none."""

    end: int
    """Paragraph after it: appendices begin here."""

    label: Piece | None = None
    items: tuple[Piece, ...] = ()
    blocks: tuple[Block, ...] = ()
    place_date: Piece | None = None
    """Of articles and letters to the editor: above the name."""


def read_closing(paragraphs: Sequence[Paragraph], after: Sequence[Piece]) -> Closing:
    """Read the closing of a document.

    Args:
        paragraphs: all of the document.
        after: the pieces below its head.
    """
    pieces = [piece for piece in after if piece.text]
    first = next((at for at in range(len(pieces)) if _opens(pieces, at)), None)
    if first is None:
        return Closing(len(paragraphs), len(paragraphs))
    region = list(_region(pieces, first))
    label = next((piece for piece in region if _LABEL.match(piece.text)), None)
    items = _items(region, label) if label else ()
    listed = {id(piece) for piece in (label, *items)}
    rest = [piece for piece in region if id(piece) not in listed]
    dated = next((one for one in rest if shapes.read_date_line(one.text)), None)
    return Closing(
        start=min(piece.index for piece in region),
        end=max(piece.index for piece in region) + 1,
        label=label,
        items=items,
        blocks=tuple(_blocks(rest, paragraphs)),
        place_date=dated,
    )


def is_kept_copy(text: str) -> bool:
    """Say whether a line of the recipients is that of the file copy."""
    return _KEPT.match(text) is not None


def _opens(pieces: Sequence[Piece], at: int) -> bool:
    text = pieces[at].text
    if len(text) > _LONGEST:
        return False
    if label := _LABEL.match(text):
        return label.end() == len(text) or text[label.end() :].lstrip().startswith("-")
    if shapes.read_date_line(text) is not None or signers.opening(text):
        return _is_signed(pieces, at)
    return False


def _is_signed(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether only lines of a signature follow in the same column, up to a name."""
    column, count = pieces[at].column, 0
    for piece in pieces[at + 1 : at + 5 * _SIGNATURE_PIECES]:
        if piece.column != column and not (column[0] < 0 and piece.column[0] < 0):
            continue
        count += 1
        if signers.is_name(piece.text) and not _ITEM.match(piece.text):
            return True
        if count > _SIGNATURE_PIECES or not _may_stand_between(piece.text):
            return False
    # nothing but lines of a signature up to the end: a draft leaves the name blank
    return at + 1 + 5 * _SIGNATURE_PIECES > len(pieces)


def _may_stand_between(text: str) -> bool:
    return (
        signers.is_note(text)
        or not any(map(str.isalnum, text))
        or text.lower() == "kiêm"
        or (signers.is_position(text) and len(text) < _LONGEST // 2)
        or bool(_LABEL.match(text) or _ITEM.match(text))
        or (len(text) <= 90 and shapes.is_capitals(text.replace("kiêm", "")))
    )


def _region(pieces: Sequence[Piece], first: int) -> Iterator[Piece]:
    """Yield the pieces of the closing, from the first on."""
    tables: set[int] = set()
    where = pieces[first].paragraph.where
    row = where.row if where else 0
    start = first
    while where and start and _same_row(pieces[start - 1], where.table, row):
        start -= 1
    named = listing = False
    for piece in pieces[start:]:
        here = piece.paragraph.where
        if here is not None and here.table in tables:
            named = named or signers.is_name(piece.text)
            yield piece
        elif _belongs(piece, named=named) or (listing and piece.text[:1].islower()):
            listing = listing or _LABEL.match(piece.text) is not None
            named = named or signers.is_name(piece.text)
            if here is not None:
                tables.add(here.table)
            yield piece
        elif here is not None and where is not None and here.table == where.table:
            yield piece
        else:
            return


def _same_row(piece: Piece, table: int, row: int) -> bool:
    where = piece.paragraph.where
    return where is not None and (where.table, where.row) == (table, row)


def _belongs(piece: Piece, *, named: bool) -> bool:
    text = piece.text
    if len(text) > _LONGEST or shapes.is_form_label(text):
        return False
    if shapes.appendix_number(text) is not None or shapes.motto(text):
        return False
    if _LABEL.match(text) or _ITEM.match(text) or signers.opening(text) or signers.is_note(text):
        return True
    if signers.is_name(text) or text.lower() == "kiêm" or shapes.read_date_line(text):
        return True
    if signers.is_position(text) and len(text) < _LONGEST // 2:
        return True
    if not named and text.islower() and signers.miswritten_name(text):
        return True
    # after a name, a line in capitals opens an appendix; in a table it may open another block
    fresh = named and piece.paragraph.where is None
    return shapes.is_capitals(text) and not fresh


def _items(region: Sequence[Piece], label: Piece) -> tuple[Piece, ...]:
    """Return the lines below “Nơi nhận:”, in its column."""
    column, inside = label.column, label.column[0] >= 0
    found: list[Piece] = []
    for piece in region:
        if piece.index < label.index or piece is label:
            continue
        dashed = _ITEM.match(piece.text) is not None
        if inside:
            listed = piece.column == column and not signers.opening(piece.text)
        else:
            listed = piece.column[0] < 0 and (dashed or _goes_on(piece, found))
        if listed:
            found.append(piece)
        if found and is_kept_copy(found[-1].text) and found[-1].text.endswith("."):
            break
    return tuple(found)


def _goes_on(piece: Piece, found: Sequence[Piece]) -> bool:
    """Say whether a line goes on with the recipient above it."""
    return bool(found) and piece.text[:1].islower() and piece.half != "right"


def _blocks(rest: Sequence[Piece], paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    ordered = sorted(enumerate(rest), key=lambda one: (_stream(one[1]), one[0]))
    for _, stream in groupby(ordered, key=lambda one: _stream(one[1])):
        yield from _of_stream([piece for _, piece in stream], paragraphs)


def _stream(piece: Piece) -> tuple[int, int]:
    """Return the column whose pieces follow one another; outside tables there is one."""
    table, column = piece.column
    return (table, column) if table >= 0 else (-1, 0)


def _of_stream(pieces: Sequence[Piece], paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    lines: list[Piece] = []
    noted = unread = False
    for at, piece in enumerate(pieces):
        text = piece.text
        if signers.is_note(text):
            noted, unread = True, unread or not _SIGNED.fullmatch(text)
        elif lines and (_is_plain_name(text) or _is_last_name(pieces, at, noted=noted)):
            yield Block(tuple(lines), piece, _blank_lines(lines[-1], piece, paragraphs, noted))
            lines, noted, unread = [], False, False
        elif signers.opening(text) or text.lower() == "kiêm" or shapes.is_capitals(text):
            lines.append(piece)
        elif lines and signers.is_position(text) and len(text) < _LONGEST // 2:
            lines.append(piece)  # a position in small letters
        else:
            unread = True
    if any(signers.opening(line.text) for line in lines):
        yield Block(tuple(lines), None, None, unread)


def _is_plain_name(text: str) -> bool:
    if shapes.is_capitals(text) or not text[-1:].isalpha():
        return False
    # the first word may slip in case, where the last one has its capital
    slipped = text.split()[-1][0].isupper() and signers.is_name(text[:1].upper() + text[1:])
    return signers.is_name(text) or slipped


def _is_last_name(pieces: Sequence[Piece], at: int, *, noted: bool) -> bool:
    """Say whether the last line of a column is a name written wrongly, below who signs."""
    text = pieces[at].text
    if at + 1 < len(pieces) or not at or signers.opening(text):
        return False
    apart = noted or pieces[at].index - pieces[at - 1].index > 2
    shouted = shapes.is_capitals(text) and not shapes.is_organ(text)
    shouted = shouted and signers.is_name(viet_hoa_ten(text))
    return apart and (shouted or signers.miswritten_name(text))


def _blank_lines(
    last: Piece, name: Piece, paragraphs: Sequence[Paragraph], noted: bool
) -> int | None:
    """Count the blank paragraphs between two pieces of one column."""
    if noted or name.paragraph.shape.before_pt >= _ROOM_PT:
        return None
    between = [
        one
        for one in paragraphs[last.index + 1 : name.index]
        if _column(one) == _column(name.paragraph)
    ]
    if any(one.pictures or one.text.strip() or one.drawn_rule for one in between):
        return None
    if last.paragraph.shape.after_pt >= _ROOM_PT or last.index == name.index:
        return None
    return len(between) + last.raw.count("\n") + name.raw.count("\n")


def _column(paragraph: Paragraph) -> tuple[int, int] | None:
    where = paragraph.where
    return (where.table, where.column) if where else None
