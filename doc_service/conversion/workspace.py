"""The pool's folder on disk, and the removal of what a killed pool has left."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from doc_service.conversion.uno_worker import remove_pipes

_PREFIX = "pool-"


class Workspace:
    """One subfolder of the work folder, locked for as long as this process lives."""

    def __init__(self, work_folder: Path) -> None:
        """Make nothing yet."""
        self._work_folder = work_folder
        self._folder: Path | None = None
        self._lock: int | None = None

    def open(self) -> None:
        """Make the folder, after removing those whose owners are dead; may be called again.

        Raises:
            OSError: The work folder cannot be written.
        """
        if self._folder is not None:
            return
        self._work_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        remove_abandoned(self._work_folder)
        while self._folder is None:
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._work_folder)).resolve()
            lock = os.open(folder, os.O_RDONLY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():  # else another pool took it for abandoned, just before the lock
                self._folder, self._lock = folder, lock
            else:
                os.close(lock)

    def worker_folder(self, number: int) -> Path:
        """Return the folder of a worker, which may not exist yet."""
        if self._folder is None:
            raise RuntimeError("the workspace is not open")
        return self._folder / f"worker-{number}"

    def close(self) -> None:
        """Remove the folder and unlock; may be called again."""
        if self._folder is not None:
            _remove(self._folder)
            self._folder = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def pipe_names(worker_folder: Path) -> tuple[str, str]:
    """Return the names of the two pipes of a worker: ours, and LibreOffice's own.

    Both follow from the folder, so that pipes can be removed when nobody is left to ask.
    The second is the MD5 of the profile's address in UTF-16, its bytes in hexadecimal without
    leading zeros (LibreOffice, desktop/source/app/officeipcthread.cxx).
    """
    digest = hashlib.md5(profile_url(worker_folder).encode("utf-16-le"), usedforsecurity=False)
    name = "".join(f"{byte:x}" for byte in digest.digest())
    return f"vanthu_{digest.hexdigest()[:16]}", f"SingleOfficeIPC_{name}"


def profile_url(worker_folder: Path) -> str:
    """Return the address of the profile folder as LibreOffice takes it."""
    return (worker_folder / "profile").as_uri()


def abandoned(work_folder: Path) -> list[Path]:
    """Return the folders of pools whose processes are dead."""
    found: list[Path] = []
    for folder in sorted(work_folder.glob(f"{_PREFIX}*")):
        _if_abandoned(folder, found.append)
    return found


def remove_abandoned(work_folder: Path) -> None:
    """Remove the folders of pools whose processes are dead, and their pipes."""
    for folder in work_folder.glob(f"{_PREFIX}*"):
        _if_abandoned(folder, _remove)


def _if_abandoned(folder: Path, do: Callable[[Path], object]) -> None:
    with contextlib.suppress(OSError):  # somebody else's, or just removed by its owner
        lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            do(folder.resolve())
        finally:
            os.close(lock)


def _remove(folder: Path) -> None:
    for worker_folder in folder.glob("worker-*"):
        remove_pipes(pipe_names(worker_folder))
    shutil.rmtree(folder, ignore_errors=True)
