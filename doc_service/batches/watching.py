"""Watching a batch while it is made: how far it is and what fails, as it happens.

A stream says where it ended by the id of each event, so that whoever comes back with it misses no
failure and hears of none twice. It ends by itself after a while, for it holds a thread meanwhile;
more than a few at once get one event each, which is polling.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Self

from sqlalchemy import ColumnElement, and_, or_, select

from doc_service.batches.overview import Overview
from doc_service.batches.wiring import Batches
from doc_service.ledger import Progress, progress
from doc_service.records import Batch, BatchItem
from doc_service.records.clock import clock

Kind = Literal["progress", "failed", "quiet"]

OVER: Final = ("done", "cancelled", "refused")
"""States of a batch in which nothing more happens by itself."""

HOLD: Final = 0.5
"""Seconds that a failure is held back: transactions end in another order than their clocks say."""

_AT_ONCE: Final = 200
"""Failures told before it is looked again how far the batch is."""

_SHARE: Final = 9.0
"""How many times as long as it looks a stream rests: a huge batch must not be slowed by viewers."""

_LONGEST_PAUSE: Final = 2.0
"""Seconds; the server may want to stop meanwhile."""

_CURSOR: Final = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)-(\d{1,9})(?:-(\d{1,20}))?", re.ASCII)


class Cursor(NamedTuple):
    """The last failure that somebody knows of."""

    ended: float = 0.0
    """When it failed, in seconds of the database's clock."""

    number: int = 0
    end: str = ""
    """Which end of the batch they know of, where it is over."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Read what `str` wrote; anything else is the beginning."""
        found = _CURSOR.fullmatch(text)
        if found is None:
            return cls()
        return cls(float(found[1]), int(found[2]), found[3] or "")

    def __str__(self) -> str:
        """Return it as the id of an event."""
        return f"{self.ended:.9f}-{self.number}{f'-{self.end}' if self.end else ''}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that whoever watches is told."""

    kind: Kind
    cursor: Cursor
    overview: Overview | None = None
    """Of `progress`."""

    item: BatchItem | None = None
    """Of `failed`."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long and how often, in seconds."""

    life: float = 25.0
    look: float = 0.5
    quiet: float = 10.0
    """After which a sign of life is given."""

    rate: float = 5.0
    """After which the rate is told again though nothing else has changed."""


def _never() -> bool:
    return False


@dataclass(slots=True)
class Watchers:
    """Everybody who watches batches through one process."""

    most: int
    """Streams at once; each holds a thread."""

    stopping: Callable[[], bool] = _never
    """Whether the server wants to stop."""

    pace: Pace = Pace()
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(self, batches: Batches, batch_id: str, since: Cursor) -> Iterator[Event]:
        """Yield what happens to a batch until it, or the time of the stream, or the server ends.

        Where too many watch already, how things stand is told once.

        Args:
            batches: what to work with.
            batch_id: a batch that the caller may see.
            since: what they know.
        """
        has_room = self._enter()
        try:
            pace = self.pace if has_room else Pace(life=0.0)
            yield from _stream(batches, batch_id, since, pace, self.stopping)
        finally:
            if has_room:
                self._leave()

    def _enter(self) -> bool:
        with self._lock:
            has_room = self._count < self.most
            self._count += has_room
        return has_room

    def _leave(self) -> None:
        with self._lock:
            self._count -= 1


def is_news(overview: Overview, since: Cursor) -> bool:
    """Say whether there may be anything to tell somebody who knows so much."""
    return not since.end or since.end != _end(overview.batch)


def latest_failures(
    batches: Batches, batch_id: str, most: int
) -> tuple[Sequence[BatchItem], Cursor]:
    """Return what failed last, the newest first, and from where a stream goes on.

    The stream may tell the youngest of them once more: no older one is to be missed.
    """
    statement = (
        select(BatchItem, BatchItem.ended <= clock() - HOLD)
        .where(*_failed(batch_id))
        .order_by(BatchItem.ended.desc(), BatchItem.number.desc())
        .limit(most)
    )
    with batches.database.reading() as session:
        rows = session.execute(statement).all()
    found = [item for item, _ in rows]
    settled = next((item for item, is_settled in rows if is_settled), None)
    if settled is not None:
        return found, Cursor(settled.ended, settled.number)
    return found, Cursor(found[-1].ended, found[-1].number - 1) if found else Cursor()


def _stream(
    batches: Batches, batch_id: str, since: Cursor, pace: Pace, stopping: Callable[[], bool]
) -> Iterator[Event]:
    began = said = told = time.monotonic()
    cursor, known, held = since._replace(end=""), None, False
    while True:
        looked = time.monotonic()
        now = _look(batches, batch_id)
        rest = max(pace.look, min((time.monotonic() - looked) * _SHARE, _LONGEST_PAUSE))
        seen = (now.batch.state, now.batch.said, now.actions, _counts(now.progress))
        fresh, held = _since(batches, batch_id, cursor) if seen != known or held else ([], False)
        for item in fresh:
            cursor = Cursor(item.ended, item.number)
            yield Event("failed", cursor, item=item)
        moment = time.monotonic()
        is_stale = now.progress.left and moment - told > pace.rate
        is_over = now.batch.state in OVER
        if not held if is_over else (seen != known or is_stale):
            # who hears of the end asks for no more, so it comes after the last failure
            cursor = cursor._replace(end=_end(now.batch) if is_over else "")
            yield Event("progress", cursor, overview=now)
            known, said, told = seen, moment, moment
        elif fresh:
            said = moment
        elif moment - said > pace.quiet:
            yield Event("quiet", cursor)
            said = moment
        if (is_over and not held) or moment - began >= pace.life or stopping():
            return
        if len(fresh) < _AT_ONCE:
            time.sleep(rest)


def _end(batch: Batch) -> str:
    """Return what tells one end of a batch from another, after a further try."""
    if batch.state not in OVER or batch.finished_at is None:
        return ""
    return str(round(batch.finished_at.timestamp() * 1e6))


def _look(batches: Batches, batch_id: str) -> Overview:
    with batches.database.reading() as session:
        batch = session.get_one(Batch, batch_id)
    return Overview(batch, progress(batches.database, batch_id))


def _counts(found: Progress) -> tuple[int, ...]:
    return (
        found.unchecked,
        found.waiting,
        found.running,
        found.done,
        found.failed,
        found.cancelled,
    )


def _failed(batch_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (BatchItem.batch_id == batch_id, BatchItem.state == "failed")


def _since(batches: Batches, batch_id: str, cursor: Cursor) -> tuple[list[BatchItem], bool]:
    """Return the next failures in their order, and whether there may be more."""
    later = or_(
        BatchItem.ended > cursor.ended,
        and_(BatchItem.ended == cursor.ended, BatchItem.number > cursor.number),
    )
    statement = (
        select(BatchItem, BatchItem.ended <= clock() - HOLD)
        .where(*_failed(batch_id), later)
        .order_by(BatchItem.ended, BatchItem.number)
        .limit(_AT_ONCE)
    )
    with batches.database.reading() as session:
        rows = session.execute(statement).all()
    fresh = [item for item, is_settled in rows if is_settled]
    return fresh, len(fresh) < len(rows) or len(fresh) == _AT_ONCE
