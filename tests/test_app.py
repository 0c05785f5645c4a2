"""The server as `make run` starts it: a real process, real requests, real signals."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from doc_service.accounts.keys import new_key
from doc_service.accounts.people import units
from doc_service.records import Database
from doc_service.settings import ROOT

pytestmark = pytest.mark.soffice


class Running:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        environ = {
            **os.environ,
            "VANTHU_PORT": str(self.port),
            "VANTHU_WORK_FOLDER": str(folder / "work"),
            "VANTHU_DATA_FOLDER": str(folder / "data"),
            "VANTHU_WORKERS": "1",
            "VANTHU_MAX_UPLOAD_MB": "5",
            "VANTHU_LOG_FORMAT": "json",
        }
        self.began = time.monotonic()
        self.log = (folder / "log").open("wb")
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            env=environ,
            stdout=self.log,
            stderr=self.log,
            cwd=folder,
        )

    def key(self) -> str:
        """Return a key of the first unit, as an operator makes one."""
        database = Database(f"sqlite:///{self.folder / 'data' / 'vanthu.db'}")
        try:
            return new_key(database, units(database)[0].id, "Hệ thống thử", None)
        finally:
            database.close()

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def wait(self) -> float:
        while True:
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return time.monotonic() - self.began
            except OSError:
                assert self.process.poll() is None, (self.folder / "log").read_text()
                assert time.monotonic() - self.began < 120
                time.sleep(0.02)

    def pdf(self) -> bytes:
        headers = {"Authorization": f"Bearer {self.key()}", "Content-Type": "application/json"}
        _, _, example = self.ask("GET", "/api/v1/forms/mau_01/example", **headers)
        status, _, content = self.ask("POST", "/api/v1/documents", example, **headers)
        assert status == 200, content
        return content

    def mine(self) -> list[int]:
        """Return the processes that work in this server's folder."""
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdigit() and str(self.folder).encode() in _cmdline(entry)
        ]


def _cmdline(entry: Path) -> bytes:
    try:
        return (entry / "cmdline").read_bytes()
    except OSError:
        return b""


def gone(server: Running) -> bool:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        left = [*server.mine(), *(server.folder / "work").glob("*")]
        if not left:
            return True
        time.sleep(0.05)
    return False


@contextmanager
def started(folder: Path) -> Iterator[Running]:
    running = Running(folder)
    running.wait()
    yield running
    running.process.kill()
    running.process.wait()
    running.log.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """A server of the test's own, to be stopped or hurt."""
    with started(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that is only asked."""
    with started(tmp_path_factory.mktemp("asked")) as running:
        yield running


def test_it_says_where_it_is_makes_a_pdf_and_leaves_nothing_behind(server: Running) -> None:
    said = (server.folder / "log").read_text()
    assert f"http://127.0.0.1:{server.port}" in said
    assert server.pdf().startswith(b"%PDF-")
    assert server.mine()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(20) == 0
    assert gone(server)


def test_the_first_start_prints_a_link_that_lets_the_administrator_in(asked: Running) -> None:
    said = (asked.folder / "log").read_text()
    [link] = re.findall(rf"http://127.0.0.1:{asked.port}(/dang-nhap/\S+)", said)
    status, headers, page = asked.ask("GET", link, Accept="text/html")
    assert (status, "quantri" in page.decode()) == (200, True)
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert asked.ask("GET", "/quan-tri", Accept="text/html")[0] == 302


def test_every_line_of_the_log_is_json_with_the_request_it_belongs_to(server: Running) -> None:
    server.ask("GET", "/healthz", **{"X-Request-ID": "yeu-cau-0042"})
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(20)
    text = (server.folder / "log").read_text()
    announced = ("VănThư đang chạy", "Chưa ai đăng nhập", "/dang-nhap/")
    written = [line for line in text.splitlines() if line]
    lines = [json.loads(line) for line in written if not any(one in line for one in announced)]
    mine = [line for line in lines if line.get("request_id") == "yeu-cau-0042"]
    assert [(line["event"], line["status"]) for line in mine] == [("request", 200)]


@pytest.mark.parametrize(("is_known", "status"), [(True, 413), (False, 401)])
def test_a_200_mb_upload_is_refused_without_being_read(
    asked: Running, is_known: bool, status: int
) -> None:
    key = asked.key() if is_known else "vt_sai"
    with socket.create_connection(("127.0.0.1", asked.port), timeout=20) as raw:
        raw.sendall(
            b"POST /api/v1/documents HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"Authorization: Bearer " + key.encode() + b"\r\n"
            b"Content-Type: application/json\r\nContent-Length: 209715200\r\n\r\n" + b"x" * 1000
        )
        code = "upload_too_large" if is_known else "unauthorized"
        answer = b""
        while code.encode() not in answer and (more := raw.recv(65536)):
            answer += more
    assert answer.startswith(f"HTTP/1.1 {status}".encode())
    assert code.encode() in answer


def test_after_the_server_is_killed_nothing_of_libreoffice_is_left(server: Running) -> None:
    server.pdf()
    children = [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _parent(entry) == server.process.pid
    ]
    assert children
    for pid in (server.process.pid, *children):
        os.kill(pid, signal.SIGKILL)
    server.process.wait()
    assert gone(server)


def test_a_dead_worker_is_replaced_and_makes_documents_again(server: Running) -> None:
    server.pdf()
    worker = next(
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _parent(entry) == server.process.pid
    )
    os.kill(worker, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            assert server.pdf().startswith(b"%PDF-")
            break
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    else:
        pytest.fail("the worker did not come back")


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError):
        return 0


def test_a_wrong_setting_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    environ = {**os.environ, "VANTHU_PORT": "cổng"}
    ended = subprocess.run(
        [sys.executable, str(ROOT / "app.py")],
        env=environ,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 6
    assert "VANTHU_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_readiness_probe_is_json(asked: Running) -> None:
    asked.pdf()
    status, _, body = asked.ask("GET", "/readyz")
    assert (status, json.loads(body)["status"]) == (200, "ready")
