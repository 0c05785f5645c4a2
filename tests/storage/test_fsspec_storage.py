"""What a store in the network does besides: its URL, its faults in our words, half uploads."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from doc_service.errors import FileLost, OutOfDiskSpace, SettingsError, StorageError
from doc_service.storage import FolderStorage, Storage, open_storage
from doc_service.storage.store_urls import read_store_url

if TYPE_CHECKING:
    from tests.scale.servers import Server

UNIT = Path("unused")


@pytest.fixture
def memory() -> Storage:
    return open_storage(f"memory://{uuid.uuid4().hex}", UNIT)


def test_without_a_url_files_are_in_the_folder(tmp_path: Path) -> None:
    assert isinstance(open_storage("", tmp_path), FolderStorage)


def test_the_default_store_imports_nothing_of_the_network() -> None:
    code = (
        "import sys; from pathlib import Path; from doc_service.storage import open_storage; "
        "open_storage('', Path('x')); print({'fsspec', 's3fs', 'botocore'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("kho-cua-toi", "s3://tên-kho"),
        ("s3://", "chưa có tên kho"),
        ("s3://kho/tep?khoa=bi-mat", "không hiểu: khoa"),
        ("khonghe://co", "không có phần mềm"),
    ],
)
def test_a_url_that_cannot_be_read_is_said_at_the_start(url: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as error:
        open_storage(url, UNIT)
    assert "bi-mat" not in str(error.value)


def test_the_query_says_how_the_store_is_reached_and_is_no_part_of_its_place() -> None:
    read = read_store_url("s3://kho/a/b/?endpoint_url=https://may:9000&region=vn&key=k&secret=s")
    assert (read.place, read.is_s3) == ("s3://kho/a/b", True)
    assert read.options["endpoint_url"] == "https://may:9000"
    assert (read.options["key"], read.options["secret"]) == ("k", "s")
    assert read.options["client_kwargs"] == {"region_name": "vn"}
    assert read.options["config_kwargs"]["s3"] == {"addressing_style": "path"}


def test_amazons_own_store_is_reached_as_amazon_wants() -> None:
    options = read_store_url("s3://kho").options
    assert options["config_kwargs"]["s3"] == {"addressing_style": "auto"}
    assert not {"endpoint_url", "key", "secret"} & set(options)


def files_of(store: Storage) -> Any:
    return store._files()  # type: ignore[attr-defined]  # to play a store that fails


def test_a_file_that_was_changed_is_not_given_out(memory: Storage) -> None:
    key = memory.put(b"nguyen ven")
    files_of(memory).pipe_file(memory._path(key), b"khac")  # type: ignore[attr-defined]  # likewise
    with pytest.raises(FileLost, match="bị thay đổi"):
        memory.get(key)
    with pytest.raises(FileLost, match="bị thay đổi"), memory.open(key) as file:
        file.read()
    memory.put(b"nguyen ven")
    assert memory.get(key) == b"nguyen ven"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (TimeoutError("read timeout"), StorageError),
        (PermissionError("Access Denied"), StorageError),
        (RuntimeError("an error of the library's own"), StorageError),
        (OSError(28, "No space left on device"), OutOfDiskSpace),
        (OSError(5, "XMinioStorageFull: Storage backend has reached its limit"), OutOfDiskSpace),
    ],
)
def test_a_store_that_fails_says_so_in_our_words(
    memory: Storage, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: type[Exception]
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise fault

    files = files_of(memory)
    for name in ("pipe_file", "cat_file", "info", "exists", "open"):
        monkeypatch.setattr(files, name, fail)
    for ask in (
        lambda: memory.put(b"x"),
        lambda: memory.put_file(Path(__file__)),
        lambda: memory.get("0" * 64),
        lambda: memory.exists("0" * 64),
        lambda: memory.remove("0" * 64),
    ):
        with pytest.raises(said):
            ask()


def test_a_put_of_which_half_arrived_is_no_put(
    memory: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_of(memory)
    real = files.pipe_file
    monkeypatch.setattr(files, "pipe_file", lambda path, content: real(path, content[:3]))
    with pytest.raises(StorageError):
        memory.put(b"nua chung")
    assert list(memory.keys()) == []


@pytest.fixture
def s3_store(s3_server: Server) -> Storage:
    return open_storage(s3_server.url.replace("/tep?", f"/{uuid.uuid4().hex}?"), UNIT)


@pytest.fixture
def environment(s3_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{s3_server.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "thu")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "thu-nghiem")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


@pytest.mark.scale
@pytest.mark.usefixtures("environment")
def test_what_the_url_leaves_out_comes_from_the_environment() -> None:
    store = open_storage("s3://vanthu/moi-truong?addressing=path", UNIT)
    assert store.get(store.put(b"qua bien moi truong")) == b"qua bien moi truong"


@pytest.mark.scale
@pytest.mark.usefixtures("environment")
def test_a_bucket_that_is_not_there_is_not_an_empty_store() -> None:
    store = open_storage("s3://khong-co-kho-nay/tep?addressing=path", UNIT)
    for ask in (
        lambda: store.put(b"x"),
        lambda: store.put_file(Path(__file__)),
        lambda: store.get("0" * 64),
        lambda: list(store.keys()),
    ):
        with pytest.raises(StorageError):
            ask()


@pytest.mark.scale
def test_an_upload_that_nobody_finished_is_no_file_and_is_swept(s3_store: Storage) -> None:
    files, path = files_of(s3_store), s3_store._path("0" * 64)  # type: ignore[attr-defined]  # likewise
    half = files.open(path, "wb", block_size=5 << 20, autocommit=False)
    half.write(b"x" * (12 << 20))
    assert not s3_store.exists("0" * 64)
    assert list(s3_store.keys()) == []
    assert len(s3_store.leftovers(older_than=0)) == 1
    assert s3_store.sweep(older_than=0) == 1
    assert s3_store.leftovers(older_than=0) == []


@pytest.mark.scale
def test_bytes_that_were_garbled_on_the_way_are_refused(
    s3_store: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_of(s3_store)
    real = files.pipe_file
    monkeypatch.setattr(
        files, "pipe_file", lambda path, content, **sent: real(path, b"X" + content[1:], **sent)
    )
    with pytest.raises(StorageError):
        s3_store.put(b"nguyen ven")
    assert list(s3_store.keys()) == []


def _put_in_a_child(store: Storage) -> None:
    os._exit(0 if store.get(store.put(b"cua con")) == b"cua con" else 1)


@pytest.mark.scale
def test_a_store_that_was_used_before_a_fork_works_after_it(s3_store: Storage) -> None:
    s3_store.put(b"cua cha")
    child = get_context("fork").Process(target=_put_in_a_child, args=(s3_store,))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert len(list(s3_store.keys())) == 2


@pytest.mark.scale
def test_a_server_that_is_gone_is_said_soon_and_works_again_when_it_is_back(
    tmp_path: Path,
) -> None:
    from tests.scale.servers import s3

    with s3(tmp_path / "s3") as server:
        store = open_storage(server.url, UNIT)
        store.put(b"truoc")
        server.kill()
        with pytest.raises(StorageError, match="không trả lời"):
            store.put(b"trong luc")
        server.start()  # moto forgets what it kept
        assert store.get(store.put(b"sau")) == b"sau"
