"""The head of a document, in whatever layout: letterhead, number, date, title, salutation.

A table of two columns, tabs, or one line below another: each piece is told by its shape, and where
shapes are alike by its half. Shared domain reference §1.3–1.7, §2.2–2.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from doc_service.conformity import shapes, signers
from doc_service.conformity.pieces import Piece
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.the_thuc.secrecy import secrecy_mark
from doc_service.vietnamese.text import tone_style

_TYPE_BY_NAME: Final = {name.lower(): code for code, name in DOCUMENT_TYPES.items() if code != "CV"}
_LONGEST_FIRST: Final = sorted(_TYPE_BY_NAME, key=len, reverse=True)
_LISTS: Final = (
    *("danh sách", "biểu ", "bảng tổng hợp", "bản ", "mục lục", "trích ngang", "kết quả"),
    *("kịch bản", "lý lịch", "đề cương", "phiếu ", "giấy ", "sơ đồ", "lịch "),
)
"""How titles begin of what is no official document with a symbol."""

_WINDOW: Final = 60
"""Pieces among which a head is looked for."""

_PROSE: Final = 140
"""Characters of a line that is running text, no piece of a head."""

_ABSTRACT_PIECES: Final = 7


@dataclass(slots=True)
class Head:
    """What stands above the text."""

    mottoes: list[tuple[str, Piece]] = field(default_factory=list)
    """Titles on the right, with whose they are (`shapes.MOTTOES`)."""

    organs: list[Piece] = field(default_factory=list)
    star: Piece | None = None
    number: Piece | None = None
    place_date: Piece | None = None
    form_label: Piece | None = None
    draft_mark: Piece | None = None
    secrecy: list[Piece] = field(default_factory=list)
    title: Piece | None = None
    abstract: list[Piece] = field(default_factory=list)
    attached: Piece | None = None
    """`(Kèm theo …)`."""

    divider: Piece | None = None
    greeting: Piece | None = None
    addressees: list[Piece] = field(default_factory=list)
    """Lines below the greeting; one addressee stands on its line."""

    rules: list[Piece] = field(default_factory=list)
    """Blank lines above the title that draw a rule."""

    end: int = 0
    """Pieces that belong to the head."""

    @property
    def has_letterhead(self) -> bool:
        """Whether anything of a letterhead stands there."""
        return bool(self.mottoes or self.number or self.organs)


def read_head(all_pieces: Sequence[Piece]) -> Head:
    """Read the head of a document from its pieces."""
    window = all_pieces[:_WINDOW]
    head, at = Head(), 0
    tables = _letterhead_tables(window)
    while at < len(window) and _take(window[at], head, tables):
        at += 1
    at = _title(window, at, head)
    at = _abstract(window, at, head) if head.title else at
    head.end = _greeting(window, at, head)
    return head


def type_of(title: str) -> tuple[str, bool]:
    """Return the code of the type a title names, and whether it names nothing else.

    `BÁO CÁO THÀNH TÍCH` is ("BC", False); a title that names no type is ("", False).
    """
    key = _key(title)
    if key in _TYPE_BY_NAME:
        return _TYPE_BY_NAME[key], True
    found = next((name for name in _LONGEST_FIRST if key.startswith(f"{name} ")), "")
    return (_TYPE_BY_NAME[found], False) if found else ("", False)


def _key(title: str) -> str:
    """Return a title to compare; its accents stay: “Phương án” is not “phường An …”."""
    return tone_style(title.lower(), "new").strip(" .:")


def _letterhead_tables(window: Sequence[Piece]) -> frozenset[int]:
    """Return the tables that hold a title, a number or a date before any prose."""
    found = set()
    for piece in window:
        if len(piece.text) > _PROSE:
            break
        where = piece.paragraph.where
        if where is not None and _is_sure(piece.text):
            found.add(where.table)
    return frozenset(found)


def _is_sure(text: str) -> bool:
    return bool(shapes.motto(text)) or (
        shapes.is_number_line(text) or shapes.read_date_line(text) is not None
    )


def _take(piece: Piece, head: Head, tables: frozenset[int]) -> bool:
    """Take a piece into the letterhead; False where it is none, and the letterhead ends."""
    where = piece.paragraph.where
    inside = where is not None and where.table in tables
    if piece.is_rule or shapes.is_rule(piece.text):
        head.rules.append(piece)
        return inside or not head.title
    if _take_by_shape(piece, head):
        return True
    if inside:
        _take_inside(piece, head)
        return True
    if where is not None or _names_type(piece):
        return False
    return _take_line(piece, head)


def _take_by_shape(piece: Piece, head: Head) -> bool:
    text = piece.text
    whose = shapes.motto(text)
    if whose:
        head.mottoes.append((whose, piece))
    elif shapes.is_star(text) and head.star is None:
        head.star = piece
    elif secrecy_mark(text):
        head.secrecy.append(piece)
    elif shapes.is_draft_mark(text):
        head.draft_mark = piece
    elif shapes.is_form_label(text) and head.form_label is None:
        head.form_label = piece
    elif head.number is None and shapes.is_number_line(text):
        head.number = piece
    elif head.place_date is None and shapes.read_date_line(text) is not None:
        head.place_date = piece
    else:
        return False
    return True


def _take_inside(piece: Piece, head: Head) -> None:
    """Take a piece of the letterhead's table that no shape tells: an organ, or an abstract."""
    if piece.half != "left":
        return
    named = shapes.is_capitals(piece.text) or shapes.begins_organ(piece.text)
    if head.number is None and named:
        head.organs.append(piece)
    elif head.number is not None:
        head.abstract.append(piece)


def _take_line(piece: Piece, head: Head) -> bool:
    """Take a line of a letterhead without a table: an organ, or what goes on with one."""
    text = piece.text
    if len(text) > _PROSE or shapes.salutation(text):
        return False
    begins = shapes.is_organ(text)
    if begins and head.title is None and head.number is None:
        head.organs.append(piece)
        return True
    follows = bool(head.organs) and head.number is None and piece.half != "right"
    if follows and shapes.is_capitals(text) and head.organs[-1].index >= piece.index - 1:
        head.organs.append(piece)
        return True
    under_number = head.number is not None and head.number.index >= piece.index - 3
    if under_number and (shapes.is_letter_abstract(text) or _looks_like_letter_abstract(piece)):
        head.abstract.append(piece)
        return True
    return piece.half == "right" and head.has_letterhead


def _looks_like_letter_abstract(piece: Piece) -> bool:
    """Say whether a line is set as a Party letter's abstract: small, and italic or left."""
    look = piece.look
    return look is not None and look.italic and not look.bold and look.pt < 14


def _names_type(piece: Piece) -> bool:
    """Say whether a line names the type of the document."""
    text = piece.text
    if len(text) > _PROSE or piece.half == "left":
        return False
    code, only = type_of(text)
    marked = piece.is_bold or piece.is_centred
    if shapes.is_capitals(text):
        return bool(code) or (marked and _key(text).startswith(_LISTS))
    return bool(code) and only and marked


def _is_title(piece: Piece, head: Head) -> bool:
    """Say whether a line names the type of the document, or is set as a title."""
    text = piece.text
    if _names_type(piece):
        return True
    if len(text) > _PROSE or piece.half == "left" or not shapes.is_capitals(text):
        return False
    own = piece.is_centred and not shapes.is_organ(text)
    return own or (piece.is_bold and head.number is not None)


def _title(window: Sequence[Piece], at: int, head: Head) -> int:
    if at < len(window) and _is_title(window[at], head):
        head.title = window[at]
        return at + 1
    return at


def _abstract(window: Sequence[Piece], start: int, head: Head) -> int:
    """Take the abstract and the divider below it; return the place after them."""
    limit = _divider_place(window, start)
    at = start
    for piece in window[start : start + _ABSTRACT_PIECES]:
        if limit is not None and at >= limit:
            break
        if limit is None and not _goes_on(piece, head):
            break
        if shapes.is_attached_line(piece.text):
            head.attached = piece
        else:
            head.abstract.append(piece)
        at += 1
    if limit is not None and at == limit:
        head.divider = window[at]
        at += 1
    return at


def _goes_on(piece: Piece, head: Head) -> bool:
    if piece.paragraph.where is not None or shapes.salutation(piece.text):
        return False
    return piece.is_centred and len(piece.text) < 2 * _PROSE and not _is_decision_line(piece.text)


def _is_decision_line(text: str) -> bool:
    """Say whether a centred line in capitals names who decides, not what about."""
    return signers.opening(text) == "position" or shapes.is_organ(text)


def _divider_place(window: Sequence[Piece], start: int) -> int | None:
    for at in range(start, min(len(window), start + _ABSTRACT_PIECES + 1)):
        piece = window[at]
        if piece.is_rule or shapes.is_rule(piece.text):
            return at
        if piece.paragraph.where is not None or shapes.salutation(piece.text):
            return None
        if not piece.is_centred and len(piece.text) > _PROSE:
            return None
    return None


def _greeting(window: Sequence[Piece], at: int, head: Head) -> int:
    """Take “Kính gửi” with its addressees, also below a mark; return the place after them."""
    greeted = shapes.salutation(window[at].text) if at < len(window) else None
    if greeted is None:
        return at
    head.greeting = window[at]
    at += 1
    while at < len(window) and _is_addressee(window[at], has_first=bool(greeted[1]), head=head):
        head.addressees.append(window[at])
        at += 1
    return at


def _is_addressee(piece: Piece, *, has_first: bool, head: Head) -> bool:
    last = head.addressees[-1].text if head.addressees else ""
    if last.endswith(".") or len(piece.text) > 2 * _PROSE:
        return False
    if piece.text.startswith(("-", "–", "+")):
        # dashes that stand where the text begins are a list of the text
        return not has_first or piece.paragraph.shape.left_mm > 0
    return not has_first and not last and len(piece.text) < _PROSE
