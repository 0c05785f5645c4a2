"""What the numbers were taken on: the machine and the versions, without names or paths of it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from bench.install import VERSIONS
from bench.office import soffice
from doc_service.service import pool_options
from doc_service.settings import load_settings


def description() -> list[tuple[str, str]]:
    """Return label and value of everything that decides the numbers."""
    return [
        ("CPU", f"{_cpu()}, {len(os.sched_getaffinity(0))} nhân"),
        ("Bộ nhớ", f"{_memory_gib():.1f} GiB".replace(".", ",")),
        ("Hệ điều hành", f"{platform.freedesktop_os_release().get('PRETTY_NAME', '')}"),
        ("Python", platform.python_version()),
        ("LibreOffice", _first_line([str(soffice()), "--version"]).removeprefix("LibreOffice ")),
        ("Cấp phát bộ nhớ cho LibreOffice", f"VănThư {_allocator()}, các bên khác của hệ thống"),
        ("docxtpl", metadata.version("docxtpl")),
        ("unoserver", VERSIONS["unoserver"]),
        ("Carbone", f"{VERSIONS['carbone']}, Node.js {_first_line(['node', '--version'])}"),
        ("Tải của máy lúc bắt đầu", f"{os.getloadavg()[0]:.2f}".replace(".", ",") + " (một phút)"),
    ]


def _allocator() -> str:
    """Return the library that VănThư lets LibreOffice allocate memory with, without its path."""
    library = pool_options(load_settings({})).allocator
    return library.name if library else "của hệ thống"


def _cpu() -> str:
    names = (value for name, value in _pairs("/proc/cpuinfo") if name == "model name")
    return next(names, platform.machine())


def _memory_gib() -> float:
    sizes = (value for name, value in _pairs("/proc/meminfo") if name == "MemTotal")
    return int(next(sizes).split()[0]) / 2**20


def _pairs(path: str) -> Iterator[tuple[str, str]]:
    for line in Path(path).read_text().splitlines():
        name, _, value = line.partition(":")
        yield name.strip(), value.strip()


def _first_line(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    except OSError:
        return "không có"
    return (done.stdout.splitlines() or ["không rõ"])[0]
