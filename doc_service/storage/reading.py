"""Reading a stored file piece by piece, and knowing at its end that it is what was put."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import IO, TYPE_CHECKING

from doc_service.errors import FileLost

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHANGED = "Tệp trong kho đã bị thay đổi."
PIECE = 1 << 20
"""Bytes that are read at once."""


class VerifiedReader(io.RawIOBase):
    """Hashes what is read; who reads from the first byte to the end reads what was put.

    Who jumps about, as readers of ZIP files do, reads without this promise.
    """

    def __init__(
        self,
        file: IO[bytes],
        key: str,
        guard: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """Read a file.

        Args:
            file: opened for reading; closed with this one.
            key: SHA-256 of its content.
            guard: what every read happens in, such as one that makes faults our own.
        """
        self._file, self._key, self._guard = file, key, guard
        self._digest = hashlib.sha256()
        self._hashed = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say whether one may jump about."""
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Jump to a place."""
        with self._guard():
            return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place."""
        return self._file.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer and return how many bytes there were.

        Raises:
            FileLost: this is the end, and what was read is not what was put.
        """
        view = memoryview(buffer).cast("B")
        at = self._file.tell()
        with self._guard():
            piece = self._file.read(len(view))
        view[: len(piece)] = piece
        if at == self._hashed and len(view):
            self._digest.update(piece)
            self._hashed += len(piece)
            if not piece and self._digest.hexdigest() != self._key:
                raise FileLost(CHANGED, detail=self._key)
        return len(piece)

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            self._file.close()
        super().close()


def copied(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy everything that is left in a file, piece by piece, and return its SHA-256."""
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()
