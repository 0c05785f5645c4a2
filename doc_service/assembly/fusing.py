"""Several documents of one template as the sections of one, which LibreOffice loads once.

Loading and laying out start anew for every document; those that share a load take about half of
the time. `finishing.parting` takes their PDF apart again.

Documents are only fused where it is known that each then looks as it does alone: same styles and
settings, elements of the table in `fusible`, and nothing that counts through the whole document.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from doc_service.assembly.checks import W
from doc_service.assembly.fused_lists import ListsApart
from doc_service.assembly.fused_notes import NotesTogether
from doc_service.assembly.fused_parts import DOCUMENT, NOTES, PartsTogether
from doc_service.assembly.fusible import NotFusible, check_body, kinds_of_headers
from doc_service.zip_archive import read_members, write_members

_DRAWN: Final = "{http://schemas.openxmlformats.org/drawingml/2006/"
_NUMBERED: Final = (f"{_DRAWN}wordprocessingDrawing}}docPr", f"{_DRAWN}picture}}cNvPr")
_BODY: Final = re.compile(
    rb"(?P<head>.*?<(?:\w+:)?body>)(?P<body>.*)(?P<tail></(?:\w+:)?body>.*)", re.DOTALL
)

_AFTER_NUMBERS: Final = tuple(
    f"{W}{name}"
    for name in ("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi")
    + ("rtlGutter", "docGrid")
)
"""What follows `w:pgNumType` in a section's properties (ECMA-376 part 1, 17.6.17)."""


@dataclass(slots=True)
class _Numbers:
    """Numbers that no two elements of a document may share."""

    bookmarks: Iterator[int]
    drawings: Iterator[int]


def fuse(documents: Sequence[bytes], prefixes: Sequence[str]) -> bytes:
    """Return one DOCX that holds documents of one template one after another.

    Each begins a page and counts its pages from 1. The names of its bookmarks begin with its
    prefix, and a bookmark of the prefix alone marks its beginning. Pages ahead of the first such
    bookmark belong to no document.

    Args:
        documents: DOCX packages whose parts have their usual names, at least one.
        prefixes: one for each, of letters, digits and hyphens; none begins another.

    Raises:
        NotFusible: they may not look the same together as alone.
    """
    packages = [read_members(one) for one in documents]
    if NOTES in packages[0]:  # 7.4 gives the first footnote of all a link to click that is nowhere
        packages.insert(0, packages[0])
        prefixes = [f"{prefixes[0]}ahead-", *prefixes]
    together = PartsTogether(packages[0])
    notes, lists = NotesTogether(), ListsApart(packages[0])
    numbers = _Numbers(count(1), count(1))
    first = etree.fromstring(packages[0][DOCUMENT])
    bodies: list[bytes] = []
    head = tail = b""
    for package, prefix in zip(packages, prefixes, strict=True):
        root = etree.fromstring(package[DOCUMENT])
        check_body(root)
        if kinds_of_headers(root) != kinds_of_headers(first):
            raise NotFusible("the documents do not have the same kinds of headers")
        together.take(package, root)
        notes.take(package, root)
        lists.take(root)
        _mark(root, prefix, numbers)
        if not bodies:
            bodies.append(_ahead(root))
        _begin_and_end(root, last=len(bodies) == len(packages))
        own_head, body, own_tail = _split(root)
        if head and (own_head, own_tail) != (head, tail):
            raise NotFusible("the documents declare different namespaces")
        head, tail = own_head, own_tail
        bodies.append(body)
    document = b"".join((head, *bodies, tail))
    parts = together.parts({DOCUMENT: document, **notes.parts(), **lists.parts()})
    return write_members(parts.items(), level=0)  # it is read once, on this machine


def weight(docx: bytes) -> int:
    """Return the bytes of a document's main part, by which it takes its time to convert."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.getinfo(DOCUMENT).file_size


def _split(root: etree._Element) -> tuple[bytes, bytes, bytes]:
    """Return a document as bytes: up to its body, the body, and what follows."""
    found = _BODY.fullmatch(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    if not found:
        raise NotFusible("a document has no body")
    return found["head"], found["body"], found["tail"]


def _mark(root: etree._Element, prefix: str, numbers: _Numbers) -> None:
    """Give bookmarks and drawings names and numbers of their own, and mark the beginning."""
    known: dict[str | None, str] = {}
    for start in root.iter(f"{W}bookmarkStart"):
        name = start.get(f"{W}name") or ""
        if not name:
            raise NotFusible("a bookmark has no name")
        if start.get(f"{W}id") in known:
            raise NotFusible("two bookmarks have the same number")
        start.set(f"{W}name", prefix + name)
        known[start.get(f"{W}id")] = number = str(next(numbers.bookmarks))
        start.set(f"{W}id", number)
    for end in list(root.iter(f"{W}bookmarkEnd")):
        if end.get(f"{W}id") in known:
            end.set(f"{W}id", known[end.get(f"{W}id")])
        else:
            _remove(end)
    for drawing in root.iter(*_NUMBERED):
        drawing.set("id", str(next(numbers.drawings)))
    _mark_beginning(root, prefix, str(next(numbers.bookmarks)))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _mark_beginning(root: etree._Element, prefix: str, number: str) -> None:
    first = next(root.iter(f"{W}p"), None)
    if first is None:
        raise NotFusible("a document has no paragraph")
    at = 1 if first.find(f"{W}pPr") is not None else 0
    end = etree.Element(f"{W}bookmarkEnd", {f"{W}id": number})
    first.insert(at, end)
    first.insert(at, etree.Element(f"{W}bookmarkStart", {f"{W}id": number, f"{W}name": prefix}))


def _begin_and_end(root: etree._Element, *, last: bool) -> None:
    """Let a document begin with page 1, and end its last section within the whole."""
    body = root[0]
    sections = list(root.iter(f"{W}sectPr"))
    if not sections or sections[-1].getparent() is not body:
        raise NotFusible("a document says nothing of its last section")
    _count_anew(sections[0])
    if last:
        return
    closing = sections[-1].getprevious()
    if closing is None or closing.tag != f"{W}p":
        raise NotFusible("a document does not end with a paragraph")
    if closing.find(f"{W}pPr/{W}sectPr") is not None:
        raise NotFusible("a document ends with an empty section")
    if closing.find(f"{W}r") is None and _first_block(body, sections).tag == f"{W}p":
        closing = _another_after(closing)
    properties = closing.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        closing.insert(0, properties)
    properties.append(sections[-1])


def _another_after(paragraph: etree._Element) -> etree._Element:
    """Put an empty paragraph that looks the same after one."""
    another = etree.Element(f"{W}p")
    another.extend(deepcopy(one) for one in paragraph.iterchildren(f"{W}pPr"))
    paragraph.addnext(another)
    return another


def _first_block(body: etree._Element, sections: Sequence[etree._Element]) -> etree._Element:
    """Return what the last section begins with.

    LibreOffice 7.4 drops an empty paragraph that ends a section, unless that begins with a table
    (seen, not documented). So it gets one to drop.
    """
    before = next(sections[-2].iterancestors(f"{W}p")) if len(sections) > 1 else None
    block = body[0] if before is None else before.getnext()
    if block is None:
        raise NotFusible("a section is not where a section may be")
    return block


def _ahead(root: etree._Element) -> bytes:
    """Return a section of one empty page, such as the first document's first.

    LibreOffice 7.4 lays out the first page of a long document otherwise than the following: it may
    leave a heading at its end that belongs to the next page. So that is no document's page.
    """
    section = next(root.iter(f"{W}sectPr"), None)
    paragraph = etree.Element(f"{W}p")
    if section is not None:
        etree.SubElement(paragraph, f"{W}pPr").append(deepcopy(section))
    return etree.tostring(paragraph)


def _count_anew(section: etree._Element) -> None:
    pages = section.find(f"{W}pgNumType")
    if pages is None:
        pages = etree.Element(f"{W}pgNumType")
        at = next(
            (place for place, one in enumerate(section) if one.tag in _AFTER_NUMBERS), len(section)
        )
        section.insert(at, pages)
    if pages.get(f"{W}start") is None:
        pages.set(f"{W}start", "1")
