from __future__ import annotations

import json

from doc_service.problems import Place, Problem
from doc_service.workbooks.many_places import Cells, Columns, Layout

CELLS = Cells(
    Layout(
        Columns("Các văn bản", {"/nam": "C", "/co_quan": "D", "/co_quan/ten": "D"}, "A"),
        {"viec": Columns("Việc", {"/ten": "B"}, "A"), "noi_nhan": Columns("Nơi nhận", {}, "A")},
    ),
    7,
    {"viec": (3, 9), "noi_nhan": ()},
)


def test_a_value_is_found_or_the_nearest_that_encloses_it() -> None:
    places = {
        "/nam": Place("Các văn bản", 7, "C"),
        "/co_quan/loai": Place("Các văn bản", 7, "D"),
        "/viec/1/ten": Place("Việc", 9, "B"),
        "/viec/1/ten/0/con": Place("Việc", 9, "B"),
        "/viec/1": Place("Việc", 9, "A"),
        "/viec": Place("Việc", 3, "A"),
        "/noi_nhan": Place("Các văn bản", 7, "A"),
        "": Place("Các văn bản", 7, "A"),
    }
    assert {pointer: CELLS.place_of(pointer) for pointer in places} == places


def test_a_problem_that_has_a_place_keeps_it() -> None:
    placed = Problem("/nam", "Sai.", "x", place=Place("Khác", 1, "Z"))
    assert CELLS.located([placed]) == (placed,)


def test_kept_as_json_it_finds_the_same_cells() -> None:
    again = Cells.from_json(json.loads(json.dumps(CELLS.to_json())))
    for pointer in ("/nam", "/viec/0/ten", "/noi_nhan/0", ""):
        assert again.place_of(pointer) == CELLS.place_of(pointer)
