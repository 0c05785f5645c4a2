from __future__ import annotations

from typing import Any

import pytest

from doc_service.dossiers.declarations import Each
from doc_service.dossiers.given import Own, Row
from doc_service.dossiers.matching import mentioned, owners, partner

COLUMNS = {"ten": "ten", "chu_the": "chu_the"}
EACH = Each("de_nghi", {"ten_mo_hinh": "ten", "linh_vuc": "linh_vuc"}, {"tap_the": "chu_the"})


def rows(*values: dict[str, Any]) -> list[Row]:
    return [
        Row(value, f"/chung/de_nghi/{number}", {}, f"dòng {number + 1}")
        for number, value in enumerate(values)
    ]


def model(name: str, whose: str = "", field: str = "kinh_te") -> dict[str, Any]:
    return {"ten": name, "chu_the": whose, "linh_vuc": field}


def report(number: int, **data: Any) -> Own:
    return Own(data, f"/van_ban/bao_cao/{number}")


def matched(given: list[Row], *reports: Own) -> tuple[dict[int, int], int]:
    """Number of the row → number of its report, and how many reports are left."""
    left = list(reports)
    found = owners(given, left, EACH)
    return {int(row[-1]): int(own.pointer[-1]) for row, own in sorted(found.items())}, len(left)


def test_a_row_is_known_by_its_name() -> None:
    one, other = rows(model("Ngõ xanh"), model("Bếp ấm"))
    assert partner({"ten": "Bếp  ấm"}, [one, other], "ten", COLUMNS) is other


def test_the_name_itself_comes_before_a_name_almost_like_it() -> None:
    near, same = rows(model("Tuyến đường hóa"), model("Tuyến đường hoa"))
    assert partner({"ten": "Tuyến đường hoa"}, [near, same], "ten", COLUMNS) is same
    assert partner({"ten": "Tuyến đường hòa"}, [near], "ten", COLUMNS) is near


def test_of_two_models_of_one_name_it_is_the_one_of_the_same_collective() -> None:
    one, other = rows(model("Ngõ xanh", "Chi bộ 1"), model("Ngõ xanh", "Chi bộ 2"))
    own = {"ten": "Ngõ xanh", "chu_the": "Chi bộ 2"}
    assert partner(own, [one, other], "ten", COLUMNS) is other


@pytest.mark.parametrize("name", [None, "", 5, [], "Tên khác hẳn"])
def test_what_is_no_name_is_no_row(name: Any) -> None:
    assert partner({"ten": name}, rows(model("Ngõ xanh")), "ten", COLUMNS) is None


def test_reports_in_any_order_find_their_rows() -> None:
    given = rows(model("Ngõ xanh"), model("Bếp ấm tình thương"), model("Camera an ninh"))
    reports = [report(0, ten_mo_hinh="Camera an ninh"), report(1, ten_mo_hinh="Ngõ xanh")]
    assert matched(given, *reports) == ({0: 1, 2: 0}, 0)


def test_no_row_takes_a_report_that_bears_the_name_of_another() -> None:
    given = rows(model("Tuyến đường hóa"), model("Tuyến đường hoa"))
    assert matched(given, report(0, ten_mo_hinh="Tuyến đường hoa")) == ({1: 0}, 0)


def test_reports_on_two_models_of_one_name_go_to_their_collectives() -> None:
    given = rows(model("Ngõ xanh", "Chi bộ Một"), model("Ngõ xanh", "Chi bộ Hai"))
    reports = [
        report(0, ten_mo_hinh="Ngõ xanh", tap_the="Chi bộ Hai, phường An Thịnh"),
        report(1, ten_mo_hinh="Ngõ xanh", tap_the="Chi bộ Một, phường An Thịnh"),
    ]
    assert matched(given, *reports) == ({0: 1, 1: 0}, 0)


def test_a_report_without_a_name_is_not_taken_for_the_first_of_its_field() -> None:
    given = rows(model("Ngõ xanh", "Chi bộ Một"), model("Bếp ấm", "Chi bộ Hai"))
    reports = [
        report(0, linh_vuc="kinh_te", tap_the="Chi bộ Hai"),
        report(1, ten_mo_hinh="Ngõ xanh"),
    ]
    assert matched(given, *reports) == ({0: 1, 1: 0}, 0)


def test_reports_that_name_nobody_belong_to_the_rows_in_their_order() -> None:
    given = rows(model("Ngõ xanh"), model("Bếp ấm"), model("Camera"))
    reports = [report(0), report(1, ten_mo_hinh="Bếp ấm"), report(2)]
    assert matched(given, *reports) == ({0: 0, 1: 1, 2: 2}, 0)
    assert matched(given, report(0), report(1)) == ({}, 2)  # of which one lacks the report?


def test_a_report_on_something_else_is_left() -> None:
    assert matched(rows(model("Ngõ xanh")), report(0, ten_mo_hinh="Chợ văn minh")) == ({}, 1)
    assert matched([], report(0, ten_mo_hinh="Chợ văn minh")) == ({}, 1)


def test_a_name_among_other_words_is_found_accents_aside() -> None:
    assert mentioned("Chi bộ Tổ dân phố số 5", "CHI BỘ TỔ DÂN PHỐ SỐ 5, phường An Thịnh")
    assert not mentioned("Công an phường", "Hội Nông dân phường")
