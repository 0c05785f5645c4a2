from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.errors import InvalidSchema
from doc_service.the_thuc.rule_sets import (
    FOLDER,
    load_rule_sets,
    rule_set,
    rule_set_for,
    rule_sets,
)
from doc_service.the_thuc.signature import MODES

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2199, 12, 31))


def differences(one: Any, other: Any, where: str = "") -> dict[str, tuple[Any, Any]]:
    """Every value in which two rule sets differ, by its place."""
    if is_dataclass(one):
        found: dict[str, tuple[Any, Any]] = {}
        for field in fields(one):
            inner = getattr(one, field.name), getattr(other, field.name)
            found |= differences(*inner, f"{where}.{field.name}".strip("."))
        return found
    return {} if one == other else {where: (one, other)}


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A folder with copies of the real files, to spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "rule_sets"))


def spoil(copies: Path, name: str, old: str, new: str) -> None:
    path = copies / f"{name}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("name", ["dang-hd05", "dang-hd36", "mttq", "nd30"])
def test_every_file_loads_under_its_own_name(name: str) -> None:
    assert rule_set(name).name == name
    assert rule_set(name).label


def test_there_is_a_rule_set_for_every_file() -> None:
    assert set(rule_sets()) == {path.stem for path in FOLDER.glob("*.toml")}


def test_an_unknown_rule_set_is_named_in_the_error() -> None:
    with pytest.raises(InvalidSchema, match="“nd99”"):
        rule_set("nd99")


@pytest.mark.parametrize(
    ("family", "day", "expected"),
    [
        ("dang", dt.date(2018, 4, 2), "dang-hd36"),
        ("dang", dt.date(2018, 4, 3), "dang-hd36"),
        ("dang", dt.date(2026, 5, 26), "dang-hd36"),
        ("dang", dt.date(2026, 5, 27), "dang-hd05"),
        ("dang", dt.date(2030, 1, 1), "dang-hd05"),
        ("nha_nuoc", dt.date(2020, 3, 4), "nd30"),
        ("nha_nuoc", dt.date(2020, 3, 5), "nd30"),
        ("mttq", dt.date(2026, 5, 27), "mttq"),
    ],
)
def test_the_day_of_issue_chooses_the_rule_set(family: Any, day: dt.date, expected: str) -> None:
    assert rule_set_for(family, day).name == expected


@pytest.mark.parametrize(
    ("name", "before", "first", "last"),
    [
        ("dang-hd36", dt.date(2018, 4, 2), dt.date(2018, 4, 3), dt.date(2026, 5, 26)),
        ("dang-hd05", dt.date(2026, 5, 26), dt.date(2026, 5, 27), dt.date(2199, 1, 1)),
        ("nd30", dt.date(2020, 3, 4), dt.date(2020, 3, 5), dt.date(2199, 1, 1)),
    ],
)
def test_a_rule_set_covers_its_days_and_no_other(
    name: str, before: dt.date, first: dt.date, last: dt.date
) -> None:
    rules = rule_set(name)
    assert not rules.covers(before)
    assert rules.covers(first)
    assert rules.covers(last)


def test_hd36_ends_the_day_before_hd05_begins() -> None:
    assert not rule_set("dang-hd36").covers(dt.date(2026, 5, 27))


@given(st.sampled_from(["dang", "nha_nuoc", "mttq"]), DAYS)
def test_every_family_has_a_rule_set_on_every_day(family: Any, day: dt.date) -> None:
    chosen = rule_set_for(family, day)
    first = min(one.valid_from for one in rule_sets().values() if one.family == family)
    assert chosen.family == family
    assert chosen.covers(day) or day < first


def test_a_family_without_rule_set_is_refused() -> None:
    with pytest.raises(InvalidSchema, match="“quan_doi”"):
        rule_set_for("quan_doi", dt.date(2026, 1, 1))  # type: ignore[arg-type]  # what a typo does


def test_hd05_differs_from_hd36_in_nothing_but_what_the_new_guide_changed() -> None:
    assert differences(rule_set("dang-hd36"), rule_set("dang-hd05")) == {
        "name": ("dang-hd36", "dang-hd05"),
        "label": ("Hướng dẫn 36-HD/VPTW", "Hướng dẫn 05-HD/VPTW"),
        "valid_from": (dt.date(2018, 4, 3), dt.date(2026, 5, 27)),
        "valid_to": (dt.date(2026, 5, 26), None),
        "title.letter_abstract_prefix": ("", "về việc "),
        "body.line_exact_max_pt": (None, 22),
        "salutation.TTr": ("", "Kính trình:"),
        "recipients.separator": (",", ";"),
    }


def test_the_front_prints_as_the_state_does() -> None:
    assert set(differences(rule_set("nd30"), rule_set("mttq"))) == {"name", "label", "family"}


@pytest.mark.parametrize("name", ["dang-hd36", "dang-hd05"])
def test_a_party_page_has_fixed_margins(name: str) -> None:
    page = rule_set(name).page
    assert (page.width_mm, page.height_mm) == (210, 297)
    assert (page.top_mm, page.bottom_mm, page.left_mm, page.right_mm) == (20, 20, 30, 15)
    assert (page.header_mm, page.number_pt) == (10, 14)


@pytest.mark.parametrize("name", ["nd30", "mttq"])
def test_a_state_page_stays_within_the_margins_of_the_decree(name: str) -> None:
    page = rule_set(name).page
    assert 20 <= page.top_mm <= 25
    assert 20 <= page.bottom_mm <= 25
    assert 30 <= page.left_mm <= 35
    assert 15 <= page.right_mm <= 20
    assert 13 <= page.number_pt <= 14


@pytest.mark.parametrize("name", ["dang-hd36", "dang-hd05"])
def test_party_sizes_are_those_of_the_table_of_components(name: str) -> None:
    rules = rule_set(name)
    assert rules.letterhead.title == ("ĐẢNG CỘNG SẢN VIỆT NAM",)
    assert rules.letterhead.title_pt == (15,)
    assert (rules.letterhead.superior_pt, rules.letterhead.issuer_pt) == (14, 14)
    assert (rules.letterhead.star, rules.letterhead.title_rule) == ("*", 1)
    assert (rules.number.pt, rules.place_date.pt) == (14, 14)
    assert 15 <= rules.title.name_pt <= 16
    assert 14 <= rules.title.abstract_pt <= 15
    assert rules.title.divider == "-----"
    assert (rules.title.letter_abstract_pt, rules.title.letter_abstract_style) == (12, "italic")
    assert 14 <= rules.body.pt <= 15
    assert rules.body.line_exact_pt >= 18
    assert rules.body.paragraph_pt >= 6
    assert (rules.body.indent_mm, rules.body.end) == (10, ".")
    assert rules.signature.pt == 14
    assert (rules.recipients.label_pt, rules.recipients.item_pt) == (14, 12)
    assert rules.recipients.label_style == "underline"
    assert (rules.salutation.default, rules.salutation.label_style) == ("Kính gửi:", "italic")
    assert rules.appendix.numerals == "arabic"


def test_state_sizes_are_those_of_the_decree() -> None:
    rules = rule_set("nd30")
    assert rules.letterhead.title == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    )
    assert 12 <= rules.letterhead.title_pt[0] <= 13
    assert 13 <= rules.letterhead.title_pt[1] <= 14
    assert 1 / 3 <= rules.letterhead.issuer_rule <= 1 / 2
    assert 1 / 3 <= rules.title.divider_rule <= 1 / 2
    assert rules.letterhead.star == ""
    assert rules.number.pt == 13
    assert rules.title.letter_abstract_prefix == "V/v "
    assert rules.body.indent_mm in (10, 12.7)
    assert rules.body.end == "./."
    assert (rules.recipients.label_pt, rules.recipients.item_pt) == (12, 11)
    assert rules.recipients.label_style == "bold italic"
    assert rules.recipients.keep == "Lưu: VT, {office}"
    assert rules.appendix.numerals == "roman"


@pytest.mark.parametrize("name", ["dang-hd36", "dang-hd05", "nd30", "mttq"])
def test_signing_prefixes_are_given_for_known_modes(name: str) -> None:
    assert set(rule_set(name).signature.prefixes) <= set(MODES)


@pytest.mark.parametrize("name", ["dang-hd36", "dang-hd05", "nd30", "mttq"])
def test_four_blank_lines_are_left_for_the_signature(name: str) -> None:
    assert rule_set(name).signature.blank_lines == 4


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("dang-hd36", "[page]", "mau_muc = 1\n[page]", "mục lạ: mau_muc"),
        ("dang-hd36", "top_mm", "topp_mm", "dang-hd36.page.*mục lạ: topp_mm"),
        ("dang-hd36", "top_mm = 20\n", "", "dang-hd36.page.*thiếu"),
        ("dang-hd05", 'extends = "dang-hd36"', 'extends = "hd99"', "“hd99” không có"),
        ("dang-hd36", "valid_to", 'extends = "dang-hd05"\nvalid_to', "thành vòng"),
        ("nd30", "[page]", "[page", "Không đọc được.*“nd30”"),
        ("mttq", 'family = "mttq"', 'family = "mttq"\npage = 3', "“page” phải là một nhóm"),
    ],
)
def test_a_file_with_a_mistake_is_refused_by_name(
    copies: Path, name: str, old: str, new: str, said: str
) -> None:
    spoil(copies, name, old, new)
    with pytest.raises(InvalidSchema, match=said):
        load_rule_sets(copies)
