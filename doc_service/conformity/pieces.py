"""Paragraphs cut into the pieces that a reader sees: the two halves of a tabbed line, the lines.

A letterhead is a table in one document, tabs in the next, and plain lines in a third; a piece is
what stands together in any of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from doc_service.conformity.paper import Look, Paragraph, Span
from doc_service.vietnamese.text import normalise_space, unbind

Half = Literal["left", "right", ""]

_LINE = re.compile(r"[^\n]+")
_COLUMN = re.compile(r"(?:[^\t \u00a0]|[ \u00a0](?![ \u00a0]{3,}))+")
_ROOM_TO_WRITE = re.compile(
    r"(?:ngày|tháng|số|năm)[ \u00a0.…_]*$|^[ \u00a0]*[-/\u2011]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together on one line, or a blank line that draws a rule."""

    text: str
    """One ordinary space between words, ordinary hyphens."""

    raw: str
    """As the document has it."""

    paragraph: Paragraph
    spans: tuple[Span, ...]
    half: Half
    """Side of a table of two halves, or of a tabbed line."""

    @property
    def index(self) -> int:
        """Number of its paragraph."""
        return self.paragraph.index

    @property
    def look(self) -> Look | None:
        """The look that most of its letters have; None without any."""
        weights: Counter[int] = Counter()
        for at, span in enumerate(self.spans):
            weights[at] = sum(not char.isspace() for char in span.text)
        at = max(weights, key=lambda one: weights[one], default=-1)
        return self.spans[at].look if at >= 0 and weights[at] else None

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its line."""
        return self.paragraph.shape.align == "center"

    @property
    def is_bold(self) -> bool:
        """Whether most of it is bold."""
        return self.look is not None and self.look.bold

    @property
    def is_rule(self) -> bool:
        """Whether it is a blank line that draws a rule."""
        return not self.text and draws_rule(self.paragraph)

    @property
    def column(self) -> tuple[int, int]:
        """Table and column it stands in; outside tables (-1, 0 or 1 by its half)."""
        where = self.paragraph.where
        if where is None:
            return -1, int(self.half == "right")
        return where.table, where.column


def draws_rule(paragraph: Paragraph) -> bool:
    """Say whether a paragraph draws a horizontal line."""
    shape = paragraph.shape
    return paragraph.drawn_rule or shape.ruled_below or shape.ruled_above


def plain(text: str) -> str:
    """Return text on one line with ordinary spaces and hyphens."""
    return normalise_space(unbind(text).replace("\n", " ").replace("\t", " "))


def pieces(paragraphs: Sequence[Paragraph]) -> tuple[Piece, ...]:
    """Cut paragraphs into pieces; blank ones are left out, but for those that draw a rule."""
    return tuple(piece for one in paragraphs for piece in _of(one))


def whole(paragraph: Paragraph) -> Piece:
    """Return a paragraph as one piece."""
    return Piece(plain(paragraph.text), paragraph.text, paragraph, paragraph.spans, "")


def _of(paragraph: Paragraph) -> Iterator[Piece]:
    if not paragraph.text.strip():
        if draws_rule(paragraph):
            yield Piece("", paragraph.text, paragraph, (), _half(paragraph, 0, 1))
        return
    text = paragraph.text
    if "\n" not in text and "\t" not in text and "    " not in text.replace("\u00a0", " "):
        yield Piece(plain(text), text, paragraph, paragraph.spans, _half(paragraph, 0, 1))
        return
    offset = len(text) - sum(len(span.text) for span in paragraph.spans)
    for line in _LINE.finditer(text):
        cells = list(_cells(text, line.start(), line.end()))
        for at, (start, end) in enumerate(cells):
            words = plain(text[start:end])
            if words:
                spans = _cut(paragraph.spans, start - offset, end - offset)
                half = _half(paragraph, at, len(cells))
                yield Piece(words, text[start:end], paragraph, spans, half)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the columns of a line; room to write a number or a day in is no gap between two."""
    open_at: int | None = None
    last = start
    for found in _COLUMN.finditer(text, start, end):
        if open_at is not None:
            tabbed = "\t" in text[last : found.start()]
            before, after = text[open_at:last], text[found.start() : end]
            if tabbed or not (_ROOM_TO_WRITE.search(before) or _ROOM_TO_WRITE.match(after)):
                yield open_at, last
                open_at = found.start()
        else:
            open_at = found.start()
        last = found.end()
    if open_at is not None:
        yield open_at, last


def _half(paragraph: Paragraph, at: int, count: int) -> Half:
    if paragraph.where is not None:
        return "left" if paragraph.where.column == 0 else "right"
    if count > 1:
        return "left" if at == 0 else "right"
    return ""


def _cut(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Return the spans between two places of their joined text."""
    kept: list[Span] = []
    at = 0
    for span in spans:
        first, last = max(start - at, 0), min(end - at, len(span.text))
        if first < last:
            kept.append(Span(span.text[first:last], span.look))
        at += len(span.text)
    return tuple(kept)
