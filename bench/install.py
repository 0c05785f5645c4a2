"""Install the peers into `bench/.peers/`, at pinned versions; that folder is not tracked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

PEERS: Final = Path(__file__).parent / ".peers"
CARBONE: Final = PEERS / "carbone" / "node_modules" / "carbone"
UNOSERVER: Final = PEERS / "unoserver"
VERSIONS: Final = {"docxtpl": "0.20.2", "unoserver": "3.7", "carbone": "3.8.2"}

_SECONDS: Final = 300


class PeerMissing(Exception):
    """A peer cannot be had on this machine; the text says why."""


def unoserver() -> Path:
    """Return the folder that holds the package, installing it when it is not there.

    Raises:
        PeerMissing: it cannot be installed.
    """
    if not (UNOSERVER / f"unoserver-{VERSIONS['unoserver']}.dist-info").is_dir():
        wanted = f"unoserver=={VERSIONS['unoserver']}"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
        _run([*pip, "--target", str(UNOSERVER), wanted], what="unoserver")
    return UNOSERVER


def carbone() -> Path:
    """Return the folder of the package, installing it when it is not there.

    Raises:
        PeerMissing: there is no Node.js, or it cannot be installed.
    """
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise PeerMissing(f"carbone: không có {program}")
    if not CARBONE.is_dir():
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix"]
        _run([*npm, str(PEERS / "carbone"), f"carbone@{VERSIONS['carbone']}"], what="carbone")
    return CARBONE


def _run(command: list[str], *, what: str) -> None:
    PEERS.mkdir(exist_ok=True)
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PeerMissing(f"{what}: {type(error).__name__}") from error
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise PeerMissing(f"{what}: không cài được ({' '.join(last)})")


if __name__ == "__main__":
    for install in (unoserver, carbone):
        try:
            install()
        except PeerMissing as missing:
            sys.stderr.write(f"{missing}\n")
