"""What somebody may do with a batch that is under way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from doc_service.ledger.outcomes import advance
from doc_service.records import Batch, BatchItem, Database
from doc_service.records.clock import clock, moment


def go_on(database: Database, batch_id: str) -> bool:
    """Have what is right made, after the check or a pause; whether that changed anything."""
    with database.session() as session:
        started = {"state": "running", "started_at": moment(), "said": ""}
        changed = _move(session, batch_id, ("checked",), **started)
        changed |= _move(session, batch_id, ("paused",), state="running", said="")
        advance(session, batch_id)
    return changed


def pause(database: Database, batch_id: str) -> bool:
    """Begin nothing more; what is being made is finished."""
    with database.session() as session:
        return _move(session, batch_id, ("running",), state="paused")


def cancel(database: Database, batch_id: str) -> bool:
    """End a batch: what is not done never will be; what is done stays."""
    with database.session() as session:
        alive = ("reading", "checking", "checked", "running", "paused")
        ended = {"state": "cancelled", "finished_at": moment(), "owner": "", "until": 0.0}
        if not _move(session, batch_id, alive, **ended):
            return False
        session.execute(
            update(BatchItem)
            .where(BatchItem.batch_id == batch_id, BatchItem.state.in_(("waiting", "running")))
            .values(state="cancelled", owner="", until=0.0, ended=clock())
            .execution_options(synchronize_session=False)
        )
    return True


def retry(database: Database, batch_id: str) -> int:
    """Have everything that failed or was cancelled tried again; returns how many items."""
    with database.session() as session:
        over = ("running", "paused", "done", "cancelled")
        if not _move(
            session, batch_id, over, state="checking", finished_at=None, then="good", counts={}
        ):
            return 0
        rows = session.execute(
            update(BatchItem)
            .where(BatchItem.batch_id == batch_id, BatchItem.state.in_(("failed", "cancelled")))
            .values(state="waiting", phase="check", attempts=0, due=0.0, problems=[])
            .returning(BatchItem.id)
            .execution_options(synchronize_session=False)
        ).all()
        advance(session, batch_id)
    return len(rows)


def _move(session: Session, batch_id: str, states: tuple[str, ...], **values: Any) -> bool:
    statement = (
        update(Batch)
        .where(Batch.id == batch_id, Batch.state.in_(states))
        .values(**values)
        .returning(Batch.id)
        .execution_options(synchronize_session=False)
    )
    return session.scalar(statement) is not None


def redo(database: Database, batch_id: str, numbers: Sequence[int]) -> int:
    """Have finished items made again whose files are gone; returns how many."""
    with database.session() as session:
        again: dict[str, Any] = {"state": "running", "finished_at": None, "counts": {}}
        _move(session, batch_id, ("done", "cancelled"), **again)
        rows = session.execute(
            update(BatchItem)
            .where(
                BatchItem.batch_id == batch_id,
                BatchItem.number.in_(numbers),
                BatchItem.state == "done",
            )
            .values(state="waiting", phase="make", attempts=0, due=0.0, files=[])
            .returning(BatchItem.id)
            .execution_options(synchronize_session=False)
        ).all()
    return len(rows)
