"""Saying to this machine's workers that somebody waits for a preview.

By datagrams in Linux's abstract namespace: where nobody listens, nothing is waited for, and
nothing stays behind (unix(7)).
"""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

BEGIN: Final = b"+"
_END: Final = b"-"

PLACES: Final = 32
"""Workers of one data folder on one machine that can listen."""


def address(data_folder: Path, place: int) -> str:
    """Return where a worker of a data folder listens."""
    return f"\0vanthu-{zlib.crc32(bytes(data_folder.resolve())):08x}-{place}"


class Ahead:
    """Says who waits, to the workers of one data folder."""

    def __init__(self, data_folder: Path) -> None:
        """Say nothing yet."""
        self._addresses = [address(data_folder, place) for place in range(PLACES)]

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Have the workers of this machine rest, as long as they can."""
        self._say(BEGIN)
        try:
            yield
        finally:
            self._say(_END)

    def _say(self, what: bytes) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.setblocking(False)
            for one in self._addresses:
                with suppress(OSError):  # nobody is there, or has not heard the last ones yet
                    sender.sendto(what, one)
