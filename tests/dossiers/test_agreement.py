"""What documents say of one another: names, dates, votes, numbers."""

from __future__ import annotations

from copy import deepcopy

import pytest

from tests.dossiers.sets import Data, Kind


def test_a_name_spelled_in_two_ways_is_told_with_both_documents(recognition: Kind) -> None:
    signer = {"chuc_vu": "Bí thư", "ho_ten": "Phạm Quốc Hùng"}
    [one] = recognition.errors_of(lambda shared, own: own["to_trinh"].update(nguoi_ky=signer))
    assert (one.pointer, one.code) == ("/van_ban/to_trinh/nguoi_ky/ho_ten", "spelled_twice")
    assert "“Phạm Quốc Hùng” (Tờ trình)" in one.message
    assert "“Phạm Quốc Hưng” (Biên bản họp bình xét)" in one.message


def test_a_person_among_the_models_is_the_same_person_who_signs(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["bao_cao_thanh_tich_tap_the"][0]["nguoi_ky"]["ho_ten"] = "Nguyễn Khánh Vấn"

    [one] = recognition.errors_of(change)
    assert one.code == "spelled_twice"
    assert "“Nguyễn Khánh Vân” (Biên bản họp bình xét, dòng 5)" in one.message


def test_an_organ_spelled_in_two_ways_is_told(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["mau_03"]["co_quan"] = {**shared["co_quan"], "ten": "Đảng uỷ phường An Thịnh"}

    [one] = recognition.errors_of(change)
    assert one.pointer == "/van_ban/mau_03/co_quan/ten"
    assert "Tên cơ quan viết hai cách" in one.message


def test_a_name_that_another_problem_speaks_of_is_told_once(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["bao_cao_thanh_tich_ca_nhan"][0]["ho_ten"] = "Nguyễn Khánh Vấn"

    [one] = recognition.errors_of(change)
    assert (one.pointer, one.code) == (
        "/van_ban/bao_cao_thanh_tich_ca_nhan/0/ho_ten",
        "disagrees",
    )


def test_a_to_trinh_before_its_meeting_is_told_with_both_dates(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["to_trinh"]["ngay"] = "2026-11-18"
        own["danh_sach_de_nghi"]["kem_theo"] = "Tờ trình số 22-TTr/ĐU, ngày 18/11/2026"

    [one] = recognition.errors_of(change)
    assert (one.pointer, one.code) == ("/van_ban/to_trinh/ngay", "dates_out_of_order")
    assert one.message == (
        "Tờ trình ghi ngày 18/11/2026, trước Biên bản họp bình xét ngày 19/11/2026; "
        "hãy sửa một trong hai ngày."
    )


def test_a_decision_before_its_meeting_is_told_with_both_dates(review: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["quyet_dinh_cong_nhan"]["ngay"] = "2026-10-21"
        del own["thong_bao_ket_qua_tham_dinh"]["ngay"]

    found = {one.code: one for one in review.errors_of(change)}
    assert "Biên bản hội nghị thẩm định ngày 22/10/2026" in found["dates_out_of_order"].message
    assert found["required"].pointer == "/van_ban/thong_bao_ket_qua_tham_dinh/ngay"


def test_each_report_after_the_to_trinh_is_told(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        for number in (0, 2):
            own["bao_cao_thanh_tich_tap_the"][number]["ngay"] = "2026-11-25"

    found = recognition.errors_of(change)
    assert {one.pointer for one in found if one.code == "dates_out_of_order"} == {
        "/van_ban/to_trinh/ngay"
    }


@pytest.mark.parametrize("day", ["2026-11", "2026", "hôm qua", 5, None])
def test_a_date_that_is_none_is_compared_with_nothing(recognition: Kind, day: object) -> None:
    found = recognition.errors_of(lambda shared, own: own["to_trinh"].update(ngay=day))
    assert {one.pointer for one in found} == {"/van_ban/to_trinh/ngay"}
    assert "dates_out_of_order" not in {one.code for one in found}


def test_12_votes_of_11_are_told_with_both_places(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        del own["bien_ban_binh_xet"]["mo_hinh"]
        shared["de_nghi"][0]["dong_y"] = 12

    found = recognition.errors_of(change)
    assert {one.pointer for one in found} == {"/chung/de_nghi/0/dong_y"}
    assert any(
        one.message.startswith("Biên bản họp bình xét: Dòng 1: “Đồng ý”")
        and "là 12, nhiều hơn “Số có mặt” là 11" in one.message
        for one in found
    )


def test_votes_that_two_places_give_differently_are_told(recognition: Kind) -> None:
    [one] = recognition.errors_of(lambda shared, own: shared["de_nghi"][0].update(dong_y=12))
    assert one.pointer == "/van_ban/bien_ban_binh_xet/mo_hinh/0/dong_y"
    assert "Biên bản họp bình xét, dòng 1 ghi “11”" in one.message
    assert "“12” ở phần dùng chung, dòng 1" in one.message


def test_what_less_than_half_voted_for_is_proposed_with_a_warning(recognition: Kind) -> None:
    data = recognition.example
    for rows in (data["chung"]["de_nghi"], data["van_ban"]["bien_ban_binh_xet"]["mo_hinh"]):
        rows[1] |= {"dong_y": 5, "khong_dong_y": 6}
    [one] = recognition.check(data).warnings
    assert (one.pointer, one.code) == (
        "/van_ban/bien_ban_binh_xet/mo_hinh/1/dong_y",
        "not_carried",
    )
    assert "được 5 trên 11 phiếu" in one.message
    assert one.message.endswith("(Biên bản họp bình xét, dòng 2), mà vẫn có trong Tờ trình.")


def test_two_documents_of_one_number_are_told_with_both(registration: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        plans = own["ke_hoach_mo_hinh"]
        plans[1] |= {"so_ky_hieu": deepcopy(plans[0]["so_ky_hieu"]), "ngay": plans[0]["ngay"]}

    [one] = registration.errors_of(change)
    assert (one.pointer, one.code) == (
        "/van_ban/ke_hoach_mo_hinh/1/so_ky_hieu/so",
        "numbered_twice",
    )
    assert "Kế hoạch mô hình của “Mỗi tuần một giờ" in one.message
    assert "Kế hoạch mô hình của “Biến rác thải" in one.message
    assert "cùng số 06-KH/CB, ngày 06/02/2026" in one.message


def test_the_same_number_of_two_organs_is_no_problem(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        for one in own["bao_cao_thanh_tich_tap_the"]:
            one |= {"so_ky_hieu": {"so": 8}, "ngay": "2026-10-08"}

    assert recognition.errors_of(change) == []
