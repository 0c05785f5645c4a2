"""Signature fields and metadata: what every PDF waits for after LibreOffice, form by form."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bench.cases import TODAY, WrongResult, catalog
from doc_service.assembly.assembler import Assembler
from doc_service.conversion import ConverterPool, Pdf, Priority
from doc_service.documents import Order, Parts, issue
from doc_service.finishing import finisher
from doc_service.finishing.finisher import Finished, finish
from doc_service.finishing.metadata import Metadata
from doc_service.forms.catalog import Form
from doc_service.forms.localities import DEFAULT
from doc_service.forms.preparation import Prepared, prepare

_SHA256: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class FinishTimes:
    """One form: the slowest of its examples."""

    name: str
    examples: int
    pages: int
    fields: int
    """Signature fields."""

    ms: float
    """Median."""


def finish_times(pool: ConverterPool, rounds: int) -> list[FinishTimes]:
    """Measure every form of the default locality with all its examples, by name.

    Raises:
        WrongResult: a file has other signature fields than the service would give it.
    """
    finisher.warm()
    known = catalog()
    kept = _Kept(pool)
    parts = Parts(known, Assembler(), kept, lambda: TODAY)
    forms = {form.name: form for (place, _), form in known.forms.items() if place == DEFAULT}
    found = []
    for name, form in sorted(forms.items()):
        sheets = [_sheet(form, example, parts, kept) for example in form.examples]
        found.append(max((_times(name, sheets, one, rounds) for one in sheets), key=_ms))
    return found


@dataclass(slots=True)
class _Kept:
    """A converter that keeps LibreOffice's last PDF, which nobody else gets to see."""

    pool: ConverterPool
    pdfs: list[Pdf] = field(default_factory=list)

    def convert(
        self, docx: bytes, *, watermark: str = "", priority: Priority = Priority.DOCUMENT
    ) -> Pdf:
        pdf = self.pool.convert(docx, watermark=watermark, priority=priority)
        self.pdfs[:] = [pdf]
        return pdf


@dataclass(frozen=True, slots=True)
class _Sheet:
    """An example's PDF as LibreOffice made it."""

    prepared: Prepared
    pdf: Pdf
    metadata: Metadata

    def finish(self) -> Finished:
        at = self.prepared.rules.signature
        return finish(
            self.pdf.content, self.metadata, sign=True, pt=at.pt, blank_lines=at.blank_lines
        )


def _sheet(form: Form, example: str, parts: Parts, kept: _Kept) -> _Sheet:
    data = form.examples[example]
    issued = issue(Order(form.name, data, outputs=("pdf",)), parts)
    prepared = prepare(form, data, draft=False, today=TODAY)
    sheet = _Sheet(prepared, kept.pdfs[0], _metadata(form, prepared, kept.pdfs[0]))
    if sheet.finish().places != issued.places:
        raise WrongResult(f"{form.name}: chỗ ký khác với tệp mà dịch vụ lập")
    return sheet


def _metadata(form: Form, prepared: Prepared, pdf: Pdf) -> Metadata:
    """Return as much as a document of the service says of itself."""
    return Metadata(
        title=prepared.title,
        author=prepared.issuer,
        subject=prepared.symbol,
        custom={
            "vanthu_bieu_mau": form.name,
            "vanthu_the_thuc": prepared.rules.name,
            "vanthu_dia_phuong": form.locality.name,
            "vanthu_luoc_do": form.fingerprint,
            "vanthu_tep_mau": _SHA256,
            "vanthu_du_lieu": prepared.data_sha256,
            "vanthu_libreoffice": pdf.libreoffice,
        },
    )


def _times(name: str, sheets: Sequence[_Sheet], sheet: _Sheet, rounds: int) -> FinishTimes:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        made = sheet.finish()
        times.append((time.perf_counter() - begun) * 1000)
    return FinishTimes(
        name, len(sheets), sheet.pdf.pages, len(made.places), statistics.median(times)
    )


def _ms(one: FinishTimes) -> float:
    return one.ms
