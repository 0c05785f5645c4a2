"""Reading deadlines as plans and clerks word them.

“Xong trước ngày 18/01/2026”, “trong tháng 10/2026”, “trong quý I hàng năm”, “chậm nhất ngày
25/7/2023”, “trước 03 ngày tổ chức hội nghị”, “05 năm/02 lần”, “hàng tháng” (shared domain
reference §3.1). Accents may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from doc_service.forms.deadlines import Deadline, Every
from doc_service.vietnamese.dates import DateError, PartialDate
from doc_service.vietnamese.numbers import la_ma
from doc_service.vietnamese.text import clean, fold, normalise_space

# All patterns see folded text: no accents, lower case, single spaces.
_DATE: Final = re.compile(
    r"(?<![\d/])(?P<day>\d{1,2})(?: ?[/.-] ?| thang )(?P<month>\d{1,2})(?![\d])"
    r"(?:(?: ?[/.-] ?|,? nam )(?P<year>\d{4})(?!\d))?(?! ?[/.-] ?\d)"
)
_MONTH: Final = re.compile(
    r"(?<!\d )thang (?P<month>\d{1,2})(?!\d)(?:(?: ?[/.-] ?|,? nam )(?P<year>\d{4}))?"
)
_QUARTER: Final = re.compile(
    r"\bquy (?P<quarter>iv|i{1,3}|[1-4])\b(?:(?: ?[/.-] ?|,? nam )(?P<year>\d{4}))?"
)
_OFFSET: Final = re.compile(r"\btruoc (?P<days>\d{1,3}) ngay (?P<anchor>\D.*)")
_TIMES: Final = re.compile(r"(?P<years>\d{1,2}) nam ?/ ?(?P<times>\d{1,2}) lan")
_EVERY_YEAR: Final = re.compile(r"\b(?:hang|moi|mot|0?1) nam\b|\bdinh ky\b")
_INCLUSIVE: Final = re.compile(r"\b(?:cham|muon) nhat\b|\bkhong qua\b|\b(?:den )?het ngay\b")
_BEFORE: Final = re.compile(r"\btruoc\b")
_PERIODS: Final[tuple[tuple[Every, re.Pattern[str]], ...]] = (
    ("month", re.compile(r"\b(?:hang|moi) thang\b")),
    ("quarter", re.compile(r"\b(?:hang|moi) quy\b|\b0?3 thang\b")),
    ("half_year", re.compile(r"\b0?6 thang\b")),
    ("year", re.compile(r"\b(?:hang|moi|mot|0?1) nam\b")),
)
_ROMAN: Final = {la_ma(number).lower(): number for number in range(1, 5)}
_ACCEPTED: Final = (
    "Ghi ví dụ: trước ngày 10/3/2026, chậm nhất ngày 25/7/2026, trong tháng 10/2026, "
    "trong quý I hằng năm, hằng tháng."
)


def read_deadline(text: str, year: int) -> Deadline:
    """Return the one deadline that the words set.

    Args:
        text: the words.
        year: the year meant where none is written and nothing says that it comes every year.

    Raises:
        DateError: the words set no deadline, more than one, or a day that does not exist.
    """
    found = read_deadlines(text, year)
    if len(found) > 1:
        raise DateError(
            f"“{normalise_space(clean(text))}” có {len(found)} thời hạn; "
            "hãy ghi mỗi thời hạn một dòng."
        )
    return found[0]


def read_deadlines(text: str, year: int) -> tuple[Deadline, ...]:
    """Return every deadline that the words set, in their order.

    Raises:
        DateError: the words set no deadline, or a day that does not exist.
    """
    raw = normalise_space(clean(text))
    folded = fold(raw)
    for read in _READERS:
        if parts := list(read(raw, folded, year)):
            return tuple(_deadline(raw, number, one) for number, one in enumerate(parts))
    raise DateError(f"Không đọc được thời hạn “{raw}”. {_ACCEPTED}")


def _deadline(raw: str, number: int, parts: dict[str, Any]) -> Deadline:
    name = re.sub(r"[^a-z0-9]+", "_", fold(raw)).strip("_")[:60]
    return Deadline(id=f"{name}_{number + 1}" if number else name, raw=raw, what="", **parts)


_Parts = Iterator[dict[str, Any]]


def _offset(raw: str, folded: str, _: int) -> _Parts:
    if match := _OFFSET.search(folded):
        # fold keeps words apart as they were, so the anchor is as many words from the end
        words = len(match["anchor"].split())
        anchor = " ".join(raw.split()[-words:]).rstrip(" .;,")
        yield {"kind": "offset", "offset_days": int(match["days"]), "anchor": anchor}


def _times(_: str, folded: str, __: int) -> _Parts:
    if match := _TIMES.search(folded):
        yield {"kind": "recurring", "years": int(match["years"]), "times": int(match["times"])}


def _dates(_: str, folded: str, year: int) -> _Parts:
    before = 0
    for match in _DATE.finditer(folded):
        words, before = folded[before : match.start()], match.end()
        is_before = bool(_BEFORE.search(words)) and not _INCLUSIVE.search(words)
        when = _when(match, folded, year, int(match["month"]), int(match["day"]))
        yield {"kind": "before" if is_before else "by", **when}


def _quarter(_: str, folded: str, year: int) -> _Parts:
    for match in _QUARTER.finditer(folded):
        said = match["quarter"]
        number = _ROMAN.get(said) or int(said)
        when = _when(match, folded, year, None, None)
        yield {"kind": "within_quarter", "quarter": number, **when}


def _month(_: str, folded: str, year: int) -> _Parts:
    for match in _MONTH.finditer(folded):
        yield {"kind": "within_month", **_when(match, folded, year, int(match["month"]), None)}


def _period(_: str, folded: str, __: int) -> _Parts:
    for every, pattern in _PERIODS:
        if pattern.search(folded):
            yield {"kind": "recurring", "every": every}


def _when(
    match: re.Match[str], folded: str, year: int, month: int | None, day: int | None
) -> dict[str, Any]:
    """Return the fields that say when: every year, or in one year.

    Raises:
        DateError: the day does not exist; without a year, February has 29 days.
    """
    if match["year"] is None and _EVERY_YEAR.search(folded):
        PartialDate(2000, month, day)
        parts: dict[str, Any] = {"every": "year", "month": month, "day": day}
        return {name: value for name, value in parts.items() if value is not None}
    return {"date": PartialDate(int(match["year"] or year), month, day).iso()}


_READERS: Final[tuple[Callable[[str, str, int], _Parts], ...]] = (
    _offset,
    _times,
    _dates,
    _quarter,
    _month,
    _period,
)
"""Tried in this order: the first that finds something has read the words."""
