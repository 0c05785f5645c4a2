"""Some objects of a PDF as a PDF of their own, copied byte for byte.

For files as LibreOffice writes them: one revision, a plain table of cross-references, objects that
are not packed into streams (ISO 32000-1, 7.5). Parsing and writing each object anew, as a library
does, takes twice to three times as long.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from typing import Final

_TABLE: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_SECTION: Final = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY: Final = 20
"""Bytes of an entry of the table (7.5.4)."""

_STREAM: Final = re.compile(rb">>\s*stream\r?\n")
_REFERENCE: Final = re.compile(rb"([0-9]+) 0 R")
_LITERAL: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_END: Final = b"endobj"

_TAIL: Final = 1024

_Pieces = tuple[list[bytes], bytes]
"""An object: texts and, between them, numbers that it refers to, in turn; and its stream."""


class Excerpts:
    """The objects of one PDF."""

    def __init__(self, content: bytes) -> None:
        """Find them.

        Raises:
            ValueError: the file is not written as this module asks.
        """
        end = _TABLE.search(content, max(0, len(content) - _TAIL))
        section = _SECTION.match(content, int(end[1])) if end else None
        if end is None or section is None:
            raise ValueError("there is no plain table of cross-references")
        self._content = content
        self.size = int(section[1])
        """One more than the highest number of an object."""
        offsets = self._offsets(section.end())
        ordered = [*sorted(offsets.values()), int(end[1])]
        following = dict(zip(ordered, ordered[1:], strict=False))
        self._places = {number: (at, following[at]) for number, at in offsets.items()}
        self._head = content[: ordered[0]]

    def excerpt(
        self,
        changed: Mapping[int, bytes],
        root: int,
        info: int,
        kept_out: Collection[int] = (),
    ) -> bytes:
        """Return a PDF of the catalog, the Info dictionary and all that they refer to.

        Args:
            changed: objects that differ, or are new, by number; references in them are to numbers
                of this PDF.
            root: number of the catalog.
            info: number of the Info dictionary.
            kept_out: numbers of objects that must not get in.

        Raises:
            ValueError: one of those is referred to.
        """
        pieces = {b"%d" % number: _pieces(body) for number, body in changed.items()}
        order = self._reached(pieces, [b"%d" % root, b"%d" % info])
        if not order.keys().isdisjoint(b"%d" % one for one in kept_out):
            raise ValueError("something of one document refers to another")
        out = [self._head]
        at = len(self._head)
        table = [b"0000000000 65535 f \n"]
        for texts, stream in (pieces[one] for one in order):
            texts[1::2] = [order[one] for one in texts[1::2]]
            inside = b"".join(texts)
            body = b"%d 0 obj\n%b%b\nendobj\n" % (len(table), inside, stream)
            table.append(b"%010d 00000 n \n" % at)
            out.append(body)
            at += len(body)
        identity = hashlib.sha256(b"".join(out)).hexdigest()[:32].encode()
        trailer = b"<</Size %d/Root 1 0 R/Info 2 0 R/ID[<%b><%b>]>>" % (
            len(table),
            identity,
            identity,
        )
        out += [b"xref\n0 %d\n" % len(table), *table]
        out.append(b"trailer\n%b\nstartxref\n%d\n%%%%EOF\n" % (trailer, at))
        return b"".join(out)

    def _offsets(self, at: int) -> dict[bytes, int]:
        offsets = {}
        for number in range(self.size):
            entry = self._content[at + number * _ENTRY : at + (number + 1) * _ENTRY]
            if entry[17:18] == b"n":
                offsets[b"%d" % number] = int(entry[:10])
        return offsets

    def _reached(self, pieces: dict[bytes, _Pieces], start: list[bytes]) -> dict[bytes, bytes]:
        """Return the objects that these lead to, each with its reference; complete `pieces`."""
        order = {number: b"%d 0 R" % place for place, number in enumerate(start, start=1)}
        waiting = list(reversed(start))
        while waiting:
            number = waiting.pop()
            if number not in pieces:
                pieces[number] = self._read(number)
            for one in pieces[number][0][1::2]:
                if one not in order:
                    order[one] = b"%d 0 R" % (len(order) + 1)
                    waiting.append(one)
        return order

    def _read(self, number: bytes) -> _Pieces:
        begin, end = self._places[number]
        opening = b"%b 0 obj" % number
        closed = self._content.rfind(_END, begin, end)
        if closed < 0 or not self._content.startswith(opening, begin):
            raise ValueError(f"the object {number!r} is not where it should be")
        return _pieces(self._content[begin + len(opening) : closed].strip())


def _pieces(body: bytes) -> _Pieces:
    stream = _STREAM.search(body) if b"stream" in body else None
    head, tail = (body[: stream.start()], body[stream.start() :]) if stream else (body, b"")
    if b"(" in head and any(_REFERENCE.search(one) for one in _LITERAL.findall(head)):
        raise ValueError("a text looks like a reference")
    return _REFERENCE.split(head), tail
