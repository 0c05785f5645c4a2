"""The beginning of a document: letterhead, type, abstract, salutation; and where the text begins.

All of it may be missing: text taken out of a PDF often has lost its first lines. Only what is
surely a piece of the head is taken out of the text. Shared domain reference §1.3, §1.7.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from doc_service.importing import markers
from doc_service.importing.closing import plain_line
from doc_service.importing.letterhead import (
    Letterhead,
    is_decoration,
    is_letterhead_line,
    read_letterhead,
)
from doc_service.importing.lines import Line
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.the_thuc.recipients import recipient_text
from doc_service.vietnamese.text import fold

_RULE = re.compile(r"[-–—_]{3,}|-{1,}o0o-{1,}", re.IGNORECASE)
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_TYPE_BY_NAME: Final = {fold(name): code for code, name in DOCUMENT_TYPES.items()}
_TYPE_IN_CAPITALS = re.compile(
    rf"(?P<type>{'|'.join(sorted((n.upper() for n in DOCUMENT_TYPES.values()), key=len)[::-1])})"
    r"(?:\s+(?P<rest>\S.*))?"
)
_SALUTATION = re.compile(r"kính\s+(?:gửi|trình)\s*:?\s*(?P<to>.*)", re.IGNORECASE)
_LEAD_IN = re.compile(r"(?:Thực hiện|Căn cứ|Triển khai|Theo|Để|Nhằm|Trên cơ sở|Xét|Sau khi)\b")

_HEAD_LINES: Final = 30
"""Lines among which a head is looked for."""

_LETTERHEAD_LINES: Final = 16
_ABSTRACT_LINES: Final = 6
_ABSTRACT_LENGTH: Final = 300
_SHORT: Final = 70
"""Characters below which a line without an end mark is no wrapped line of running text."""

_PROSE: Final = 160
"""Characters from which a line above a title is running text, hence the title none."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a document."""

    taken: int
    """Lines that belong to it."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    type_name: str = ""
    """As `DOCUMENT_TYPES` names it; "" where no title stands there."""

    abstract: str = ""
    salutation: tuple[str, ...] = ()


def read_head(lines: Sequence[Line]) -> Head:
    """Read the head of a document from its lines."""
    window = lines[: min(_HEAD_LINES, _first_heading(lines))]
    title = _title_place(window)
    if title is None:
        return _without_title(window)
    letterhead = read_letterhead(window[:title])
    match = _title(window[title].text)
    type_name, glued = match or ("", "")
    abstract, at = _abstract(window, title + 1, [glued] if glued else [])
    to, at = _salutation(window, at)
    return Head(at, letterhead, type_name, abstract, to)


def _without_title(window: Sequence[Line]) -> Head:
    """Read what stands there of a letter, or of a document whose title was lost."""
    at = _letterhead_end(window)
    letterhead = read_letterhead(window[:at])
    abstract = letterhead.abstract
    place = _salutation_place(window, at)
    if place is not None and letterhead.found:
        under = [plain_line(line.text) for line in window[at:place]]
        if not abstract:
            # a Party letter has its abstract under the number, without any mark
            under, letterhead.unplaced = letterhead.unplaced + under, []
        to, at = _salutation(window, place)
        return Head(at, letterhead, "", " ".join([abstract, *under]).strip(), to)
    rule = _rule_place(window, at)
    if rule is not None:
        abstract = " ".join(plain_line(line.text) for line in window[at:rule])
        to, at = _salutation(window, rule + 1)
        return Head(at, letterhead, "", abstract, to)
    if not letterhead.found:
        return Head(0)
    to, at = _salutation(window, at)
    return Head(at, letterhead, "", abstract, to)


def _letterhead_end(window: Sequence[Line]) -> int:
    """Return the place after the last line that is surely a piece of a letterhead."""
    if not window or not is_letterhead_line(window[0]):
        return 0
    end = 0
    for at, line in enumerate(window[:_LETTERHEAD_LINES]):
        if len(line.text) >= _PROSE or _SALUTATION.match(plain_line(line.text)):
            break
        if is_letterhead_line(line):
            end = at + 1
    return end


def _first_heading(lines: Sequence[Line]) -> int:
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if markers.is_label(line.text):
            return at
    return len(lines)


def _title(text: str) -> tuple[str, str] | None:
    """Return the name of the type that a line is the title of, and what else the line says."""
    bare = plain_line(_HEADING_MARK.sub("", text))
    code = _TYPE_BY_NAME.get(fold(bare))
    if code and (markers.is_capitals(bare) or bare != text.strip()):
        return DOCUMENT_TYPES[code], ""
    match = _TYPE_IN_CAPITALS.fullmatch(bare)
    if match and match["rest"]:
        return DOCUMENT_TYPES[_TYPE_BY_NAME[fold(match["type"])]], match["rest"]
    return None


def _title_place(window: Sequence[Line]) -> int | None:
    for at, line in enumerate(window):
        if len(line.text) >= _PROSE or _SALUTATION.match(plain_line(line.text)):
            return None
        if _title(line.text):
            return at
    return None


def _abstract(window: Sequence[Line], at: int, parts: list[str]) -> tuple[str, int]:
    """Return the abstract, and the place after it and its rule."""
    rule = _rule_place(window, at)
    if rule is not None:
        parts += [plain_line(line.text) for line in window[at:rule]]
        return " ".join(parts), rule + 1
    while at < len(window) and _is_more_abstract(window, at, parts):
        parts.append(plain_line(_HEADING_MARK.sub("", window[at].text)))
        at += 1
    return " ".join(parts), at


def _is_more_abstract(window: Sequence[Line], at: int, parts: Sequence[str]) -> bool:
    line = window[at]
    text = plain_line(_HEADING_MARK.sub("", line.text))
    if len(parts) >= _ABSTRACT_LINES or len(text) > _PROSE or _SALUTATION.match(text):
        return False
    if markers.ends_sentence(text) or is_decoration(text):
        return False
    if not parts:
        return not (_LEAD_IN.match(text) and line.gap > 0) or _stands_alone(window, at)
    capitals = markers.is_capitals(parts[-1]) and markers.is_capitals(text)
    return capitals or (line.gap == 0 and not _LEAD_IN.match(text)) or markers.starts_lower(text)


def _stands_alone(window: Sequence[Line], at: int) -> bool:
    """Say whether a line that could open the text is an abstract: marked as such, or short."""
    text = window[at].text
    if text != plain_line(_HEADING_MARK.sub("", text)):
        return True
    goes_on = at + 1 < len(window) and markers.starts_lower(window[at + 1].text)
    return len(text) < _SHORT and not goes_on


def _rule_place(window: Sequence[Line], start: int) -> int | None:
    """Return the place of the rule that ends an abstract, where one does."""
    length = 0
    for at in range(start, min(len(window), start + _ABSTRACT_LINES + 1)):
        text = window[at].text
        if _RULE.fullmatch(plain_line(text)) or _RULE.fullmatch(text):
            return at
        length += len(text)
        if length > _ABSTRACT_LENGTH or _SALUTATION.match(plain_line(text)):
            return None
    return None


def _salutation_place(window: Sequence[Line], start: int) -> int | None:
    for at in range(start, min(len(window), start + 4)):
        if _SALUTATION.match(plain_line(window[at].text)):
            return at
    return None


def _salutation(window: Sequence[Line], at: int) -> tuple[tuple[str, ...], int]:
    """Return the addressees, and the place after them; (), and the same place, without any."""
    match = _SALUTATION.match(plain_line(window[at].text)) if at < len(window) else None
    if match is None:
        return (), at
    to = [match["to"]] if match["to"] else []
    at += 1
    listed = not to
    while at < len(window) and _is_more_salutation(plain_line(window[at].text), to, listed):
        text = plain_line(window[at].text)
        if to and not markers.is_bullet(text):
            to[-1] = f"{to[-1]} {text}"
        else:
            to.append(text)
        at += 1
    return tuple(recipient_text(who) for who in to), at


def _is_more_salutation(text: str, to: Sequence[str], listed: bool) -> bool:
    if to and to[-1].endswith("."):
        return False
    if markers.is_bullet(text) or not to:
        return len(text) < _PROSE
    if listed and not to[-1].endswith((",", ";")):
        return len(text) < _SHORT
    return markers.starts_lower(text) and not markers.ends_sentence(to[-1])
