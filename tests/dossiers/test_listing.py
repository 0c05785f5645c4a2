"""Lists: the facts' rows in the documents, Mẫu 03 in Mẫu 01, Mẫu 02 against Mẫu 01."""

from __future__ import annotations

from typing import Any

import pytest

from doc_service.problems import Problem
from tests.dossiers.sets import Data, Kind


def codes(found: list[Problem]) -> list[tuple[str, str]]:
    return [(one.pointer, one.code) for one in found]


def registered(shared: Data, *names: int, **changes: Any) -> dict[str, Any]:
    """A Mẫu 01 with rows of the proposal, by number."""
    columns = ("chu_the", "ten", "linh_vuc", "loai")
    rows = [{name: shared["de_nghi"][number][name] for name in columns} for number in names]
    rows[0] |= changes
    return {"mo_hinh": rows}


def test_every_proposed_model_must_be_registered(recognition: Kind) -> None:
    found = recognition.errors_of(lambda shared, own: own.update(mau_01=registered(shared, 0, 2)))
    assert codes(found) == [("/van_ban/mau_01/mo_hinh", "rows_missing")] * 2
    for one, name in zip(found, ("Tổ dân phố tự quản", "Mỗi tuần một giờ"), strict=True):
        assert "Mẫu 01 thiếu" in one.message
        assert name in one.message
        assert "phần dùng chung, dòng" in one.message


def test_models_that_were_registered_and_not_proposed_are_no_problem(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["mau_01"] = registered(shared, 0, 1, 2, 3)
        own["mau_01"]["mo_hinh"].append({"chu_the": "Chi bộ 9", "ten": "Chợ văn minh"})

    assert recognition.errors_of(change) == []


def test_several_lists_of_registration_are_read_together(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["mau_01"] = [
            registered(shared, 3, 0),
            registered(shared, 2, linh_vuc="kinh_te"),
            registered(shared, 1),
        ]

    [one] = recognition.errors_of(change)
    assert one.pointer == "/van_ban/mau_01/1/mo_hinh/0/linh_vuc"
    assert "Mẫu 01 thứ 2, dòng 1 ghi “Lĩnh vực kinh tế”" in one.message


def test_a_registered_model_may_not_differ_in_name_field_or_collective(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["mau_01"] = registered(shared, 0, 1, 2, 3, chu_the="Chi bộ Tổ dân phố số 6")
        own["mau_01"]["mo_hinh"][1]["linh_vuc"] = "kinh_te"
        own["mau_01"]["mo_hinh"][2]["ten"] = "Ngày không hẹn, thứ bảy vì dân"

    found = recognition.errors_of(change)
    assert codes(found) == [
        ("/van_ban/mau_01/mo_hinh/0/chu_the", "disagrees"),
        ("/van_ban/mau_01/mo_hinh/1/linh_vuc", "disagrees"),
        ("/van_ban/mau_01/mo_hinh/2/ten", "disagrees"),
    ]
    assert all("phần dùng chung, dòng" in one.message for one in found)


def test_a_list_that_a_document_gives_itself_must_be_the_same(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        stranger = {"ten": "Chợ văn minh", "chu_the": "Chi bộ Chợ An Thịnh", "quyet_dinh": "Số 9"}
        rows = [*shared["de_nghi"][:3], {**shared["de_nghi"][0], **stranger}]
        names = ("loai", "chu_the", "ten", "linh_vuc", "quyet_dinh")
        own["danh_sach_de_nghi"]["de_nghi"] = [{name: row[name] for name in names} for row in rows]

    found = recognition.errors_of(change)
    assert codes(found) == [
        ("/van_ban/danh_sach_de_nghi/de_nghi/3/ten", "not_listed"),
        ("/van_ban/danh_sach_de_nghi/de_nghi", "rows_missing"),
    ]
    assert "Danh sách đề nghị công nhận, dòng 4 có “Chợ văn minh”" in found[0].message
    assert "“Mỗi tuần một giờ lắng nghe Nhân dân tại nhà văn hóa” (phần dùng" in found[1].message


def test_what_a_row_leaves_out_or_leaves_empty_comes_from_the_shared_row(review: Kind) -> None:
    data = review.example
    model, other, _ = data["chung"]["mo_hinh"]
    row = {"ten": model["ten"], "chu_the": "", "linh_vuc": None}
    data["van_ban"]["quyet_dinh_cong_nhan"]["mo_hinh"] = [row, {"ten": other["ten"]}]
    checked = review.check(data)
    [decision] = [
        one.prepared for one in checked.documents if one.entry.form.name == "quyet_dinh_cong_nhan"
    ]
    assert decision.data["mo_hinh"][0]["chu_the"] == model["chu_the"]


def test_what_is_wrong_with_a_shared_value_is_told_where_it_was_entered(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["to_trinh"]["de_nghi"] = [{"ten": row["ten"]} for row in shared["de_nghi"]]
        shared["de_nghi"][1]["linh_vuc"] = "nông nghiệp"

    found = recognition.errors_of(change)
    assert {one.pointer for one in found} >= {"/chung/de_nghi/1/linh_vuc"}
    assert not any(one.pointer.startswith("/van_ban/to_trinh/de_nghi") for one in found)


def test_a_model_under_the_wrong_result_is_told_with_where_it_belongs(review: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["thong_bao_ket_qua_tham_dinh"]["dat"] = [
            {name: row[name] for name in ("chu_the", "ten", "linh_vuc")}
            for row in shared["mo_hinh"]
        ]

    [one] = review.errors_of(change)
    assert one.pointer == "/van_ban/thong_bao_ket_qua_tham_dinh/dat/2/ten"
    assert "Thông báo kết quả thẩm định, dòng 3 có “Cổng trường an toàn" in one.message
    assert "trong “Mô hình đạt”" in one.message
    assert "phần dùng chung, dòng 3" in one.message


def test_the_totals_of_form_02_must_be_those_of_the_models(registration: Kind) -> None:
    totals = {"tong": {"tap_the": 9}}
    [one] = registration.errors_of(lambda shared, own: own["mau_02"].update(totals))
    assert (one.pointer, one.code) == ("/van_ban/mau_02/tong/tap_the", "sum")
    assert "ghi 9 nhưng cộng lại là 3" in one.message


def test_form_01_must_list_what_form_02_counts(registration: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        models = shared.pop("mo_hinh")
        own["mau_02"]["mo_hinh"] = models
        names = ("loai", "chu_the", "chuc_vu", "ten", "linh_vuc")
        own["mau_01"]["mo_hinh"] = [
            {name: row[name] for name in names if name in row}
            for row in models
            if row["cap"] == "thanh_pho"
        ][:1]

    [one] = registration.errors_of(change)
    assert (one.pointer, one.code) == ("/van_ban/mau_01/mo_hinh", "rows_missing")
    assert "(Mẫu 02, dòng 2)" in one.message


@pytest.mark.parametrize("wrong", [5, "x", {"a": 1}, [5, "x", None], [[]]])
def test_a_list_of_the_wrong_shape_is_told_and_breaks_nothing(
    recognition: Kind, wrong: Any
) -> None:
    found = recognition.errors_of(lambda shared, own: own["to_trinh"].update(de_nghi=wrong))
    assert any(one.pointer.startswith("/van_ban/to_trinh/de_nghi") for one in found)


def test_two_models_of_one_name_keep_apart_whatever_their_order(review: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        first, second, _ = shared["mo_hinh"]
        second["ten"] = first["ten"]
        own["bao_cao_mo_hinh"][1]["ten"] = first["ten"]
        own["quyet_dinh_cong_nhan"]["mo_hinh"] = [
            {name: row[name] for name in ("loai", "chu_the", "ten", "linh_vuc")}
            for row in (second, first)
        ]

    assert [one for one in review.errors_of(change) if one.code == "disagrees"] == []
