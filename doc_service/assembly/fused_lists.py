"""Numbered lists of fused documents: each document's own, so that it counts from 1."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import count
from typing import Final

from lxml import etree

from doc_service.assembly.checks import W
from doc_service.assembly.fusible import NotFusible

_NUMBERING: Final = "word/numbering.xml"
_STYLES: Final = "word/styles.xml"
_NONE: Final = "0"
"""What `w:numId` says where a paragraph is in no list (ECMA-376 part 1, 17.9.18)."""

_NAMES: Final = tuple(f"{W}{name}" for name in ("nsid", "tmpl", "name"))
"""What tells Word that two definitions are the same list."""


class ListsApart:
    """Gives every document copies of the lists that it uses."""

    def __init__(self, first: Mapping[str, bytes]) -> None:
        """Keep the definitions that all documents share.

        Raises:
            NotFusible: lists belong to styles, which are shared as well.
        """
        self._package = first
        self._root: etree._Element | None = None
        self._ids = count(10_000)
        if _NUMBERING in first and f"{W}numPr" in _tags(first[_STYLES]):
            raise NotFusible("a style belongs to a list")

    def take(self, root: etree._Element) -> None:
        """Let one document refer to lists of its own.

        Raises:
            NotFusible: it is in a list that is not there, or is linked to a style.
        """
        used = [one for one in root.iter(f"{W}numId") if one.get(f"{W}val", _NONE) != _NONE]
        if not used:
            return
        if self._root is None:
            self._root = etree.fromstring(self._package.get(_NUMBERING, b"<none/>"))
        copies: dict[str, str] = {}
        for one in used:
            name = one.get(f"{W}val", _NONE)
            if name not in copies:
                copies[name] = self._copied(self._root, name)
            one.set(f"{W}val", copies[name])

    def parts(self) -> dict[str, bytes]:
        """Return the part with all definitions, if any document uses one."""
        if self._root is None:
            return {}
        written = etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return {_NUMBERING: written}

    def _copied(self, root: etree._Element, name: str) -> str:
        """Copy a list and its looks; return the number of the copy."""
        one = deepcopy(_numbered(root, "num", "numId", name))
        link = one.find(f"{W}abstractNumId")
        looks = "" if link is None else link.get(f"{W}val", "")
        definition = deepcopy(_numbered(root, "abstractNum", "abstractNumId", looks))
        if {f"{W}styleLink", f"{W}numStyleLink", f"{W}pStyle"} & _tags(definition):
            raise NotFusible("a list is linked to a style")
        for told in list(definition.iterchildren(*_NAMES)):
            definition.remove(told)
        number = str(next(self._ids))
        definition.set(f"{W}abstractNumId", number)
        one.set(f"{W}numId", number)
        if link is not None:
            link.set(f"{W}val", number)
        first = root.find(f"{W}num")
        if first is not None:  # definitions stand before lists
            first.addprevious(definition)
        root.append(one)
        return number


def _numbered(root: etree._Element, tag: str, attribute: str, value: str) -> etree._Element:
    for one in root.iterchildren(f"{W}{tag}"):
        if one.get(f"{W}{attribute}") == value:
            return one
    raise NotFusible(f"the list {value!r} is not defined")


def _tags(source: bytes | etree._Element) -> set[object]:
    root = etree.fromstring(source) if isinstance(source, bytes) else source
    return {one.tag for one in root.iter()}
