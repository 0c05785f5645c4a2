"""What every store can do."""

from __future__ import annotations

from typing import Protocol


class Storage(Protocol):
    """Keeps bytes under the SHA-256 of their content; what is kept never changes."""

    def put(self, content: bytes) -> str:
        """Keep bytes safely and return their key; keeping the same twice costs nothing.

        Raises:
            OutOfDiskSpace: there is no room.
        """

    def get(self, key: str) -> bytes:
        """Return the bytes of a key.

        Raises:
            FileLost: they are not there, or not what they were.
        """
