"""Where a finding is, as a clerk would look for it: the component, then its first words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from doc_service.conformity.paper import Paper, Paragraph, Where
from doc_service.vietnamese.text import normalise_space

WHOLE: Final = "Toàn văn bản"
"""The place of what concerns no single paragraph."""

_SHOWN: Final = 60
"""Characters of a paragraph that a place quotes."""

_HEADING = re.compile(r"(?:Phần|Chương|Mục|Điều|Phụ lục)\s|[IVX]+[.\-\s]|\d+(?:\.\d+)*[.\s]")
_LONGEST_HEADING: Final = 200


class Places:
    """Names the places of one document."""

    def __init__(self, paper: Paper, name_of: Callable[[int], str]) -> None:
        """Keep the document.

        Args:
            paper: the document.
            name_of: gives the component that a paragraph belongs to, "" for none.
        """
        self._paragraphs = paper.paragraphs
        self._name_of = name_of
        self._headings = _headings(paper)

    def place(self, paragraph: int | None) -> str:
        """Return where a paragraph is; `WHOLE` for None."""
        if paragraph is None:
            return WHOLE
        at = self._paragraphs[paragraph]
        named = self._name_of(paragraph) or self._in_text(at)
        words = quoted(at.text)
        return f"{named}: {words}" if words else f"{named}: dòng trống"

    def _in_text(self, at: Paragraph) -> str:
        if at.where is not None and at.where.bordered:
            return _cell(at.where)
        heading = self._headings[at.index]
        inside = f", mục {quoted(heading)}" if heading and heading != at.text else ""
        return f"Nội dung{inside}"


def quoted(text: str) -> str:
    """Return the first words of a text in quotation marks; "" where there are none."""
    words = normalise_space(text.replace("\n", " ").replace("\t", " "))
    if len(words) > _SHOWN:
        words = words[:_SHOWN].rsplit(" ", 1)[0] + "…"
    return f"“{words}”" if words else ""


def _cell(where: Where) -> str:
    return f"Bảng {where.table + 1}, dòng {where.row + 1}, cột {where.column + 1}"


def _headings(paper: Paper) -> list[str]:
    """Return for each paragraph the heading that it stands under."""
    last, found = "", []
    for paragraph in paper.paragraphs:
        if paragraph.where is None and _is_heading(paragraph):
            last = paragraph.text
        found.append(last)
    return found


def _is_heading(paragraph: Paragraph) -> bool:
    if len(paragraph.text) > _LONGEST_HEADING or not _HEADING.match(paragraph.text):
        return False
    spoken = [span for span in paragraph.spans if span.text.strip()]
    return bool(spoken) and all(span.look.bold for span in spoken)
