from __future__ import annotations

import io
import zipfile

import pytest

from doc_service.errors import UnreadableWord, UploadTooLarge
from doc_service.word.package import MAX_BYTES, document, is_package, open_package, part, refuse
from tests.importing.documents import W, docx, p, r


def package(**members: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (docx(p(), {"word/vbaProject.bin": "x"}), "có macro"),
        (package(xl__workbook_xml="<a/>"), "tệp Excel"),
        (package(a_xml="<a/>"), "không phải tệp Word"),
        (package(word__document_xml="<w:document"), "bị hỏng"),
        (package(word__document_xml=f"<w:document {W}/>"), "không có nội dung"),
        (package(word__document_xml="<!DOCTYPE a><a/>"), "DOCTYPE"),
        (package(word__document_xml="<a xmlns='http://purl.oclc.org/ooxml/x'/>"), "Strict"),
        (package(**{"[Content_Types]_xml": "application/vnd.ms-word.macroEnabled"}), "có macro"),
        (docx(p())[:-30], "bị hỏng"),
        (b"PK\x03\x04", "bị hỏng"),
        (b"van ban thuan", "không phải tệp Word"),
    ],
)
def test_a_package_that_cannot_be_read_is_refused_with_the_way_out(
    content: bytes, words: str
) -> None:
    with pytest.raises(UnreadableWord, match=words) as raised:
        document(open_package(content))
    assert "ãy" in str(raised.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp trống"),
        (b" \n", "Tệp trống"),
        (b"%PDF-1.7", "tệp PDF"),
        (b"{\\rtf1", "tệp RTF"),
        (b"Rar!", "RAR"),
        (b"\x89PNG", "tệp ảnh"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), r"kiểu cũ \(\.doc\)"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "có mật khẩu",
        ),
    ],
)
def test_another_kind_of_file_is_refused_with_the_way_out(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableWord, match=words) as raised:
        refuse(content)
    assert "Hãy" in str(raised.value)


def test_who_takes_text_too_says_so() -> None:
    with pytest.raises(UnreadableWord, match="hãy gửi tệp .txt"):
        refuse(b"%PDF-1.7", or_text=", hoặc hãy gửi tệp .txt")
    with pytest.raises(UnreadableWord, match=r"của văn bản\.$"):
        refuse(b"%PDF-1.7")


def test_more_than_an_upload_may_hold_is_refused() -> None:
    with pytest.raises(UploadTooLarge, match="20 MB"):
        refuse(b"a" * (MAX_BYTES + 1))


def test_a_word_file_is_opened_part_by_part() -> None:
    content = docx(p(r("Một")))
    refuse(content)
    members = open_package(content)
    assert is_package(content)
    assert part(members, "word/styles.xml") is None
    assert "".join(str(text) for text in document(members).itertext()) == "Một"
