"""Nothing is lost and nothing made twice, whatever is killed, whenever."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from doc_service.batches.results import entries
from doc_service.upkeep.doctor import examine
from tests.batch_places import Place, json_lines, place, record, text_of

pytestmark = pytest.mark.soffice


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Place]:
    with place(tmp_path) as held:
        yield held


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def assert_whole(at: Place, batch: str, count: int) -> None:
    """See that every record is made once, that its file is the right one, and nothing is left."""
    items = at.items(batch)
    assert [item.number for item in items] == list(range(1, count + 1))
    assert {item.state for item in items} == {"done"}
    names = [
        file["name"]
        for one in entries(at.service.batches, at.seen(batch).batch)
        for file in one.files
    ]
    assert len(names) == len(set(names)) == count
    for item in random.Random(1).sample(items, min(10, count)):
        pdf = at.service.storage.get(item.files[0]["sha256"])
        assert f"Mô hình số {item.number}" in text_of(pdf)
    at.stop()
    limit = time.monotonic() + 20
    while at.processes() and time.monotonic() < limit:
        time.sleep(0.05)
    assert at.processes() == {}
    assert [one.said for one in examine(at.service) if one.kind == "wrong"] == []
    assert list(at.service.settings.work_folder.glob("*")) == []


def test_a_batch_survives_whatever_process_is_killed(at: Place) -> None:
    count, dice = 500, random.Random(7)
    batch = at.send(json_lines([record(number) for number in range(1, count + 1)]))
    main = at.start()
    at.wait(batch, lambda seen: seen.progress.done > 0)
    for _ in range(8):
        time.sleep(dice.uniform(0.2, 1.2))
        victims = sorted(at.processes())
        if victims:
            kill(dice.choice(victims))
        with suppress(subprocess.TimeoutExpired):
            main.wait(0.3)
            main = at.start()  # as the supervisor would
    assert at.seen(batch).progress.done < count  # everybody was killed in the midst of it
    at.wait(batch)
    assert_whole(at, batch, count)


def test_a_batch_survives_a_power_cut(at: Place) -> None:
    count = 120
    batch = at.send(json_lines([record(number) for number in range(1, count + 1)]))
    for share in (0.2, 0.6):
        main = at.start()
        at.wait(batch, lambda seen, share=share: seen.progress.done > share * count)
        for pid in at.processes():
            kill(pid)
        main.wait()
        assert at.seen(batch).batch.state == "running"
    at.start()
    at.wait(batch)
    assert_whole(at, batch, count)


def test_a_libreoffice_that_hangs_costs_no_document(tmp_path: Path) -> None:
    with place(tmp_path, conversion_timeout="5") as at:
        count = 100
        batch = at.send(json_lines([record(number) for number in range(1, count + 1)]))
        at.start()
        at.wait(batch, lambda seen: seen.progress.done > 0)
        hung = [pid for pid, said in at.processes().items() if "soffice.bin\0" in said]
        for pid in hung:
            os.kill(pid, signal.SIGSTOP)
        assert hung
        at.wait(batch)
        assert_whole(at, batch, count)
        assert not any(Path(f"/proc/{pid}").exists() for pid in hung)


def test_told_to_stop_workers_finish_what_they_have_begun(at: Place) -> None:
    batch = at.send(json_lines([record(number) for number in range(1, 201)]))
    main = at.start()
    at.wait(batch, lambda seen: seen.progress.done > 0)
    main.terminate()
    main.wait(60)
    seen = at.seen(batch).progress
    assert main.returncode == 0
    assert seen.running == 0
    assert 0 < seen.done < 200


def test_a_second_main_process_waits_for_the_first(at: Place) -> None:
    first = at.start(1)
    batch = at.send(json_lines([record(1)]))
    at.wait(batch)
    second = at.start(1)
    time.sleep(1.5)
    assert second.poll() is None
    first.terminate()
    first.wait(60)
    later = at.send(json_lines([record(2)]), name="khac.jsonl")
    at.wait(later)
