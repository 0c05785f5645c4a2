"""Workers rest while somebody waits for a preview, and not for longer than they may."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from doc_service.desk.ahead import PLACES, Ahead
from doc_service.workers import giving_way
from doc_service.workers.giving_way import GivingWay, below

TREE = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"


@pytest.fixture
def tree() -> Iterator[list[int]]:
    """A process with one below it; their numbers."""
    with subprocess.Popen([sys.executable, "-c", TREE], stdin=subprocess.PIPE) as process:
        while not (found := below(process.pid)):
            time.sleep(0.01)
        yield [process.pid, *found]
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def worker(tmp_path: Path) -> Ahead:
    GivingWay(tmp_path).start()
    return Ahead(tmp_path)


def stopped(processes: list[int]) -> set[bool]:
    return {
        Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[0] == "T"
        for one in processes
    }


def become(processes: list[int], expected: bool, seconds: float = 3.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if stopped(processes) == {expected}:
            return True
        time.sleep(0.01)
    return False


def test_everything_a_worker_started_rests_until_nobody_waits(
    worker: Ahead, tree: list[int]
) -> None:
    assert set(tree) <= set(below(os.getpid()))
    with worker.waiting():
        assert become(tree, True)
        with worker.waiting():
            assert stopped(tree) == {True}
        time.sleep(0.1)
        assert stopped(tree) == {True}, "the first still waits"
    assert become(tree, False)


def test_a_preview_that_takes_long_is_not_waited_for(
    worker: Ahead, tree: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving_way, "LONGEST", 0.2)
    with worker.waiting():
        assert become(tree, True)
        assert become(tree, False)


def test_a_batch_goes_on_however_much_is_typed(
    tmp_path: Path, tree: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving_way, "SAVED", 0.1)
    monkeypatch.setattr(giving_way, "SHARE", 0.0)
    GivingWay(tmp_path).start()
    ahead = Ahead(tmp_path)
    with ahead.waiting():
        assert become(tree, True)
        assert become(tree, False)
    with ahead.waiting():
        assert not become(tree, True, seconds=0.3)


def test_another_user_stops_nobody(
    worker: Ahead, tree: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving_way.os, "getuid", lambda: 65_534)
    with worker.waiting():
        assert not become(tree, True, seconds=0.3)


def test_workers_of_another_folder_do_not_rest(
    worker: Ahead, tree: list[int], tmp_path: Path
) -> None:
    with Ahead(tmp_path / "khac").waiting():
        assert not become(tree, True, seconds=0.3)


def test_where_nobody_listens_or_every_place_is_taken_nothing_happens(tmp_path: Path) -> None:
    with Ahead(tmp_path).waiting():
        pass
    with ExitStack() as stack:
        for _ in range(PLACES + 1):
            stack.callback(GivingWay(tmp_path).close)


def test_who_waits_is_heard_by_every_worker(tmp_path: Path, tree: list[int]) -> None:
    for _ in range(3):
        GivingWay(tmp_path).start()
    with Ahead(tmp_path).waiting():
        assert become(tree, True)
    assert become(tree, False)
