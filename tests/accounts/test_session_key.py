from __future__ import annotations

import stat
from pathlib import Path

from doc_service.accounts.session_key import session_key
from doc_service.records import Database


def test_a_machine_keeps_its_key_to_itself(database: Database, tmp_path: Path) -> None:
    key = session_key(database, tmp_path / "data")
    assert len(key) == 32
    assert session_key(database, tmp_path / "data") == key
    kept = tmp_path / "data" / "secret.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_machines_of_one_database_sign_alike_and_others_not(
    database: Database, tmp_path: Path
) -> None:
    one, other = (session_key(database, tmp_path / name) for name in ("mot", "hai"))
    assert (one == other) is database.is_shared
    assert session_key(database, tmp_path / "hai") == other
