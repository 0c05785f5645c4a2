"""A folder of files named by their hash, each written whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final

from doc_service.errors import FileLost, OutOfDiskSpace

_KEY: Final = re.compile(r"[0-9a-f]{64}")


class FolderStorage:
    """Keeps files below one folder, in subfolders by the first two digits of the key."""

    def __init__(self, folder: Path) -> None:
        """Use a folder; it is made with the first file."""
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep bytes safely and return their key.

        Raises:
            OutOfDiskSpace: there is no room.
        """
        key = hashlib.sha256(content).hexdigest()
        path = self._path(key)
        if not path.exists():
            try:
                _write(path, content)
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    raise OutOfDiskSpace(
                        "Ổ đĩa đã đầy, chưa lưu được tệp; báo người quản trị giải phóng chỗ.",
                        detail=str(error),
                    ) from None
                raise
        return key

    def get(self, key: str) -> bytes:
        """Return the bytes of a key.

        Raises:
            FileLost: they are not there, or not what they were.
        """
        try:
            content = self._path(key).read_bytes()
        except FileNotFoundError:
            raise FileLost("Không còn tệp này trong kho.", detail=key) from None
        if hashlib.sha256(content).hexdigest() != key:
            raise FileLost("Tệp trong kho đã bị thay đổi.", detail=key)
        return content

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise FileLost("Không có tệp này trong kho.", detail=repr(key[:80]))
        return self._folder / key[:2] / key


def _write(path: Path, content: bytes) -> None:
    """Write under another name, force to disk, rename, force the name to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
