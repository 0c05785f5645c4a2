"""Who converts when; with a fake that does as the document says."""

from __future__ import annotations

import functools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from doc_service.conversion import ConverterPool, Priority
from doc_service.errors import QueueFull, QueueTimeout

from .conftest import MakePool
from .traces import eventually, worker_folders, workers
from .ways import Way

BUSY = b"PK\x03\x04word/ sleep 0.4"
FINE = b"PK\x03\x04word/ fine"


def keep_busy(pool: ConverterPool, callers: ThreadPoolExecutor) -> None:
    """Have a document converted, so that none can join it any more."""
    callers.submit(pool.convert, BUSY)
    assert eventually(lambda: pool.health().busy == 1 and pool.health().waiting == 0)


def test_a_full_queue_refuses_at_once(make_pool: MakePool, way: Way) -> None:
    pool = make_pool(way, **way.obedient, queue_limit=1)
    with ThreadPoolExecutor(2) as callers:
        keep_busy(pool, callers)
        callers.submit(pool.convert, FINE)
        assert eventually(lambda: pool.health().waiting == 1)
        with pytest.raises(QueueFull, match="quá nhiều văn bản chờ"):
            pool.convert(FINE)
    assert pool.convert(FINE).pages == 1


def test_a_document_waits_no_longer_than_it_may(make_pool: MakePool, way: Way) -> None:
    pool = make_pool(way, **way.obedient, queue_timeout=0.2)
    pool.start()
    assert eventually(lambda: pool.health().ready)
    with ThreadPoolExecutor(1) as callers:
        keep_busy(pool, callers)
        with pytest.raises(QueueTimeout) as error:
            pool.convert(FINE)
    assert str(error.value) == (
        "Máy chủ đang bận, văn bản chưa được lập. Xin thử lại sau một phút."
    )
    assert pool.health().waiting == 0
    assert pool.convert(FINE).pages == 1


def test_waiting_does_not_count_as_converting(make_pool: MakePool, way: Way) -> None:
    pool = make_pool(way, **way.obedient, deadline=0.8)
    with ThreadPoolExecutor(4) as callers:
        results = [callers.submit(pool.convert, BUSY) for _ in range(3)]
        assert [result.result().pages for result in results] == [1, 1, 1]


def test_a_preview_goes_before_a_document_and_a_batch_goes_last(
    make_pool: MakePool, way: Way
) -> None:
    pool = make_pool(way, **way.obedient)
    done: list[Priority] = []

    def convert(priority: Priority) -> None:
        pool.convert(FINE, priority=priority)
        done.append(priority)

    def waits(documents: int) -> bool:
        return pool.health().waiting == documents

    with ThreadPoolExecutor(4) as callers:
        keep_busy(pool, callers)
        for waiting, priority in enumerate(reversed(Priority), start=1):
            callers.submit(convert, priority)
            assert eventually(functools.partial(waits, waiting))
    assert done == [Priority.PREVIEW, Priority.DOCUMENT, Priority.BATCH]


def test_two_workers_convert_at_the_same_time(make_pool: MakePool, way: Way) -> None:
    pool = make_pool(way, **way.obedient, workers=2)
    with ThreadPoolExecutor(2) as callers:
        keep_busy(pool, callers)
        callers.submit(pool.convert, BUSY)
        assert eventually(lambda: pool.health().busy == 2 and pool.health().waiting == 0)


def test_every_caller_gets_its_own_document(make_pool: MakePool, way: Way) -> None:
    pool = make_pool(way, **way.faithful, workers=2)
    documents = [b"PK\x03\x04word/ number %d." % number for number in range(60)]
    with ThreadPoolExecutor(8) as callers:
        results = callers.map(pool.convert, documents)
    for document, pdf in zip(documents, results, strict=True):
        assert document in pdf.content


def test_a_worker_is_replaced_after_so_many_documents_and_keeps_its_profile(
    make_pool: MakePool, way: Way, work: Path
) -> None:
    pool = make_pool(way, **way.obedient, recycle_after=3)
    pool.start()
    assert eventually(lambda: pool.health().ready)
    (folder,), (first,) = worker_folders(work), workers(work)
    profile = (folder / "profile" / "user" / "registrymodifications.xcu").stat().st_ino
    for _ in range(3):
        pool.convert(FINE)
    assert eventually(lambda: workers(work) not in ([], [first]))
    assert pool.convert(FINE).pages == 1
    assert (folder / "profile" / "user" / "registrymodifications.xcu").stat().st_ino == profile
    assert pool.health().restarts == 1


def test_a_worker_that_has_grown_too_large_is_replaced(make_pool: MakePool, work: Path) -> None:
    pool = make_pool(uno_python="uno_python_obeys", memory_ceiling_mb=60)
    pool.convert(FINE)
    (first,) = workers(work)
    pool.convert(b"PK\x03\x04word/ grow 60")
    assert eventually(lambda: workers(work) not in ([], [first]))
    assert pool.convert(FINE).pages == 1
    assert pool.health().restarts == 1


def test_worn_workers_are_replaced_one_after_the_other(make_pool: MakePool) -> None:
    pool = make_pool(uno_python="uno_python_obeys", workers=2, recycle_after=5)
    pool.start()
    assert eventually(lambda: pool.health().workers == 2)
    seen: set[int] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            seen.add(pool.health().workers)
            time.sleep(0.001)

    watcher = threading.Thread(target=watch)
    watcher.start()
    assert eventually(lambda: pool.convert(FINE) and pool.health().restarts >= 4)
    over.set()
    watcher.join()
    assert seen == {1, 2}
