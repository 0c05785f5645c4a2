"""A worker whose LibreOffice leaves: one call of its command line for many documents."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from doc_service.conversion import command_worker
from doc_service.conversion.options import PoolOptions
from doc_service.conversion.pdf import Again, Outcome, Pdf, fault, page_count
from doc_service.conversion.uno_office import EXPORT, draft
from doc_service.conversion.worker import Worker, read_output
from doc_service.errors import (
    ConversionError,
    ConversionTimeout,
    ConverterCrashed,
    UnconvertibleDocument,
)

# LibreOffice 7.4 leaves with 0 even when it could read none of its files, later ones with 1.
# Anything else is a crash: a signal is negative.
_LEFT_BY_ITSELF = (0, 1)

_JSON_TYPES = {bool: "boolean", int: "long", str: "string"}


class CommandWorker(Worker):
    """Starts, converts batches, stops; one batch at a time, in whichever thread asks."""

    def __init__(
        self,
        options: PoolOptions,
        folder: Path,
        *,
        gone: Callable[[], None],
        prefix: tuple[str, ...] = (),
    ) -> None:
        """Start nothing yet; see `Worker`."""
        program = (Path(sys.executable), Path(command_worker.__file__))
        super().__init__(options, folder, program=program, gone=gone, prefix=prefix)

    def convert_all(self, documents: Sequence[bytes], watermark: str) -> list[Outcome]:
        """Return what becomes of every document; all of them have one deadline together.

        After a crash or a time-out the process is dead, and some may have been kept from their
        turn.

        Raises:
            ConverterCrashed: The documents cannot be written.
            OutOfDiskSpace: There is no room for the files.
        """
        sources = [self._folder / f"{number}.docx" for number in range(len(documents))]
        targets = [source.with_suffix(".pdf") for source in sources]
        try:
            for source, document in zip(sources, documents, strict=True):
                self._write(source, document)
            ending = self._run(sources, watermark)
            contents = [read_output(target) for target in targets]
        finally:
            for path in (*sources, *targets):
                with contextlib.suppress(OSError):
                    path.unlink()  # never to be taken for the next batch's
        outcomes = [
            self._outcome(document, content, ending)
            for document, content in zip(documents, contents, strict=True)
        ]
        return _spare(outcomes, ending) if len(outcomes) > 1 else outcomes

    def _run(self, sources: list[Path], watermark: str) -> ConversionError | None:
        """Convert the files; return why LibreOffice did not come to the end of them, if so."""
        request = {"sources": [source.name for source in sources], "output": output(watermark)}
        try:
            code = self._ask(request).get("code")
        except ConversionError as error:
            return error
        if code in _LEFT_BY_ITSELF:
            return None
        self._kill()
        detail = f"soffice left with code {code} while converting: {self._log_tail()}"
        return self._blame(ConverterCrashed, detail)

    def _outcome(self, document: bytes, content: bytes, ending: ConversionError | None) -> Outcome:
        pages = page_count(content)
        if not (wrong := fault(content, pages)):
            self.converted += 1
            return Pdf(content, pages, self.libreoffice)
        if ending is not None:
            return ending
        # LibreOffice passed over this document, or left it half done.
        kind = ConverterCrashed if content else UnconvertibleDocument
        return self._blame(kind, f"{wrong}: {self._log_tail()}", len(document))


def _spare(outcomes: list[Outcome], ending: ConversionError | None) -> list[Outcome]:
    """Put `Again` for the documents that may be innocent of how their batch ended.

    LibreOffice takes them in their order: a crash is the fault of the first without a PDF. The
    deadline may just have been too short for all of them.
    """
    spared = list(outcomes)
    broken = [place for place, outcome in enumerate(outcomes) if outcome is ending]
    for place in broken[1:]:
        spared[place] = Again.INNOCENT
    if broken and isinstance(ending, ConversionTimeout):
        spared[broken[0]] = Again.SUSPECT
    return spared


def output(watermark: str) -> str:
    """Return the argument of `--convert-to`: what the UNO worker asks for, in JSON.

    https://help.libreoffice.org/latest/en-US/text/shared/guide/pdf_params.html (seen with 7.4.7;
    before 7.4 options were not taken in JSON).
    """
    export = {**EXPORT, **(draft(watermark) if watermark else {})}
    data = {
        name: {
            "type": _JSON_TYPES[type(value)],
            "value": str(value).lower() if isinstance(value, bool) else str(value),
        }
        for name, value in export.items()
    }
    return f"pdf:writer_pdf_Export:{json.dumps(data)}"
