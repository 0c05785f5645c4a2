"""A second revision of LibreOffice's PDF: its bytes stay, what is new is appended (pyHanko).

Nothing but the changed objects is read or written, which is why a document of 300 objects takes
milliseconds, and LibreOffice's pages, fonts and structure tree cannot come to harm.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefCache
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from doc_service.finishing.metadata import Making, Metadata, claimed, info, xmp
from doc_service.finishing.places import Box, SignaturePlace, Spot
from doc_service.finishing.plain_table import PlainTable

_NAME = "/ky_"

# LibreOffice writes the characters of a bookmark that are neither letter, digit nor "-" in
# hexadecimal (vcl/source/gdi/pdfwriter_impl.cxx, appendDestinationName).
_UNDERSCORE = "5F"

_MAX_PAGES = 100_000


class _Places(XRefCache):
    """Where objects are, looked up one by one; pyHanko would read of hundreds to use twenty."""

    def __init__(self, reader: PdfFileReader, table: PlainTable) -> None:
        """Know the table, read none of it."""
        super().__init__(reader, [])
        self._table = table

    def __getitem__(self, ref: Any) -> int:
        """Return where an object begins."""
        if ref.generation:
            raise KeyError(ref)
        return self._table.offset(ref.idnum)


class _Reader(PdfFileReader):
    """pyHanko's reader for a PDF of one plain table of cross-references.

    It is shown the file with a second, empty table at its end, and told of the first one after.
    """

    def __init__(self, table: PlainTable) -> None:
        """Read the trailer."""
        end = b"xref\n0 1\n0000000000 65535 f \n%bstartxref\n%d\n%%%%EOF\n"
        shown = io.BytesIO()
        shown.write(table.content)
        shown.write(end % (table.trailer, len(table.content)))
        super().__init__(shown)
        self.xrefs = _Places(self, table)
        self.last_startxref = table.at


def _reader(pdf: bytes) -> PdfFileReader | None:
    """Return the quick reader, or none where the file asks for pyHanko's own."""
    try:
        return _Reader(PlainTable.of(pdf))
    except ValueError:
        return None


class _Writer(IncrementalPdfFileWriter):
    """pyHanko's writer, but without the hour: equal input makes equal bytes."""

    def __init__(self, pdf: bytes) -> None:
        """Read the trailer of a PDF, and its cross-references if need be."""
        super().__init__(io.BytesIO(pdf), prev=_reader(pdf))

    def _update_meta(self) -> None:
        """Leave the metadata alone; pyHanko would add the hour, and itself as the producer."""

    def identify(self, digest: bytes) -> None:
        """Change the second half of the file's identifier (ISO 32000-1, 14.4), not at random."""
        self._document_id = ArrayObject([self._document_id[0], ByteStringObject(digest)])


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page of the page tree."""

    reference: tuple[int, int]
    paper: Box


class Revision:
    """One PDF that is being revised."""

    def __init__(self, pdf: bytes) -> None:
        """Read what is there.

        Raises:
            PdfError, or what else Python raises at wrong data: this is no PDF that can be revised.
        """
        self._writer: Any = _Writer(pdf)  # pyHanko says few types
        if self._writer.prev.encrypted:
            raise ValueError("the PDF is encrypted")
        self._digest = hashlib.sha256(pdf)

    def pages(self) -> int:
        """Return how many pages there are: LibreOffice counts blank ones that it does not write.

        It puts one in where the numbers begin anew, so that odd numbers stay on right-hand pages.
        """
        return int(self._writer.root["/Pages"]["/Count"])

    def spots(self) -> list[Spot]:
        """Return the marked places to sign, in no special order."""
        root = self._writer.root
        if "/Dests" not in root:
            return []
        named = root["/Dests"]
        marks = {key.replace(_UNDERSCORE, "_"): key for key in named}
        wanted = {name: key for name, key in marks.items() if name.startswith(_NAME)}
        leaves = list(self._leaves()) if wanted else []
        numbers = {leaf.reference: number for number, leaf in enumerate(leaves, start=1)}
        found = []
        for name, key in wanted.items():
            mark = named[key]
            page, x, y = mark.raw_get(0), float(mark[2]), float(mark[3])
            number = numbers[page.idnum, page.generation]
            found.append(Spot(name[1:], number, x, y, leaves[number - 1].paper))
        return found

    def add_field(self, place: SignaturePlace) -> None:
        """Append an empty signature field that shows nothing until it is signed."""
        spec = SigFieldSpec(
            place.name,
            on_page=place.page - 1,
            box=place.box,  # type: ignore[arg-type]  # pyHanko says int, and writes any number
            readable_field_name=place.label,
        )
        append_signature_field(self._writer, spec)
        self._digest.update(repr(place).encode())

    def describe(self, metadata: Metadata) -> None:
        """Say what the document is in the Info dictionary and in XMP, and keep how it was made."""
        making = self._making()
        entries = {
            pdf_name(f"/{name}"): TextStringObject(text)
            for name, text in info(metadata, making).items()
        }
        packet = xmp(metadata, making)
        kind = {"/Type": "/Metadata", "/Subtype": "/XML"}
        stream = StreamObject(
            {pdf_name(key): pdf_name(value) for key, value in kind.items()}, stream_data=packet
        )
        self._writer.set_info(_dictionary(entries))
        self._writer.root[pdf_name("/Metadata")] = self._writer.add_object(stream)
        self._writer.update_root()
        self._digest.update(packet)

    def content(self) -> bytes:
        """Return the whole file with everything that was added."""
        self._writer.identify(self._digest.digest()[:16])
        held = io.BytesIO()
        self._writer.write(held)
        return held.getvalue()

    def _making(self) -> Making:
        root, trailer = self._writer.root, self._writer.prev.trailer
        said = {name: str(text) for name, text in _entry(trailer, "/Info", {}).items()}
        packet = root["/Metadata"].data if "/Metadata" in root else b""
        return Making(
            creator=said.get("/Creator", ""),
            producer=said.get("/Producer", ""),
            created=said.get("/CreationDate", ""),
            language=str(_entry(root, "/Lang", "")),
            pdfa=claimed(packet),
        )

    def _leaves(self) -> Iterator[_Leaf]:
        """Walk the page tree (ISO 32000-1, 7.7.3.2); nodes hand their media box down."""
        nodes: list[tuple[Any, Any]] = [(self._writer.root.raw_get("/Pages"), None)]
        for _ in range(_MAX_PAGES):
            if not nodes:
                return
            reference, paper = nodes.pop()
            node = reference.get_object()
            paper = _entry(node, "/MediaBox", paper)
            if "/Kids" in node:
                nodes.extend((kid, paper) for kid in reversed(list(node["/Kids"])))
            else:
                x0, y0, x1, y1 = (float(side) for side in paper)
                yield _Leaf((reference.idnum, reference.generation), (x0, y0, x1, y1))
        raise ValueError("the page tree has no end")


def _dictionary(entries: Mapping[NameObject, PdfObject]) -> PdfObject:
    made = DictionaryObject()  # type: ignore[no-untyped-call]  # pyHanko does not say its types
    made.update(entries)
    return made


def _entry(dictionary: Any, name: str, default: Any) -> Any:
    """Return an entry; `get` of pyHanko's would return a reference where there is one."""
    try:
        return dictionary[name]
    except KeyError:
        return default
