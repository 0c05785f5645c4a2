"""Convert many files with one call of LibreOffice's command line: a script, where no `uno` is.

Runs under the service's own Python, beside `uno_worker.py`: what both need is found there, and
so is what they say. Here a request names many files, and the answer is how LibreOffice left:

    worker: {"event": "ready", "pid": 4711, "version": "7.4.7.2"}
            {"event": "failed", "kind": "soffice" | "start", "detail": "…"}
    parent: {"sources": ["0.docx", "1.docx"], "output": "pdf:…"}
    worker: {"event": "left", "code": 0}
    parent: {"stop": true}

A code proves nothing about any document: the parent looks at the files.
"""

from __future__ import annotations

import functools
import importlib
import os
import re
import subprocess
from pathlib import Path
from typing import Any

# So that a workbook or a web page under another name is refused instead of converted.
INPUT = "--infilter=MS Word 2007 XML"

Config = dict[str, Any]


def run(common: Any, config: Config, arguments: list[str]) -> tuple[int, bytes]:
    """Run LibreOffice until it leaves, twice if it asks; return its code and its stdout."""
    command = [
        config["soffice"],
        f"-env:UserInstallation={config['profile']}",
        *common.OPTIONS,
        *arguments,
    ]
    try:
        for _ in range(2):
            done = subprocess.run(
                command,
                env=common.environment(config),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                preexec_fn=common.die_with_parent,
                restore_signals=False,  # SIGXFSZ stays ignored: a write fails instead of a crash
                check=False,
            )
            if done.returncode != common.RESTART_ME:
                break
    except OSError as error:
        raise common.StartFailed("soffice", f"{config['soffice']}: {error}") from error
    return done.returncode, done.stdout


def prove(common: Any, config: Config) -> str:
    """Start LibreOffice for nothing, which completes the profile; return its version."""
    code, _ = run(common, config, ["--terminate_after_init"])
    if code != 0:
        raise common.StartFailed("start", f"soffice left with code {code} before it was ready")
    _, said = run(common, config, ["--version"])
    found = re.search(rb"\d+(\.\d+)+", said)
    return found[0].decode() if found else ""


def convert(common: Any, config: Config, request: dict[str, Any]) -> int:
    """Convert every source, in their order, to a PDF beside it; return LibreOffice's code."""
    folder = config["folder"]
    sources = [str(Path(folder, source)) for source in request["sources"]]
    options = [INPUT, "--convert-to", request["output"], "--outdir", folder]
    return run(common, config, [*options, *sources])[0]


def serve(common: Any, channel: int, parent: Any, config: Config) -> None:
    """See that LibreOffice works, and convert until told to stop."""
    version = prove(common, config)
    common.say(channel, event="ready", pid=os.getpid(), version=version)
    while "stop" not in (request := parent.next_line()):
        common.say(channel, event="left", code=convert(common, config, request))


if __name__ == "__main__":
    # A neighbour of this script: found in its folder, not in the package.
    neighbour: Any = importlib.import_module("uno_worker")
    neighbour.main(functools.partial(serve, neighbour))
