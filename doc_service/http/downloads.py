"""Long answers that hold a thread while they are read: only so many at once.

A clerk on a slow line reads a ZIP for as long as it takes; a dozen of them would leave no thread
for anybody's page.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, cast

from flask import Flask

from doc_service.errors import TooManyDownloads

_DOWNLOADS: Final = "vanthu.downloads"
_SHARE: Final = 4


@dataclass(slots=True)
class Downloads:
    """Everybody who reads a long answer of one process."""

    most: int
    _count: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, content: Iterator[bytes]) -> Download:
        """Return a long answer that has a place until it is closed.

        Raises:
            TooManyDownloads: every place is taken.
        """
        with self._lock:
            if self._count >= self.most:
                raise TooManyDownloads(
                    "Nhiều người đang tải tệp lớn cùng lúc. Xin thử lại sau vài phút."
                )
            self._count += 1
        return Download(self, content)

    def end(self) -> None:
        """Give a place back."""
        with self._lock:
            self._count -= 1


class Download:
    """A long answer; closing it gives its place back, whether it was read or not."""

    def __init__(self, downloads: Downloads, content: Iterator[bytes]) -> None:
        """Hold a place that was taken."""
        self._downloads: Downloads | None = downloads
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        """Return itself."""
        return self

    def __next__(self) -> bytes:
        """Return the next piece."""
        return next(self._content)

    def close(self) -> None:
        """Give the place back, once."""
        downloads, self._downloads = self._downloads, None
        if downloads is None:
            return
        downloads.end()
        close = getattr(self._content, "close", None)
        if close is not None:
            close()


def add_downloads(app: Flask, threads: int) -> None:
    """Let a quarter of the threads of an application, at most, be held by long answers."""
    app.extensions[_DOWNLOADS] = Downloads(max(threads // _SHARE, 1))


def downloads(app: Flask) -> Downloads:
    """Return who reads long answers of an application."""
    return cast(Downloads, app.extensions[_DOWNLOADS])
