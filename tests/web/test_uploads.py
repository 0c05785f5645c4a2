from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from flask import Flask

from doc_service.forms.catalog import Catalog
from doc_service.service import DocService
from doc_service.web.upload_pages import MOST_FILES
from doc_service.workbooks.blank import blank_workbook
from tests.conftest import example
from tests.desks import Caller, signed_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"

AsUser = Callable[[str], Caller]
OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="module")
def good(catalog: Catalog) -> bytes:
    form = catalog.form("mau_01")
    return blank_workbook(form, filled=form.example)


@pytest.fixture(scope="module")
def wrong(catalog: Catalog) -> bytes:
    data = example(catalog.form("mau_01"))
    data["mo_hinh"][0]["linh_vuc"] = "Trồng trọt"
    return blank_workbook(catalog.form("mau_01"), filled=data)


@pytest.fixture(scope="module")
def plan(catalog: Catalog) -> bytes:
    return json.dumps({"form": "ke_hoach", "data": catalog.form("ke_hoach").example}).encode()


def send(caller: Caller, *files: tuple[str, bytes], **options: Any) -> Any:
    held = [(io.BytesIO(content), name) for name, content in files]
    return caller.changes("/nop-tep", {"tep": held}, **options)


def test_one_good_file_opens_its_draft(as_user: AsUser, good: bytes) -> None:
    answer = send(as_user("van.thu"), ("Đăng ký.xlsx", good))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/soan-thao/")


def test_a_script_is_told_where_to_go(as_user: AsUser, good: bytes) -> None:
    caller = as_user("van.thu")
    answer = send(caller, ("a.xlsx", good), headers={"Accept": "application/json"})
    assert caller.get(answer.json["go"]).status_code == 200


def test_several_files_are_listed_with_what_became_of_each(
    as_user: AsUser, good: bytes, wrong: bytes, plan: bytes
) -> None:
    files = [("a.xlsx", good), ("b.xlsx", wrong), ("kh.json", plan), ("anh.xlsx", b"\x89PNG")]
    answer = send(as_user("van.thu"), *files)
    assert answer.status_code == 200
    assert "Đã đọc 3 trong 4 tệp" in answer.text
    assert answer.text.count("/soan-thao/") == 3
    assert "1 chỗ cần sửa" in answer.text
    assert "“Trồng trọt”" in answer.text
    assert "Đây là tệp ảnh" in answer.text


def test_twenty_files_become_twenty_drafts(as_user: AsUser, plan: bytes) -> None:
    answer = send(as_user("van.thu"), *((f"{number}.json", plan) for number in range(20)))
    assert answer.text.count("/soan-thao/") == 20


def test_files_beyond_the_limit_are_named(as_user: AsUser) -> None:
    files = [(f"{number}.json", b"{") for number in range(MOST_FILES + 2)]
    answer = send(as_user("van.thu"), *files)
    assert f"nộp tiếp 2 tệp còn lại, từ “{MOST_FILES}.json”" in answer.text


def test_what_only_the_file_shows_is_said_before_the_draft_opens(
    as_user: AsUser, catalog: Catalog
) -> None:
    data = {**catalog.form("mau_01").example, "mau_sac": "đỏ"}
    content = json.dumps({"form": "mau_01", "data": data}).encode()
    answer = send(as_user("van.thu"), ("a.json", content))
    assert answer.status_code == 200
    assert "Mục “mau_sac” không có trong biểu mẫu" in answer.text
    assert "/soan-thao/" in answer.text


def test_no_file_is_a_sentence(as_user: AsUser) -> None:
    answer = as_user("van.thu").changes("/nop-tep")
    assert answer.status_code == 422
    assert "Chưa chọn tệp nào" in answer.text


def test_names_of_files_are_text_on_the_page(as_user: AsUser) -> None:
    answer = send(as_user("van.thu"), ("<img src=x onerror=alert(1)>.csv", b"a;b\n1;2"))
    assert "<img src=x" not in answer.text
    assert "&lt;img src=x" in answer.text


def test_a_viewer_sees_why_and_may_not_send(as_user: AsUser, good: bytes) -> None:
    viewer = as_user("nguoi.xem")
    assert "chỉ được xem" in viewer.get("/nop-tep").text
    assert send(viewer, ("a.xlsx", good)).status_code == 403


def test_a_change_without_its_token_is_refused(as_user: AsUser, good: bytes) -> None:
    data = {"tep": (io.BytesIO(good), "a.xlsx")}
    assert as_user("van.thu").post("/nop-tep", data=data).status_code == 400


def test_the_marked_workbook_is_a_download_of_the_own_unit(as_user: AsUser, wrong: bytes) -> None:
    caller = as_user("van.thu")
    number = send(caller, ("Đăng ký.xlsx", wrong)).headers["Location"].rpartition("/")[2]
    answer = caller.get(f"/nop-tep/{number}/danh-dau")
    assert "can-sua.xlsx" in answer.headers["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames[0].startswith("Cần sửa")
    assert as_user("chi.bo").get(f"/nop-tep/{number}/danh-dau").status_code == 404


def test_too_large_a_request_is_refused(
    own_desk: Callable[..., tuple[Flask, DocService]],
) -> None:
    app, _ = own_desk(max_upload_mb=1)
    caller = signed_in(app, "van.thu")
    assert caller.get("/nop-tep/gioi-han").json == {"megabytes": 1, "files": MOST_FILES}
    answer = caller.post(
        "/nop-tep",
        data=b"x" * 2**21,
        content_type="multipart/form-data; boundary=x",
        headers={"Accept": "application/json", "X-CSRFToken": caller.csrf},
    )
    assert answer.status_code == 413


def drop(page: Page, *files: tuple[str, str]) -> None:
    """Drop text files on the page, as a browser does."""
    page.evaluate(
        """(files) => {
          const data = new DataTransfer();
          for (const [name, text] of files) data.items.add(new File([text], name));
          for (const kind of ["dragenter", "dragover", "drop"]) {
            const options = { bubbles: true, cancelable: true, dataTransfer: data };
            document.body.dispatchEvent(new DragEvent(kind, options));
          }
        }""",
        [list(one) for one in files],
    )


def test_a_file_dropped_on_any_page_opens_its_draft(page_as: OpenPage, plan: bytes) -> None:
    page = page_as("van.thu")
    page.goto("/bieu-mau")
    page.wait_for_load_state("networkidle")
    drop(page, ("ke_hoach.json", plan.decode()))
    page.wait_for_url("**/soan-thao/*", wait_until="commit")


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("path", ["/nop-tep", "/ho-so", "/ho-so/ho_so_dang_ky", "/soat-the-thuc"])
def test_the_pages_are_accessible_and_fit(page_as: OpenPage, path: str, width: int) -> None:
    page = page_as("van.thu", viewport={"width": width, "height": 768}, bypass_csp=True)
    page.goto(path)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then((found) => found.violations)")
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_list_of_results_is_accessible(page_as: OpenPage, tmp_path: Path, wrong: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(wrong)
    (tmp_path / "b.csv").write_text("a;b\n1;2\n")
    page = page_as("van.thu", bypass_csp=True)
    page.goto("/nop-tep")
    page.set_input_files("#tep", [tmp_path / "a.xlsx", tmp_path / "b.csv"])
    page.click("#upload button")
    page.wait_for_selector(".results")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then((found) => found.violations)")
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_wrong_files_dropped_elsewhere_are_told_on_the_page_for_files(page_as: OpenPage) -> None:
    page = page_as("van.thu")
    page.goto("/van-ban")
    page.wait_for_load_state("networkidle")
    drop(page, ("bang.csv", "a;b\n1;2\n"), ("hong.json", '{"form": '))
    page.wait_for_url("**/nop-tep")
    page.wait_for_selector("text=Đây là tệp CSV")
    assert page.locator(".result-refused").count() == 2


def test_chosen_files_are_sent_without_leaving_the_page(
    page_as: OpenPage, tmp_path: Path, wrong: bytes, plan: bytes
) -> None:
    (tmp_path / "Có lỗi.xlsx").write_bytes(wrong)
    (tmp_path / "kh.json").write_bytes(plan)
    page = page_as("van.thu")
    page.goto("/nop-tep")
    page.set_input_files("#tep", [tmp_path / "Có lỗi.xlsx", tmp_path / "kh.json"])
    page.click("#upload button")
    page.wait_for_selector("text=Đã đọc 2 trong 2 tệp")
    assert page.evaluate("document.activeElement.id") == "results"


def test_progress_shows_after_a_second_and_a_lost_network_is_a_sentence(
    page_as: OpenPage,
) -> None:
    page = page_as("van.thu")
    page.goto("/nop-tep")
    page.wait_for_load_state("networkidle")
    held: list[Any] = []
    page.route("**/nop-tep", lambda route: held.append(route))
    drop(page, ("a.json", "{}"))
    page.wait_for_function("() => document.querySelector('.work-card')")
    assert not page.is_visible(".work-card")
    page.wait_for_selector(".work-card progress")
    held[0].abort()
    page.wait_for_selector(".work-card.wrong")
    assert "mất kết nối" in page.inner_text(".work-card")
    page.keyboard.press("Enter")
    assert page.locator(".work-card").count() == 0
