"""Reading the file of a batch into the ledger; a crash half way costs only the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any, Final

from sqlalchemy import func, insert, select

from doc_service.batches.inputs import Raw, open_input
from doc_service.batches.inputs_stored import stored_records
from doc_service.batches.queries import Query
from doc_service.batches.saying import kept
from doc_service.batches.wiring import Batches
from doc_service.errors import InputError
from doc_service.ledger import Claim, read_failed, read_finished
from doc_service.problems import Problem
from doc_service.records import Batch, BatchItem, BatchRecord

_AT_ONCE: Final = 200
"""Items written in one transaction."""


def read(batches: Batches, claim: Claim) -> None:
    """Write an item for every record of a batch's file.

    What an earlier try has written stays: items keep the numbers of their records.

    Raises:
        FileLost, OutOfDiskSpace: trying again later may help.
    """
    with batches.database.reading() as session:
        batch = session.get_one(Batch, claim.batch_id)
        last = session.scalar(
            select(func.max(BatchItem.number)).where(BatchItem.batch_id == batch.id)
        )
    problems: list[Problem] = []
    try:
        with batches.storage.open(batch.input) as file:
            every = _records_of(batches, batch, file, problems)
            raws = (one for one in every if one.number > (last or 0))
            while chunk := list(islice(raws, _AT_ONCE)):
                if not _write(batches, claim, chunk):
                    return
    except InputError as error:
        read_failed(batches.database, claim, str(error), again=False)
        return
    if not _anything(batches, batch.id):
        read_failed(batches.database, claim, "Tệp không có bản ghi nào.", again=False)
        return
    read_finished(batches.database, claim, kept(problems))


def _records_of(
    batches: Batches, batch: Batch, file: IO[bytes], problems: list[Problem]
) -> Iterator[Raw]:
    form = batches.desk.form(batch.form, batch.locality) if batch.kind == "form" else None
    if batch.chosen is not None and form is not None:
        return stored_records(batches, Query.from_json(batch.chosen), form, file)
    return open_input(file, batch.input_name, form, problems)


def _write(batches: Batches, claim: Claim, chunk: Sequence[Raw]) -> bool:
    """Write some items, unless the batch has been cancelled or given to another worker."""
    keys = iter(batches.storage.put_many([one.content for one in chunk if one.content]))
    rows = list(_rows(claim.batch_id, chunk, keys))
    with batches.database.session() as session:
        mine = (Batch.id == claim.batch_id, Batch.owner == claim.owner, Batch.state == "reading")
        if session.scalar(select(Batch.id).where(*mine).with_for_update()) is None:
            return False
        session.execute(insert(BatchItem), rows)
        session.execute(insert(BatchRecord), [_record(claim.batch_id, one) for one in chunk])
    return True


def _record(batch_id: str, raw: Raw) -> dict[str, Any]:
    return {
        "batch_id": batch_id,
        "number": raw.number,
        "data": raw.data,
        "cells": dict(raw.cells),
        "unread": kept(raw.problems),
    }


def _rows(batch_id: str, chunk: Sequence[Raw], keys: Iterator[str]) -> Iterator[dict[str, Any]]:
    for one in chunk:
        yield {
            "batch_id": batch_id,
            "number": one.number,
            "label": one.label,
            "source": one.source,
            "content": next(keys) if one.content else "",
        }


def _anything(batches: Batches, batch_id: str) -> bool:
    with batches.database.reading() as session:
        found = select(BatchItem.id).where(BatchItem.batch_id == batch_id).limit(1)
        return session.scalar(found) is not None
