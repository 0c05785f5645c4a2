"""Looking at batches: lists, one batch, its items; what its unit may do with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from doc_service.accounts.members import Member
from doc_service.batches.wiring import Batches
from doc_service.errors import BadRequest, NotFound
from doc_service.ledger import (
    Progress,
    cancel,
    go_on,
    keep_counts,
    pause,
    progress,
    progress_of,
    retry,
)
from doc_service.records import Batch, BatchItem, Database

Action = str

_ACTIONS: Final[Mapping[Action, Callable[[Database, str], object]]] = {
    "go_on": go_on,
    "pause": pause,
    "cancel": cancel,
    "retry": retry,
}

POSSIBLE: Final[Mapping[str, tuple[Action, ...]]] = {
    "reading": ("cancel",),
    "checking": ("cancel",),
    "checked": ("go_on", "cancel"),
    "running": ("pause", "cancel", "retry"),
    "paused": ("go_on", "cancel", "retry"),
    "done": ("retry",),
    "cancelled": ("retry",),
    "refused": (),
}
"""State of a batch → what may be done with it; `retry` needs something that failed."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A batch and how far it is."""

    batch: Batch
    progress: Progress

    @property
    def actions(self) -> tuple[Action, ...]:
        """What may be done with it now."""
        possible = POSSIBLE[self.batch.state]
        over = self.progress.failed or self.progress.cancelled
        return tuple(one for one in possible if one != "retry" or over)


def batches_of(
    batches: Batches, member: Member, *, before: Batch | None = None, most: int = 50
) -> list[Overview]:
    """Return a unit's batches, the newest first.

    Args:
        batches: what to work with.
        member: whose.
        before: the last one of the page before.
        most: at most so many.
    """
    statement = select(Batch).where(Batch.unit_id == member.unit_id)
    if before is not None:
        statement = statement.where(Batch.created_at < before.created_at)
    with batches.database.reading() as session:
        found = session.scalars(statement.order_by(Batch.created_at.desc()).limit(most)).all()
    counted = progress_of(batches.database, found)
    return [Overview(one, counted.get(one.id, Progress())) for one in found]


def find_batch(batches: Batches, member: Member, batch_id: str) -> Overview:
    """Return a batch that the member may see.

    Raises:
        NotFound: there is none, or it is another unit's.
    """
    with batches.database.reading() as session:
        found = session.get(Batch, batch_id)
    if found is None or not member.sees(found.unit_id):
        raise NotFound("Không tìm thấy đợt này, hoặc đợt không thuộc đơn vị của bạn.")
    return Overview(found, progress(batches.database, batch_id))


def items_of(
    batches: Batches, batch: Batch, *, state: str = "", after: int = 0, most: int = 100
) -> Sequence[BatchItem]:
    """Return items of a batch that the member was found to see, in their order.

    Args:
        batches: what to work with.
        batch: whose items.
        state: only those in this state.
        after: only those behind this number.
        most: at most so many.
    """
    statement = select(BatchItem).where(BatchItem.batch_id == batch.id, BatchItem.number > after)
    if state:
        statement = statement.where(BatchItem.state == state)
    with batches.database.reading() as session:
        return session.scalars(statement.order_by(BatchItem.number).limit(most)).all()


def find_item(batches: Batches, member: Member, batch_id: str, number: int) -> BatchItem:
    """Return one item of a batch that the member may see.

    Raises:
        NotFound: there is none, or it is another unit's.
    """
    batch = find_batch(batches, member, batch_id).batch
    found = items_of(batches, batch, after=number - 1, most=1)
    if not found or found[0].number != number:
        raise NotFound("Đợt này không có bản ghi số đó.")
    return found[0]


def act(batches: Batches, member: Member, batch_id: str, action: Action) -> Overview:
    """Pause, go on with, cancel a batch, or try again what failed; return it as it is then.

    Raises:
        NotFound, Forbidden: the member may not.
        BadRequest: there is no such action.
    """
    found = find_batch(batches, member, batch_id)
    member.require("write", found.batch.unit_id)
    doing = _ACTIONS.get(action)
    if doing is None:
        raise BadRequest(f"Không có thao tác “{action}”; chọn trong: {', '.join(_ACTIONS)}.")
    doing(batches.database, batch_id)
    keep_counts(batches.database, batch_id)
    return find_batch(batches, member, batch_id)
