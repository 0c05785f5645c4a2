"""The very hidden sheet: whose workbook this is, and the lists its cells choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from doc_service.errors import WrongWorkbook
from doc_service.forms.catalog import Form
from doc_service.forms.fields import Choice, Field
from doc_service.workbooks.looks import cell_of, put
from doc_service.workbooks.plan import HIDDEN

Lists = Mapping[tuple[Choice, ...], str]
"""Choices → the defined name of their list.

Lists are named because Excel writes a list on another sheet as an extension when it saves, which
openpyxl drops; a named list stays where it is.
"""

_KEYS: Final = ("form", "locality", "fingerprint")
_MANY: Final = "many"
_FIRST_LIST_COLUMN: Final = 4


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose workbook this is."""

    form: str
    locality: str
    fingerprint: str
    many: bool = False
    """It holds many records, a row each."""


def identity_of(form: Form) -> Identity:
    """Return what the workbook of a form must say."""
    return Identity(form.name, form.locality.name, form.fingerprint)


def refuse_other(form: Form, identity: Identity, *, many: bool = False) -> None:
    """Refuse a workbook that was not made for a form as it is now.

    Args:
        form: the form whose workbook is wanted.
        identity: what the workbook says.
        many: whether one of many records is wanted.

    Raises:
        WrongWorkbook: it is another form's, of an older version, or of the other kind.
    """
    if identity.form != form.name:
        raise WrongWorkbook(
            f"Đây là tệp Excel của biểu mẫu “{identity.form}”, không phải của “{form.title}”. "
            "Hãy chọn đúng biểu mẫu hoặc tải tệp mẫu của biểu mẫu này."
        )
    if identity.many is not many:
        raise WrongWorkbook(_OTHER_KIND[many])
    if identity.fingerprint != form.fingerprint:
        raise WrongWorkbook(
            f"Tệp Excel này làm theo phiên bản cũ của biểu mẫu “{form.title}”. "
            "Hãy tải tệp mẫu mới và chép số liệu sang."
        )


_OTHER_KIND: Final = {
    False: "Tệp Excel này chứa nhiều văn bản, mỗi dòng một văn bản. Hãy gửi tệp để lập cả đợt, "
    "hoặc dùng tệp mẫu của một văn bản.",
    True: "Tệp Excel này chỉ chứa một văn bản. Hãy gửi như một văn bản, hoặc tải tệp mẫu nhiều "
    "văn bản của biểu mẫu này.",
}
"""Whether one of many records was wanted → what to say of the other kind."""


def lists_of(form: Form) -> Lists:
    """Return every set of choices of a form, with the name of its list."""
    distinct = dict.fromkeys(_choices(form.fields))
    return {choices: f"vanthu_ds_{number}" for number, choices in enumerate(distinct, start=1)}


def write_identity(workbook: Workbook, form: Form, *, many: bool = False) -> None:
    """Add the hidden sheet: identity in A:B, one list of labels per column from D."""
    sheet = workbook.create_sheet(HIDDEN)
    sheet.sheet_state = "veryHidden"
    said = identity_of(form)
    for row, key in enumerate(_KEYS, start=1):
        put(cell_of(sheet, row, 1), key)
        put(cell_of(sheet, row, 2), getattr(said, key))
    if many:
        put(cell_of(sheet, len(_KEYS) + 1, 1), _MANY)
    for column, (choices, name) in enumerate(lists_of(form).items(), start=_FIRST_LIST_COLUMN):
        for row, choice in enumerate(choices, start=1):
            put(cell_of(sheet, row, column), choice.label)
        letter = get_column_letter(column)
        reach = f"'{HIDDEN}'!${letter}$1:${letter}${len(choices)}"
        workbook.defined_names[name] = DefinedName(name, attr_text=reach)


def read_identity(workbook: Workbook) -> Identity:
    """Return whose workbook this is.

    Raises:
        WrongWorkbook: it carries no mark of ours.
    """
    found: dict[str, object] = {}
    if HIDDEN in workbook.sheetnames:
        sheet = workbook[HIDDEN]
        pairs = sheet.iter_rows(min_row=1, max_row=10, min_col=1, max_col=2, values_only=True)
        found = {str(key): value for key, value in pairs}
    return identity_in(found)


def identity_in(found: Mapping[str, object]) -> Identity:
    """Return whose workbook says this in columns A and B of its hidden sheet.

    Raises:
        WrongWorkbook: it is no mark of ours.
    """
    form, locality, fingerprint = (found.get(key) for key in _KEYS)
    if isinstance(form, str) and isinstance(locality, str) and isinstance(fingerprint, str):
        return Identity(form, locality, fingerprint, _MANY in found)
    raise WrongWorkbook(
        "Tệp Excel này không phải tệp mẫu tải từ phần mềm. Hãy tải tệp mẫu của biểu mẫu, "
        "chép số liệu sang rồi gửi lại."
    )


def _choices(fields: tuple[Field, ...]) -> Iterator[tuple[Choice, ...]]:
    for field in fields:
        if field.choices:
            yield field.choices
        yield from _choices(field.fields)
