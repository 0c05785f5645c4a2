"""Problems told by the file that holds what is wrong."""

from __future__ import annotations

import pytest

from doc_service.dossiers.sources import in_a_line, in_file
from doc_service.problems import Place, Problem

CELL = Place("Căn cứ", 5, "A")


@pytest.mark.parametrize(
    ("place", "inside", "line"),
    [
        (CELL, "", "Tệp “a.xlsx”, trang “Căn cứ”, ô A5: Chưa nhập."),
        (None, "/ngay", "Tệp “a.xlsx”, /ngay: Chưa nhập."),
        (None, "", "Tệp “a.xlsx”: Chưa nhập."),
    ],
)
def test_a_line_names_the_file_then_the_place_then_what_is_wrong(
    place: Place | None, inside: str, line: str
) -> None:
    problem = Problem("/van_ban/to_trinh/0/ngay", "Chưa nhập.", "required", "warning", place=place)
    told = in_file(problem, "a.xlsx", inside=inside)
    assert (told.message, told.place) == ("Tệp “a.xlsx”: Chưa nhập.", place)
    assert in_a_line(told) == Problem("", line, "required", "warning")


def test_a_problem_of_no_file_stays_as_it_is() -> None:
    problem = Problem("/chung/ngay", "Chưa nhập.", "required")
    assert in_a_line(problem) is problem
