"""What single lines of a document are, told by their shape alone.

Everything a stranger may write is recognised, also where it is wrong: a rule can only speak of a
number that was seen to be one. Shared domain reference §1.3–1.10, §2.2–2.4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.the_thuc.rule_sets import Family
from doc_service.vietnamese.dates import DateError, PartialDate
from doc_service.vietnamese.text import fold, tone_style

_LETTERS = re.compile(r"[^\W\d_]")
_BLANK: Final = r"[\s.…_]"
_TYPES: Final = "|".join(sorted(map(re.escape, DOCUMENT_TYPES), key=len, reverse=True))
_ORGAN: Final = r"[A-ZĐƯ][A-ZĐƯa-zđư]*(?: ?- ?[A-ZĐƯ][A-ZĐƯa-zđư]*)*"

MOTTOES: Final[Mapping[str, str]] = {
    "dang cong san viet nam": "party",
    "cong hoa xa hoi chu nghia viet nam": "state",
    "doc lap - tu do - hanh phuc": "slogan",
    "doan tncs ho chi minh": "youth",
    "doan thanh nien cong san ho chi minh": "youth",
}
"""Titles on the right of page 1, folded, and whose they are."""

_SYMBOL = re.compile(
    rf"(?P<label>s[ốo])(?P<colon> ?:)? ?(?P<number>(?:\d|{_BLANK})*?) ?"
    rf"(?:/ ?(?P<year>\d{{4}}) ?)?(?P<first>[-/]) ?"
    rf"(?:(?P<type>{_TYPES}|QĐi) ?(?P<second>[-/]) ?)?(?P<organ>{_ORGAN})\.?",
    re.IGNORECASE,
)
_NO_HYPHEN = re.compile(rf"(?P<number>[sS][ốỐ] ?:? ?\d{{1,6}}) ?(?=(?:{_TYPES}) ?(?P<second>[-/]))")
_NUMBER_LINE = re.compile(rf"số ?:?(?:{_BLANK}|\d)*(?:[-/].*)?", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?P<place>[^\W\d_][^,;:]{{0,60}}?|{_BLANK}+)(?P<comma> ?,)? ?)?"
    rf"(?P<word>ngày)(?P<day>(?:\d|{_BLANK})*)"
    rf"(?:tháng|(?P<slash>[/-]))(?P<month>(?:\d|{_BLANK})*)"
    rf"(?:năm|[/-])(?P<year>(?:\d|{_BLANK})*)\.?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-–—_=~]{3,}|-{1,}o0o-{1,}", re.IGNORECASE)
_STAR = re.compile(r"(?:\* ?){1,5}")
_FORM_LABEL = re.compile(
    r"(?:BIỂU )?(?:MẪU|BIỂU|PHỤ LỤC)(?: BIỂU| MẪU)?(?: SỐ)?:? (?:\d{1,2}|[IVX]{1,5})\b.{0,20}",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"PHỤ LỤC(?: SỐ)?(?: (?P<number>\d{1,2}|[IVX]{1,5}))?[.:]?", re.IGNORECASE)
_SALUTATION = re.compile(r"(?P<label>kính (?:gửi|trình|mời) ?:?)(?: (?P<to>.*))?", re.IGNORECASE)
_LETTER = re.compile(r"(?:v ?/ ?v|về việc)\b", re.IGNORECASE)
_DRAFT = re.compile(r"\(?dự thảo(?: lần(?: thứ)? \S{1,4})?\)?", re.IGNORECASE)
_ATTACHED = re.compile(r"\((?:ban hành )?kèm theo\b.*", re.IGNORECASE)

_ORGAN_STARTS: Final = (
    *("đảng bộ", "đảng ủy", "tỉnh ủy", "thành ủy", "thị ủy", "huyện ủy", "quận ủy", "chi bộ"),
    *("ban ", "văn phòng", "ủy ban", "ubnd", "ubmttq", "mttq", "mặt trận", "hội ", "đoàn "),
    *("liên đoàn", "công đoàn", "trường ", "sở ", "phòng ", "trung tâm", "công an", "đơn vị"),
    *("chi hội", "chi đoàn", "chi cục", "cục ", "viện ", "bệnh viện", "tỉnh đoàn"),
)
"""How the name of an organ begins; with accents, since Trương is a family name."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A line of number and symbol, taken apart however it is written."""

    written: str
    number: int | None
    """None where it is left blank."""

    digits: str
    year: str
    type_code: str
    """"" for a State letter."""

    organ: str
    family: Family
    """Whose order of pieces it has: `12-KH/ĐU` or `12/KH-UBND`."""


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line of place and date, taken apart however it is written."""

    written: str
    place: str
    has_comma: bool
    day: str
    month: str
    year: str
    """As written; "" where left blank."""

    is_long: bool
    """Written with the words ngày, tháng, năm."""

    def partial(self) -> PartialDate | None:
        """Return what is known of the day; None where no year stands there.

        Raises:
            DateError: no calendar has it.
        """
        if not self.year:
            return None
        month = int(self.month) if self.month else None
        day = int(self.day) if self.day and month else None
        return PartialDate(int(self.year), month, day)

    def known(self) -> PartialDate | None:
        """Return what is known of the day, None too where there is no such day."""
        try:
            return self.partial()
        except DateError:
            return None


def is_capitals(text: str) -> bool:
    """Say whether all letters are capitals, and there are two of them at least."""
    return text == text.upper() and len(_LETTERS.findall(text)) > 1


def motto(text: str) -> str:
    """Return whose title a line is: party, state, slogan, youth; "" for another line."""
    bare = fold(text).replace("–", "-").strip(" .*-_")
    return MOTTOES.get(re.sub(r" ?- ?", " - ", bare), "")


def read_symbol(text: str) -> Symbol | None:
    """Read a line of number and symbol; None where it is none."""
    match = _SYMBOL.fullmatch(_hyphened(text.strip()))
    if match is None:
        return None
    digits = "".join(re.findall(r"\d", match["number"]))
    organ = re.sub(r"\s", "", match["organ"])
    if organ.islower():
        return None
    party = match["first"] == "-" if not match["type"] else match["first"] != "/"
    code = _code(match["type"] or "")
    if not match["type"] and match["year"] is None and party and organ in DOCUMENT_TYPES:
        return None
    number = int(digits) if digits and len(digits) < 7 else None
    family: Family = "dang" if party else "nha_nuoc"
    return Symbol(text.strip(), number, digits, match["year"] or "", code, organ, family)


def _hyphened(text: str) -> str:
    """Return a line with the mark between number and type that `Số 18 KH/ĐU` leaves out."""
    match = _NO_HYPHEN.match(text)
    if match is None:
        return text
    return f"{match['number']}{'-' if match['second'] == '/' else '/'}{text[match.end() :]}"


def _code(written: str) -> str:
    return next((code for code in DOCUMENT_TYPES if code.upper() == written.upper()), written)


def is_number_line(text: str) -> bool:
    """Say whether a line is, or is the place of, number and symbol: `Số … -KH/ĐU`."""
    return read_symbol(text) is not None or (
        len(text) < 40 and _NUMBER_LINE.fullmatch(text) is not None
    )


def read_date_line(text: str) -> DateLine | None:
    """Read a line of place and date; None where it is none."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    day, month, year = ("".join(re.findall(r"\d", match[one])) for one in ("day", "month", "year"))
    if max(len(day), len(month)) > 2 or len(year) not in (0, 2, 4) or (day and not month):
        return None
    place = (match["place"] or "").strip()
    place = "" if re.fullmatch(f"{_BLANK}+", place) else place
    if not _can_be_place(place, has_comma=bool(match["comma"])):
        return None
    year = year if len(year) == 4 else ""
    written = text.strip()
    return DateLine(written, place, bool(match["comma"]), day, month, year, not match["slash"])


def _can_be_place(words: str, *, has_comma: bool) -> bool:
    """Say whether words before a day can name a place: few, and capitalised without a comma."""
    parts = words.split()
    if len(parts) > 6 or (parts and not parts[0][0].isupper()):
        return False
    return has_comma or all(part[0].isupper() for part in parts)


def is_rule(text: str) -> bool:
    """Say whether a line is a rule made of characters."""
    return _RULE.fullmatch(text) is not None


def is_star(text: str) -> bool:
    """Say whether a line is the star under the name of a Party organ, or several."""
    return _STAR.fullmatch(text) is not None


def is_form_label(text: str) -> bool:
    """Say whether a line is the number of a prescribed form: `MẪU SỐ 01`, `PHỤ LỤC 02`."""
    return len(text) < 40 and _FORM_LABEL.fullmatch(text) is not None


def appendix_number(text: str) -> str | None:
    """Return the number in the heading of an appendix, "" without one; None for another line."""
    match = _APPENDIX.fullmatch(text)
    return (match["number"] or "") if match else None


def is_attached_line(text: str) -> bool:
    """Say whether a line says what an appendix belongs to: `(Kèm theo …)`."""
    return _ATTACHED.fullmatch(text) is not None


def salutation(text: str) -> tuple[str, str] | None:
    """Return the label and the addressee of a line such as `Kính gửi: …`; None for another."""
    match = _SALUTATION.fullmatch(text)
    return (match["label"].strip(), (match["to"] or "").strip()) if match else None


def is_letter_abstract(text: str) -> bool:
    """Say whether a line begins as the abstract of a letter does: `V/v`, `về việc`."""
    return _LETTER.match(text) is not None


def is_draft_mark(text: str) -> bool:
    """Say whether a line only says that this is a draft."""
    return _DRAFT.fullmatch(text) is not None


def is_organ(text: str) -> bool:
    """Say whether a line in capitals begins as the name of an organ does."""
    return is_capitals(text) and begins_organ(text)


def begins_organ(text: str) -> bool:
    """Say whether a line, in any case, begins as the name of an organ does."""
    return tone_style(text.lower(), "new").startswith(_ORGAN_STARTS)
