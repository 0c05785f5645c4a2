"""Which way documents are converted on this machine."""

from __future__ import annotations

import logging
import subprocess
from pathlib import Path

from doc_service.conversion.batches import Batches
from doc_service.conversion.options import PoolOptions
from doc_service.conversion.pool import ConverterPool

log = logging.getLogger(__name__)

_PROBE_SECONDS = 10.0


def open_converter(options: PoolOptions) -> ConverterPool:
    """Return a pool of warm workers where a Python has `uno`, else one that gathers batches.

    Nothing is started. The second needs a second for every call, so the log says what to install.
    """
    if has_uno(options.uno_python):
        return ConverterPool(options)
    log.warning(
        "no Python with uno: every conversion starts LibreOffice anew, a second each;"
        " to be 20 times as fast install python3-uno, or let VANTHU_UNO_PYTHON name a Python"
        " that can import uno",
        extra={"uno_python": str(options.uno_python)},
    )
    return ConverterPool(options, Batches(options))


def has_uno(python: Path) -> bool:
    """Tell whether this Python can `import uno`; about 60 ms.

    Being there is not enough: a `uno` made for another Python is found, and cannot be loaded.
    """
    try:
        done = subprocess.run(
            [str(python), "-B", "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
