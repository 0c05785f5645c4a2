"""Streams of events from the real server: at once, few at a time, gone when it stops."""

from __future__ import annotations

import http.client
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from doc_service.accounts.people import units
from doc_service.records import Database
from tests.ledgers import new_batch
from tests.test_app import Running

pytestmark = pytest.mark.soffice

THREADS = 4


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setenv("VANTHU_THREADS", str(THREADS))
    running = Running(tmp_path)
    running.wait()
    yield running
    running.process.kill()
    running.process.wait()
    running.log.close()


def begun(server: Running) -> str:
    """Have a batch that waits for a decision, so that nothing happens to it."""
    database = Database(f"sqlite:///{server.folder / 'data' / 'vanthu.db'}")
    try:
        return new_batch(database, 2, state="checked", unit=units(database)[0].id)
    finally:
        database.close()


class Stream:
    """A stream of events, being read."""

    def __init__(self, server: Running, batch: str, key: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        headers = {"Authorization": f"Bearer {key}"}
        self.connection.request("GET", f"/api/v1/batches/{batch}/events", headers=headers)
        self.answer = self.connection.getresponse()

    def first(self) -> bytes:
        """Read up to the end of the first event."""
        said = b""
        while b"event: progress" not in said or not said.endswith(b"\n\n"):
            said += self.answer.read1(65536)
        return said

    def close(self) -> None:
        self.connection.close()


def test_events_come_at_once_and_streams_end_when_the_server_stops(server: Running) -> None:
    batch, key = begun(server), server.key()
    streams = [Stream(server, batch, key) for _ in range(THREADS // 2)]
    for stream in streams:
        assert b'"state": "checked"' in stream.first()
    began = time.monotonic()
    further = Stream(server, batch, key)  # one too many: told once, so that threads are left
    assert b'"state": "checked"' in further.answer.read()
    assert server.ask("GET", "/healthz")[0] == 200
    assert time.monotonic() - began < 10
    server.process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    for stream in streams:
        assert stream.answer.read() == b""
    assert time.monotonic() - began < 8  # of 25 that they would have lived
    for stream in (*streams, further):
        stream.close()
    assert server.process.wait(30) == 0
