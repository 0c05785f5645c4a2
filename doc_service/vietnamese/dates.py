"""Dates as Vietnamese offices write them, and as clerks type them.

Days below 10 and the months 1 and 2 get a leading zero, other months never: Hướng dẫn
36-HD/VPTW (Party) and Nghị định 30/2020/NĐ-CP, Phụ lục I (State) say so in the same words.
Input is day before month, always.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
from dataclasses import dataclass
from typing import Final

from doc_service.vietnamese.text import clean, fold, normalise_space

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Years outside this range are slips of the finger (`0206`, `20226`)."""

_BLANK = " " * 6
_ACCEPTED = "Nhập ngày trước, tháng sau, ví dụ 05/02/2026 hoặc ngày 05 tháng 02 năm 2026."

_SEP = r"\s*[-/.]\s*"
_GAP = r"[\s.…]*"
_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
# Matched against folded text: no accents, lower case, single spaces.
_TYPED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:nam )?{_YEAR}",
        rf"{_YEAR}{_SEP}{_MONTH}(?:{_SEP}{_DAY}(?:[t ]00:00(?::00)?)?)?",
        rf"(?:ngay )?{_DAY}{_SEP}{_MONTH}(?:{_SEP}{_YEAR})?",
        rf"(?:thang )?{_MONTH}{_SEP}{_YEAR}",
        rf"(?:ngay )?{_DAY} ?thang ?{_MONTH}(?:(?:,? ?nam ?|{_SEP}){_YEAR})?",
        rf"thang ?{_MONTH}(?:,? ?nam ?{_YEAR})?",
        rf"(?:ngay{_GAP})?thang{_GAP}(?:{_MONTH}{_GAP})?nam{_GAP}{_YEAR}",
    )
)
_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")

_LAST_SERIAL = 2958465  # 31/12/9999
_PHANTOM_SERIAL = 60  # 29/02/1900, a day that only Excel believes in


class DateError(ValueError):
    """The text is not a date, or the date does not exist; `str` is a sentence for the clerk."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. Raises `DateError` unless it exists."""

    year: int
    """From `FIRST_YEAR` to `LAST_YEAR`."""

    month: int | None = None
    """1 to 12, or None when only the year is known."""

    day: int | None = None
    """Day of the month, or None when it is not known."""

    def __post_init__(self) -> None:
        """Refuse a date that no calendar has."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise DateError(
                f"Năm {self.year:04d} không hợp lệ: năm phải từ {FIRST_YEAR} đến {LAST_YEAR}."
            )
        if self.month is None:
            if self.day is not None:
                raise DateError(f"Có ngày {self.day} nhưng chưa có tháng. {_ACCEPTED}")
            return
        _check_day(self.day, self.month, self.year)

    @property
    def is_full(self) -> bool:
        """Whether the day is known."""
        return self.day is not None

    def date(self) -> datetime.date | None:
        """Return the day, or None unless it is known."""
        if self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    def iso(self) -> str:
        """Return `2026`, `2026-01` or `2026-01-15`."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def ngay_dai(d: datetime.date) -> str:
    """Return "ngày 05 tháng 02 năm 2026"."""
    return f"ngày {d.day:02d} tháng {_month(d.month)} năm {d.year}"


def ngay_ngan(d: datetime.date) -> str:
    """Return "05/02/2026" or "10/3/2026"."""
    return f"{d.day:02d}/{_month(d.month)}/{d.year}"


def ngay_dai_mo(p: PartialDate) -> str:
    """Return the long date with room to write what is not known yet, as drafts leave it."""
    day = _BLANK if p.day is None else f" {p.day:02d} "
    month = _BLANK if p.month is None else f" {_month(p.month)} "
    return f"ngày{day}tháng{month}năm {p.year}"


def thang(p: PartialDate) -> str:
    """Return the month as prose pads it: 01, 02, 3…; "" where it is not known."""
    return _month(p.month) if p.month else ""


def quy(p: PartialDate) -> str:
    """Return the quarter as a Roman numeral; "" where it is not known."""
    return ("I", "II", "III", "IV")[(p.month - 1) // 3] if p.month else ""


def nua_nam(p: PartialDate) -> str:
    """Return which six months: `đầu` or `cuối`.

    A report up to the first days of July is still about the first half.
    """
    return "cuối" if p.month and p.month > 7 else "đầu"


def parse_iso(text: str) -> PartialDate:
    """Read `2026`, `2026-01` or `2026-01-15` and nothing else.

    Raises:
        DateError: It is written otherwise, or does not exist.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        raise DateError(f"“{text[:40]}” không đúng dạng ngày: cần 2026, 2026-01 hoặc 2026-01-15.")
    day, month, year = _parts(match)
    return PartialDate(year or 0, month, day)


def parse_date(text: str, *, default_year: int | None = None) -> PartialDate:
    """Read a date as clerks type it: `5/2/2026`, `ngày 5 tháng 2`, `tháng 10/2026`, `2026`.

    Day comes before month, always. Two-digit years are refused: `85` has two readings.

    Args:
        text: What was typed.
        default_year: The year meant where none is written.

    Raises:
        DateError: It cannot be read, does not exist, or lacks a year.
    """
    typed = fold(text).strip(" .,;")
    match = next(filter(None, (pattern.fullmatch(typed) for pattern in _TYPED)), None)
    shown = normalise_space(clean(text))
    if match is None:
        problem = f"Không đọc được ngày “{shown}”." if shown else "Chưa nhập ngày."
        raise DateError(f"{problem} {_ACCEPTED}")
    day, month, written_year = _parts(match)
    year = written_year if written_year is not None else default_year
    if year is None:
        _check_day(day, month or 0, None)
        raise DateError(f"“{shown}” chưa có năm. {_ACCEPTED}")
    return PartialDate(year, month, day)


def read_excel_serial(n: float) -> datetime.date:
    """Return the day of a serial number of Excel's 1900 system; the time of day is dropped.

    Excel takes 1900 for a leap year, so that serials below 60 are one day off and 60 is no day:
    https://learn.microsoft.com/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year

    Raises:
        DateError: The number is not a day.
    """
    if not (math.isfinite(n) and 1 <= n < _LAST_SERIAL + 1):
        raise DateError(f"Số {n} trong ô Excel không phải là ngày. {_ACCEPTED}")
    serial = int(n)
    if serial == _PHANTOM_SERIAL:
        raise DateError("Ngày 29/02/1900 không có thật: tháng 02/1900 chỉ có 28 ngày.")
    eve = datetime.date(1899, 12, 31 if serial < _PHANTOM_SERIAL else 30)
    return eve + datetime.timedelta(days=serial)


def _month(month: int) -> str:
    """Write a month: only 1 and 2 are padded."""
    return f"{month:02d}" if month <= 2 else str(month)


def _parts(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Return the day, month and year that a pattern found."""
    found = match.groupdict()
    day, month, year = (found.get(part) for part in ("day", "month", "year"))
    return (
        None if day is None else int(day),
        None if month is None else int(month),
        None if year is None else int(year),
    )


def _check_day(day: int | None, month: int, year: int | None) -> None:
    """Raise `DateError` unless the month has the day; without a year, February has 29 days."""
    if not 1 <= month <= 12:
        raise DateError(f"Không có tháng {month}. {_ACCEPTED}")
    last = calendar.monthrange(2000 if year is None else year, month)[1]
    if day is None or 1 <= day <= last:
        return
    in_month = _month(month) if year is None else f"{_month(month)}/{year}"
    raise DateError(
        f"Ngày {day:02d}/{in_month} không có thật: tháng {in_month} chỉ có {last} ngày."
    )
