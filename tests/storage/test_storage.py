"""What every store must do, and what the folder does besides.

Another kind of store joins by one more line in `STORES`.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doc_service.errors import FileLost, OutOfDiskSpace
from doc_service.storage import FolderStorage, Storage, folder

STORES: Final[dict[str, Callable[[Path], Storage]]] = {"folder": FolderStorage}


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return STORES[request.param](tmp_path / "files")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_what_is_put_comes_back_under_the_hash_of_its_content(
    store: Storage, content: bytes
) -> None:
    key = store.put(content)
    assert key == hashlib.sha256(content).hexdigest()
    assert store.get(key) == content


def test_the_same_content_twice_is_one_file(store: Storage) -> None:
    assert store.put(b"hai lan") == store.put(b"hai lan")


def test_many_may_put_the_same_at_once(store: Storage) -> None:
    content = b"x" * 100_000
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: store.put(content), range(32)))
    assert [store.get(key) for key in keys] == [content]


@pytest.mark.parametrize(
    "key",
    ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65, f"{'0' * 64}\n", "é" * 64],
)
def test_a_key_that_keeps_nothing_says_so(store: Storage, key: str) -> None:
    store.put(b"khac")
    with pytest.raises(FileLost):
        store.get(key)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "files"


def test_a_file_that_was_changed_or_cut_is_not_given_out(files: Path) -> None:
    store = FolderStorage(files)
    for damage in (b"", b"khac", b"nguyen ve"[:-1]):
        key = store.put(b"nguyen ven")
        path = files / key[:2] / key
        path.write_bytes(damage)
        with pytest.raises(FileLost, match="bị thay đổi"):
            store.get(key)
        path.unlink()


def test_a_full_disk_is_said_and_leaves_no_half_file(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder.os, "fsync", full)
    with pytest.raises(OutOfDiskSpace, match="đã đầy"):
        FolderStorage(files).put(b"khong con cho")
    assert [path for path in files.rglob("*") if path.is_file()] == []


def test_another_fault_of_the_disk_stays_what_it_is(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(folder.os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        FolderStorage(files).put(b"hong")


def test_what_is_answered_is_on_the_disk_both_content_and_name(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[int] = []
    real = folder.os.fsync
    monkeypatch.setattr(folder.os, "fsync", lambda handle: (forced.append(handle), real(handle)))
    store = FolderStorage(files)
    store.put(b"an toan")
    assert len(forced) == 2
    store.put(b"an toan")
    assert len(forced) == 2
