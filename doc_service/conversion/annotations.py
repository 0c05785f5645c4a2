"""Comments of a Word file, taken out of what LibreOffice gets: no PDF of ours shows them.

LibreOffice 7.4 without a screen draws them by windows that take its frame, or all of it, down.
"""

from __future__ import annotations

import re
from typing import Final

from doc_service.zip_archive import ArchiveError, read_members, write_members

_PART: Final = "word/comments.xml"
_MARKS = re.compile(rb"<(?:\w+:)?comment(?:RangeStart|RangeEnd|Reference)\b[^>]*?/>")
_HOLDERS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml")


def without_comments(docx: bytes) -> bytes:
    """Return a DOCX without comments; the same bytes where it has none or is no DOCX."""
    if _PART.encode() not in docx:
        return docx
    try:
        members = read_members(docx)
    except ArchiveError:
        return docx  # LibreOffice will say what it is
    return write_members(
        (name, _MARKS.sub(b"", content) if _HOLDERS.fullmatch(name) else content)
        for name, content in members.items()
    )
