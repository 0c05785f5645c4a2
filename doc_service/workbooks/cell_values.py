"""What Excel keeps in a cell, as `forms.reading` takes it: days, times, and numbers as they look.

Excel makes a number of “85%”, of “1.240” and of “05” when they are pasted, and a day of “01/2026”;
only the number format still tells what stood there.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any, Final

from doc_service.forms.fields import Field
from doc_service.vietnamese.dates import DateError, read_excel_serial
from doc_service.vietnamese.numbers import nghin, thap_phan

_YEARS: Final = range(1900, 2101)
_SERIALS: Final = range(10_000, 110_000)
"""Serial numbers of 1927 to 2201: smaller ones are years or mistakes."""

_DAY_MINUTES: Final = 24 * 60
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|;.*')
"""Literals, conditions and the formats of negative numbers in a number format."""

_DECIMALS = re.compile(r"\.(0+)")
_ZEROS = re.compile("0{2,15}")


def as_read(field: Field, value: Any, epoch: dt.datetime, number_format: str = "") -> Any:
    """Return a cell's value as `forms.reading` takes it for a field.

    Args:
        field: what the value is for.
        value: text, a number, a day or a time, as openpyxl gives it.
        epoch: what serial numbers count from in this workbook.
        number_format: how Excel shows the value.
    """
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, float) and not math.isfinite(value):
        return value if field.kind == "text" else str(value)
    if field.kind == "date":
        return _as_day(value, epoch)
    if field.kind == "time":
        return _as_time(value)
    return as_shown(value, number_format) if field.kind in ("text", "narrative") else value


def as_shown(value: Any, number_format: str) -> Any:
    """Return a number, day or time as the text that Excel shows, where its format matters."""
    if isinstance(value, dt.timedelta):
        return _clock((value.total_seconds() + 1) / 60)
    if isinstance(value, dt.time):
        return _as_time(value)
    plain = _NOT_SHOWN.sub("", number_format).lower()
    if isinstance(value, dt.datetime | dt.date):
        is_month = "y" in plain and "d" not in plain
        return f"{value.month:02d}/{value.year}" if is_month else value
    if isinstance(value, int | float):
        return _number(value, plain)
    return value


def _number(value: int | float, number_format: str) -> Any:
    found = _DECIMALS.search(number_format)
    digits = len(found[1]) if found else 0
    if "%" in number_format:
        return f"{thap_phan(value * 100, digits)}%"
    if digits:
        return thap_phan(value, digits)
    if "#,##" in number_format:
        return nghin(round(value))
    if _ZEROS.fullmatch(number_format) and value >= 0:
        return f"{round(value):0{len(number_format)}d}"
    return value


def _as_day(value: Any, epoch: dt.datetime) -> Any:
    if isinstance(value, dt.datetime | dt.date):
        # “2026” typed into a cell of date format is shown, and read, as a day of 1905
        serial = (dt.datetime(value.year, value.month, value.day) - epoch).days
        return str(serial) if serial in _YEARS else value
    return _from_serial(value, epoch) if isinstance(value, int | float) else value


def _from_serial(number: float, epoch: dt.datetime) -> Any:
    if int(number) not in _SERIALS:
        return str(int(number)) if float(number).is_integer() else str(number)
    try:
        day = read_excel_serial(number)
    except DateError:
        return str(number)
    shift = (epoch - dt.datetime(1899, 12, 30)).days if epoch.year > 1900 else 0
    return day + dt.timedelta(days=shift)


def _as_time(value: Any) -> Any:
    """Return the time of day as text; a number that is none, as it is typed in Vietnam."""
    if isinstance(value, dt.datetime | dt.time):
        return _clock((value.hour * 60 + value.minute) + (value.second + 1) / 60)
    if isinstance(value, dt.timedelta):
        return _clock((value.total_seconds() + 1) / 60 % _DAY_MINUTES)
    if not isinstance(value, float) or value.is_integer():
        return value
    # a whole number typed is an hour; 8,5 is as likely 8:30 as 8:50, so it is left to be named
    is_time = 0 < value < 1 or int(value) in _SERIALS
    return (
        _clock((value % 1 * _DAY_MINUTES + 1 / 60) % _DAY_MINUTES) if is_time else thap_phan(value)
    )


def _clock(minutes: float) -> str:
    """Return minutes as `HH:MM`; the second added before makes up for rounded fractions of days."""
    hours, rest = divmod(int(minutes), 60)
    return f"{hours:02d}:{rest:02d}"
