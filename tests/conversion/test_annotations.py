"""Comments are taken out before LibreOffice sees them."""

from __future__ import annotations

import pytest

from doc_service.conversion import ConverterPool
from doc_service.conversion.annotations import without_comments
from doc_service.errors import ConverterCrashed
from doc_service.zip_archive import read_members, write_members

from .conftest import MakePool
from .documents import docx, paragraph

COMMENTS = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:comment w:id="0" w:author="Chị Vân"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)


def commented() -> bytes:
    """A document as Word saves it with one comment."""
    body = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Kính gửi</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    members = read_members(docx(body))
    types = members["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.wordprocessingml.comments+xml"/></Types>',
    )
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/comments" Target="comments.xml"/></Relationships>'
    )
    more = {
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": relations,
        "word/comments.xml": COMMENTS.encode(),
    }
    return write_members((members | more).items())


def test_the_marks_of_comments_are_gone_and_the_text_is_not() -> None:
    body = read_members(without_comments(commented()))["word/document.xml"]
    assert b"comment" not in body
    assert "Kính gửi".encode() in body


def test_a_document_without_comments_is_left_as_it_is() -> None:
    plain = docx(paragraph("Kính gửi"))
    assert without_comments(plain) is plain


def test_what_is_no_package_is_left_to_libreoffice() -> None:
    broken = b"PK\x03\x04 word/comments.xml"
    assert without_comments(broken) is broken


@pytest.mark.soffice
def test_a_document_with_comments_converts_like_any_other(pool: ConverterPool) -> None:
    assert pool.convert(commented()).pages == 1


@pytest.mark.soffice
def test_a_worker_that_lost_its_frame_is_replaced(make_pool: MakePool) -> None:
    pool = make_pool(workers=1)
    with pytest.raises(ConverterCrashed):  # past what takes comments out
        pool.way.convert(commented(), "", 0)
    assert pool.convert(docx(paragraph("Sau đó"))).pages == 1
