from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from doc_service.conformity.comments import AUTHOR, commented
from doc_service.conformity.reading import read_paper
from doc_service.zip_archive import read_members, write_members
from tests.conformity.files import SPACES, box, file, style, styles
from tests.conformity.findings import finding, report
from tests.conversion.conftest import options
from tests.conversion.ways import COMMAND
from tests.importing.documents import p, r, table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Members = Mapping[str, bytes]


def members(body: str, *places: int | None, parts: dict[str, str | bytes] | None = None) -> Members:
    """Comment on paragraphs and return the parts of the copy."""
    told = report(*(finding(paragraph=at, found=f"chỗ {at}") for at in places))
    return read_members(commented(file(body, parts), told))


def anchored(parts: Members) -> dict[str, str]:
    """Return the text between the ends of each comment."""
    root = etree.fromstring(parts["word/document.xml"])
    found = {}
    for start in root.iter(f"{W}commentRangeStart"):
        paragraph = start.getparent()
        assert paragraph is not None
        ends = [end.get(f"{W}id") for end in paragraph.iterchildren(f"{W}commentRangeEnd")]
        references = [one.get(f"{W}id") for one in paragraph.iter(f"{W}commentReference")]
        assert start.get(f"{W}id") in ends and start.get(f"{W}id") in references
        text = "".join(run.findtext(f"{W}t") or "" for run in paragraph.iterchildren(f"{W}r"))
        found[start.get(f"{W}id") or ""] = text
    return found


def comments(parts: Members) -> dict[str, list[str]]:
    """Return the lines of each comment by id."""
    root = etree.fromstring(parts["word/comments.xml"])
    return {
        one.get(f"{W}id") or "": [
            "".join(str(text) for text in line.itertext()) for line in one.iter(f"{W}p")
        ]
        for one in root.iter(f"{W}comment")
    }


def test_a_comment_says_requirement_state_and_remedy_at_its_paragraph() -> None:
    parts = members(p(r("a")) + p(r("Số: 12"), properties="<w:jc w:val='center'/>"), 1)
    assert anchored(parts) == {"0": "Số: 12"}
    assert comments(parts) == {
        "0": [
            "[P-NUM-01] Yêu cầu: “Số” không có dấu hai chấm",
            "Hiện có: chỗ 1",
            "Cách sửa: Sửa thành “Số 12-KH/ĐU”.",
        ]
    }
    one = etree.fromstring(parts["word/comments.xml"])[0]
    assert (one.get(f"{W}author"), one.get(f"{W}initials")) == (AUTHOR, "VT")


def test_the_properties_of_a_paragraph_stay_its_first_child() -> None:
    root = etree.fromstring(
        members(p(r("a"), properties="<w:keepNext/>"), 0, 0)["word/document.xml"]
    )
    tags = [str(child.tag).removeprefix(W) for child in root[0][0]]
    assert tags == ["pPr", *["commentRangeStart"] * 2, "r", *["commentRangeEnd", "r"] * 2]


def test_comments_are_announced_to_word() -> None:
    parts = members(p(r("a")), 0)
    assert b'PartName="/word/comments.xml"' in parts["[Content_Types].xml"]
    assert b'Target="comments.xml"' in parts["word/_rels/document.xml.rels"]


def test_what_concerns_the_whole_document_is_said_at_the_first_paragraph() -> None:
    assert anchored(members(p(r("đầu")) + p(r("sau")), None)) == {"0": "đầu"}


def test_a_text_box_is_commented_on_where_it_is_anchored() -> None:
    body = p(r("đầu")) + table((p(r("ô"), box(p(r("hộp")) + p(r("hộp hai")))),))
    assert anchored(members(body, 2, 3, 1)) == {"0": "ô", "1": "ô", "2": "ô"}


def test_comments_that_are_there_stay_and_ids_are_their_own() -> None:
    old = f"<w:comments {SPACES}><w:comment w:id='7'>{p(r('cũ'))}</w:comment></w:comments>"
    body = p("<w:commentRangeStart w:id='9'/>", r("a"), "<w:commentRangeEnd w:id='9'/>")
    parts = members(body, 0, parts={"word/comments.xml": old})
    assert list(comments(parts)) == ["7", "10"]
    assert comments(parts)["7"] == ["cũ"]
    assert parts["word/_rels/document.xml.rels"].count(b"/comments") == 1
    assert parts["[Content_Types].xml"].count(b"/word/comments.xml") == 1


def test_every_other_part_stays_byte_for_byte() -> None:
    parts: dict[str, str | bytes] = {
        "word/media/image1.png": b"\x89PNG\0",
        "customXml/item1.xml": "<a  b='1' />",
        **styles(style("A", "")),
    }
    before, after = read_members(file(p(r("a")), parts)), members(p(r("a")), 0, parts=parts)
    same = {name for name in before if before[name] == after[name]}
    assert same == {
        "_rels/.rels",
        "word/media/image1.png",
        "customXml/item1.xml",
        "word/styles.xml",
    }
    assert list(after) == [*before, "word/comments.xml"]


def test_namespaces_that_only_an_attribute_speaks_of_stay_declared() -> None:
    ignorable = "xmlns:w14='urn:w14' mc:Ignorable='w14'"
    body = f"<w:document {SPACES} {ignorable}><w:body>{p(r('a'))}</w:body></w:document>"
    parts = members("", 0, parts={"word/document.xml": body})
    assert etree.fromstring(parts["word/document.xml"]).nsmap["w14"] == "urn:w14"


def test_without_findings_the_file_comes_back_as_it_was() -> None:
    content = file(p(r("a")))
    assert commented(content, report()) is content


def test_a_package_without_relationships_gets_them() -> None:
    bare = write_members(
        [("word/document.xml", read_members(file(p(r("a"))))["word/document.xml"])]
    )
    parts = read_members(commented(bare, report(finding())))
    assert set(parts) == {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "word/comments.xml",
    }


def test_characters_that_no_xml_may_hold_do_not_break_the_copy() -> None:
    parts = read_members(commented(file(p(r("a"))), report(finding(found="a\x00b\x0bc & <d>"))))
    assert comments(parts)["0"][1] == "Hiện có: abc & <d>"


def test_the_same_file_and_report_give_the_same_bytes() -> None:
    content, told = file(p(r("a")) * 3), report(finding(), finding(paragraph=2))
    assert commented(content, told) == commented(content, told)


@given(st.lists(st.none() | st.integers(0, 3), min_size=1, max_size=6))
def test_the_text_of_a_commented_copy_is_the_text_of_the_file(places: list[int | None]) -> None:
    content = file(p(r("a"), box(p(r("b")))) + table((p(r("c")), p(r("d")))))
    copy = commented(content, report(*(finding(paragraph=at) for at in places)))
    before, after = read_paper(content), read_paper(copy)
    assert after.paragraphs == before.paragraphs
    assert after.commented and not before.commented


@pytest.mark.soffice
def test_libreoffice_opens_a_commented_copy(tmp_path: Path) -> None:
    old = f"<w:comments {SPACES}><w:comment w:id='0'>{p(r('cũ'))}</w:comment></w:comments>"
    body = p(r("đầu")) + table((p(r("ô"), box(p(r("hộp")))), p(r("b")))) + p(r("cuối"))
    told = report(*(finding(paragraph=at) for at in (None, 0, 1, 2, 3, 4)))
    content = commented(file(body, {"word/comments.xml": old}), told)
    with COMMAND.make(options(tmp_path / "work", **COMMAND.always)) as pool:
        assert pool.convert(content).pages == 1
