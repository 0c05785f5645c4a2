"""Biểu mẫu: finding a form, looking at it, taking its files, beginning a document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from doc_service.forms.catalog import Catalog
    from tests.desks import Caller

HTML = {"Accept": "text/html"}


@pytest.fixture
def clerk(as_user: Callable[[str], Caller]) -> Caller:
    return as_user("van.thu")


def titles(html: str) -> list[str]:
    return re.findall(r'class="form-title"><a href="/bieu-mau/(\w+)"', html)


def test_every_form_stands_there_once_under_its_purpose(clerk: Caller, catalog: Catalog) -> None:
    html = clerk.get("/bieu-mau", headers=HTML).get_data(as_text=True)
    assert sorted(titles(html)) == catalog.names()
    at = [
        html.index(f'">{one}</h2>')
        for one in (
            "Chỉ đạo, triển khai",
            "Đăng ký mô hình",
            "Thực hiện mô hình",
            "Thẩm định, công nhận",
            "Đề nghị, khen thưởng",
            "Báo cáo, thông tin",
        )
    ]
    assert at == sorted(at)


def test_search_works_without_scripts_and_diacritics(clerk: Caller) -> None:
    html = clerk.get("/bieu-mau?tim=to+trinh", headers=HTML).get_data(as_text=True)
    assert titles(html) == ["to_trinh", "to_trinh_khen_thuong"]
    assert "2 biểu mẫu có “to trinh”" in html


def test_a_search_that_finds_nothing_says_what_to_try(clerk: Caller) -> None:
    html = clerk.get("/bieu-mau?tim=<b>hoá+đơn", headers=HTML).get_data(as_text=True)
    assert "Không có biểu mẫu nào có “&lt;b&gt;hoá đơn”" in html
    assert "Hãy thử ít chữ hơn" in html and titles(html) == []


def test_a_form_that_must_have_pictures_offers_no_workbook(clerk: Caller) -> None:
    html = clerk.get("/bieu-mau", headers=HTML).get_data(as_text=True)
    assert "/bieu-mau/mau_01/tep-trong.xlsx" in html
    assert "/bieu-mau/bai_viet_dien_hinh/tep-trong.xlsx" not in html
    assert "Tệp Excel trống" not in clerk.get("/bieu-mau/bai_viet_dien_hinh").get_data(as_text=True)


def test_the_page_of_a_form_lists_what_it_asks_for(clerk: Caller, catalog: Catalog) -> None:
    html = clerk.get("/bieu-mau/mau_01", headers=HTML).get_data(as_text=True)
    for field in catalog.form("mau_01").fields:
        for one in (field, *field.asked):
            assert f'<th scope="row">{one.label}' in html
    assert "Bảng nhiều dòng" in html and "cơ quan của Đảng" in html


@pytest.mark.every_form
def test_every_form_has_a_page(clerk: Caller, catalog: Catalog) -> None:
    for name in catalog.names():
        answer = clerk.get(f"/bieu-mau/{name}", headers=HTML)
        assert answer.status_code == 200 and catalog.form(name).title in answer.get_data(
            as_text=True
        )


def test_a_form_that_does_not_exist_is_said_in_a_sentence(clerk: Caller) -> None:
    answer = clerk.get("/bieu-mau/khong_co", headers=HTML)
    assert answer.status_code == 404
    assert "Không có biểu mẫu “khong_co”" in answer.get_data(as_text=True)


def test_who_only_reads_sees_the_forms_and_begins_nothing(
    as_user: Callable[[str], Caller],
) -> None:
    viewer = as_user("nguoi.xem")
    for path in ("/bieu-mau", "/bieu-mau/mau_01"):
        html = viewer.get(path, headers=HTML).get_data(as_text=True)
        assert "Tệp Excel trống" in html and "Soạn thảo" not in html


def test_the_blank_workbook_and_the_example_come_as_files_with_safe_names(clerk: Caller) -> None:
    for path, name in (
        ("/bieu-mau/mau_01/tep-trong.xlsx", "mau_01-trong.xlsx"),
        ("/bieu-mau/mau_01/vi-du.docx", "mau_01-vi-du.docx"),
    ):
        answer = clerk.get(path)
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_a_width_that_no_page_asks_for_is_not_drawn(clerk: Caller) -> None:
    assert clerk.get("/bieu-mau/mau_01/trang-dau/x/100000.png").status_code == 404


def test_typing_finds_forms_keeps_the_cursor_and_can_be_shared(
    page_as: Callable[..., Page],
) -> None:
    page = page_as("van.thu")
    page.goto("/bieu-mau")
    page.get_by_label("Tìm biểu mẫu").focus()
    page.keyboard.type("mau 1", delay=30)
    page.get_by_role("status").filter(has_text="“mau 1”").wait_for()
    assert page.locator(".form-title").first.inner_text().startswith("Mẫu số 01")
    assert page.evaluate("document.activeElement.id") == "tim"
    page.wait_for_url("**/bieu-mau?tim=mau%201")
    page.reload()
    assert page.locator(".form-title").first.inner_text().startswith("Mẫu số 01")


def test_what_is_typed_before_the_page_listens_is_found_too(page_as: Callable[..., Page]) -> None:
    page = page_as("van.thu")
    held: list[Route] = []
    page.route("**/htmx.min.js*", lambda one: held.append(one))
    with page.expect_request("**/htmx.min.js*"):
        page.goto("/bieu-mau", wait_until="commit")
    page.get_by_label("Tìm biểu mẫu").fill("mau 1")
    for one in held:
        one.continue_()
    page.get_by_role("status").filter(has_text="“mau 1”").wait_for()
    assert len(held) == 1


def test_the_sample_appears_by_itself_and_is_kept_by_the_browser(
    page_as: Callable[..., Page],
) -> None:
    page = page_as("van.thu")
    page.goto("/bieu-mau?tim=mau+1")
    first = page.locator("img[data-sample]").first
    first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('img[data-sample]').naturalWidth === 280", timeout=60_000
    )
    wide, high = first.evaluate("one => [one.naturalWidth, one.naturalHeight]")
    assert wide > high, "Mẫu 01 lies"
    answer = page.request.get(str(first.get_attribute("src")).split("?")[0])
    assert "immutable" in answer.headers["cache-control"]


def test_a_document_is_begun_from_a_form_and_from_its_example(
    page_as: Callable[..., Page],
) -> None:
    page = page_as("van.thu")
    for button in ("Soạn thảo", "Mở ví dụ"):
        page.goto("/bieu-mau/cong_van")
        page.locator(".form-buttons").get_by_role("button", name=button).click()
        page.wait_for_url("**/soan-thao/*")


def test_the_sample_pdf_is_shown_and_not_downloaded(
    page_as: Callable[..., Page],
) -> None:
    page = page_as("van.thu")
    answer = page.request.get("/bieu-mau/cong_van/vi-du.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline")
    assert answer.body().startswith(b"%PDF")
