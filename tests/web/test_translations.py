"""The English catalogs: complete, up to date, true to the source, and known to the scripts."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from doc_service.conformity.catalogue import catalogue, limits
from doc_service.web.languages import RULE, words
from doc_service.web.wording import LETTERS, QUOTED
from docs import codes, translations

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.desks import Caller

PLACE = re.compile(r"%\((\w+)\)(.)")
WORDS = re.compile(r'<script type="application/json" id="words">(.*?)</script>', re.DOTALL)
Pairs = list[tuple[str, str]]


def pairs_of(domain: str) -> Pairs:
    """Every text of a catalog and its translation."""
    written = (translations.FOLDER / f"{domain}.po").read_bytes()
    catalog = read_po(io.BytesIO(written), locale="en")
    return [(str(one.id), str(one.string)) for one in catalog if one.id]


@pytest.fixture(scope="module", params=["messages", "official"])
def pairs(request: pytest.FixtureRequest) -> Pairs:
    return pairs_of(request.param)


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


def test_both_languages_have_the_same_places(pairs: Pairs) -> None:
    different = [
        (source, said)
        for source, said in pairs
        if sorted(PLACE.findall(source)) != sorted(PLACE.findall(said))
    ]
    assert different == []


@pytest.mark.parametrize("domain", translations.DOMAINS)
def test_english_keeps_vietnamese_only_in_quotations(domain: str) -> None:
    assert [said for _, said in pairs_of(domain) if LETTERS.search(QUOTED.sub("", said))] == []


def test_a_quotation_of_what_is_printed_stands_in_the_source_too() -> None:
    """Vietnamese in an English text is quoted from somewhere, letter by letter."""
    invented = [
        (source, quotation)
        for source, said in pairs_of("official")
        for quotation in QUOTED.findall(said)
        if LETTERS.search(quotation) and quotation[1:-1].rstrip(".…") not in source
    ]
    assert invented == []


def test_a_translation_ends_as_its_source() -> None:
    ends = (":", "…", "?")
    different = [
        (source, said)
        for source, said in pairs_of("messages")
        if source.endswith(ends) and source[-1] != said[-1]
    ]
    assert different == []


def test_no_translation_begins_or_ends_with_a_blank(pairs: Pairs) -> None:
    assert [said for _, said in pairs if said != said.strip()] == []


def test_texts_of_forms_dossiers_deadlines_rules_and_errors_are_translated() -> None:
    found = dict(pairs_of("official"))
    assert found["Tờ trình"] == "Submission" and found["Công văn"] == "Official letter"
    assert {
        "Mẫu số 01: Danh sách đăng ký thực hiện mô hình “Dân vận khéo”",
        "Địa chỉ của mô hình: thôn, xã hoặc cơ quan, đơn vị.",
        "Hồ sơ khen thưởng của Chủ tịch Ủy ban nhân dân",
        "Đăng ký mô hình (Mẫu số 01) và tổng hợp số lượng (Mẫu số 02)",
        "Ký hiệu khớp tên loại",
        "Người khác vừa lưu dự thảo này",
    } <= set(found)


def test_every_code_that_has_a_limit_names_it_in_its_second_sentence() -> None:
    said = {key: text for key, text in pairs_of("sentences") if key.endswith(".limit")}
    assert said and all(PLACE.findall(text) == [("limit", "s")] for text in said.values())
    others = [text for key, text in pairs_of("sentences") if key not in said]
    assert [text for text in others if "%" in text or not text.endswith(".")] == []


def test_a_rule_without_an_english_sentence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {key: text for key, text in pairs_of("sentences") if key.startswith(RULE)}
    assert set(said) == {f"{RULE}{one}" for one in catalogue()} and all(said.values())
    more = {**catalogue(), "V-NEW-01": catalogue()["V-QUO-01"]}
    monkeypatch.setattr(codes, "catalogue", lambda: more)
    assert f"no translation: {RULE}V-NEW-01" in translations.wrong()


def test_figures_in_the_sentences_of_rules_are_those_of_the_catalogue() -> None:
    said, at = dict(pairs_of("sentences")), limits("dang")
    days, words_most = at.most("future_days"), at.most("article_words")
    assert f" {days:.0f} days" in said["rule:P-DATE-02"]
    assert f" {words_most:,.0f} words" in said["rule:D-WC-01"]
    assert f" at most {at.most('summary_words'):.0f};" in said["rule:D-WC-01"]
    assert at.range("article_images") == (2, 3) and "two or three" in said["rule:D-IMG-01"]
    assert f" {at.least('image_pixels') / 1e6:.0f} megapixel" in said["rule:D-IMG-01"]


def test_codes_are_found_however_a_module_gives_them(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "from doc_service.problems import Problem\n"
        "_SIZES = {'maxLength': ('by_table', 'dài quá')}\n"
        "def warning(pointer, code, message): return Problem(pointer, message, code)\n"
        "def several(count):\n"
        "    yield Problem('', 'a', 'in_place')\n"
        "    yield Problem('', message='a', code='by_name')\n"
        "    yield Problem('', 'a', 'either' if count else 'or_else')\n"
        "    yield warning('', 'by_function', 'a')\n"
        "    code, words = _SIZES['maxLength']\n"
        "    code, why = 'by_pair', 'a'\n"
        "    for number, code, what in ((1, 'by_row', 'a'),):\n"
        "        yield warning('', code, what)\n"
        "    return 'returned', f'{count}'\n"
    )
    (tmp_path / "other.py").write_text("def answer(status, code): ...\nanswer(404, 'no_problem')\n")
    assert codes.problem_codes(tmp_path) == {
        *("by_table", "in_place", "by_name", "either", "or_else"),
        *("by_function", "by_pair", "by_row", "returned"),
    }


def test_codes_of_every_part_of_the_service_are_found() -> None:
    every = codes.problem_codes()
    assert {
        *("required", "too_long", "choice", "order", "date_style", "quota"),  # forms
        *(
            "numbering_gap",
            "ragged_row",
            "chi_bo_no_seal",
            "organ_in_position",
        ),  # texts, signers
        *("sheet_missing", "cell_error", "deleted_text", "disagrees", "password"),
    } <= every
    assert "forbidden" not in every, "that is an error"


def test_scripts_know_the_words_of_an_english_page(as_user: Callable[[str], Caller]) -> None:
    caller = as_user("nguoi.xem")
    assert WORDS.search(caller.get("/").text) is None
    caller.get("/dang-nhap?ngon_ngu=en")  # this session only: the user is shared
    page = caller.get("/").text
    block = WORDS.search(page)
    assert block and json.loads(block[1]) == words("en")
    assert 'lang="en"' in page and words("en")["Thêm dòng"] == "Add row"
    every = {*translations.collected(), *codes.keys()}
    drawn = {key for key in every if key.startswith(RULE)}
    assert drawn and set(words("en")) == every - drawn, "the scripts say no rules"


def test_vietnamese_has_no_words_to_look_up() -> None:
    assert words("vi") == {}
