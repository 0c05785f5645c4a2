"""A locality's deadlines as a calendar file (iCalendar, RFC 5545) for Outlook, Google, phones.

Every deadline is an all-day event on its last safe day with an alarm three days before; one that
comes again is one event with a recurrence rule. The same deadlines give the same bytes, and an
event keeps its UID from year to year, so that importing the file again changes what is there
instead of doubling it.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from doc_service.forms.deadlines import Deadline, safe_days
from doc_service.vietnamese.dates import ngay_ngan

if TYPE_CHECKING:
    from icalendar import Event

ALARM_DAYS: Final = 3
"""Days before the last safe day on which the calendar reminds."""

_NAMESPACE: Final = uuid.UUID("6f1d2c0e-7f0b-5b0e-9c53-0d4c7f5a3b1e")
_LAST_DAY: Final = -1  # BYMONTHDAY of a month's last day
_NO_ANCHORS: Final[Mapping[str, dt.date]] = MappingProxyType({})


def calendar(
    label: str,
    deadlines: Iterable[Deadline],
    year: int,
    *,
    anchors: Mapping[str, dt.date] = _NO_ANCHORS,
) -> bytes:
    """Return the calendar of one year's deadlines; recurring ones go on after it.

    A deadline without a day (an event not yet fixed, “05 năm/02 lần”) has no place in a calendar
    and is left out: `deadlines.due` tells it.

    Args:
        label: the locality's label; with a deadline's id it makes the event's UID.
        deadlines: the locality's deadlines.
        year: the year to write.
        anchors: event → its day, for deadlines that count from an event.
    """
    # not at the top: it takes a quarter of a second that no other command should pay
    from icalendar import Calendar

    book = Calendar()
    book.add("prodid", "-//VanThu//Thoi han//VI")
    book.add("version", "2.0")
    book.add("calscale", "GREGORIAN")
    book.add("x-wr-calname", f"Thời hạn “Dân vận khéo” {year}: {label}")
    for deadline in deadlines:
        if days := safe_days(deadline, year, anchors):
            book.add_component(_event(label, deadline, days, year))
    return bytes(book.to_ical())


def _event(label: str, deadline: Deadline, days: list[dt.date], year: int) -> Event:
    from icalendar import Alarm, Event

    event = Event()
    event.add("uid", f"{uuid.uuid5(_NAMESPACE, f'{label}/{deadline.id}')}@vanthu")
    event.add("dtstamp", dt.datetime(year, 1, 1, tzinfo=dt.UTC))
    event.add("dtstart", days[0])
    event.add("dtend", days[0] + dt.timedelta(days=1))
    if deadline.every:
        event.add("rrule", _rule(deadline, days))
    event.add("summary", f"Hạn: {deadline.what}")
    event.add("description", _description(deadline, days[0]))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Còn {ALARM_DAYS} ngày: {deadline.what}")
    alarm.add("trigger", dt.timedelta(days=-ALARM_DAYS))
    event.add_component(alarm)
    return event


def _rule(deadline: Deadline, days: list[dt.date]) -> dict[str, Any]:
    """Return the recurrence rule that gives these days in this year and the like ones later."""
    is_fixed = deadline.is_inclusive and deadline.day is not None  # 28/02 is so in leap years too
    last = not is_fixed and all(_is_month_end(day) for day in days)
    rule: dict[str, Any] = {
        "freq": "yearly",
        "bymonth": [day.month for day in days],
        "bymonthday": _LAST_DAY if last else days[0].day,
    }
    if deadline.until:
        rule["until"] = dt.date.fromisoformat(deadline.until)
    return rule


def _is_month_end(day: dt.date) -> bool:
    return day.day == months.monthrange(day.year, day.month)[1]


def _description(deadline: Deadline, day: dt.date) -> str:
    """Say in Vietnamese what the calendar entry stands for."""
    lines = [
        f"Ngày cuối cùng còn kịp: {ngay_ngan(day)} (văn bản ghi “{deadline.raw}”).",
        f"Nơi gửi: {deadline.from_}." if deadline.from_ else "",
        f"Nơi nhận: {deadline.to}." if deadline.to else "",
        f"Lưu ý: {deadline.warning}" if deadline.warning else "",
        deadline.note,
    ]
    if deadline.every:
        lines[0] = f"Văn bản ghi “{deadline.raw}”; lịch nhắc ngày cuối cùng còn kịp của mỗi kỳ."
    return "\n".join(line for line in lines if line)
