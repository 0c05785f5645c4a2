"""How fast a batch goes and how long it will take: server and script say it in the same words."""

from __future__ import annotations

import pytest

from doc_service.web.assets import ASSETS
from doc_service.web.batch_words import rate, time_left

PACES = [
    (0.0, None, ""),
    (0.001, None, ""),
    (0.3, 20.0, "18 bản mỗi phút · còn chưa đến 1 phút"),
    (0.05, 59.9, "3,0 bản mỗi phút · còn chưa đến 1 phút"),
    (1.26, 60.0, "1,3 bản mỗi giây · còn khoảng 1 phút"),
    (42.4, 1700.0, "42 bản mỗi giây · còn khoảng 28 phút"),
    (1234.0, 3600.0, "1.234 bản mỗi giây · còn khoảng 1 giờ 0 phút"),
    (9.97, 8130.0, "10,0 bản mỗi giây · còn khoảng 2 giờ 16 phút"),
]


@pytest.mark.parametrize(("per_second", "seconds", "said"), PACES)
def test_the_server_says(per_second: float, seconds: float | None, said: str, desk_app) -> None:
    with desk_app.test_request_context():
        assert " · ".join(one for one in (rate(per_second), time_left(seconds)) if one) == said


def test_the_script_says_the_same(page_as, desk_app) -> None:
    page = page_as("van.thu")
    page.goto("/dot")
    with desk_app.test_request_context():
        asset = desk_app.url_for(ASSETS, version="x", name="batch_words.js")
    asked = [[per_second, seconds] for per_second, seconds, _ in PACES]
    script = "([path, asked]) => import(path).then((it) => asked.map((one) => it.pace(...one)))"
    assert page.evaluate(script, [asset, asked]) == [said for _, _, said in PACES]
