"""Drafting as a clerk does it: a real browser, the real server, the real LibreOffice."""

from __future__ import annotations

import io
import json
import os
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from tests.desks import PASSWORD, signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

ADDRESSEE = "#f-kinh-gui"
DAY = "#f-ngay"


@pytest.fixture
def draft(as_user) -> Callable[..., str]:
    """A way to begin a draft; returns its path."""

    def begin(form: str = "mau_01", login: str = "van.thu", **more: str) -> str:
        answer = as_user(login).changes("/soan-thao", {"bieu_mau": form, **more})
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    return begin


def opened(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_selector("html[data-rendered]")
    return page


def looked(content: bytes) -> tuple[dict[str, Any], bytes]:
    """Part the line of JSON of a preview from the PDF behind it."""
    line, _, pdf = content.partition(b"\n")
    return json.loads(line), pdf


def pdf_text(content: bytes) -> str:
    _, pdf = looked(content)
    if not pdf:
        return ""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def saved(page: Page) -> None:
    page.wait_for_function("() => document.querySelector('#saved').textContent.includes('Đã lưu')")


def test_a_new_draft_has_the_units_name_signer_and_recipients(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft())
    assert page.locator("#f-co-quan-ten").input_value() == "Đảng ủy phường An Thịnh"
    assert page.locator("#f-nguoi-ky-ho-ten").input_value() == "Trần Văn Bình"
    assert "để báo cáo" in page.locator("#form").inner_text()


def test_what_is_typed_is_on_the_page_beside_the_form(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft(vi_du="1"))
    page.locator(ADDRESSEE).fill("Ban Xây dựng Đảng Đảng ủy phường Hoa Lư")
    page.wait_for_function("() => performance.getEntriesByName('vanthu-rendered').length > 1")
    with page.expect_response("**/xem-truoc") as answer:
        page.locator(ADDRESSEE).press_sequentially("!")
    text = pdf_text(answer.value.body())
    assert "Ban Xây dựng Đảng Đảng ủy phường Hoa Lư!" in text
    assert "DỰ THẢO" in text


def test_a_date_may_be_typed_as_clerks_do(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft())
    page.locator(DAY).fill("5/2/2026")
    page.locator(DAY).press("Tab")
    assert page.locator(DAY).input_value() == "05/02/2026"


def test_a_day_that_does_not_exist_is_said_at_its_field_and_in_the_list(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft(vi_du="1"))
    page.locator(DAY).fill("31/11/2026")
    page.locator("#f-ngay-said", has_text="chỉ có 30 ngày").wait_for()
    page.locator(ADDRESSEE).focus()
    page.locator("#problems-button").click()
    page.locator("#problems button", has_text="31/11/2026").click()
    assert page.evaluate("document.activeElement.id") == "f-ngay"


def test_everything_typed_is_there_after_a_reload(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft())
    page.locator(ADDRESSEE).fill("Ban Xây dựng Đảng")
    page.locator(DAY).fill("không rõ ngày")
    saved(page)
    page.reload()
    assert page.locator(ADDRESSEE).input_value() == "Ban Xây dựng Đảng"
    assert page.locator(DAY).input_value() == "không rõ ngày"


def test_what_is_typed_without_a_network_is_kept_and_saved_later(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft())
    page.context.set_offline(True)
    page.locator(ADDRESSEE).fill("Gõ lúc mất mạng")
    page.locator("#saved", has_text="đang được giữ trong trình duyệt").wait_for()
    page.context.set_offline(False)
    saved(page)
    page.reload()
    assert page.locator(ADDRESSEE).input_value() == "Gõ lúc mất mạng"


def test_what_never_reached_the_server_comes_back_with_the_page(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft())
    page.route("**/du-lieu", lambda route: route.abort())
    page.locator(ADDRESSEE).fill("Chưa bao giờ tới máy chủ")
    page.locator("#saved", has_text="đang được giữ").wait_for()
    page.unroute("**/du-lieu")
    page.route("**/du-lieu", lambda route: route.abort())
    page.reload()
    page.locator(".notice", has_text="Đã khôi phục").wait_for()
    assert page.locator(ADDRESSEE).input_value() == "Chưa bao giờ tới máy chủ"


def test_an_expired_login_is_renewed_on_the_page_and_nothing_is_lost(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft())
    page.context.clear_cookies()
    page.locator(ADDRESSEE).fill("Gõ khi phiên đã hết")
    page.locator("#log-in-again").wait_for()
    page.fill("#again-name", "van.thu")
    page.fill("#again-password", PASSWORD)
    page.locator("#log-in-again button").click()
    saved(page)
    page.reload()
    assert page.locator(ADDRESSEE).input_value() == "Gõ khi phiên đã hết"


def test_two_clerks_in_one_draft_are_told_and_both_are_kept(page_as, draft) -> None:
    path = draft()
    first, second = opened(page_as("van.thu"), path), opened(page_as("quantri"), path)
    second.locator(".notice", has_text="Lê Thị Thư cũng đang mở").wait_for()
    first.locator(ADDRESSEE).fill("Người thứ nhất")
    saved(first)
    second.locator("#f-nam").fill("2027")
    second.locator(".notice", has_text="Đã ghép thay đổi").wait_for()
    saved(second)
    second.reload()
    assert second.locator(ADDRESSEE).input_value() == "Người thứ nhất"
    assert second.locator("#f-nam").input_value() == "2027"


def test_where_both_changed_the_same_place_one_is_asked(page_as, draft) -> None:
    path = draft()
    first, second = opened(page_as("van.thu"), path), opened(page_as("quantri"), path)
    first.locator(ADDRESSEE).fill("Của người thứ nhất")
    saved(first)
    second.locator(ADDRESSEE).fill("Của người thứ hai")
    dialog = second.locator("#conflict")
    dialog.wait_for()
    said = dialog.inner_text()
    assert "Của người thứ nhất" in said and "Của người thứ hai" in said and "Kính gửi" in said
    dialog.locator("input[value=theirs]").check()
    dialog.locator("button").click()
    second.wait_for_function(
        "() => document.querySelector('#f-kinh-gui').value === 'Của người thứ nhất'"
    )


def test_a_viewer_sees_a_draft_and_cannot_change_it(page_as, draft) -> None:
    page = opened(page_as("nguoi.xem"), draft())
    assert page.locator("#form").get_attribute("inert") is not None
    assert page.locator("#issue").count() == 0
    page.locator(".notice", has_text="không sửa được").wait_for()


def test_a_draft_is_downloaded_marked_as_one(page_as, draft, tmp_path: Path) -> None:
    page = opened(page_as("van.thu"), draft(vi_du="1"))
    page.locator("#downloads summary").click()
    with page.expect_download() as waiting:
        page.locator("#downloads a", has_text="Word").click()
    waiting.value.save_as(tmp_path / "nhap.docx")
    assert waiting.value.suggested_filename.endswith("-du-thao.docx")
    with zipfile.ZipFile(tmp_path / "nhap.docx") as word:
        parts = "".join(word.read(name).decode() for name in word.namelist() if "header" in name)
    assert "DỰ THẢO" in parts


def test_issuing_asks_for_what_is_missing_then_freezes_the_document(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft(vi_du="1"))
    page.locator(DAY).fill("")
    page.locator("#issue").click()
    page.locator("#problems button", has_text="Ngày ban hành").wait_for()
    page.keyboard.press("Escape")
    page.locator(DAY).fill("15/01/2026")
    page.locator("#problems-button", has_text="nên xem lại").wait_for()
    page.locator("#issue").click()
    page.locator("dialog button", has_text="Phát hành").click()
    page.wait_for_url("**/van-ban/*")
    assert "Đã phát hành" in page.locator("main").inner_text()


def test_a_grid_row_reaches_the_paper_and_a_wrong_cell_is_marked(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft())
    page.locator("#f-mo-hinh [role=gridcell], #f-mo-hinh .tabulator-cell").nth(1).click()
    page.keyboard.type("Tập thể\tChi bộ Tổ dân phố số 7")
    page.keyboard.press("Enter")
    saved(page)
    page.reload()
    assert "Chi bộ Tổ dân phố số 7" in page.locator("#f-mo-hinh").inner_text()


def test_libreoffice_killed_while_previewing_comes_back_by_itself(
    page_as, draft, desk_service
) -> None:
    page = opened(page_as("van.thu"), draft(vi_du="1"))
    for number in _offices(desk_service.settings.work_folder):
        os.kill(number, signal.SIGKILL)
    with page.expect_response(
        lambda answer: (
            answer.url.endswith("/xem-truoc")
            and "sau khi LibreOffice chết" in pdf_text(answer.body())
        ),
        timeout=60_000,
    ):
        page.locator(ADDRESSEE).fill("sau khi LibreOffice chết")


def test_without_libreoffice_the_page_says_so_and_word_is_still_there(own_desk) -> None:
    app, _ = own_desk(soffice="/nowhere/soffice.bin")
    caller = signed_in(app, "van.thu")
    path = caller.changes("/soan-thao", {"bieu_mau": "mau_01", "vi_du": "1"}).headers["Location"]
    data = caller.get(f"{path}/du-lieu").json["data"]
    answer = caller.post(
        f"{path}/xem-truoc", json={"data": data, "tab": "t"}, headers={"X-CSRFToken": caller.csrf}
    )
    said, pdf = looked(answer.data)
    assert pdf == b"" and "LibreOffice" in said["failed"]
    assert caller.get(f"{path}/tep/docx").data.startswith(b"PK")


def test_what_is_too_wrong_to_print_is_a_gap_and_not_the_usual_value(as_user, draft) -> None:
    caller, path = as_user("van.thu"), draft(vi_du="1")
    data = caller.get(f"{path}/du-lieu").json["data"]
    texts = []
    for addressee in ("Ban Xây dựng Đảng", "Ban\x00" * 200):
        body = {"data": {**data, "kinh_gui": addressee}, "tab": addressee[:3] + str(len(addressee))}
        answer = caller.post(f"{path}/xem-truoc", json=body, headers={"X-CSRFToken": caller.csrf})
        texts.append(pdf_text(answer.data))
    assert "Kính gửi: Ban Xây dựng Đảng" in texts[0]
    assert "Kính gửi: …" in texts[1]


def test_somebody_of_another_unit_finds_no_such_draft(as_user, draft) -> None:
    assert as_user("chi.bo").get(draft()).status_code == 404


def test_words_are_counted_where_a_limit_exists(page_as, draft) -> None:
    page = opened(page_as("van.thu"), draft("mau_03", vi_du="1"))
    page.locator(".words", has_text="/350 từ").first.wait_for()


def _offices(folder: Path) -> list[int]:
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _runs_in(entry, str(folder))
    ]


def _runs_in(entry: Path, folder: str) -> bool:
    try:
        line = (entry / "cmdline").read_bytes()
    except OSError:
        return False
    return b"soffice.bin" in line and folder.encode() in line
