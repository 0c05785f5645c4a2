"""One PDF to print for each organisation that issues: its documents in order, an index ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from doc_service.batches.naming import safe_stem
from doc_service.batches.wiring import Batches
from doc_service.documents import Order, judge, produce
from doc_service.dossiers.declarations import INDEX, INDEX_ROWS
from doc_service.errors import InvalidData
from doc_service.finishing.finisher import merge
from doc_service.finishing.metadata import Metadata
from doc_service.finishing.parts import Part
from doc_service.forms.preparation import Prepared
from doc_service.records import Batch, BatchItem
from doc_service.zip_archive import stream_members

VOLUME: Final = 500
"""Documents of one file: more would take long to open and print."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What is printed as one file."""

    issuer: str
    number: int
    """From 1, of those of this organisation."""

    documents: int


def volumes(batches: Batches, batch: Batch) -> list[Volume]:
    """Return what a batch can be printed as, organisations in the order of their first document."""
    with batches.database.reading() as session:
        rows = session.execute(
            select(BatchItem.issuer, func.count())
            .where(BatchItem.batch_id == batch.id, BatchItem.state == "done")
            .group_by(BatchItem.issuer)
            .order_by(func.min(BatchItem.number))
        ).all()
    return [
        Volume(issuer, number, min(VOLUME, count - (number - 1) * VOLUME))
        for issuer, count in rows
        for number in range(1, -(-count // VOLUME) + 1)
    ]


def printed(batches: Batches, batch: Batch, volume: Volume, by: str) -> bytes:
    """Return the PDF of a volume.

    Args:
        batches: what to work with.
        batch: the batch, which is issued as PDF.
        volume: one of `volumes`.
        by: who makes the index, as it says; "" where that is nobody with a name, but a program.

    Raises:
        FinishingError: nothing of it is there.
        FileLost, ConversionError: a file is gone; the index cannot be made.
    """
    items = _items(batches, batch, volume)
    parts = (Part(item.label, batches.storage.get(_pdf(item)["sha256"])) for item in items)
    index = Part("Mục lục", _index(batches, batch, items, by))
    metadata = Metadata(title=f"{batch.label}: {volume.issuer}", author=volume.issuer)
    return merge(parts, metadata, ahead=lambda: index)


def printed_all(batches: Batches, batch: Batch, by: str) -> Iterator[bytes]:
    """Yield a ZIP of every volume, each made when it is read."""
    return stream_members(
        (volume_name(volume), printed(batches, batch, volume, by))
        for volume in volumes(batches, batch)
    )


def volume_name(volume: Volume) -> str:
    """Return the name of a volume's file."""
    more = f" - tập {volume.number}" if volume.number > 1 or volume.documents == VOLUME else ""
    return f"{safe_stem(f'{volume.issuer}{more}')}.pdf"


def _items(batches: Batches, batch: Batch, volume: Volume) -> Sequence[BatchItem]:
    """Return the items of a volume, with what they are made of."""
    statement = (
        select(BatchItem)
        .where(
            BatchItem.batch_id == batch.id,
            BatchItem.state == "done",
            BatchItem.issuer == volume.issuer,
        )
        .order_by(BatchItem.number)
        .offset((volume.number - 1) * VOLUME)
        .limit(volume.documents)
        .options(joinedload(BatchItem.record))
    )
    with batches.database.reading() as session:
        return session.scalars(statement).all()


def _pdf(item: BatchItem) -> dict[str, Any]:
    for file in item.files:
        if file["format"] == "pdf":
            return dict(file)
    raise InvalidData([])


def _index(batches: Batches, batch: Batch, items: Sequence[BatchItem], by: str) -> bytes:
    """Return the index of a volume; what nobody knows is left to be written by hand."""
    prepared = [_prepared(batches, batch, item) for item in items]
    asked = Order(
        INDEX,
        _index_data(batch, items, prepared, by),
        batch.locality,
        ("pdf",),
        signatures=(),
    )
    try:
        judged = judge(asked, batches.parts)
    except InvalidData as error:
        judged = replace(judge(_with_gaps(asked, error), batches.parts), draft=False)
    return produce(judged, batches.parts).files[0].content


def _with_gaps(asked: Order, error: InvalidData) -> Order:
    """Return an order without the fields that are wrong or missing, as a draft may be asked for."""
    wrong = {one.pointer.split("/")[1] for one in error.problems if one.pointer}
    data = {name: value for name, value in asked.data.items() if name not in wrong}
    return replace(asked, data=data, draft=True, blank=tuple(sorted(wrong)))


def _prepared(batches: Batches, batch: Batch, item: BatchItem) -> Prepared:
    asked = Order(batch.form, item.record.data or {}, batch.locality, ("pdf",), draft=batch.draft)
    return judge(asked, batches.parts).prepared


def _index_data(
    batch: Batch, items: Sequence[BatchItem], prepared: Sequence[Prepared], by: str
) -> dict[str, Any]:
    pages = [int(_pdf(item)["pages"]) for item in items]
    days = [one.day.iso() for one in prepared if one.day.is_full]
    issued = prepared[0].data
    rows = [
        {
            "so_ky_hieu": one.symbol,
            "ngay": one.day.iso() if one.day.is_full else "",
            "trich_yeu": one.title,
            "tac_gia": one.issuer,
            "to_so": str(end) if count == 1 else f"{end - count + 1}-{end}",
        }
        for one, count, end in zip(prepared, pages, accumulate(pages), strict=True)
    ]
    return {
        "co_quan": issued.get("co_quan", {}),
        "ngay": max(days, default=""),
        "ho_so": batch.label,
        "so_to": sum(pages),
        INDEX_ROWS: [{name: value for name, value in row.items() if value} for row in rows],
        "nguoi_lap": {"ho_ten": by} if by else {},
        "nguoi_ky": issued.get("nguoi_ky", {}),
    }
