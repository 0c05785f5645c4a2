"""Drive one LibreOffice: runs as a script under a Python that can `import uno`.

Standard library, `uno` and `uno_desktop.py` only, and nothing newer than Python 3.9:
distributions tie `uno` to a Python of their own. The parent speaks one JSON object a line, on
stdin, and reads one a line, on stdout:

    worker: {"event": "ready", "pid": 4711, "version": "7.4.7.2"}
            {"event": "failed", "kind": "soffice" | "uno" | "start", "detail": "…"}
    parent: {"source": "in.docx", "target": "out.pdf", "watermark": ""}
    worker: {"event": "done", "pages": 2}
            {"event": "refused", "detail": "…"}
    worker: {"event": "free"}
    parent: {"stop": true}

Nobody waits for what comes between an answer and “free”: the document is put away.

A dead LibreOffice is told by the end of stdout, never by a line. When the parent goes,
by whatever signal, this script removes its folder and kills its whole process group.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import queue
import resource
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

# A busy start-up takes 400–900 ms; one look costs about 1 ms.
POLL_SECONDS = 0.025

# LibreOffice leaves with this code once it has made a new profile, and wants another start.
# https://github.com/gotenberg/gotenberg: pkg/modules/libreoffice/api/libreoffice.go
RESTART_ME = 81

# The end of stdin tells at once, unless a forked child of the parent holds it open.
PARENT_CHECK_MILLISECONDS = 1000

CLEAN_STOP_SECONDS = 3.0

# LibreOffice 7.4: sal/osl/unx/pipe.cxx takes the first one it may write to.
PIPE_FOLDERS = (Path("/tmp"), Path("/var/tmp"))

OPTIONS = (
    "--headless",
    "--invisible",
    "--nocrashreport",
    "--nodefault",
    "--nologo",
    "--nofirststartwizard",
    "--norestore",
    "--nolockcheck",
)

Config = dict[str, Any]
Message = dict[str, Any]


class StartFailed(Exception):
    """LibreOffice does not get ready; `kind` tells why."""

    def __init__(self, kind: str, detail: str) -> None:
        """Keep the kind (`soffice`, `uno`, `start`) and an English detail."""
        super().__init__(detail)
        self.kind = kind


def load_uno() -> Any:
    """Return the `uno` module; raise `StartFailed` where this Python has none."""
    try:
        return importlib.import_module("uno")
    except ImportError as error:
        raise StartFailed("uno", f"{sys.executable}: {error}") from error


def take_stdout() -> int:
    """Keep stdout for messages alone: whatever else prints, prints to stderr."""
    channel = os.dup(1)
    os.dup2(2, 1)
    return channel


def say(channel: int, **message: Any) -> None:
    """Write one message; it is short enough for a pipe to take it whole."""
    os.write(channel, json.dumps(message).encode() + b"\n")


class Parent:
    """The process at the other end: its lines, and its death."""

    def __init__(self, config: Config) -> None:
        """Keep what has to be removed when the parent is gone."""
        self._config = config
        self._lines: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._gone = threading.Event()

    def watch(self) -> None:
        """Read lines in a thread, which also works while a UNO call hangs."""
        threading.Thread(target=self._watch, daemon=True).start()

    def next_line(self) -> Message:
        """Wait for the next message."""
        return self._lines.get()

    def let_clean_up(self) -> None:
        """Return at once while the parent lives; else never: cleaning up ends in a kill."""
        if self._gone.is_set():
            threading.Event().wait()

    def _watch(self) -> None:
        self._read()
        self._gone.set()
        leave_nothing(self._config)

    def _read(self) -> None:
        """Take lines until the parent is gone."""
        pending = b""
        poll = select.poll()
        poll.register(0, select.POLLIN)
        while True:
            if not poll.poll(PARENT_CHECK_MILLISECONDS):
                if os.getppid() != self._config["parent"]:
                    return
                continue
            chunk = os.read(0, 65536)
            if not chunk:
                return
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                self._lines.put(json.loads(line))


def leave_nothing(config: Config) -> None:
    """Remove folder and pipes, then kill the process group, this script included."""
    folder = Path(config["folder"])
    kill_group_but_me()  # first: a living LibreOffice would write into the folder again
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.parent.rmdir()  # the last worker of the pool succeeds
    remove_pipes(config["pipes"])
    os.killpg(0, signal.SIGKILL)


def kill_group_but_me() -> None:
    """Kill every other process of this group."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            pid = int(process.name)
            if pid != os.getpid() and os.getpgid(pid) == os.getpgid(0):
                os.kill(pid, signal.SIGKILL)


def remove_pipes(names: Iterable[str]) -> None:
    """Remove the sockets of these pipes; LibreOffice puts them in /tmp, whatever TMPDIR says."""
    for name in names:
        for folder in PIPE_FOLDERS:
            for pipe in folder.glob(f"OSL_PIPE_*_{name}"):
                with contextlib.suppress(OSError):
                    pipe.unlink()


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the worker script dies (prctl(2))."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def limit_resources(config: Config) -> None:
    """No core dumps, no file that eats the disk; LibreOffice inherits both."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = config["largest_file"]
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def environment(config: Config) -> dict[str, str]:
    """Return LibreOffice's environment: this script's, and the allocator it is to use."""
    allocator = config["allocator"]
    return {**os.environ, **({"LD_PRELOAD": allocator} if allocator else {})}


def launch(config: Config) -> subprocess.Popen[bytes]:
    """Start `soffice.bin` in this script's process group."""
    command = [
        config["soffice"],
        f"-env:UserInstallation={config['profile']}",
        f"--accept=pipe,name={config['pipes'][0]};urp;StarOffice.ComponentContext",
        *OPTIONS,
    ]
    try:
        return subprocess.Popen(
            command,
            env=environment(config),
            stdin=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
            restore_signals=False,  # SIGXFSZ stays ignored: a write fails instead of a crash
        )
    except OSError as error:
        raise StartFailed("soffice", f"{config['soffice']}: {error}") from error


def connect(config: Config, uno: Any) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice and return it with its component context, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={config['pipes'][0]};urp;StarOffice.ComponentContext"
    no_connection = uno.getClass("com.sun.star.connection.NoConnectException")
    soffice = launch(config)
    restarted = False
    while True:
        try:
            return soffice, resolver.resolve(address)
        except no_connection:
            code = soffice.poll()
        if code == RESTART_ME and not restarted:
            restarted = True
            soffice = launch(config)
        elif code is not None:
            raise StartFailed("start", f"soffice left with code {code} before it was ready")
        time.sleep(POLL_SECONDS)


def answer(office: Any, folder: Path, request: Message) -> Message:
    """Convert one document and return the message to say about it."""
    try:
        pages = office.convert(
            folder / request["source"], folder / request["target"], request["watermark"]
        )
    except Exception as error:  # UNO exceptions share no useful base
        if office.lost(error):
            raise
        return {"event": "refused", "detail": f"{type(error).__name__}: {error}"[:500]}
    return {"event": "done", "pages": pages}


def leave_when_dead(soffice: subprocess.Popen[bytes], parent: Parent) -> None:
    """Leave as soon as LibreOffice is gone, so that the parent reads the end of stdout."""
    soffice.wait()
    parent.let_clean_up()
    os._exit(1)


def serve(channel: int, parent: Parent, config: Config) -> None:
    """Get LibreOffice ready and convert until told to stop."""
    uno = load_uno()
    soffice, context = connect(config, uno)
    try:  # a neighbour of this script: found in its folder, not in the package (see the top)
        office = importlib.import_module("uno_desktop").Desktop(uno, context)
    except ImportError as error:
        raise StartFailed("uno", str(error)) from error
    threading.Thread(target=leave_when_dead, args=(soffice, parent), daemon=True).start()
    say(channel, event="ready", pid=soffice.pid, version=office.version())
    folder = Path(config["folder"])
    while "stop" not in (request := parent.next_line()):
        say(channel, **answer(office, folder, request))
        office.put_away()
        say(channel, event="free")
    office.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        soffice.wait(CLEAN_STOP_SECONDS)


def main(work: Callable[[int, Parent, Config], None] = serve) -> None:
    """Do the work for the parent; the first argument is the configuration, in JSON."""
    config = json.loads(sys.argv[1])
    channel = take_stdout()
    parent = Parent(config)
    parent.watch()
    limit_resources(config)
    try:
        work(channel, parent, config)
    except StartFailed as error:
        say(channel, event="failed", kind=error.kind, detail=str(error))
    except BrokenPipeError:
        threading.Event().wait()  # the watching thread is about to notice, too
    finally:
        parent.let_clean_up()


if __name__ == "__main__":
    main()
