"""The supervisor: what dies is started again, what cannot run is said, nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_SUPERVISE = """
import sys
from doc_service.workers import supervisor
supervisor._FIRST_LIFE = float(sys.argv[1])
supervisor._PAUSES = (0.05,)
programs = dict(one.split("=", 1) for one in sys.argv[2:])
commands = {name: [sys.executable, "-c", code] for name, code in programs.items()}
sys.exit(supervisor.Supervisor.of(commands).run())
"""

_LIVES = """
import os, time
with open({path!r}, "a") as file:
    file.write(f"{{os.getpid()}} ")
time.sleep(600)
"""


def wait(until: Callable[[], object]) -> None:
    limit = time.monotonic() + 30
    while not until():
        assert time.monotonic() < limit, "nothing happened in half a minute"
        time.sleep(0.02)


def pids(path: Path) -> list[int]:
    return [int(one) for one in path.read_text().split()] if path.exists() else []


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def supervise() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    running: list[subprocess.Popen[bytes]] = []

    def start(first_life: float, **programs: str) -> subprocess.Popen[bytes]:
        said = [f"{name}={code}" for name, code in programs.items()]
        command = [sys.executable, "-c", _SUPERVISE, str(first_life), *said]
        running.append(subprocess.Popen(command))
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()


def test_a_program_that_dies_is_started_again_and_the_others_stay(
    supervise: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    web, worker = tmp_path / "web", tmp_path / "worker"
    supervise(0.0, web=_LIVES.format(path=str(web)), worker=_LIVES.format(path=str(worker)))
    wait(lambda: pids(web) and pids(worker))
    os.kill(pids(worker)[0], signal.SIGKILL)
    wait(lambda: len(pids(worker)) == 2)
    assert len(pids(web)) == 1
    assert alive(pids(web)[0])


def test_told_to_stop_it_takes_everything_with_it_and_leaves_well(
    supervise: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "web"
    process = supervise(0.0, web=_LIVES.format(path=str(path)))
    wait(lambda: pids(path))
    process.terminate()
    assert process.wait(30) == 0
    wait(lambda: not alive(pids(path)[0]))


def test_killed_it_takes_everything_with_it(
    supervise: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "web"
    process = supervise(0.0, web=_LIVES.format(path=str(path)))
    wait(lambda: pids(path))
    process.kill()
    wait(lambda: not alive(pids(path)[0]))


def test_a_program_that_cannot_run_here_stops_everything_with_its_status(
    supervise: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    path = tmp_path / "worker"
    process = supervise(20.0, web="import sys; sys.exit(6)", worker=_LIVES.format(path=str(path)))
    assert process.wait(30) == 6
    wait(lambda: not any(alive(pid) for pid in pids(path)))
