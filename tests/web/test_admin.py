"""Quản trị: units, users and keys."""

from __future__ import annotations

import re

import pytest

from doc_service.accounts.keys import keys_of
from doc_service.accounts.people import units, user_of_login
from tests.desks import OTHER_UNIT, PASSWORD, UNIT, log_in, signed_in, stranger


def unit_id(service, name: str = UNIT) -> int:
    return next(one.id for one in units(service.database) if one.name == name)


def link_in(page: str) -> str:
    [link] = re.findall(r'value="(http://[^"]+/dang-nhap/[^"]+)"', page)
    return link


def test_an_administrator_makes_a_user_hands_over_the_link_and_the_user_gets_in(page_as) -> None:
    page = page_as("quantri")
    page.goto("/")
    page.get_by_text("Nguyễn Thị Quản").click()
    page.get_by_role("link", name="Quản trị").click()
    page.get_by_role("link", name="Thêm người dùng").click()
    page.get_by_label("Họ và tên").fill("Vũ Thị Lan")
    page.get_by_label("Tên đăng nhập").fill("lan.vu")
    page.get_by_label("Vai trò").select_option("Người xem")
    page.get_by_label("Đơn vị", exact=True).select_option(OTHER_UNIT)
    page.get_by_role("button", name="Tạo và lấy liên kết").click()
    link = page.get_by_label("Liên kết").input_value()
    page.get_by_role("link", name="Đã chép").click()
    row = page.get_by_role("row", name="Vũ Thị Lan")
    assert row.get_by_text("Chưa đặt mật khẩu").is_visible()

    own = page_as()
    own.goto(link)
    own.get_by_label("Mật khẩu mới").fill("mot mat khau moi")
    own.get_by_role("button").click()
    own.wait_for_url("**/")
    assert own.locator(".me-unit").inner_text() == OTHER_UNIT


def test_a_user_page_tells_everything_wrong_at_once_and_loses_nothing(
    as_user, desk_service
) -> None:
    client = as_user("quantri")
    typed = {"ten": " ", "dang_nhap": "Tên Có Dấu", "vai_tro": "vua", "don_vi": "999"}
    answer = client.changes("/quan-tri/nguoi-dung/moi", typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for said in ("Hãy nhập họ và tên", "từ 3 chữ thường", "Hãy chọn vai trò", "Hãy chọn đơn vị"):
        assert said in page
    assert 'value="Tên Có Dấu"' in page
    for field in ("ten", "dang_nhap", "vai_tro", "don_vi"):
        assert f'id="{field}-loi"' in page


@pytest.mark.parametrize("unit", ["", "abc", "-1", "١", "9" * 30, "1.5"])
def test_a_unit_that_is_no_number_is_only_an_unknown_one(as_user, unit: str) -> None:
    typed = {"ten": "Ai Đó", "dang_nhap": "ai.do", "vai_tro": "van_thu", "don_vi": unit}
    answer = as_user("quantri").changes("/quan-tri/nguoi-dung/moi", typed)
    assert answer.status_code == 422
    assert "Hãy chọn đơn vị" in answer.get_data(as_text=True)


def test_the_link_names_the_address_that_users_open(own_desk) -> None:
    app, service = own_desk(public_url="http://vanthu.example/", allowed_hosts="localhost")
    client = signed_in(app, "quantri")
    number = user_of_login(service.database, "van.thu").id
    page = client.changes(f"/quan-tri/nguoi-dung/{number}/lien-ket").get_data(as_text=True)
    assert link_in(page).startswith("http://vanthu.example/dang-nhap/")


def test_somebody_who_forgot_gets_a_new_link_and_the_old_password_works_until_then(
    own_desk,
) -> None:
    app, service = own_desk()
    client = signed_in(app, "quantri")
    number = user_of_login(service.database, "van.thu").id
    answer = client.changes(f"/quan-tri/nguoi-dung/{number}/lien-ket")
    link = link_in(answer.get_data(as_text=True))
    assert answer.headers["Cache-Control"] == "no-store"
    assert log_in(stranger(app), "van.thu").status_code == 302
    path = "/dang-nhap/" + link.rsplit("/", 1)[1]
    assert "van.thu" in stranger(app).get(path).get_data(as_text=True)
    assert link not in client.get("/quan-tri").get_data(as_text=True)


def test_a_user_who_is_locked_is_out_at_once(own_desk) -> None:
    app, service = own_desk()
    chief, clerk = signed_in(app, "quantri"), signed_in(app, "van.thu")
    one = user_of_login(service.database, "van.thu")
    typed = {"ten": one.name, "dang_nhap": one.login, "vai_tro": one.role}
    answer = chief.changes(f"/quan-tri/nguoi-dung/{one.id}", {**typed, "don_vi": str(one.unit_id)})
    assert answer.status_code == 302
    assert clerk.get("/phien").status_code == 401
    assert log_in(stranger(app), "van.thu").status_code == 401
    page = chief.get("/quan-tri").get_data(as_text=True)
    assert "Đã khóa" in page
    assert "Đã lưu người dùng" in page


def test_the_last_administrator_is_kept(own_desk) -> None:
    app, service = own_desk()
    chief = signed_in(app, "quantri")
    one = user_of_login(service.database, "quantri")
    typed = {"ten": one.name, "dang_nhap": one.login, "vai_tro": "van_thu", "hoat_dong": "1"}
    answer = chief.changes(f"/quan-tri/nguoi-dung/{one.id}", {**typed, "don_vi": str(one.unit_id)})
    assert answer.status_code == 422
    assert "ít nhất một người quản trị" in answer.get_data(as_text=True)


def test_a_unit_is_made_renamed_and_its_name_taken_once(own_desk) -> None:
    app, service = own_desk()
    client = signed_in(app, "quantri")
    path = "/quan-tri/don-vi/moi"
    typed = {"ten": "Chi bộ thôn 3", "dia_phuong": "phuong_tay_mo"}
    assert client.changes(path, typed).status_code == 302
    again = client.changes(path, typed)
    assert again.status_code == 422
    page = again.get_data(as_text=True)
    assert "Đã có đơn vị mang tên này" in page
    assert '<option value="phuong_tay_mo" selected>' in page
    number = unit_id(service, "Chi bộ thôn 3")
    renamed = {"ten": "Chi bộ thôn 4", "dia_phuong": "mac_dinh"}
    assert client.changes(f"/quan-tri/don-vi/{number}", renamed).status_code == 302
    assert unit_id(service, "Chi bộ thôn 4") == number
    assert "Chi bộ thôn 4" in client.get("/quan-tri").get_data(as_text=True)


def test_a_locality_that_is_not_there_makes_no_unit(as_user) -> None:
    typed = {"ten": "Chi bộ lạ", "dia_phuong": "khong_co"}
    assert as_user("quantri").changes("/quan-tri/don-vi/moi", typed).status_code == 404


def test_a_key_is_shown_once_works_and_is_revoked(page_as, desk_app, desk_service) -> None:
    page = page_as("quantri")
    page.goto("/quan-tri")
    page.get_by_role("link", name="Tạo khóa").click()
    page.get_by_label("Hệ thống nào dùng khóa").fill("Một cửa điện tử")
    page.get_by_role("button", name="Tạo khóa").click()
    secret = page.get_by_label("Khóa", exact=True).input_value()
    assert page.get_by_role("button", name="Chép").is_visible()
    headers = {"Authorization": f"Bearer {secret}"}
    assert stranger(desk_app).get("/api/v1/forms", headers=headers).status_code == 200
    page.get_by_role("link", name="Đã chép").click()
    assert secret not in page.content()
    row = page.get_by_role("row", name="Một cửa điện tử")
    assert row.get_by_text(secret[:9]).is_visible()
    row.get_by_text("Thu hồi…").click()
    row.get_by_role("button", name="Thu hồi khóa này").click()
    assert page.get_by_text("Đã thu hồi khóa").is_visible()
    assert stranger(desk_app).get("/api/v1/forms", headers=headers).status_code == 401


def test_a_key_without_a_name_is_not_made(as_user, desk_service) -> None:
    before = len(keys_of(desk_service.database))
    answer = as_user("quantri").changes("/quan-tri/khoa/moi", {"ten": "", "don_vi": "0"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Hãy ghi hệ thống nào" in page
    assert "Hãy chọn đơn vị" in page
    assert len(keys_of(desk_service.database)) == before


@pytest.mark.parametrize("login", ["van.thu", "nguoi.xem", "chi.bo"])
def test_nobody_else_gets_to_these_pages_and_the_menu_does_not_name_them(as_user, login) -> None:
    client = as_user(login)
    answer = client.get("/quan-tri", headers={"Accept": "text/html"})
    assert answer.status_code == 403
    assert "Chỉ người quản trị" in answer.get_data(as_text=True)
    assert 'href="/quan-tri"' not in client.get("/don-vi").get_data(as_text=True)


@pytest.mark.parametrize(
    "path", ["", "/nguoi-dung/moi", "/don-vi/moi", "/khoa/moi", "/don-vi/1", "/nguoi-dung/1"]
)
def test_the_pages_fit_a_narrow_screen(page_as, path: str) -> None:
    page = page_as("quantri", viewport={"width": 390, "height": 800})
    page.goto(f"/quan-tri{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_password_is_nowhere_on_the_administrators_pages(as_user) -> None:
    page = as_user("quantri").get("/quan-tri").get_data(as_text=True)
    assert "argon2" not in page
    assert PASSWORD not in page
