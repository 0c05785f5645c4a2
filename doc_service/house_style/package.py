"""The DOCX package of a template: as few parts as Word needs, the same bytes every time.

python-docx's default template is 800 KB of styles that LibreOffice reads for every document; a
package with only the styles in use converts almost twice as fast (domain architecture notes, §6).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from doc_service.house_style.frame import Sheet
from doc_service.house_style.styles import styles_xml
from doc_service.ooxml import mm
from doc_service.zip_archive import write_members

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R: Final = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Template:
    """A template as its source in `form_templates/` describes it."""

    sheet: Sheet
    blocks: tuple[str, ...]
    footnotes: tuple[str, ...] = ()
    """Texts of footnotes, referred to in the body by `footnote_mark`."""


_NOTE_STYLE: Final = '<w:rPr><w:rStyle w:val="ChuThichSo"/></w:rPr>'


def footnote_mark(number: int) -> str:
    """Return the run that refers to a footnote, counting from 1."""
    return f'<w:r>{_NOTE_STYLE}<w:footnoteReference w:id="{number + 1}"/></w:r>'


def build(template: Template) -> bytes:
    """Return the DOCX of a template; the same template gives the same bytes."""
    document = _document(template)
    parts = {
        "word/document.xml": document,
        "word/styles.xml": styles_xml(template.sheet.rules, _styles_in(document)),
        "word/settings.xml": _settings(bool(template.footnotes)),
        "word/header1.xml": _header(),
    }
    if template.footnotes:
        parts["word/footnotes.xml"] = _footnotes(template.footnotes)
    package = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relationships(
            [(f"{_REL}/officeDocument", "word/document.xml")],
        ),
        "word/_rels/document.xml.rels": _relationships(
            [
                (f"{_REL}/{_kind(part)}", part.removeprefix("word/"))
                for part in parts
                if part != "word/document.xml"
            ]
        ),
        **parts,
    }
    return write_members([(name, (XML + xml).encode()) for name, xml in package.items()], level=0)


_ALWAYS: Final = frozenset({"SoTrang", "ChuThich"})
_WRITTEN: Final[Mapping[str, frozenset[str]]] = {
    "than_bai": frozenset(
        {"ThanVanBan", "DePhan", "DeMuc", "DeTieuMuc", "DeDieu", "BangDau", "BangChu", "BangSo"}
        | {"SauBang"}
    ),
    "hinh(": frozenset({"HinhAnh"}),
}
"""Filter → styles of the paragraphs it writes."""


def _styles_in(document: str) -> frozenset[str]:
    """Return the ids of the styles that a document names, itself or through a filter."""
    named = frozenset(re.findall(r'<w:pStyle w:val="([^"]+)"', document))
    written = [styles for tag, styles in _WRITTEN.items() if tag in document]
    return named.union(_ALWAYS, *written)


def _kind(part: str) -> str:
    return part.removeprefix("word/").removesuffix(".xml").rstrip("1")


def _content_types(parts: dict[str, str]) -> str:
    main = {"document": "document.main"}
    kinds = {part: main.get(_kind(part), _kind(part)) for part in parts}
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{_TYPE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


_PARTED: Final = re.compile(r"\b([Nn]gày|tháng|số) (?={[{%])")
"""A word and the number after it, which the end of a line must not part."""


def _document(template: Template) -> str:
    blocks = _PARTED.sub("\\1\u00a0", "".join(template.blocks))
    section = _section(template.sheet, counts_anew="<w:sectPr>" in blocks)
    # Word wants a paragraph after a table that ends the body; one point high, it needs no page
    return f"<w:document {W} {R}><w:body>{blocks}{_low()}{section}</w:body></w:document>"


def section_break(sheet: Sheet) -> str:
    """Return what ends a section: the next one begins a page, and counts its pages from 1."""
    return _low(_section(sheet, counts_anew=True))


def _low(properties: str = "") -> str:
    """Return an empty paragraph, one point high."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{properties}</w:pPr></w:p>'
    )


def _section(sheet: Sheet, *, counts_anew: bool) -> str:
    page = sheet.rules.page
    width, height = mm(page.width_mm), mm(page.height_mm)
    size = f'w:w="{width}" w:h="{height}"'
    if sheet.landscape:
        size = f'w:w="{height}" w:h="{width}" w:orient="landscape"'
    start = '<w:pgNumType w:start="1"/>' if counts_anew else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{_HEADER_ID}"/>'
        f"<w:pgSz {size}/>"
        f'<w:pgMar w:top="{mm(page.top_mm)}" w:right="{mm(page.right_mm)}" '
        f'w:bottom="{mm(page.bottom_mm)}" w:left="{mm(page.left_mm)}" '
        f'w:header="{mm(page.header_mm)}" w:footer="{mm(page.header_mm)}" '
        f'w:gutter="0"/>{start}<w:titlePg/></w:sectPr>'
    )


_HEADER_ID: Final = 3  # word/_rels lists styles, settings, header in this order


def _header() -> str:
    field = "".join(
        f"<w:r>{content}</w:r>"
        for content in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return f'<w:hdr {W} {R}><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{field}</w:p></w:hdr>'


def _settings(footnotes: bool) -> str:
    separators = (
        '<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>'
        if footnotes
        else ""
    )
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>{separators}'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/></w:settings>'
    )


def _footnotes(texts: tuple[str, ...]) -> str:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    for number, text in enumerate(texts, start=2):
        notes += (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="ChuThich"/></w:pPr>'
            f"<w:r>{_NOTE_STYLE}<w:footnoteRef/></w:r>"
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        )
    return f"<w:footnotes {W} {R}>{notes}</w:footnotes>"
