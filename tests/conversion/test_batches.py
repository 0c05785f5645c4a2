"""Documents that share a call of LibreOffice, and that one cannot take others along."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from doc_service.conversion import ConverterPool, Pdf, Priority
from doc_service.errors import (
    ConversionTimeout,
    ConverterCrashed,
    OutOfDiskSpace,
    UnconvertibleDocument,
)

from .conftest import MakePool
from .traces import eventually
from .ways import COMMAND


def document(words: str) -> bytes:
    return b"PK\x03\x04word/ " + words.encode()


class Together:
    """Documents that wait behind another until all are there; so they share a call."""

    def __init__(self, pool: ConverterPool, work: Path, *, watermarks: tuple[str, ...] = ("",)):
        self._pool, self._work, self._watermarks = pool, work, watermarks

    def convert(self, *words: str, priority: Priority = Priority.DOCUMENT) -> list[Future[Pdf]]:
        with ThreadPoolExecutor(len(words) * len(self._watermarks) + 1) as callers:
            before = len(self.calls())
            callers.submit(self._pool.convert, document("sleep 0.5"))
            assert eventually(lambda: len(self.calls()) > before)
            results = [
                callers.submit(
                    self._pool.convert, document(each), watermark=mark, priority=priority
                )
                for each in words
                for mark in self._watermarks
            ]
            assert eventually(lambda: self._pool.health().waiting == len(results))
        return results

    def calls(self) -> list[str]:
        """What every call of LibreOffice was told: how many documents, and the export options."""
        files = self._work.parent.glob("calls")
        return [line for file in files for line in file.read_text().splitlines()]

    def sizes(self) -> list[int]:
        """How many documents each call had, after the one they waited for."""
        return [int(call.split()[0]) for call in self.calls()][1:]


def error(result: Future[Pdf]) -> BaseException | None:
    return result.exception(0)


@pytest.fixture
def together(make_pool: MakePool, work: Path) -> Together:
    return Together(make_pool(COMMAND, **COMMAND.obedient), work)


def test_documents_that_wait_share_a_call_and_each_gets_its_own(together: Together) -> None:
    names = [f"fine {number}" for number in range(5)]
    results = together.convert(*names)
    for name, result in zip(names, results, strict=True):
        assert document(name) in result.result(0).content
    assert together.sizes() == [5]


def test_a_call_takes_no_more_than_twenty(together: Together) -> None:
    results = together.convert(*["fine"] * 23)
    assert all(result.result(0).pages == 1 for result in results)
    assert together.sizes() == [20, 3]


def test_documents_with_different_watermarks_go_in_different_calls(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool(COMMAND, **COMMAND.obedient)
    together = Together(pool, work, watermarks=("", "NHAP"))
    together.convert("fine 1", "fine 2")
    _, *calls = together.calls()
    assert sorted(call.split()[0] for call in calls) == ["2", "2"]
    assert sorted('"NHAP"' in call for call in calls) == [False, True]


def test_a_document_that_kills_libreoffice_takes_no_other_along(
    together: Together, work: Path
) -> None:
    first, bad, *others = together.convert("fine 1", "crash", "fine 2", "fine 3")
    assert all(result.result(0).pages == 1 for result in (first, *others))
    assert isinstance(error(bad), ConverterCrashed)
    assert sorted(together.sizes()) == [1, 1, 1, 4]  # what was finished is not tried again


def test_a_document_that_killed_a_batch_and_then_itself_is_in_quarantine(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool(COMMAND, **COMMAND.obedient)
    together = Together(pool, work)
    together.convert("crash", "fine")
    assert pool.health().quarantined == 1
    before = len(together.calls())
    with pytest.raises(ConverterCrashed) as refused:
        pool.convert(document("crash"))
    assert "quarantined" in refused.value.detail
    assert len(together.calls()) == before


def test_a_document_that_hangs_takes_no_other_along(make_pool: MakePool, work: Path) -> None:
    # while one is tried alone, up to its deadline, nobody else may wait so long
    pool = make_pool(COMMAND, **COMMAND.obedient, deadline=2.0, queue_timeout=1.5)
    together = Together(pool, work)
    first, bad, *others = together.convert("fine 1", "sleep 60", "fine 2", "fine 3")
    assert all(result.result(0).pages == 1 for result in (first, *others))
    assert isinstance(error(bad), ConversionTimeout)
    assert pool.health().quarantined == 0  # it ran alone, and too long, only once


def test_documents_that_are_too_long_together_are_converted_one_by_one(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool(COMMAND, **COMMAND.obedient, deadline=1.2)
    results = Together(pool, work).convert("sleep 0.5", "sleep 0.51", "sleep 0.52", "sleep 0.53")
    assert [result.result(0).pages for result in results] == [1, 1, 1, 1]


def test_a_document_without_a_pdf_is_called_unconvertible_and_only_that_one(
    together: Together,
) -> None:
    first, bad, other = together.convert("fine 1", "nothing", "fine 2")
    assert (first.result(0).pages, other.result(0).pages) == (1, 1)
    refused = error(bad)
    assert isinstance(refused, UnconvertibleDocument)
    assert "source file could not be loaded" in refused.detail
    assert together.sizes() == [3]


def test_half_a_pdf_is_never_taken_for_one(together: Together) -> None:
    bad, other = together.convert("half", "fine")
    refused = error(bad)
    assert isinstance(refused, ConverterCrashed)
    assert "has no end" in refused.detail
    assert other.result(0).pages == 1
    assert together.sizes() == [2, 1]


@pytest.mark.parametrize("code", [1, 77, 255])
def test_a_whole_pdf_counts_whatever_the_exit_code(together: Together, code: int) -> None:
    results = together.convert(f"leave {code}", "fine")
    assert [result.result(0).pages for result in results] == [1, 1]
    assert together.sizes() == [2]


def test_a_full_disk_is_told_to_everybody_and_nobody_is_blamed(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool(COMMAND, **COMMAND.obedient)
    pool.convert(document("fine"))
    (folder,) = work.glob("pool-*/worker-0")
    (folder / "1.docx").symlink_to("/dev/full")
    results = Together(pool, work).convert("fine 1", "fine 2")
    assert all(isinstance(error(result), OutOfDiskSpace) for result in results)
    assert pool.health().quarantined == 0
    assert pool.convert(document("fine")).pages == 1


def test_a_preview_does_not_wait_for_a_batch_that_came_before(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool(COMMAND, **COMMAND.obedient)
    done: list[str] = []

    def convert(name: str, priority: Priority) -> None:
        pool.convert(document(name), priority=priority)
        done.append(name)

    with ThreadPoolExecutor(4) as callers:
        callers.submit(pool.convert, document("sleep 0.5"))
        assert eventually(lambda: pool.health().busy and not pool.health().waiting)
        for name in ("batch 1", "batch 2"):
            callers.submit(convert, name, Priority.BATCH)
        assert eventually(lambda: pool.health().waiting == 2)
        callers.submit(convert, "preview", Priority.PREVIEW)
    assert done[0] == "preview"
