"""What every rendered document must be: well-formed, and holding everything it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from doc_service.errors import ContentLost

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Supplied:
    """One value that must be readable in the result."""

    pointer: str
    readings: tuple[str, ...]
    """Ways it may be printed (a date long or short); one of them is enough."""


def check_part(part: str, xml: str) -> etree._Element:
    """Parse a rendered part strictly.

    Raises:
        ContentLost: it is not well-formed XML.
    """
    try:
        return etree.fromstring(
            xml.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True)
        )
    except etree.XMLSyntaxError as error:
        raise ContentLost(
            "Văn bản lập ra bị hỏng cấu trúc; đây là lỗi của tệp mẫu.", detail=f"{part}: {error}"
        ) from error


def visible_text(root: etree._Element) -> str:
    """Return the text of a part as a reader sees it, paragraphs and breaks as single spaces."""
    pieces: list[str] = []
    for element in root.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}p", f"{W}noBreakHyphen"):
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        else:
            pieces.append("\u2011" if element.tag == f"{W}noBreakHyphen" else " ")
    return "".join(pieces)


def check_nothing_lost(texts: Iterable[str], supplied: Sequence[Supplied]) -> None:
    """Compare what was given with what can be read.

    Raises:
        ContentLost: some values are nowhere in the document; the detail lists their pointers.
    """
    text = _folded(" ".join(texts))
    lost = [
        one.pointer
        for one in supplied
        if not any(_folded(reading) in text for reading in one.readings)
    ]
    if lost:
        shown = ", ".join(lost[:5])
        raise ContentLost(
            f"Tệp mẫu không in ra hết dữ liệu (thiếu {shown}); văn bản chưa được lập.",
            detail=f"lost: {lost}",
        )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
