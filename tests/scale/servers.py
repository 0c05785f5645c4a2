"""Real servers for tests: PostgreSQL, Redis, RabbitMQ and an S3 store, each in its own folder.

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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
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

    environ: Mapping[str, str] = field(default_factory=dict)
    """What it is told besides its command."""

    stops_at: signal.Signals = signal.SIGINT
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
                env={**os.environ, **_SECRETS, **self.environ},
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
        self.process.send_signal(self.stops_at)
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
def postgresql(host: str = HOST, *, is_safe: bool = True) -> Iterator[Server]:
    """A PostgreSQL server of its own; `url` is that of a database for SQLAlchemy.

    It runs as Debian's `postgres` where root runs the tests: it refuses root. One that need not be
    safe writes nothing through to the disk, and is quicker.
    """
    programs = _postgresql_programs()
    with _folder_of("postgres") as (folder, user):
        yield from _running(_postgresql(programs, folder, user, host, is_safe))


def _postgresql(programs: Path, folder: Path, user: str, host: str, is_safe: bool) -> Server:
    """Make an empty cluster in a folder, and return the server that is to run on it."""
    data = folder / "data"
    made = [f"{programs}/initdb", "-D", f"{data}", "-U", "vanthu", "-A", "trust", "-E", "UTF8"]
    _run(_as(user, [*made, "--locale=C.UTF-8", "--no-sync"]), folder)
    with (data / "pg_hba.conf").open("a") as allowed:
        allowed.write(f"host all vanthu {host}/24 trust\n")
    port = free_port(host)
    command = [f"{programs}/postgres", "-D", f"{data}", "-p", f"{port}", "-h", host]
    command += ["-k", f"{folder}", "-c", "max_connections=200"]
    if not is_safe:
        command += ["-c", "fsync=off", "-c", "synchronous_commit=off"]
    asked = [f"{programs}/pg_isready", "-h", host, "-p", f"{port}", "-U", "vanthu", "-q"]
    return Server(
        command=command,
        folder=folder,
        port=port,
        url=f"postgresql+psycopg://vanthu@{host}:{port}/postgres",
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
def redis(folder: Path, host: str = HOST) -> Iterator[Server]:
    """A Redis server that keeps what it is told on disk, as a broker must."""
    program = shutil.which("redis-server")
    if program is None:
        raise Missing("redis-server is not there: apt-get install redis-server")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port(host)
    command = [program, "--bind", host, "--port", f"{port}", "--dir", f"{folder}"]
    command += ["--appendonly", "yes", "--save", "", "--protected-mode", "no"]
    url = f"redis://{host}:{port}/0"
    asked = partial(_says, (host, port), b"PING\r\n", b"+PONG")
    yield from _running(Server(command, folder, port, url, asked))


@contextmanager
def rabbitmq(host: str = HOST) -> Iterator[Server]:
    """A RabbitMQ server of its own, which keeps what it is told on disk.

    It runs as Debian's `rabbitmq` where root runs the tests. Nothing of /etc/rabbitmq is read, and
    the program that tells Erlang's nodes from each other (epmd) is its own, and ends with it
    (https://www.rabbitmq.com/docs/configure#supported-environment-variables).
    """
    if not _RABBITMQ.is_file():
        raise Missing("RabbitMQ is not there: apt-get install rabbitmq-server")
    with _folder_of("rabbitmq") as (folder, user):
        yield from _running(_rabbitmq(folder, user, host))


_RABBITMQ: Final = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")


def _rabbitmq(folder: Path, user: str, host: str) -> Server:
    port = free_port(host)
    configuration = folder / "rabbitmq.conf"
    configuration.write_text(
        f"listeners.tcp.1 = {host}:{port}\ndefault_user = vanthu\ndefault_pass = thu-nghiem\n"
    )
    environ = {
        "HOME": f"{folder}",  # the secret that its programs share
        "ERL_EPMD_ADDRESS": HOST,
        "ERL_EPMD_PORT": f"{free_port()}",
        "RABBITMQ_CONFIG_FILE": f"{configuration}",
        "RABBITMQ_CONF_ENV_FILE": f"{folder / 'none'}",
        "RABBITMQ_DIST_PORT": f"{free_port()}",
        "RABBITMQ_ENABLED_PLUGINS_FILE": f"{folder / 'none'}",
        "RABBITMQ_LOG_BASE": f"{folder}",
        "RABBITMQ_LOGS": "-",
        "RABBITMQ_MNESIA_BASE": f"{folder / 'mnesia'}",
        "RABBITMQ_NODENAME": f"vanthu-{port}@localhost",
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RUNNING_UNDER_SYSTEMD": "true",  # no shell stays between us and it
    }

    return Server(
        command=["sh", "-c", f"setpriv --pdeathsig KILL epmd & exec {_RABBITMQ}"],
        folder=folder,
        port=port,
        url=f"amqp://vanthu:thu-nghiem@{host}:{port}//",
        answers=partial(_says, (host, port), b"AMQP\0\0\x09\x01", b"\x01"),
        user=user,
        environ=environ,
        stops_at=signal.SIGTERM,
    )


@contextmanager
def s3(folder: Path, host: str = HOST) -> Iterator[Server]:
    """An S3 server (moto's) with one bucket; `url` is that of a store in it."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port(host)
    command = [sys.executable, "-m", "moto.server", "-H", host, "-p", f"{port}"]
    endpoint = f"http://{host}:{port}"
    access = f"key={_SECRETS['AWS_ACCESS_KEY_ID']}&secret={_SECRETS['AWS_SECRET_ACCESS_KEY']}"
    url = f"s3://{BUCKET}/tep?endpoint_url={endpoint}&region=us-east-1&{access}"

    asked = partial(_is_answered, urllib.request.Request(f"{endpoint}/{BUCKET}", method="PUT"))
    yield from _running(Server(command, folder, port, url, asked))


def free_port(host: str = HOST) -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind((host, 0))
        return int(one.getsockname()[1])


def _running(server: Server) -> Iterator[Server]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _folder_of(owner: str) -> Iterator[tuple[Path, str]]:
    """Make a folder for a server that somebody else runs where root runs the tests.

    Not pytest's, which only root may enter.
    """
    with tempfile.TemporaryDirectory(prefix=f"vanthu-{owner}-") as made:
        if os.geteuid() != 0:
            yield Path(made), ""
            return
        found = pwd.getpwnam(owner)
        os.chown(made, found.pw_uid, found.pw_gid)
        yield Path(made), owner


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


def _says(address: tuple[str, int], asked: bytes, answer: bytes) -> bool:
    try:
        with socket.create_connection(address, 1) as one:
            one.sendall(asked)
            return one.recv(16).startswith(answer)
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
