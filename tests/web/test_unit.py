"""Đơn vị của tôi: the profile that every new draft begins with."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import update

from doc_service.accounts.people import unit, units
from doc_service.records import Unit
from doc_service.web.unit_pages import typed_profile
from tests.desks import PROFILE, UNIT, signed_in

ORGAN = {
    "co_quan.loai": "dang_uy",
    "co_quan.ten": "Đảng ủy phường An Thịnh",
    "co_quan.cap_tren": "Đảng bộ thành phố Sông Lam",
    "co_quan.dia_danh": "An Thịnh",
    "dia_phuong": "mac_dinh",
}
SIGNER = {"nguoi_ky.0.chuc_vu": "Phó Bí thư", "nguoi_ky.0.ho_ten": "Trần Văn Bình"}


@pytest.fixture
def desk(own_desk):
    """A clerk of a desk of their own, and what is stored of their unit."""
    app, service = own_desk()
    number = next(one.id for one in units(service.database) if one.name == UNIT)
    return signed_in(app, "van.thu"), lambda: unit(service.database, number), service


def seen(client) -> str:
    return re.findall(
        r'name="da_thay" value="(\w+)"', client.get("/don-vi").get_data(as_text=True)
    )[0]


def save(client, **typed: str):
    return client.changes("/don-vi", {"da_thay": seen(client), **typed})


def test_the_page_shows_what_is_stored(desk) -> None:
    page = desk[0].get("/don-vi").get_data(as_text=True)
    for value in ("Đảng ủy phường An Thịnh", "Trần Văn Bình", "Thường trực Thành ủy"):
        assert f'value="{value}"' in page
    assert "chỗ cần sửa" not in page


def test_what_is_saved_is_clean_data_and_new_drafts_begin_with_it(desk) -> None:
    client, stored, service = desk
    signers = {**SIGNER, "nguoi_ky.7.chuc_vu": " Bí thư ", "nguoi_ky.7.ho_ten": "Lê  Thị Sáu"}
    answer = save(client, **ORGAN, **signers, **{"noi_nhan.0.noi": "Lưu Văn phòng Đảng ủy"})
    assert answer.status_code == 302
    profile = stored().profile
    assert profile["nguoi_ky"] == [
        {"chuc_vu": "Phó Bí thư", "ho_ten": "Trần Văn Bình"},
        {"chuc_vu": "Bí thư", "ho_ten": "Lê Thị Sáu"},
    ]
    assert profile["noi_nhan"] == [{"noi": "Lưu Văn phòng Đảng ủy"}]
    assert profile["co_quan"] == PROFILE["co_quan"]
    started = client.changes("/soan-thao", {"bieu_mau": "mau_01"})
    page = client.get(started.headers["Location"]).get_data(as_text=True)
    assert "Trần Văn Bình" in page
    assert "Lưu Văn phòng Đảng ủy" in page


def test_everything_wrong_is_told_at_its_field_and_nothing_typed_is_lost(desk) -> None:
    client, stored, _ = desk
    before = stored().profile
    answer = save(
        client,
        **{**ORGAN, "co_quan.ten": "", "co_quan.loai": "khong_co"},
        **{"nguoi_ky.0.chuc_vu": "Bí thư", "noi_nhan.3.muc_dich": "để báo cáo"},
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert stored().profile == before
    for place in ("co_quan.ten", "co_quan.loai", "nguoi_ky.0.ho_ten", "noi_nhan.0.noi"):
        assert f'href="#{place}"' in page
        assert f'id="{place}-loi"' in page
    assert 'value="để báo cáo"' in page


def test_the_rules_of_signing_judge_every_signer_with_their_clause(desk) -> None:
    client, stored, _ = desk
    second = {
        "nguoi_ky.1.chuc_vu": "Phó Bí thư",
        "nguoi_ky.1.ho_ten": "Lê Thị Sáu",
        "nguoi_ky.1.hinh_thuc": "ky_thay",
    }
    answer = save(client, **ORGAN, **SIGNER, **second)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="nguoi_ky.1.hinh_thuc-loi"' in page
    assert 'id="nguoi_ky.0.hinh_thuc-loi"' not in page
    assert "thể thức đề ký)" in page


def test_a_warning_is_shown_and_stops_nothing(desk) -> None:
    client, stored, _ = desk
    answer = save(client, **ORGAN, **{**SIGNER, "nguoi_ky.0.ho_ten": "TS. Trần Văn Bình"})
    assert answer.status_code == 302
    assert "không ghi học hàm" in client.get("/don-vi").get_data(as_text=True)


def test_a_profile_may_lack_signers_and_recipients_but_not_the_organ(desk) -> None:
    client, stored, _ = desk
    assert save(client, **ORGAN).status_code == 302
    assert set(stored().profile) == {"co_quan"}
    assert save(client, dia_phuong="mac_dinh").status_code == 422


@pytest.mark.parametrize(
    ("kind", "name", "position"),
    [
        ("ubnd", "Ủy ban nhân dân xã Tân Hòa", "Chủ tịch"),
        ("mttq", "Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Hòa", "Chủ tịch"),
        ("chi_bo", "Chi bộ Tổ dân phố số 9", "Bí thư"),
        ("doan_the", "Hội Liên hiệp Phụ nữ xã Tân Hòa", "Chủ tịch"),
    ],
)
def test_units_of_every_family_keep_their_profile(desk, kind, name, position) -> None:
    client, stored, _ = desk
    organ = {**ORGAN, "co_quan.loai": kind, "co_quan.ten": name, "co_quan.dia_danh": "Tân Hòa"}
    answer = save(client, **organ, **{**SIGNER, "nguoi_ky.0.chuc_vu": position})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    assert stored().profile["co_quan"]["ten"] == name


def test_a_locality_is_chosen_and_an_unknown_one_refused(desk) -> None:
    client, stored, _ = desk
    assert save(client, **{**ORGAN, "dia_phuong": "phuong_tay_mo"}).status_code == 302
    assert stored().locality == "phuong_tay_mo"
    assert save(client, **{**ORGAN, "dia_phuong": "khong_co"}).status_code == 404


def test_of_two_who_save_the_second_is_told_and_loses_nothing(desk) -> None:
    client, stored, service = desk
    first = seen(client)
    with service.database.session() as session:
        changed = {**PROFILE, "nguoi_ky": [{"chuc_vu": "Bí thư", "ho_ten": "Lê Thị Sáu"}]}
        session.execute(update(Unit).where(Unit.id == stored().id).values(profile=changed))
    answer = client.changes("/don-vi", {"da_thay": first, **ORGAN, **SIGNER})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in page
    assert 'value="Trần Văn Bình"' in page
    assert stored().profile["nguoi_ky"][0]["ho_ten"] == "Lê Thị Sáu"
    [now_seen] = re.findall(r'name="da_thay" value="(\w+)"', page)
    assert client.changes("/don-vi", {"da_thay": now_seen, **ORGAN, **SIGNER}).status_code == 302


def test_a_viewer_sees_it_and_changes_nothing(as_user) -> None:
    client = as_user("nguoi.xem")
    page = client.get("/don-vi").get_data(as_text=True)
    assert 'value="Trần Văn Bình"' in page
    assert "Lưu thông tin đơn vị" not in page
    assert client.changes("/don-vi", ORGAN).status_code == 403


def test_everybody_sees_their_own_unit(as_user) -> None:
    page = as_user("chi.bo").get("/don-vi").get_data(as_text=True)
    assert "Chi bộ Tổ dân phố số 9" in page
    assert "Trần Văn Bình" not in page


def test_rows_stand_in_the_order_of_the_page_whatever_their_numbers() -> None:
    typed = typed_profile(
        [
            ("nguoi_ky.7.ho_ten", "B"),
            ("nguoi_ky.0.ho_ten", "A"),
            ("nguoi_ky.7.chuc_vu", "Bí thư"),
            ("csrf_token", "x"),
            ("co_quan.ten", "Chi bộ"),
            ("co_quan.3.ten", "lạ"),
            ("a.b.c.d", "lạ"),
        ]
    )
    assert typed["nguoi_ky"] == [{"ho_ten": "B", "chuc_vu": "Bí thư"}, {"ho_ten": "A"}]
    assert typed["co_quan"] == {"ten": "Chi bộ"}


def test_a_field_that_does_not_exist_is_said_not_stored(desk) -> None:
    client, stored, _ = desk
    assert save(client, **ORGAN, **{"co_quan.la": "x"}).status_code == 422
    assert save(client, **ORGAN, **{"phan_la.0.la": "x"}).status_code == 302
    assert set(stored().profile) == {"co_quan"}


def test_a_clerk_adds_moves_and_removes_rows(page_as) -> None:
    page = page_as("chi.bo")
    page.goto("/don-vi")
    page.get_by_label("Loại cơ quan").select_option("Chi bộ")
    page.get_by_label("Tên cơ quan").fill("Chi bộ Tổ dân phố số 9")
    page.get_by_label("Địa danh").fill("An Thịnh")
    signers = page.get_by_role("region", name="Người ký")
    assert signers.get_by_role("group").count() == 1
    signers.get_by_label("Chức vụ người ký").fill("Bí thư")
    signers.get_by_label("Họ và tên người ký").fill("Ngô Văn Một")
    signers.get_by_role("button", name="Thêm người ký").press("Enter")
    second = signers.get_by_role("group", name="Dòng 2")
    assert second.get_by_label("Chức vụ người ký").evaluate("e => e === document.activeElement")
    second.get_by_label("Chức vụ người ký").fill("Phó Bí thư")
    second.get_by_label("Họ và tên người ký").fill("Đinh Thị Hai")
    second.get_by_role("button", name="Lên").press("Enter")
    signers.get_by_role("button", name="Thêm người ký").click()
    signers.get_by_role("group", name="Dòng 3").get_by_role("button", name="Bỏ dòng").click()
    page.get_by_role("region", name="Nơi nhận").get_by_label("Nơi nhận").first.fill("Lưu Chi bộ")
    page.get_by_role("button", name="Lưu thông tin").click()
    assert page.get_by_text("Đã lưu thông tin đơn vị").is_visible()
    names = [one.input_value() for one in page.get_by_label("Họ và tên người ký").all()]
    assert names == ["Đinh Thị Hai", "Ngô Văn Một"]


def test_without_scripts_there_are_spare_rows(page_as) -> None:
    page = page_as("van.thu", java_script_enabled=False)
    page.goto("/don-vi")
    assert page.get_by_label("Họ và tên người ký").count() == 2
    assert not page.get_by_role("button", name="Thêm người ký").is_visible()
    page.get_by_role("button", name="Lưu thông tin").click()
    assert page.get_by_text("Đã lưu thông tin đơn vị").is_visible()
    assert page.get_by_label("Họ và tên người ký").count() == 2


def test_the_page_fits_a_narrow_screen(page_as) -> None:
    page = page_as("van.thu", viewport={"width": 390, "height": 800})
    page.goto("/don-vi")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
