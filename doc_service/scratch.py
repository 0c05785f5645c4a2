"""Where files of a moment are kept: in memory, where there is room."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")
_ROOMY: Final = 2**30
"""Bytes that must be free there: the 64 MiB of many a container are soon full."""


def folder_in_memory() -> Path | None:
    """Return a folder of this user's own, which may not exist yet; None where there is no room.

    For every document LibreOffice writes a dozen files, two of which it has the disk confirm:
    workers who wait for one disk keep each other from their work.
    """
    folder = _MEMORY / f"vanthu-{os.getuid()}"
    try:
        is_roomy = shutil.disk_usage(_MEMORY).free >= _ROOMY
        return folder if is_roomy and os.access(_MEMORY, os.W_OK) and _is_ours(folder) else None
    except OSError:
        return None


def _is_ours(folder: Path) -> bool:
    """Tell whether nobody else has put anything there: all may write beside it."""
    with suppress(FileNotFoundError):
        found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return True
