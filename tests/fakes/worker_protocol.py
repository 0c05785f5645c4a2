"""What the fake Pythons share: they speak the lines of uno_worker.py and convert nothing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

WHOLE_PDF = b"%PDF-1.7\nfake\n%%EOF\n"


def free() -> None:
    """Say that the document is put away."""
    say(event="free")


def serve(answer: Callable[[dict[str, Any]], None], put_away: Callable[[], None] = free) -> None:
    """Say that LibreOffice is ready, then hand every request to `answer`, until stdin ends."""
    say(event="ready", pid=os.getpid(), version="0.0.0.0")
    for line in sys.stdin:
        request = json.loads(line)
        if "stop" in request:
            break
        answer(request)
        put_away()


def say(**message: Any) -> None:
    """Write one message."""
    print(json.dumps(message), flush=True)


def write(request: dict[str, Any], content: bytes) -> None:
    """Write the output of a request and say that it is done."""
    Path(request["target"]).write_bytes(content)
    say(event="done", pages=1)
