"""What kind of file was uploaded, by its content; files of no use are refused with what to do."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Final, Literal

from doc_service.errors import BadRequest

Kind = Literal["workbook", "json"]

_SEND: Final = "Hãy gửi tệp mẫu Excel (.xlsx) đã điền hoặc tệp JSON."
_ABOUT_WORD: Final = (
    "Đây là tệp Word. Muốn kiểm tra thể thức, hãy gửi ở trang “Soát thể thức”; muốn lấy nội dung, "
    "hãy mở biểu mẫu ở trang soạn thảo rồi dán chữ vào ô nội dung."
)
_ABOUT_OLD_WORD: Final = (
    "Đây là tệp Word kiểu cũ (.doc). Hãy mở bằng Word, chọn Lưu thành (Save As), kiểu .docx; rồi "
    "gửi ở trang “Soát thể thức”, hoặc dán nội dung vào trang soạn thảo."
)
_ABOUT_PICTURE: Final = (
    "Đây là tệp ảnh. Ảnh được thêm ngay trong trang soạn thảo, ở mục ảnh của biểu mẫu. " + _SEND
)
_ABOUT_CSV: Final = (
    "Đây là tệp CSV, không có trang và tên cột của biểu mẫu. Hãy mở tệp bằng Excel, chép các ô rồi "
    "dán vào bảng ở trang soạn thảo, hoặc dán vào tệp mẫu Excel của biểu mẫu rồi gửi tệp mẫu đó."
)
_ABOUT_TEXT: Final = (
    "Đây là tệp chữ. Hãy mở biểu mẫu ở trang soạn thảo rồi dán chữ vào ô nội dung. " + _SEND
)
_ABOUT_PDF: Final = (
    "Đây là tệp PDF, không đọc số liệu từ đó được. Hãy gửi tệp Excel hoặc dán chữ vào trang soạn "
    "thảo."
)

_MAGIC: Final = (
    (b"%PDF", _ABOUT_PDF),
    (b"{\\rtf", f"Đây là tệp văn bản RTF. {_SEND}"),
    (b"Rar!", f"Đây là tệp nén RAR. Hãy giải nén rồi gửi từng tệp bên trong. {_SEND}"),
    (b"7z\xbc\xaf", f"Đây là tệp nén 7-Zip. Hãy giải nén rồi gửi từng tệp bên trong. {_SEND}"),
    (b"\x89PNG", _ABOUT_PICTURE),
    (b"\xff\xd8\xff", _ABOUT_PICTURE),
    (b"GIF8", _ABOUT_PICTURE),
    (b"BM", _ABOUT_PICTURE),
    (b"II*\0", _ABOUT_PICTURE),
    (b"MM\0*", _ABOUT_PICTURE),
)
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_WORD_STREAM: Final = "WordDocument".encode("utf-16-le")
_BOXES: Final = (b"WEBP", b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
"""Names in the first bytes of pictures that begin with a length."""

_PARTS: Final = (
    ("word/document.xml", _ABOUT_WORD),
    ("ppt/presentation.xml", f"Đây là tệp trình chiếu PowerPoint. {_SEND}"),
    (
        "content.xml",
        "Đây là tệp OpenDocument (.ods, .odt). Hãy mở ra, chọn Lưu thành (Save As), kiểu "
        "“Excel Workbook (.xlsx)” rồi gửi lại.",
    ),
)
_WORKBOOK_PART: Final = "xl/workbook.xml"
_PEEK: Final = 4096
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HTML: Final = re.compile(r"<(?:!doctype html|html|table|\?xml)", re.IGNORECASE)


def kind_of(content: bytes) -> Kind:
    """Return whether a file is to be read as a workbook or as JSON.

    Workbooks that are damaged, old, with macros or a password pass: reading them says what to do.

    Raises:
        BadRequest: it is neither; the sentence says what it is and what to do.
    """
    if not content.strip():
        raise BadRequest("Tệp trống, không có gì để đọc. Hãy chọn lại tệp.")
    for magic, said in _MAGIC:
        if content.startswith(magic):
            raise BadRequest(said)
    if any(box in content[:16] for box in _BOXES):
        raise BadRequest(_ABOUT_PICTURE)
    if content.startswith(_OLE):
        if _WORD_STREAM in content:
            raise BadRequest(_ABOUT_OLD_WORD)
        return "workbook"
    if content.startswith(b"PK"):
        return _kind_of_package(content)
    return _kind_of_text(content)


def text_of(content: bytes) -> str | None:
    """Return a file's text in whatever Unicode it is written, None when it is no text."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _kind_of_package(content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            names = set(zipped.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "workbook"  # damaged: the reader says so
    for part, said in _PARTS:
        if part in names:
            raise BadRequest(said)
    if _WORKBOOK_PART not in names and "[Content_Types].xml" not in names:
        raise BadRequest(f"Đây là tệp nén ZIP. Hãy giải nén rồi gửi từng tệp bên trong. {_SEND}")
    return "workbook"


def _kind_of_text(content: bytes) -> Kind:
    text = text_of(content)
    if text is None:
        raise BadRequest(f"Không nhận ra đây là loại tệp gì. {_SEND}")
    start = text.lstrip()[:_PEEK]
    if start.startswith(("{", "[")):
        return "json"
    if _HTML.match(start):
        raise BadRequest(
            "Đây là trang web hoặc XML, dù tên tệp có thể là .xls. Hãy mở bằng Excel, chọn Lưu "
            "thành (Save As), kiểu “Excel Workbook (.xlsx)”, rồi chép số liệu vào tệp mẫu."
        )
    raise BadRequest(_ABOUT_CSV if _is_table(start) else _ABOUT_TEXT)


def _is_table(text: str) -> bool:
    """Say whether the first lines have as many separators each, as those of a CSV."""
    lines = [line for line in text.splitlines() if line.strip()][:5]
    return any(
        all(line.count(mark) >= 1 for line in lines)
        and (len(lines) > 1 or lines[0].count(mark) > 1)
        and len({line.count(mark) for line in lines[:2]}) == 1
        for mark in (";", "\t", ",")
    )
