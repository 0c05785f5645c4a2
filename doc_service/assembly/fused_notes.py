"""The footnotes of fused documents: in one part, but numbered from 1 in each document."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Final

from lxml import etree

from doc_service.assembly.checks import W
from doc_service.assembly.fused_parts import NOTES
from doc_service.assembly.fusible import NotFusible, check_notes

_OWN_ID: Final = f"{W}id"
_SETTINGS: Final = "word/settings.xml"
_MARK: Final = "1"
"""Of the one footnote that a document may have."""

_COUNTING: Final = tuple(f"{W}{name}" for name in ("numFmt", "numStart", "numRestart"))


class NotesTogether:
    """Collects footnotes, numbered anew.

    LibreOffice counts footnotes through a whole document, so each gets the mark that it has in its
    own (`w:customMarkFollows`, ECMA-376 part 1, 17.11.14).
    """

    def __init__(self) -> None:
        """Start with none."""
        self._root: etree._Element | None = None
        self._ids = count(1)

    def take(self, package: Mapping[str, bytes], root: etree._Element) -> None:
        """Collect one document's notes, and let it refer to them as they are numbered here.

        Raises:
            NotFusible: they may look otherwise.
        """
        if NOTES not in package:
            return
        notes = etree.fromstring(package[NOTES])
        check_notes(notes)
        own = {one.get(_OWN_ID): one for one in notes if one.get(f"{W}type", "normal") == "normal"}
        if self._root is None:
            self._root = notes
            self._ids = count(1 + max((int(one.get(_OWN_ID, 0)) for one in notes), default=0))
            _refuse_other_marks(package)
        references = list(root.iter(f"{W}footnoteReference"))
        if references and len(list(root.iter(f"{W}sectPr"))) > 1:
            raise NotFusible("a document of several sections has footnotes")
        if len(references) > 1:  # with marks of their own 7.4 may give one the other's text
            raise NotFusible("a document has several footnotes")
        for reference in references:
            note = own.pop(reference.get(_OWN_ID), None)
            if note is None or reference.get(f"{W}customMarkFollows"):
                raise NotFusible("a footnote is missing or has its own mark")
            _number(reference, note, str(next(self._ids)))
            self._root.append(note)
            _rule_above(root)
        for unused in own.values():
            if unused.getparent() is self._root:
                self._root.remove(unused)

    def parts(self) -> dict[str, bytes]:
        """Return the part that holds them, if there is one."""
        if self._root is None:
            return {}
        return {
            NOTES: etree.tostring(
                self._root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        }


def _refuse_other_marks(package: Mapping[str, bytes]) -> None:
    settings = etree.fromstring(package[_SETTINGS])
    if any(True for _ in settings.iter(*_COUNTING)):
        raise NotFusible("footnotes are not simply counted from 1")


def _number(reference: etree._Element, note: etree._Element, own: str) -> None:
    """Give a note its id, and write its mark where Word would count."""
    note.set(_OWN_ID, own)
    reference.set(_OWN_ID, own)
    reference.set(f"{W}customMarkFollows", "1")
    text = etree.Element(f"{W}t")
    text.text = _MARK
    reference.addnext(text)


def _rule_above(root: etree._Element) -> None:
    """Let LibreOffice draw the line above the notes of these pages too.

    7.4 draws it in the first section with a note only, but also where a section holds a
    separator itself (seen, not documented). In running text that shows nothing.
    """
    first = next(root.iter(f"{W}p"))
    run = etree.SubElement(first, f"{W}r")
    etree.SubElement(run, f"{W}separator")
