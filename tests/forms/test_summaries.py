from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.fields import Choice, Field
from doc_service.forms.summaries import counted, grouped, in_words, summed, summed_across, voted

KIND = Field(
    "loai",
    "Loại",
    "choice",
    required=True,
    choices=(Choice("tap_the", "Tập thể"), Choice("ca_nhan", "Cá nhân")),
)
ROWS = Field("mo_hinh", "Mô hình", "rows", required=True, fields=(KIND,))
SPEC = {"rows": "mo_hinh", "column": "loai"}


@dataclass(frozen=True)
class Listing:
    """A form with one list."""

    def field(self, name: str) -> Field | None:
        return ROWS if name == "mo_hinh" else None


def row(kind: str, name: str) -> dict[str, Any]:
    return {"loai": kind, "ten": name}


def test_parts_are_numbered_in_roman_and_their_rows_from_one() -> None:
    data = {"mo_hinh": [row("ca_nhan", "b"), row("tap_the", "a"), row("ca_nhan", "c")]}
    parts = grouped(Listing(), data, SPEC)
    assert [(one["so"], one["ten"], one["so_dong"]) for one in parts] == [
        ("I", "Tập thể", 1),
        ("II", "Cá nhân", 2),
    ]
    assert [(line["tt"], line["ten"], line["cuoi"]) for line in parts[1]["dong"]] == [
        (1, "b", False),
        (2, "c", True),
    ]
    assert parts[0]["dong"][0]["cuoi"] is False


def test_a_part_without_rows_is_left_out_and_a_row_without_a_part_is_not() -> None:
    parts = grouped(Listing(), {"mo_hinh": [row("", "nháp")]}, SPEC)
    assert [(one["so"], one["ten"]) for one in parts] == [("I", "")]


@given(st.lists(st.sampled_from(["tap_the", "ca_nhan", "", "lạ"]), max_size=30))
def test_no_row_is_lost_and_exactly_the_last_printed_one_is_marked(kinds: list[str]) -> None:
    data = {"mo_hinh": [row(kind, str(at)) for at, kind in enumerate(kinds)]}
    lines = [line for part in grouped(Listing(), data, SPEC) for line in part["dong"]]
    assert sorted(line["ten"] for line in lines) == sorted(str(at) for at in range(len(kinds)))
    assert [line["cuoi"] for line in lines] == [False] * (len(lines) - 1) + [True] * bool(lines)


def test_rows_are_counted_by_their_kind() -> None:
    data = {"mo_hinh": [row("ca_nhan", "b"), row("ca_nhan", "c")]}
    assert counted(Listing(), data, SPEC) == {"tong": 2, "theo": {"tap_the": 0, "ca_nhan": 2}}


def test_a_vote_is_said_as_a_share_of_those_present_with_a_comma() -> None:
    spec = {"rows": "mo_hinh", "part": "phieu", "whole": "hop.co_mat"}
    rows = [{"phieu": 11}, {"phieu": 12}, {"phieu": None}, {"phieu": 13}]
    shares = [
        one["ty_le"] for one in voted(Listing(), {"hop": {"co_mat": 12}, "mo_hinh": rows}, spec)
    ]
    assert shares == ["91,67%", "100,00%", "", ""]
    assert voted(Listing(), {"mo_hinh": rows[:1]}, spec)[0]["ty_le"] == ""


def test_numbers_are_added_across_a_line_and_down_the_columns() -> None:
    amounts = tuple(
        Field(name, name, "integer", required=True) for name in ("kinh_te", "van_hoa", "moi")
    )
    table = Field("mo_hinh", "Mô hình", "rows", required=True, fields=(KIND, *amounts))

    class Numbers:
        def field(self, name: str) -> Field | None:
            return table if name == "mo_hinh" else None

    rows = [
        {"loai": "tap_the", "kinh_te": 2, "van_hoa": 3, "moi": 1},
        {"loai": "tap_the", "kinh_te": 1, "van_hoa": "……………", "moi": 0},
        {"loai": "ca_nhan", "kinh_te": 0, "van_hoa": 4, "moi": 4},
    ]
    spec = {**SPEC, "amounts": ["kinh_te", "van_hoa"]}
    sums = summed_across(Numbers(), {"mo_hinh": rows}, spec)
    assert [line["ngang"] for part in sums["nhom"] for line in part["dong"]] == [5, 1, 4]
    assert sums["nhom"][0]["dong"][1]["van_hoa"] is None
    assert [part["cong"]["ngang"] for part in sums["nhom"]] == [6, 4]
    assert sums["tong"] == {"kinh_te": 3, "van_hoa": 7, "moi": 5, "ngang": 10}


def test_whole_numbers_are_added_by_part_and_in_all_and_nothing_known_is_no_zero() -> None:
    new, won = (Field(name, name, "integer", required=False) for name in ("moi", "cong_nhan"))
    table = Field("mo_hinh", "Mô hình", "rows", required=True, fields=(KIND, new, won))

    @dataclass(frozen=True)
    class Figures:
        def field(self, name: str) -> Field | None:
            return table if name == "mo_hinh" else None

    rows = [{"loai": "tap_the", "moi": 2}, {"loai": "tap_the", "moi": 3}, {"loai": "ca_nhan"}]
    sums = summed(Figures(), {"mo_hinh": rows}, SPEC)
    assert [part["cong"] for part in sums["nhom"]] == [
        {"moi": 5, "cong_nhan": None},
        {"moi": None, "cong_nhan": None},
    ]
    assert sums["tong"] == {"moi": 5, "cong_nhan": None}


def test_an_amount_is_added_up_and_said_in_words() -> None:
    rows = [{"thuong": 1_000_000}, {"thuong": 500_000}]
    assert in_words(Listing(), {"khen": rows}, {"rows": "khen", "amount": "thuong"}) == {
        "tong": 1_500_000,
        "bang_chu": "một triệu năm trăm nghìn",
    }


def test_a_draft_without_amounts_adds_up_to_nothing() -> None:
    data = {"khen": [{"thuong": "……………"}, {}]}
    said = in_words(Listing(), data, {"rows": "khen", "amount": "thuong"})
    assert said == {"tong": 0, "bang_chu": "không"}


def test_a_sum_beyond_all_words_is_written_in_figures() -> None:
    rows = [{"thuong": 10**18 - 1}, {"thuong": 1}]
    said = in_words(Listing(), {"khen": rows}, {"rows": "khen", "amount": "thuong"})
    assert said["bang_chu"] == "1.000.000.000.000.000.000"


def test_a_row_whose_part_is_no_text_stands_with_those_that_have_none() -> None:
    rows = [{**row("", "nháp"), SPEC["column"]: odd} for odd in ({}, ["x"], 5)]
    (part,) = grouped(Listing(), {"mo_hinh": rows}, SPEC)
    assert (part["ten"], part["so_dong"]) == ("", 3)
