"""The pictures of a DOCX: the files, and where in its text they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

_DRAWINGML: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_INLINE: Final = f"{{{_DRAWINGML}/wordprocessingDrawing}}inline"
_EXTENT: Final = f"{{{_DRAWINGML}/wordprocessingDrawing}}extent"
_BLIP: Final = f"{{{_DRAWINGML}/main}}blip"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_EMU_PER_PT: Final = 12_700
"""ECMA-376 part 1 §20.1.2.1."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as the document shows it; lengths in points."""

    content: bytes
    width: float
    height: float


def picture_files(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return relation → content of the pictures of a package."""
    if _RELATIONS not in members:
        return {}
    links = etree.fromstring(members[_RELATIONS])
    targets = {
        str(link.get("Id")): f"word/{link.get('Target')}"
        for link in links
        if str(link.get("Type")).endswith("/image")
    }
    return {name: members[target] for name, target in targets.items() if target in members}


def pictures_in(paragraph: etree._Element, files: Mapping[str, bytes]) -> tuple[Picture, ...]:
    """Return the pictures of a paragraph."""
    found: list[Picture] = []
    for inline in paragraph.iter(_INLINE):
        extent = inline.find(_EXTENT)
        names = [str(blip.get(f"{{{_OFFICE}}}embed")) for blip in inline.iter(_BLIP)]
        if extent is not None and names and names[0] in files:
            width, height = (int(extent.get(side) or 0) / _EMU_PER_PT for side in ("cx", "cy"))
            found.append(Picture(files[names[0]], width, height))
    return tuple(found)
