"""Gaps of a draft, marked so that nobody overlooks them."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Final

from lxml import etree

from doc_service.assembly.checks import W

_AFTER: Final = tuple(
    f"{W}{name}"
    for name in (
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
    )
)
"""What follows `w:highlight` in a run's properties (ECMA-376 Part 1, 17.3.2.28)."""


_GAP = re.compile("(…{2,})")
"""What stands for something missing: `……` for a number, longer for words."""


def highlight(root: etree._Element) -> bool:
    """Give every gap of a part a yellow ground; say whether there was one.

    Args:
        root: of a rendered part; it is changed.
    """
    texts = [text for text in root.iter(f"{W}t") if _GAP.search(text.text or "")]
    for text in texts:
        run = text.getparent()
        if run is not None and run.tag == f"{W}r":
            _split(run, text)
    return bool(texts)


def _split(run: etree._Element, text: etree._Element) -> None:
    """Put the gap into a run of its own; a run that holds more than text is marked whole."""
    if any(child is not text and child.tag != f"{W}rPr" for child in run):
        _mark(run)
        return
    for piece in filter(None, _GAP.split(text.text or "")):
        one = deepcopy(run)
        one.tail = None
        held = one.find(f"{W}t")
        assert held is not None
        held.text = piece
        held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if _GAP.fullmatch(piece):
            _mark(one)
        run.addprevious(one)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def _mark(run: etree._Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    if properties.find(f"{W}highlight") is not None:
        return
    mark = etree.Element(f"{W}highlight", {f"{W}val": "yellow"})
    follower = next((child for child in properties if child.tag in _AFTER), None)
    if follower is None:
        properties.append(mark)
    else:
        follower.addprevious(mark)
