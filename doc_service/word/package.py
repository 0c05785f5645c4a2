"""Opening an uploaded Word file: what is refused, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from doc_service.errors import UnreadableWord, UploadTooLarge
from doc_service.word.markup import W
from doc_service.zip_archive import ArchiveError, Bounds, read_members

MAX_BYTES: Final = 20 * 2**20
"""Size of an upload."""

DOCUMENT: Final = "word/document.xml"

_BOUNDS: Final = Bounds(members=2000, total=120 * 2**20)
_LARGEST_PART: Final = 30 * 2**20
"""Bytes of the document itself, unpacked; a plan of 20 pages has less than one megabyte."""

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = b"PK"
_SAVE_AS: Final = "Hãy mở tệp bằng Word, chọn Lưu thành (Save As), kiểu “Word Document (.docx)”"

_OTHER_KINDS: Final = (
    (b"%PDF", "Đây là tệp PDF. Hãy gửi bản Word (.docx) của văn bản{or_text}."),
    (b"{\\rtf", f"Đây là tệp RTF. {_SAVE_AS} rồi gửi lại."),
    (b"Rar!", "Đây là tệp nén RAR. Hãy giải nén rồi gửi tệp Word (.docx) bên trong."),
    (b"7z\xbc\xaf", "Đây là tệp nén 7z. Hãy giải nén rồi gửi tệp Word (.docx) bên trong."),
    (b"\xff\xd8\xff", "Đây là tệp ảnh. Hãy gửi bản Word (.docx) của văn bản{or_text}."),
    (b"\x89PNG", "Đây là tệp ảnh. Hãy gửi bản Word (.docx) của văn bản{or_text}."),
)
"""First bytes → what is said; `{or_text}` is where a caller names another way out."""


def refuse(content: bytes, *, or_text: str = "") -> None:
    """Refuse what is surely no DOCX, whatever its name says.

    Args:
        content: the upload.
        or_text: what a caller takes besides Word files, as a clause that begins with a comma.

    Raises:
        UnreadableWord: it is empty, a PDF, an old `.doc`, protected by a password, a picture…
        UploadTooLarge: it is larger than `MAX_BYTES`.
    """
    if len(content) > MAX_BYTES:
        raise UploadTooLarge(
            f"Tệp lớn hơn mức {MAX_BYTES // 2**20} MB. Hãy bỏ bớt ảnh trong tệp rồi gửi lại."
        )
    if not content.strip():
        raise UnreadableWord("Tệp trống, không có gì để đọc. Hãy chọn lại tệp.")
    if content.startswith(_OLE):
        raise UnreadableWord(_about_ole(content))
    for magic, message in _OTHER_KINDS:
        if content.startswith(magic):
            raise UnreadableWord(message.replace("{or_text}", or_text))


def is_package(content: bytes) -> bool:
    """Say whether an upload is a ZIP, hence a DOCX or something that pretends to be."""
    return content.startswith(_ZIP)


def open_package(content: bytes) -> Mapping[str, bytes]:
    """Return the parts of a DOCX by name.

    Raises:
        UnreadableWord: damaged, with macros or a password, of another kind, or beyond the bounds.
    """
    try:
        members = read_members(content, _BOUNDS)
    except ArchiveError as error:
        raise UnreadableWord(f"{error} {_SAVE_AS} rồi gửi lại.") from error
    names = {name.lower() for name in members}
    if b"macroEnabled" in members.get("[Content_Types].xml", b"") or any(
        name.endswith("vbaproject.bin") for name in names
    ):
        raise UnreadableWord(f"Tệp Word có macro nên không được nhận. {_SAVE_AS} rồi gửi lại.")
    if "xl/workbook.xml" in names:
        raise UnreadableWord("Đây là tệp Excel. Hãy gửi tệp Word (.docx).")
    if DOCUMENT not in members:
        raise UnreadableWord(f"Đây không phải tệp Word (.docx). {_SAVE_AS} rồi gửi lại.")
    if len(members[DOCUMENT]) > _LARGEST_PART:
        raise UnreadableWord(
            "Văn bản trong tệp Word quá dài. Hãy tách tệp, chỉ gửi phần văn bản chính."
        )
    if b"purl.oclc.org/ooxml" in members[DOCUMENT][:4096]:
        raise UnreadableWord(
            f"Tệp lưu theo kiểu “Strict Open XML” không đọc được. {_SAVE_AS} rồi gửi lại."
        )
    return members


def part(members: Mapping[str, bytes], name: str) -> etree._Element | None:
    """Return a part as a tree, or None where the package has none of this name.

    Raises:
        UnreadableWord: the part is not well-formed.
    """
    if name not in members:
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(members[name], parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableWord(
            f"Tệp Word bị hỏng, không đọc được. {_SAVE_AS} rồi gửi lại.", detail=f"{name}: {error}"
        ) from error


def document(members: Mapping[str, bytes]) -> etree._Element:
    """Return the body of the document.

    Raises:
        UnreadableWord: it is damaged or has no body.
    """
    root = part(members, DOCUMENT)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadableWord(f"Tệp Word bị hỏng, không có nội dung. {_SAVE_AS} rồi gửi lại.")
    return body


def _about_ole(content: bytes) -> str:
    if _ENCRYPTED in content:
        return (
            "Tệp Word có mật khẩu nên không đọc được. Hãy mở tệp bằng Word, bỏ mật khẩu "
            "(Tệp > Thông tin > Bảo vệ Tài liệu), lưu rồi gửi lại."
        )
    return f"Đây là tệp Word kiểu cũ (.doc). {_SAVE_AS} rồi gửi lại."
