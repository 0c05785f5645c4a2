"""The key that signs sessions: one for all machines that share a database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from doc_service.records import Database, Secret

_FILE: Final = "secret.key"
_NAME: Final = "sessions"


def session_key(database: Database, data_folder: Path) -> bytes:
    """Return what signs the sessions; made once.

    It is a file that the service alone can read. Machines that share a database find the first
    one's in it: whoever logged in at one of them is known to all.
    """
    own = _own(data_folder)
    if not database.is_shared:
        return own
    with database.session(_NAME) as session:
        kept = session.get(Secret, _NAME)
        if kept is not None:
            return bytes.fromhex(kept.value)
        session.add(Secret(name=_NAME, value=own.hex()))
    return own


def _own(folder: Path) -> bytes:
    path = folder / _FILE
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(key := secrets.token_bytes(32))
    return key
