"""Each worker has a core of its own, where there are as many of both."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from doc_service.conversion.cores import on_own_core

from .conftest import MakePool
from .traces import eventually, workers

CORES = sorted(os.sched_getaffinity(0))


def test_workers_are_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {5, 2, 7})
    commands = [on_own_core(number, 3) for number in range(3)]
    assert [command[-1] for command in commands] == ["2", "5", "7"]


@pytest.mark.parametrize(("cores", "count"), [({0, 1, 2}, 2), ({0, 1}, 3), ({0}, 1)])
def test_fewer_or_more_workers_than_cores_run_where_they_like(
    monkeypatch: pytest.MonkeyPatch, cores: set[int], count: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: cores)
    assert on_own_core(0, count) == ()


def test_a_system_that_cannot_keep_them_apart_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert on_own_core(0, len(CORES)) == ()


def test_a_pool_with_a_worker_for_each_core_shares_them_out(
    make_pool: MakePool, work: Path
) -> None:
    pool = make_pool(uno_python="uno_python_works", workers=len(CORES))
    pool.start()
    assert eventually(lambda: pool.health().workers == len(CORES))
    kept = [os.sched_getaffinity(pid) for pid in workers(work)]
    assert sorted(map(list, kept)) == [[core] for core in CORES]
