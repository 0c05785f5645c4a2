"""What comes out of a batch, streamed: nothing is held that is not being read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from doc_service.batches.saying import told
from doc_service.batches.wiring import Batches
from doc_service.problems import Problem
from doc_service.records import Batch, BatchItem
from doc_service.vietnamese.text import fold
from doc_service.workbooks.listing import Column, listing
from doc_service.zip_archive import stream_members

MANIFEST: Final = "danh-muc"
"""Name of the list of everything, without extension."""

_AT_ONCE: Final = 500
"""Items read from the ledger in one query."""

_STATES: Final = {
    "waiting": "Chờ",
    "running": "Đang lập",
    "done": "Xong",
    "failed": "Lỗi",
    "cancelled": "Bị hủy",
}

_COLUMNS: Final = (
    Column("TT", 6),
    Column("Bản ghi", 44),
    Column("Trong tệp", 22),
    Column("Trạng thái", 12),
    Column("Tệp", 44),
    Column("Số trang", 9),
    Column("Dung lượng (byte)", 14),
    Column("SHA-256", 68),
    Column("Chỗ cần sửa, cần xem lại", 70),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a batch as its lists tell it."""

    number: int
    label: str
    source: str
    state: str
    files: tuple[dict[str, Any], ...]
    """With names that are unique within the batch."""

    problems: tuple[Problem, ...]


def entries(batches: Batches, batch: Batch) -> Iterator[Entry]:
    """Yield every item in its order; few are held at a time."""
    names = _Names()
    last = 0
    columns = (
        BatchItem.number,
        BatchItem.label,
        BatchItem.source,
        BatchItem.state,
        BatchItem.files,
        BatchItem.problems,
    )
    while True:
        with batches.database.reading() as session:
            rows = session.execute(
                select(*columns)
                .where(BatchItem.batch_id == batch.id, BatchItem.number > last)
                .order_by(BatchItem.number)
                .limit(_AT_ONCE)
            ).all()
        for number, label, source, state, files, problems in rows:
            named = tuple({**one, "name": names.unique(one["name"])} for one in files)
            yield Entry(number, label, source, state, named, told(problems))
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][0]


class _Names:
    """Gives every file a name of its own, as Windows tells names apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def unique(self, name: str) -> str:
        stem, dot, ending = name.rpartition(".")
        found, number = name, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{stem} ({number}){dot}{ending}"
        self._taken.add(found.casefold())
        return found


def archive(batches: Batches, batch: Batch, formats: Iterable[str] = ()) -> Iterator[bytes]:
    """Yield a ZIP64 of every finished file and of the list of everything.

    Args:
        batches: what to work with.
        batch: the batch.
        formats: only files in these formats; all where none is named.

    Raises:
        FileLost: the store does not have a file any more; what was yielded is no whole ZIP then.
    """
    return stream_members(_members(batches, batch, frozenset(formats)))


def _members(
    batches: Batches, batch: Batch, wanted: frozenset[str]
) -> Iterator[tuple[str, bytes | Iterator[bytes]]]:
    for entry in entries(batches, batch):
        for file in entry.files:
            if not wanted or file["format"] in wanted:
                yield file["name"], batches.storage.get(file["sha256"])
    # read once more rather than held
    yield f"{MANIFEST}.json", manifest_json(batches, batch)
    yield f"{MANIFEST}.xlsx", manifest_workbook(batches, batch)


def archive_name(batch: Batch) -> str:
    """Return the name of a batch's files without extension: no diacritics, not too long."""
    folded = "-".join(fold(batch.label.rpartition(".")[0] or batch.label).split())
    plain = "".join(char for char in folded if char.isascii() and (char.isalnum() or char in "-_"))
    return f"{batch.form}-{plain[:60].strip('-') or 'dot'}"


def manifest_json(batches: Batches, batch: Batch) -> Iterator[bytes]:
    """Yield the list of a batch for machines: one JSON object, a line for each item."""
    about = {"dot": batch.id, "ten": batch.label, "bieu_mau": batch.form, "tep": batch.input_name}
    yield json.dumps(about, ensure_ascii=False)[:-1].encode() + b', "ban_ghi": ['
    separator = b"\n"
    for entry in entries(batches, batch):
        yield separator + json.dumps(_said_to_machines(entry), ensure_ascii=False).encode()
        separator = b",\n"
    yield b"\n]}\n"


def _said_to_machines(entry: Entry) -> dict[str, Any]:
    return {
        "so": entry.number,
        "ten": entry.label,
        "nguon": entry.source,
        "trang_thai": entry.state,
        "tep": list(entry.files),
        "van_de": [
            {
                "cho": one.pointer,
                "o": str(one.place) if one.place else "",
                "ma": one.code,
                "muc": one.severity,
                "noi_dung": one.message,
            }
            for one in entry.problems
        ],
    }


def manifest_workbook(batches: Batches, batch: Batch) -> bytes:
    """Return the list of a batch for people: a row for each file, or for what has none."""
    rows = (row for one in entries(batches, batch) for row in _rows(one))
    return listing(batch.label, _COLUMNS, rows)


def _rows(entry: Entry) -> Iterator[tuple[object, ...]]:
    said = "\n".join(_said(one) for one in entry.problems)
    about = (entry.number, entry.label, entry.source, _STATES[entry.state])
    for file in entry.files:
        yield (*about, file["name"], file["pages"] or "", file["size"], file["sha256"], said)
    if not entry.files:
        yield (*about, "", "", "", "", said)


def _said(problem: Problem) -> str:
    where = f"{problem.place}: " if problem.place else ""
    return f"{where}{problem.message}"
