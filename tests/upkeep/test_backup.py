"""Backup and restore: everything comes back, and nothing is put over what is there."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from doc_service.accounts.people import units
from doc_service.errors import RecordsError
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.upkeep.backup import back_up, restore
from tests.desks import UNIT, cheap_passwords, settle

Open = Callable[[str], DocService]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    with ExitStack() as stack:

        def open_one(name: str) -> DocService:
            folder = tmp_path / name
            settings = load_settings({}, data_folder=folder, work_folder=folder / "work")
            return stack.enter_context(DocService.open(settings))

        yield open_one


@pytest.fixture
def live(opened: Open) -> DocService:
    service = opened("that")
    service.open_records()
    with cheap_passwords():
        settle(service.database)
    return service


def test_what_was_backed_up_comes_back_on_another_machine(
    live: DocService, opened: Open, tmp_path: Path
) -> None:
    keys = [live.storage.put(content) for content in (b"mot", b"hai" * 100_000, b"")]
    (live.settings.data_folder / "secret.key").write_bytes(b"x" * 32)
    said = back_up(live, tmp_path / "sao-luu" / "hom-nay.tar")
    assert (said.files, said.size) == (3, 300_003)
    other = opened("may-khac")
    assert restore(other, tmp_path / "sao-luu" / "hom-nay.tar") == said
    other.open_records()
    assert UNIT in [one.name for one in units(other.database)]
    assert [other.storage.get(key) for key in keys] == [b"mot", b"hai" * 100_000, b""]
    key = other.settings.data_folder / "secret.key"
    assert key.read_bytes() == b"x" * 32
    assert key.stat().st_mode & 0o077 == 0, "nobody else may read what signs the sessions"


def test_work_goes_on_while_a_backup_is_made(live: DocService, tmp_path: Path) -> None:
    with live.database.session():  # somebody is saving
        back_up(live, tmp_path / "a.tar")
    assert (tmp_path / "a.tar").is_file()


def test_nobody_else_on_the_machine_reads_a_backup(live: DocService, tmp_path: Path) -> None:
    back_up(live, tmp_path / "a.tar")
    assert (tmp_path / "a.tar").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_there_whole_or_not_at_all(
    live: DocService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live.storage.put(b"mot")

    def lost(key: str) -> bytes:
        raise RecordsError("Mất tệp.")

    monkeypatch.setattr(type(live.storage), "get", lambda self, key: lost(key))
    with pytest.raises(RecordsError):
        back_up(live, tmp_path / "a.tar")
    assert [one.name for one in tmp_path.iterdir()] == ["that"]


def test_nothing_is_restored_over_what_is_there(live: DocService, tmp_path: Path) -> None:
    back_up(live, tmp_path / "a.tar")
    with pytest.raises(RecordsError, match="đã có dữ liệu"):
        restore(live, tmp_path / "a.tar")


def test_a_damaged_backup_is_refused_and_leaves_no_records(
    live: DocService, opened: Open, tmp_path: Path
) -> None:
    live.storage.put(b"mot hai ba bon nam sau bay")
    back_up(live, tmp_path / "a.tar")
    content = (tmp_path / "a.tar").read_bytes()
    (tmp_path / "a.tar").write_bytes(content.replace(b"mot hai ba", b"mot HAI ba"))
    other = opened("may-khac")
    with pytest.raises(RecordsError, match="đã hỏng"):
        restore(other, tmp_path / "a.tar")
    assert not other.database.is_made()


def test_another_tar_file_is_no_backup(opened: Open, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        tar.add(Path(__file__), "../../test.py")
    with pytest.raises(RecordsError, match="không phải bản sao lưu"):
        restore(opened("may-khac"), tmp_path / "a.tar")
