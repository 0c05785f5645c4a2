"""What every store must do; another kind joins by one more parameter in `conftest.py`."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doc_service.errors import FileLost
from doc_service.storage import Storage

NOTHING = hashlib.sha256(b"chua bao gio co").hexdigest()


def key(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_what_is_put_comes_back_under_the_hash_of_its_content(
    store: Storage, content: bytes
) -> None:
    assert store.put(content) == key(content)
    assert store.get(key(content)) == content


def test_the_same_content_twice_is_one_file(store: Storage) -> None:
    assert store.put(b"hai lan") == store.put(b"hai lan")
    assert list(store.keys()) == [key(b"hai lan")]


def test_many_may_put_the_same_at_once(store: Storage) -> None:
    content = b"x" * 100_000
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: store.put(content), range(32)))
    assert [store.get(one) for one in keys] == [content]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(contents=st.lists(st.binary(max_size=50), max_size=8))
def test_many_contents_are_kept_at_once_in_their_order(
    store: Storage, contents: list[bytes]
) -> None:
    contents = [*contents, *contents[:1]]
    assert store.put_many(iter(contents)) == [key(one) for one in contents]
    assert [store.get(key(one)) for one in contents] == contents


def test_another_process_finds_what_was_put(open_store: Callable[[], Storage]) -> None:
    kept = open_store().put(b"cua ai cung the")
    assert open_store().get(kept) == b"cua ai cung the"


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 40_000_000])
def test_a_file_is_kept_whatever_its_size_and_read_piece_by_piece(
    store: Storage, size: int
) -> None:
    content = b"12345678" * (size // 8) + b"x" * (size % 8)
    kept = store.put_file(io.BytesIO(content))
    assert kept == key(content)
    pieces = []
    with store.open(kept) as file:
        while piece := file.read(1_000_000):
            pieces.append(piece)
    assert b"".join(pieces) == content
    assert store.leftovers(older_than=0) == []


def test_a_file_on_disk_is_kept_by_its_path(store: Storage, tmp_path: Path) -> None:
    path = tmp_path / "tai-len.xlsx"
    path.write_bytes(b"noi dung")
    assert store.get(store.put_file(path)) == b"noi dung"
    assert path.exists()


def test_a_file_is_read_from_where_it_stands(store: Storage) -> None:
    file = io.BytesIO(b"bo qua|lay")
    file.seek(7)
    assert store.get(store.put_file(file)) == b"lay"


def test_an_archive_is_read_in_the_store(store: Storage) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.json", "{}")
        archive.writestr("b.bin", b"b" * 3_000_000)
    with store.open(store.put(packed.getvalue())) as file, zipfile.ZipFile(file) as archive:
        assert archive.read("a.json") == b"{}"
        assert archive.read("b.bin") == b"b" * 3_000_000


def test_a_source_that_breaks_off_leaves_nothing(store: Storage) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 1_000_000:
                raise ConnectionResetError("gone")
            return super().read(size)

    with pytest.raises(ConnectionResetError):
        store.put_file(Broken(b"x" * 5_000_000))
    assert list(store.keys()) == []
    assert store.leftovers(older_than=0) == []


@pytest.mark.parametrize(
    "strange",
    [NOTHING, "", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65, f"{'0' * 64}\n", "é" * 64],
)
def test_a_key_that_keeps_nothing_says_so(store: Storage, strange: str) -> None:
    store.put(b"khac")
    with pytest.raises(FileLost):
        store.get(strange)
    with pytest.raises(FileLost), store.open(strange) as file:
        file.read()
    assert not store.exists(strange)


def test_what_is_kept_exists_until_it_is_removed(store: Storage) -> None:
    kept = store.put(b"mot thoi")
    assert store.exists(kept)
    assert store.remove(kept)
    assert not store.exists(kept)
    assert not store.remove(kept)
    with pytest.raises(FileLost):
        store.get(kept)


def test_every_key_is_listed_once(store: Storage) -> None:
    keys = store.put_many(f"tep {number}".encode() for number in range(40))
    assert sorted(store.keys()) == sorted(keys)
    assert list(store.keys(older_than=3600)) == []


def test_what_was_just_put_is_not_removed_as_an_orphan(store: Storage) -> None:
    kept = store.put(b"dong ghi sau")
    assert not store.remove(kept, older_than=3600)
    assert store.get(kept) == b"dong ghi sau"
