"""Workbooks as bytes: the same workbook is the same file."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Final

from openpyxl.workbook import Workbook

from doc_service.zip_archive import Bounds, read_members, write_members

STAMP: Final = dt.datetime(2026, 1, 1)
"""Creation time written where nobody says another: the clock must not change the bytes."""

_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"
_FONT = re.compile(rb"<font>.*?</font>", re.DOTALL)
_TIMES: Final = b'<font><name val="Times New Roman"/><family val="1"/><sz val="12"/></font>'
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_OWN = Bounds(ratio=10**6)  # our own sheets of equal rows pack better than any bomb


UNIT_PT: Final = 6
"""Points of one unit of column width in a workbook made here: a digit of Times New Roman 12.

Columns are measured in digits of the workbook's default font, so that font must be one that every
program sets alike (ECMA-376 part 1 §18.3.1.13); the Calibri of openpyxl is missing outside Windows.
"""


def new_workbook_bytes(workbook: Workbook, stamp: dt.datetime = STAMP) -> bytes:
    """Return the XLSX of a workbook made here: its default font is Times New Roman 12."""
    members = _members(workbook, stamp)
    # openpyxl has no way to say it; the first font is the default one
    members[_STYLES] = _FONT.sub(_TIMES, members[_STYLES], count=1)
    return write_members(members.items())


def workbook_bytes(workbook: Workbook, stamp: dt.datetime = STAMP) -> bytes:
    """Return the XLSX of a workbook, created and modified at `stamp` (UTC)."""
    return write_members(_members(workbook, stamp).items())


def _members(workbook: Workbook, stamp: dt.datetime) -> dict[str, bytes]:
    workbook.properties.created = stamp
    held = io.BytesIO()
    workbook.save(held)
    members = read_members(held.getvalue(), _OWN)
    # openpyxl writes the time of saving, whatever the property says
    told = rb"\g<1>" + stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    members[_CORE] = _MODIFIED.sub(told, members[_CORE])
    return members
