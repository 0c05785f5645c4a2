"""Bàn làm việc: what somebody sees who has just come in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.desks import PROFILE, UNIT, signed_in
from tests.web.pages import draft

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from doc_service.service import DocService
    from tests.desks import Caller

FIRST_STEPS = "Khai đơn vị một lần, mọi văn bản sẽ có sẵn tên cơ quan, người ký, nơi nhận."


def text_of(caller: Caller) -> str:
    """The page's text, its tags left out."""
    answer = caller.get("/", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


@pytest.fixture
def desk_in(own_desk: Callable[..., tuple[Flask, DocService]]) -> Callable[..., Flask]:
    """A way to have a desk of one's own whose unit is in a locality and has issued something."""

    def make(place: str, **issued: str) -> Flask:
        from doc_service.accounts.people import change_unit, units

        app, service = own_desk()
        number = next(one.id for one in units(service.database) if one.name == UNIT)
        change_unit(service.database, number, UNIT, place, PROFILE)
        if issued:
            _put_issued(service, number, issued)
        return app

    return make


def _put_issued(service: DocService, unit_id: int, said: dict[str, str]) -> None:
    from doc_service.records import Document

    with service.database.session() as session:
        session.add(
            Document(
                id="0" * 32,
                unit_id=unit_id,
                locality="mac_dinh",
                state="issued",
                title="Báo cáo",
                year=2026,
                data={},
                origins={},
                created_by=1,
                updated_by=1,
                issued_at=dt.datetime(2026, 11, 10, tzinfo=dt.UTC),
                **said,
            )
        )


def test_an_empty_desk_says_what_to_do(desk_in: Callable[..., Flask]) -> None:
    text = text_of(signed_in(desk_in("mac_dinh"), "van.thu"))
    for said in (
        "Lập văn bản",
        "Nộp tệp Excel",
        "Lập hồ sơ",
        "Soát thể thức",
        "Nhờ người quản trị chọn địa phương cho đơn vị",
        "Chọn một biểu mẫu để bắt đầu",
        "Soạn xong một dự thảo rồi bấm “Phát hành”",
    ):
        assert said in text


def test_a_unit_that_said_nothing_of_itself_is_told_what_to_do_first(
    desk_in: Callable[..., Flask],
) -> None:
    app = desk_in("mac_dinh")
    assert FIRST_STEPS in text_of(signed_in(app, "chi.bo"))
    assert FIRST_STEPS not in text_of(signed_in(app, "van.thu"))


def test_what_is_due_is_said_as_officials_write_it_with_the_words_of_the_plan(
    desk_in: Callable[..., Flask],
) -> None:
    text = text_of(signed_in(desk_in("xa_xuan_hung"), "van.thu"))
    assert "04/12/2026 Còn 13 ngày Báo cáo kết quả xây dựng mô hình, điển hình một năm" in text
    assert "Các chi bộ, cơ quan, đơn vị, tổ chức → Ban Xây dựng Đảng “trước ngày 05/12”" in text
    assert "Hôm nay, ngày 21/11/2026" in text


def test_what_is_done_says_which_document_did_it_and_leads_there(
    desk_in: Callable[..., Flask],
) -> None:
    app = desk_in("xa_xuan_hung", form="bao_cao_dinh_ky", symbol="31-BC/ĐU")
    clerk = signed_in(app, "van.thu")
    text = text_of(clerk)
    assert "Đã xong (1)" in text and "Đã phát hành 31-BC/ĐU · 10/11/2026" in text
    assert "Không còn việc nào đến hạn trong 90 ngày tới." in text
    assert f'href="/van-ban/{"0" * 32}"' in clerk.get("/").get_data(as_text=True)


def test_a_draft_begun_from_a_duty_is_continued_from_it(
    desk_in: Callable[..., Flask],
) -> None:
    clerk = signed_in(desk_in("xa_xuan_hung"), "van.thu")
    assert 'value="bao_cao_dinh_ky">Soạn thảo' in clerk.get("/").get_data(as_text=True)
    path = draft(clerk, "bao_cao_dinh_ky")
    html = clerk.get("/").get_data(as_text=True)
    assert f'href="{path}">Tiếp tục dự thảo' in html
    assert 'value="bao_cao_dinh_ky">Soạn thảo' not in html


def test_who_only_reads_is_offered_nothing_to_write(desk_in: Callable[..., Flask]) -> None:
    viewer = signed_in(desk_in("xa_xuan_hung"), "nguoi.xem")
    html = viewer.get("/").get_data(as_text=True)
    assert "Xem biểu mẫu" in html and 'name="bieu_mau"' not in html


def test_an_issued_document_lies_on_the_desk(
    page_as: Callable[..., Page], as_user: Callable[[str], Caller]
) -> None:
    from tests.web.pages import issued

    path = issued(as_user("van.thu"), "cong_van")
    page = page_as("van.thu")
    page.goto("/")
    page.locator(f'.papers a[href="{path}"]').click()
    assert page.url.endswith(path)


def test_one_of_the_four_ways_leads_by_keyboard_to_the_catalog(
    page_as: Callable[..., Page],
) -> None:
    page = page_as("van.thu")
    page.goto("/")
    page.get_by_role("link", name="Lập văn bản").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bieu-mau")
    assert page.get_by_role("heading", level=1).inner_text() == "Biểu mẫu"
