"""One worker: a LibreOffice with its folder, spoken to through a script; converts nothing yet."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from doc_service.conversion import uno_worker
from doc_service.conversion.failures import failure, of_system
from doc_service.conversion.options import PoolOptions
from doc_service.conversion.process import Process, ProcessGone, ProcessSilent
from doc_service.conversion.registry import write_profile
from doc_service.conversion.workspace import pipe_names, profile_url
from doc_service.errors import (
    ConversionError,
    ConversionTimeout,
    ConverterCrashed,
    ConverterMissing,
    ConverterStartFailed,
    OutOfDiskSpace,
)

log = logging.getLogger(__name__)

# Names inside the worker's folder.
_PROFILE, _TEMPORARY = "profile", "tmp"

# A PDF larger than this is no document; LibreOffice would fill the disk with it.
_LARGEST_FILE_BYTES = 512 * 1024 * 1024

# With less than this free (and room for the document), a failure is the disk's. LibreOffice
# removes what it could not finish, so the disk looks less full than it was.
_FREE_BYTES = 4 * 1024 * 1024

# More than `uno_worker.CLEAN_STOP_SECONDS`, which is part of it.
_STOP_SECONDS = uno_worker.CLEAN_STOP_SECONDS + 2.0


class Worker:
    """Starts, is asked, stops; one request at a time, in whichever thread asks.

    What is asked, and what becomes of the answer, is for those that inherit.
    """

    def __init__(
        self,
        options: PoolOptions,
        folder: Path,
        *,
        program: tuple[Path, Path],
        gone: Callable[[], None],
        prefix: tuple[str, ...] = (),
    ) -> None:
        """Start nothing yet.

        Args:
            options: Programs and limits.
            folder: This worker's own; it is made, emptied and removed here.
            program: A Python, and the script it runs: `uno_worker.py` tells what they say.
            gone: Called in a thread of its own when the process is gone.
            prefix: Goes before the command, see `isolation.no_network`.
        """
        self._options = options
        self._folder = folder
        self._python, self._script = program
        self._gone = gone
        self._prefix = prefix
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._closed = False
        self._pid = 0
        self.libreoffice = ""
        self.converted = 0

    def start(self) -> None:
        """Start LibreOffice and wait until it is ready.

        Raises:
            ConverterMissing: A program is not there, or the Python has no `uno`.
            ConverterStartFailed: It left, or is not ready in time.
            OutOfDiskSpace: There is no room for its folder.
        """
        deadline = time.monotonic() + self._options.start_timeout
        process = self._launch()
        try:
            message = json.loads(process.receive(deadline))
        except ProcessSilent:
            raise self._start_failure(process, "not ready in time") from None
        except (ProcessGone, ValueError):
            raise self._start_failure(process, "left before it was ready") from None
        if message["event"] != "ready":
            missing = message["kind"] in ("soffice", "uno")
            kind = ConverterMissing if missing else ConverterStartFailed
            raise self._start_failure(process, message["detail"], kind)
        self._pid = message["pid"]
        self.libreoffice = message["version"]
        self.converted = 0

    def healthy(self) -> bool:
        """Tell whether the process is alive."""
        return self._process is not None and self._process.healthy()

    def settled(self) -> bool:
        """Tell whether it can be asked, as soon as it has ended what it does after an answer."""
        return self.healthy()

    def memory_mb(self) -> int:
        """Return the resident memory of the process that stays, in MiB; 0 when unreadable."""
        try:
            status = Path(f"/proc/{self._pid}/status").read_text()
        except OSError:
            return 0
        lines = (line.split() for line in status.splitlines() if line.startswith("VmRSS:"))
        return next((int(kilobytes) // 1024 for _, kilobytes, _ in lines), 0)

    def retire(self) -> None:
        """Let LibreOffice leave in good order and keep its profile; it can be started again."""
        process = self._process
        if process is None or not self.settled():
            self.stop()
            return
        in_good_order = False
        try:
            process.send(b'{"stop": true}')
            process.receive(time.monotonic() + _STOP_SECONDS)
        except ProcessGone:
            in_good_order = True
        except ProcessSilent:
            log.warning("LibreOffice did not leave when asked")
        process.stop()
        self._sweep(keep_profile=in_good_order)

    def stop(self) -> None:
        """Kill the process and remove the folder; it can be started again."""
        self._kill()
        self._sweep(keep_profile=False)

    def close(self) -> None:
        """Stop for good, even if another thread is about to start it."""
        with self._lock:
            self._closed = True
        self.stop()

    def _launch(self) -> Process:
        """Prepare the folder and start the worker script in it."""
        for program in (self._options.soffice, self._python):
            if shutil.which(program) is None:
                raise failure(ConverterMissing, f"{program}: no such program")
        with self._lock:
            if self._closed:
                raise failure(ConverterStartFailed, "the worker is closed")
            try:
                (self._folder / _TEMPORARY).mkdir(parents=True, exist_ok=True)
                write_profile(self._folder / _PROFILE)
                self._process = Process(
                    self._command(),
                    folder=self._folder,
                    environment=self._environment(),
                    gone=self._gone,
                )
                self._process.start()
            except OSError as error:
                raise of_system(error, ConverterStartFailed) from error
            return self._process

    def _command(self) -> list[str]:
        config = {
            "soffice": str(self._options.soffice),
            "folder": str(self._folder),
            "profile": profile_url(self._folder),
            "pipes": pipe_names(self._folder),
            "largest_file": _LARGEST_FILE_BYTES,
            "parent": os.getpid(),
            "allocator": str(self._options.allocator or ""),
        }
        python, script = str(self._python), str(self._script.resolve())
        return [*self._prefix, python, "-B", script, json.dumps(config)]

    def _environment(self) -> dict[str, str]:
        """Return the little a child may know: nothing of the service's own environment."""
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self._folder),
            "TMPDIR": str(self._folder / _TEMPORARY),
            "LANG": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",  # no display library is touched
        }

    def _write(self, source: Path, docx: bytes) -> None:
        try:
            source.write_bytes(docx)
        except OSError as error:
            problem = of_system(error, ConverterCrashed)
            if isinstance(problem, ConverterCrashed):
                self._kill()  # the next one starts with a new folder
            raise problem from error

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Send a request and return the answer; whatever goes wrong, the process is dead then."""
        process = self._process
        if process is None:
            raise failure(ConverterCrashed, "the process is not started")
        try:
            process.send(json.dumps(request).encode())
            message = json.loads(process.receive(time.monotonic() + self._options.deadline))
        except ProcessSilent:
            self._kill()
            detail = f"no answer in {self._options.deadline:g} s"
            raise failure(ConversionTimeout, detail) from None
        except (ProcessGone, ValueError):
            self._kill()
            detail = f"LibreOffice left while converting: {process.log_tail()}"
            raise self._blame(ConverterCrashed, detail) from None
        except BaseException:  # Ctrl-C: the answer would be taken for the next document's
            self._kill()
            raise
        return dict(message)

    def _start_failure(
        self,
        process: Process,
        detail: str,
        kind: type[ConversionError] = ConverterStartFailed,
    ) -> ConversionError:
        process.stop()
        error = self._blame(kind, f"{detail}; {process.log_tail()}".rstrip("; "))
        self._sweep(keep_profile=False)
        return error

    def _blame(
        self, kind: type[ConversionError], detail: str, document_bytes: int = 0
    ) -> ConversionError:
        """Return the error of this kind, or of a full disk if that is the likelier cause."""
        with contextlib.suppress(OSError):
            if shutil.disk_usage(self._folder.parent).free < _FREE_BYTES + 2 * document_bytes:
                return failure(OutOfDiskSpace, detail)
        return failure(kind, detail)

    def _log_tail(self) -> str:
        return "" if self._process is None else self._process.log_tail()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.stop()

    def _sweep(self, *, keep_profile: bool) -> None:
        uno_worker.remove_pipes(pipe_names(self._folder))
        if not keep_profile:
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        shutil.rmtree(self._folder / _TEMPORARY, ignore_errors=True)


def read_output(target: Path) -> bytes:
    """Return what LibreOffice has written, nothing included."""
    try:
        return target.read_bytes()
    except OSError:
        return b""
