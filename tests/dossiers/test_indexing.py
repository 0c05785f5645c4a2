from __future__ import annotations

from typing import Any

import pytest

from doc_service.dossiers.indexing import index_data, row_origins
from tests.dossiers.sets import NAMES, Kind


def index(kind: Kind, pages: list[int] | None = None) -> dict[str, Any]:
    """The data of the index of the example, for documents of so many pages."""
    checked = kind.check(kind.example)
    count = len(checked.documents)
    return index_data(kind.dossier, checked.index, checked.documents, pages or [0] * count)


def test_sheets_are_counted_over_all_copies(recognition: Kind) -> None:
    found = index(recognition, [3, 2, 1, 2, 2, 1, 2, 1])
    assert [row["to_so"] for row in found["van_ban"]] == [
        "1-3",
        "4-5",
        "6-8",
        "9-14",
        "15-20",
        "21-23",
        "24-25",
        "26",
    ]
    assert found["so_to"] == 26


def test_sheets_that_are_not_known_are_left_blank(recognition: Kind) -> None:
    found = index(recognition)
    assert "so_to" not in found
    assert not any("to_so" in row for row in found["van_ban"])


def test_a_row_tells_symbol_day_title_author_and_copies(recognition: Kind) -> None:
    rows = index(recognition)["van_ban"]
    assert rows[1] == {
        "so_ky_hieu": "22-TTr/ĐU",
        "ngay": "2026-11-20",
        "trich_yeu": "Tờ trình đề nghị công nhận điển hình “Dân vận khéo” cấp Thành phố năm 2026",
        "tac_gia": "Đảng ủy phường An Thịnh",
    }
    assert rows[2]["ghi_chu"] == "03 bộ, đóng quyển"
    assert rows[2]["tac_gia"] == "Chi bộ Tổ dân phố số 5"


def test_the_day_of_the_index_is_that_of_the_last_document_unless_it_is_given(
    review: Kind,
) -> None:
    assert index(review)["ngay"] == "2026-11-20"
    data = review.example
    del data["van_ban"]["muc_luc_ho_so"]["ngay"]
    checked = review.check(data)
    pages = [0] * len(checked.documents)
    found = index_data(review.dossier, checked.index, checked.documents, pages)
    assert found["ngay"] == "2026-11-18"
    assert found["ho_so"] == "Hồ sơ thẩm định mô hình “Dân vận khéo” năm 2026"


def test_what_is_wrong_with_a_row_is_wrong_with_its_document(recognition: Kind) -> None:
    entries = [one.entry for one in recognition.check(recognition.example).documents]
    origins = row_origins(entries)
    assert origins["/van_ban/1/so_ky_hieu"] == "/van_ban/to_trinh/so_ky_hieu"
    assert origins["/van_ban/1/tac_gia"] == "/chung/co_quan/ten"
    assert origins["/van_ban/4"] == "/van_ban/bao_cao_thanh_tich_tap_the/2"


@pytest.mark.parametrize("name", NAMES)
def test_every_dossier_has_an_index_of_all_its_documents(kinds: dict[str, Kind], name: str) -> None:
    found = index(kinds[name])
    assert len(found["van_ban"]) == len(kinds[name].check(kinds[name].example).documents)
    assert found["co_quan"] == kinds[name].example["chung"]["co_quan"]
