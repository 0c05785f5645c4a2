"""The pool: a DOCX in, its PDF/A-2b out, whatever happens to LibreOffice meanwhile."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Any, Protocol

from doc_service.conversion.annotations import without_comments
from doc_service.conversion.crew import ALIVE, Crew, State
from doc_service.conversion.failures import failure, stopped
from doc_service.conversion.line import RETRY
from doc_service.conversion.options import Health, PoolOptions, Priority
from doc_service.conversion.pdf import Pdf
from doc_service.conversion.quarantine import Quarantine
from doc_service.conversion.singles import Singles
from doc_service.errors import ConversionError, ConverterCrashed, UnconvertibleDocument

log = logging.getLogger(__name__)

_SWITCH = 0.0003
"""Seconds after which a thread that computes lets another in, instead of Python's 0.005: a thread
that has an answer of LibreOffice would wait that long while the others make documents. A dossier of
nine took 1.31 times its conversions with 5 ms, 1.14 times with 0.3 ms."""

# Longer text does not fit a page, nor (with its escapes) a message to the worker.
_LONGEST_WATERMARK = 100

# Every DOCX is a ZIP with parts in this folder (names are plain text in a ZIP). Of an empty file
# or a workbook LibreOffice 7.4 would make one empty page, and call it done.
_ZIP_MARK, _WORD_FOLDER = b"PK\x03\x04", b"word/"


class Way(Protocol):
    """How documents get to workers; what befalls a document is the pool's business."""

    @property
    def crew(self) -> Crew[Any]:
        """Return the workers."""

    @property
    def waiting(self) -> int:
        """Return how many documents wait."""

    def start(self) -> None:
        """Begin to get the workers ready, and return at once."""

    def convert(self, docx: bytes, watermark: str, priority: int) -> Pdf:
        """Convert once; see `ConverterPool.convert` for what is raised."""

    def stop(self) -> None:
        """Kill every process, remove the folder, send away whoever waits. Final; repeatable."""


class ConverterPool:
    """Converts DOCX to PDF/A-2b with LibreOffice processes; safe from many threads.

    Start it after forking: its threads do not follow into a child.
    """

    def __init__(self, options: PoolOptions, way: Way | None = None) -> None:
        """Start nothing: the first conversion does, or `start`; warm workers if not told else."""
        self.way = way or Singles(options)
        self._quarantine = Quarantine()
        self._lock = threading.Lock()
        self._converted = 0
        sys.setswitchinterval(min(sys.getswitchinterval(), _SWITCH))

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
        self.way.start()

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
        if not docx.startswith(_ZIP_MARK) or _WORD_FOLDER not in docx:
            raise failure(UnconvertibleDocument, f"no DOCX: it begins with {docx[:8]!r}")
        docx = without_comments(docx)
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
        states = self.way.crew.states()
        alive = sum(state in ALIVE for state in states)
        return Health(
            ready=alive > 0,
            workers=alive,
            busy=states.count(State.BUSY),
            waiting=self.way.waiting,
            converted=self._converted,
            restarts=self.way.crew.restarts,
            quarantined=len(self._quarantine),
            libreoffice=self.way.crew.libreoffice,
            message=self._message(states),
        )

    def stop(self) -> None:
        """Kill every process, remove the folder, send away whoever waits. Final; repeatable."""
        self.way.stop()

    def _try(self, docx: bytes, watermark: str, priority: int) -> Pdf:
        """Convert once, and keep in mind what came of it."""
        try:
            pdf = self.way.convert(docx, watermark, priority)
        except ConversionError as error:
            if self.way.crew.closing:
                raise stopped() from error
            self._quarantine.strike(docx, type(error))
            raise
        with self._lock:
            self._converted += 1
        return pdf

    def _message(self, states: list[State]) -> str:
        if self.way.crew.closing:
            return "Dịch vụ tạo PDF đã dừng."
        if any(state in ALIVE for state in states):
            return "Dịch vụ tạo PDF đang hoạt động."
        if State.WARMING in states:
            return "LibreOffice đang khởi động."
        if self.way.crew.last_error is not None:
            return str(self.way.crew.last_error)
        return "LibreOffice chưa được khởi động."
