"""What conversions leave behind: processes, folders, pipes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from doc_service.conversion.workspace import pipe_names


def eventually(condition: Callable[[], object], seconds: float = 10.0) -> bool:
    """Wait until a condition holds; tell whether it ever did."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def processes(folder: Path, name: str = "") -> list[int]:
    """Living processes whose command line names this folder, and `name`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().decode(errors="replace")
            state = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
        except OSError:
            continue
        if str(folder) in words and name in words.replace("\0", " ") and state not in "ZX":
            found.append(int(entry.name))
    return found


def soffices(folder: Path) -> list[int]:
    return processes(folder, "-env:UserInstallation=")


def workers(folder: Path) -> list[int]:
    """The scripts that drive LibreOffice, whichever they are."""
    return processes(folder, "_worker.py {")


def worker_folders(folder: Path) -> list[Path]:
    return sorted(folder.glob("pool-*/worker-*"))


def pipes(of: list[Path]) -> list[Path]:
    """Sockets that LibreOffice has left for workers in these folders."""
    names = [name for folder in of for name in pipe_names(folder)]
    return [path for name in names for path in Path("/tmp").glob(f"OSL_PIPE_*_{name}")]


def nothing_left(folder: Path, workers_there_were: list[Path]) -> bool:
    return not (processes(folder) or any(folder.glob("*")) or pipes(workers_there_were))
