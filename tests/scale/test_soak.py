"""Five thousand documents: nothing grows. How fast they are made is the benchmark's business."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch_places import Place, json_lines, place, record

pytestmark = [pytest.mark.scale, pytest.mark.soffice]

COUNT = 5000
_MEGABYTES = 1.25
"""By so much may the memory at the end be more than after the first thousand."""


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Place]:
    with place(tmp_path) as held:
        yield held


def resident(pid: int) -> int:
    """Return kilobytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def looked(at: Place) -> tuple[int, int]:
    """Return kilobytes and open descriptors of all processes together."""
    kilobytes = descriptors = 0
    for pid in at.processes():
        try:
            kilobytes += resident(pid)
            descriptors += len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208  # names are enough
        except (OSError, StopIteration):
            continue
    return kilobytes, descriptors


def test_five_thousand_documents_leave_memory_and_descriptors_as_they_were(
    at: Place,
) -> None:
    batch = at.send(json_lines([record(number) for number in range(1, COUNT + 1)]))
    at.start(2)
    reached: dict[int, float] = {}
    seen: dict[int, list[tuple[int, int]]] = {}
    limit = time.monotonic() + 1500
    while (done := at.seen(batch).progress.done) < COUNT:
        assert time.monotonic() < limit, done
        for mark in range(500, done + 1, 500):
            reached.setdefault(mark, time.monotonic())
        seen.setdefault(done // 1000, []).append(looked(at))
        time.sleep(0.5)
    reached.setdefault(COUNT, time.monotonic())
    at.wait(batch)
    memory, descriptors = (
        [statistics.median(one[which] for one in seen[thousand]) for thousand in (1, 4)]
        for which in (0, 1)
    )
    assert memory[1] < _MEGABYTES * memory[0], memory
    assert descriptors[1] <= descriptors[0] + 8, descriptors
    first, last = reached[1500] - reached[500], reached[COUNT] - reached[COUNT - 1000]
    print(f"\n1.000 đầu {first:.1f} s, 1.000 cuối {last:.1f} s; KB {memory}; tệp mở {descriptors}")
