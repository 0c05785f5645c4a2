"""Outcomes: what became of a claim; only who still owns an item may say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal, cast

from sqlalchemy import Table, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.orm import Session

from doc_service.ledger.claims import Claim, Claimed
from doc_service.ledger.terms import LANES, MOST_ATTEMPTS, SMALL_BATCH, pause_before
from doc_service.records import Batch, BatchItem, BatchRecord, Database
from doc_service.records.clock import clock, moment

Ending = Literal["right", "done", "failed", "again", "later"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item."""

    item: Claimed
    ending: Ending
    """`right`: it may be made. `done`: its files are safely stored. `failed`: it stays wrong.
    `again`: it failed, which trying again may mend. `later`: nothing is wrong with it, but
    with the machine; the attempt does not count."""

    problems: Sequence[dict[str, Any]] = ()
    files: Sequence[dict[str, Any]] = ()
    seconds: float = 0.0
    values: tuple[tuple[str, Any], ...] = ()
    """Further columns of the item, such as `label` and `name`."""

    read: dict[str, Any] | None = None
    """Its data, where they were read only now."""


def settle(database: Database, claim: Claim, outcomes: Sequence[Outcome]) -> int:
    """Write down what became of items, and what follows for their batch; returns how many counted.

    An outcome of an item that is no longer the owner's (its lease ended, the batch was cancelled)
    changes nothing.
    """
    with database.session() as session:
        # of two who settle the last items at once, each would see those of the other still running
        session.execute(select(Batch.id).where(Batch.id == claim.batch_id).with_for_update())
        _keep_read(session, claim, [one for one in outcomes if one.read is not None])
        counted = sum(
            _settle(session, claim.owner, ending, list(same))
            for ending, same in groupby(sorted(outcomes, key=_written), key=_written)
        )
        _say_what_it_waits_for(session, claim.batch_id, outcomes)
        advance(session, claim.batch_id)
    return counted


def _say_what_it_waits_for(session: Session, batch_id: str, outcomes: Sequence[Outcome]) -> None:
    """Tell in the batch what holds it up, until something of it is done again."""
    later = [one for one in outcomes if one.ending == "later" and one.problems]
    said = str(later[0].problems[0]["message"]) if later else ""
    session.execute(
        update(Batch)
        .where(Batch.id == batch_id, Batch.said != said)
        .values(said=said)
        .execution_options(synchronize_session=False)
    )


_Kind = tuple[Ending, tuple[str, ...]]


def _written(outcome: Outcome) -> _Kind:
    """Return what decides which columns an outcome writes, and how."""
    ending = outcome.ending
    if ending == "again" and outcome.item.attempts >= MOST_ATTEMPTS:
        ending = "failed"
    return ending, tuple(name for name, _ in outcome.values)


def _settle(session: Session, owner: str, kind: _Kind, outcomes: Sequence[Outcome]) -> int:
    """Write outcomes of one kind, in one statement for all of them."""
    ending, further = kind
    given = (*_GIVEN[ending], *further)
    statement = (
        update(_ITEMS)
        .where(
            _ITEMS.c.id == bindparam("item_id"),
            _ITEMS.c.state == "running",
            _ITEMS.c.owner == owner,
            _ITEMS.c.attempts == bindparam("attempt"),
        )
        .values(
            owner="",
            until=0.0,
            **_MEANS[ending](),
            **{name: bindparam(f"new_{name}") for name in given},
        )
    )
    result = session.connection().execute(statement, [_said(one, given) for one in outcomes])
    return int(result.rowcount)


def _keep_read(session: Session, claim: Claim, outcomes: Sequence[Outcome]) -> None:
    """Keep data that were read of files, for items that are still the owner's."""
    if not outcomes:
        return
    mine = exists().where(
        _ITEMS.c.id == bindparam("item_id"),
        _ITEMS.c.state == "running",
        _ITEMS.c.owner == claim.owner,
        _ITEMS.c.attempts == bindparam("attempt"),
    )
    statement = (
        update(_RECORDS)
        .where(
            _RECORDS.c.batch_id == claim.batch_id,
            _RECORDS.c.number == bindparam("item_number"),
            mine,
        )
        .values(data=bindparam("new_data"))
    )
    said = [
        {
            "item_id": one.item.id,
            "item_number": one.item.number,
            "attempt": one.item.attempts,
            "new_data": one.read,
        }
        for one in outcomes
    ]
    session.connection().execute(statement, said)


def _said(outcome: Outcome, given: Sequence[str]) -> dict[str, Any]:
    values = {
        "problems": list(outcome.problems),
        "files": list(outcome.files),
        "seconds": outcome.seconds,
        **dict(outcome.values),
    }
    said = {f"new_{name}": values[name] for name in given}
    if outcome.ending == "again":
        said["pause"] = pause_before(outcome.item.attempts)
    return {"item_id": outcome.item.id, "attempt": outcome.item.attempts, **said}


_ITEMS: Final = cast(Table, BatchItem.__table__)
_RECORDS: Final = cast(Table, BatchRecord.__table__)

_GIVEN: Final[Mapping[Ending, tuple[str, ...]]] = {
    "right": ("problems",),
    "done": ("problems", "files", "seconds"),
    "failed": ("problems", "seconds"),
    "again": ("problems",),
    "later": ("problems",),
}
"""Columns that an ending takes from the outcome."""

_MEANS: Final[Mapping[Ending, Callable[[], dict[str, Any]]]] = {
    "right": lambda: {"state": "waiting", "phase": "make", "attempts": 0, "due": 0.0},
    "done": lambda: {"state": "done", "ended": clock()},
    "failed": lambda: {"state": "failed", "ended": clock()},
    "again": lambda: {"state": "waiting", "due": clock() + bindparam("pause")},
    "later": lambda: {
        "state": "waiting",
        "due": clock() + pause_before(MOST_ATTEMPTS),
        "attempts": _ITEMS.c.attempts - 1,
    },
}
"""What else an ending says in the columns of an item."""


def advance(session: Session, batch_id: str) -> None:
    """Move a batch on when nothing of what it is at is left to do."""
    open_ = exists().where(
        BatchItem.batch_id == Batch.id, BatchItem.state.in_(("waiting", "running"))
    )
    unchecked = open_.where(BatchItem.phase == "check")
    failed = exists().where(BatchItem.batch_id == Batch.id, BatchItem.state == "failed")
    checked = (Batch.id == batch_id, Batch.state == "checking", ~unchecked)
    started = {"state": "running", "started_at": moment()}
    run = update(Batch).execution_options(synchronize_session=False)
    session.execute(run.where(*checked, Batch.then == "good").values(**started))
    session.execute(run.where(*checked, Batch.then == "clean", ~failed).values(**started))
    session.execute(run.where(*checked).values(state="checked"))
    session.execute(
        run.where(Batch.id == batch_id, Batch.state.in_(("running", "paused")), ~open_).values(
            state="done", finished_at=moment(), said=""
        )
    )


def stuck(database: Database) -> list[str]:
    """Return batches under way in which nothing is left to do, as only a fault leaves them."""
    open_ = exists().where(
        BatchItem.batch_id == Batch.id, BatchItem.state.in_(("waiting", "running"))
    )
    unchecked = open_.where(BatchItem.phase == "check")
    over = or_(
        and_(Batch.state.in_(("running", "paused")), ~open_),
        and_(Batch.state == "checking", ~unchecked),
    )
    with database.reading() as session:
        return list(session.scalars(select(Batch.id).where(over)))


def unstick(database: Database, batch_id: str) -> None:
    """Move a batch on in which nothing is left to do."""
    with database.session() as session:
        advance(session, batch_id)


def read_finished(
    database: Database, claim: Claim, problems: Sequence[dict[str, Any]] = ()
) -> bool:
    """Say that all items of a batch are in the ledger; whether it was still the owner's.

    One of few items goes ahead of larger ones from now on, as one document would.
    """
    free: dict[str, Any] = {"owner": "", "until": 0.0, "said": ""}
    with database.reading() as session:
        last = select(func.max(BatchItem.number)).where(BatchItem.batch_id == claim.batch_id)
        if (session.scalar(last) or 0) <= SMALL_BATCH:
            free["lane"] = LANES["document"]
    done = {"state": "checking", "problems": list(problems), **free}
    return _end_reading(database, claim, done)


def read_failed(database: Database, claim: Claim, said: str, *, again: bool) -> bool:
    """Say that the file of a batch cannot be read, or not now."""
    if again:
        wait = {"owner": "", "until": 0.0, "said": said}
        return _end_reading(database, claim, wait)
    refused = {"state": "refused", "said": said, "owner": "", "finished_at": moment()}
    return _end_reading(database, claim, refused)


def _end_reading(database: Database, claim: Claim, values: dict[str, Any]) -> bool:
    with database.session() as session:
        mine = (
            Batch.id == claim.batch_id,
            Batch.state == "reading",
            Batch.owner == claim.owner,
        )
        statement = update(Batch).where(*mine).values(**values).returning(Batch.id)
        counted = session.scalar(statement) is not None
        advance(session, claim.batch_id)
    return counted
