"""Small PDFs, put together as LibreOffice 7.4 does it: quicker than the real ones."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

A4 = (0, 0, 595, 842)

Marks = Mapping[str, tuple[int, float, float]]
"""Page from 1, centre and top of the line, by the name of the bookmark."""

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def drawn(
    marks: Marks | None = None,
    *,
    pages: int = 1,
    paper: tuple[int, int, int, int] = A4,
    archive: bool = True,
    tagged: bool = True,
    created: str = "D:20261122072458Z'",
    headings: tuple[str, ...] = (),
) -> bytes:
    """A PDF whose pages say `Trang 1`…, with marks as destinations and an outline of headings."""
    pdf = pikepdf.new()
    for number in range(pages):
        content = pdf.make_stream(f"% Trang {number + 1}".encode())
        page = Dictionary(Type=Name.Page, Contents=content, StructParents=number)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    root = pdf.Root
    root.Pages.MediaBox = Array(paper)  # pages inherit it
    root.Lang = String("vi-VN")
    _mark(pdf, marks or {})
    if archive:
        _claim(pdf)
    if tagged:
        _tag(pdf)
    if headings:
        _outline(pdf, headings)
    if created:
        pdf.docinfo[Name.CreationDate] = String(created)
    pdf.docinfo[Name.Producer] = String("LibreOffice 7.4")
    pdf.docinfo[Name.Creator] = String("Writer")
    pdf.docinfo[Name.Title] = String("Tên cũ")
    return saved(pdf)


def saved(pdf: Pdf, **options: object) -> bytes:
    held = io.BytesIO()
    pdf.save(
        held,
        static_id=True,
        min_version="1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        **options,  # type: ignore[arg-type]  # whatever `save` takes
    )
    return held.getvalue()


def _mark(pdf: Pdf, marks: Marks) -> None:
    named = Dictionary()
    for name, (page, x, y) in marks.items():
        where = Array([pdf.pages[page - 1].obj, Name.XYZ, x, y, 0])
        named[Name("/" + name.replace("_", "5F"))] = where
    if marks:
        pdf.Root.Dests = pdf.make_indirect(named)


def _claim(pdf: Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(_XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_stream(b"profile", N=3),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _tag(pdf: Pdf) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/Document"), P=root))
    numbers, kids = Array(), Array()
    for number, page in enumerate(pdf.pages):
        leaf = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/Dòng"), P=document, Pg=page.obj, K=0)
        )
        kids.append(leaf)
        numbers.append(number)
        numbers.append(Array([leaf]))
    document.K = kids
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.RoleMap = Dictionary({"/Dòng": Name.P})
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _outline(pdf: Pdf, headings: tuple[str, ...]) -> None:
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(heading, 0) for heading in headings)
