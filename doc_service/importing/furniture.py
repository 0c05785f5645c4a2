"""What stands on a page but not in the text: page numbers, lines repeated on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from doc_service.importing.lines import Line

_PAGE_NUMBER = re.compile(
    r"[-–—]?\s*(?:trang\s*)?(?P<number>\d{1,3})(?:\s*/\s*\d{1,3})?\s*[-–—]?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")

_LINES_PER_PAGE: Final = 12
"""Fewest lines between two page numbers; numbers closer together are cells of a table."""

_REPEATED: Final = 3
"""Pages that must carry a line at their edge before it counts as furniture."""

_LONGEST: Final = 120
"""Characters of the longest line at the edge of a page that may be furniture."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """The lines of a text without the furniture of its pages."""

    lines: tuple[Line, ...]
    dropped: tuple[Line, ...]


def clear(lines: Sequence[Line], end: int | None = None) -> Cleared:
    """Take page numbers and repeated page headers and footers out.

    A number alone on a line is a page number where it continues 1, 2, 3… or 2, 3… (page 1 shows
    none, shared domain reference §1.2) and a page ends there, or a page's worth of lines later.

    Args:
        lines: the lines of a document.
        end: where running text ends. Only where form feeds mark the pages are page numbers looked
            for after it too: the tables of an appendix are full of numbers.
    """
    marked = any(line.starts_page for line in lines[1:])
    edges = _edges(lines) if marked else set()
    numbers = _page_numbers(lines, edges) if marked else _page_numbers(lines[:end], None)
    dropped = numbers | _repeated(lines, edges)
    kept: list[Line] = []
    new_page = False
    for at, line in enumerate(lines):
        if at in dropped:
            new_page = True
            continue
        kept.append(replace(line, starts_page=True) if new_page else line)
        new_page = False
    return Cleared(tuple(kept), tuple(lines[at] for at in sorted(dropped)))


def _edges(lines: Sequence[Line]) -> set[int]:
    """Return the places of the first and last lines of pages."""
    starts = [at for at, line in enumerate(lines) if line.starts_page]
    return {0, *starts, *(at - 1 for at in starts if at), len(lines) - 1}


def _page_numbers(lines: Sequence[Line], edges: set[int] | None) -> set[int]:
    found: set[int] = set()
    expected = {1, 2}
    since = 0
    for at, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match is None or int(match["number"]) not in expected:
            continue
        number = int(match["number"])
        at_edge = at in edges if edges is not None else _far(at, since, number)
        if at_edge:
            found.add(at)
            expected, since = {number + 1}, at
    return found


def _far(at: int, since: int, number: int) -> bool:
    return at - since >= _LINES_PER_PAGE or (number == 1 and at == 0)


def _repeated(lines: Sequence[Line], edges: set[int]) -> set[int]:
    """Return the lines at page edges that differ in figures only, on several pages."""
    masks = {at: _DIGITS.sub("#", lines[at].text) for at in edges if at < len(lines)}
    counts = Counter(masks.values())
    return {
        at
        for at, mask in masks.items()
        if counts[mask] >= _REPEATED and len(lines[at].text) <= _LONGEST
    }
