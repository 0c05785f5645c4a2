"""What every rendered document must be: well-formed, and holding everything it was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from doc_service.errors import ContentLost
from doc_service.vietnamese.text import unbind

_NEIGHBOURHOOD: Final = 2000
"""Characters looked through first; a row of a table takes a few hundred."""

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_TEXT: Final = f"{W}t"
_VISIBLE: Final[Mapping[object, str]] = {
    _TEXT: "",
    f"{W}br": " ",
    f"{W}tab": " ",
    f"{W}p": " ",
    f"{W}noBreakHyphen": "\u2011",
}
"""Elements that a reader sees, and as which text; of the first, what is in it."""


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
    for element in root.iter(*_VISIBLE):
        tag = element.tag
        pieces.append(element.text or "" if tag == _TEXT else _VISIBLE[tag])
    return "".join(pieces)


def check_nothing_lost(texts: Iterable[str], supplied: Sequence[Supplied]) -> None:
    """Compare what was given with what can be read.

    Raises:
        ContentLost: some values are nowhere in the document; the detail lists their pointers.
    """
    whole = unbind(" ".join(texts))
    page, folded = _Page(whole), _Page(_folded(whole))
    lost = [
        one.pointer
        for one in supplied
        # what stands there as it was given need not be folded to be found
        if not any(page.shows(way) for way in one.readings)
        and not any(folded.shows(_folded(way)) for way in one.readings)
    ]
    if lost:
        shown = ", ".join(lost[:5])
        raise ContentLost(
            f"Tệp mẫu không in ra hết dữ liệu (thiếu {shown}); văn bản chưa được lập.",
            detail=f"lost: {lost}",
        )


class _Page:
    """Text that is asked for many pieces of itself, mostly in the order in which they stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._near = 0

    def shows(self, piece: str) -> bool:
        """Look from where the last piece stood, and only then everywhere."""
        at = self._text.find(piece, self._near, self._near + _NEIGHBOURHOOD)
        if at < 0:
            at = self._text.find(piece)
        if at >= 0:
            self._near = at
        return at >= 0


def _folded(text: str) -> str:
    return " ".join(unbind(text).casefold().split())
