"""Where LibreOffice and its Python are, and what its processes take."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path
from typing import Final

UNO_PYTHON: Final = Path(os.environ.get("VANTHU_UNO_PYTHON", "/usr/bin/python3"))


class OfficeMissing(Exception):
    """LibreOffice is not installed; the text says what is missing."""


def soffice() -> Path:
    """Return the path of `soffice`, the wrapper a user calls.

    Raises:
        OfficeMissing: there is none.
    """
    found = os.environ.get("VANTHU_SOFFICE") or shutil.which("soffice")
    if not found:
        raise OfficeMissing("không có LibreOffice (soffice) trong PATH")
    return Path(found).resolve().with_name("soffice")


def soffice_bin() -> Path:
    """Return the path of `soffice.bin`, the program itself."""
    return soffice().with_name("soffice.bin")


def environment() -> dict[str, str]:
    """Return an environment in which peers find this LibreOffice and a Python with `uno`."""
    folders = (str(soffice().parent), str(UNO_PYTHON.parent), os.environ.get("PATH", ""))
    return {**os.environ, "PATH": os.pathsep.join(folders)}


def free_port() -> int:
    """Return a TCP port of the loopback interface that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def office_memory_mb() -> float:
    """Return the resident memory of every `soffice.bin` this process has started, in MiB."""
    parents, offices = _processes()
    mine = [pid for pid in offices if os.getpid() in _ancestors(pid, parents)]
    return sum(_resident_mb(pid) for pid in mine)


def _processes() -> tuple[dict[int, int], list[int]]:
    """Return every process's parent, and which processes are `soffice.bin`."""
    parents, offices = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            before, _, after = (folder / "stat").read_text().rpartition(")")
        except OSError:
            continue
        pid = int(folder.name)
        parents[pid] = int(after.split()[1])
        if before.endswith("(soffice.bin"):
            offices.append(pid)
    return parents, offices


def _ancestors(pid: int, parents: dict[int, int]) -> set[int]:
    found: set[int] = set()
    while (pid := parents.get(pid, 0)) and pid not in found:
        found.add(pid)
    return found


def _resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
