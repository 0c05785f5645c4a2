"""The year-end batch: from a workbook of many records to stored PDF/A, beside the peers."""

from __future__ import annotations

import io
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench import peers
from bench.cases import ROOT, TODAY, TWO_PAGES, Case, WrongResult, check_pdf, load_cases
from bench.contenders import OneShot
from bench.install import PeerMissing
from doc_service.accounts.members import Member, Role
from doc_service.accounts.people import first_link, units
from doc_service.batches.overview import find_batch
from doc_service.batches.results import entries
from doc_service.batches.submitting import Submission, submit
from doc_service.desk import previews
from doc_service.forms.localities import DEFAULT
from doc_service.ledger import Outcome, claim, settle
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.workbooks.many_blank import many_workbook

PEERS: Final = 100
"""Documents that Carbone makes; its rate does not change with more."""

ONE_SHOTS: Final = 5
_LOOK: Final = 0.2
"""Seconds between two looks: less than a percent of what is measured, and as little of its time."""

_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class BatchTimes:
    """What was measured."""

    records: int
    check: float
    """Milliseconds a record until all are read and checked, with two workers."""

    ours: Mapping[int, float]
    """Worker processes → documents a second, from the workbook to the last stored PDF/A."""

    carbone: float | None
    """Documents a second with two LibreOffices; None where it cannot be had."""

    one_shot: float
    """Documents a second of docxtpl and one soffice a document."""

    overhead: float
    """Share of a document's time that ledger and storage take."""

    idle: float
    """95th percentile of a preview, in milliseconds."""

    during: float
    """The same while a batch is being made."""

    @property
    def ms(self) -> float:
        """Wall time of one document with two workers, in milliseconds."""
        return 1000 / self.ours[2]


def batch_times(records: int, keys: int) -> BatchTimes:
    """Measure a batch of two-page Mẫu 01.

    Args:
        records: how many.
        keys: previews that are timed, idle and during a batch.

    Raises:
        WrongResult: a document lacks something.
    """
    case = next(one for one in load_cases() if one.label == TWO_PAGES)
    workbook = many_workbook(case.form, filled=[dict(case.data)] * records)
    check, two = _rate(case, workbook, records, 2)
    _, one = _rate(case, workbook, records, 1)
    idle, during = _previews(case, workbook, keys)
    return BatchTimes(
        records=records,
        check=check,
        ours={1: one, 2: two},
        carbone=_carbone(case),
        one_shot=_one_shot(case),
        overhead=_overhead(case) / (1000 / one),
        idle=idle,
        during=during,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    service: DocService
    member: Member
    environ: dict[str, str]

    def send(self, workbook: bytes) -> str:
        asked = Submission("mau_01", outputs=("pdf",), then="good")
        file = io.BytesIO(workbook)
        return submit(self.service.batches, self.member, asked, file, "cuoi-nam.xlsx")[0].id

    def wait(self, batch: str, until: Callable[[Any], bool]) -> Any:
        while not until(seen := find_batch(self.service.batches, self.member, batch)):
            if seen.batch.state == "refused" or seen.progress.failed:
                raise WrongResult(f"đợt lập văn bản: {seen.batch.said or seen.progress}")
            time.sleep(_LOOK)
        return seen


@contextmanager
def _place() -> Iterator[_Place]:
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        own = {"data_folder": Path(name) / "data"}
        environ = {f"VANTHU_{key.upper()}": str(value) for key, value in own.items()}
        environ |= {**os.environ, "VANTHU_LOG_LEVEL": "ERROR", **environ}
        settings = load_settings({}, workers=2, **own)
        with DocService.open(settings, clock=lambda: TODAY) as service:
            service.open_records()
            first_link(service.database, DEFAULT)
            unit = units(service.database)[0]
            member = Member(unit.id, unit.name, unit.locality, Role.CLERK, "Đo")
            yield _Place(service, member, environ)


@contextmanager
def _workers(place: _Place, count: int) -> Iterator[None]:
    command = [sys.executable, "-m", "doc_service", "worker", "--count", str(count)]
    process = subprocess.Popen(command, env=place.environ, cwd=ROOT, start_new_session=True)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(120)


def _rate(case: Case, workbook: bytes, records: int, count: int) -> tuple[float, float]:
    """Return milliseconds a record for reading and checking, and documents a second in all."""
    with _place() as place, _workers(place, count):
        warm = place.send(many_workbook(case.form, filled=[dict(case.data)] * 2 * _AT_ONCE))
        place.wait(warm, lambda seen: seen.batch.state == "done")
        begun = time.perf_counter()
        batch = place.send(workbook)
        place.wait(batch, lambda seen: seen.batch.state == "running")
        checked = time.perf_counter()
        place.wait(batch, lambda seen: seen.batch.state == "done")
        ended = time.perf_counter()
        found = find_batch(place.service.batches, place.member, batch).batch
        first = next(entries(place.service.batches, found))
        check_pdf(case, place.service.storage.get(first.files[0]["sha256"]), who="VănThư, đợt")
    return (checked - begun) * 1000 / records, records / (ended - begun)


def _previews(case: Case, workbook: bytes, keys: int) -> tuple[float, float]:
    with _place() as place:
        place.service.pool.start()
        for _ in range(5):
            _preview(place, case, 0)
        idle = _p95(place, case, keys)
        with _workers(place, 2):
            batch = place.send(workbook)
            place.wait(batch, lambda seen: seen.progress.done > 0)
            during = _p95(place, case, keys)
            seen = find_batch(place.service.batches, place.member, batch)
            if seen.batch.state != "running":
                raise WrongResult("đợt xong trước khi đo xong bản xem trước; cần nhiều bản ghi hơn")
    return idle, during


def _p95(place: _Place, case: Case, keys: int) -> float:
    found = [_preview(place, case, number) for number in range(keys)]
    return statistics.quantiles(found, n=20)[-1]


def _preview(place: _Place, case: Case, number: int) -> float:
    data = {**case.data, "kinh_gui": f"Ban Xây dựng Đảng {number}"}
    begun = time.perf_counter()
    shown = previews.preview(place.service.desk, case.form, data, "đo")
    if not shown.pdf:
        raise WrongResult(shown.failed)
    return (time.perf_counter() - begun) * 1000


def _overhead(case: Case) -> float:
    """Return milliseconds a document for claiming, settling and storing it."""
    with _place() as place:
        batches = place.service.batches
        content = b"x" * 110_000
        batch = place.send(many_workbook(case.form, filled=[dict(case.data)] * 5 * _AT_ONCE))
        from doc_service.batches.working import work

        while (found := claim(batches.database, "đo", _AT_ONCE)) and found.work != "make":
            work(batches, found)
        spent: list[float] = []
        number = 0
        while found:
            begun = time.perf_counter()
            files = [content + b"%d" % (number := number + 1) for _ in found.items]
            keys = batches.storage.put_many(files)
            outcomes = [
                Outcome(item, "done", (), [{"format": "pdf", "sha256": key}], 0.1)
                for item, key in zip(found.items, keys, strict=True)
            ]
            settle(batches.database, found, outcomes)
            found = claim(batches.database, "đo", _AT_ONCE)
            spent.append((time.perf_counter() - begun) * 1000 / len(outcomes))
        place.wait(batch, lambda seen: seen.batch.state == "done")
    return statistics.median(spent)


def _carbone(case: Case) -> float | None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        try:
            return stack.enter_context(peers.carbone_batch(folder, 2)).rate(case, PEERS)
        except PeerMissing:
            return None


def _one_shot(case: Case) -> float:
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name:
        contender = OneShot(Path(name))
        contender.make(case)
        return 1000 / statistics.median(contender.make(case).ms for _ in range(ONE_SHOTS))
