"""What two PDFs of one document have to have in common."""

from __future__ import annotations

import hashlib
import io
import subprocess
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Object, Pdf


def seen(content: bytes) -> dict[str, Any]:
    """Everything that a reader, a screen reader, a viewer or a signer makes of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        return {
            "pages": [[str(side) for side in page.mediabox] for page in pdf.pages],
            "text": text(content),
            "pictures": pictures(content),
            "destinations": destinations(pdf),
            "outline": list(outline(pdf)),
            "structure": list(_elements(pdf, pdf.Root.StructTreeRoot, 0)),
            "links": [[str(one.Rect) for one in page.obj.get("/Annots", [])] for page in pdf.pages],
            "catalog": sorted(pdf.Root.keys()),
        }


def text(content: bytes) -> str:
    """The text in reading order, as poppler sees it."""
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def pictures(content: bytes) -> list[tuple[int, int, str]]:
    """Size and hash of every page's picture."""
    document = pypdfium2.PdfDocument(content)
    try:
        bitmaps = [page.render(scale=1.5) for page in document]
        return [
            (one.width, one.height, hashlib.sha256(bytes(one.buffer)).hexdigest())
            for one in bitmaps
        ]
    finally:
        document.close()


def destinations(pdf: Pdf) -> dict[str, tuple[str, ...]]:
    """Page and place of every named destination."""
    return {
        name: (str(_page(pdf, one[0])), *map(str, list(one)[1:]))
        for name, one in pdf.Root.get("/Dests", Dictionary()).items()
    }


def outline(pdf: Pdf) -> Iterator[tuple[Any, ...]]:
    """Every heading with its level, page, place and the number of those below it."""
    if "/Outlines" in pdf.Root:
        yield (0, int(pdf.Root.Outlines.Count))
        yield from _headings(pdf, pdf.Root.Outlines.First, 1)


def _headings(pdf: Pdf, item: Object | None, level: int) -> Iterator[tuple[Any, ...]]:
    while item is not None:
        place = item.Dest
        yield (level, str(item.Title), _page(pdf, place[0]), str(place[3]), int(item.Count))
        yield from _headings(pdf, item.get("/First"), level + 1)
        item = item.get("/Next")


def _elements(pdf: Pdf, element: Object, level: int) -> Iterator[tuple[Any, ...]]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary):
            yield (level, "content" if kid is not None else "nothing")
        elif "/Obj" in kid:
            yield (level, "object")
        else:
            looks = str(kid.get("/A", "")), str(kid.get("/Alt", ""))
            yield (level, str(kid.S), _page(pdf, kid.Pg), *looks)
            yield from _elements(pdf, kid, level + 1)


def _page(pdf: Pdf, page: Object) -> int:
    return [one.objgen for one in pdf.pages].index(page.objgen)
