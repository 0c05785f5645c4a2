from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.the_thuc.recipients import (
    Recipient,
    purpose_text,
    recipient_lines,
    recipient_problems,
    recipient_text,
)
from doc_service.the_thuc.rule_sets import rule_set

from .organs import HD05, HD36

NAMES = st.text("aăâbcdđeêgh ,;.-()", max_size=20)


@pytest.mark.parametrize(
    ("rules", "mark"), [(HD36, ","), (HD05, ";"), ("nd30", ";"), ("mttq", ";")]
)
def test_lines_end_with_the_mark_of_the_rule_set_and_the_last_with_a_stop(
    rules: str, mark: str
) -> None:
    lines = recipient_lines(
        rule_set(rules),
        [
            Recipient("Như kính gửi"),
            Recipient("Thường trực Đảng ủy", "để báo cáo"),
            Recipient("Lưu Chi bộ"),
        ],
    )
    assert lines == (
        f"- Như kính gửi{mark}",
        f"- Thường trực Đảng ủy (để báo cáo){mark}",
        "- Lưu Chi bộ.",
    )


def test_a_single_recipient_ends_with_a_stop() -> None:
    assert recipient_lines(rule_set(HD36), [Recipient("Lưu Chi bộ")]) == ("- Lưu Chi bộ.",)


def test_no_recipient_makes_no_line() -> None:
    assert recipient_lines(rule_set(HD36), []) == ()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Như kính gửi,", "Như kính gửi"),
        ("- Như kính gửi;", "Như kính gửi"),
        ("Lưu VPĐU.", "Lưu VPĐU"),
        ("Lưu VPĐU .;", "Lưu VPĐU"),
        ("TU, (để b/c),", "TU (để b/c)"),
        ("MTTQ, các đoàn thể", "MTTQ, các đoàn thể"),
    ],
)
def test_marks_that_a_clerk_typed_are_not_doubled(typed: str, printed: str) -> None:
    assert recipient_text(typed) == printed
    assert recipient_lines(rule_set(HD36), [Recipient(typed)]) == (f"- {printed}.",)


@pytest.mark.parametrize("typed", ["để b/c", "(để b/c)", "(để b/c),", " để b/c. "])
def test_a_purpose_has_one_pair_of_brackets(typed: str) -> None:
    assert purpose_text(typed) == "để b/c"
    lines = recipient_lines(rule_set(HD36), [Recipient("Thường trực Đảng ủy", typed)])
    assert lines == ("- Thường trực Đảng ủy (để b/c).",)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=8))
def test_every_line_has_one_dash_and_one_end_mark(rows: list[tuple[str, str]]) -> None:
    lines = recipient_lines(rule_set(HD36), [Recipient(*row) for row in rows])
    assert [line[-1] for line in lines] == [","] * (len(rows) - 1) + ["."]
    for line in lines:
        assert line.startswith("- ")
        assert not line[:-1].endswith((",", ";", "."))


def test_a_recipient_listed_twice_is_a_warning_at_its_second_line() -> None:
    rows = [
        Recipient("Thường trực Đảng ủy"),
        Recipient("Lưu Chi bộ"),
        Recipient("Thường trực  đảng ủy,", "để báo cáo"),
    ]
    (found,) = recipient_problems(rows, "/noi_nhan")
    assert (found.pointer, found.code, found.severity) == (
        "/noi_nhan/2/noi",
        "duplicate_recipient",
        "warning",
    )
    assert "dòng 1" in found.message


def test_lines_not_filled_in_yet_are_no_duplicates() -> None:
    assert recipient_problems([Recipient(""), Recipient("")], "/noi_nhan") == []
