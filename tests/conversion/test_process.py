"""A supervised process, with a shell in the place of LibreOffice."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from doc_service.conversion.process import Process, ProcessGone, ProcessSilent

from .traces import eventually, processes


def shell(folder: Path, script: str, gone: threading.Event | None = None) -> Process:
    """A shell whose command line names the folder, so that it can be found."""
    return Process(
        ["/bin/sh", "-c", script, str(folder)],
        folder=folder,
        environment={"PATH": "/usr/bin:/bin"},
        gone=(gone or threading.Event()).set,
    )


def soon() -> float:
    return time.monotonic() + 5


def test_lines_go_there_and_back(tmp_path: Path) -> None:
    process = shell(tmp_path, "while read line; do echo got $line; done")
    process.start()
    process.send(b"one")
    process.send(b"two")
    assert [process.receive(soon()), process.receive(soon())] == [b"got one\n", b"got two\n"]
    process.stop()


def test_silence_ends_at_the_deadline(tmp_path: Path) -> None:
    process = shell(tmp_path, "sleep 60")
    process.start()
    with pytest.raises(ProcessSilent):
        process.receive(time.monotonic() + 0.05)
    assert process.healthy()
    process.stop()


def test_a_process_that_leaves_is_noticed_by_itself(tmp_path: Path) -> None:
    gone = threading.Event()
    process = shell(tmp_path, "echo last; echo why >&2", gone)
    process.start()
    assert gone.wait(5)
    assert not process.healthy()
    assert process.receive(soon()) == b"last\n"
    for _ in range(2):
        with pytest.raises(ProcessGone):
            process.receive(soon())
    assert process.log_tail() == "why"
    process.stop()


def test_stopping_kills_children_that_ignore_signals(tmp_path: Path) -> None:
    child = f"trap '' TERM HUP; : {tmp_path}; while :; do sleep 60; done"
    process = shell(tmp_path, f'sh -c "{child}" & echo up; wait')
    process.start()
    process.receive(soon())
    assert eventually(lambda: len(processes(tmp_path)) == 2)
    process.stop()
    assert processes(tmp_path) == []
    process.stop()


def test_nothing_can_be_sent_to_a_process_that_is_stopped(tmp_path: Path) -> None:
    process = shell(tmp_path, "sleep 60")
    process.start()
    process.stop()
    assert not process.healthy()
    with pytest.raises(ProcessGone):
        process.send(b"hello")


def test_a_process_stopped_before_it_starts_never_starts(tmp_path: Path) -> None:
    process = shell(tmp_path, "sleep 60")
    process.stop()
    with pytest.raises(ProcessGone):
        process.start()
    assert processes(tmp_path) == []
