"""Lines and pictures that a paragraph holds or anchors, in DrawingML and in the older VML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from doc_service.word.markup import MC, R, W

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
_LINES: Final = frozenset(("line", "lineInv", "straightConnector1"))
_CONNECTORS: Final = frozenset(("#_x0000_t32", "#_x0000_t20"))
"""Shape types of VML that are straight lines (ECMA-376 Part 4, 19.1.2.20)."""

_FLAT: Final = 0.1
"""Height over width up to which a line is horizontal, and a box is as thin as one."""

_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(-?[\d.]+)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def has_rule(paragraph: etree._Element) -> bool:
    """Say whether a paragraph holds or anchors a horizontal line."""
    return any(map(_is_line, _own(paragraph, f"{_A}prstGeom"))) or any(
        map(_is_vml_line, _own(paragraph, f"{_VML}line", f"{_VML}shape", f"{_VML}rect"))
    )


def picture_ids(paragraph: etree._Element) -> Iterator[str]:
    """Yield the relationships of the pictures that a paragraph holds or anchors."""
    for blip in _own(paragraph, f"{_A}blip"):
        yield blip.get(f"{R}embed") or ""
    for data in _own(paragraph, f"{_VML}imagedata"):
        yield data.get(f"{R}id") or ""


def _own(paragraph: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield what a paragraph holds, not its text boxes nor the older of two versions."""
    for found in paragraph.iter(*tags):
        if next(found.iterancestors(f"{W}p", f"{MC}Fallback"), None) is paragraph:
            yield found


def _is_line(geometry: etree._Element) -> bool:
    kind = geometry.get("prst")
    if kind not in _LINES and kind != "rect":
        return False
    properties = geometry.getparent()
    extent = None if properties is None else properties.find(f"{_A}xfrm/{_A}ext")
    if extent is None:
        return kind in _LINES
    return _is_flat(extent.get("cx"), extent.get("cy"))


def _is_vml_line(shape: etree._Element) -> bool:
    if shape.get(f"{_OFFICE}hr") in ("t", "true"):
        return True
    if shape.tag == f"{_VML}line":
        ends = [_NUMBER.findall(shape.get(end) or "") for end in ("from", "to")]
        if all(len(end) == 2 for end in ends):
            (x, y), (to_x, to_y) = ends
            return _is_flat(str(float(to_x) - float(x)), str(float(to_y) - float(y)))
        return True
    straight = (
        shape.get(f"{_OFFICE}connectortype") == "straight" or shape.get("type") in _CONNECTORS
    )
    if not straight and shape.tag != f"{_VML}rect":
        return False
    size = dict(_LENGTH.findall(shape.get("style") or ""))
    return _is_flat(size.get("width"), size.get("height"))


def _is_flat(width: str | None, height: str | None) -> bool:
    try:
        across, down = abs(float(width or "")), abs(float(height or ""))
    except ValueError:
        return False
    return across > 0 and down <= _FLAT * across
