"""What the pool is told, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Priority(IntEnum):
    """Who goes first: a clerk who waits at the screen, before a batch of thousands."""

    PREVIEW = 0
    DOCUMENT = 1
    BATCH = 2


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """Settings of a pool; times are seconds."""

    soffice: Path
    """Path of `soffice.bin`: its wrapper `soffice` would leave it behind when killed."""

    uno_python: Path
    """A Python that can `import uno`; on Debian `/usr/bin/python3`. See `choice.py` for none."""

    work_folder: Path
    """Private folder; the pool makes and removes its own subfolder."""

    allocator: Path | None = None
    """A memory allocator for LibreOffice to use; jemalloc saves it 12–25 % of its time."""

    workers: int = 2
    """LibreOffice processes; one core each, about 250 MB each."""

    queue_limit: int = 64
    """Documents that may wait, those being converted not counted."""

    queue_timeout: float = 60.0
    """How long one document may wait for a worker."""

    deadline: float = 120.0
    """How long one conversion may take."""

    start_timeout: float = 60.0
    """How long one worker may take to get ready."""

    recycle_after: int = 2000
    """Conversions after which a worker is replaced, in the background."""

    memory_ceiling_mb: int = 800
    """Resident memory of one `soffice.bin`, in MiB, that has it replaced likewise."""


@dataclass(frozen=True, slots=True)
class Health:
    """The state of a pool at one moment."""

    ready: bool
    """At least one worker can convert, now or when it has finished its document."""

    workers: int
    """Workers that are ready or busy."""

    busy: int
    """Workers that are converting."""

    waiting: int
    """Documents in the queue."""

    converted: int
    """PDFs made since the start."""

    restarts: int
    """Workers replaced since the start, whether broken or worn."""

    quarantined: int
    """Documents that are refused because they broke or blocked workers."""

    libreoffice: str
    """Version, such as `7.4.7.2`; empty until a worker was ready."""

    message: str
    """One Vietnamese sentence for the operator's page."""
