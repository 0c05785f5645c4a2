"""The fonts of a theme, which styles name by their role (ECMA-376 Part 1, 20.1.4.1.16)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ROLES: Final = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


def read_theme(root: etree._Element | None) -> Mapping[str, str]:
    """Return the font by the name that runs use: `minorHAnsi` is `Calibri`."""
    fonts = None if root is None else root.find(f"{_A}themeElements/{_A}fontScheme")
    if fonts is None:
        return {}
    found: dict[str, str] = {}
    for kind in ("major", "minor"):
        for role, element in _ROLES.items():
            font = fonts.find(f"{_A}{kind}Font/{_A}{element}")
            found[f"{kind}{role}"] = "" if font is None else font.get("typeface") or ""
    return found
