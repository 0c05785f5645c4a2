"""Some objects of a PDF as a PDF of their own, copied byte for byte.

For files as LibreOffice writes them: one revision, a plain table of cross-references, objects that
are not packed into streams (ISO 32000-1, 7.5). Parsing and writing each object anew, as a library
does, takes several times as long. Objects that are equal and refer to nothing, most of them
attributes in the structure tree, are written once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from typing import Final

from doc_service.finishing.plain_table import PlainTable

_STREAM: Final = re.compile(rb">>\s*stream\r?\n")
_REFERENCE: Final = re.compile(rb"([0-9]+) 0 R")
_LITERAL: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_END: Final = b"endobj"

_Pieces = tuple[list[bytes], bytes]
"""An object: texts and, between them, numbers that it refers to, in turn; and its stream."""


class Excerpts:
    """The objects of one PDF."""

    def __init__(self, content: bytes) -> None:
        """Find them.

        Raises:
            ValueError: the file is not written as this module asks.
        """
        table = PlainTable.of(content)
        self._content = content
        self.size = table.size
        """One more than the highest number of an object."""
        self._spans = table.spans()
        self._head = content[: min((begin for begin, _ in self._spans.values()), default=0)]

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
        known = {b"%d" % number: _pieces(b"\n%b\n" % body) for number, body in changed.items()}
        chosen, names = self._reached(known, [b"%d" % root, b"%d" % info])
        if not names.keys().isdisjoint(b"%d" % one for one in kept_out):
            raise ValueError("something of one document refers to another")
        out = [self._head]
        at = len(self._head)
        table = [b"0000000000 65535 f \n"]
        for number, (texts, stream) in enumerate(chosen, start=1):
            if len(texts) > 1:
                texts[1::2] = [names[one] for one in texts[1::2]]
            body = b"%d 0 obj%b%bendobj\n" % (number, b"".join(texts), stream)
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

    def _reached(
        self, known: Mapping[bytes, _Pieces], start: list[bytes]
    ) -> tuple[list[_Pieces], dict[bytes, bytes]]:
        """Return the objects that these lead to, and by number what is written to refer to one."""
        chosen = [known.get(number) or self._read(number) for number in start]
        names = {number: b"%d 0 R" % place for place, number in enumerate(start, start=1)}
        equal: dict[bytes, bytes] = {}
        for texts, _ in chosen:  # it grows meanwhile
            for number in texts[1::2]:
                if number in names:
                    continue
                pieces = known.get(number) or self._read(number)
                name = b"%d 0 R" % (len(chosen) + 1)
                if len(pieces[0]) == 1 and not pieces[1]:  # refers to nothing, holds no stream
                    names[number] = equal.setdefault(pieces[0][0], name)
                    if names[number] is not name:
                        continue
                names[number] = name
                chosen.append(pieces)
        return chosen, names

    def _read(self, number: bytes) -> _Pieces:
        begin, end = self._spans[number]
        opening, _, rest = self._content[begin:end].partition(b" 0 obj")
        body, closed, _ = rest.rpartition(_END)
        if opening != number or not closed:
            raise ValueError(f"the object {number!r} is not where it should be")
        return _pieces(body)


def _pieces(body: bytes) -> _Pieces:
    if b"stream" in body and (stream := _STREAM.search(body)):
        body, tail = body[: stream.start()], body[stream.start() :]
    else:
        tail = b""
    if b" 0 R" not in body:
        return [body], tail
    if b"(" in body and any(_REFERENCE.search(one) for one in _LITERAL.findall(body)):
        raise ValueError("a text looks like a reference")
    return _REFERENCE.split(body), tail
