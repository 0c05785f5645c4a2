"""Files of a moment are in memory, unless that is small or somebody else's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from doc_service import scratch
from doc_service.scratch import folder_in_memory
from doc_service.settings import PREFIX, ROOT, load_settings


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory with one GiB free."""
    usage = shutil.disk_usage("/")._replace(free=2**30)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)
    monkeypatch.setattr(scratch, "_MEMORY", tmp_path)
    return tmp_path


def test_each_user_has_a_folder_of_their_own(memory: Path) -> None:
    own = memory / f"vanthu-{os.getuid()}"
    assert folder_in_memory() == load_settings({}).work_folder == own
    own.mkdir()
    assert folder_in_memory() == own


def test_whoever_names_a_folder_gets_that(memory: Path, tmp_path: Path) -> None:
    settings = load_settings({f"{PREFIX}WORK_FOLDER": str(tmp_path / "w")})
    assert settings.work_folder == tmp_path / "w"


def test_where_memory_is_small_or_filled_the_disk_is_used(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = shutil.disk_usage("/")._replace(free=64 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: small)
    assert folder_in_memory() is None
    assert load_settings({}).work_folder == ROOT / "data" / "work"


def test_a_system_without_such_a_memory_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "_MEMORY", Path("/no/such/memory"))
    assert folder_in_memory() is None


def test_what_somebody_else_has_put_there_is_not_used(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = memory / f"vanthu-{os.getuid()}"
    (memory / "theirs").mkdir()
    own.symlink_to(memory / "theirs")
    assert folder_in_memory() is None
    own.unlink()
    own.mkdir()
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    own.rename(memory / f"vanthu-{uid + 1}")
    assert folder_in_memory() is None
