"""A store that fsspec reaches, S3 above all: one object for each content, named by its hash.

An object of S3 appears whole or not at all, and the server compares what it received with the
checksum sent along. Stores without that promise are asked for the size after every put.
"""

from __future__ import annotations

import base64
import datetime as dt
import errno
import hashlib
import io
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

import fsspec

from doc_service.errors import (
    DocServiceError,
    FileLost,
    OutOfDiskSpace,
    SettingsError,
    StorageError,
)
from doc_service.storage.interface import SETTLED
from doc_service.storage.keys import GROUPS, checked, is_key, key_of
from doc_service.storage.reading import CHANGED, PIECE, VerifiedReader, copied
from doc_service.storage.store_urls import read_store_url

_BLOCK: Final = 16 << 20
"""Bytes of one part of a large upload."""

_AT_ONCE: Final = 8
"""Uploads of `put_many` that wait for the store side by side."""

_SILENT: Final = "Kho tệp không trả lời hoặc từ chối; hãy thử lại, nếu vẫn vậy báo người quản trị."
_FULL: Final = ("QuotaExceeded", "XMinioStorageFull", "InsufficientStorage", "Insufficient Storage")
_MD5: Final = re.compile(r"[0-9a-f]{32}")
_TIMES: Final = ("LastModified", "mtime", "modified", "created")
"""What filesystems call the time of the last put."""


class FsspecStorage:
    """Keeps files in a store that a URL names; safe from many threads, and after a fork."""

    def __init__(self, url: str) -> None:
        """Read the URL; the store is asked nothing before it is needed.

        Raises:
            SettingsError: the URL cannot be read, or nothing installed knows its scheme.
        """
        self._url = read_store_url(url)
        scheme = self._url.place.split("://")[0]
        try:
            kind = fsspec.get_filesystem_class(scheme)
        except (ValueError, ImportError) as error:
            raise SettingsError(
                f"VANTHU_STORAGE_URL: không có phần mềm cho kho “{scheme}://”.", detail=str(error)
            ) from None
        self._root: str = kind._strip_protocol(self._url.place)
        self._opening = threading.Lock()
        self._opened: tuple[int, Any] = (0, None)

    def put(self, content: bytes) -> str:
        """Keep bytes; see `Storage.put`."""
        if len(content) > _BLOCK:
            return self.put_file(io.BytesIO(content))
        key = key_of(content)
        path = self._path(key)
        with self._answering():
            if self._url.is_s3:
                self._send(path, content)
            else:
                self._files().pipe_file(path, content)
                self._compare_size(path, len(content))
        return key

    def put_many(self, contents: Iterable[bytes]) -> list[str]:
        """Keep many contents; see `Storage.put_many`."""
        given = [(key_of(one), one) for one in contents]
        different = dict(given)
        with ThreadPoolExecutor(_AT_ONCE) as pool:  # which starts no more than there are
            list(pool.map(self.put, different.values()))
        return [key for key, _ in given]

    def put_file(self, source: Path | IO[bytes]) -> str:
        """Keep a file of any size; see `Storage.put_file`."""
        if isinstance(source, Path):
            with source.open("rb") as file:
                return self.put_file(file)
        # the name is the hash, so the whole is read once before the first byte is sent
        with tempfile.TemporaryFile() as whole:
            key = copied(source, whole)
            size = whole.tell()
            whole.seek(0)
            with self._answering():
                self._upload(whole, key, size)
        return key

    def get(self, key: str) -> bytes:
        """Return the bytes of a key; see `Storage.get`."""
        path = self._path(key)
        with self._answering(key):
            content: bytes = self._files().cat_file(path)
        if key_of(content) != key:
            raise FileLost(CHANGED, detail=key)
        return content

    @contextmanager
    def open(self, key: str) -> Iterator[BinaryIO]:
        """Open a file for reading; see `Storage.open`."""
        path = self._path(key)
        with self._answering(key):
            file = self._files().open(path, "rb", block_size=_BLOCK // 4)
        reader = VerifiedReader(file, key, lambda: self._answering(key))
        with io.BufferedReader(reader, PIECE) as buffered:
            yield buffered

    def exists(self, key: str) -> bool:
        """Say whether something is kept under a key."""
        if not is_key(key):
            return False
        with self._answering():
            return bool(self._files().exists(self._path(key)))

    def remove(self, key: str, *, older_than: float = 0.0) -> bool:
        """Remove a file; see `Storage.remove`."""
        path = self._path(key)
        with self._answering():
            try:
                found = self._files().info(path)
                if found["type"] != "file" or not _is_older(found, older_than):
                    return False
                self._files().rm_file(path)
            except FileNotFoundError:
                return False
        return True

    def keys(self, *, older_than: float = 0.0) -> Iterator[str]:
        """Yield the keys of what is kept; see `Storage.keys`."""
        with self._answering():
            self._refuse_missing_bucket()
        for group in sorted(_name(one) for one in self._inside(self._root)):
            if group not in GROUPS:
                continue
            for one in sorted(self._inside(f"{self._root}/{group}"), key=_name):
                if is_key(_name(one)) and _is_older(one, older_than):
                    yield _name(one)

    def _inside(self, path: str) -> list[dict[str, Any]]:
        """Return what is in a folder; nothing where there is none."""
        with self._answering(), suppress(FileNotFoundError):
            found: list[dict[str, Any]] = self._files().ls(path, detail=True)
            return found
        return []

    def leftovers(self, *, older_than: float = SETTLED) -> list[str]:
        """Return the uploads that nobody finished; see `Storage.leftovers`."""
        return sorted(str(one["Key"]) for one in self._unfinished(older_than))

    def sweep(self, *, older_than: float = SETTLED) -> int:
        """Remove the uploads that nobody finished; see `Storage.sweep`."""
        found = self._unfinished(older_than)
        with self._answering():
            for one in found:
                self._files().abort_mpu(self._bucket, one["Key"], one["UploadId"])
        return len(found)

    @property
    def _bucket(self) -> str:
        return self._root.split("/")[0]

    def _unfinished(self, older_than: float) -> list[dict[str, Any]]:
        if not self._url.is_s3:
            return []
        inside = f"{self._root.removeprefix(self._bucket).strip('/')}/".lstrip("/")
        with self._answering():
            found = self._files().list_multipart_uploads(self._bucket)
        return [
            one
            for one in found
            if str(one["Key"]).startswith(inside) and _age(one.get("Initiated")) >= older_than
        ]

    def _path(self, key: str) -> str:
        return f"{self._root}/{checked(key)[:2]}/{key}"

    def _files(self) -> Any:
        """Return the filesystem of this process: one that a fork copied hangs."""
        pid, opened = self._opened
        if pid == os.getpid():
            return opened
        with self._opening:
            if self._opened[0] != os.getpid():
                self._opened = os.getpid(), self._new()
            return self._opened[1]

    def _new(self) -> Any:
        scheme = self._url.place.split("://")[0]
        return fsspec.filesystem(scheme, skip_instance_cache=True, **self._url.options)

    def _send(self, path: str, content: bytes) -> None:
        """Send a content in one request, with a checksum that the server compares; so do we.

        The ETag is the MD5 unless the server encrypts with keys of its own
        (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html).
        """
        checksum = hashlib.md5(content, usedforsecurity=False)
        sent = {"ContentMD5": base64.b64encode(checksum.digest()).decode()}
        answer = self._files().pipe_file(path, content, **sent) or {}
        said = str(answer.get("ETag", "")).strip('"')
        is_plain = answer.get("ServerSideEncryption", "AES256") == "AES256"
        if is_plain and _MD5.fullmatch(said) and said != checksum.hexdigest():
            self._files().rm_file(path)
            raise StorageError(_SILENT, detail=f"{path}: not the bytes that were sent")

    def _upload(self, whole: IO[bytes], key: str, size: int) -> None:
        """Send a file in parts; it appears when all of them are there and right."""
        path = self._path(key)
        files = self._files()
        if not self._url.is_s3:
            files.makedirs(files._parent(path), exist_ok=True)
        target = files.open(path, "wb", block_size=_BLOCK, autocommit=False)
        try:
            sent = copied(whole, target)
            target.close()
            if sent != key:
                raise StorageError(_SILENT, detail=f"{key} changed while it was sent")
            target.commit()
        except BaseException:
            with suppress(Exception):  # what went wrong first is what counts
                target.discard()
            raise
        self._compare_size(path, size)

    def _compare_size(self, path: str, size: int) -> None:
        kept = self._files().info(path)["size"]
        if kept != size:
            with suppress(Exception):  # half a file must not be taken for a whole one
                self._files().rm_file(path)
            raise StorageError(_SILENT, detail=f"{path}: {kept} bytes kept of {size}")

    def _refuse_missing_bucket(self) -> None:
        """Tell a bucket that is not there from one that is empty."""
        if not self._has_bucket():
            raise StorageError(_SILENT, detail=f"no bucket {self._bucket}, or no right to it")

    def _has_bucket(self) -> bool:
        return not self._url.is_s3 or bool(self._files().exists(self._bucket))

    @contextmanager
    def _answering(self, key: str = "") -> Iterator[None]:
        """Say in our own words what goes wrong; with a key, what is missing is a lost file."""
        try:
            yield
        except DocServiceError:
            raise
        except FileNotFoundError as error:
            if key and self._has_bucket():
                raise FileLost("Không còn tệp này trong kho.", detail=key) from None
            raise StorageError(_SILENT, detail=str(error)) from error
        except Exception as error:  # each kind of store has errors of its own
            if _is_full(error):
                said = "Kho tệp đã đầy, chưa lưu được tệp; báo người quản trị mở rộng kho."
                raise OutOfDiskSpace(said, detail=str(error)) from error
            raise StorageError(_SILENT, detail=f"{type(error).__name__}: {error}") from error


def _is_full(error: Exception) -> bool:
    number = error.errno if isinstance(error, OSError) else None
    said = f"{error} {error.__cause__}"
    return number in (errno.ENOSPC, errno.EDQUOT) or any(one in said for one in _FULL)


def _name(found: Mapping[str, Any]) -> str:
    return str(found["name"]).rstrip("/").rsplit("/", 1)[-1]


def _is_older(found: Mapping[str, Any], seconds: float) -> bool:
    return _age(next((found[name] for name in _TIMES if found.get(name)), None)) >= seconds


def _age(at: Any) -> float:
    """Return the seconds since a moment, however a filesystem tells it; 0 where it does not."""
    now = dt.datetime.now(dt.UTC)
    if isinstance(at, int | float):
        return now.timestamp() - at
    if isinstance(at, dt.datetime):
        return (now - (at if at.tzinfo else at.replace(tzinfo=dt.UTC))).total_seconds()
    return 0.0
