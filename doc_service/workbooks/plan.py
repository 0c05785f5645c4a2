"""Where everything stands in a form's workbook; the writer and the reader agree here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field

GENERAL: Final = "Thông tin chung"
"""Title of the sheet with one line per single value."""

EXAMPLE: Final = "Ví dụ"
"""First words of the title of a sheet that is only to look at."""

EXAMPLE_NOTE: Final = "VÍ DỤ, chỉ để xem: phần mềm không đọc trang này."

HIDDEN: Final = "_vanthu"
"""Title of the very hidden sheet: whose workbook this is, and the lists of choices."""

FIX_LIST: Final = "Cần sửa"
"""Title of the sheet that lists the problems of a marked workbook."""

NAMES_ROW: Final = 1
HEADER_ROW: Final = 2
FIRST_ROW: Final = 3
"""Rows of a sheet of rows: hidden machine names, headers, first data."""

NAME_MARK, LABEL_MARK, VALUE_MARK, HELP_MARK = "_ten", "_nhan", "_gia_tri", "_giai_thich"
"""Machine names of the columns of the general sheet; no field name begins with an underscore."""

FORMATTED_ROWS: Final = 500
"""Rows of a blank sheet that carry formats; lists and checks reach down to the last row allowed."""

_TITLE_LIMIT: Final = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Line:
    """One single value of a form, as a line of the general sheet."""

    name: str
    """Machine name: `nam`, `co_quan.ten`."""

    pointer: str
    field: Field
    section: str
    required: bool


def lines(form: Form) -> Iterator[Line]:
    """Yield the single values of a form in field order, those inside objects among them."""
    for top in form.fields:
        section = top.section or top.label
        required = top.required and top.default is None and top.name not in form.locality.defaults
        if top.kind == "object":
            for one in top.fields:
                name, pointer = f"{top.name}.{one.name}", f"/{top.name}/{one.name}"
                yield Line(name, pointer, one, section, required and one.required)
        elif top.kind != "rows":
            yield Line(top.name, f"/{top.name}", top, section, required)


def rows_fields(form: Form) -> tuple[Field, ...]:
    """Return the fields that have a sheet of their own."""
    return tuple(field for field in form.fields if field.kind == "rows")


def column_name(rows: Field, column: Field) -> str:
    """Return the machine name of a column: it says its sheet too, so a renamed sheet is found."""
    return f"{rows.name}.{column.name}"


def sheet_titles(form: Form) -> Mapping[str, str]:
    """Return field name → sheet title of every field of rows; no two are alike."""
    titles: dict[str, str] = {}
    for rows in rows_fields(form):
        title = _title(rows.label)
        if title.casefold() in (other.casefold() for other in (*titles.values(), GENERAL)):
            title = _title(f"{rows.name} {rows.label}")
        titles[rows.name] = title
    return titles


def example_title(title: str) -> str:
    """Return the title of the example beside a sheet."""
    return _title(f"{EXAMPLE} - {title}")


def _title(label: str) -> str:
    return _NOT_IN_TITLES.sub(" ", label)[:_TITLE_LIMIT].strip()
