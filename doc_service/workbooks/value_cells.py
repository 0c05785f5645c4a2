"""One value in a cell: what it looks like, and what is written for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from doc_service.forms.fields import Field
from doc_service.vietnamese.dates import DateError, parse_iso
from doc_service.workbooks import looks
from doc_service.workbooks.looks import Look

_LOOKS: Final = {"integer": looks.NUMBER, "date": looks.DATE}
_SAMPLES: Final = {"integer": looks.SAMPLE_NUMBER, "date": looks.SAMPLE_DATE}


def look_of(field: Field, *, sample: bool) -> Look:
    """Return the look of the cells of a field."""
    if sample:
        return _SAMPLES.get(field.kind, looks.SAMPLE_TEXT)
    return _LOOKS.get(field.kind, looks.TEXT)


def shown(field: Field, value: Any) -> str | int | dt.date | None:
    """Return a value as its cell shows it: labels for codes, real dates, whole numbers."""
    if value is None or value == "":
        return None
    if field.kind == "choice":
        return field.choice_label(str(value))
    if field.kind == "date":
        return _date(str(value))
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return str(value)


def value_at(data: Mapping[str, Any], name: str) -> Any:
    """Return the value with a machine name such as `co_quan.ten`, or None."""
    value: Any = data
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _date(iso: str) -> str | dt.date:
    try:
        day = parse_iso(iso)
    except DateError:
        return iso
    # a partial date is text: Excel has no value for a month
    return day.date() or "/".join(reversed(day.iso().split("-")))
