"""A DOCX that nobody vouches for → the `Paper` that the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from doc_service.conformity import blocks
from doc_service.conformity.drawn import has_rule, picture_ids
from doc_service.conformity.images import pixels
from doc_service.conformity.looks import Looks
from doc_service.conformity.paper import Image, Paper, Paragraph
from doc_service.conformity.sheets import SheetReader
from doc_service.conformity.texts import composed, plain_text, read_spans
from doc_service.errors import UnreadableWord
from doc_service.word.formats import read_numbering
from doc_service.word.markup import W, value
from doc_service.word.numbering import read_numbering_part
from doc_service.word.package import DOCUMENT, document, open_package, part, refuse
from doc_service.word.relations import Relation, read_relations
from doc_service.word.styles import read_styles
from doc_service.word.theme import read_theme

MAX_PARAGRAPHS: Final = 20_000
"""Paragraphs of a document, those in tables and text boxes included: some 1,000 pages."""

_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_SEPARATORS: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))
_TRACKED: Final = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def read_paper(content: bytes) -> Paper:
    """Read a DOCX.

    Raises:
        UnreadableWord: damaged, with macros or a password, of another kind, too long, or without
            any text; the sentence says what to do.
        UploadTooLarge: it is larger than 20 MB.
    """
    refuse(content)
    members = open_package(content)
    body = document(members)
    if sum(1 for _ in body.iter(f"{W}p")) > MAX_PARAGRAPHS:
        raise UnreadableWord(
            f"Văn bản có hơn {MAX_PARAGRAPHS} đoạn, quá dài để kiểm tra. Hãy tách tệp, gửi riêng "
            "văn bản chính và từng phụ lục."
        )
    theme = read_theme(part(members, "word/theme/theme1.xml"))
    looks = Looks(
        read_styles(part(members, "word/styles.xml"), theme),
        theme,
        read_numbering_part(part(members, "word/numbering.xml")),
    )
    relations = read_relations(members, DOCUMENT)
    placed = list(blocks.paragraphs(body, looks.styles))
    paragraphs = _paragraphs(placed, looks)
    return Paper(
        paragraphs=paragraphs,
        sheets=SheetReader(looks, lambda name: _related(members, relations, name)).sheets(body),
        images=tuple(_images(placed, paragraphs, members, relations)),
        notes=tuple(note for name in _NOTES for note in _notes(part(members, name))),
        properties=_properties(members),
        tracked=next(body.iter(*_TRACKED), None) is not None,
        commented=next(body.iter(f"{W}commentReference"), None) is not None,
    )


def _paragraphs(placed: Iterable[blocks.Placed], looks: Looks) -> tuple[Paragraph, ...]:
    found = tuple(_paragraph(index, one, looks) for index, one in enumerate(placed))
    if not any(paragraph.text.strip() for paragraph in found):
        raise UnreadableWord(
            "Văn bản không có chữ nào để kiểm tra. Nếu là bản quét hoặc ảnh chụp dán vào Word, hãy "
            "gửi bản Word có chữ; nếu là mẫu trống, hãy điền rồi gửi lại."
        )
    return found


def _paragraph(index: int, placed: blocks.Placed, looks: Looks) -> Paragraph:
    element, table_style = placed.element, placed.table_style
    properties = element.find(f"{W}pPr")
    named = "" if properties is None else value(properties.find(f"{W}pStyle"))
    own_list = read_numbering(properties)
    listed = own_list or looks.styles.numbering(named)
    spans, decomposed = composed(read_spans(element, named, table_style, looks))
    text = "".join(span.text for span in spans)
    # a paragraph without text has no number, and does not count
    label = looks.numbering.label(*listed) if listed and text.strip() else ""
    drawn = next(element.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None
    return Paragraph(
        index=index,
        text=f"{label} {text}" if label else text,
        spans=spans,
        shape=looks.shape(
            properties, named, listed, by_style=own_list is None, table_style=table_style
        ),
        where=placed.where,
        style=named or looks.styles.default,
        drawn_rule=placed.ruled_cell or (drawn and has_rule(element)),
        section=placed.section,
        label=label,
        level=listed[1] if label and listed else None,
        boxed=placed.boxed,
        pictures=sum(1 for _ in picture_ids(element)) if drawn else 0,
        decomposed=decomposed,
    )


def _related(
    members: Mapping[str, bytes], relations: Mapping[str, Relation], name: str
) -> etree._Element | None:
    return part(members, relations[name].target) if name in relations else None


def _images(
    placed: Sequence[blocks.Placed],
    paragraphs: Iterable[Paragraph],
    members: Mapping[str, bytes],
    relations: Mapping[str, Relation],
) -> Iterator[Image]:
    """Yield every picture of the text once, in order."""
    seen = set()
    for index in (one.index for one in paragraphs if one.pictures):
        for name in picture_ids(placed[index].element):
            target = relations[name].target if name in relations else ""
            if target in members and target not in seen:
                seen.add(target)
                content = members[target]
                yield Image(*pixels(content), len(content), index)


def _notes(root: etree._Element | None) -> Iterator[str]:
    for note in () if root is None else root:
        if note.get(f"{W}type") not in _SEPARATORS:
            text = " ".join(map(plain_text, note.iter(f"{W}p"))).strip()
            if text:
                yield text


def _properties(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return the custom properties, and the title."""
    found = {}
    custom = part(members, "docProps/custom.xml")
    for element in () if custom is None else custom:
        name = element.get("name")
        if name:
            found[name] = "".join(str(text) for text in element.itertext())
    core = part(members, "docProps/core.xml")
    title = None if core is None else core.findtext(_TITLE)
    return {**found, "title": title} if title else found
