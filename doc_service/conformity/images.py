"""How large the pictures of a document are, from their first bytes: nothing is decoded."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Final

Size = tuple[int, int]
UNKNOWN: Final[Size] = (0, 0)


def pixels(content: bytes) -> Size:
    """Return width and height; (0, 0) where the kind of file does not say, such as EMF."""
    try:
        return next(
            (read(content) for magic, read in _KINDS.items() if content.startswith(magic)), UNKNOWN
        )
    except (struct.error, IndexError):
        return UNKNOWN  # cut off


def _png(content: bytes) -> Size:
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _gif(content: bytes) -> Size:
    width, height = struct.unpack_from("<HH", content, 6)
    return width, height


def _bmp(content: bytes) -> Size:
    width, height = struct.unpack_from("<ii", content, 18)
    return width, abs(height)


_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that begin a frame and say its size (ITU-T T.81, table B.1)."""


def _jpeg(content: bytes) -> Size:
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        # a fill byte may stand before a marker
        at += 1 if marker == 0xFF else 2 + struct.unpack_from(">H", content, at + 2)[0]
    return UNKNOWN


_KINDS: Final[Mapping[bytes, Callable[[bytes], Size]]] = {
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8": _jpeg,
    b"GIF8": _gif,
    b"BM": _bmp,
}
