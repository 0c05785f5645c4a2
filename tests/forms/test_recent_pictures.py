from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image

from doc_service.forms.recent_pictures import RecentPictures
from doc_service.pictures import PictureError, read_picture


def picture(colour: str) -> tuple[str, bytes]:
    held = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(held, "JPEG")
    return hashlib.sha256(held.getvalue()).hexdigest(), held.getvalue()


def test_a_picture_sent_again_is_not_read_again() -> None:
    recent = RecentPictures(most=100_000)
    first = recent.read(*picture("red"))
    assert first == read_picture(picture("red")[1])
    assert recent.read(*picture("red")) is first
    assert recent.read(*picture("blue")) is not first


def test_the_picture_not_asked_for_longest_makes_room() -> None:
    size = len(read_picture(picture("red")[1]).content)
    recent = RecentPictures(most=2 * size + 100)
    red, green = recent.read(*picture("red")), recent.read(*picture("green"))
    assert recent.read(*picture("red")) is red
    recent.read(*picture("blue"))
    assert recent.read(*picture("red")) is red
    assert recent.read(*picture("green")) is not green


def test_a_picture_larger_than_all_that_may_be_kept_is_read_each_time() -> None:
    recent = RecentPictures(most=10)
    first, again = recent.read(*picture("red")), recent.read(*picture("red"))
    assert first == again
    assert first is not again


def test_what_is_no_picture_is_refused_each_time() -> None:
    recent = RecentPictures(most=100_000)
    for _ in range(2):
        with pytest.raises(PictureError):
            recent.read("0" * 64, b"%PDF-1.7")
