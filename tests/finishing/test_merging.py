from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from doc_service.errors import ConversionTimeout, FinishingError
from doc_service.finishing.finisher import finish, merge
from doc_service.finishing.metadata import Metadata
from doc_service.finishing.parts import Part

from .archive_rules import violations
from .conftest import Converted
from .drawn import drawn, saved

METADATA = Metadata("Hồ sơ đề nghị", "Đảng ủy xã Mẫu", custom={"vanthu_bieu_mau": "ho_so"})
MARKS = {"ky_nguoi_ky": (1, 428.85, 462.1)}


@contextmanager
def opened(content: bytes) -> Iterator[Pdf]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        yield pdf


def parts(*contents: bytes) -> list[Part]:
    return [Part(f"{number}. Văn bản", one) for number, one in enumerate(contents, start=1)]


def test_pages_follow_in_the_order_of_the_parts() -> None:
    lying = (0, 0, 842, 595)
    with opened(merge(parts(drawn(pages=2), drawn(paper=lying), drawn()), METADATA)) as pdf:
        assert [page.obj.Contents.read_bytes() for page in pdf.pages] == [
            b"% Trang 1",
            b"% Trang 2",
            b"% Trang 1",
            b"% Trang 1",
        ]
        assert [int(page.mediabox[2]) for page in pdf.pages] == [595, 595, 842, 595]


def test_the_outline_leads_to_every_part_and_below_it_to_its_headings() -> None:
    content = merge(parts(drawn(pages=2), drawn(headings=("I. MỤC ĐÍCH", "II. YÊU CẦU"))), METADATA)
    with opened(content) as pdf:
        assert pdf.Root.PageMode == Name.UseOutlines
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as outline:
            first, second = outline.root
            assert (first.title, second.title) == ("1. Văn bản", "2. Văn bản")
            assert [one.title for one in second.children] == ["I. MỤC ĐÍCH", "II. YÊU CẦU"]
            targets = [first.destination, second.destination, second.children[0].destination]
            pages = [pdf.pages.index(pikepdf.Page(one[0])) for one in targets]
            assert pages == [0, 2, 2]
            assert second.is_closed


def test_signature_fields_are_left_out() -> None:
    ready = finish(drawn(MARKS), METADATA, sign=True, pt=14, blank_lines=4).content
    with opened(merge(parts(ready, ready), METADATA)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Dests" not in pdf.Root
        assert all("/Annots" not in page.obj for page in pdf.pages)


def linked() -> bytes:
    """Three pages, of which the first leads to the last and to the web."""
    with pikepdf.open(io.BytesIO(drawn(pages=3))) as pdf:
        rectangle = Array([10, 10, 50, 50])
        inside = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=rectangle,
            F=4,
            Dest=Array([pdf.pages[2].obj, Name.Fit]),
            StructParent=3,
        )
        outside = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=rectangle,
            F=4,
            A=Dictionary(S=Name.URI, URI=String("https://example.vn")),
        )
        notes = [pdf.make_indirect(one) for one in (inside, outside)]
        pdf.pages[0].obj.Annots = Array(notes)
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        numbers.append(3)
        numbers.append(pdf.Root.StructTreeRoot.K)
        return saved(pdf)


def test_links_lead_where_they_led() -> None:
    with opened(merge(parts(drawn(pages=2), linked()), METADATA)) as pdf:
        inside, outside = pdf.pages[2].obj.Annots
        assert pdf.pages.index(pikepdf.Page(inside.Dest[0])) == 4
        assert str(outside.A.URI) == "https://example.vn"


def test_the_structure_trees_stand_side_by_side_and_every_page_finds_its_own() -> None:
    with opened(merge(parts(drawn(pages=2), linked(), drawn()), METADATA)) as pdf:
        tree = pdf.Root.StructTreeRoot
        assert pdf.Root.MarkInfo.Marked
        assert len(tree.K) == 3
        assert all(kid.P.objgen == tree.objgen for kid in tree.K)
        assert tree.RoleMap["/Dòng"] == Name.P
        listed = list(tree.ParentTree.Nums)
        keys = [int(key) for key in listed[::2]]
        assert keys == sorted(set(keys))
        assert int(tree.ParentTreeNextKey) > keys[-1]
        found = dict(zip(keys, listed[1::2], strict=True))
        for page in pdf.pages:
            [leaf] = found[int(page.obj.StructParents)]
            assert leaf.Pg.objgen == page.obj.objgen
        link = pdf.pages[2].obj.Annots[0]
        assert str(found[int(link.StructParent)].S) == "/Document"


def test_a_part_without_structure_leaves_the_whole_untagged() -> None:
    with opened(merge(parts(drawn(), drawn(tagged=False)), METADATA)) as pdf:
        assert "/MarkInfo" not in pdf.Root
        assert "/StructTreeRoot" not in pdf.Root


def test_the_whole_is_an_archive_file_only_if_every_part_is() -> None:
    assert violations(merge(parts(drawn(), drawn()), METADATA)) == []
    mixed = merge(parts(drawn(), drawn(archive=False)), METADATA)
    assert violations(mixed) == [
        "6.2.3: there is not just one output intent of PDF/A",
        "6.6.4: the packet does not claim PDF/A-2b",
    ]


def test_it_says_what_it_is_and_is_as_old_as_its_youngest_part() -> None:
    old, young = drawn(created="D:20261120080000Z'"), drawn(created="D:20261121080000Z'")
    with opened(merge(parts(young, old), METADATA)) as pdf:
        assert str(pdf.docinfo.Title) == "Hồ sơ đề nghị"
        assert str(pdf.docinfo.Author) == "Đảng ủy xã Mẫu"
        assert str(pdf.docinfo.CreationDate) == "D:20261121080000Z'"
        assert str(pdf.docinfo["/vanthu_bieu_mau"]) == "ho_so"
        assert str(pdf.Root.Lang) == "vi-VN"


def test_equal_parts_make_equal_bytes() -> None:
    given = parts(drawn(), drawn(headings=("I",)))
    assert merge(given, METADATA) == merge(given, METADATA)
    assert merge(given, METADATA) != merge(given[::-1], METADATA)


def test_a_part_that_comes_again_has_its_own_pages_but_is_not_stored_again() -> None:
    content = drawn(pages=2)
    with opened(merge(parts(content, drawn(), content), METADATA)) as pdf:
        first, again = pdf.pages[0].obj, pdf.pages[3].obj
        assert first.objgen != again.objgen
        assert first.Contents.objgen == again.Contents.objgen
        assert first.Contents.objgen != pdf.pages[2].obj.Contents.objgen
        assert len({int(page.obj.StructParents) for page in pdf.pages}) == len(pdf.pages)


def test_a_part_that_is_asked_for_last_stands_ahead() -> None:
    index, *others = drawn(pages=2, headings=("I",)), drawn(), drawn(paper=(0, 0, 842, 595))
    whole = merge(parts(*others), METADATA, ahead=lambda: Part("Mục lục", index))
    with opened(whole) as pdf, pdf.open_outline() as outline:
        assert [int(page.mediabox[2]) for page in pdf.pages] == [595, 595, 595, 842]
        assert pdf.pages[1].obj.Contents.read_bytes() == b"% Trang 2"
        assert [one.title for one in outline.root] == ["Mục lục", "1. Văn bản", "2. Văn bản"]
        assert len(pdf.Root.StructTreeRoot.K) == 3
        assert pdf.Root.StructTreeRoot.K[0].objgen == owner(pdf, pdf.pages[0].obj)
    assert violations(whole) == []


def test_pages_after_an_index_are_numbered_from_one_on() -> None:
    index, *others = drawn(pages=2), drawn(), drawn(pages=2)
    whole = merge(parts(*others), METADATA, ahead=lambda: Part("Mục lục", index))
    with opened(whole) as pdf:
        assert [page.label for page in pdf.pages] == ["i", "ii", "1", "2", "3"]
    assert violations(whole) == []
    with opened(merge(parts(*others), METADATA)) as pdf:
        assert "/PageLabels" not in pdf.Root


def owner(pdf: Pdf, page: pikepdf.Object) -> tuple[int, int]:
    """Return the element right below the root that holds what a page shows first."""
    listed = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    numbered = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
    element = numbered[int(page.StructParents)][0]
    while element.P.objgen != pdf.Root.StructTreeRoot.objgen:
        element = element.P
    return element.objgen


def test_what_the_part_ahead_raises_is_raised() -> None:
    def failing() -> Part:
        raise ConversionTimeout("Chưa lập được mục lục.")

    with pytest.raises(ConversionTimeout, match="mục lục"):
        merge(parts(drawn()), METADATA, ahead=failing)


@pytest.mark.parametrize("content", [b"", b"khong phai PDF", drawn()[:200]])
def test_a_part_that_cannot_be_read_is_told(content: bytes) -> None:
    with pytest.raises(FinishingError, match="chưa ghép được"):
        merge(parts(drawn(), content), METADATA)


def test_nothing_is_not_merged() -> None:
    with pytest.raises(FinishingError, match="Không có văn bản nào"):
        merge([], METADATA)


@pytest.mark.soffice
def test_real_documents_merged_are_an_archive_file_and_look_the_same(converted: Converted) -> None:
    contents = [converted("to_trinh", ""), converted("bien_ban_binh_xet", "")]
    ready = [finish(one, METADATA, sign=True, pt=14, blank_lines=4).content for one in contents]
    whole = merge(parts(*ready), METADATA)
    assert violations(whole) == []
    assert len(whole) < sum(map(len, ready))
    assert looks(whole) == looks(*contents)
    with opened(whole) as pdf:
        assert len(pdf.Root.StructTreeRoot.K) == 2
        pages = {page.obj.objgen for page in pdf.pages}
        listed = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1::2]
        assert {one[0].Pg.objgen for one in listed} <= pages
        assert len(listed) == len(pdf.pages)


def looks(*contents: bytes) -> list[tuple[bytes, str]]:
    """Picture and text of every page."""
    return [
        (bytes(page.render(scale=0.7).buffer), page.get_textpage().get_text_range())
        for content in contents
        for page in pypdfium2.PdfDocument(content)
    ]
