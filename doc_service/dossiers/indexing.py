"""The index of a dossier: which documents, of which day, on which sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from doc_service.dossiers.declarations import INDEX_ROWS, Dossier
from doc_service.dossiers.entries import Entry, Ready
from doc_service.dossiers.titles import author

_COLUMNS: Final[Mapping[str, str]] = {
    "": "",
    "/so_ky_hieu": "/so_ky_hieu",
    "/ngay": "/ngay",
    "/trich_yeu": "",
    "/tac_gia": "/co_quan/ten",
    "/to_so": "",
    "/ghi_chu": "",
}
"""Column of the index → field of the document that it shows; "" is the document as a whole."""


def index_data(
    dossier: Dossier, index: Entry, documents: Sequence[Ready], pages: Sequence[int]
) -> dict[str, Any]:
    """Return the data of the index.

    Args:
        dossier: what it is the index of.
        index: its own data: issuer, signer, day.
        documents: in their order.
        pages: how many each one has; 0 where that is not known.
    """
    sheets = [
        count * ready.entry.document.copies for count, ready in zip(pages, documents, strict=True)
    ]
    known = bool(sheets) and all(sheets)
    ends = list(accumulate(sheets))
    rows = [
        _row(ready, f"{end - count + 1}-{end}" if count > 1 else str(end), known=known)
        for ready, count, end in zip(documents, sheets, ends, strict=True)
    ]
    day = _last_day(documents)
    year = str(index.data.get("ngay") or day)[:4]
    return {
        "ho_so": f"{dossier.title} năm {year}",
        **({"ngay": day} if day else {}),
        **index.data,
        **({"so_to": ends[-1]} if known else {}),
        INDEX_ROWS: rows,
    }


def row_origins(entries: Sequence[Entry]) -> dict[str, str]:
    """Return where the rows of the index come from: their pointers → in the dossier's data."""
    return {
        f"/{INDEX_ROWS}/{number}{column}": entry.origin(field)
        for number, entry in enumerate(entries)
        for column, field in _COLUMNS.items()
    }


def _row(ready: Ready, sheets: str, *, known: bool) -> dict[str, Any]:
    prepared, document = ready.prepared, ready.entry.document
    notes = [f"{document.copies:02d} bộ" if document.copies > 1 else "", document.note]
    said = {
        "so_ky_hieu": prepared.symbol,
        "ngay": prepared.day.iso() if prepared.day.is_full else "",
        "trich_yeu": prepared.title,
        "tac_gia": author(ready),
        "to_so": sheets if known else "",
        "ghi_chu": ", ".join(filter(None, notes)),
    }
    return {name: value for name, value in said.items() if value}


def _last_day(documents: Sequence[Ready]) -> str:
    days = [ready.prepared.day.iso() for ready in documents if ready.prepared.day.is_full]
    return max(days, default="")
