"""The parts of a large workbook as streams of cells: openpyxl takes four times as long.

Only what a value takes is read: its place, kind, text and number of style (ECMA-376 part 1
§18.3.1.4, c). What the style means, openpyxl says.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from lxml import etree
from openpyxl.utils import column_index_from_string, range_boundaries

_NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _MERGED = f"{_NS}row", f"{_NS}c", f"{_NS}mergeCell"
_VALUE, _FORMULA, _INLINE = f"{_NS}v", f"{_NS}f", f"{_NS}is"
_ITEM, _TEXT, _PHONETIC = f"{_NS}si", f"{_NS}t", f"{_NS}rPh"
_DIGITS: Final = "0123456789"


class RawCell(NamedTuple):
    """A cell that holds something; hundreds of thousands are made."""

    row: int
    column: int
    kind: str
    """n, s, b, d, e as the format has them; f is a formula that was not computed."""

    text: str
    style: int


class Merged(NamedTuple):
    """A merged range."""

    left: int
    top: int
    right: int
    bottom: int


def shared_strings(part: bytes) -> list[str]:
    """Return the texts that cells refer to by number."""
    return [_text_of(item) for item in _elements(part, _ITEM)]


def cells(part: bytes, strings: list[str]) -> Iterator[RawCell | Merged]:
    """Yield the cells of a sheet in the order of its rows, then its merged ranges.

    Args:
        part: the XML of the sheet.
        strings: the workbook's shared strings.

    Raises:
        ValueError, IndexError, lxml.etree.XMLSyntaxError: the part is damaged.
    """
    columns: dict[str, int] = {}
    number = 0
    for element in _elements(part, _ROW, _MERGED):
        if element.tag == _MERGED:
            left, top, right, bottom = range_boundaries(element.get("ref") or "")
            if left and top and right and bottom:
                yield Merged(left, top, right, bottom)
            continue
        said = element.get("r")
        number = int(float(said)) if said else number + 1
        column = 0
        for cell in element.iterchildren(_CELL):
            reference = cell.get("r")
            letters = reference.rstrip(_DIGITS) if reference else ""
            if letters and letters not in columns:
                columns[letters] = column_index_from_string(letters)
            column = columns[letters] if letters else column + 1
            kind, text = _held(cell, strings)
            if text or kind == "f":
                yield RawCell(number, column, kind, text, int(cell.get("s") or 0))


def _held(cell: etree._Element, strings: list[str]) -> tuple[str, str]:
    """Return the kind and the text of a cell; of an empty one the text is empty."""
    kind, text, is_formula = cell.get("t") or "n", "", False
    for child in cell:
        if child.tag == _VALUE:
            text = child.text or ""
        elif child.tag == _FORMULA:
            is_formula = True
        elif child.tag == _INLINE and kind == "inlineStr":
            return "s", _text_of(child)
    if kind == "s":
        return kind, strings[int(text)] if text else ""
    if not text and is_formula and kind != "str":  # a formula may give the text of no characters
        return "f", ""
    return "s" if kind in ("str", "inlineStr") else kind, text


def _text_of(item: etree._Element) -> str:
    """Return a text of one run or several; how it is pronounced is left out."""
    if len(item) == 1 and item[0].tag == _TEXT:
        return item[0].text or ""
    runs = (run for run in item.iterchildren() if run.tag != _PHONETIC)
    return "".join(one.text or "" for run in runs for one in run.iter(_TEXT))


def _elements(part: bytes, *tags: str) -> Iterator[Any]:
    """Yield the elements of a part as they end, and forget them."""
    stream = etree.iterparse(
        io.BytesIO(part), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
    )
    for _, element in stream:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
