"""The engine `local`: one main process, forked workers, and the ledger; no server besides."""

from __future__ import annotations

import fcntl
import functools
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final

from doc_service.errors import SettingsError
from doc_service.ledger import hand_back
from doc_service.service import DocService
from doc_service.settings import ROOT
from doc_service.workers.children import die_with, keep_for_children
from doc_service.workers.giving_way import GivingWay
from doc_service.workers.loop import Worker

log = logging.getLogger(__name__)

_LOCK: Final = "workers.lock"
"""In the data folder: held by the main process of its workers."""

NICE: Final = 10
"""Workers give way to whoever waits at a screen."""

_TOLD: Final = (signal.SIGTERM, signal.SIGINT)
"""Signals that say stop."""

_LOCK_SECONDS: Final = 60.0
"""How long to wait for a main process that is leaving."""

_GRACE_SECONDS: Final = 150.0
"""How long workers may finish what they have claimed."""

_SHORTEST_LIFE: Final = 5.0
"""Seconds; who lives no longer is started again only after as long a pause."""


def machine(data_folder: Path) -> str:
    """Return how the names of this machine's workers begin; two data folders are two machines."""
    return f"{socket.gethostname()}/{zlib.crc32(bytes(data_folder)):08x}:"


class LocalWorkers:
    """Keeps a number of forked workers alive; run it in a process without threads."""

    def __init__(self, service: DocService, count: int) -> None:
        """Start nothing; the service is open, its LibreOffice is not."""
        self._service = service
        self._count = count
        self._workers: dict[int, tuple[str, float]] = {}
        """Process → (owner, when it was started)."""
        self._stopping = False

    def run(self) -> None:
        """Work until a signal says stop.

        Raises:
            SettingsError: another main process works in this data folder.
        """
        folder = self._service.settings.data_folder
        with _alone(folder):
            self._service.open_records()
            # nobody else works here: what is held was held when the power went
            found = hand_back(self._service.database, machine(folder), blame=False)
            if found:
                log.warning("items of before are taken up again", extra={"items": found})
            self._service.database.close()
            keep_for_children()
            for number in _TOLD:
                signal.signal(number, self._stop)
            while not self._stopping:
                self._fill()
                self._wait()
            self._leave()

    def _fill(self) -> None:
        while len(self._workers) < self._count and not self._stopping:
            owner = f"{machine(self._service.settings.data_folder)}{secrets.token_hex(8)}"
            main = os.getpid()
            # a signal between the fork and what either side does about signals would be lost
            signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD)
            pid = os.fork()
            if not pid:
                _be_worker(self._service, owner, main)
            self._workers[pid] = (owner, time.monotonic())
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD)

    def _wait(self) -> None:
        """Wait until a worker is gone, and give back at once what it held."""
        try:
            pid, status = os.waitpid(-1, 0)
        except (InterruptedError, ChildProcessError):
            return
        owner, since = self._workers.pop(pid, ("", 0.0))
        if not owner or self._stopping:
            return
        log.warning("worker is gone", extra={"status": os.waitstatus_to_exitcode(status)})
        with suppress(Exception):  # else its lease ends
            hand_back(self._service.database, owner, blame=True)
        self._service.database.close()
        if time.monotonic() - since < _SHORTEST_LIFE:
            time.sleep(_SHORTEST_LIFE)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        for pid in self._workers:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)

    def _leave(self) -> None:
        until = time.monotonic() + _GRACE_SECONDS
        while self._workers and time.monotonic() < until:
            with suppress(ChildProcessError):
                pid, _ = os.waitpid(-1, os.WNOHANG)
                self._workers.pop(pid, None)
            time.sleep(0.05)
        for pid in self._workers:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _be_worker(service: DocService, owner: str, parent: int) -> None:
    """Be a worker, and end as one; never returns."""
    status = 1
    try:
        die_with(parent)
        os.nice(NICE)
        worker = Worker(service.batches, owner)
        GivingWay(service.settings.data_folder).start()
        for number in _TOLD:
            signal.signal(number, lambda *_: worker.stop())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD)
        worker.run()
        service.close()
        status = 0
    except BaseException:
        log.exception("worker ends")
    finally:
        logging.shutdown()
        os._exit(status)


def busy_elsewhere(folder: Path) -> bool:
    """Say whether workers are at work in a data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        _close(descriptor)
    return False


@contextmanager
def working() -> Iterator[Callable[[], bool]]:
    """Have workers work beside this process, as long as it lives.

    Yields:
        What tells whether they are still at it.
    """
    die = functools.partial(die_with, os.getpid())
    command = [sys.executable, "-m", "doc_service", "worker"]
    # wherever this process stands, they find the package where it did
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))}
    process = subprocess.Popen(command, preexec_fn=die, env=environ)
    try:
        yield lambda: process.poll() is None
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder; a dead process holds none, whatever its number says."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    os.register_at_fork(after_in_child=lambda: _close(descriptor))
    until = time.monotonic() + _LOCK_SECONDS
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise SettingsError(
                        f"Đã có tiến trình lập văn bản khác dùng thư mục {folder}."
                    ) from None
                threading.Event().wait(0.5)
        yield
    finally:
        _close(descriptor)


def _close(descriptor: int) -> None:
    with suppress(OSError):
        os.close(descriptor)
