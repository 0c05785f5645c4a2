"""One command for everything: starts web and workers, and starts again what dies."""

from __future__ import annotations

import functools
import logging
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Final

from doc_service.workers.children import die_with
from doc_service.workers.stopping import Stopping

log = logging.getLogger(__name__)

_FIRST_LIFE: Final = 10.0
"""Seconds; a program that ends sooner at its first start cannot run here, and everything stops."""

_PAUSES: Final = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before a program that died is started again, the more the sooner it died."""

_GRACE: Final = 30.0
"""Seconds that programs have to leave when told."""

_LOOK: Final = 0.2


@dataclass(slots=True)
class _Program:
    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    deaths: int = 0
    """In a row, each within the first seconds of life."""

    began: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        self.starts += 1
        self.began = time.monotonic()
        die = functools.partial(die_with, os.getpid())
        self.process = subprocess.Popen(self.command, preexec_fn=die)


@dataclass(slots=True)
class Supervisor:
    """Keeps programs running until it is told to stop."""

    programs: list[_Program]
    _stop: Stopping = field(default_factory=Stopping)

    @classmethod
    def of(cls, commands: Mapping[str, Sequence[str]]) -> Supervisor:
        """Return one for these commands, by name."""
        return cls([_Program(name, command) for name, command in commands.items()])

    def run(self) -> int:
        """Run the programs until a signal says stop; return the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._told)
        for one in self.programs:
            one.start()
        status = 0
        while not self._stop.is_said():
            status = self._look_after()
            if status:
                break
            self._stop.wait(_LOOK)
        self._leave()
        return status

    def _look_after(self) -> int:
        """Start again what died; an exit status where that makes no sense."""
        now = time.monotonic()
        for one in self.programs:
            if one.process is not None and (status := one.process.poll()) is not None:
                lived = now - one.began
                if one.starts == 1 and lived < _FIRST_LIFE and status > 0:
                    log.error("cannot run", extra={"program": one.name, "status": status})
                    return status
                one.deaths = one.deaths + 1 if lived < _FIRST_LIFE else 0
                one.due = now + _PAUSES[min(one.deaths, len(_PAUSES) - 1)]
                one.process = None
                log.warning("is started again", extra={"program": one.name, "status": status})
            elif one.process is None and now >= one.due:
                one.start()
        return 0

    def _told(self, number: int, frame: FrameType | None) -> None:
        self._stop.say()

    def _leave(self) -> None:
        """Tell every program to leave, and see to it that it does."""
        alive = [one.process for one in self.programs if one.process is not None]
        for process in alive:
            with suppress(ProcessLookupError):
                process.terminate()
        until = time.monotonic() + _GRACE
        for process in alive:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
