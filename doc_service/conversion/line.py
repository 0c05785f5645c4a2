"""The queue: who waits for a worker, in which order, and for how long."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from doc_service.conversion.failures import copy_of, failure
from doc_service.errors import ConversionError, QueueFull, QueueTimeout

T = TypeVar("T")

RETRY = -1
"""Priority of a second try: it has waited already, so it goes before everything."""


class _Waiter(Generic[T]):
    """One who waits, until it has an item, or an error, or goes."""

    __slots__ = ("called", "error", "gone", "item")

    def __init__(self) -> None:
        """Wait for anything."""
        self.called = threading.Event()
        self.item: T | None = None
        self.error: ConversionError | None = None
        self.gone = False

    def call(self, item: T) -> None:
        """Hand over what was waited for."""
        self.item = item
        self.called.set()


class Line(Generic[T]):
    """Hands out items to those who wait: by priority, then first come, first served."""

    def __init__(self, limit: int) -> None:
        """Admit at most `limit` waiting at once; retries come on top."""
        self._limit = limit
        self._lock = threading.Lock()
        self._free: list[T] = []
        self._heap: list[tuple[int, int, _Waiter[T]]] = []
        self._numbers = itertools.count()
        self._waiting = 0
        self._closed: ConversionError | None = None

    @property
    def waiting(self) -> int:
        """Return how many wait."""
        return self._waiting

    def take(self, priority: int, timeout: float, entered: Callable[[], object] = bool) -> T:
        """Return an item as soon as it is this caller's turn.

        Args:
            priority: Lower goes first.
            timeout: Seconds to wait at most.
            entered: Called once the caller is in the line, so that nothing it sets in motion
                can be over, and missed, before; nothing by default.

        Raises:
            QueueFull: Too many wait already; told at once.
            QueueTimeout: No item came in time.
            ConversionError: Whatever `fail` or `close` was told.
        """
        waiter = self._enter(priority)
        try:
            entered()
            waiter.called.wait(max(0.0, timeout))
        except BaseException:  # Ctrl-C too: what was handed over meanwhile goes to the next
            self._leave(waiter)
            if waiter.item is not None:
                self.put(waiter.item)
            raise
        self._leave(waiter)
        if waiter.error is not None:
            raise waiter.error
        if waiter.item is None:
            raise failure(QueueTimeout, f"no worker became free in {timeout:.1f} s")
        return waiter.item

    def put(self, item: T) -> None:
        """Give an item to the first who waits, or keep it."""
        with self._lock:
            waiter = self._next()
            if waiter is None:
                self._free.append(item)
            else:
                waiter.call(item)

    def remove(self, item: T) -> bool:
        """Take an item away that nobody has; tell whether it was there."""
        with self._lock:
            if item not in self._free:
                return False
            self._free.remove(item)
            return True

    def fail(self, error: ConversionError) -> None:
        """Send everybody who waits away with this error."""
        with self._lock:
            while (waiter := self._next()) is not None:
                waiter.error = copy_of(error)
                waiter.called.set()

    def close(self, error: ConversionError) -> None:
        """Send away everybody, now and from now on."""
        with self._lock:
            self._closed = error
        self.fail(error)

    def _enter(self, priority: int) -> _Waiter[T]:
        waiter: _Waiter[T] = _Waiter()
        with self._lock:
            if self._closed is not None:
                raise copy_of(self._closed)
            if self._free:
                waiter.call(self._free.pop())
                return waiter
            if self._waiting >= self._limit and priority != RETRY:
                raise failure(QueueFull, f"{self._waiting} documents wait already")
            heapq.heappush(self._heap, (priority, next(self._numbers), waiter))
            self._waiting += 1
        return waiter

    def _next(self) -> _Waiter[T] | None:
        while self._heap:
            waiter = heapq.heappop(self._heap)[2]
            if not waiter.gone:
                self._waiting -= 1
                return waiter
        return None

    def _leave(self, waiter: _Waiter[T]) -> None:
        with self._lock:
            if not waiter.called.is_set():
                waiter.gone = True
                self._waiting -= 1
