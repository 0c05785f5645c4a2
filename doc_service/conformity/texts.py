"""The printed text of a paragraph as Word stores it: runs in reading order, with their looks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from doc_service.conformity.looks import Looks
from doc_service.conformity.paper import Look, Span
from doc_service.vietnamese.text import NON_BREAKING_HYPHEN
from doc_service.word.markup import INLINE, MC, W

_BULLET: Final = "•"


def read_spans(
    paragraph: etree._Element, style: str, table_style: str, looks: Looks
) -> tuple[Span, ...]:
    """Return the text of a paragraph, composed, neighbours of one look joined.

    Deleted and hidden text is left out, and so is what stands in text boxes.
    """
    joined: list[tuple[list[str], Look]] = []
    for run in _runs(paragraph):
        text = _text(run)
        look = looks.look(run.find(f"{W}rPr"), style, table_style) if text else None
        if look is None:
            continue
        shown = text.upper() if look.capitals else text
        if joined and (joined[-1][1] is look or joined[-1][1] == look):
            joined[-1][0].append(shown)
        else:
            joined.append(([shown], look))
    return tuple(Span("".join(pieces), look) for pieces, look in joined)


def composed(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], bool]:
    """Return spans in NFC, and whether they were not."""
    if all(unicodedata.is_normalized("NFC", span.text) for span in spans):
        return spans, False
    return tuple(Span(unicodedata.normalize("NFC", at.text), at.look) for at in spans), True


def plain_text(paragraph: etree._Element) -> str:
    """Return the text of a paragraph, whatever it looks like."""
    return unicodedata.normalize("NFC", "".join(map(_text, _runs(paragraph))))


def _runs(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in INLINE:
            yield from _runs(child)
        elif child.tag == f"{MC}AlternateContent":
            for choice in child.iterchildren(f"{MC}Choice"):
                yield from _runs(choice)


def _text(run: etree._Element) -> str:
    pieces = []
    for element in run:
        read = _PIECES.get(element.tag)
        if read:
            pieces.append(read(element))
    return "".join(pieces)


def _symbol(element: etree._Element) -> str:
    """Return a character of a symbol font; those in the private use area are bullets."""
    try:
        char = chr(int(element.get(f"{W}char") or "", 16))
    except (ValueError, OverflowError):
        return ""
    return _BULLET if "\ue000" <= char <= "\uf8ff" else char if char.isprintable() else ""


_PIECES: Final[Mapping[object, Callable[[etree._Element], str]]] = {
    f"{W}t": lambda element: element.text or "",
    f"{W}tab": lambda _: "\t",
    f"{W}ptab": lambda _: "\t",
    f"{W}br": lambda _: "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}noBreakHyphen": lambda _: NON_BREAKING_HYPHEN,
    f"{W}sym": _symbol,
}
