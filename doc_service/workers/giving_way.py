"""Workers rest while somebody at a screen waits for a preview on the same machine.

`nice` alone leaves both cores' caches and memory to the batch, and a preview takes twice as long.
So whoever makes a preview says when it begins and ends, and the LibreOffices of the workers are
stopped meanwhile: for a second at most at once, and for three quarters of the time at most in the
long run, so that a batch goes on whatever is typed.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from doc_service.desk.ahead import BEGIN, PLACES, address

LONGEST: Final = 1.0
"""Seconds of one rest; a preview that takes longer is not waited for."""

SAVED: Final = 8.0
"""Seconds of rest that may be taken one after another."""

SHARE: Final = 0.75
"""Of the time, that may be rest in the long run."""

_CREDENTIALS: Final = struct.Struct("3i")


class GivingWay:
    """Stops the processes below this one while others are ahead; run it in a thread."""

    def __init__(self, data_folder: Path) -> None:
        """Listen for whoever previews documents of a data folder.

        Where every place is taken, nobody is listened to.
        """
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._left = SAVED
        self._told = time.monotonic()
        for place in range(PLACES):
            try:
                self._socket.bind(address(data_folder, place))
                return
            except OSError:  # another worker listens there
                continue

    def start(self) -> None:
        """Listen, as long as the process lives."""
        threading.Thread(target=self._listen, name="giving-way", daemon=True).start()

    def close(self) -> None:
        """Listen no more; for who has not started."""
        self._socket.close()

    def _listen(self) -> None:
        while True:
            if self._next(None) == BEGIN:
                self._rest()

    def _rest(self) -> None:
        """Stop, until everybody who is ahead has ended, or there is no rest left."""
        now = time.monotonic()
        self._left = min(SAVED, self._left + (now - self._told) * SHARE)
        if self._left <= 0:
            self._told = now
            return
        stopped = below(os.getpid())
        _signal(stopped, signal.SIGSTOP)
        try:
            self._wait(now + min(LONGEST, self._left))
        finally:
            _signal(stopped, signal.SIGCONT)
        self._told = time.monotonic()
        self._left -= self._told - now

    def _wait(self, until: float) -> None:
        ahead = 1
        while ahead and (left := until - time.monotonic()) > 0:
            said = self._next(left)
            ahead += (said == BEGIN) - (said not in (None, BEGIN))

    def _next(self, seconds: float | None) -> bytes | None:
        """Return what is said next, by somebody of the same user; None where nobody says it."""
        self._socket.settimeout(seconds)
        with suppress(TimeoutError):
            said, more, _, _ = self._socket.recvmsg(1, socket.CMSG_SPACE(_CREDENTIALS.size))
            if any(_user(data) == os.getuid() for _, _, data in more):
                return said
        return None


def _user(credentials: bytes) -> int:
    _, user, _ = _CREDENTIALS.unpack(credentials[: _CREDENTIALS.size])
    return int(user)


def below(pid: int) -> list[int]:
    """Return every process that a process has started, and those that these have."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (thread / "children").read_text("ascii").split())
    return [*found, *(one for child in found for one in below(child))]


def _signal(processes: list[int], number: signal.Signals) -> None:
    for one in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(one, number)
