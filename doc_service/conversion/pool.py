"""The pool: a DOCX in, its PDF/A-2b out, whatever happens to LibreOffice meanwhile."""

from __future__ import annotations

import logging
import threading
import time
from types import TracebackType

from doc_service.conversion.crew import ALIVE, Crew, State
from doc_service.conversion.failures import stopped
from doc_service.conversion.line import RETRY
from doc_service.conversion.options import Health, PoolOptions, Priority
from doc_service.conversion.pdf import Pdf
from doc_service.conversion.quarantine import Quarantine
from doc_service.errors import ConversionError, ConverterCrashed

log = logging.getLogger(__name__)

# Longer text does not fit a page, nor (with its escapes) a message to the worker.
_LONGEST_WATERMARK = 100


class ConverterPool:
    """Converts DOCX to PDF/A-2b with warm LibreOffice processes; safe from many threads.

    Start it after forking: its threads do not follow into a child.
    """

    def __init__(self, options: PoolOptions) -> None:
        """Start nothing: the first conversion does, or `start`."""
        self._queue_timeout = options.queue_timeout
        self._crew = Crew(options)
        self._quarantine = Quarantine()
        self._lock = threading.Lock()
        self._converted = 0

    def __enter__(self) -> ConverterPool:
        """Start and return the pool."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop the pool."""
        self.stop()

    def start(self) -> None:
        """Begin to warm the workers, and return at once.

        Raises:
            ConverterStartFailed: The pool is stopped, or its folder cannot be made.
        """
        self._crew.start()

    def convert(
        self, docx: bytes, *, watermark: str = "", priority: Priority = Priority.DOCUMENT
    ) -> Pdf:
        """Return the PDF/A-2b of a DOCX; blocks, starting the pool if need be.

        A document whose worker dies is tried once more on another; after a time-out nothing is.

        Args:
            docx: The document.
            watermark: Text across every page, such as “DỰ THẢO”, up to 100 characters.
            priority: Lower goes first.

        Raises:
            ConversionError: One of its kinds; its text is for clerks, its `detail` for the log.
            ValueError: The watermark is too long.
        """
        if len(watermark) > _LONGEST_WATERMARK:
            raise ValueError(f"a watermark has at most {_LONGEST_WATERMARK} characters")
        self._quarantine.admit(docx)
        try:
            pdf = self._try(docx, watermark, priority)
        except ConverterCrashed as error:
            log.warning("second try after a crash", extra={"detail": error.detail})
            self._quarantine.admit(docx)
            pdf = self._try(docx, watermark, RETRY)
        self._quarantine.forgive(docx)
        return pdf

    def health(self) -> Health:
        """Return the state of this moment; never waits for a worker."""
        states = self._crew.states()
        alive = sum(state in ALIVE for state in states)
        return Health(
            ready=alive > 0,
            workers=alive,
            busy=states.count(State.BUSY),
            waiting=self._crew.waiting,
            converted=self._converted,
            restarts=self._crew.restarts,
            quarantined=len(self._quarantine),
            libreoffice=self._crew.libreoffice,
            message=self._message(states),
        )

    def stop(self) -> None:
        """Kill every process, remove the folder, send away whoever waits. Final; repeatable."""
        self._crew.stop()

    def _try(self, docx: bytes, watermark: str, priority: int) -> Pdf:
        """Convert once, on the first worker that is free."""
        begun = time.monotonic()
        post = self._crew.take(priority, self._queue_timeout)
        taken = time.monotonic()
        try:
            pdf = post.worker.convert(docx, watermark)
        except ConversionError as error:
            if self._crew.closing:
                raise stopped() from error
            self._quarantine.strike(docx, type(error))
            raise
        finally:
            self._crew.give_back(post)
        with self._lock:
            self._converted += 1
        log.info(
            "converted",
            extra={
                "worker": post.number,
                "pages": pdf.pages,
                "bytes": len(pdf.content),
                "waited_ms": round((taken - begun) * 1000),
                "converted_ms": round((time.monotonic() - taken) * 1000),
            },
        )
        return pdf

    def _message(self, states: list[State]) -> str:
        if self._crew.closing:
            return "Dịch vụ tạo PDF đã dừng."
        if any(state in ALIVE for state in states):
            return "Dịch vụ tạo PDF đang hoạt động."
        if State.WARMING in states:
            return "LibreOffice đang khởi động."
        if self._crew.last_error is not None:
            return str(self._crew.last_error)
        return "LibreOffice chưa được khởi động."
