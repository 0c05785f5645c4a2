"""Where the system allows it, LibreOffice runs in a network namespace of its own."""

from __future__ import annotations

import functools
import shutil
import subprocess

# As root; else through a user namespace, which some distributions forbid. unshare(1)
# replaces itself with the command, so the process id stays that of the worker.
_WAYS: tuple[tuple[str, ...], ...] = (("--net",), ("--map-root-user", "--net"))
_PROBE_SECONDS = 5.0


@functools.cache
def no_network() -> tuple[str, ...]:
    """Return what to put before a command to take the network from it; () if nothing works.

    Tried once a process. Named pipes are files, so the bridge to LibreOffice stays.
    """
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    for way in _WAYS:
        if _works([unshare, *way, "--", "true"]):
            return (unshare, *way, "--")
    return ()


def _works(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PROBE_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
