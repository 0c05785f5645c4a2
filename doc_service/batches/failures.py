"""What failed of a batch, as it was sent, to be mended and sent again by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from doc_service.batches.naming import safe_stem
from doc_service.batches.saying import told
from doc_service.batches.wiring import Batches
from doc_service.desk.upload_kinds import kind_of
from doc_service.errors import InputError, NotFound
from doc_service.problems import Problem
from doc_service.records import Batch, BatchItem
from doc_service.workbooks.blank import has_workbook
from doc_service.workbooks.listing import Column, listing
from doc_service.workbooks.many_blank import many_workbook
from doc_service.workbooks.many_marked import marked_many
from doc_service.workbooks.marked import marked_workbook
from doc_service.zip_archive import write_members

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_COLUMNS: Final = (
    Column("Số", 6),
    Column("Bản ghi", 40),
    Column("Trong tệp", 30),
    Column("Ô", 24),
    Column("Cần sửa", 80),
)


@dataclass(frozen=True, slots=True)
class Failures:
    """A file of what failed."""

    name: str
    content_type: str
    content: bytes


def failures(batches: Batches, batch: Batch) -> Failures:
    """Return what failed, with what is wrong.

    Of a workbook of many records these are the bad ones, their wrong cells marked; of a ZIP its bad
    members, workbooks marked; of JSON Lines the bad lines; of stored documents a workbook of those
    that cannot be made of them as they are.

    Raises:
        NotFound: nothing failed.
        FileLost: the file that was sent is not in the store any more.
    """
    failed = _failed(batches, batch)
    if not failed and not batch.problems:
        raise NotFound("Đợt này không có bản ghi lỗi.")
    if (chosen := _of_chosen(batches, batch, failed)) is not None:
        return chosen
    stem = f"{safe_stem(batch.input_name.rpartition('.')[0] or batch.label)}.can-sua"
    if batch.problems or any(item.record.cells for item in failed):  # of a workbook of many records
        form = batches.desk.form(batch.form, batch.locality)  # dossiers come in no workbook
        wrong = {item.number: _problems(item) for item in failed}
        content = marked_many(form, batches.storage.get(batch.input), wrong)
        return Failures(f"{stem}.xlsx", _XLSX, content)
    members = [*_members(batches, failed), ("danh-sach-loi.xlsx", _list(batch, failed))]
    return Failures(f"{stem}.zip", "application/zip", write_members(members))


def _of_chosen(batches: Batches, batch: Batch, failed: Sequence[BatchItem]) -> Failures | None:
    """Return the bad records of stored documents as a workbook of many, their cells marked.

    None where the batch is of a file, or where its form comes in no workbook.
    """
    form = batches.desk.form(batch.form, batch.locality) if batch.chosen is not None else None
    if form is None or not has_workbook(form):
        return None
    known = [item for item in failed if item.record.data is not None]
    filled = [item.record.data or {} for item in known]
    wrong = {at: _problems(item) for at, item in enumerate(known, start=1)}
    content = marked_many(form, many_workbook(form, filled=filled), wrong)
    return Failures(f"{safe_stem(batch.label)}.can-sua.xlsx", _XLSX, content)


def _failed(batches: Batches, batch: Batch) -> Sequence[BatchItem]:
    with batches.database.reading() as session:
        return session.scalars(
            select(BatchItem)
            .where(BatchItem.batch_id == batch.id, BatchItem.state == "failed")
            .order_by(BatchItem.number)
            .options(joinedload(BatchItem.record))
        ).all()


def _members(batches: Batches, failed: Sequence[BatchItem]) -> Iterator[tuple[str, bytes]]:
    lines = []
    for item in failed:
        if item.content:
            yield item.source, _marked(batches.storage.get(item.content), _problems(item))
        elif item.record.data is not None:
            lines.append(json.dumps(item.record.data, ensure_ascii=False))
    if lines:
        yield "can-sua.jsonl", ("\n".join(lines) + "\n").encode()


def _marked(content: bytes, problems: Sequence[Problem]) -> bytes:
    """Return a member with its wrong cells marked, or as it is where it has no cells to mark."""
    try:
        return marked_workbook(content, problems) if kind_of(content) == "workbook" else content
    except InputError:
        return content


def _problems(item: BatchItem) -> tuple[Problem, ...]:
    return told(item.problems)


def _list(batch: Batch, failed: Sequence[BatchItem]) -> bytes:
    rows = (
        (item.number, item.label, item.source, str(one.place or one.pointer), one.message)
        for item in failed
        for one in _problems(item)
    )
    return listing(f"Chỗ cần sửa: {batch.label}", _COLUMNS, rows)
