"""Names and values of WordprocessingML (ECMA-376 Part 1, 17 and Part 4)."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of WordprocessingML, transitional."""

R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Namespace of the attributes that name a relationship."""

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
"""Markup compatibility: the same content for newer and for older programs."""

INLINE: Final = frozenset(
    f"{W}{name}"
    for name in (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
    )
)
"""Elements of a paragraph that hold runs which are printed."""

DELETED: Final = frozenset((f"{W}del", f"{W}moveFrom"))
"""Elements of a paragraph that tracked changes strike out."""

TEXT_BOX: Final = f"{W}txbxContent"

_OFF: Final = frozenset(("0", "false", "off", "none"))
_NUMBER = re.compile(r"[+-]?\d{1,7}")


def value(element: etree._Element | None) -> str:
    """Return `w:val`, or "" where there is none."""
    return "" if element is None else element.get(f"{W}val") or ""


def switch(element: etree._Element | None) -> bool | None:
    """Return whether a property is on; None where it is not given."""
    return None if element is None else value(element).lower() not in _OFF


def whole_number(text: str | None) -> int | None:
    """Return the whole number that a measure begins with; None where it begins with none."""
    found = _NUMBER.match(text) if text else None
    return int(found[0]) if found else None
