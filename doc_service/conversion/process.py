"""A supervised process that is spoken to in lines. It knows nothing of LibreOffice."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

# A killed process needs a moment to die; one stuck in the kernel is not waited for.
_GROUP_END_SECONDS = 5.0

# How long the leader gets to notice that its children are dead; a hung one never does.
_BURIAL_SECONDS = 0.2

# Enough to see why a program left; the rest of a long log says the same again.
_LOG_TAIL_BYTES = 2000


class ProcessGone(Exception):
    """The process has left, or was killed."""


class ProcessSilent(Exception):
    """The process said nothing before the deadline."""


class Process:
    """A process, its group, and the lines it says."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        gone: Callable[[], None],
    ) -> None:
        """Start nothing yet.

        Args:
            command: Program and arguments.
            folder: Working folder; stderr goes to `log` in it.
            environment: The whole environment: nothing is inherited.
            gone: Called once, in a thread of its own, when the process closes its stdout.
        """
        self._command = list(command)
        self._folder = folder
        self._environment = dict(environment)
        self._gone = gone
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._popen: subprocess.Popen[bytes] | None = None
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._stopped = False

    def start(self) -> None:
        """Start the process as the leader of a new session and group.

        Raises:
            OSError: The program cannot be started.
            ProcessGone: It was stopped before it was started.
        """
        with self._lock, (self._folder / "log").open("wb") as log:
            if self._stopped:
                raise ProcessGone
            self._popen = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder,
                env=self._environment,
                start_new_session=True,
            )
        assert self._popen.stdout is not None
        threading.Thread(
            target=self._listen, args=(self._popen.stdout,), name="conversion-lines", daemon=True
        ).start()

    def healthy(self) -> bool:
        """Tell whether the process runs, was not stopped and has not closed its stdout."""
        return self._popen is not None and not self._stopped and not self._ended.is_set()

    def send(self, line: bytes) -> None:
        """Write one line; it must fit a pipe (64 KiB), or a stopped process would block us.

        Raises:
            ProcessGone: Nobody reads any more.
        """
        if self._popen is None or self._popen.stdin is None:
            raise ProcessGone
        try:
            self._popen.stdin.write(line + b"\n")
            self._popen.stdin.flush()
        except (OSError, ValueError) as error:
            raise ProcessGone from error

    def receive(self, deadline: float) -> bytes:
        """Return the next line.

        Args:
            deadline: The moment to give up, on the clock of `time.monotonic()`.

        Raises:
            ProcessGone: There will be no more lines.
            ProcessSilent: The deadline has passed.
        """
        try:
            line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise ProcessSilent from None
        if line is None:
            self._lines.put(None)  # for whoever asks again
            raise ProcessGone
        return line

    def stop(self) -> None:
        """Kill the whole group and wait for the leader; may be called twice, from any thread."""
        with self._lock:
            self._stopped = True
            popen = self._popen
            if popen is None or popen.returncode is not None:
                return
            _kill_group(popen)
            if popen.stdin is not None:
                with contextlib.suppress(OSError):  # what was not read is lost with its reader
                    popen.stdin.close()

    def log_tail(self) -> str:
        """Return the end of what the process wrote to stderr."""
        try:
            content = (self._folder / "log").read_bytes()
        except OSError:
            return ""
        return content[-_LOG_TAIL_BYTES:].decode("utf-8", "replace").strip()

    def _listen(self, stdout: IO[bytes]) -> None:
        with stdout:
            for line in stdout:
                self._lines.put(line)
        self._ended.set()
        self._lines.put(None)
        self._gone()


def _kill_group(leader: subprocess.Popen[bytes]) -> None:
    """Kill the leader's children, let it bury them, then kill whatever is left."""
    for member in _running(leader.pid):
        if member != leader.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(member, signal.SIGKILL)
    # Orphans would stay zombies where process 1 buries nobody, as in many containers.
    # WNOWAIT, since once the leader itself is buried its id may be given to another.
    deadline = time.monotonic() + _BURIAL_SECONDS
    look = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while os.waitid(os.P_PID, leader.pid, look) is None and time.monotonic() < deadline:
        time.sleep(0.002)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader.pid, signal.SIGKILL)
    leader.wait()
    deadline = time.monotonic() + _GROUP_END_SECONDS
    while _running(leader.pid) and time.monotonic() < deadline:
        time.sleep(0.002)


def _running(group: int) -> list[int]:
    """Return the ids of the living processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            # After the name, which may hold spaces and brackets: state, parent, group (proc(5)).
            state, _, its_group = stat.read_text(errors="replace").rpartition(")")[2].split()[:3]
            if int(its_group) == group and state not in "ZX":
                found.append(int(stat.parent.name))
    return found
