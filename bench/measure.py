"""Taking times: rounds in which the contenders take turns, medians, throughput, memory."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from bench.cases import LONG, Case, check_docx, check_pdf
from bench.contenders import Contender, VanThuPdf, assemble
from bench.office import office_memory_mb

MEMORY_AT: Final = (100, 1000)
"""Documents after which the memory of LibreOffice is read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How often everything is done."""

    rounds: int
    long_rounds: int
    """For the longest case, which takes seconds."""

    assembly_rounds: int
    batch: int
    """Documents in one run of the throughput measurement."""

    batch_rounds: int
    form_docx_rounds: int
    form_pdf_rounds: int
    dossier_rounds: int
    check_rounds: Mapping[int, int]
    """By pages of the document."""

    finish_rounds: int
    memory: bool
    desk_keys: int
    """Keys typed in the browser."""

    desk_visits: int
    batch_records: int
    """Of the year-end batch."""

    """Of every page."""

    def rounds_of(self, case: Case) -> int:
        """Return how many rounds a case gets."""
        return self.long_rounds if case.label == LONG else self.rounds


FULL: Final = Plan(
    rounds=21,
    long_rounds=15,
    assembly_rounds=41,
    batch=60,
    batch_rounds=5,
    form_docx_rounds=15,
    form_pdf_rounds=7,
    dossier_rounds=15,
    check_rounds={20: 21, 500: 5},
    finish_rounds=9,
    memory=True,
    desk_keys=60,
    desk_visits=40,
    batch_records=1000,
)
QUICK: Final = Plan(
    rounds=3,
    long_rounds=1,
    assembly_rounds=5,
    batch=10,
    batch_rounds=1,
    form_docx_rounds=3,
    form_pdf_rounds=1,
    dossier_rounds=2,
    check_rounds={20: 3, 500: 1},
    finish_rounds=1,
    memory=False,
    desk_keys=8,
    desk_visits=5,
    batch_records=200,
)


@dataclass(frozen=True, slots=True)
class Series:
    """Times of one contender in one case, in milliseconds."""

    times: tuple[float, ...]
    pages: int = 0

    @property
    def median(self) -> float:
        """Return the median."""
        return statistics.median(self.times)

    @property
    def quartiles(self) -> tuple[float, float]:
        """Return the first and third quartile; half of the runs lie between."""
        if len(self.times) < 2:
            return self.times[0], self.times[0]
        first, _, third = statistics.quantiles(self.times, n=4, method="inclusive")
        return first, third


Times = Mapping[tuple[str, str], Series]
"""(contender, case) → times."""


def pdf_times(contenders: Sequence[Contender], cases: Sequence[Case], plan: Plan) -> Times:
    """Measure JSON or context to PDF.

    Raises:
        WrongResult: a contender's PDF lacks a row.
    """
    found: dict[tuple[str, str], Series] = {}
    for case in cases:
        pages = {one.name: _first_pdf(one, case) for one in contenders}
        for name, times in _rounds(contenders, case, plan.rounds_of(case)).items():
            found[name, case.label] = Series(times, pages[name])
    return found


def docx_times(contenders: Sequence[Contender], cases: Sequence[Case], plan: Plan) -> Times:
    """Measure the making of the DOCX alone.

    Raises:
        WrongResult: a contender's DOCX lacks a row.
    """
    found: dict[tuple[str, str], Series] = {}
    for case in cases:
        for contender in contenders:
            check_docx(case, contender.make(case).content, who=contender.name)
        rounds = plan.assembly_rounds if case.label != LONG else plan.rounds
        for name, times in _rounds(contenders, case, rounds).items():
            found[name, case.label] = Series(times)
    return found


def _first_pdf(contender: Contender, case: Case) -> int:
    """Warm a contender up for a case and check what it makes."""
    contender.make(case)
    return check_pdf(case, contender.make(case).content, who=contender.name)


def _rounds(
    contenders: Sequence[Contender], case: Case, rounds: int
) -> dict[str, tuple[float, ...]]:
    """Let the contenders take turns, so that a change of the machine's load meets them all."""
    times: dict[str, list[float]] = {one.name: [] for one in contenders}
    for number in range(rounds):
        # whoever comes after a heavy neighbour should not always be the same
        turn = number % len(contenders)
        for contender in [*contenders[turn:], *contenders[:turn]]:
            times[contender.name].append(contender.make(case).ms)
    return {name: tuple(values) for name, values in times.items()}


@dataclass(frozen=True, slots=True)
class Steps:
    """Where VănThư's time goes, in milliseconds."""

    prepare: float
    assemble: float
    convert: float


def steps(vanthu: VanThuPdf, case: Case, rounds: int) -> Steps:
    """Measure VănThư's steps apart from each other."""
    docx = vanthu.docx(case)
    doings: dict[str, Callable[[], object]] = {
        "prepare": case.prepare,
        "assemble": lambda: assemble(vanthu.assembler, case, case.prepared),
        "convert": lambda: vanthu.pool.convert(docx),
    }
    times: dict[str, list[float]] = {name: [] for name in doings}
    for _ in range(rounds):
        for name, do in doings.items():
            begun = time.perf_counter()
            do()
            times[name].append((time.perf_counter() - begun) * 1000)
    return Steps(**{name: statistics.median(values) for name, values in times.items()})


def documents_a_second(pools: Mapping[int, VanThuPdf], case: Case, plan: Plan) -> dict[int, float]:
    """Return the throughput by number of workers, each fed by as many threads; median of runs."""
    for workers, vanthu in pools.items():
        _batch(vanthu, case, workers, 2 * workers)
    rates: dict[int, list[float]] = {workers: [] for workers in pools}
    for _ in range(plan.batch_rounds):
        for workers, vanthu in pools.items():
            rates[workers].append(_batch(vanthu, case, workers, plan.batch))
    return {workers: statistics.median(values) for workers, values in rates.items()}


def _batch(vanthu: VanThuPdf, case: Case, threads: int, documents: int) -> float:
    """Make documents and return how many a second."""
    with ThreadPoolExecutor(threads) as crew:
        begun = time.perf_counter()
        for _ in crew.map(vanthu.make, [case] * documents):
            pass
        return documents / (time.perf_counter() - begun)


def memory_mb(vanthu: VanThuPdf, case: Case) -> dict[int, float]:
    """Return the resident memory of one worker's `soffice.bin` after so many documents, in MiB."""
    docx = vanthu.docx(case)
    found = {}
    for number in range(1, MEMORY_AT[-1] + 1):
        vanthu.pool.convert(docx)
        if number in MEMORY_AT:
            found[number] = office_memory_mb()
    return found
