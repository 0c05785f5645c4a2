"""Machines that only a network joins: namespaces and a bridge, where the system allows them.

Linux gives each namespace its own addresses, routes and loopback (network_namespaces(7)), so that
a process in one reaches the servers of a test by the bridge or not at all.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from tests.scale.servers import HOST

_IP: Final = shutil.which("ip", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")

_RANGE: Final = "198.18"
"""Addresses that no network uses: they are set aside for measurements (RFC 2544, RFC 6890)."""

_NAME: Final = re.compile(r"\bvt(\d+)\b")
"""Bridges and namespaces are named after the process that tests; a name has 15 letters at most."""


class Network(Protocol):
    """Joins machines and servers."""

    host: str
    """Where servers listen so that machines reach them."""

    said: str
    """What it is, for whoever reads what the tests say."""

    def within(self, machine: str) -> Sequence[str]:
        """Return what stands before a command that is to run on a machine."""

    def cut(self, machine: str, pids: Iterable[int]) -> None:
        """Have a machine, on which those processes are, reach nobody, and nobody reach it."""

    def mend(self, machine: str, pids: Iterable[int]) -> None:
        """Join it again."""


@dataclass(frozen=True)
class Bridge:
    """A namespace for each machine, joined by a bridge on which this machine is too."""

    name: str
    host: str
    said: str = "each machine in a network namespace of its own"

    def within(self, machine: str) -> Sequence[str]:
        """Return what runs a command in the namespace; it takes the place of that."""
        return (str(_IP), "netns", "exec", f"{self.name}-{machine}")

    def cut(self, machine: str, pids: Iterable[int]) -> None:
        """Pull the cable at the bridge's side: nobody is told anything."""
        _ip("link", "set", f"{self.name}-{machine}", "down")

    def mend(self, machine: str, pids: Iterable[int]) -> None:
        """Plug it in again."""
        _ip("link", "set", f"{self.name}-{machine}", "up")


@dataclass(frozen=True)
class Loopback:
    """One machine for all; who is cut off stands still instead."""

    said: str
    host: str = HOST

    def within(self, machine: str) -> Sequence[str]:
        """Return nothing."""
        return ()

    def cut(self, machine: str, pids: Iterable[int]) -> None:
        """Stop every process of the machine."""
        _send(signal.SIGSTOP, pids)

    def mend(self, machine: str, pids: Iterable[int]) -> None:
        """Let them go on."""
        _send(signal.SIGCONT, pids)


def _send(number: signal.Signals, pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


@contextmanager
def network(*machines: str) -> Iterator[Network]:
    """Join machines as well as the system allows; nothing is left of it afterwards."""
    for left in _left():
        _remove(left)
    name = f"vt{os.getpid()}"
    try:
        yield _bridge(name, machines) or Loopback(_NOT_ALLOWED)
    finally:
        _remove(name)


_NOT_ALLOWED: Final = "no network namespaces here (root and iproute2 are needed): all on loopback"


def _bridge(name: str, machines: Sequence[str]) -> Bridge | None:
    """Return a bridge that works, or nothing."""
    taken = _ip("-4", "-brief", "address")
    if taken is None:
        return None
    free = [one for one in range(256) if f" {_RANGE}.{one}." not in taken]
    net = f"{_RANGE}.{random.choice(free)}"
    made = Bridge(name, f"{net}.1")
    steps = [
        ("link", "add", name, "type", "bridge"),
        ("address", "add", f"{made.host}/24", "dev", name),
        ("link", "set", name, "up"),
    ]
    for number, machine in enumerate(machines, 2):
        space = f"{name}-{machine}"
        steps += [
            ("netns", "add", space),
            ("link", "add", space, "type", "veth", "peer", "name", "eth0", "netns", space),
            ("link", "set", space, "master", name, "up"),
            ("-n", space, "address", "add", f"{net}.{number}/24", "dev", "eth0"),
            ("-n", space, "link", "set", "eth0", "up"),
            ("-n", space, "link", "set", "lo", "up"),
        ]
    is_made = all(_ip(*step) is not None for step in steps)
    return made if is_made and all(_reaches(made, one) for one in machines) else None


def _reaches(made: Bridge, machine: str) -> bool:
    """Say whether a machine reaches a server of this one; a firewall may be between them."""
    with socket.create_server((made.host, 0)) as server:
        address = (made.host, server.getsockname()[1])
        said = f"import socket; socket.create_connection({address}, 5)"
        command = [*made.within(machine), sys.executable, "-c", said]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _left() -> list[str]:
    """Return the names of what tests left that were killed."""
    found = f"{_ip('netns', 'list') or ''} {_ip('-brief', 'link') or ''}"
    pids = set(_NAME.findall(found))
    return [f"vt{pid}" for pid in pids if not Path(f"/proc/{pid}").exists()]


def _remove(name: str) -> None:
    """Remove a bridge, its cables and the namespaces at their ends."""
    for link in re.findall(rf"^{name}-\w+|^{name}\b", _ip("-brief", "link") or "", re.M):
        _ip("link", "delete", link)
    for space in re.findall(rf"^{name}-\w+", _ip("netns", "list") or "", re.M):
        _ip("netns", "delete", space)


def _ip(*words: str) -> str | None:
    """Run ip(8); returns what it says, or nothing where it cannot."""
    if _IP is None:
        return None
    done = subprocess.run([_IP, *words], capture_output=True, check=False, text=True)
    return None if done.returncode else done.stdout
