"""Workbooks as clerks send them: edited with openpyxl, or broken part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.catalog import Form

BlankOf = Callable[[Form], bytes]


def opened(content: bytes, *, rich_text: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=rich_text)


def saved(workbook: Workbook) -> bytes:
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def edited(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    workbook = opened(content)
    change(workbook)
    return saved(workbook)


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """Return the package with one part added or replaced."""
    return with_parts(content, lambda parts: {**parts, name: data})


def with_parts(content: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in change(parts).items():
            zipped.writestr(name, data)
    return held.getvalue()


def cell_beside(sheet: Worksheet, name: str) -> str:
    """Return the coordinate of the value on the line with this machine name."""
    row = next(cell.row for cell in sheet["A"] if cell.value == name)
    return f"C{row}"
