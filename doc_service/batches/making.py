"""Making items: documents together through one LibreOffice load, their files safely stored."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final

from doc_service.batches.saying import kept
from doc_service.batches.wiring import Batches
from doc_service.documents import Issued, Judged, Order, judge
from doc_service.documents.many import produce_many
from doc_service.errors import (
    ConversionTimeout,
    ConverterCrashed,
    ConverterMissing,
    ConverterStartFailed,
    DocServiceError,
    InputError,
    InvalidData,
    OutOfDiskSpace,
    QueueFull,
    QueueTimeout,
    RecordsError,
)
from doc_service.ledger import Claimed, Outcome
from doc_service.ledger.outcomes import Ending
from doc_service.problems import Problem
from doc_service.records import Batch, BatchItem

_ENDINGS: Final[tuple[tuple[tuple[type[DocServiceError], ...], Ending], ...]] = (
    (
        (
            OutOfDiskSpace,
            ConverterMissing,
            ConverterStartFailed,
            QueueTimeout,
            QueueFull,
            RecordsError,
        ),
        "later",
    ),
    ((ConverterCrashed, ConversionTimeout), "again"),
)
"""What an error makes of an item: the machine's fault, perhaps the document's; else it failed."""


def make(
    batches: Batches, batch: Batch, work: Sequence[tuple[BatchItem, Claimed]]
) -> list[Outcome]:
    """Issue items and store their files; one that cannot be made never stops another.

    Raises:
        OutOfDiskSpace, RecordsError: the files cannot be stored now.
    """
    begun = time.monotonic()
    judged: list[Judged | DocServiceError] = [_judged(batches, batch, item) for item, _ in work]
    good = [one for one in judged if isinstance(one, Judged)]
    made = iter(produce_many(good, batches.parts))
    results = [next(made) if isinstance(one, Judged) else one for one in judged]
    files = _store(batches, work, results)
    seconds = (time.monotonic() - begun) / len(work)
    return [
        _outcome(claimed, result, files.get(item.id, []), seconds)
        for (item, claimed), result in zip(work, results, strict=True)
    ]


def _judged(batches: Batches, batch: Batch, item: BatchItem) -> Judged | DocServiceError:
    asked = Order(
        batch.form, item.record.data or {}, batch.locality, tuple(batch.outputs), batch.draft
    )
    try:
        return judge(asked, batches.parts)
    except InputError as error:
        return error


def _store(
    batches: Batches,
    work: Sequence[tuple[BatchItem, Claimed]],
    results: Sequence[Issued | DocServiceError],
) -> dict[int, list[dict[str, Any]]]:
    """Keep every file of every document in one round; item → files as the ledger keeps them."""
    made = [
        (item, file, result.pages)
        for (item, _), result in zip(work, results, strict=True)
        if isinstance(result, Issued)
        for file in result.files
    ]
    keys = batches.storage.put_many([file.content for _, file, _ in made])
    files: dict[int, list[dict[str, Any]]] = {}
    for (item, file, pages), key in zip(made, keys, strict=True):
        said = {
            "format": file.format.name,
            "name": f"{item.name}.{file.format.name}",
            "sha256": key,
            "size": len(file.content),
            "pages": pages if file.format.name == "pdf" else 0,
        }
        files.setdefault(item.id, []).append(said)
    return files


def _outcome(
    claimed: Claimed,
    result: Issued | DocServiceError,
    files: Sequence[dict[str, Any]],
    seconds: float,
) -> Outcome:
    if isinstance(result, Issued):
        return Outcome(claimed, "done", kept(result.warnings), files, seconds)
    return Outcome(claimed, ending_of(result), kept(problems_of(result)), seconds=seconds)


def ending_of(error: DocServiceError) -> Ending:
    """Return what an error makes of an item."""
    return next((ending for kinds, ending in _ENDINGS if isinstance(error, kinds)), "failed")


def problems_of(error: DocServiceError) -> Sequence[Problem]:
    """Return an error as the problems of a record."""
    if isinstance(error, InvalidData):
        return error.problems
    return (Problem("", str(error), error.code),)
