"""A whole dossier, from its data to the ZIP with the merged PDF, beside its mere conversions."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pypdf import PdfReader

from bench.cases import ROOT, TODAY, WrongResult, catalog
from doc_service.assembly.assembler import Assembler
from doc_service.conversion import ConverterPool
from doc_service.documents import Parts
from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.issuing import DossierOrder, IssuedDossier, issue_dossier
from doc_service.dossiers.loading import load_dossiers
from doc_service.finishing import finisher

NAME: Final = "ho_so_de_nghi_cong_nhan"
"""The five items of the guidance of 2026, IV.2.4."""


@dataclass(frozen=True, slots=True)
class DossierTimes:
    """Medians with so many LibreOffice processes, in milliseconds."""

    workers: int
    documents: int
    """The index included."""

    pages: int
    """Of the documents, each counted once."""

    merged_pages: int
    """Of the merged PDF, which holds every document as often as it is handed in."""

    dossier: float
    """Data judged, every DOCX and PDF, the index, the merged PDF, the ZIP."""

    conversions: float
    """The same DOCX files, one after another, by the same pool."""

    ratio: float
    """Dossier over conversions, each pair measured one after the other."""


def dossier_times(pools: Mapping[int, ConverterPool], rounds: int) -> list[DossierTimes]:
    """Measure the dossier on every pool; the pools take turns.

    Args:
        pools: by number of workers.
        rounds: how often.

    Raises:
        WrongResult: the merged PDF lacks pages.
    """
    finisher.warm()
    known = catalog()
    dossiers = load_dossiers(ROOT / "schemas", known)
    crews = {
        workers: _Crew(Parts(known, Assembler(), pool, lambda: TODAY), dossiers)
        for workers, pool in pools.items()
    }
    made = {workers: _warmed(crew) for workers, crew in crews.items()}
    times: dict[int, list[tuple[float, float]]] = {workers: [] for workers in pools}
    for number in range(rounds):
        for workers, crew in crews.items():
            times[workers].append(_pair(crew, made[workers], dossier_first=number % 2 == 0))
    return [_result(workers, made[workers], times[workers]) for workers in pools]


@dataclass(frozen=True, slots=True)
class _Crew:
    """What makes the dossier."""

    parts: Parts
    dossiers: Mapping[str, Dossier]

    def make(self) -> IssuedDossier:
        order = DossierOrder(NAME, self.dossiers[NAME].example)
        return issue_dossier(order, self.dossiers, self.parts)

    def archive(self) -> bytes:
        return self.make().archive()

    def convert(self, sources: Sequence[bytes]) -> None:
        for docx in sources:
            self.parts.converter.convert(docx)


def _warmed(crew: _Crew) -> IssuedDossier:
    """Warm every worker and template up, and look at what is made."""
    for _ in range(2):
        crew.archive()
    made = crew.make()
    pages = sum(one.pages for one in made.documents)
    if _merged_pages(made) < pages:
        raise WrongResult(f"{NAME}: tệp ghép có {_merged_pages(made)} trang, ít hơn {pages}")
    return made


def _merged_pages(made: IssuedDossier) -> int:
    if made.merged is None:
        raise WrongResult(f"{NAME}: không có tệp PDF ghép")
    return len(PdfReader(io.BytesIO(made.merged.content)).pages)


def _pair(crew: _Crew, made: IssuedDossier, *, dossier_first: bool) -> tuple[float, float]:
    sources = [
        file.content for one in made.documents for file in one.files if file.format.name == "docx"
    ]
    doings: list[Callable[[], object]] = [crew.archive, lambda: crew.convert(sources)]
    if dossier_first:
        return _ms(doings[0]), _ms(doings[1])
    conversions = _ms(doings[1])
    return _ms(doings[0]), conversions


def _ms(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def _result(
    workers: int, made: IssuedDossier, times: Sequence[tuple[float, float]]
) -> DossierTimes:
    dossiers, conversions = zip(*times, strict=True)
    return DossierTimes(
        workers=workers,
        documents=len(made.documents),
        pages=sum(one.pages for one in made.documents),
        merged_pages=_merged_pages(made),
        dossier=statistics.median(dossiers),
        conversions=statistics.median(conversions),
        ratio=statistics.median(dossier / mere for dossier, mere in times),
    )
