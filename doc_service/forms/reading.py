"""Text from a workbook or a web page, read into what a field holds.

The API is strict and coerces nothing; paper edges are forgiving, and both end in the same
validator.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any, Final

from doc_service.forms.fields import Field
from doc_service.problems import Problem
from doc_service.vietnamese.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    DateError,
    ngay_ngan,
    parse_date,
    read_excel_serial,
)
from doc_service.vietnamese.numbers import NumberError, read_integer, thap_phan
from doc_service.vietnamese.text import clean, fold
from doc_service.vietnamese.times import TimeError, parse_time


def read(field: Field, value: Any, pointer: str) -> tuple[Any, Problem | None]:
    """Return the value as data, or what was typed together with a problem.

    Args:
        field: what the value is for; not an object or rows, whose leaves are read one by one.
        value: text, a number, a date, or None, as a cell or an input holds it; a number in a date
            field is a year or an Excel serial.
        pointer: JSON Pointer of the value.

    An empty value gives None: the caller leaves the field out.
    """
    if value is None or (isinstance(value, str) and not clean(value)):
        return None, None
    return _READERS[field.kind](field, value, pointer)


def _text(field: Field, value: Any, pointer: str) -> tuple[Any, Problem | None]:
    if isinstance(value, dt.datetime | dt.date):
        return ngay_ngan(value), None
    if isinstance(value, float) and not math.isfinite(value):
        message = f"“{field.label}”: “{value}” không phải là một số hữu hạn; hãy gõ lại."
        return str(value), Problem(pointer, message, "type")
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() else thap_phan(value)), None
    return str(value), None


def _integer(field: Field, value: Any, pointer: str) -> tuple[Any, Problem | None]:
    if isinstance(value, float) and value.is_integer():
        return int(value), None
    if isinstance(value, int) and not isinstance(value, bool):
        return value, None
    try:
        # a number such as 1.234 has decimals; only in text may the dot part thousands
        typed = thap_phan(value) if isinstance(value, float) else str(value)
        return read_integer(typed), None
    except NumberError as error:
        return value, Problem(pointer, f"“{field.label}”: {error}", "type")


def _date(field: Field, value: Any, pointer: str) -> tuple[Any, Problem | None]:
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.year:04d}-{value.month:02d}-{value.day:02d}", None
    try:
        if isinstance(value, int | float) and not FIRST_YEAR <= value <= LAST_YEAR:
            return read_excel_serial(value).isoformat(), None
        typed = str(int(value)) if isinstance(value, float) else str(value)
        return parse_date(typed).iso(), None
    except DateError as error:
        return str(value), Problem(pointer, f"“{field.label}”: {error}", "date")


def _choice(field: Field, value: Any, pointer: str) -> tuple[Any, Problem | None]:
    wanted = _plain(str(value))
    for choice in field.choices:
        if wanted in (
            _plain(choice.code),
            _plain(choice.label),
            _plain(choice.code.replace("_", " ")),
        ):
            return choice.code, None
    listed = "; ".join(choice.label for choice in field.choices)
    return str(value), Problem(
        pointer, f"“{field.label}” là “{str(value)[:60]}”, phải là một trong: {listed}.", "choice"
    )


def _plain(text: str) -> str:
    """Return a label as it is recognised: without diacritics, any dash a hyphen."""
    return fold(text).replace("–", "-").replace("—", "-")


def _time(field: Field, value: Any, pointer: str) -> tuple[Any, Problem | None]:
    if isinstance(value, dt.datetime | dt.time):
        return f"{value.hour:02d}:{value.minute:02d}", None
    try:
        return parse_time(str(value)), None
    except TimeError as error:
        return str(value), Problem(pointer, f"“{field.label}”: {error}", "time")


_READERS: Final = {
    "text": _text,
    "integer": _integer,
    "date": _date,
    "time": _time,
    "choice": _choice,
    "picture": _text,
    "narrative": _text,
}
