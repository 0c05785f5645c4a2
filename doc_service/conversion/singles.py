"""One document, one warm worker: the way where a Python has `uno`."""

from __future__ import annotations

import logging
import time

from doc_service.conversion.crew import Crew
from doc_service.conversion.office import OfficeWorker
from doc_service.conversion.options import PoolOptions
from doc_service.conversion.pdf import Pdf

log = logging.getLogger(__name__)


class Singles:
    """Converts every document on the first warm worker that is free."""

    def __init__(self, options: PoolOptions) -> None:
        """Start nothing."""
        self._queue_timeout = options.queue_timeout
        self.crew = Crew(options, OfficeWorker)

    @property
    def waiting(self) -> int:
        """Return how many documents wait."""
        return self.crew.waiting

    def start(self) -> None:
        """Begin to warm the workers, and return at once."""
        self.crew.start()

    def convert(self, docx: bytes, watermark: str, priority: int) -> Pdf:
        """Convert once; see `ConverterPool.convert` for what is raised."""
        begun = time.monotonic()
        post = self.crew.take(priority, self._queue_timeout)
        taken = time.monotonic()
        try:
            pdf = post.worker.convert(docx, watermark)
        finally:
            self.crew.give_back(post)
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

    def stop(self) -> None:
        """Kill every process, remove the folder, send away whoever waits."""
        self.crew.stop()
