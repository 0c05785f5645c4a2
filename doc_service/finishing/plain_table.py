"""The table of cross-references of a PDF of one revision, as LibreOffice writes it.

ISO 32000-1, 7.5.4: entries of twenty bytes each, so that any of them is found without reading the
others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_END: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_START: Final = re.compile(rb"xref\s+0 (\d+)\s+")
_OF_OTHERS: Final = (b"/Prev", b"/XRefStm", b"startxref")
"""What a trailer holds, or what follows it, where there is another table."""

_ENTRY: Final = 20
_LONGEST_END: Final = 1024


@dataclass(frozen=True, slots=True)
class PlainTable:
    """Where the objects of a PDF are."""

    content: bytes
    """The file."""

    at: int
    """Where the table begins, as `startxref` says."""

    size: int
    """One more than the highest number of an object."""

    trailer: bytes
    """The trailer with its word ahead of it: `trailer <<…>>`."""

    first: int
    """Where the entry of the object 0 is."""

    @classmethod
    def of(cls, content: bytes) -> PlainTable:
        """Find the table of a file.

        Raises:
            ValueError: the file has none, or more than one revision.
        """
        end = _END.search(content, max(0, len(content) - _LONGEST_END))
        start = _START.match(content, int(end[1])) if end else None
        if end is None or start is None:
            raise ValueError("there is no plain table of cross-references")
        size = int(start[1])
        trailer = content[start.end() + size * _ENTRY : end.start()]
        if not trailer.startswith(b"trailer") or any(one in trailer for one in _OF_OTHERS):
            raise ValueError("there is more than one table of cross-references")
        return cls(content, int(end[1]), size, trailer, start.end())

    def offset(self, number: int) -> int:
        """Return where an object begins.

        Raises:
            KeyError: there is none of this number.
        """
        place = self.first + number * _ENTRY
        if not 0 < number < self.size or self.content[place + 17 : place + 18] != b"n":
            raise KeyError(number)
        return int(self.content[place : place + 10])

    def spans(self) -> dict[bytes, tuple[int, int]]:
        """Return number → where an object begins, and where the next one does."""
        entries = self.content[self.first : self.first + self.size * _ENTRY]
        places = range(_ENTRY, len(entries), _ENTRY)
        used = [place for place in places if entries[place + 17 : place + 18] == b"n"]
        begins = {b"%d" % (place // _ENTRY): int(entries[place : place + 10]) for place in used}
        ordered = [*sorted(begins.values()), self.at]
        ends = dict(zip(ordered, ordered[1:], strict=False))
        return {number: (begin, ends[begin]) for number, begin in begins.items()}
