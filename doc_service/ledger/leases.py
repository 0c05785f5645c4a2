"""Leases: who gives no sign of life loses what they hold."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session

from doc_service.ledger.outcomes import advance
from doc_service.ledger.terms import BACKOFF, LEASE, MOST_ATTEMPTS
from doc_service.records import Batch, BatchItem, Database
from doc_service.records.clock import clock

_LOST: Final = {
    "pointer": "",
    "code": "worker_lost",
    "severity": "error",
    "message": (
        f"Tiến trình lập văn bản đã dừng đột ngột {MOST_ATTEMPTS} lần ở bản ghi này nên không thử "
        "nữa. Hãy kiểm tra dữ liệu (ảnh, bảng rất dài), rồi lập riêng hoặc báo người quản trị."
    ),
}


def renew(database: Database, owner: str) -> int:
    """Give a sign of life; returns how much the owner still holds."""
    with database.session() as session:
        held = 0
        for table in (BatchItem, Batch):
            result = session.execute(
                update(table)
                .where(table.owner == owner, table.owner != "")
                .values(until=clock() + LEASE)
                .returning(table.id)
                .execution_options(synchronize_session=False)
            )
            held += len(result.all())
    return held


def sweep(database: Database) -> int:
    """Take what was held too long from whoever holds it; returns how much."""
    return _take(database, _late) if late(database) else 0


def late(database: Database) -> int:
    """Return how much is held by owners who give no sign of life; a plain read."""
    with database.reading() as session:
        return sum(
            session.scalar(select(func.count()).where(_late(table))) or 0
            for table in (BatchItem, Batch)
        )


def _late(table: Any) -> ColumnElement[bool]:
    return and_(table.owner != "", table.until < clock())


def hand_back(database: Database, owner: str, *, blame: bool) -> int:
    """Take everything from owners who are known to be gone; returns how much.

    Args:
        database: the ledger's.
        owner: a worker, or the beginning of the names of several.
        blame: whether the items may be why they went: else the attempt does not count, as after a
            power cut.
    """
    return _take(database, lambda table: table.owner.startswith(owner, autoescape=True), blame)


def _take(database: Database, lost: Any, blame: bool = True) -> int:
    with database.session() as session:
        _lock(session, lost(BatchItem))
        batches = session.execute(
            update(Batch)
            .where(lost(Batch), Batch.state == "reading")
            .values(owner="", until=0.0)
            .returning(Batch.id)
            .execution_options(synchronize_session=False)
        ).all()
        items = _take_items(session, lost(BatchItem), blame)
        for batch_id in {batch_id for _, batch_id in items}:
            advance(session, batch_id)
    return len(batches) + len(items)


def _lock(session: Session, lost: ColumnElement[bool]) -> None:
    """Lock the batches of lost items, in one order and before the items, as who settles does."""
    concerned = select(BatchItem.batch_id).where(BatchItem.state == "running", lost)
    session.execute(
        select(Batch.id).where(Batch.id.in_(concerned)).order_by(Batch.id).with_for_update()
    )


def _take_items(session: Session, lost: ColumnElement[bool], blame: bool) -> list[tuple[int, str]]:
    running = (BatchItem.state == "running", lost)
    free: dict[str, Any] = {"owner": "", "until": 0.0}
    run = update(BatchItem).execution_options(synchronize_session=False)
    given_up: list[tuple[int, str]] = []
    if blame:
        spent = run.where(*running, BatchItem.attempts >= MOST_ATTEMPTS)
        ended = {"state": "failed", "problems": [_LOST], "ended": clock(), **free}
        given_up = _ids(session, spent.values(**ended))
        waiting = {"state": "waiting", "due": clock() + BACKOFF[0], **free}
    else:
        waiting = {"state": "waiting", "attempts": BatchItem.attempts - 1, **free}
    return given_up + _ids(session, run.where(*running).values(**waiting))


def _ids(session: Session, statement: Any) -> list[tuple[int, str]]:
    rows = session.execute(statement.returning(BatchItem.id, BatchItem.batch_id))
    return [(number, batch_id) for number, batch_id in rows]
