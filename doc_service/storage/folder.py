"""A folder of files named by their hash, each written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from doc_service.errors import FileLost, OutOfDiskSpace
from doc_service.storage.interface import SETTLED
from doc_service.storage.keys import GROUPS, checked, is_key, key_of
from doc_service.storage.reading import CHANGED, PIECE, VerifiedReader, copied

_UNFINISHED: Final = ".unfinished"
"""Subfolder of files that are being written; none of them is named by a key."""


class FolderStorage:
    """Keeps files below one folder, in subfolders by the first two digits of the key.

    A file is written in a subfolder of its own, forced to disk, renamed, and its name is forced
    to disk. What a crash leaves stands in that subfolder and nowhere else.
    """

    def __init__(self, folder: Path) -> None:
        """Use a folder; it is made with the first file."""
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep bytes; see `Storage.put`."""
        return self.put_many([content])[0]

    def put_many(self, contents: Iterable[bytes]) -> list[str]:
        """Keep many contents; see `Storage.put_many`."""
        given = [(key_of(one), one) for one in contents]
        written: dict[str, Path] = {}
        with _room():
            try:
                for key, content in dict(given).items():
                    if not self._has(key, len(content)):
                        written[key] = self._written(content)
                self._name(written, [key for key, _ in given])
            finally:
                for path in written.values():
                    path.unlink(missing_ok=True)
        return [key for key, _ in given]

    def put_file(self, source: Path | IO[bytes]) -> str:
        """Keep a file of any size; see `Storage.put_file`."""
        if isinstance(source, Path):
            with source.open("rb") as file:
                return self.put_file(file)
        with _room():
            with self._unfinished() as file:
                path = Path(file.name)
                try:
                    key = copied(source, file)
                    size = file.tell()
                except BaseException:
                    path.unlink(missing_ok=True)
                    raise
            try:
                self._name({} if self._has(key, size) else {key: path}, [key])
            finally:
                path.unlink(missing_ok=True)
        return key

    def get(self, key: str) -> bytes:
        """Return the bytes of a key; see `Storage.get`."""
        try:
            content = self._path(key).read_bytes()
        except FileNotFoundError:
            raise FileLost("Không còn tệp này trong kho.", detail=key) from None
        if key_of(content) != key:
            raise FileLost(CHANGED, detail=key)
        return content

    @contextmanager
    def open(self, key: str) -> Iterator[BinaryIO]:
        """Open a file for reading; see `Storage.open`."""
        try:
            file = self._path(key).open("rb", buffering=0)
        except FileNotFoundError:
            raise FileLost("Không còn tệp này trong kho.", detail=key) from None
        reader = VerifiedReader(cast(IO[bytes], file), key)
        with io.BufferedReader(reader, PIECE) as buffered:
            yield buffered

    def exists(self, key: str) -> bool:
        """Say whether something is kept under a key."""
        return is_key(key) and self._path(key).is_file()

    def remove(self, key: str, *, older_than: float = 0.0) -> bool:
        """Remove a file; see `Storage.remove`."""
        path = self._path(key)
        if not _is_older(path, older_than):
            return False
        path.unlink(missing_ok=True)
        return True

    def keys(self, *, older_than: float = 0.0) -> Iterator[str]:
        """Yield the keys of what is kept; see `Storage.keys`."""
        for group in GROUPS:
            with suppress(FileNotFoundError):
                names = sorted(one.name for one in (self._folder / group).iterdir())
                for name in names:
                    if is_key(name) and _is_older(self._folder / group / name, older_than):
                        yield name

    def leftovers(self, *, older_than: float = SETTLED) -> list[str]:
        """Return what writers who died left; see `Storage.leftovers`."""
        found = [str(path.relative_to(self._folder)) for path in self._left(older_than)]
        return sorted(found)

    def sweep(self, *, older_than: float = SETTLED) -> int:
        """Remove what writers who died left; see `Storage.sweep`."""
        found = list(self._left(older_than))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def _left(self, older_than: float) -> Iterator[Path]:
        # earlier versions wrote beside the finished files, under names that begin with a dot
        for path in (*self._folder.glob(f"{_UNFINISHED}/*"), *self._folder.glob("??/.*")):
            if _is_older(path, older_than):
                yield path

    def _path(self, key: str) -> Path:
        return self._folder / checked(key)[:2] / key

    def _has(self, key: str, size: int) -> bool:
        """Say whether a file is there whole; one that is counts as put now."""
        path = self._path(key)
        try:
            if path.stat().st_size != size:
                return False
            os.utime(path)
        except FileNotFoundError:
            return False
        return True

    def _unfinished(self) -> IO[bytes]:
        folder = self._folder / _UNFINISHED
        _make(folder)
        return cast(IO[bytes], tempfile.NamedTemporaryFile(dir=folder, prefix="", delete=False))

    def _written(self, content: bytes) -> Path:
        with self._unfinished() as file:
            path = Path(file.name)
            try:
                file.write(content)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return path

    def _name(self, written: dict[str, Path], keys: Sequence[str]) -> None:
        """Force contents to disk, give them their names, and force these to disk.

        The names of files that were there already are forced too: who wrote them may have died
        just before.
        """
        for path in written.values():
            _force(path)
        groups = {self._path(key).parent for key in keys}
        _make(*groups)
        for key, path in written.items():
            path.replace(self._path(key))
        for group in groups:
            _force(group)


def _make(*folders: Path) -> None:
    """Make the folders, and those they stand in, that are not there; their names too survive."""
    missing = [folder for folder in folders if not folder.is_dir()]
    parents = {folder.parent for folder in missing}
    if parents:
        _make(*parents)
    for folder in missing:
        folder.mkdir(exist_ok=True)
    for parent in parents:
        _force(parent)


def _force(path: Path) -> None:
    """Force a file's content, or the names in a folder, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_older(path: Path, seconds: float) -> bool:
    """Say whether there is a file that was last put more than so many seconds ago."""
    try:
        return time.time() - path.stat().st_mtime >= seconds
    except FileNotFoundError:
        return False


@contextmanager
def _room() -> Iterator[None]:
    """Say in our own words that the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise OutOfDiskSpace(
                "Ổ đĩa đã đầy, chưa lưu được tệp; báo người quản trị giải phóng chỗ.",
                detail=str(error),
            ) from None
        raise
