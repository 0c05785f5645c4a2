"""Lập từ văn bản đã phát hành: chosen on a page, filled in together, or taken as a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from doc_service.accounts.people import units
from doc_service.records import Batch
from tests.desks import UNIT
from tests.stored_documents import issue

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from doc_service.service import DocService

PATH = "/dot/tu-van-ban"
CHOSEN = {"tu": "dang_ky_mo_hinh", "bieu_mau": "bao_cao_mo_hinh", "nam": "2026"}


@pytest.fixture
def issued(desk_service: DocService) -> Callable[..., str]:
    """A way to have an issued document of the clerk's unit."""
    unit = next(one for one in units(desk_service.database) if one.name == UNIT)

    def put(form: str, **data: Any) -> str:
        made = desk_service.catalog.form(form)
        return issue(desk_service.database, unit.id, made, {**made.example, **data})

    return put


def batch_at(service: DocService, answer: Any) -> Batch:
    assert answer.status_code == 303, answer.text
    with service.database.reading() as session:
        return session.get_one(Batch, answer.headers["Location"].rsplit("/", 1)[1])


def test_the_page_says_what_is_carried_over_and_what_is_missing(as_user, issued) -> None:
    issued("dang_ky_mo_hinh", ten="Ngõ nở hoa")
    page = as_user("van.thu").get(PATH, query_string=CHOSEN).text
    carried = page.partition("Lấy sang được:")[2].partition("</p>")[0]
    assert "Chủ thể thực hiện" in carried and "Người phụ trách" in carried
    missing = page.partition("Còn thiếu, phải điền từng bản trong Excel:")[2].partition("</p>")[0]
    assert "Kết quả thực hiện" in missing and "Trích yếu" not in missing
    assert 'name="chung.ngay"' in page and 'name="chung.trich_yeu"' in page
    assert "Ngõ nở hoa" in page


def test_what_is_chosen_becomes_a_batch(as_user, issued, desk_service) -> None:
    issued("dang_ky_mo_hinh")
    wishes = {
        **CHOSEN,
        "chung.ngay": "5/12/2026",
        "chung.trich_yeu": "kết quả thực hiện mô hình năm 2026",
        "so_dau": "41",
        "dinh_dang": "pdf",
        "ban": "du_thao",
        "roi": "good",
        "co_quan": "ours",
    }
    made = batch_at(desk_service, as_user("van.thu").changes(PATH, wishes))
    assert (made.form, made.outputs, made.draft, made.then) == (
        "bao_cao_mo_hinh",
        ["pdf"],
        True,
        "good",
    )
    assert made.chosen is not None
    assert (made.chosen["year"], made.chosen["first_number"]) == (2026, 41)
    assert made.chosen["values"]["ngay"] == "2026-12-05"
    assert made.chosen["values"]["co_quan"]["ten"] == UNIT
    page = as_user("van.thu").get(f"/dot/{made.id}").text
    assert "Lấy từ" in page and "Tệp đã nộp" not in page


def test_all_that_is_wrong_is_said_and_what_was_typed_stays(as_user, issued) -> None:
    issued("dang_ky_mo_hinh")
    wishes = {**CHOSEN, "chung.ngay": "31/2/2026", "so_dau": "bốn mốt", "chung.trich_yeu": "Giữ"}
    answer = as_user("van.thu").changes(PATH, {**wishes, "dinh_dang": "doc"})
    assert answer.status_code == 422
    for said in ("tháng 02/2026 chỉ có 28 ngày", "phải là một số, như 41", "Không có định dạng"):
        assert said in answer.text
    for typed in ("31/2/2026", "bốn mốt", "Giữ"):
        assert f'value="{typed}"' in answer.text


def test_nothing_chosen_or_nothing_found_is_said(as_user, issued) -> None:
    issued("dang_ky_mo_hinh")
    caller = as_user("van.thu")
    assert caller.get(PATH).status_code == 200
    none = {**CHOSEN, "chu": "khong co chu nay"}
    assert "Không có văn bản đã phát hành nào khớp" in caller.get(PATH, query_string=none).text
    assert caller.changes(PATH, none).status_code == 422
    assert caller.changes(PATH, {}).status_code == 422
    for strange in (
        {"tu": "la/la/la", "bieu_mau": "la"},
        {"tu": "mau_01/la", "bieu_mau": "mau_01"},
    ):
        assert caller.get(PATH, query_string=strange).status_code == 200


def test_the_workbook_already_holds_what_is_known(as_user, issued) -> None:
    issued("dang_ky_mo_hinh", ten="Ngõ nở hoa")
    wishes = {**CHOSEN, "chu": "ngo no hoa", "chung.ngay": "5/12/2026"}
    answer = as_user("van.thu").changes(f"{PATH}/tep-excel", wishes)
    assert answer.status_code == 200
    assert "bao_cao_mo_hinh-dien-san.xlsx" in answer.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.data))["Các văn bản"]
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Ngõ nở hoa", "Lê Thị Diệu Hằng"} <= values


def test_who_only_reads_begins_nothing(as_user, issued) -> None:
    issued("dang_ky_mo_hinh")
    viewer = as_user("nguoi.xem")
    assert "Kiểm tra và bắt đầu" not in viewer.get(PATH, query_string=CHOSEN).text
    assert viewer.changes(PATH, CHOSEN).status_code == 403


def test_only_administrators_are_offered_other_units(as_user) -> None:
    assert "Mọi đơn vị" not in as_user("van.thu").get(PATH).text
    assert "Mọi đơn vị" in as_user("quantri").get(PATH).text
    refused = as_user("van.thu").changes(PATH, {**CHOSEN, "don_vi": "all"})
    assert refused.status_code == 422 and "Chỉ người quản trị" in refused.text


def test_choosing_shows_at_once_and_keeps_what_was_typed(
    page_as: Callable[..., Page], issued: Callable[..., str]
) -> None:
    issued("dang_ky_mo_hinh")
    issued("mau_01")
    page = page_as("van.thu")
    page.goto("/dot")
    page.get_by_role("link", name="Lập từ các văn bản đã phát hành").click()
    page.get_by_label("Lấy từ").select_option("dang_ky_mo_hinh")
    page.locator("#bieu_mau").select_option("bao_cao_mo_hinh")
    page.get_by_label("Ngày ban hành").fill("5/12/2026")
    page.get_by_label("Lấy từ").select_option("mau_01/mo_hinh/ca_nhan")
    page.locator(".stored-labels li").filter(has_text="Nguyễn Khánh Vân").first.wait_for()
    assert page.get_by_label("Ngày ban hành").input_value() == "5/12/2026"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải tệp Excel đã điền sẵn").click()
    assert waiting.value.suggested_filename == "bao_cao_mo_hinh-dien-san.xlsx"
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    page.get_by_text("Đang đọc tệp").first.wait_for()
