"""The text of one Word paragraph, with bold and italic as `**` and `*`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from lxml import etree

from doc_service.importing.lines import printable
from doc_service.narrative.marks import escaped
from doc_service.vietnamese.legacy import decode, encoding_of_font
from doc_service.vietnamese.text import unbind
from doc_service.word.formats import RunFormat, read_run
from doc_service.word.markup import DELETED, INLINE, MC, TEXT_BOX, W, value
from doc_service.word.styles import Styles

BREAK: Final = "\n"
"""A line break inside a paragraph."""

_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


@dataclass(slots=True)
class Losses:
    """What of a document is not taken over, counted while it is read."""

    deleted: int = 0
    """Characters that tracked changes strike out."""

    hidden: int = 0
    """Characters that are not printed."""

    pictures: int = 0
    notes: list[str] = field(default_factory=list)
    """Footnotes and endnotes."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphReader:
    """Reads the paragraphs of one document."""

    styles: Styles
    losses: Losses

    def spans(self, paragraph: etree._Element) -> list[Span]:
        """Return the text of a paragraph in spans, legacy encodings decoded."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        return _merged(self._spans(paragraph, style))

    def _spans(self, parent: etree._Element, style: str) -> Iterator[Span]:
        for child in parent:
            if child.tag == f"{W}r":
                yield from self._run(child, style)
            elif child.tag in DELETED:
                self.losses.deleted += sum(len(t.text or "") for t in child.iter(f"{W}delText"))
            elif child.tag in INLINE:
                yield from self._spans(child, style)
            elif child.tag == f"{MC}AlternateContent":
                for choice in child.iterchildren(f"{MC}Choice"):
                    yield from self._spans(choice, style)

    def _run(self, run: etree._Element, style: str) -> Iterator[Span]:
        properties = run.find(f"{W}rPr")
        named = value(None if properties is None else properties.find(f"{W}rStyle"))
        look = self.styles.run(style, named, read_run(properties))
        text = "".join(filter(None, map(self._piece, run)))
        if not text:
            return
        if look.hidden:
            self.losses.hidden += len(text)
            return
        yield _span(text, look)

    def _piece(self, element: etree._Element) -> str:
        self.losses.pictures += sum(1 for _ in element.iter(_BLIP))
        read = _PIECES.get(str(element.tag))
        return read(element) if read else ""


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes anchored in a paragraph; of two versions of one, the newer."""
    for box in paragraph.iter(TEXT_BOX):
        if next(box.iterancestors(f"{W}p"), None) is not paragraph:
            continue  # of a paragraph in another box
        if not any(parent.tag == f"{MC}Fallback" for parent in box.iterancestors()):
            yield box


def marked(spans: Sequence[Span], label: str = "") -> str:
    """Return the text with marks; a paragraph that is all bold or italic is marked once, label too.

    Args:
        spans: the text of a paragraph, merged.
        label: its automatic number, which has the look of the whole.
    """
    spoken = [span for span in spans if span.text.strip()]
    prefix = f"{label} " if label else ""
    for width, has in _MARKS:
        if spoken and all(has(span) for span in spoken):
            whole = prefix + "".join(escaped(span.text) for span in spans)
            return _with_sign(_lines_marked(whole, width))
    return _with_sign(prefix + "".join(_span_marked(span) for span in spans))


def _with_sign(text: str) -> str:
    """Let a star that opens a line be the sign of an item, whole or inside its marks."""
    return re.sub(r"(?m)^(\s*\**)\\\*[ ]*(?=[^\s\\])", r"\1* ", text)


def _span_marked(span: Span) -> str:
    text = escaped(span.text)
    width = next((width for width, has in _MARKS if has(span)), 0)
    return _lines_marked(text, width) if width else text


def _lines_marked(text: str, width: int) -> str:
    """Put stars around every line of a text, inside its blanks."""
    return BREAK.join(_marked_line(line, "*" * width) for line in text.split(BREAK))


def _marked_line(line: str, stars: str) -> str:
    inner = line.strip()
    if not any(char.isalnum() for char in inner):
        return line
    before = line[: len(line) - len(line.lstrip())]
    after = line[len(line.rstrip()) :]
    return f"{before}{stars}{inner}{stars}{after}"


def _span(text: str, look: RunFormat) -> Span:
    shown = text.upper() if look.capitals else text
    return Span(shown, bool(look.bold), bool(look.italic), look.font or "")


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Join neighbours of one look and font, then decode them; blanks look like what is before.

    VNI writes a letter and its mark as two characters that Word may put into two runs.
    """
    evened: list[Span] = []
    for span in spans:
        if evened and not span.text.strip():
            evened[-1] = replace(evened[-1], text=evened[-1].text + span.text)
        else:
            evened.append(span)
    joined = [
        Span("".join(span.text for span in group), *look)
        for look, group in groupby(evened, key=lambda span: (span.bold, span.italic, span.font))
    ]
    decoded = [replace(span, text=_decoded(span), font="") for span in joined]
    return [
        Span("".join(span.text for span in group), *look)
        for look, group in groupby(decoded, key=lambda span: (span.bold, span.italic))
    ]


def _decoded(span: Span) -> str:
    encoding = encoding_of_font(span.font)
    return printable(decode(span.text, encoding) if encoding else span.text)


def _symbol(element: etree._Element) -> str:
    """Return a character of a symbol font as a bullet: such fonts have no letters."""
    code = element.get(f"{W}char") or ""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if "\ue000" <= char <= "\uf8ff" else printable(char)


_PIECES: Final[Mapping[str, Callable[[etree._Element], str]]] = {
    f"{W}t": lambda element: unbind(element.text or ""),
    f"{W}tab": lambda _: " ",
    f"{W}br": lambda _: BREAK,
    f"{W}cr": lambda _: BREAK,
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": _symbol,
}

_MARKS: Final[tuple[tuple[int, Callable[[Span], bool]], ...]] = (
    (3, lambda span: span.bold and span.italic),
    (2, lambda span: span.bold),
    (1, lambda span: span.italic),
)
