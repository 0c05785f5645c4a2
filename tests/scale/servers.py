"""Real servers for tests: PostgreSQL, Redis and an S3 store, each in a folder of its own.

Each is a context manager that starts a process on a free port of this machine, waits until it
answers, and stops it. Nothing of a system-wide server is touched.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
BUCKET: Final = "vanthu"
_PATIENCE: Final = 60.0
"""Seconds that a server may take to start."""

_SECRETS: Final = {"AWS_ACCESS_KEY_ID": "thu", "AWS_SECRET_ACCESS_KEY": "thu-nghiem"}


class Missing(Exception):
    """A server is not installed; the message says which Debian package has it."""


@dataclass
class Server:
    """A server that a test may kill and start again on the same port and folder."""

    command: Sequence[str]
    folder: Path
    port: int
    url: str
    answers: Callable[[], bool]
    user: str = ""
    """Who runs it, where that is not who runs the tests."""

    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                _as(self.user, self.command),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                env={**os.environ, **_SECRETS},
            )
        until = time.monotonic() + _PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError((self.folder / "server.log").read_text("utf-8", "replace"))
            time.sleep(0.05)

    def stop(self) -> None:
        """End it in order, or at once when it takes too long."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """End it and all it started at once, in the middle of whatever they do."""
        if self.process is None:
            return
        pid = self.process.pid
        # those of PostgreSQL are in sessions of their own: a signal to the group misses them
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        for one in (pid, *map(int, started)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.process.wait()
        self.process = None


@contextmanager
def postgresql(*, is_safe: bool = True) -> Iterator[Server]:
    """A PostgreSQL server of its own; `url` is that of a database for SQLAlchemy.

    It runs as Debian's `postgres` where root runs the tests: it refuses root. Its folder is not
    pytest's, which only root may enter. One that need not be safe writes nothing through to the
    disk, and is quicker.
    """
    programs = _postgresql_programs()
    user = "postgres" if os.geteuid() == 0 else ""
    with tempfile.TemporaryDirectory(prefix="vanthu-postgresql-") as made:
        folder = Path(made)
        if user:
            owner = pwd.getpwnam(user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        yield from _running(_postgresql(programs, folder, user, is_safe))


def _postgresql(programs: Path, folder: Path, user: str, is_safe: bool) -> Server:
    """Make an empty cluster in a folder, and return the server that is to run on it."""
    data = folder / "data"
    made = [f"{programs}/initdb", "-D", f"{data}", "-U", "vanthu", "-A", "trust", "-E", "UTF8"]
    _run(_as(user, [*made, "--locale=C.UTF-8", "--no-sync"]), folder)
    port = free_port()
    command = [f"{programs}/postgres", "-D", f"{data}", "-p", f"{port}", "-h", HOST]
    command += ["-k", f"{folder}", "-c", "max_connections=200"]
    if not is_safe:
        command += ["-c", "fsync=off", "-c", "synchronous_commit=off"]
    asked = [f"{programs}/pg_isready", "-h", HOST, "-p", f"{port}", "-U", "vanthu", "-q"]
    return Server(
        command=command,
        folder=folder,
        port=port,
        url=f"postgresql+psycopg://vanthu@{HOST}:{port}/postgres",
        answers=lambda: subprocess.run(asked, check=False).returncode == 0,
        user=user,
    )


@contextmanager
def empty_database(server: Server) -> Iterator[str]:
    """A database of its own on a PostgreSQL server; yields its URL for SQLAlchemy."""
    import psycopg

    name = f"thu_{uuid.uuid4().hex}"
    whole = server.url.replace("+psycopg", "")
    with psycopg.connect(whole, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"{server.url.removesuffix('postgres')}{name}"
    # anew: the server may have been started again meanwhile
    with psycopg.connect(whole, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def redis(folder: Path) -> Iterator[Server]:
    """A Redis server that keeps what it is told on disk, as a broker must."""
    program = shutil.which("redis-server")
    if program is None:
        raise Missing("redis-server is not there: apt-get install redis-server")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [program, "--bind", HOST, "--port", f"{port}", "--dir", f"{folder}"]
    command += ["--appendonly", "yes", "--save", ""]
    url = f"redis://{HOST}:{port}/0"
    yield from _running(Server(command, folder, port, url, lambda: _says_pong(port)))


@contextmanager
def s3(folder: Path) -> Iterator[Server]:
    """An S3 server (moto's) with one bucket; `url` is that of a store in it."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", HOST, "-p", f"{port}"]
    endpoint = f"http://{HOST}:{port}"
    access = f"key={_SECRETS['AWS_ACCESS_KEY_ID']}&secret={_SECRETS['AWS_SECRET_ACCESS_KEY']}"
    url = f"s3://{BUCKET}/tep?endpoint_url={endpoint}&region=us-east-1&{access}"

    def answers() -> bool:
        return _is_answered(urllib.request.Request(f"{endpoint}/{BUCKET}", method="PUT"))

    yield from _running(Server(command, folder, port, url, answers))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _postgresql_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise Missing("PostgreSQL is not there: apt-get install postgresql")
    return found[-1].parent


def _as(user: str, command: Sequence[str]) -> list[str]:
    """Return a command that runs as somebody else; one process, so that signals reach it."""
    if not user:
        return list(command)
    who = pwd.getpwnam(user)
    ids = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids, *command]


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))


def _says_pong(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), 1) as one:
            one.sendall(b"PING\r\n")
            return one.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _is_answered(request: urllib.request.Request) -> bool:
    try:
        with urllib.request.urlopen(request, timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
