"""One worker: what it does beside its work."""

from __future__ import annotations

import time
from typing import Any

import pytest

from doc_service.errors import RecordsUnavailable
from doc_service.workers import loop
from doc_service.workers.loop import Worker


class Batches:
    database: Any = None


def test_after_the_database_was_away_nobody_is_taken_for_dead_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tries: list[float] = []

    def sweep(database: Any) -> int:
        tries.append(time.monotonic())
        if len(tries) == 1:
            raise RecordsUnavailable("Cơ sở dữ liệu không trả lời.")
        return 0

    monkeypatch.setattr(loop, "BEAT", 0.01)
    monkeypatch.setattr(loop, "LEASE", 0.4)
    monkeypatch.setattr(loop, "sweep", sweep)
    worker = Worker(Batches(), "một")  # type: ignore[arg-type]  # nothing is asked of it
    worker.keep_house()
    until = time.monotonic() + 20
    while len(tries) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    worker.stop()
    assert tries[1] - tries[0] >= 0.4
    assert tries[2] - tries[1] < 0.4
