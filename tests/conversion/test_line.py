"""The queue by itself."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.conversion.failures import failure
from doc_service.conversion.line import RETRY, Line
from doc_service.errors import ConverterStartFailed, QueueFull, QueueTimeout

from .traces import eventually


def enter(line: Line[str], priority: int, served: list[int], name: int) -> threading.Thread:
    """Have a thread wait in the line; it puts the item back once it has had it."""

    def run() -> None:
        item = line.take(priority, 10)
        served.append(name)
        line.put(item)

    waiting = line.waiting
    thread = threading.Thread(target=run)
    thread.start()
    assert eventually(lambda: line.waiting == waiting + 1)
    return thread


@given(st.lists(st.sampled_from([RETRY, 0, 1, 2]), max_size=6))
def test_lower_priorities_go_first_and_equal_ones_in_the_order_they_came(
    priorities: list[int],
) -> None:
    line: Line[str] = Line(10)
    served: list[int] = []
    threads = [enter(line, each, served, name) for name, each in enumerate(priorities)]
    line.put("worker")
    for thread in threads:
        thread.join()
    assert served == sorted(range(len(priorities)), key=lambda name: priorities[name])


def test_a_free_item_is_had_at_once() -> None:
    line: Line[str] = Line(0)
    line.put("worker")
    assert line.take(1, 0) == "worker"


def test_one_too_many_is_refused_but_a_retry_is_not() -> None:
    line: Line[str] = Line(0)
    with pytest.raises(QueueFull):
        line.take(1, 10)
    with pytest.raises(QueueTimeout):
        line.take(RETRY, 0)


def test_who_gave_up_is_not_served() -> None:
    line: Line[str] = Line(1)
    with pytest.raises(QueueTimeout):
        line.take(1, 0.001)
    assert line.waiting == 0
    line.put("worker")
    assert line.take(1, 0) == "worker"


def test_an_item_handed_to_somebody_who_is_interrupted_goes_to_the_next() -> None:
    line: Line[str] = Line(1)

    def interrupted() -> None:
        line.put("worker")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        line.take(1, 10, interrupted)
    assert line.take(1, 0) == "worker"


def test_an_item_that_nobody_has_can_be_removed_once() -> None:
    line: Line[str] = Line(1)
    line.put("worker")
    assert line.remove("worker")
    assert not line.remove("worker")


def test_a_failure_that_happens_while_entering_is_not_missed() -> None:
    line: Line[str] = Line(1)
    broken = failure(ConverterStartFailed, "broken")
    with pytest.raises(ConverterStartFailed) as error:
        line.take(1, 10, lambda: line.fail(broken))
    assert error.value is not broken
    assert (str(error.value), error.value.detail) == (str(broken), "broken")


def test_a_closed_line_admits_nobody() -> None:
    line: Line[str] = Line(1)
    line.put("worker")
    line.close(failure(ConverterStartFailed, "closed"))
    with pytest.raises(ConverterStartFailed):
        line.take(1, 10)
