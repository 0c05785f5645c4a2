from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from doc_service.finishing.finisher import finish
from doc_service.finishing.metadata import Metadata
from doc_service.finishing.parting import NotParted, Share, part

from .archive_rules import violations
from .compared import destinations, outline
from .drawn import drawn, saved

PREFIXES = ("a-", "b-")
MARKS = {
    "a-": (2, 0.0, 800.0),
    "a-ky_nguoi_ky": (3, 428.85, 462.1),
    "b-": (4, 0.0, 800.0),
    "b-ky_nguoi_ky": (4, 428.85, 262.1),
    "b-ky_co_quan": (4, 428.85, 246.0),
}
"""One page that is nobody's, two pages of the first document, one of the second."""


def whole(change: Callable[[Pdf], None] | None = None, marks: object = None) -> bytes:
    """Four pages of two documents, changed in some way."""
    content = drawn(marks or MARKS, pages=4)  # type: ignore[arg-type]  # marks as a literal says them
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        root.StructTreeRoot.K = Array([root.StructTreeRoot.K])  # LibreOffice writes a list
        common = pdf.make_indirect(Dictionary(Font=Dictionary(), XObject=Dictionary()))
        for number, page in enumerate(pdf.pages, start=1):
            picture = pdf.make_stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1)
            common.XObject[f"/Im{number}"] = picture
            page.obj.Resources = common
            page.obj.Contents = pdf.make_stream(b"%% Trang %d\n/Im%d Do" % (number, number))
        if change:
            change(pdf)
        return saved(pdf)


def opened(share: Share) -> Pdf:
    pdf = pikepdf.open(io.BytesIO(share.content))
    assert pdf.check_pdf_syntax() == []
    return pdf


def contents(pdf: Pdf) -> list[bytes]:
    return [page.obj.Contents.read_bytes().splitlines()[0] for page in pdf.pages]


def test_each_document_has_its_own_pages_and_what_stands_ahead_is_nobodys() -> None:
    shares = part(whole(), PREFIXES)
    assert [one.pages for one in shares] == [2, 1]
    assert [contents(opened(one)) for one in shares] == [
        [b"% Trang 2", b"% Trang 3"],
        [b"% Trang 4"],
    ]


def test_destinations_have_the_names_that_they_have_in_the_document_alone() -> None:
    first, second = (destinations(opened(one)) for one in part(whole(), PREFIXES))
    assert first == {"/ky5Fnguoi5Fky": ("1", "/XYZ", "428.85", "462.1", "0")}
    assert set(second) == {"/ky5Fnguoi5Fky", "/ky5Fco5Fquan"}


def test_a_document_holds_no_object_of_its_neighbour() -> None:
    for number, share in enumerate(part(whole(), PREFIXES)):
        pdf = opened(share)
        assert set(pdf.pages[0].obj.Resources.XObject) == [{"/Im2", "/Im3"}, {"/Im4"}][number]
        kinds = [
            one.get("/Subtype", one.get("/Type"))
            for one in pdf.objects
            if isinstance(one, Dictionary | Stream)
        ]
        assert kinds.count(Name.Page) == kinds.count(Name.Image) == share.pages


def test_the_structure_tree_leads_to_the_document_and_back() -> None:
    pdf = opened(part(whole(), PREFIXES)[0])
    [element] = list(pdf.Root.StructTreeRoot.K)
    assert [kid.Pg.objgen for kid in element.K] == [page.objgen for page in pdf.pages]
    assert all(kid.P.objgen == element.objgen for kid in element.K)
    flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    by_key = {int(key): value for key, value in zip(flat[::2], flat[1::2], strict=True)}
    for page, kid in zip(pdf.pages, element.K, strict=True):
        assert by_key[int(page.obj.StructParents)][0].objgen == kid.objgen
    assert pdf.Root.MarkInfo.Marked
    assert "/Dòng" in pdf.Root.StructTreeRoot.RoleMap


def test_attributes_that_are_equal_are_written_once_and_others_not() -> None:
    def place(pdf: Pdf) -> None:
        kids = pdf.Root.StructTreeRoot.K[0].K
        for kid, width in zip(kids, (1, 2, 2, 2), strict=True):
            kid.A = pdf.make_indirect(Dictionary(O=Name.Layout, Width=width))
            kid.C = pdf.make_indirect(Dictionary(O=Name.Layout, Owner=kid))

    first = opened(part(whole(place), PREFIXES)[0])
    one, other = first.Root.StructTreeRoot.K[0].K
    assert one.A.Width == other.A.Width == 2
    assert one.A.objgen == other.A.objgen
    assert one.C.objgen != other.C.objgen  # each refers to its own element
    assert one.C.Owner.objgen == one.objgen


def test_links_stay_within_the_document_and_in_its_structure() -> None:
    def link(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], StructParent=7)
        note.Dest = Array([pdf.pages[2].obj, Name.Fit])
        note = pdf.make_indirect(note)
        pdf.pages[1].obj.Annots = Array([note])
        pdf.Root.StructTreeRoot.ParentTree.Nums.extend([7, pdf.Root.StructTreeRoot.K[0].K[1]])

    first, second = map(opened, part(whole(link), PREFIXES))
    assert first.pages[0].obj.Annots[0].Dest[0].objgen == first.pages[1].objgen
    assert "/Annots" not in second.pages[0].obj
    keys = [int(key) for key in list(first.Root.StructTreeRoot.ParentTree.Nums)[::2]]
    assert keys == [1, 2, 7]


def test_a_document_has_its_own_headings_at_their_own_levels() -> None:
    def head(pdf: Pdf) -> None:
        with pdf.open_outline() as tree:
            above = OutlineItem("I.", Array([pdf.pages[1].obj, Name.XYZ, 1, 700, 0]))
            above.children += [
                OutlineItem("1.", Array([pdf.pages[2].obj, Name.XYZ, 1, 600, 0])),
                OutlineItem("a)", Array([pdf.pages[3].obj, Name.XYZ, 1, 500, 0])),
            ]
            tree.root += [
                OutlineItem("trước", Array([pdf.pages[0].obj, Name.XYZ, 1, 700, 0])),
                above,
                OutlineItem("II.", Array([pdf.pages[3].obj, Name.XYZ, 1, 400, 0])),
            ]

    first, second = (list(outline(opened(one))) for one in part(whole(head), PREFIXES))
    assert first == [(0, 2), (1, "I.", 0, "700", 1), (2, "1.", 1, "600", 0)]
    assert second == [(0, 2), (1, "a)", 0, "500", 0), (1, "II.", 0, "400", 0)]
    for share in part(whole(), PREFIXES):
        assert b"/Outlines" not in share.content


def test_a_document_still_claims_what_the_whole_claimed_and_nothing_else_of_it() -> None:
    for share in part(whole(), PREFIXES):
        pdf = opened(share)
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
        assert "/Title" not in pdf.docinfo
        assert b"T\xc3\xaan c\xc5\xa9" not in share.content
        assert (str(pdf.docinfo["/Creator"]), str(pdf.Root.Lang)) == ("Writer", "vi-VN")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert len(pdf.Root.OutputIntents) == 1


def test_a_document_can_be_finished_as_one_that_was_converted_alone() -> None:
    share = part(whole(), PREFIXES)[1]
    finished = finish(
        share.content, Metadata("Tờ trình", "Chi bộ"), sign=True, pt=14, blank_lines=4
    )
    assert [(one.name, one.page) for one in finished.places] == [
        ("ky_nguoi_ky", 1),
        ("ky_co_quan", 1),
    ]
    assert violations(finished.content) == []


def test_the_same_whole_gives_the_same_documents() -> None:
    content = whole()
    assert part(content, PREFIXES) == part(content, PREFIXES)


def _lead_astray(pdf: Pdf) -> None:
    note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9]))
    note.Dest = Array([pdf.pages[3].obj, Name.Fit])
    pdf.pages[1].obj.Annots = Array([note])


def _own_resources(pdf: Pdf) -> None:
    pdf.pages[2].obj.Resources = pdf.make_indirect(Dictionary())


def _attach(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([])))


def _write_like_a_reference(pdf: Pdf) -> None:
    pdf.pages[1].obj.Tabs = String("12 0 R")


@pytest.mark.parametrize("change", [_lead_astray, _own_resources, _attach, _write_like_a_reference])
def test_what_is_not_understood_is_not_taken_apart(change: Callable[[Pdf], None]) -> None:
    with pytest.raises(NotParted):
        part(whole(change), PREFIXES)


@pytest.mark.parametrize(
    "marks",
    [
        {name: place for name, place in MARKS.items() if name != "b-"},
        {**MARKS, "b-": (2, 0.0, 800.0)},
        {**MARKS, "b-": (1, 0.0, 800.0)},
        {**MARKS, "a-ky_nguoi_ky": (4, 0.0, 800.0)},
    ],
    ids=["no beginning", "no page", "wrong order", "a place in the other document"],
)
def test_marks_that_contradict_one_another_are_refused(marks: object) -> None:
    with pytest.raises(NotParted):
        part(whole(marks=marks), PREFIXES)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.6\n%%EOF", drawn(pages=2)])
def test_what_is_no_whole_of_documents_is_refused(content: bytes) -> None:
    with pytest.raises(NotParted):
        part(content, PREFIXES)
