"""What is compared: every contender makes the same document and says how long it took."""

from __future__ import annotations

import io
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from docxtpl import DocxTemplate

from bench.cases import Case
from bench.office import OfficeMissing, environment, soffice, soffice_bin
from doc_service.assembly.assembler import Assembler
from doc_service.assembly.checks import Supplied
from doc_service.assembly.environment import template_environment
from doc_service.assembly.properties import Properties
from doc_service.conversion import ConverterPool, open_converter
from doc_service.forms.preparation import Prepared, readings
from doc_service.service import pool_options
from doc_service.settings import load_settings

_START_SECONDS: Final = 60.0
_ONE_SHOT_SECONDS: Final = 120


@dataclass(frozen=True, slots=True)
class Timed:
    """One result, and how long it took."""

    ms: float
    content: bytes


class Contender(Protocol):
    """Makes documents in one way."""

    name: str

    def make(self, case: Case) -> Timed:
        """Make one document."""


def timed(make: Callable[[], bytes]) -> Timed:
    """Call a function and return its result with the wall time it took."""
    begun = time.perf_counter()
    content = make()
    return Timed((time.perf_counter() - begun) * 1000, content)


def open_pool(stack: ExitStack, *, workers: int) -> ConverterPool:
    """Return VănThư's converter, all its workers ready.

    Raises:
        OfficeMissing: LibreOffice does not start.
    """
    deadline = time.monotonic() + _START_SECONDS
    settings = load_settings({}, soffice=soffice_bin(), workers=workers)
    pool = stack.enter_context(open_converter(pool_options(settings)))
    while (health := pool.health()).workers < workers:
        if time.monotonic() > deadline:
            raise OfficeMissing(f"LibreOffice không khởi động: {health.message}")
        time.sleep(0.05)
    return pool


def assemble(assembler: Assembler, case: Case, prepared: Prepared) -> bytes:
    """Fill the template as the service does, with its checks."""
    properties = Properties(prepared.title, prepared.issuer, date=prepared.day.iso())
    supplied = [Supplied(*one) for one in readings(prepared)]
    template = assembler.template(case.form.template)
    return assembler.assemble(template, prepared.context, properties, supplied)


@dataclass(slots=True)
class VanThuDocx:
    """VănThư, the DOCX alone: template filled and checked."""

    name: str = "VănThư"
    assembler: Assembler = field(default_factory=Assembler)

    def make(self, case: Case) -> Timed:
        """Fill the template."""
        return timed(lambda: assemble(self.assembler, case, case.prepared))


@dataclass(slots=True)
class VanThuPdf:
    """VănThư from JSON to PDF/A: data completed and judged, DOCX, warm LibreOffice."""

    pool: ConverterPool
    name: str = "VănThư"
    assembler: Assembler = field(default_factory=Assembler)

    def make(self, case: Case) -> Timed:
        """Make the PDF/A."""
        return timed(lambda: self.pool.convert(self.docx(case)).content)

    def docx(self, case: Case) -> bytes:
        """Go from JSON to the DOCX."""
        return assemble(self.assembler, case, case.prepare())


@dataclass(slots=True)
class DocxtplDocx:
    """docxtpl as its manual has it: a new object, rendered and saved, for each document."""

    name: str = "docxtpl"

    def make(self, case: Case) -> Timed:
        """Fill the template."""
        return timed(lambda: docxtpl_render(case))


def docxtpl_render(case: Case) -> bytes:
    """Return the DOCX that docxtpl makes of the same template and context."""
    template = DocxTemplate(case.form.template)
    environment = template_environment(line_breaks=False)
    template.render(dict(case.prepared.context), jinja_env=environment, autoescape=True)
    held = io.BytesIO()
    template.save(held)
    return held.getvalue()


@dataclass(slots=True)
class OneShot:
    """docxtpl, then one `soffice --convert-to pdf` a document, with a profile of its own."""

    folder: Path
    name: str = "docxtpl + soffice --convert-to"

    def make(self, case: Case) -> Timed:
        """Make the PDF."""
        return timed(lambda: self._convert(docxtpl_render(case)))

    def _convert(self, docx: bytes) -> bytes:
        source, target = self.folder / "in.docx", self.folder / "in.pdf"
        source.write_bytes(docx)
        target.unlink(missing_ok=True)
        command = [
            str(soffice()),
            f"-env:UserInstallation={(self.folder / 'profile').as_uri()}",
            "--headless",
            *("--convert-to", "pdf", "--outdir", str(self.folder), str(source)),
        ]
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=_ONE_SHOT_SECONDS,
            env=environment(),
        )
        return target.read_bytes()
