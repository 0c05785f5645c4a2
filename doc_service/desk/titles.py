"""What a document is called in lists, and what it is found by."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from doc_service.forms.catalog import Form
from doc_service.vietnamese.dates import FIRST_YEAR, LAST_YEAR
from doc_service.vietnamese.text import clean, fold

_LONGEST: Final = 300


def title_of(form: Form, data: Mapping[str, Any]) -> str:
    """Return the form's name and what the document is about, as far as it is typed."""
    about = next(
        (clean(data[name]) for name in ("trich_yeu", "ten", "ho_ten") if _is_text(data.get(name))),
        "",
    )
    organ = data.get("co_quan")
    name = clean(organ["ten"]) if isinstance(organ, Mapping) and _is_text(organ.get("ten")) else ""
    said = [form.title, *(one for one in (about, name) if one)]
    return " – ".join(said)[:_LONGEST]


def searched(form: Form, data: Mapping[str, Any], symbol: str = "") -> str:
    """Return the words a document is found by, folded."""
    return fold(f"{title_of(form, data)} {symbol} {form.name}")


def year_of(data: Mapping[str, Any], today: dt.date) -> int:
    """Return the year a document is filed under."""
    for name in ("ngay", "nam"):
        found = re.search(r"(?:19|20|21)\d{2}", str(data.get(name, "")))
        if found and FIRST_YEAR <= int(found[0]) <= LAST_YEAR:
            return int(found[0])
    return today.year


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
