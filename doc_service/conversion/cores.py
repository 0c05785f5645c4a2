"""A processor core for each worker."""

from __future__ import annotations

import os
import shutil


def on_own_core(number: int, workers: int) -> tuple[str, ...]:
    """Return what goes before a command to keep it on one core; nothing unless each can have one.

    The kernel lets two workers share a core for milliseconds while another is idle: a tenth of
    the time of two on two cores.

    Args:
        number: of the worker, from 0.
        workers: of the pool.
    """
    cores = sorted(os.sched_getaffinity(0))
    taskset = shutil.which("taskset")  # of util-linux, as is what keeps the network away
    if workers != len(cores) or workers == 1 or taskset is None:
        return ()
    return (taskset, "--cpu-list", str(cores[number]))
