"""Doing what was claimed; whatever happens, the ledger hears of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from itertools import chain, repeat
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from doc_service.batches.checking import check
from doc_service.batches.making import ending_of, make, problems_of
from doc_service.batches.reading import read
from doc_service.batches.saying import kept
from doc_service.batches.whole_dossiers import check_dossier, make_dossiers
from doc_service.batches.wiring import Batches
from doc_service.errors import DocServiceError, OutOfDiskSpace, RecordsUnavailable
from doc_service.ledger import Claim, Claimed, Outcome, keep_counts, read_failed, settle
from doc_service.ledger.outcomes import Ending
from doc_service.problems import Problem
from doc_service.records import Batch, BatchItem

log = logging.getLogger(__name__)

_Work = Sequence[tuple[BatchItem, Claimed]]

_PAUSES: Final = (0.5, 1.0, 2.0, 5.0)
"""Seconds between tries to write down what is done."""

MOST: Final = 20
"""Items made at once: so many documents share one LibreOffice load."""

MOST_CHECKED: Final = 100
"""Items checked at once, in about half a second."""


def work(batches: Batches, claim: Claim) -> None:
    """Do what was claimed and settle it."""
    if claim.work == "read":
        _read(batches, claim)
        return
    with batches.database.reading() as session:
        batch = session.get_one(Batch, claim.batch_id)
        wanted = {one.id: one for one in claim.items}
        items = session.scalars(
            select(BatchItem)
            .where(BatchItem.id.in_(wanted))
            .order_by(BatchItem.number)
            .options(joinedload(BatchItem.record))
        ).all()
    pairs = [(item, wanted[item.id]) for item in items]
    doing = _DOING[claim.work]
    _settle(batches, claim, _guarded(batches, batch, pairs, doing))


def _settle(batches: Batches, claim: Claim, outcomes: Sequence[Outcome]) -> None:
    """Write outcomes down, however long the database is away: what is done is done once.

    Giving up would count against items that nothing is wrong with.
    """
    for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
        try:
            counted = settle(batches.database, claim, outcomes)
            if late := len(outcomes) - counted:
                log.info("outcomes came too late", extra={"batch": claim.batch_id, "items": late})
            keep_counts(batches.database, claim.batch_id)
            return
        except (RecordsUnavailable, OutOfDiskSpace) as error:
            log.warning("outcomes wait", extra={"batch": claim.batch_id, "detail": error.detail})
            time.sleep(pause)


def _read(batches: Batches, claim: Claim) -> None:
    try:
        read(batches, claim)
    except DocServiceError as error:
        log.warning("batch not read", extra={"batch": claim.batch_id, "detail": error.detail})
        later = ending_of(error) != "failed"
        read_failed(batches.database, claim, str(error), again=later)
    except Exception:
        log.exception("batch not read", extra={"batch": claim.batch_id})
        said = "Không đọc được tệp này; báo người quản trị xem nhật ký."
        read_failed(batches.database, claim, said, again=False)


def _check_all(batches: Batches, batch: Batch, pairs: _Work) -> list[Outcome]:
    return [
        outcome
        for item, claimed in pairs
        for outcome in _guarded(batches, batch, [(item, claimed)], _check_one)
    ]


def _check_one(batches: Batches, batch: Batch, pairs: _Work) -> list[Outcome]:
    look = check_dossier if batch.kind == "dossier" else check
    return [look(batches, batch, item, claimed) for item, claimed in pairs]


def _make(batches: Batches, batch: Batch, pairs: _Work) -> list[Outcome]:
    making = make_dossiers if batch.kind == "dossier" else make
    return making(batches, batch, pairs)


_Doing = Callable[[Batches, Batch, _Work], list[Outcome]]

_DOING: Final[dict[str, _Doing]] = {"check": _check_all, "make": _make}


def _guarded(batches: Batches, batch: Batch, pairs: _Work, doing: _Doing) -> list[Outcome]:
    """Do it; an error that belongs to no single item is an outcome of each."""
    try:
        return doing(batches, batch, pairs)
    except DocServiceError as error:
        log.warning("items not done", extra={"batch": batch.id, "detail": error.detail})
        return _all(pairs, ending_of(error), kept_of(error))
    except Exception:
        log.exception("items not done", extra={"batch": batch.id})
        said = Problem("", "Lỗi của dịch vụ khi lập văn bản này; báo người quản trị.", "internal")
        return _all(pairs, "again", kept([said]))


def kept_of(error: DocServiceError) -> list[dict[str, object]]:
    """Return an error as the ledger keeps problems."""
    return kept(problems_of(error))


def _all(pairs: _Work, ending: Ending, problems: Sequence[dict[str, object]]) -> list[Outcome]:
    return [Outcome(claimed, ending, problems) for _, claimed in pairs]
