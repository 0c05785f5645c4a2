"""The servers of these tests are real: they keep what they are told, and can be killed."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.scale.servers import HOST, Server, redis

pytestmark = pytest.mark.scale


def ask(server: Server, *words: str) -> bytes:
    """Say something to Redis, and return its answer."""
    parts = [f"${len(one)}\r\n{one}\r\n" for one in words]
    with socket.create_connection((HOST, server.port), 5) as connection:
        connection.sendall(f"*{len(words)}\r\n{''.join(parts)}".encode())
        return connection.recv(1000)


def test_redis_keeps_what_it_was_told_when_it_is_stopped_and_started(tmp_path: Path) -> None:
    with redis(tmp_path / "redis") as server:
        assert ask(server, "SET", "a", "1") == b"+OK\r\n"
        server.stop()
        with pytest.raises(OSError, match="refused"):
            ask(server, "GET", "a")
        server.start()
        assert ask(server, "GET", "a") == b"$1\r\n1\r\n"


def test_no_process_is_left(tmp_path: Path) -> None:
    with redis(tmp_path / "redis") as server:
        assert server.process is not None
        pid = server.process.pid
        server.kill()
        server.start()
        again = server.process.pid
    for one in (pid, again):
        with pytest.raises(ProcessLookupError):
            os.kill(one, 0)
