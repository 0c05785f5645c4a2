"""The order to stop, as a signal brings it."""

from __future__ import annotations

import time
from typing import Final

_SLICE: Final = 0.1
"""Seconds until an order is noticed by who waits, at most."""


class Stopping:
    """Whether to stop; unlike `threading.Event`, a handler of signals may say so.

    A handler runs in the main thread, between two steps of whatever that is at. An event is set
    under a lock, which the main thread holds for a moment whenever it waits or is told twice
    (Ctrl+C reaches a whole group, whose heads pass it on): then it would wait for itself for ever.
    """

    def __init__(self) -> None:
        """Nothing is said yet."""
        self._said = False

    def say(self) -> None:
        """Say that it is time to stop; repeatable, from handlers and threads."""
        self._said = True

    def is_said(self) -> bool:
        """Return whether it is time to stop."""
        return self._said

    def wait(self, seconds: float) -> bool:
        """Wait so many seconds, or until it is time to stop; return whether it is."""
        until = time.monotonic() + seconds
        while not self._said and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _SLICE))
        return self._said
