"""Turns: of many requests that overtake one another, only the newest is worth its while."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from doc_service.errors import Superseded


@dataclass(slots=True)
class _Queue:
    newest: int = 0
    is_busy: bool = False
    inside: int = 0
    """Requests that wait or work."""


class Turns:
    """One at a time for each key; who waits goes as soon as a newer one comes."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._changed = threading.Condition()
        self._queues: dict[str, _Queue] = {}

    @contextmanager
    def turn(self, key: str) -> Iterator[None]:
        """Wait for the turn of a key, and hold it.

        Raises:
            Superseded: a newer request came before this one began.
        """
        with self._changed:
            queue = self._queues.setdefault(key, _Queue())
            queue.newest += 1
            mine = queue.newest
            queue.inside += 1
            self._changed.notify_all()
            try:
                self._changed.wait_for(lambda: not queue.is_busy or queue.newest != mine)
                if queue.newest != mine:
                    raise Superseded("Đã có bản xem trước mới hơn.")
                queue.is_busy = True
            except BaseException:
                self._leave(key, queue)
                raise
        try:
            yield
        finally:
            with self._changed:
                queue.is_busy = False
                self._leave(key, queue)
                self._changed.notify_all()

    def _leave(self, key: str, queue: _Queue) -> None:
        queue.inside -= 1
        if not queue.inside:
            self._queues.pop(key, None)
