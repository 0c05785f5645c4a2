"""What the folder does besides: the order of things that a power cut cannot undo, and cleaning."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from doc_service.errors import FileLost, OutOfDiskSpace
from doc_service.storage import FolderStorage, folder

WRITES_AND_DIES = """
import os, sys
from pathlib import Path
from doc_service.storage import FolderStorage, folder
store = FolderStorage(Path(sys.argv[1]))
store.put(b"xong")
folder.os.fsync = lambda handle: os.kill(os.getpid(), 9)
store.put(b"giua chung")
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is forced to disk, in order."""
    found: list[Path] = []
    real = folder.os.fsync

    def noted(handle: int) -> None:
        found.append(Path(f"/proc/self/fd/{handle}").readlink())
        real(handle)

    monkeypatch.setattr(folder.os, "fsync", noted)
    return found


def everything(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_file_that_was_changed_or_cut_is_not_given_out(files: Path) -> None:
    store = FolderStorage(files)
    for damage in (b"", b"khac", b"nguyen ve"):
        key = store.put(b"nguyen ven")
        path = files / key[:2] / key
        path.write_bytes(damage)
        with pytest.raises(FileLost, match="bị thay đổi"):
            store.get(key)
        with pytest.raises(FileLost, match="bị thay đổi"), store.open(key) as file:
            file.read()
        path.unlink()


def test_a_file_that_was_cut_is_whole_after_it_is_put_again(files: Path) -> None:
    store = FolderStorage(files)
    key = store.put(b"nguyen ven")
    (files / key[:2] / key).write_bytes(b"nguyen")
    store.put(b"nguyen ven")
    assert store.get(key) == b"nguyen ven"


def test_a_full_disk_is_said_and_leaves_no_half_file(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    store = FolderStorage(files)
    store.put(b"de co thu muc")
    before = everything(files)
    monkeypatch.setattr(folder.os, "fsync", full)
    with pytest.raises(OutOfDiskSpace, match="đã đầy"):
        store.put_many([b"khong con cho", b"cung the"])
    with pytest.raises(OutOfDiskSpace, match="đã đầy"):
        store.put_file(before[0])
    assert everything(files) == before


def test_another_fault_of_the_disk_stays_what_it_is(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(folder.os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        FolderStorage(files).put(b"hong")


def test_what_is_answered_is_on_the_disk_its_content_first_and_then_its_name(
    files: Path, forced: list[Path]
) -> None:
    store = FolderStorage(files)
    key = store.put(b"an toan")
    content = next(path for path in forced if path.parent == files / ".unfinished")
    assert forced[-1] == files / key[:2]
    assert content != forced[-1]
    assert {files.parent, files} <= set(forced)  # the new folders have names too


def test_the_name_of_a_file_that_somebody_else_wrote_is_forced_too(
    files: Path, forced: list[Path]
) -> None:
    store = FolderStorage(files)
    key = store.put(b"an toan")
    forced.clear()
    store.put(b"an toan")
    assert forced == [files / key[:2]]


def test_each_folder_of_many_files_is_forced_once(files: Path, forced: list[Path]) -> None:
    store = FolderStorage(files)
    contents = [f"tep {number}".encode() for number in range(600)]
    store.put_many(contents[:300])
    forced.clear()
    keys = store.put_many(contents)
    names = [path for path in forced if path.parent == files]
    assert len(names) == len({key[:2] for key in keys})
    assert len(forced) == 300 + 1 + len(names)  # and once the folder that the new ones stand in


def test_what_a_crash_leaves_is_no_file_and_is_swept(files: Path) -> None:
    died = subprocess.run([sys.executable, "-c", WRITES_AND_DIES, files], check=False)
    assert died.returncode == -9
    store = FolderStorage(files)
    assert len(everything(files)) == 2
    assert list(map(store.get, store.keys())) == [b"xong"]
    assert store.leftovers() == []  # somebody may be writing it at this moment
    assert store.sweep() == 0
    assert [name.split("/")[0] for name in store.leftovers(older_than=0)] == [".unfinished"]
    assert store.sweep(older_than=0) == 1
    assert [path.name for path in everything(files)] == list(store.keys())


def test_what_earlier_versions_left_is_swept_too(files: Path) -> None:
    store = FolderStorage(files)
    key = store.put(b"con day")
    (files / key[:2] / ".tmpabc").write_bytes(b"nua")
    assert store.leftovers(older_than=0) == [f"{key[:2]}/.tmpabc"]
    assert store.sweep(older_than=0) == 1
    assert list(store.keys()) == [key]


def test_age_counts_from_the_last_time_that_a_content_was_put(files: Path) -> None:
    store = FolderStorage(files)
    key = store.put(b"cu")
    long_ago = 1_600_000_000
    os.utime(files / key[:2] / key, (long_ago, long_ago))
    assert list(store.keys(older_than=3600)) == [key]
    store.put(b"cu")
    assert list(store.keys(older_than=3600)) == []
    assert not store.remove(key, older_than=3600)


def test_what_does_not_belong_there_is_no_file(files: Path) -> None:
    store = FolderStorage(files)
    key = store.put(b"that")
    (files / key[:2] / "ghi chú.txt").write_text("của ai đó", "utf-8")
    (files / "khac").mkdir()
    assert list(store.keys()) == [key]
