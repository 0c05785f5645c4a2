"""Many documents, one call of LibreOffice: the way where no Python has `uno`."""

from __future__ import annotations

import logging
import threading
import time

from doc_service.conversion.command_office import CommandWorker
from doc_service.conversion.crew import Crew, Post
from doc_service.conversion.failures import copy_of, failure, stopped
from doc_service.conversion.line import RETRY
from doc_service.conversion.options import PoolOptions
from doc_service.conversion.pdf import Again, Outcome, Pdf
from doc_service.conversion.tray import INNOCENT, Job, Tray
from doc_service.errors import ConversionError, ConverterCrashed, QueueTimeout

log = logging.getLogger(__name__)

# A call costs a second, a short document of it 50 ms; who comes last waits for all the others.
_MOST_DOCUMENTS = 20

# How long a free worker lets documents gather: little beside the second a call takes.
_MOMENT_SECONDS = 0.05

# A dispatcher asks again for a worker after so long, if anybody waits still.
_PATIENCE_SECONDS = 60.0

# Who may hang comes last of those that are tried again.
_ALONE = {Again.INNOCENT: INNOCENT, Again.SUSPECT: RETRY}


class Batches:
    """Gathers documents that wait, and converts them together, a batch on each worker."""

    def __init__(self, options: PoolOptions) -> None:
        """Start nothing."""
        self._options = options
        self._tray = Tray(options.queue_limit)
        self._lock = threading.Lock()
        self._dispatchers: list[threading.Thread] = []
        self.crew = Crew(options, CommandWorker)

    @property
    def waiting(self) -> int:
        """Return how many documents wait."""
        return self._tray.waiting

    def start(self) -> None:
        """Begin to prepare the workers, and return at once.

        Raises:
            ConverterStartFailed: This is stopped, or the folder cannot be made.
        """
        self.crew.start()
        self._start_dispatchers()

    def convert(self, docx: bytes, watermark: str, priority: int) -> Pdf:
        """Convert once, or once more alone if others kept this document from its turn.

        See `ConverterPool.convert` for what is raised.
        """
        outcome = self._hand_in(Job(docx, watermark, priority))
        if isinstance(outcome, Again):
            outcome = self._hand_in(Job(docx, watermark, _ALONE[outcome]))
        if isinstance(outcome, Pdf):
            return outcome
        if isinstance(outcome, ConversionError):
            raise outcome
        raise failure(ConverterCrashed, "a document that was alone is said to have had company")

    def stop(self) -> None:
        """Kill every process, remove the folder, send away whoever waits."""
        self._tray.close(stopped())
        self.crew.stop()
        with self._lock:
            dispatchers = list(self._dispatchers)
        for dispatcher in dispatchers:
            dispatcher.join()

    def _start_dispatchers(self) -> None:
        """Have one thread for each worker, so that one that hangs does not stop the others."""
        with self._lock:
            for number in range(len(self._dispatchers), self._options.workers):
                dispatcher = threading.Thread(
                    target=self._dispatch, name=f"conversion-batch-{number}", daemon=True
                )
                self._dispatchers.append(dispatcher)
                dispatcher.start()

    def _hand_in(self, job: Job) -> Outcome:
        """Wait for what becomes of a document."""
        self._tray.put(job)
        self._start_dispatchers()
        timeout = self._options.queue_timeout
        try:
            if not job.taken.wait(timeout) and self._tray.withdraw(job):
                raise failure(QueueTimeout, f"no worker became free in {timeout:.1f} s")
            job.done.wait()
        finally:
            self._tray.withdraw(job)  # Ctrl-C: nobody wants it any more
        return job.outcome

    def _dispatch(self) -> None:
        """Take batches to workers, until stopped."""
        while self._tray.wait():
            try:
                post = self.crew.take(RETRY, _PATIENCE_SECONDS)
            except QueueTimeout:
                continue
            except ConversionError as error:
                self._tray.fail(error)
                continue
            jobs: list[Job] = []
            try:
                time.sleep(_MOMENT_SECONDS)
                jobs = self._tray.take(_MOST_DOCUMENTS)
                outcomes = self._convert(post, jobs) if jobs else []
            finally:
                self.crew.give_back(post)
            for job, outcome in zip(jobs, outcomes, strict=True):
                job.finish(outcome)

    def _convert(self, post: Post[CommandWorker], jobs: list[Job]) -> list[Outcome]:
        """Convert a batch; whatever happens, something becomes of every document."""
        taken = time.monotonic()
        try:
            outcomes = post.worker.convert_all([job.docx for job in jobs], jobs[0].watermark)
        except ConversionError as error:
            return [copy_of(error) for _ in jobs]
        except Exception as error:  # nobody may be left waiting
            log.exception("a batch cannot be converted", extra={"worker": post.number})
            post.worker.stop()
            return [failure(ConverterCrashed, repr(error)) for _ in jobs]
        seconds = time.monotonic() - taken
        for job, outcome in zip(jobs, outcomes, strict=True):
            if isinstance(outcome, Pdf):
                log.info(
                    "converted",
                    extra={
                        "worker": post.number,
                        "pages": outcome.pages,
                        "bytes": len(outcome.content),
                        "waited_ms": round((taken - job.came) * 1000),
                        "converted_ms": round(seconds * 1000),
                        "batch": len(jobs),
                    },
                )
        return outcomes
