"""A worker whose LibreOffice stays: warm, and driven over UNO, one document after the other."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from doc_service.conversion import uno_worker
from doc_service.conversion.options import PoolOptions
from doc_service.conversion.pdf import Pdf, fault
from doc_service.conversion.process import Process, ProcessGone, ProcessSilent
from doc_service.conversion.worker import Worker, read_output
from doc_service.errors import ConverterCrashed, UnconvertibleDocument

# Names inside the worker's folder; never the clerk's, which could hold anything.
_SOURCE, _TARGET = "in.docx", "out.pdf"

# A long document is put away in a tenth of a second.
_PUT_AWAY_SECONDS = 10.0


class OfficeWorker(Worker):
    """Starts, converts, stops; one conversion at a time, in whichever thread asks."""

    def __init__(
        self,
        options: PoolOptions,
        folder: Path,
        *,
        gone: Callable[[], None],
        prefix: tuple[str, ...] = (),
    ) -> None:
        """Start nothing yet; see `Worker`."""
        program = (options.uno_python, Path(uno_worker.__file__))
        super().__init__(options, folder, program=program, gone=gone, prefix=prefix)
        self._settling: Process | None = None

    def settled(self) -> bool:
        """Tell whether it can be asked, once it has put away the document of before."""
        process, self._settling = self._settling, None
        if process is not None and process is self._process:
            try:
                process.receive(time.monotonic() + _PUT_AWAY_SECONDS)
            except ProcessSilent:
                self._kill()
            except ProcessGone:
                return False
        return self.healthy()

    def convert(self, docx: bytes, watermark: str) -> Pdf:
        """Return the PDF of a document. After a crash or a time-out the process is dead.

        Raises:
            ConverterCrashed: The process left, or gave no whole PDF.
            ConversionTimeout: The deadline passed.
            UnconvertibleDocument: LibreOffice said that it cannot.
            OutOfDiskSpace: There is no room for the files.
        """
        source, target = self._folder / _SOURCE, self._folder / _TARGET
        try:
            self._write(source, docx)
            message = self._ask({"source": _SOURCE, "target": _TARGET, "watermark": watermark})
            self._settling = self._process
            if message.get("event") != "done":
                raise self._blame(UnconvertibleDocument, str(message.get("detail")), len(docx))
            self.converted += 1
            content = read_output(target)
        finally:
            for path in (source, target):
                with contextlib.suppress(OSError):
                    path.unlink()  # never to be taken for the next document's
        pages = int(message["pages"])
        if wrong := fault(content, pages):
            self._kill()
            raise self._blame(ConverterCrashed, wrong, len(docx))
        return Pdf(content, pages, self.libreoffice)
