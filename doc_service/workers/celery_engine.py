"""The engine `celery`: workers on many machines, woken through Redis or RabbitMQ.

A message only says that there may be something to do; what it is stands in the ledger, which is in
PostgreSQL then. So a message that is lost, late or delivered twice costs nothing but a second.
"""

from __future__ import annotations

import functools
import logging
import os
import secrets
import signal
import subprocess
import sys
import time
from types import FrameType
from typing import Any, Final

from celery import Celery, signals

from doc_service.ledger import has_work
from doc_service.ledger.terms import HARD_LIMIT
from doc_service.logs import configure_logs
from doc_service.records import Database
from doc_service.service import DocService
from doc_service.settings import Settings, load_settings
from doc_service.workers.children import die_with, keep_for_children
from doc_service.workers.local import NICE, machine
from doc_service.workers.loop import Worker
from doc_service.workers.stopping import Stopping

log = logging.getLogger(__name__)

TASK: Final = "jobs.run"

QUEUE: Final = "vanthu"
"""Not Celery's usual one: on a broker that others use too, theirs would take what is ours."""

_TURN_SECONDS: Final = 20.0
"""How long one message has a process work, while there is something to do."""

_WAKE_SECONDS: Final = 1.0
"""How often a machine looks into the ledger and wakes its workers."""

_EXPIRES_SECONDS: Final = 3.0
"""A message that nobody had time for says nothing any more."""

_PAUSE_SECONDS: Final = 2.0
"""Before Celery is started again."""


def application(settings: Settings) -> Celery:
    """Return the Celery application; it asks nothing of the broker yet.

    Its queue is a classic one also on RabbitMQ. A quorum queue writes every message to most disks
    of a cluster, and these are worth three seconds; the broker need not even write them to one.
    """
    app = Celery("vanthu", broker=settings.jobs_url)
    app.conf.update(
        task_acks_late=False,  # the ledger gives back what was lost; the broker would only loop
        task_reject_on_worker_lost=False,
        task_default_queue=QUEUE,
        task_default_delivery_mode="transient",
        # else a machine whose cable was out is refused until RabbitMQ has missed it for a minute
        control_queue_exclusive=False,
        task_ignore_result=True,
        task_time_limit=HARD_LIMIT + 30,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"visibility_timeout": 3600},
    )
    return app


class CeleryWorkers:
    """Keeps a Celery worker alive on this machine, and wakes it when the ledger holds work."""

    def __init__(self, settings: Settings, database: Database, count: int) -> None:
        """Start nothing; the records are open."""
        self._app = application(settings)
        self._database = database
        self._count = count
        self._stopping = Stopping()

    def run(self) -> None:
        """Work until a signal says stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        process = self._start()
        while not self._stopping.wait(_WAKE_SECONDS):
            if process.poll() is not None:
                log.warning("celery is started again", extra={"status": process.returncode})
                self._stopping.wait(_PAUSE_SECONDS)
                process = self._start()
            self._wake()
        process.terminate()
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        die = functools.partial(die_with, os.getpid())
        command = [sys.executable, "-m", "doc_service.workers.celery_engine", str(self._count)]
        return subprocess.Popen(command, preexec_fn=die)

    def _wake(self) -> None:
        try:
            if has_work(self._database):
                for _ in range(self._count):
                    self._app.send_task(TASK, expires=_EXPIRES_SECONDS, retry=False)
        except Exception:  # the broker or the database is away; the next second is another chance
            log.warning("workers cannot be woken", exc_info=True)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping.say()


class _Process:
    """One process of Celery's pool: a worker from its first message on."""

    def __init__(self, service: DocService) -> None:
        self._service = service
        self._worker: Worker | None = None

    def begin(self, **_: Any) -> None:
        """Take the place of a process: it must answer within seconds, so nothing starts yet."""
        die_with(os.getppid())
        os.nice(NICE)
        owner = f"{machine(self._service.settings.data_folder)}{secrets.token_hex(8)}"
        self._worker = Worker(self._service.batches, owner)

    def run(self) -> None:
        """Work while there is something to do, for one turn."""
        if self._worker is None:
            return
        self._worker.keep_house()
        until = time.monotonic() + _TURN_SECONDS
        while time.monotonic() < until and self._worker.step():
            pass

    def end(self, **_: Any) -> None:
        """Stop LibreOffice."""
        self._service.close()


def _node(settings: Settings) -> str:
    """Return the name under which Celery's tools know this machine; no two may have the same."""
    return f"{QUEUE}@{machine(settings.data_folder).rstrip(':')}"


def _leave_logs(**_: Any) -> None:
    """Have Celery keep the log as it is: ours, without a line for each of its messages."""
    logging.getLogger("celery").setLevel(logging.WARNING)


def main() -> None:
    """Run a Celery worker with so many processes: `python -m … COUNT`."""
    settings = load_settings(workers=1)
    configure_logs(settings.log_level, settings.log_format)
    signals.setup_logging.connect(_leave_logs, weak=False)
    process = _Process(DocService.open(settings))
    app = application(settings)
    app.task(name=TASK)(process.run)
    signals.worker_process_init.connect(process.begin, weak=False)
    signals.worker_process_shutdown.connect(process.end, weak=False)
    keep_for_children()
    app.worker_main(
        [
            "--quiet",
            "worker",
            f"--hostname={_node(settings)}",
            f"--concurrency={sys.argv[1]}",
            "--pool=prefork",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ]
    )


if __name__ == "__main__":
    main()
