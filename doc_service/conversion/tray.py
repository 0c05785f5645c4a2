"""The tray: documents that wait to be taken by the batch."""

from __future__ import annotations

import bisect
import itertools
import threading
import time
from dataclasses import dataclass, field

from doc_service.conversion.failures import copy_of, failure
from doc_service.conversion.line import RETRY
from doc_service.conversion.pdf import Again, Outcome
from doc_service.errors import ConversionError, QueueFull

INNOCENT = RETRY - 1
"""Priority of a second try that need not fail: others may have to wait for one that hangs."""


@dataclass(slots=True, eq=False)
class Job:
    """A document, from its coming in until something has become of it."""

    docx: bytes
    watermark: str
    priority: int
    came: float = field(default_factory=time.monotonic)
    taken: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    outcome: Outcome = Again.INNOCENT

    def finish(self, outcome: Outcome) -> None:
        """Tell whoever waits what has become of the document."""
        self.outcome = outcome
        self.taken.set()
        self.done.set()


class Tray:
    """Holds jobs by priority, then first come, first served; safe from many threads."""

    def __init__(self, limit: int) -> None:
        """Admit at most `limit` at once; retries come on top."""
        self._limit = limit
        self._changed = threading.Condition()
        self._jobs: list[tuple[int, int, Job]] = []
        self._numbers = itertools.count()
        self._closed: ConversionError | None = None

    @property
    def waiting(self) -> int:
        """Return how many wait."""
        return len(self._jobs)

    def put(self, job: Job) -> None:
        """Have a job wait.

        Raises:
            QueueFull: Too many wait already.
            ConversionError: Whatever `close` was told.
        """
        with self._changed:
            if self._closed is not None:
                raise copy_of(self._closed)
            if len(self._jobs) >= self._limit and job.priority > RETRY:
                raise failure(QueueFull, f"{len(self._jobs)} documents wait already")
            bisect.insort(self._jobs, (job.priority, next(self._numbers), job))
            self._changed.notify_all()

    def withdraw(self, job: Job) -> bool:
        """Take back a job that nobody has taken; tell whether it was there."""
        with self._changed:
            left = [entry for entry in self._jobs if entry[2] is not job]
            found = len(left) < len(self._jobs)
            self._jobs = left
            return found

    def wait(self) -> bool:
        """Wait until there is a job; tell False once the tray is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._closed)
            return self._closed is None

    def take(self, most: int) -> list[Job]:
        """Return the first job, with others of its priority and watermark; a retry is alone."""
        with self._changed:
            if not self._jobs:
                return []
            priority, _, first = self._jobs[0]
            alike = [
                entry
                for entry in self._jobs
                if entry[0] == priority and entry[2].watermark == first.watermark
            ][: 1 if priority <= RETRY else most]
            self._jobs = [entry for entry in self._jobs if entry not in alike]
            jobs = [job for _, _, job in alike]
            for job in jobs:
                job.taken.set()
            return jobs

    def fail(self, error: ConversionError) -> None:
        """Send everybody who waits away with this error."""
        with self._changed:
            jobs, self._jobs = self._jobs, []
        for _, _, job in jobs:
            job.finish(copy_of(error))

    def close(self, error: ConversionError) -> None:
        """Send away everybody, now and from now on."""
        with self._changed:
            self._closed = error
            self._changed.notify_all()
        self.fail(error)
