from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from doc_service.conformity.images import UNKNOWN, pixels


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP"])
@pytest.mark.parametrize("size", [(1, 1), (640, 360), (3, 2000)])
def test_the_size_is_what_a_decoder_says(kind: str, size: tuple[int, int]) -> None:
    held = io.BytesIO()
    Image.new("RGB", size).save(held, kind)
    assert pixels(held.getvalue()) == size


def test_a_photo_with_much_before_its_frame_is_measured() -> None:
    held = io.BytesIO()
    Image.new("L", (800, 600)).save(held, "JPEG", progressive=True, comment=b"x" * 60_000)
    assert pixels(held.getvalue()) == (800, 600)


@pytest.mark.parametrize(
    "content", [b"", b"\x01\x00\x00\x00 EMF", b"\xff\xd8", b"\x89PNG\r\n\x1a\n"]
)
def test_what_does_not_say_its_size_has_none(content: bytes) -> None:
    assert pixels(content) == UNKNOWN


@given(st.binary(max_size=60), st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"BM", b"GIF8"]))
def test_no_bytes_are_an_error(rest: bytes, magic: bytes) -> None:
    width, height = pixels(magic + rest)
    assert isinstance(width, int) and isinstance(height, int)
