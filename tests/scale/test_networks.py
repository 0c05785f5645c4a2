"""The network of these tests: who is cut off reaches nobody, and nothing of it is left."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from tests.scale import networks
from tests.scale.networks import Loopback, Network, network

pytestmark = pytest.mark.scale

_ASK = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), 1)"
_DIE = "import os; from tests.scale.networks import network; network('a').__enter__(); os._exit(1)"


def reaches(joined: Network, machine: str) -> bool:
    """Say whether a process on a machine reaches a server that listens here."""
    with socket.create_server((joined.host, 0)) as server:
        ask = [sys.executable, "-c", _ASK, joined.host, str(server.getsockname()[1])]
        done = subprocess.run([*joined.within(machine), *ask], capture_output=True, check=False)
        return done.returncode == 0


def named(pid: int) -> bool:
    """Say whether anything of a network of a process is there."""
    said = (networks._ip("netns", "list"), networks._ip("-brief", "link"))
    return any(f"vt{pid}" in (one or "") for one in said)


def test_a_machine_reaches_nobody_while_it_is_cut_off() -> None:
    with network("a", "b") as joined:
        assert reaches(joined, "a")
        assert reaches(joined, "b")
        if not isinstance(joined, Loopback):
            joined.cut("b", ())
            assert reaches(joined, "a")
            assert not reaches(joined, "b")
            joined.mend("b", ())
            assert reaches(joined, "b")
    assert not named(os.getpid())


def test_a_network_that_a_killed_run_left_is_removed_by_the_next() -> None:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    died = subprocess.Popen([sys.executable, "-c", _DIE], env=environ)
    died.wait()
    with network("a") as joined:
        assert reaches(joined, "a")
        assert not named(died.pid)


def test_where_the_system_has_no_namespaces_all_machines_are_on_loopback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(networks, "_IP", None)
    with network("a", "b") as joined:
        assert isinstance(joined, Loopback)
        assert reaches(joined, "b")
        assert "no network namespaces" in joined.said
