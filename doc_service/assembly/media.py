"""Pictures in documents: the filter that draws one, and the parts of the package that hold them.

docxtpl keeps pictures in the template it renders; these are plain data in the context and plain
bytes beside it, so that a compiled template is shared between threads and the bytes come out the
same every time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from lxml import etree
from markupsafe import Markup, escape

from doc_service.errors import ContentLost
from doc_service.ooxml import paragraph
from doc_service.pictures import Picture

_EMU_PER_MM: Final = 36_000
"""English Metric Units, the lengths of DrawingML (ECMA-376 part 1, 20.1.2.1)."""

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_MARK_LENGTH: Final = 16
"""Digits of the hash that tell the pictures of one document apart."""

_EMBEDDED: Final = re.compile(rb'r:embed="rIdAnh([0-9a-f]{16})"')
"""No value can forge it: quotes are escaped."""

_NUMBERED: Final = re.compile(rb'<wp:docPr\b[^>]*?\bid="(\d+)"')
_UNCLIPPED: Final = (
    '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
    '<w:jc w:val="center"/>'
)
"""Said in the paragraph too: an exact line height in a locality's style would cut pictures off."""

_DRAWINGML: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "[Content_Types].xml"
_CONTENT_TYPES: Final = {"jpg": "image/jpeg", "png": "image/png"}


def hinh(picture: Mapping[str, Any] | None, rong_mm: float, cao_mm: float) -> Markup:
    """Return the paragraph that shows a picture.

    In a template it stands in a paragraph of its own: `{{p anh | hinh(160, 110) }}`.

    Args:
        picture: None for no paragraph, or plain data: `ma` (the SHA-256 in hex under which the
            assembler gets its content), `rong_px`, `cao_px`, and `chu_thich`, which is read out to
            who cannot see the picture.
        rong_mm: width of the box that the picture fills as far as its shape allows.
        cao_mm: height of that box.

    Raises:
        ValueError: the box has no size, or `ma` is no SHA-256.
        LookupError: the data lacks something.
    """
    if picture is None:
        return Markup("")
    if min(rong_mm, cao_mm) <= 0:
        raise ValueError("hinh: the box must be wider and higher than 0 mm")
    if not _SHA256.fullmatch(picture["ma"]):
        raise ValueError("hinh: `ma` is no SHA-256 in hex")
    scale = min(rong_mm / picture["rong_px"], cao_mm / picture["cao_px"]) * _EMU_PER_MM
    width, height = (max(1, round(picture[side] * scale)) for side in ("rong_px", "cao_px"))
    drawing = _inline(
        mark=picture["ma"][:_MARK_LENGTH],
        size=f'cx="{width}" cy="{height}"',
        described=str(escape(picture["chu_thich"] or "")),
    )
    runs = f"<w:r>{drawing}</w:r>"
    return Markup(paragraph(style="HinhAnh", keep_next=True, properties=_UNCLIPPED, runs=runs))


def _identity(number: int) -> str:
    """Return what tells a drawing from others; 0 until all drawings of the document are known."""
    return f'id="{number}" name="Ảnh {number}"'


def _inline(mark: str, size: str, described: str) -> str:
    """Return `w:drawing` with the picture in the line (ECMA-376 part 1, 20.4.2.8)."""
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWINGML}/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {_identity(0)} descr="{described}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWINGML}/main" '
        'noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_DRAWINGML}/main"><a:graphicData uri="{_DRAWINGML}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWINGML}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {_identity(0)}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{_RELATION}" r:embed="rIdAnh{mark}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def with_media(parts: Mapping[str, bytes], media: Mapping[str, Picture]) -> dict[str, bytes]:
    """Return the parts of a package with the pictures that they show put in, each once.

    Args:
        parts: part name → bytes, rendered.
        media: SHA-256 in hex → picture; those that no part shows are left out.

    Raises:
        ContentLost: a part shows a picture that was not given.
    """
    showing = [part for part in sorted(parts) if _EMBEDDED.search(parts[part])]
    if not showing:
        return dict(parts)
    by_mark = {key[:_MARK_LENGTH]: picture for key, picture in media.items()}
    found = {**parts, **_with_numbers({part: parts[part] for part in showing}, parts)}
    used: dict[str, Picture] = {}
    for part in showing:
        listed = _relationships_of(part)
        relations = _relations(parts.get(listed))
        known = {one.get("Id") for one in relations}
        for mark in sorted({one.decode() for one in _EMBEDDED.findall(parts[part])}):
            if f"rIdAnh{mark}" in known:
                continue  # the template has it: it was made from a document of ours
            used[mark] = _given(mark, by_mark)
            _relate(relations, mark, used[mark])
        found[listed] = _bytes(relations)
    for mark, picture in used.items():
        found[f"word/{_target(mark, picture)}"] = picture.content
    found[_TYPES] = _with_types(parts[_TYPES], {picture.format for picture in used.values()})
    return found


def _given(mark: str, by_mark: Mapping[str, Picture]) -> Picture:
    if mark not in by_mark:
        raise ContentLost(
            "Văn bản có ảnh nhưng không có tệp của ảnh đó; hãy gửi lại ảnh rồi lập lại văn bản.",
            detail=f"no picture for {mark}",
        )
    return by_mark[mark]


def _with_numbers(showing: Mapping[str, bytes], parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Number our drawings onwards from those of the template: Word wants no number twice."""
    taken = [
        int(number)
        for name, data in parts.items()
        if name.endswith(".xml")
        for number in _NUMBERED.findall(data)
    ]
    numbers = count(max(taken, default=0) + 1)
    unnumbered = re.compile(f"(?<=<wp:docPr ){_identity(0)}".encode())
    return {
        name: unnumbered.sub(lambda _: _identity(next(numbers)).encode(), data)
        for name, data in showing.items()
    }


def _relationships_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _relations(data: bytes | None) -> etree._Element:
    if data is None:
        return etree.fromstring(f'<Relationships xmlns="{_PACKAGE}/relationships"/>')
    return etree.fromstring(data)


def _relate(relations: etree._Element, mark: str, picture: Picture) -> None:
    etree.SubElement(
        relations,
        f"{{{_PACKAGE}/relationships}}Relationship",
        Id=f"rIdAnh{mark}",
        Type=f"{_RELATION}/image",
        Target=_target(mark, picture),
    )


def _target(mark: str, picture: Picture) -> str:
    return f"media/{mark}.{picture.format}"


def _with_types(data: bytes, formats: set[str]) -> bytes:
    types = etree.fromstring(data)
    known = {(one.get("Extension") or "").lower() for one in types}
    for extension in sorted(formats - known):
        default = etree.Element(
            f"{{{_PACKAGE}/content-types}}Default",
            Extension=extension,
            ContentType=_CONTENT_TYPES[extension],
        )
        types.insert(0, default)
    return _bytes(types)


def _bytes(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
