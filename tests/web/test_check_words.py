from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from doc_service.conformity import parts
from doc_service.conformity.catalogue import catalogue
from doc_service.conformity.findings import Finding
from doc_service.web.check_words import found_at, rule_sentence
from doc_service.web.wording import LETTERS


@pytest.fixture
def english(desk_app: Flask) -> Iterator[None]:
    with desk_app.test_request_context(), force_locale("en"):
        yield


def finding(place: str, *, rule: str = "P-NUM-01", count: int = 1) -> Finding:
    return Finding(rule, "error", "…", "", None, place, "…", "…", "…", count)


@pytest.mark.usefixtures("english")
def test_a_finding_says_what_its_rule_asks() -> None:
    said = rule_sentence(finding("Toàn văn bản"))
    assert said.startswith("Number and symbol are written like “Số 12-KH/ĐU”: no colon")


@pytest.mark.usefixtures("english")
def test_every_rule_has_a_sentence() -> None:
    assert all(rule_sentence(finding("", rule=one)) for one in catalogue())


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("place", "count", "expected"),
    [
        ("Toàn văn bản", 1, "Whole document"),
        ("Toàn văn bản và 2 chỗ khác", 3, "Whole document and 2 more"),
        ("Số và ký hiệu: “Số: 1”", 1, 'Number and symbol: <span lang="vi">“Số: 1”</span>'),
        ("Nội dung: dòng trống", 1, "Content: empty line"),
        ("Bảng 1, dòng 2, cột 3: “<a>”", 1, (
            'Table 1, row 2, column 3: <span lang="vi">“&lt;a&gt;”</span>'
        )),
        ("Nội dung, mục “1. Mục đích”: “Tên “A: “b…” và 1 chỗ khác", 2, (
            'Content, under <span lang="vi">“1. Mục đích”</span>: '
            '<span lang="vi">“Tên “A: “b…”</span> and 1 more'
        )),
        ("Chỗ chưa biết: “a”", 1, '<span lang="vi">Chỗ chưa biết: “a”</span>'),
        ("Một nơi", 1, '<span lang="vi">Một nơi</span>'),
    ],
)  # fmt: skip
def test_a_place_is_english_and_what_it_quotes_is_marked(
    place: str, count: int, expected: str
) -> None:
    assert str(found_at(finding(place, count=count))) == expected


@pytest.mark.usefixtures("english")
def test_every_component_of_a_document_has_an_english_name() -> None:
    named = re.findall(r'"([^"\n]+)"', inspect.getsource(parts._names))
    names = [one for one in named if LETTERS.search(one)]
    assert "Số và ký hiệu" in names and "Dự thảo" in names
    said = [str(found_at(finding(f"{one}: “…”"))).split(": <")[0] for one in names]
    assert [one for one in said if LETTERS.search(one) or "<" in one] == []


def test_vietnamese_pages_have_no_sentence_and_the_place_as_it_is(desk_app: Flask) -> None:
    with desk_app.test_request_context(), force_locale("vi"):
        assert rule_sentence(finding("")) == ""
        assert found_at(finding("Toàn văn bản")) == "Toàn văn bản"
