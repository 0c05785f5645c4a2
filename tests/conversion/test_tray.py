"""The tray by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.conversion.failures import failure
from doc_service.conversion.line import RETRY
from doc_service.conversion.tray import INNOCENT, Job, Tray
from doc_service.errors import ConverterStartFailed, QueueFull


def tray_of(*jobs: Job, limit: int = 100) -> Tray:
    tray = Tray(limit)
    for job in jobs:
        tray.put(job)
    return tray


@given(
    st.lists(
        st.tuples(st.sampled_from([INNOCENT, RETRY, 0, 1, 2]), st.sampled_from(["", "DỰ THẢO"]))
    ),
    st.integers(1, 5),
)
def test_every_job_is_taken_once_by_priority_with_its_like_only(
    kinds: list[tuple[int, str]], most: int
) -> None:
    jobs = [Job(b"", watermark, priority) for priority, watermark in kinds]
    tray = tray_of(*jobs)
    batches = []
    while batch := tray.take(most):
        batches.append(batch)
    taken = [job for batch in batches for job in batch]
    assert sorted(map(id, taken)) == sorted(map(id, jobs))
    assert [job.priority for job in taken] == sorted(job.priority for job in jobs)
    for batch in batches:
        assert len({job.watermark for job in batch}) == 1
        assert len(batch) <= (1 if batch[0].priority <= RETRY else most)
        assert batch == sorted(batch, key=jobs.index)


def test_one_too_many_is_refused_but_a_retry_is_not() -> None:
    tray = tray_of(Job(b"", "", 1), limit=1)
    with pytest.raises(QueueFull):
        tray.put(Job(b"", "", 1))
    tray.put(Job(b"", "", RETRY))
    tray.put(Job(b"", "", INNOCENT))
    assert tray.waiting == 3


def test_what_is_withdrawn_is_not_taken_and_what_is_taken_is_not_withdrawn() -> None:
    first, second = Job(b"1", "", 1), Job(b"2", "", 1)
    tray = tray_of(first, second)
    assert tray.withdraw(first)
    assert tray.take(9) == [second]
    assert not tray.withdraw(second)
    assert second.taken.is_set() and not second.done.is_set()


def test_a_failure_reaches_everybody_who_waits_each_with_an_error_of_its_own() -> None:
    jobs = [Job(b"", "", 1) for _ in range(2)]
    tray = tray_of(*jobs)
    tray.fail(failure(ConverterStartFailed, "broken"))
    outcomes = [job.outcome for job in jobs]
    assert all(isinstance(outcome, ConverterStartFailed) for outcome in outcomes)
    assert outcomes[0] is not outcomes[1]
    assert tray.waiting == 0 and all(job.done.is_set() for job in jobs)


def test_a_closed_tray_admits_nobody_and_lets_nobody_wait() -> None:
    job = Job(b"", "", 1)
    tray = tray_of(job)
    assert tray.wait()
    tray.close(failure(ConverterStartFailed, "closed"))
    assert isinstance(job.outcome, ConverterStartFailed)
    assert not tray.wait()
    with pytest.raises(ConverterStartFailed):
        tray.put(Job(b"", "", 1))
