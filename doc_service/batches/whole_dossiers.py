"""Items that are dossiers: each becomes one ZIP of its documents, whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from doc_service.batches.inputs import Raw, read_raw
from doc_service.batches.making import ending_of, problems_of
from doc_service.batches.naming import safe_stem
from doc_service.batches.saying import kept, told
from doc_service.batches.wiring import Batches
from doc_service.dossiers.issuing import DossierOrder, issue_dossier, judge_dossier
from doc_service.errors import DocServiceError, InputError
from doc_service.ledger import Claimed, Outcome
from doc_service.records import Batch, BatchItem


def check_dossier(batches: Batches, batch: Batch, item: BatchItem, claimed: Claimed) -> Outcome:
    """Return whether a dossier may be made, and everything that is wrong with it."""
    content = batches.storage.get(item.content) if item.content else b""
    problems, known = told(item.record.unread), item.record
    raw = Raw(item.number, item.label, item.source, content, known.data, problems, known.cells)
    read: dict[str, Any] | None = None
    try:
        record = read_raw(raw, None)
        read = None if record.data == known.data else dict(record.data)
        judged = judge_dossier(_order(batch, record.data), batches.dossiers, batches.parts)
    except InputError as error:
        every = (*problems, *problems_of(error))
        return Outcome(claimed, "failed", kept(every), read=read)
    values = (
        ("name", safe_stem(f"{item.number:05d}-{judged.name}")),
        ("label", judged.title),
        ("issuer", judged.issuer),
    )
    return Outcome(claimed, "right", kept(judged.warnings), values=values, read=read)


def make_dossiers(
    batches: Batches, batch: Batch, work: Sequence[tuple[BatchItem, Claimed]]
) -> list[Outcome]:
    """Issue dossiers one after another; one that cannot be made never stops another.

    Raises:
        OutOfDiskSpace, RecordsError: a file cannot be stored now.
    """
    return [_made(batches, batch, item, claimed) for item, claimed in work]


def _made(batches: Batches, batch: Batch, item: BatchItem, claimed: Claimed) -> Outcome:
    begun = time.monotonic()
    order = _order(batch, item.record.data or {})
    try:
        issued = issue_dossier(order, batches.dossiers, batches.parts)
    except DocServiceError as error:
        return Outcome(claimed, ending_of(error), kept(problems_of(error)))
    content = issued.archive()
    file = {
        "format": "zip",
        "name": f"{item.name}.zip",
        "sha256": batches.storage.put(content),
        "size": len(content),
        "pages": sum(one.pages for one in issued.documents),
    }
    seconds = time.monotonic() - begun
    return Outcome(claimed, "done", kept(issued.warnings), [file], seconds)


def _order(batch: Batch, data: Any) -> DossierOrder:
    return DossierOrder(batch.form, data, batch.locality, tuple(batch.outputs), draft=batch.draft)
