"""The servers of these tests are real: they keep what they are told, and can be killed."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest
from kombu import Connection

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


def test_rabbitmq_keeps_what_it_was_told_when_it_is_killed_and_leaves_no_process(
    rabbitmq_server: Server,
) -> None:
    url, sure = rabbitmq_server.url, {"confirm_publish": True}
    with Connection(url, transport_options=sure) as made, made.SimpleQueue("a") as queue:
        queue.put("1")
    assert rabbitmq_server.process is not None
    pids = family(rabbitmq_server.process.pid)
    assert len(pids) > 2
    rabbitmq_server.kill()
    until = time.monotonic() + 10
    while any(is_alive(pid) for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(is_alive(pid) for pid in pids)
    rabbitmq_server.start()
    with Connection(url) as made, made.SimpleQueue("a") as queue:
        kept = queue.get(timeout=10)
        kept.ack()
        assert kept.payload == "1"


def family(pid: int) -> list[int]:
    """Return a process and all that it started, down to the last."""
    started = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    return [pid, *(one for child in map(int, started) for one in family(child))]


def is_alive(pid: int) -> bool:
    """Say whether a process is there and not only waits to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
