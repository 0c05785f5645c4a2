"""A lean DOCX in the package that Word writes: all its styles, theme, fonts, numbering.

VănThư's own template holds only what it uses, which LibreOffice reads faster. Somebody who makes a
template for Carbone makes it in Word; so Carbone is measured with such a package too. The parts are
those of python-docx's default document, which is one that Word saved.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

import docx
from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ADDED: Final = (
    "word/stylesWithEffects.xml",
    "word/webSettings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
    "word/numbering.xml",
)


def in_word_package(lean: bytes) -> bytes:
    """Return the same document with the parts and styles that Word adds to every document."""
    word = _members((Path(docx.__file__).parent / "templates" / "default.docx").read_bytes())
    ours = _members(lean)
    merged = {
        **ours,
        **{part: word[part] for part in _ADDED},
        "word/styles.xml": _styles(word["word/styles.xml"], ours["word/styles.xml"]),
        "[Content_Types].xml": _types(ours["[Content_Types].xml"], word["[Content_Types].xml"]),
        "word/_rels/document.xml.rels": _relations(
            ours["word/_rels/document.xml.rels"], word["word/_rels/document.xml.rels"]
        ),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for part, data in merged.items():
            out.writestr(part, data)
    return held.getvalue()


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _styles(word: bytes, ours: bytes) -> bytes:
    """Add our styles to Word's; our defaults hold, so that the pages look the same."""
    merged, own = etree.fromstring(word), etree.fromstring(ours)
    ids = {style.get(f"{_W}styleId") for style in own.iter(f"{_W}style")}
    for old in merged.findall(f"{_W}docDefaults") + merged.findall(f"{_W}style"):
        if old.tag == f"{_W}docDefaults" or old.get(f"{_W}styleId") in ids:
            merged.remove(old)
    merged.insert(0, own.find(f"{_W}docDefaults"))
    merged.extend(own.findall(f"{_W}style"))
    return bytes(etree.tostring(merged, xml_declaration=True, encoding="UTF-8", standalone=True))


def _types(ours: bytes, word: bytes) -> bytes:
    merged = etree.fromstring(ours)
    for one in etree.fromstring(word):
        if (one.get("PartName") or "").lstrip("/") in _ADDED:
            merged.append(one)
    return bytes(etree.tostring(merged, xml_declaration=True, encoding="UTF-8", standalone=True))


def _relations(ours: bytes, word: bytes) -> bytes:
    merged = etree.fromstring(ours)
    for number, one in enumerate(etree.fromstring(word)):
        if f"word/{one.get('Target')}" in _ADDED:
            one.set("Id", f"rIdWord{number}")
            merged.append(one)
    return bytes(etree.tostring(merged, xml_declaration=True, encoding="UTF-8", standalone=True))
