"""The English catalog: complete, up to date, true to the source, and known to the scripts."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from doc_service.web.languages import words
from docs import translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desks import Caller

PLACE = re.compile(r"%\((\w+)\)(.)")
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
VIETNAMESE = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)
WORDS = re.compile(r'<script type="application/json" id="words">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    """Every text and its translation."""
    written = (translations.FOLDER / "messages.po").read_bytes()
    catalog = read_po(io.BytesIO(written), locale="en")
    return [(str(one.id), str(one.string)) for one in catalog if one.id]


def test_nothing_is_missing_or_stale() -> None:
    assert translations.wrong() == []


def test_the_pages_have_texts_of_all_three_kinds() -> None:
    found = set(translations.collected())
    in_python, in_templates, in_scripts = (
        "Đã thu hồi văn bản này.",
        "Đăng xuất",
        "Đã lưu lúc %(clock)s",
    )
    assert {in_python, in_templates, in_scripts} <= found


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('say(t("Một"), t("Hai \\"ba\\""));', ["Một", 'Hai "ba"']),
        ('t("Của %(a)s", { a: by || t("người khác") })', ["Của %(a)s", "người khác"]),
        ('const hint = ` ${t("Vẫn tải được.")}`;', ["Vẫn tải được."]),
        ('/** As in `t("Ví dụ")`. */\n  // t("Bỏ qua")\nt(\n  "Xuống dòng",\n)', ["Xuống dòng"]),
        ('const at = "http://a"; set("Không"); t("Có")', ["Có"]),
    ],
)
def test_texts_of_scripts_are_found_wherever_they_stand(script: str, expected: list[str]) -> None:
    found = [json.loads(one) for one in translations.IN_SCRIPTS.findall(script) if one]
    assert found == expected


def test_both_languages_have_the_same_places(pairs: list[tuple[str, str]]) -> None:
    different = [
        (source, said)
        for source, said in pairs
        if sorted(PLACE.findall(source)) != sorted(PLACE.findall(said))
    ]
    assert different == []


def test_english_keeps_vietnamese_only_in_brackets(pairs: list[tuple[str, str]]) -> None:
    assert [said for _, said in pairs if VIETNAMESE.search(IN_BRACKETS.sub("", said))] == []


def test_a_translation_begins_and_ends_as_its_source(pairs: list[tuple[str, str]]) -> None:
    ends = (":", "…", "?")
    different = [
        (source, said)
        for source, said in pairs
        if source.endswith(ends) and source[-1] != said[-1] or said != said.strip()
    ]
    assert different == []


def test_scripts_know_the_words_of_an_english_page(as_user: Callable[[str], Caller]) -> None:
    caller = as_user("nguoi.xem")
    assert WORDS.search(caller.get("/").text) is None
    caller.get("/dang-nhap?ngon_ngu=en")  # this session only: the user is shared
    page = caller.get("/").text
    block = WORDS.search(page)
    assert block and json.loads(block[1]) == words("en")
    assert 'lang="en"' in page and words("en")["Thêm dòng"] == "Add row"
    assert set(words("en")) == set(translations.collected())


def test_vietnamese_has_no_words_to_look_up() -> None:
    assert words("vi") == {}
