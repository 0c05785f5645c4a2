"""Every form of the catalog, with its first example: DOCX and PDF as the service issues them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from pypdf import PdfReader

from bench.cases import SIZES, TODAY, TWO_PAGES, catalog
from bench.contenders import timed
from bench.data import registration
from doc_service.assembly.assembler import Assembler
from doc_service.conversion import ConverterPool
from doc_service.documents import Order, Parts, issue
from doc_service.forms.catalog import Form
from doc_service.forms.fields import leaves
from doc_service.forms.localities import DEFAULT
from doc_service.pictures import decode_picture, read_picture

MEASURE: Final = Order("mau_01", registration(SIZES[TWO_PAGES]), outputs=("pdf",))
"""Whose time per page the others are compared with: Mẫu 01 of two pages, as everywhere."""


@dataclass(frozen=True, slots=True)
class FormTimes:
    """Medians of one form, in milliseconds."""

    name: str
    docx: float
    """Data completed and judged, template filled and checked."""

    pdf: float
    """The same, and LibreOffice."""

    pages: int
    ratio: float
    """Time per page over Mẫu 01's, each pair measured one after the other."""

    pictures: float
    """Reading all its pictures for the first time; 0 where it has none."""

    @property
    def page(self) -> float:
        """Return the time per page."""
        return self.pdf / self.pages


def form_times(pool: ConverterPool, docx_rounds: int, pdf_rounds: int) -> list[FormTimes]:
    """Measure every form of the default locality in rounds through all of them, by name."""
    known = catalog()
    parts = Parts(known, Assembler(), pool, lambda: TODAY)
    forms = {form.name: form for (place, _), form in known.forms.items() if place == DEFAULT}
    docx = _docx(parts, list(forms), docx_rounds)
    pages = {name: _pages(parts, _order(parts, name, "pdf")) for name in forms}
    measure = _pages(parts, MEASURE)
    pdf = {name: _Pairs() for name in forms}
    for _ in range(pdf_rounds):
        for name, pairs in pdf.items():
            pairs.measure.append(_ms(parts, MEASURE))
            pairs.own.append(_ms(parts, _order(parts, name, "pdf")))
    return [
        FormTimes(
            name,
            docx=statistics.median(docx[name]),
            pdf=statistics.median(pdf[name].own),
            pages=pages[name],
            ratio=pdf[name].ratio() * measure / pages[name],
            pictures=_picture_ms(form, docx_rounds),
        )
        for name, form in sorted(forms.items())
    ]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Times of a form, and of Mẫu 01 just before each of them."""

    own: list[float] = field(default_factory=list)
    measure: list[float] = field(default_factory=list)

    def ratio(self) -> float:
        pairs = zip(self.own, self.measure, strict=True)
        return statistics.median(own / measure for own, measure in pairs)


def _docx(parts: Parts, names: Sequence[str], rounds: int) -> Mapping[str, Sequence[float]]:
    times: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        for name in names:
            ms = _ms(parts, _order(parts, name, "docx"))
            if number:  # the first round compiles the templates
                times[name].append(ms)
    return times


def _order(parts: Parts, name: str, output: str) -> Order:
    return Order(name, parts.catalog.form(name).example, outputs=(output,))


def _issued(parts: Parts, order: Order) -> bytes:
    return issue(order, parts).files[0].content


def _ms(parts: Parts, order: Order) -> float:
    return timed(lambda: _issued(parts, order)).ms


def _pages(parts: Parts, order: Order) -> int:
    """Warm LibreOffice up for a document and count its pages."""
    return len(PdfReader(BytesIO(_issued(parts, order))).pages)


def _picture_ms(form: Form, rounds: int) -> float:
    """Return what `issue` need not do again when the same pictures come again."""
    sent = [value for one, _, value in leaves(form.fields, form.example) if one.kind == "picture"]
    if not sent:
        return 0.0
    return statistics.median(_seconds(lambda: _read_all(sent)) * 1000 for _ in range(rounds))


def _read_all(sent: Sequence[str]) -> None:
    for text in sent:
        read_picture(decode_picture(text))


def _seconds(do: Callable[[], None]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun
