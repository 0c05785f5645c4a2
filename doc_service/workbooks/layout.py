"""A DOCX as blocks: paragraphs and tables with their looks, ready to be set in a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from doc_service.errors import InvalidTemplate
from doc_service.workbooks.docx_looks import Looks, ParagraphLook, RunLook, W, looks_of
from doc_service.workbooks.docx_pictures import Picture, picture_files, pictures_in
from doc_service.zip_archive import ArchiveError, read_members

_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look."""

    text: str
    look: RunLook


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `text_look` is also that of an empty one."""

    runs: tuple[Run, ...]
    look: ParagraphLook
    text_look: RunLook
    pictures: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Sides:
    """Which borders a cell has."""

    left: bool = True
    right: bool = True
    top: bool = True
    bottom: bool = True


BARE: Final = Sides(left=False, right=False, top=False, bottom=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...]
    span: int = 1
    merge: str = ""
    """`restart` or `continue` of a vertical merge."""

    vertical: str = "top"
    sides: Sides = BARE


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    header: bool = False
    """It is repeated on every page."""

    @property
    def boxed(self) -> bool:
        """Whether any cell has borders."""
        return any(cell.sides != BARE for cell in self.cells)

    @property
    def keep_next(self) -> bool:
        """Whether it stands on the page of the next row, as a heading does and a group's name."""
        first = self.cells[0].paragraphs[:1] if self.cells else ()
        return self.header or any(paragraph.look.keep_next for paragraph in first)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; widths in points."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]

    @property
    def boxed(self) -> bool:
        """Whether any row has borders."""
        return any(row.boxed for row in self.rows)


@dataclass(frozen=True, slots=True)
class Page:
    """The paper; lengths in points."""

    width: float = 595
    height: float = 842
    margins: Mapping[str, float] = field(default_factory=dict)
    """left, right, top, bottom, header, footer."""

    unnumbered_first: bool = False

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.margins.get("left", 0) - self.margins.get("right", 0)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything of a DOCX that a sheet can show."""

    blocks: tuple[Paragraph | Table, ...]
    footnotes: tuple[Paragraph, ...]
    page: Page
    title: str
    author: str
    created: str
    """ISO 8601, or "" when the document does not say."""


def read_layout(docx: bytes) -> Document:
    """Return the layout of a document.

    Raises:
        InvalidTemplate: it is not a DOCX.
    """
    try:
        members = read_members(docx)
        root = etree.fromstring(members["word/document.xml"])
        looks = looks_of(members["word/styles.xml"])
    except (ArchiveError, KeyError, etree.XMLSyntaxError) as error:
        raise InvalidTemplate(
            "Không đọc được văn bản Word để lập bản Excel.", detail=repr(error)
        ) from error
    body = root.find(f"{W}body")
    if body is None:
        raise InvalidTemplate("Văn bản Word không có nội dung để lập bản Excel.")
    notes = _Notes(looks, _numbers(body), picture_files(members))
    core = members.get("docProps/core.xml")
    said = etree.fromstring(core) if core else None
    return Document(
        tuple(_blocks(body, notes)),
        tuple(_footnotes(members.get("word/footnotes.xml"), notes)),
        _page(body.find(f"{W}sectPr")),
        _said(said, f"{_DC}title"),
        _said(said, f"{_DC}creator"),
        _said(said, f"{_TERMS}created"),
    )


@dataclass(frozen=True, slots=True)
class _Notes:
    """What reading a paragraph needs: looks, the number of each footnote, files of pictures."""

    looks: Looks
    numbers: Mapping[str, int]
    pictures: Mapping[str, bytes]


def _said(core: etree._Element | None, name: str) -> str:
    return "" if core is None else str(core.findtext(name) or "")


def _numbers(body: etree._Element) -> dict[str, int]:
    ids = (str(mark.get(f"{W}id")) for mark in body.iter(f"{W}footnoteReference"))
    return {name: number for number, name in enumerate(dict.fromkeys(ids), start=1)}


def _blocks(body: etree._Element, notes: _Notes) -> Iterator[Paragraph | Table]:
    for child in body:
        if child.tag == f"{W}p":
            yield _paragraph(child, notes)
        elif child.tag == f"{W}tbl":
            yield _table(child, notes)
        elif child.tag == f"{W}sdt" and (inner := child.find(f"{W}sdtContent")) is not None:
            yield from _blocks(inner, notes)


def _footnotes(part: bytes | None, notes: _Notes) -> Iterator[Paragraph]:
    if part is None:
        return
    by_id = {str(note.get(f"{W}id")): note for note in etree.fromstring(part)}
    for name, number in notes.numbers.items():
        for paragraph in by_id[name].iter(f"{W}p") if name in by_id else ():
            yield _paragraph(paragraph, notes, number=number)


def _paragraph(element: etree._Element, notes: _Notes, *, number: int = 0) -> Paragraph:
    look, text_look = notes.looks.paragraph_look(element.find(f"{W}pPr"))
    runs: list[Run] = []
    for run in element.iter(f"{W}r"):
        text = "".join(_texts(run, notes, number))
        if text:
            runs.append(Run(text, notes.looks.run_look(text_look, run.find(f"{W}rPr"))))
    return Paragraph(tuple(runs), look, text_look, pictures_in(element, notes.pictures))


_SIGNS: Final = {
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}tab": " ",
    f"{W}noBreakHyphen": "\u2011",
}


def _texts(run: etree._Element, notes: _Notes, number: int) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}footnoteReference":
            yield str(notes.numbers[str(child.get(f"{W}id"))])
        elif child.tag == f"{W}footnoteRef":
            yield str(number)
        else:
            yield _SIGNS.get(str(child.tag), "")


def _table(element: etree._Element, notes: _Notes) -> Table:
    boxed = element.find(f"{W}tblPr/{W}tblBorders") is not None
    grid = element.find(f"{W}tblGrid")
    widths = [float(column.get(f"{W}w") or 0) / 20 for column in ([] if grid is None else grid)]
    return Table(
        tuple(widths),
        tuple(_row(row, notes, boxed=boxed) for row in element.findall(f"{W}tr")),
    )


def _row(element: etree._Element, notes: _Notes, *, boxed: bool) -> Row:
    return Row(
        tuple(_cell(cell, notes, boxed=boxed) for cell in element.findall(f"{W}tc")),
        header=element.find(f"{W}trPr/{W}tblHeader") is not None,
    )


def _cell(element: etree._Element, notes: _Notes, *, boxed: bool) -> Cell:
    borders = element.find(f"{W}tcPr/{W}tcBorders")
    merge = element.find(f"{W}tcPr/{W}vMerge")
    return Cell(
        tuple(_paragraph(one, notes) for one in element.findall(f"{W}p")),
        int(_attribute(element, "gridSpan") or 1),
        "" if merge is None else merge.get(f"{W}val") or "continue",
        _attribute(element, "vAlign") or "top",
        _sides(borders, boxed=boxed),
    )


def _sides(borders: etree._Element | None, *, boxed: bool) -> Sides:
    said: dict[str, bool] = {}
    for border in () if borders is None else borders:
        name = str(border.tag).removeprefix(W)
        if name in Sides.__slots__:
            said[name] = border.get(f"{W}val") not in ("nil", "none")
    return replace(Sides() if boxed else BARE, **said)


def _attribute(cell: etree._Element, name: str) -> str | None:
    found = cell.find(f"{W}tcPr/{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _page(section: etree._Element | None) -> Page:
    size = None if section is None else section.find(f"{W}pgSz")
    margin = None if section is None else section.find(f"{W}pgMar")
    if section is None or size is None or margin is None:
        return Page()
    names = ("left", "right", "top", "bottom", "header", "footer")
    return Page(
        float(size.get(f"{W}w") or 0) / 20,
        float(size.get(f"{W}h") or 0) / 20,
        {name: float(margin.get(f"{W}{name}") or 0) / 20 for name in names},
        section.find(f"{W}titlePg") is not None,
    )
