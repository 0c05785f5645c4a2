"""A Word file → its lines: paragraphs with marks and list numbers, tables as rows of pipes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from lxml import etree

from doc_service.errors import InvalidImport, UnreadableWord
from doc_service.importing import markers, signatures
from doc_service.importing.closing import is_label, plain_line
from doc_service.importing.letterhead import is_letterhead_line
from doc_service.importing.lines import Line, one_line
from doc_service.importing.word_text import (
    BREAK,
    Losses,
    ParagraphReader,
    marked,
    text_boxes,
)
from doc_service.word.formats import read_numbering
from doc_service.word.markup import MC, W, value
from doc_service.word.numbering import Numbering, read_numbering_part
from doc_service.word.package import document, open_package, part
from doc_service.word.styles import read_styles

MAX_PARAGRAPHS: Final = 20_000
"""Paragraphs of a document, those in tables included."""

_COLUMNS: Final = 64
"""Columns of the widest table that is read; Word itself allows 63."""

_WRAPPERS: Final = frozenset(
    (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{MC}Choice")
)
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_MARKED_OUT: Final = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class WordText:
    """The lines of a Word file; a line's `number` counts paragraphs and rows."""

    lines: tuple[Line, ...]
    losses: Losses


def read_word(content: bytes) -> WordText:
    """Read a DOCX.

    Raises:
        InvalidImport: damaged, with macros or a password, of another kind, or too long.
    """
    try:
        return _read(content)
    except UnreadableWord as error:
        raise InvalidImport(str(error), detail=error.detail) from error


def _read(content: bytes) -> WordText:
    members = open_package(content)
    body = document(members)
    if sum(1 for _ in body.iter(f"{W}p")) > MAX_PARAGRAPHS:
        raise InvalidImport(
            f"Tệp Word có hơn {MAX_PARAGRAPHS} đoạn. Hãy tách tệp, chỉ gửi phần kế hoạch hoặc "
            "hướng dẫn."
        )
    losses = Losses()
    reader = ParagraphReader(read_styles(part(members, "word/styles.xml")), losses)
    walk = _Walk(reader, read_numbering_part(part(members, "word/numbering.xml")))
    for text in walk.blocks(body):
        walk.add(text)
    for name in _NOTES:
        losses.notes += _notes(part(members, name), reader)
    return WordText(tuple(walk.lines), losses)


@dataclass(slots=True)
class _Walk:
    """Goes through a document and gathers its lines."""

    reader: ParagraphReader
    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    count: int = 0
    gap: int = 0

    def add(self, text: str) -> None:
        """Add a paragraph; its parts between line breaks are lines of their own."""
        self.count += 1
        for piece in _pieces(text):
            self.lines.append(Line(text=piece, number=self.count, gap=self.gap, whole=True))
            self.gap = 0
        if not text.strip():
            self.gap += 1

    def blocks(self, container: etree._Element) -> Iterator[str]:
        """Yield the paragraphs and table rows of a container, in order."""
        for child in container:
            if child.tag == f"{W}p":
                yield self._paragraph(child)
                for box in text_boxes(child):
                    yield from self.blocks(box)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _WRAPPERS or child.tag == f"{MC}AlternateContent":
                yield from self.blocks(child)

    def _paragraph(self, element: etree._Element) -> str:
        spans = self.reader.spans(element)
        properties = element.find(f"{W}pPr")
        listed = read_numbering(properties) or self.reader.styles.numbering(
            value(element.find(f"{W}pPr/{W}pStyle"))
        )
        spoken = any(span.text.strip() for span in spans)
        label = self.numbering.label(*listed) if listed and spoken else ""
        return marked(spans, label)

    def _table(self, table: etree._Element) -> Iterator[str]:
        rows = [list(islice(self._cells(row), _COLUMNS)) for row in _rows(table)]
        if _is_layout(rows):
            yield from (text for row in rows for cell in row for text in cell)
            return
        for at, row in enumerate(rows):
            yield _pipes([" ".join(one_line(text) for text in cell) for cell in row])
            if at == 0:
                yield _pipes(["---"] * len(row))

    def _cells(self, row: etree._Element) -> Iterator[list[str]]:
        """Yield the cells of a row; one that spans several is followed by empty ones."""
        for cell in row.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tr"), None) is not row:
                continue  # of a table inside this one
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            yield [] if goes_on else list(self.blocks(cell))
            span = value(cell.find(f"{W}tcPr/{W}gridSpan"))
            yield from (
                [] for _ in range(min(int(span[:4]) if span.isdecimal() else 1, _COLUMNS) - 1)
            )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl"), None) is table:
            yield row


def _is_layout(rows: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Say whether a table only places the halves of a letterhead or of a closing."""
    if len(rows) > 8 or any(len(row) > 4 for row in rows):
        return False
    texts = [
        plain_line(one_line(line))
        for row in rows
        for cell in row
        for text in cell
        for line in text.split(BREAK)
    ]
    return any(
        is_label(text)
        or signatures.is_authority(text)
        or (is_letterhead_line(Line(text, 0)) and markers.is_capitals(text))
        for text in texts
        if text
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield the lines of a paragraph; a line break in mid-sentence is none."""
    held = ""
    for piece in filter(None, map(one_line, text.split(BREAK))):
        if held and markers.starts_lower(piece) and not markers.is_bullet(piece):
            held = f"{held} {piece}"
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _pipes(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _notes(root: etree._Element | None, reader: ParagraphReader) -> list[str]:
    if root is None:
        return []
    texts = []
    for note in root:
        if note.get(f"{W}type") in _MARKED_OUT:
            continue
        paragraphs = (marked(reader.spans(paragraph)) for paragraph in note.iter(f"{W}p"))
        texts.append(one_line(" ".join(paragraphs)))
    return [text for text in texts if text]
