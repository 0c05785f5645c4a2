from __future__ import annotations

import io
import zipfile

import pytest

from doc_service.desk.upload_kinds import kind_of, text_of
from doc_service.errors import BadRequest

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def package(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        for name in names:
            zipped.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp trống"),
        (b" \n", "Tệp trống"),
        (b"%PDF-1.7", "tệp PDF"),
        (b"\x89PNG\r\n\x1a\n", "tệp ảnh"),
        (b"\xff\xd8\xff\xe0", "tệp ảnh"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "tệp ảnh"),
        (b"\0\0\0\x18ftypheic", "tệp ảnh"),
        (b"{\\rtf1 xin chao}", "RTF"),
        (b"Rar!\x1a\x07", "RAR"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word kiểu cũ"),
        (package("[Content_Types].xml", "word/document.xml"), "trang “Soát thể thức”"),
        (package("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (package("mimetype", "content.xml"), "OpenDocument"),
        (package("a.xlsx", "b.xlsx"), "giải nén"),
        ("Tên;Lĩnh vực\nMô hình A;Kinh tế\n".encode(), "CSV"),
        ("Tên,Năm\nA,2026\n".encode("utf-16"), "CSV"),
        (b"<html><table><tr><td>1</td></tr></table>", "trang web"),
        ("Kính gửi Thường trực Đảng ủy".encode(), "tệp chữ"),
        (b"\x00\x01\x02\xfe", "Không nhận ra"),
    ],
)
def test_a_file_of_no_use_is_named_by_its_content(content: bytes, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        kind_of(content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"form": "mau_01"}', "json"),
        (b"\xef\xbb\xbf\n {}", "json"),
        ("[1]".encode("utf-16"), "json"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "workbook"),
        (package("[Content_Types].xml", "xl/workbook.xml")[:40], "workbook"),
        (OLE + "Workbook".encode("utf-16-le"), "workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook"),
    ],
    # a ZIP holds its time, so that two processes of a test run would call the cases differently
    ids=[
        "object",
        "object after a mark",
        "list",
        "workbook",
        "half a ZIP",
        "old workbook",
        "locked",
    ],
)
def test_what_may_be_ours_goes_to_its_reader(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_text_is_read_in_the_unicode_it_is_written_in() -> None:
    assert text_of("Đăng ký".encode("utf-16")) == "Đăng ký"
    assert text_of("Đăng ký".encode("cp1258", "replace")) is None
