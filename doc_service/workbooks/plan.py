"""Where everything stands in a form's workbook; the writer and the reader agree here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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

TEXT_HEADER_ROW: Final = 3
TEXT_FIRST_ROW: Final = 4
"""Rows of a sheet of running text, whose second row is the hint."""

TEXT_HINT: Final = (
    "Mỗi ô một đoạn, từ trên xuống. Dán từ Word vào ô trống đầu tiên: mỗi đoạn tự vào một ô, bảng "
    "tự sang các cột bên. Ghi số thứ tự ngay đầu đoạn: “I.”, “1.”, “1.1.”, “a)”, “-”, “+”."
)

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
    asked: bool
    """Whether this locality asks for it."""


def lines(form: Form) -> Iterator[Line]:
    """Yield the single values of a form in field order, those inside objects among them."""
    for top in form.fields:
        if top.kind in ("rows", "narrative") or needs_picture(top):
            continue
        section = top.section or top.label
        required = top.required and top.default is None and top.name not in form.locality.defaults
        if top.kind != "object":
            yield Line(top.name, f"/{top.name}", top, section, required, not top.hidden)
            continue
        for one in without_pictures(top).fields:
            name, pointer = f"{top.name}.{one.name}", f"/{top.name}/{one.name}"
            asked = not (top.hidden or one.hidden)
            yield Line(name, pointer, one, section, required and one.required, asked)


def sheet_fields(form: Form) -> tuple[Field, ...]:
    """Return the fields that have a sheet of their own, less the columns of pictures."""
    return tuple(
        without_pictures(field)
        for field in form.fields
        if field.kind in ("rows", "narrative") and not needs_picture(field)
    )


def rows_fields(form: Form) -> tuple[Field, ...]:
    """Return the fields of rows that have a sheet."""
    return tuple(field for field in sheet_fields(form) if field.kind == "rows")


def text_fields(form: Form) -> tuple[Field, ...]:
    """Return the fields of running text; each has a sheet."""
    return tuple(field for field in sheet_fields(form) if field.kind == "narrative")


def needs_picture(field: Field) -> bool:
    """Say whether a field is a picture or cannot be given without one: no cell holds it."""
    pictures = (one for one in field.fields if one.kind == "picture")
    return field.kind == "picture" or any(one.required for one in pictures)


def without_pictures(field: Field) -> Field:
    """Return an object or rows as a workbook holds them."""
    return replace(field, fields=tuple(one for one in field.fields if one.kind != "picture"))


def needed_pictures(form: Form) -> list[str]:
    """Return the labels of the pictures without which there is no document: no workbook then."""
    return [field.label for field in form.fields if field.required and needs_picture(field)]


def picture_labels(form: Form) -> list[str]:
    """Return what a workbook of the form leaves out, in field order."""
    found: list[str] = []
    for top in form.fields:
        if needs_picture(top):
            found.append(top.label)
        else:
            found += [f"{top.label}: {one.label}" for one in top.fields if one.kind == "picture"]
    return found


def column_name(rows: Field, column: Field) -> str:
    """Return the machine name of a column: it says its sheet too, so a renamed sheet is found."""
    return f"{rows.name}.{column.name}"


def text_name(field: Field) -> str:
    """Return the machine name of the cells of a running text; no column of rows has such."""
    return f"{field.name}._doan"


def sheet_titles(form: Form) -> Mapping[str, str]:
    """Return field name → sheet title of every field with a sheet; no two are alike."""
    titles: dict[str, str] = {}
    for field in sheet_fields(form):
        title = _title(field.label)
        if title.casefold() in (other.casefold() for other in (*titles.values(), GENERAL)):
            title = _title(f"{field.name} {field.label}")
        titles[field.name] = title
    return titles


def example_title(title: str) -> str:
    """Return the title of the example beside a sheet."""
    return _title(f"{EXAMPLE} - {title}")


def _title(label: str) -> str:
    return _NOT_IN_TITLES.sub(" ", label)[:_TITLE_LIMIT].strip()
