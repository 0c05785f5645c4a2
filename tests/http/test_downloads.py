"""Long answers: so many at once, each place given back, read or not."""

from __future__ import annotations

import errno
from collections.abc import Iterator

import pytest
from flask import Flask, Response

from doc_service.errors import TooManyDownloads
from doc_service.http.downloads import Downloads
from doc_service.http.problem_json import register_errors


def pieces() -> Iterator[bytes]:
    yield b"mot "
    yield b"hai"


def test_only_so_many_are_read_at_once_and_places_come_back() -> None:
    downloads = Downloads(2)
    first, second = downloads.begin(pieces()), downloads.begin(pieces())
    with pytest.raises(TooManyDownloads, match="thử lại sau vài phút"):
        downloads.begin(pieces())
    assert b"".join(first) == b"mot hai"
    for _ in range(2):
        first.close()
    third = downloads.begin(pieces())
    with pytest.raises(TooManyDownloads):
        downloads.begin(pieces())
    for one in (second, third):
        one.close()
    assert len([downloads.begin(pieces()) for _ in range(2)]) == 2


def test_an_answer_gives_its_place_back_when_it_is_sent_or_given_up() -> None:
    app, downloads = Flask("thu"), Downloads(1)
    register_errors(app)
    app.add_url_rule("/tai", "tai", lambda: Response(downloads.begin(pieces())))
    client = app.test_client()
    for _ in range(3):
        with client.get("/tai") as answer:
            assert (answer.status_code, answer.data) == (200, b"mot hai")
        with client.head("/tai") as answer:
            assert answer.status_code == 200
    with client.get("/tai", buffered=False) as held:
        assert held.status_code == 200
        refused = client.get("/tai")
        assert (refused.status_code, refused.get_json()["code"]) == (503, "too_many_downloads")
    assert client.get("/tai").status_code == 200


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [
        (errno.ENOSPC, 507, "out_of_disk_space"),
        (errno.EDQUOT, 507, "out_of_disk_space"),
        (errno.EIO, 500, "internal"),
    ],
)
def test_a_full_disk_is_told_as_such(number: int, status: int, code: str) -> None:
    app = Flask("thu")
    register_errors(app)

    def fails() -> str:
        raise OSError(number, "khong ghi duoc")

    app.add_url_rule("/gui", "gui", fails, methods=["POST"])
    answer = app.test_client().post("/gui")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
