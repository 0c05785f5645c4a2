"""What every store can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, BinaryIO, Final, Protocol

SETTLED: Final = 24 * 3600.0
"""Seconds after which a file that no row names, or that is only half written, is nobody's.

A row is written after its files: who cleans leaves younger ones alone.
"""


class Storage(Protocol):
    """Keeps bytes under the SHA-256 of their content; what is kept never changes.

    A key that is returned is safe: a power cut or the death of this process does not lose it.
    Ages are counted from the last time that a content was put, not from the first. Every method
    may raise `StorageError` when the store does not answer.
    """

    def put(self, content: bytes) -> str:
        """Keep bytes safely and return their key; keeping the same twice costs little.

        Raises:
            OutOfDiskSpace: there is no room.
        """

    def put_many(self, contents: Iterable[bytes]) -> list[str]:
        """Keep many contents, in less time than one by one, and return their keys in order.

        After an error some of them may be kept.

        Raises:
            OutOfDiskSpace: there is no room.
        """

    def put_file(self, source: Path | IO[bytes]) -> str:
        """Keep a file of any size without holding it in memory, and return its key.

        Args:
            source: a path, or a binary file that is read from where it stands to its end.

        Raises:
            OutOfDiskSpace: there is no room.
        """

    def get(self, key: str) -> bytes:
        """Return the bytes of a key.

        Raises:
            FileLost: they are not there, or not what they were.
        """

    def open(self, key: str) -> AbstractContextManager[BinaryIO]:
        """Open a file for reading; one may seek in it.

        Who reads it from its first byte to its end learns there if it was changed.

        Raises:
            FileLost: it is not there; at its end, that it is not what it was.
        """

    def exists(self, key: str) -> bool:
        """Say whether something is kept under a key; not whether it is still what it was."""

    def remove(self, key: str, *, older_than: float = 0.0) -> bool:
        """Remove a file; return whether there was one of that age.

        Args:
            key: its key.
            older_than: seconds; a file that was put again since is left.
        """

    def keys(self, *, older_than: float = 0.0) -> Iterator[str]:
        """Yield the key of every file that was last put more than so many seconds ago."""

    def leftovers(self, *, older_than: float = SETTLED) -> list[str]:
        """Return what writers who died left half written, by names for a log."""

    def sweep(self, *, older_than: float = SETTLED) -> int:
        """Remove what writers who died left half written, and return how many there were.

        Args:
            older_than: seconds; younger ones may be at work. 0 only where nobody writes.
        """
