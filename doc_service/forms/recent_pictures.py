"""The pictures read last, so that a document checked, then made, reads each of its own once.

To decode a picture and encode it anew takes more time than the rest of a document: 12 ms for one
megapixel, ten times as much for a telephone's. A clerk sends the same ones with every look.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

from doc_service.pictures import Picture, read_picture


class RecentPictures:
    """Keeps pictures fit to embed, up to a number of bytes; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Start with none.

        Args:
            most: bytes of pictures that are kept; the one not asked for longest goes first.
        """
        self._most = most
        self._held: OrderedDict[str, Picture] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def read(self, sha256: str, content: bytes) -> Picture:
        """Return the picture of a file's content, read only if it is not among those kept.

        Args:
            sha256: of the content.
            content: the file as it was sent.

        Raises:
            PictureError: it cannot be used.
        """
        with self._lock:
            if sha256 in self._held:
                self._held.move_to_end(sha256)
                return self._held[sha256]
        picture = read_picture(content)
        self._keep(sha256, picture)
        return picture

    def _keep(self, sha256: str, picture: Picture) -> None:
        with self._lock:
            if sha256 in self._held:
                return  # another thread was faster
            self._held[sha256] = picture
            self._bytes += len(picture.content)
            while self._bytes > self._most:
                _, oldest = self._held.popitem(last=False)
                self._bytes -= len(oldest.content)
