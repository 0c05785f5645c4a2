"""The only Jinja environment that may touch an official form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from doc_service.assembly.media import hinh
from doc_service.assembly.running_text import ended, than_bai
from doc_service.vietnamese.dates import (
    PartialDate,
    ngay_dai_mo,
    ngay_ngan,
    nua_nam,
    parse_iso,
    quy,
    thang,
)
from doc_service.vietnamese.numbers import dem, nghin, phan_tram
from doc_service.vietnamese.text import bind

LINE_BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
"""What docxtpl makes of a line break in a value; put in while escaping, not searched for later."""


def template_environment(*, line_breaks: bool = True) -> SandboxedEnvironment:
    """Return the environment for templates.

    Args:
        line_breaks: write line breaks of values as Word's; False leaves them to docxtpl.
    """
    env = _Sandbox(
        autoescape=True,  # else “A & B” silently truncates the document
        undefined=StrictUndefined,  # else a misspelt name prints nothing
        finalize=_with_line_breaks if line_breaks else _without_none,
    )
    env.filters.update(FILTERS)
    return env


_OF_DICT: Final = frozenset(dir(dict))


class _Sandbox(SandboxedEnvironment):
    """A sandbox that looks into plain data first: nearly every name of a form is a key."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a name after a dot means, as `SandboxedEnvironment` does."""
        if type(obj) is dict and attribute in obj and attribute not in _OF_DICT:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _without_none(value: Any) -> Any:
    return "" if value is None else value


def _with_line_breaks(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str) and "\n" in value and not isinstance(value, Markup):
        return Markup(str(escape(value)).replace("\n", LINE_BREAK))
    return value


def _ngay_so(day: PartialDate) -> str:
    full = day.date()
    if full:
        return ngay_ngan(full)
    return f"{thang(day)}/{day.year}" if day.month else str(day.year)


def _of_day(part: Callable[[PartialDate], str]) -> Callable[[str], str]:
    def said(value: str) -> str:
        return part(parse_iso(value)) if value else ""

    return said


def _dem(value: int) -> str:
    if type(value) is int and (value == 0 or 9 < value < 1000):
        return str(value)  # by far the most: neither padded nor parted
    return dem(value) if value < 1000 else nghin(value)


def _so_dem(value: int | None) -> str:
    return "" if value is None else _dem(value)


def _doan(values: Sequence[str]) -> str:
    return "\n".join(value for value in values if value)


def _cac_doan(value: str) -> list[str]:
    return [line for line in value.split("\n") if line.strip()] or [""]


FILTERS: Final[Mapping[str, Callable[..., str | list[str]]]] = {
    "hoa": str.upper,
    "ngay": _of_day(ngay_dai_mo),
    "ngay_so": _of_day(_ngay_so),
    "thang": _of_day(thang),
    "quy": _of_day(quy),
    "nua_nam": _of_day(nua_nam),
    "dem": _dem,
    "so_dem": _so_dem,
    "phan_tram": phan_tram,
    "so_tien": nghin,
    "doan": _doan,
    "cac_doan": _cac_doan,
    "khong_ngat": bind,
    "hinh": hinh,
    "than_bai": than_bai,
    "ket": ended,
}
"""Names that template authors may use: `{{ nam | hoa }}`.

`thang`, `quy`, `nua_nam` say the month, quarter or half of a day; `dem` pads a count (05); `so_dem`
leaves a missing one blank; `so_tien` writes 1.234.000; `doan` puts the non-empty values on lines of
their own; `cac_doan` gives the lines of a text to a loop; `khong_ngat` keeps dates and symbols on
one line; `ket` gives a text its end mark; `than_bai` writes a narrative body and `hinh` draws a
picture, each in a paragraph of its own.
"""
