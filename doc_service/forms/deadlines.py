"""Deadlines: what a locality's plan asks for, by when, from whom, to whom.

A plan says when in words: “trước ngày 18/01/2026”, “trong quý I hàng năm”, “trước 03 ngày tổ chức
hội nghị”. `Deadline` keeps the words and what they mean, `due` tells what is near and what is
past, `read_deadlines` reads the words (shared domain reference §3.1).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from doc_service.vietnamese.dates import DateError, PartialDate, ngay_ngan, parse_iso

Kind = Literal["before", "by", "within_month", "within_quarter", "offset", "recurring"]
Every = Literal["", "year", "half_year", "quarter", "month"]

PERIOD_ENDS: Final[Mapping[Every, tuple[int, ...]]] = MappingProxyType(
    {"year": (12,), "half_year": (6, 12), "quarter": (3, 6, 9, 12), "month": tuple(range(1, 13))}
)
"""Months whose last day ends a period; a recurring deadline without a day is due then."""

RECENTLY: Final = 30
"""Days for which an occurrence of a recurring deadline is still told as overdue."""

_NO_ANCHORS: Final[Mapping[str, dt.date]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a plan. Raises `ValueError` when its parts do not make one."""

    id: str
    raw: str
    """Words of the source, also where they name a day that does not exist."""

    what: str
    kind: Kind
    """`before` and `by` a day, `within_month`, `within_quarter`, `offset` from an event's day,
    `recurring` without a day of its own."""

    form: str = ""
    """Form that is handed in, where there is one."""

    from_: str = ""
    """Who hands it in."""

    to: str = ""
    """Who receives it."""

    date: str = ""
    """`2026-01-18`, `2026-10`, `2026`; a day past the month's end is kept as the source says."""

    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    every: Every = ""
    offset_days: int | None = None
    """Days before the anchor."""

    anchor: str = ""
    """The event that an offset counts from; the caller gives its day."""

    inclusive: bool | None = None
    """Whether the day named is still in time; None: as the words say, “trước ngày” is not."""

    times: int = 0
    years: int = 0
    """`times` in `years` years, without a day (“05 năm/02 lần”)."""

    since: str = ""
    until: str = ""
    """First and last day of a plan whose recurring deadlines do not go on for ever."""

    note: str = ""
    erratum: str = ""
    """What is wrong with the words, where something is besides an impossible day."""

    def __post_init__(self) -> None:
        """Refuse a kind without the parts it needs, and dates that cannot be read."""
        year, month, day = _parts(self)
        has = {
            "before": month and day,
            "by": month and day,
            "within_month": month,
            "within_quarter": self.quarter,
            "offset": self.offset_days is not None and self.anchor,
            "recurring": self.every or (self.times and self.years),
        }
        if not has[self.kind]:
            raise ValueError(f"thời hạn “{self.id}” thiếu ngày, tháng hoặc quý cho {self.kind}")
        if self.kind in ("before", "by", "within_month", "within_quarter"):
            if (year is None) != (self.every == "year"):
                raise ValueError(f"thời hạn “{self.id}” phải có năm, hoặc every là year")
            PartialDate(year or 2000, self.quarter or month)
        for bound in (self.since, self.until):
            if bound and not parse_iso(bound).is_full:
                raise ValueError(f"thời hạn “{self.id}”: since, until ghi đủ ngày, tháng, năm")

    @property
    def is_inclusive(self) -> bool:
        """Whether the day named is still in time."""
        return self.kind != "before" if self.inclusive is None else self.inclusive

    @property
    def warning(self) -> str:
        """What is wrong with the deadline itself, with a proposal; "" where nothing is."""
        year, month, day = _parts(self)
        if month is None or day is None:
            return self.erratum
        try:
            PartialDate(year or 2000, month, day)
        except DateError as error:
            last = _clipped(year or 2000, month, day)
            said = ngay_ngan(last) if year else ngay_ngan(last).rpartition("/")[0]
            return f"{error} Đề nghị sửa thành {said}."
        return self.erratum

    @property
    def is_recurring(self) -> bool:
        """Whether it comes again."""
        return bool(self.every or self.times)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as it stands on one day."""

    deadline: Deadline
    day: dt.date | None
    """Last safe day; None where it hangs on an event or has no day."""

    days_left: int | None
    """Negative when overdue."""

    @property
    def is_overdue(self) -> bool:
        """Whether the last safe day is past."""
        return self.days_left is not None and self.days_left < 0

    def __str__(self) -> str:
        """Say it as a clerk would be reminded."""
        one = self.deadline
        road = " → ".join(who for who in (one.from_, one.to) if who)
        when = f"“{one.raw}”"
        if self.day is not None and self.days_left is not None:
            left = self.days_left
            state = (
                f"quá hạn {-left} ngày" if left < 0 else f"còn {left} ngày" if left else "hôm nay"
            )
            when = f"chậm nhất {ngay_ngan(self.day)}, {state} ({when})"
        said = f"{one.what}: {when}" + (f"; {road}" if road else "") + "."
        return f"{said} {one.warning}".strip()


def due(
    deadlines: Iterable[Deadline],
    day: dt.date,
    *,
    within_days: int,
    anchors: Mapping[str, dt.date] = _NO_ANCHORS,
) -> list[Due]:
    """Return what is overdue and what is due soon, earliest first, undated ones last.

    A single deadline stays overdue for ever; of a recurring one the next occurrence is told, and
    the last one for `RECENTLY` days.

    Args:
        deadlines: a locality's deadlines.
        day: today.
        within_days: how far ahead to look.
        anchors: event → its day, for offsets; an offset without its event's day is undated.
    """
    found = [
        one for deadline in deadlines for one in _standing(deadline, day, within_days, anchors)
    ]
    return sorted(found, key=lambda one: (one.day or dt.date.max, one.deadline.id))


def safe_days(
    deadline: Deadline, year: int, anchors: Mapping[str, dt.date] = _NO_ANCHORS
) -> list[dt.date]:
    """Return the last safe days of the occurrences that a year holds, in order.

    “Trước ngày X” is strictly before X, hence X - 1; a day past the month's end counts as the
    month's last day. The year is that of the day the source names.
    """
    less = dt.timedelta(days=0 if deadline.is_inclusive else 1)
    days = [named - less for named in _named_days(deadline, year, anchors)]
    first = dt.date.fromisoformat(deadline.since or "0001-01-01")
    last = dt.date.fromisoformat(deadline.until or "9999-12-31")
    return [day for day in days if first <= day <= last]


def _standing(
    deadline: Deadline, today: dt.date, within_days: int, anchors: Mapping[str, dt.date]
) -> Iterator[Due]:
    is_undated = deadline.times or (deadline.kind == "offset" and deadline.anchor not in anchors)
    if is_undated:
        if today.isoformat() <= (deadline.until or "9999-12-31"):
            yield Due(deadline, None, None)
        return
    days = [day for year in _years(deadline, today) for day in safe_days(deadline, year, anchors)]
    past = [day for day in days if day < today][-1:]
    if deadline.is_recurring:
        past = [day for day in past if (today - day).days <= RECENTLY]
    soon = [day for day in days if 0 <= (day - today).days <= within_days][:1]
    for day in past + soon:
        yield Due(deadline, day, (day - today).days)


def _years(deadline: Deadline, today: dt.date) -> range:
    """Return the years to look in: its own, or those around today."""
    year = _parts(deadline)[0]
    return range(today.year - 1, today.year + 2) if year is None else range(year, year + 1)


def _named_days(deadline: Deadline, year: int, anchors: Mapping[str, dt.date]) -> Iterator[dt.date]:
    own_year, month, day = _parts(deadline)
    if deadline.kind == "offset":
        event = anchors.get(deadline.anchor)
        named = event - dt.timedelta(days=deadline.offset_days or 0) if event else None
        if named and named.year == year:
            yield named
    elif deadline.kind == "recurring":
        for end in PERIOD_ENDS.get(deadline.every, ()):
            yield _clipped(year, end, day or 31)
    elif own_year in (None, year):
        end = deadline.quarter * 3 if deadline.quarter else month or 12
        yield _clipped(year, end, day or 31)


def _parts(deadline: Deadline) -> tuple[int | None, int | None, int | None]:
    """Return the year, month and day named, from `date` or from the separate fields."""
    if not deadline.date:
        return None, deadline.month, deadline.day
    try:
        numbers = [int(part) for part in deadline.date.split("-")]
    except ValueError:
        raise ValueError(f"thời hạn “{deadline.id}” có date “{deadline.date}” viết sai") from None
    year, month, day = (*numbers, None, None)[:3]
    return year, month, day


def _clipped(year: int, month: int, day: int) -> dt.date:
    """Return the day, or the month's last one where the month is shorter."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
