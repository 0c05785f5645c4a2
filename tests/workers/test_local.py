"""Forked workers: told to stop at any moment, they stop."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.workers import local
from doc_service.workers.local import LocalWorkers


@pytest.fixture
def heads() -> Iterator[None]:
    """The handlers of signals as they were before."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def ended(pid: int, seconds: float = 20.0) -> int | None:
    """Wait for a process; its exit code, or None where it lives on (not any more)."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def test_a_worker_that_is_told_while_it_is_born_heeds_it(
    heads: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings({}, data_folder=tmp_path / "d", work_folder=tmp_path / "w")
    with DocService.open(settings) as service:
        service.open_records()
        service.database.close()
        workers = LocalWorkers(service, 1)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, workers._stop)
        # the first thing a newborn does is the moment at which it is told
        monkeypatch.setattr(local.os, "nice", lambda _: os.kill(os.getpid(), signal.SIGTERM))
        workers._fill()
        [pid] = workers._workers
        assert ended(pid) == 0
    assert not {signal.SIGTERM, signal.SIGINT} & signal.pthread_sigmask(signal.SIG_BLOCK, [])
