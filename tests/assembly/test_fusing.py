from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest
from lxml import etree

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.checks import W
from doc_service.assembly.fusible import NotFusible
from doc_service.assembly.fusing import fuse, weight
from doc_service.documents import Order, Parts, issue
from doc_service.forms.catalog import Catalog
from doc_service.zip_archive import read_members, write_members
from tests.assembly.listed import NUMBERING, with_list
from tests.conftest import example

DOCUMENT = "word/document.xml"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

Made = Callable[..., bytes]


class NoConverter:
    def convert(self, docx: bytes, **how: object) -> object:
        raise AssertionError("a DOCX needs no LibreOffice")


@pytest.fixture(scope="module")
def made(catalog: Catalog) -> Made:
    parts = Parts(catalog, Assembler(), NoConverter(), lambda: dt.date(2026, 11, 22))  # type: ignore[arg-type]  # it is never asked

    @cache
    def make(form: str, name: str = "") -> bytes:
        data = example(catalog.form(form), name)
        return issue(Order(form, data), parts).files[0].content

    return make


def together(*documents: bytes) -> dict[str, bytes]:
    return read_members(fuse(documents, [f"v{number}-" for number in range(len(documents))]))


def body(package: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(package[DOCUMENT])


def changed(docx: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    """A document with something else in one of its parts."""
    members = read_members(docx)
    before = members[part]
    members[part] = re.sub(old.encode(), new.encode(), before, count=1)
    assert members[part] != before
    return write_members(members.items())


def shown(root: etree._Element) -> str:
    return "".join(root.itertext(f"{W}t"))


def test_the_texts_follow_in_order(made: Made) -> None:
    documents = [made("mau_01"), made("mau_01", "mau_01.phuong"), made("mau_01")]
    whole = shown(body(together(*documents)))
    assert whole == "".join(shown(body(read_members(one))) for one in documents)


def test_every_document_begins_on_page_one_of_its_own_section(made: Made) -> None:
    root = body(together(*[made("to_trinh")] * 3))
    sections = list(root.iter(f"{W}sectPr"))
    assert len(sections) == 4  # a page ahead, and one for each
    starts = [one.find(f"{W}pgNumType") for one in sections[1:]]
    assert [one.get(f"{W}start") if one is not None else None for one in starts] == ["1"] * 3
    kinds = [one.tag.removeprefix(W) for one in sections[1]]
    assert kinds == ["headerReference", "pgSz", "pgMar", "pgNumType", "titlePg"]
    assert sections[-1].getparent() is root[0]


def test_a_document_of_several_sections_keeps_them(made: Made) -> None:
    alone = made("quyet_dinh_khen_thuong")
    sizes = [dict(one.attrib) for one in body(read_members(alone)).iter(f"{W}pgSz", f"{W}pgMar")]
    fused = [dict(one.attrib) for one in body(together(alone, alone)).iter(f"{W}pgSz", f"{W}pgMar")]
    assert fused[2:] == sizes * 2
    assert len(sizes) > 2


def test_bookmarks_are_told_apart_and_each_beginning_is_marked(made: Made) -> None:
    root = body(together(made("to_trinh"), made("to_trinh")))
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    assert names == [
        "v0-",
        "v0-ky_nguoi_ky",
        "v0-ky_co_quan",
        "v1-",
        "v1-ky_nguoi_ky",
        "v1-ky_co_quan",
    ]
    begun = Counter(one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart"))
    ended = Counter(one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd"))
    assert begun == ended
    assert set(begun.values()) == {1}


def test_the_end_of_a_bookmark_that_never_began_is_left_out(made: Made) -> None:
    root = body(
        together(*[changed(made("mau_02"), "</w:p>", '<w:bookmarkEnd w:id="77"/></w:p>')] * 2)
    )
    assert not root.xpath("//*[@w:id='77']", namespaces={"w": W.strip("{}")})


def test_pictures_and_headers_are_carried_once_and_every_reference_leads_to_one(
    made: Made,
) -> None:
    alone = made("bai_viet_dien_hinh")
    package = together(alone, alone)
    pictures = [data for name, data in package.items() if name.startswith("word/media/")]
    assert sorted(pictures) == sorted(
        data for name, data in read_members(alone).items() if name.startswith("word/media/")
    )
    listed = etree.fromstring(package["word/_rels/document.xml.rels"])
    targets = {one.get("Id"): one.get("Target") or "" for one in listed}
    root = body(package)
    used = root.xpath("//@r:id | //@r:embed", namespaces={"r": RELATIONS.strip("{}")})
    assert used
    assert all(f"word/{targets[one]}" in package for one in used)
    drawings = [one.get("id") for one in root.iter("{*}docPr", "{*}cNvPr")]
    assert len(set(drawings)) == len(drawings) == 8


def test_each_document_keeps_a_header_that_says_something_else(made: Made) -> None:
    one, other = (
        changed(made("to_trinh"), "<w:t>2</w:t>", f"<w:t>{text}</w:t>", "word/header1.xml")
        for text in ("mật", "tối mật")
    )
    package = together(one, other, one)
    headers = [data for name, data in package.items() if name.startswith("word/header")]
    assert len(headers) == 2
    types = package["[Content_Types].xml"].decode()
    assert types.count("wordprocessingml.header+xml") == 2


def test_nothing_is_said_of_one_document_in_the_properties_of_all(made: Made) -> None:
    package = together(made("to_trinh"), made("to_trinh"))
    assert not [name for name in package if name.startswith("docProps/")]
    assert b"docProps" not in package["_rels/.rels"] + package["[Content_Types].xml"]


def test_footnotes_are_numbered_from_one_in_each_document(made: Made) -> None:
    package = together(made("mau_03"), made("mau_03"))
    references = list(body(package).iter(f"{W}footnoteReference"))
    marks = [one.getnext() for one in references]
    assert [one.text if one is not None else "" for one in marks] == ["1"] * 3  # one stands ahead
    numbers = [one.get(f"{W}id") for one in references]
    notes = etree.fromstring(package["word/footnotes.xml"])
    kept = [one.get(f"{W}id") for one in notes]
    assert len(set(numbers)) == 3
    assert set(numbers) < set(kept)
    assert len(set(kept)) == len(kept) == 5  # with the two separators


def test_a_list_begins_anew_in_each_document(made: Made) -> None:
    package = together(*[with_list(made("mau_02"))] * 3)
    used = [one.get(f"{W}val") for one in body(package).iter(f"{W}numId")]
    assert len(set(used)) == 3
    lists = etree.fromstring(package["word/numbering.xml"])
    looks = {
        one.get(f"{W}numId"): one.find(f"{W}abstractNumId").get(f"{W}val")  # type: ignore[union-attr]  # each has one
        for one in lists.iter(f"{W}num")
    }
    assert len({looks[one] for one in used}) == 3
    defined = [one.get(f"{W}abstractNumId") for one in lists.iter(f"{W}abstractNum")]
    assert set(looks.values()) == set(defined)
    tags = [one.tag for one in lists]
    assert tags == sorted(tags)  # definitions stand before lists


def test_what_is_in_no_list_stays_so(made: Made) -> None:
    root = body(together(*[with_list(made("mau_02"), number="0")] * 2))
    assert {one.get(f"{W}val") for one in root.iter(f"{W}numId")} == {"0"}


FIELD = '<w:r><w:instrText xml:space="preserve"> NUMPAGES </w:instrText></w:r></w:p>'
LATER = '<w:sectPr><w:type w:val="continuous"/>'


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</w:p>", FIELD, "NUMPAGES"),
        ("</w:p>", '<w:fldSimple w:instr="DATE"/></w:p>', "DATE"),
        ("</w:p>", '<w:hyperlink w:anchor="a"/></w:p>', "hyperlink"),
        ("</w:p>", "<w:r><w:pict/></w:r></w:p>", "pict"),
        ("</w:p>", '<w:bookmarkStart w:id="9"/></w:p>', "no name"),
        (
            "</w:p>",
            '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/></w:p>',
            "same number",
        ),
        ("<w:sectPr>", LATER, "type"),
        ("</w:tbl><w:p>(?:(?!</w:p>).)*</w:p>(?=<w:sectPr>)", "</w:tbl>", "not end with a par"),
        ("<w:sectPr>.*</w:sectPr>", "", "last section"),
        ('r:id="rId3"', 'r:id="rId33"', "rId33"),
    ],
)
def test_what_may_look_otherwise_together_is_not_fused(
    made: Made, old: str, new: str, reason: str
) -> None:
    strange = changed(made("to_trinh"), old, new)
    with pytest.raises(NotFusible, match=reason):
        together(strange, strange)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/styles.xml", 'w:val="28"', 'w:val="26"'),
        ("word/settings.xml", 'w:val="720"', 'w:val="700"'),
        ("word/_rels/document.xml.rels", "rId2", "rId22"),
        (DOCUMENT, "<w:document ", '<w:document xmlns:x="urn:x" '),
    ],
)
def test_documents_of_different_styles_or_settings_are_not_fused(
    made: Made, part: str, old: str, new: str
) -> None:
    other = changed(made("to_trinh"), old, new, part)
    assert together(other, other)
    with pytest.raises(NotFusible):
        together(made("to_trinh"), other)


def test_a_header_that_counts_all_pages_is_not_fused(made: Made) -> None:
    other = changed(made("to_trinh"), " PAGE ", " NUMPAGES ", "word/header1.xml")
    with pytest.raises(NotFusible, match="NUMPAGES"):
        together(other, other)


def test_a_section_that_would_take_over_a_neighbours_header_is_not_fused(made: Made) -> None:
    other = changed(
        made("quyet_dinh_khen_thuong"), '<w:headerReference[^>]*type="default"[^>]*>', ""
    )
    with pytest.raises(NotFusible, match="kind of header"):
        together(other, other)


def test_a_document_that_lacks_the_header_of_the_others_is_not_fused(made: Made) -> None:
    without = changed(made("to_trinh"), "<w:headerReference[^>]*>", "")
    assert together(without, without)
    with pytest.raises(NotFusible, match="kinds of headers"):
        together(made("to_trinh"), without)


def test_a_mark_at_the_very_end_is_not_doubled(made: Made) -> None:
    mark = '<w:bookmarkStart w:id="77" w:name="cuoi"/><w:bookmarkEnd w:id="77"/></w:p><w:sectPr>'
    root = body(together(*[changed(made("mau_02"), "</w:p><w:sectPr>", mark)] * 2))
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    assert (names.count("v0-cuoi"), names.count("v1-cuoi")) == (1, 1)


def test_lists_that_belong_to_styles_are_not_fused(made: Made) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
    other = changed(with_list(made("mau_02")), "<w:pPr>", numbered, "word/styles.xml")
    linked = NUMBERING.replace("<w:lvl ", '<w:numStyleLink w:val="x"/><w:lvl ')
    for strange in (other, with_list(made("mau_02"), definition=linked)):
        with pytest.raises(NotFusible, match="style"):
            together(strange, strange)


def test_footnotes_that_are_counted_otherwise_are_not_fused(made: Made) -> None:
    restart = '<w:footnotePr><w:numRestart w:val="eachPage"/>'
    other = changed(made("mau_03"), "<w:footnotePr>", restart, "word/settings.xml")
    with pytest.raises(NotFusible, match="footnotes"):
        together(other, other)


def test_several_footnotes_in_one_document_are_not_fused(made: Made) -> None:
    another = '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    other = changed(made("mau_03"), "</w:p>", another)
    with pytest.raises(NotFusible, match="several footnotes"):
        together(other, other)


def test_the_same_documents_give_the_same_bytes(made: Made) -> None:
    documents = [made("bai_viet_dien_hinh")] * 2
    assert fuse(documents, ["a-", "b-"]) == fuse(documents, ["a-", "b-"])


def test_a_long_document_weighs_more(made: Made) -> None:
    assert weight(made("mau_01", "mau_01.phuong")) > 2 * weight(made("mau_01"))
