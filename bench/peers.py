"""Peers that keep a LibreOffice warm in a process of their own: unoserver and Carbone."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench import install
from bench.carbone_template import carbone_data, carbone_template
from bench.cases import Case
from bench.contenders import Timed, docxtpl_render, timed
from bench.office import UNO_PYTHON, environment, free_port, soffice
from bench.word_package import in_word_package

_START_SECONDS: Final = 60.0

CARBONE: Final = "Carbone"
CARBONE_LEAN: Final = "Carbone, mẫu gọn của VănThư"


@dataclass(slots=True)
class Unoserver:
    """docxtpl, then unoserver's own client and its warm server."""

    client: Any
    name: str = "docxtpl + unoserver"

    def make(self, case: Case) -> Timed:
        """Make the PDF."""
        return timed(lambda: self._convert(docxtpl_render(case)))

    def _convert(self, docx: bytes) -> bytes:
        answer = self.client.convert(indata=docx, convert_to="pdf")
        return bytes(answer)


@contextlib.contextmanager
def unoserver(folder: Path) -> Iterator[Unoserver]:
    """Start unoserver under the Python that has `uno`, and stop it in the end.

    Raises:
        PeerMissing: it cannot be installed or does not start.
    """
    package, port = install.unoserver(), free_port()
    command = [str(UNO_PYTHON), "-m", "unoserver.server", "--port", str(port)]
    command += ["--uno-port", str(free_port()), "--executable", str(soffice())]
    command += ["--user-installation", str(folder / "profile")]
    where = {**environment(), "PYTHONPATH": str(package)}
    with _process(command, folder, where) as server:
        _wait(server, port)
        sys.path.append(str(package))  # its client is plain Python
        yield Unoserver(importlib.import_module("unoserver.client").UnoClient(port=str(port)))


def _wait(server: subprocess.Popen[str], port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.2)
    raise install.PeerMissing("unoserver: không khởi động được")


@dataclass(slots=True)
class Carbone:
    """Carbone with its own template; its time is taken inside Node.js, around `render` alone."""

    process: subprocess.Popen[str]
    folder: Path
    pdf: bool
    lean: bool
    """With our lean package instead of the one Word writes."""

    name: str
    _data: dict[str, dict[str, Any]] = field(default_factory=dict)

    def make(self, case: Case) -> Timed:
        """Make the PDF, or the DOCX."""
        template = self.folder / ("lean.docx" if self.lean else "template.docx")
        if not template.exists():
            lean = carbone_template(case.form.template)
            template.write_bytes(lean if self.lean else in_word_package(lean))
        if case.label not in self._data:
            self._data[case.label] = carbone_data(case.prepared.context)
        target = self.folder / ("out.pdf" if self.pdf else "out.docx")
        request = {
            "template": str(template),
            "data": self._data[case.label],
            "target": str(target),
            "pdf": self.pdf,
        }
        answer = _ask(self.process, request)
        return Timed(answer["ms"], target.read_bytes())


@contextlib.contextmanager
def carbone(folder: Path) -> Iterator[tuple[Carbone, Carbone, Carbone]]:
    """Start Carbone with one warm LibreOffice, and stop it in the end.

    Yields:
        The contenders that make DOCX, PDF, and PDF of our lean template; they share a process.

    Raises:
        PeerMissing: it cannot be installed or does not start.
    """
    script = Path(__file__).with_name("carbone.mjs")
    command = ["node", str(script), str(install.carbone()), str(folder)]
    with _process(command, folder, environment()) as process:
        if not _read(process).get("ready"):
            raise install.PeerMissing("carbone: không khởi động được")
        yield (
            Carbone(process, folder, pdf=False, lean=False, name=CARBONE),
            Carbone(process, folder, pdf=True, lean=False, name=CARBONE),
            Carbone(process, folder, pdf=True, lean=True, name=CARBONE_LEAN),
        )


@dataclass(slots=True)
class CarboneBatch:
    """Carbone with several warm LibreOffices, as many documents at once."""

    process: subprocess.Popen[str]
    folder: Path

    def rate(self, case: Case, count: int) -> float:
        """Return documents a second, after as many to warm up as there are LibreOffices."""
        template = self.folder / "template.docx"
        template.write_bytes(in_word_package(carbone_template(case.form.template)))
        request = {
            "template": str(template),
            "data": carbone_data(case.prepared.context),
            "folder": str(self.folder),
        }
        _ask(self.process, {**request, "count": 6})
        return count * 1000 / float(_ask(self.process, {**request, "count": count})["ms"])


@contextlib.contextmanager
def carbone_batch(folder: Path, factories: int) -> Iterator[CarboneBatch]:
    """Start Carbone with several warm LibreOffices, and stop it in the end.

    Raises:
        PeerMissing: it cannot be installed or does not start.
    """
    script = Path(__file__).with_name("carbone_batch.mjs")
    command = ["node", str(script), str(install.carbone()), str(folder), str(factories)]
    with _process(command, folder, environment()) as process:
        if not _read(process).get("ready"):
            raise install.PeerMissing("carbone: không khởi động được")
        yield CarboneBatch(process, folder)


def _ask(process: subprocess.Popen[str], request: dict[str, Any]) -> dict[str, Any]:
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()
    answer = _read(process)
    if "error" in answer:
        raise RuntimeError(f"carbone: {answer['error']}")
    return answer


def _read(process: subprocess.Popen[str]) -> dict[str, Any]:
    line = process.stdout.readline()
    if not line:
        raise install.PeerMissing("carbone: tiến trình đã dừng")
    return dict(json.loads(line))


@contextlib.contextmanager
def _process(
    command: list[str], folder: Path, where: dict[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Run a process in a group of its own, its noise in a file, and end the whole group."""
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=where,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
