"""What Excel itself checks while a clerk types: lists, whole numbers, lengths, and prompts.

Excel takes at most 255 characters of prompt, 224 of error and 32 of title: MS-OI29500 §2.1.613.
https://learn.microsoft.com/openspecs/office_standards/ms-oi29500
"""

from __future__ import annotations

from typing import Final

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.fields import Field
from doc_service.workbooks.identity import Lists

_PROMPT_LIMIT: Final = 255
_ERROR_LIMIT: Final = 224
_TITLE_LIMIT: Final = 32
_MOST: Final = 999_999_999

_DATE_HINT = "Gõ dd/mm/yyyy. Chỉ biết tháng thì gõ dấu nháy trước: '01/2026."


def add_check(
    sheet: Worksheet, reach: str, field: Field, lists: Lists, *, prompt: str = ""
) -> None:
    """Check the cells of `reach` as the field asks, and show its help while one is selected."""
    check = _check(field, lists)
    check.allow_blank = True
    hint = " ".join(filter(None, (prompt or field.help, _HINTS.get(field.kind, ""))))
    if hint:
        check.showInputMessage = True
        check.promptTitle = _cut(field.label, _TITLE_LIMIT)
        check.prompt = _cut(hint, _PROMPT_LIMIT)
    check.add(reach)
    sheet.add_data_validation(check)


_HINTS: Final = {"date": _DATE_HINT, "time": "Gõ giờ và phút, ví dụ 08:30."}


def _check(field: Field, lists: Lists) -> DataValidation:
    if field.kind == "choice":
        check = DataValidation(type="list", formula1=f"={lists[field.choices]}")
        return _refusing(check, "Hãy chọn một mục trong danh sách thả xuống.")
    if field.kind == "integer":
        least, most = field.minimum or 0, field.maximum if field.maximum is not None else _MOST
        check = DataValidation(
            type="whole", operator="between", formula1=str(least), formula2=str(most)
        )
        return _refusing(check, f"Chỉ ghi số nguyên từ {least} đến {most}, không kèm chữ.")
    if field.kind == "text" and field.max_length:
        check = DataValidation(
            type="textLength", operator="lessThanOrEqual", formula1=str(field.max_length)
        )
        return _refusing(check, f"Chỉ được tối đa {field.max_length} ký tự.")
    return DataValidation()


def _refusing(check: DataValidation, message: str) -> DataValidation:
    check.showErrorMessage = True
    check.errorStyle = "stop"
    check.errorTitle = "Dữ liệu chưa đúng"
    check.error = _cut(message, _ERROR_LIMIT)
    return check


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
