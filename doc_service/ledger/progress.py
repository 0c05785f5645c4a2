"""How far a batch is: one query, however many items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import and_, case, func, select, update

from doc_service.records import Batch, BatchItem, Database
from doc_service.records.clock import clock

_OVER: Final = ("done", "cancelled")

_WINDOW: Final = 60.0
"""Seconds over which the rate is told."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The items of a batch by state."""

    unchecked: int = 0
    waiting: int = 0
    """To be made."""

    running: int = 0
    done: int = 0
    failed: int = 0
    cancelled: int = 0
    per_second: float = 0.0
    """Items that ended, in the last minute."""

    @property
    def total(self) -> int:
        """All items."""
        counted = (self.unchecked, self.waiting, self.running)
        return sum(counted) + self.done + self.failed + self.cancelled

    @property
    def left(self) -> int:
        """Items whose end is still to come."""
        return self.unchecked + self.waiting + self.running

    @property
    def seconds_left(self) -> float | None:
        """Return how long it will take at the rate of now; None where nobody can tell."""
        return self.left / self.per_second if self.left and self.per_second else None


def progress(database: Database, batch_id: str) -> Progress:
    """Return how far a batch is."""
    return progresses(database, [batch_id]).get(batch_id, Progress())


def keep_counts(database: Database, batch_id: str) -> None:
    """Keep how a batch ended in its row, if it has ended."""
    with database.reading() as session:
        over = session.scalar(select(Batch.state).where(Batch.id == batch_id)) in _OVER
    if not over:
        return
    ended = progress(database, batch_id)
    counts = {"done": ended.done, "failed": ended.failed, "cancelled": ended.cancelled}
    with database.session() as session:
        session.execute(
            update(Batch)
            .where(Batch.id == batch_id, Batch.state.in_(_OVER))
            .values(counts=counts)
            .execution_options(synchronize_session=False)
        )


def progress_of(database: Database, batches: Sequence[Batch]) -> dict[str, Progress]:
    """Return how far batches are; of those that are over, as their rows keep it."""
    kept = {one.id: Progress(**one.counts) for one in batches if one.state in _OVER and one.counts}
    rest = [one.id for one in batches if one.id not in kept]
    return {**kept, **(progresses(database, rest) if rest else {})}


def progresses(database: Database, batch_ids: Sequence[str]) -> dict[str, Progress]:
    """Return how far batches are, those without items left out; one query for all of them."""
    ended = BatchItem.state.in_(("done", "failed"))
    begin = select(clock() - _WINDOW).scalar_subquery()  # told once, not for every item
    recent = and_(ended, BatchItem.ended > begin)
    with database.reading() as session:
        rows = session.execute(
            select(
                BatchItem.batch_id,
                BatchItem.state,
                BatchItem.phase,
                func.count(),
                func.sum(case((recent, 1), else_=0)),
                func.min(case((recent, BatchItem.ended))),
                clock(),
            )
            .where(BatchItem.batch_id.in_(batch_ids))
            .group_by(BatchItem.batch_id, BatchItem.state, BatchItem.phase)
        ).all()
    by_batch: dict[str, list[_Row]] = {}
    for batch_id, *row in rows:
        by_batch.setdefault(batch_id, []).append(_Row(*row))
    return {batch_id: _summed(of_batch) for batch_id, of_batch in by_batch.items()}


class _Row(NamedTuple):
    state: str
    phase: str
    number: int
    recent: int
    began: float | None
    now: float


def _summed(rows: Sequence[_Row]) -> Progress:
    counts: dict[str, int] = {}
    for row in rows:
        is_unchecked = (row.state, row.phase) == ("waiting", "check")
        name = "unchecked" if is_unchecked else row.state
        counts[name] = counts.get(name, 0) + row.number
    began = min((row.began for row in rows if row.began), default=0.0)
    span = max(rows[0].now - began, 1.0) if began else 1.0
    return Progress(**counts, per_second=sum(row.recent for row in rows) / span)
