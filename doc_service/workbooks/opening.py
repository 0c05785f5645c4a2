"""Opening an uploaded workbook: what is refused before openpyxl sees it, and why.

openpyxl visits every cell of a merged range or of a link, one by one, and one range may name
seventeen thousand million cells; so ranges are measured here first.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeVar

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from doc_service.errors import DocServiceError, InvalidWorkbook
from doc_service.zip_archive import ArchiveError, Bounds, read_members

MAX_CELLS: Final = 300_000
"""Cells of a workbook of one record, or of its ranges; a form of 5000 rows has some 30 000."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a workbook may be."""

    cells: int
    """Cells of all sheets, empty formatted ones included."""

    package: Bounds


ONE_RECORD: Final = Limits(MAX_CELLS, Bounds(members=1000, total=80 * 2**20))
MANY_RECORDS: Final = Limits(1_500_000, Bounds(members=1000, total=300 * 2**20))
"""A workbook with a record in every row: 40 000 of 30 values each."""

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_TYPES: Final = "[Content_Types].xml"
_SAVE_AS: Final = "Hãy mở tệp bằng Excel, chọn Lưu thành (Save As), kiểu “Excel Workbook (.xlsx)”"

_Seen = TypeVar("_Seen")

_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_RANGE = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*[\"']([^\"']*)[\"']")

_SHEET_NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Upload:
    """An uploaded file that is an ordinary XLSX within bounds."""

    content: bytes
    members: Mapping[str, bytes]


def inspect(content: bytes, limits: Limits = ONE_RECORD) -> Upload:
    """Return the upload, once nothing speaks against opening it.

    Raises:
        InvalidWorkbook: not an XLSX, or with macros, a password, entities, or beyond the bounds.
    """
    if content.startswith(_OLE):
        raise InvalidWorkbook(_about_ole(content))
    try:
        members = read_members(content, limits.package)
    except ArchiveError as error:
        raise InvalidWorkbook(_sentence(content, error)) from error
    _refuse_kind(members)
    _refuse_size(members, limits.cells)
    return Upload(content, members)


def open_upload(upload: Upload, *, values: bool) -> Workbook:
    """Open the upload with openpyxl.

    Args:
        upload: the inspected file.
        values: give the values of formulas as last computed; otherwise the formulas.

    Raises:
        InvalidWorkbook: the file is damaged.
    """
    with damage_said():
        return load_workbook(io.BytesIO(upload.content), data_only=values)


def glance(upload: Upload, look: Callable[[Workbook], _Seen]) -> _Seen:
    """Return what `look` finds in the values of a workbook whose sheets are read as asked for.

    Opening one sheet so takes a third of the time that opening them all takes.

    Raises:
        InvalidWorkbook: the file is damaged where it was looked at.
        DocServiceError: whatever `look` raises itself.
    """
    with damage_said():
        return look(load_workbook(io.BytesIO(upload.content), data_only=True, read_only=True))


@contextmanager
def damage_said() -> Iterator[None]:
    """Say what to do where openpyxl stumbles over a damaged file.

    Raises:
        InvalidWorkbook: instead of whatever was raised.
    """
    try:
        yield
    except DocServiceError:
        raise
    except Exception as error:  # a damaged file makes openpyxl raise nearly anything
        raise InvalidWorkbook(
            f"Tệp Excel bị hỏng, không mở được. {_SAVE_AS} rồi gửi lại.", detail=repr(error)
        ) from error


def uncomputed(upload: Upload) -> Mapping[str, frozenset[str]]:
    """Return sheet title → coordinates of the formulas that hold no value.

    Programs other than Excel leave them so; to openpyxl they look like empty cells.
    """
    found: dict[str, frozenset[str]] = {}
    try:
        for title, part in sheet_parts(upload.members):
            if _FORMULA.search(upload.members.get(part, b"")):
                found[title] = _without_value(upload.members[part])
    except (etree.XMLSyntaxError, KeyError) as error:
        raise InvalidWorkbook(
            f"Tệp Excel bị hỏng, không đọc được. {_SAVE_AS} rồi gửi lại.", detail=repr(error)
        ) from error
    return found


def _about_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        return (
            "Tệp Excel có mật khẩu nên không đọc được. Hãy mở tệp bằng Excel, bỏ mật khẩu "
            "(Tệp > Thông tin > Bảo vệ Sổ làm việc), lưu rồi gửi lại."
        )
    return f"Đây là tệp Excel kiểu cũ (.xls) hoặc tệp Office kiểu cũ. {_SAVE_AS} rồi gửi lại."


_OTHER_KINDS: Final = (
    (b"%PDF", "Đây là tệp PDF, không phải tệp Excel."),
    (b"{\\rtf", "Đây là tệp văn bản RTF, không phải tệp Excel."),
    (b"Rar!", "Đây là tệp nén RAR, không phải tệp Excel."),
)


def _sentence(content: bytes, error: ArchiveError) -> str:
    if not content:
        return "Tệp trống, không có gì để đọc. Hãy chọn lại tệp Excel (.xlsx)."
    for magic, message in _OTHER_KINDS:
        if content.startswith(magic):
            return f"{message} Hãy gửi tệp mẫu Excel (.xlsx) đã điền."
    return f"{error} {_SAVE_AS} rồi gửi lại."


def _refuse_kind(members: Mapping[str, bytes]) -> None:
    types = members.get(_TYPES, b"")
    names = [name.lower() for name in members]
    if b"macroEnabled" in types or any(
        name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names
    ):
        raise InvalidWorkbook(f"Tệp Excel có macro nên không được nhận. {_SAVE_AS} rồi gửi lại.")
    if "word/document.xml" in names:
        raise InvalidWorkbook("Đây là tệp Word. Hãy gửi tệp mẫu Excel (.xlsx) đã điền.")
    if b"purl.oclc.org/ooxml" in members.get("xl/workbook.xml", b""):
        raise InvalidWorkbook(
            f"Tệp lưu theo kiểu “Strict Open XML” không đọc được. {_SAVE_AS} rồi gửi lại."
        )
    if b"spreadsheetml" not in types:
        raise InvalidWorkbook(f"Đây không phải tệp Excel (.xlsx). {_SAVE_AS} rồi gửi lại.")


def _refuse_size(members: Mapping[str, bytes], most: int) -> None:
    cells = area = 0
    for data in members.values():
        # NULs out: a part in UTF-16 has the same cells
        plain = data.replace(b"\0", b"") if b"\0" in data[:64] else data
        cells += sum(1 for _ in _CELL.finditer(plain))
        area += sum(_area(match[1]) for match in _RANGE.finditer(plain))
        if cells > most or area > MAX_CELLS:
            raise InvalidWorkbook(
                "Tệp Excel có quá nhiều ô, kể cả ô trống có định dạng hoặc ô gộp. "
                "Hãy xóa các dòng, cột thừa rồi gửi lại."
            )


def _area(reference: bytes) -> int:
    try:
        left, top, right, bottom = range_boundaries(reference.decode("ascii"))
    except (ValueError, TypeError, KeyError):
        return MAX_CELLS + 1
    if left is None or top is None or right is None or bottom is None:
        return MAX_CELLS + 1  # whole rows or columns
    return (right - left + 1) * (bottom - top + 1)


def sheet_parts(members: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Return the title and the part of each sheet, in order."""
    links = etree.fromstring(members["xl/_rels/workbook.xml.rels"])
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    sheets = etree.fromstring(members["xl/workbook.xml"]).iter(f"{_SHEET_NS}sheet")
    return [
        (str(sheet.get("name")), _part(targets.get(sheet.get(_REL_ID), ""))) for sheet in sheets
    ]


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _without_value(part: bytes) -> frozenset[str]:
    cells = etree.fromstring(part).iter(f"{_SHEET_NS}c")
    return frozenset(
        str(cell.get("r"))
        for cell in cells
        if cell.find(f"{_SHEET_NS}f") is not None and not _has_value(cell)
    )


def _has_value(cell: etree._Element) -> bool:
    """Return whether a formula was computed; the text of no characters is a value too."""
    value = cell.find(f"{_SHEET_NS}v")
    return value is not None and (bool(value.text) or cell.get("t") == "str")
