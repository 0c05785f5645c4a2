"""What counts as a PDF."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from enum import Enum, auto

from doc_service.errors import ConversionError

# Room for the white space some writers leave after the end mark (ISO 32000-1, annex H, 3.4.4).
_TAIL = 1024

# Streams hold anything, but for those of type ObjStm: objects, compressed (ISO 32000-1, 7.5.7).
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECTS = re.compile(rb"/ObjStm\b[^<]*?>>\s*stream\r?\n(.*?)endstream", re.DOTALL)

# A node of the page tree (7.7.3.2); as LibreOffice writes it, type first. No text can pass for
# it: LibreOffice writes texts in hexadecimal, and a link holds no "<".
_PAGES = re.compile(rb"<<\s*/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF/A-2b made by LibreOffice."""

    content: bytes
    """The file."""

    pages: int
    """Number of pages, at least 1."""

    libreoffice: str
    """Version of the LibreOffice that made it, such as `7.4.7.2`."""


class Again(Enum):
    """Why a document of a batch is to be converted once more, alone."""

    INNOCENT = auto()
    """The batch ended before its turn."""

    SUSPECT = auto()
    """The deadline passed when it had its turn; those before it may have used up the time."""


Outcome = Pdf | ConversionError | Again
"""What becomes of one document of a batch."""


def page_count(content: bytes) -> int:
    """Return how many pages LibreOffice has put into this file; 0 when there is no page tree."""
    objects = [_STREAM.sub(b"", content), *map(_inflated, _OBJECTS.findall(content))]
    return max((int(count) for part in objects for count in _PAGES.findall(part)), default=0)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def fault(content: bytes, pages: int) -> str:
    """Say in English why this is no whole PDF; "" when it is one.

    An exit code proves nothing: soffice 7.4 returns 0 for a missing and for a corrupt input.
    """
    if not content:
        return "no output"
    if not content.startswith(b"%PDF-"):
        return f"the output begins with {content[:8]!r}"
    if not content[-_TAIL:].rstrip().endswith(b"%%EOF"):
        return f"the output of {len(content)} bytes has no end"
    if pages < 1:
        return "the output has no page"
    return ""
