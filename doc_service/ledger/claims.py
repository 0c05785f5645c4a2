"""Claims: what a worker does next is one UPDATE, which counts the attempt before the work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session

from doc_service.ledger.terms import LEASE
from doc_service.records import Batch, BatchItem, Database
from doc_service.records.clock import clock

Work = Literal["read", "check", "make"]

_PHASES: Final[dict[str, Work]] = {"checking": "check", "running": "make"}
"""State of a batch → what is done with its items then."""


_SHARES: Final = 4
"""Parts of what is left that one claim takes at most one of, so that workers end together."""

_FEWEST: Final = 5
"""Items that are worth a claim."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An item in a worker's hands."""

    id: int
    number: int
    attempts: int
    """This one included; with the owner it is what may finish the item."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a worker is to do: read the file of a batch, or check or make some of its items."""

    owner: str
    batch_id: str
    work: Work
    items: tuple[Claimed, ...] = ()


def has_work(database: Database) -> bool:
    """Tell whether there may be something to claim; a plain read, for idle workers."""
    with database.reading() as session:
        return session.scalar(_next_batch()) is not None


def claim(database: Database, owner: str, most: int, checks: int = 0) -> Claim | None:
    """Return what to do next; None when there is nothing.

    Args:
        database: the ledger's.
        owner: who claims; unique for each start of each worker.
        most: items at once; one that was tried before comes alone, for it may be what killed a
            worker.
        checks: items to be checked at once, which takes far less time; 0 is as many.
    """
    with database.session() as session:
        found = session.execute(_next_batch()).first()
        if found is None:
            return None
        batch_id, state = found
        session.execute(update(Batch).where(Batch.id == batch_id).values(served=clock()))
        if state == "reading":
            return _claim_reading(session, batch_id, owner)
        work = _PHASES[state]
        number = checks or most if work == "check" else most
        items = _claim_items(session, batch_id, work, owner, number)
        return Claim(owner, batch_id, work, items) if items else None


@cache
def _next_batch() -> Select[str, str]:
    """Return the batch whose turn it is: by lane, then whoever was served longest ago."""
    item = (BatchItem.batch_id == Batch.id) & (BatchItem.state == "waiting")
    item &= BatchItem.due <= clock()
    waiting = [
        and_(Batch.state == state, exists().where(item, BatchItem.phase == phase))
        for state, phase in _PHASES.items()
    ]
    unread = and_(Batch.state == "reading", _is_free(Batch.owner, Batch.until))
    return (
        select(Batch.id, Batch.state)
        .where(or_(unread, *waiting))
        .order_by(Batch.lane, Batch.served, Batch.created_at)
        .limit(1)
    )


def _is_free(owner: Any, until: Any) -> ColumnElement[bool]:
    return or_(owner == "", until < clock())


def _claim_reading(session: Session, batch_id: str, owner: str) -> Claim | None:
    statement = (
        update(Batch)
        .where(Batch.id == batch_id, Batch.state == "reading", _is_free(Batch.owner, Batch.until))
        .values(owner=owner, until=clock() + LEASE, attempts=Batch.attempts + 1)
        .returning(Batch.id)
    )
    return Claim(owner, batch_id, "read") if session.scalar(statement) else None


def _claim_items(
    session: Session, batch_id: str, phase: str, owner: str, most: int
) -> tuple[Claimed, ...]:
    free = (
        select(BatchItem.id)
        .where(
            BatchItem.batch_id == batch_id,
            BatchItem.state == "waiting",
            BatchItem.phase == phase,
            BatchItem.due <= clock(),
        )
        .order_by(BatchItem.number)
    )
    fresh = free.where(BatchItem.attempts == 0)
    left = select(func.count()).select_from(fresh.limit(_SHARES * most).subquery())
    fair = max(_FEWEST, (session.scalar(left) or 0) // _SHARES)
    tried = free.where(BatchItem.attempts > 0)
    ids: list[int] = []
    for wanted, number in ((fresh, min(most, fair)), (tried, 1)):
        locked = wanted.limit(number).with_for_update(skip_locked=True)
        ids = ids or list(session.scalars(locked))
    taken = session.execute(
        update(BatchItem)
        .where(BatchItem.id.in_(ids))
        .values(
            state="running",
            owner=owner,
            until=clock() + LEASE,
            attempts=BatchItem.attempts + 1,
        )
        .returning(BatchItem.id, BatchItem.number, BatchItem.attempts)
        .execution_options(synchronize_session=False)
    )
    return tuple(sorted((Claimed(*row) for row in taken), key=lambda one: one.number))
