"""The lines above the title → organ, number and symbol, place and date.

A PDF gives the two halves one after the other, side by side, or glued together, so each piece is
found by its own shape, wherever it stands. Shared domain reference §1.3–1.6, §2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from doc_service.importing.closing import plain_line
from doc_service.importing.lines import Line, one_line
from doc_service.importing.markers import is_capitals
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.vietnamese.dates import DateError, parse_date
from doc_service.vietnamese.text import fold

_COLUMNS = re.compile(r"\s{3,}|\t+")
_MOTTO = re.compile(
    r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H[OÒ][AÀ] XÃ HỘI CHỦ NGHĨA VIỆT NAM|"
    r"Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh phúc",
    re.IGNORECASE,
)
_TYPES: Final = "|".join(sorted(map(re.escape, DOCUMENT_TYPES), key=len, reverse=True))
_ORGAN: Final = r"[A-ZĐƯ][A-ZĐƯa-zđư]*(?:\s?[-\u2011]\s?[A-ZĐƯ][A-ZĐƯa-zđư]*)*"
# Party `12-KH/ĐU`, State `12/KH-UBND`, `12/2026/QĐ-UBND` and the letter `12/UBND-VX`
_SYMBOL = re.compile(
    rf"S[ốỐ]\s*:?\s*(?P<so>[\d.…_ ]*)(?:\s*/\s*\d{{4}})?\s*[-/\u2011]\s*"
    rf"(?:(?P<loai>{_TYPES})\s*[-/\u2011]\s*)?(?P<co_quan>{_ORGAN})(?!\w)"
)
_DATE = re.compile(
    r"(?:(?P<place>[^\W\d_][^,;:]{1,60}?|[.…_]+)\s*,\s*)?"
    r"(?P<date>ngày[\s.…_\d]*tháng[\s.…_\d]*năm[\s.…_]*\d{0,4})",
    re.IGNORECASE,
)
# room for what the văn thư writes by hand: no gap between columns
_BLANK_IN_PIECE = re.compile(
    r"(?<=số)\s+(?=[-/\u2011:])|(?<=số:)\s+(?=[-/\u2011])|(?<=ngày)\s+(?=tháng)|"
    r"(?<=tháng)\s+(?=năm)|(?<=\d)\s+(?=tháng|năm)|(?<=tháng|.ngày|..năm)\s+(?=\d)",
    re.IGNORECASE,
)
_DECORATION = re.compile(r"[-–—_=*~o0. ]*")
_LEFT_BLANK = re.compile(r"[.…_]+")
_ABSTRACT = re.compile(r"(?:V/v|Về việc)\b\s*:?\s*", re.IGNORECASE)

_LONGEST: Final = 200
"""Characters of the longest line of a letterhead, its halves side by side."""

_BESIDE: Final = 80
"""Characters that the other half of a letterhead adds to a line."""

# how the name of an organ begins; a line in capitals that begins otherwise goes on with the last
_ORGAN_STARTS: Final = (
    "dang bo",
    "dang uy",
    "tinh uy",
    "thanh uy",
    "thi uy",
    "huyen uy",
    "quan uy",
    "chi bo",
    "ban ",
    "van phong",
    "uy ban",
    "ubnd",
    "ubmttq",
    "mttq",
    "mat tran",
    "hoi ",
    "doan ",
    "lien doan",
    "cong doan",
    "truong ",
    "so ",
    "phong ",
    "trung tam",
    "cong an",
)


@dataclass(slots=True)
class Letterhead:
    """What the lines above the title say; empty where they do not."""

    organs: list[str] = field(default_factory=list)
    """Names as printed, the superior first."""

    number: int | None = None
    type_code: str = ""
    organ_code: str = ""
    place: str = ""
    date: str = ""
    """ISO, as far as it is known."""

    date_error: str = ""
    """Why the date cannot be, in a clerk's words."""

    abstract: str = ""
    """Of a letter: what stands under its number."""

    unplaced: list[str] = field(default_factory=list)
    in_abstract: bool = False
    """Whether the piece read last belongs to the abstract."""

    @property
    def found(self) -> bool:
        """Whether anything was recognised."""
        return bool(self.organs or self.organ_code or self.place or self.date)


def read_letterhead(lines: Sequence[Line]) -> Letterhead:
    """Read the lines of a letterhead; what is none of its pieces goes to `unplaced`."""
    head = Letterhead()
    for line in lines:
        raw = _BLANK_IN_PIECE.sub(" ", line.raw or line.text)
        for cell in _COLUMNS.split(raw):
            _read_cell(plain_line(one_line(cell)), head)
    return head


def is_letterhead_line(line: Line) -> bool:
    """Say whether a line can stand above a title, as a piece of a letterhead."""
    text = plain_line(line.text)
    if len(text) > _LONGEST:
        return False
    if not text or is_decoration(text) or _ABSTRACT.match(text):
        return True
    symbol = _SYMBOL.match(text)
    if _MOTTO.search(text) or (symbol and len(text) - len(symbol[0]) < _BESIDE):
        return True
    date = _DATE.search(text)
    if date and len(text) - len(date[0]) < _BESIDE // 2:
        return True
    return is_capitals(text) and fold(text).startswith(_ORGAN_STARTS) and len(text) < 100


def is_decoration(text: str) -> bool:
    """Say whether a line is a rule, a star or an ornament."""
    return bool(text) and _DECORATION.fullmatch(text) is not None and not text.isalnum()


def joined(names: Iterable[str]) -> list[str]:
    """Join the lines of one name: `ĐẢNG ỦY PHƯỜNG`, `TÂN HÒA` is one organ."""
    organs: list[str] = []
    for name in names:
        if organs and not fold(name).startswith(_ORGAN_STARTS):
            organs[-1] = f"{organs[-1]} {name}"
        else:
            organs.append(name)
    return organs


def _read_cell(text: str, head: Letterhead) -> None:
    text = _read_symbol(_MOTTO.sub(" ", text), head)
    text = _read_date(text, head).strip()
    if not text or is_decoration(text):
        return
    if match := _ABSTRACT.match(text):
        head.abstract, head.in_abstract = text[match.end() :], True
    elif is_capitals(text) and (head.organs or fold(text).startswith(_ORGAN_STARTS)):
        head.organs, head.in_abstract = joined([*head.organs, text]), False
    elif head.in_abstract:
        head.abstract += f" {text}"
    else:
        head.unplaced.append(text)


def _read_symbol(text: str, head: Letterhead) -> str:
    match = _SYMBOL.search(text)
    if match is None or head.organ_code:
        return text
    digits = "".join(re.findall(r"\d", match["so"]))
    head.number = int(digits) if digits and 0 < int(digits) < 100_000 else None
    head.type_code = match["loai"] or ""
    head.organ_code = re.sub(r"\s", "", match["co_quan"]).replace("\u2011", "-")
    return f"{text[: match.start()]} {text[match.end() :]}"


def _read_date(text: str, head: Letterhead) -> str:
    match = _DATE.search(text)
    if match is None or head.date or head.date_error:
        return text
    place = match["place"] or ""
    head.place = "" if _LEFT_BLANK.fullmatch(place) else place.strip()
    written = re.sub(r"\s+", " ", _LEFT_BLANK.sub(" ", match["date"]))
    try:
        head.date = parse_date(written).iso()
    except DateError as error:
        head.date_error = str(error) if re.search(r"\d", written) else ""
    return f"{text[: match.start()]} {text[match.end() :]}"
