"""What counts as a PDF."""

from __future__ import annotations

from dataclasses import dataclass

# Room for the white space some writers leave after the end mark (ISO 32000-1, annex H, 3.4.4).
_TAIL = 1024


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF/A-2b made by LibreOffice."""

    content: bytes
    """The file."""

    pages: int
    """Number of pages, at least 1."""

    libreoffice: str
    """Version of the LibreOffice that made it, such as `7.4.7.2`."""


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
