"""Lập theo đợt: a file becomes a batch, its page follows it, its results come out."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update

from doc_service.accounts.people import units
from doc_service.ledger import go_on
from doc_service.records import Batch, BatchItem
from doc_service.workbooks.many_blank import many_workbook
from doc_service.workbooks.many_reader import identify_many
from tests.desks import UNIT, signed_in
from tests.ledgers import batch_state, new_batch
from tests.web.test_every_page import AXE, MARKED, SPOKEN, VIETNAMESE, VIETNAMESE_STANDS_IN

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from doc_service.service import DocService

LINES = b'{"nam": 2026}\n{"nam": 2027}\n'
PROBLEM = {
    "pointer": "/nam",
    "message": "“Năm đăng ký” phải là một năm, như 2026.",
    "code": "type",
    "severity": "error",
    "place": {"sheet": "Các văn bản", "row": 7, "column": "C"},
}
DONE, FAILED = {"state": "done"}, {"state": "failed", "problems": [PROBLEM]}


@pytest.fixture
def begun(desk_service: DocService) -> Callable[..., str]:
    """A way to have a batch of the first unit whose first items have ended so."""

    def make(items: int, *ended: dict[str, Any], **wishes: Any) -> str:
        unit = next(one for one in units(desk_service.database) if one.name == UNIT)
        number = new_batch(desk_service.database, items, unit=unit.id, **wishes)
        for at, values in enumerate(ended, start=1):
            end(desk_service, number, at, values)
        return number

    return make


def end(service: DocService, batch: str, number: int, values: dict[str, Any]) -> None:
    """Have an item end."""
    more: dict[str, Any] = {}
    if values["state"] == "done":
        content = f"%PDF- {number}".encode()
        key = service.desk.storage.put(content)
        file = {"format": "pdf", "name": f"Báo cáo {number}.pdf", "sha256": key}
        more = {"files": [{**file, "size": len(content), "pages": 2}]}
    with service.database.session() as session:
        of_batch = (BatchItem.batch_id == batch, BatchItem.number == number)
        ended = session.scalar(select(BatchItem.ended).where(*of_batch)) or 1_790_000_000.0
        session.execute(
            update(BatchItem).where(*of_batch).values(ended=ended + number, **values, **more)
        )


def send(caller: Any, content: bytes = LINES, name: str = "a.jsonl", **more: Any) -> Any:
    wishes = {"bieu_mau": "mau_01", "dinh_dang": "pdf", "roi": "ask", **more}
    return caller.changes("/dot", {"tep": (io.BytesIO(content), name), **wishes})


def batch_of(service: DocService, answer: Any) -> Batch:
    assert answer.status_code == 303, answer.get_data(as_text=True)
    with service.database.reading() as session:
        return session.get_one(Batch, answer.headers["Location"].rsplit("/", 1)[1])


def text_of(caller: Any, path: str) -> str:
    answer = caller.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return str(answer.get_data(as_text=True))


def test_a_file_becomes_a_batch_as_it_was_wished(as_user, desk_service) -> None:
    answer = send(
        as_user("van.thu"),
        b'{"nam": 2030}',
        dinh_dang=["docx", "pdf"],
        ban="du_thao",
        roi="clean",
        ten="Đăng ký năm 2030",
        mau_ten="{stt:03} {co_quan.ten}",
    )
    made = batch_of(desk_service, answer)
    assert (made.form, made.label, made.outputs) == ("mau_01", "Đăng ký năm 2030", ["docx", "pdf"])
    assert (made.draft, made.then, made.pattern) == (True, "clean", "{stt:03} {co_quan.ten}")
    page = text_of(as_user("nguoi.xem"), f"/dot/{made.id}")
    assert "Đăng ký năm 2030" in page and "Đang đọc tệp" in page and "bản dự thảo" in page


def test_the_same_file_leads_to_the_same_batch_and_says_so(as_user, desk_service) -> None:
    caller = as_user("van.thu")
    first, second = (send(caller, b'{"nam": 2031}') for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert "đã được nộp trước đây" in text_of(caller, second.headers["Location"])


def test_the_form_of_a_workbook_of_ours_need_not_be_chosen(as_user, desk_service) -> None:
    book = many_workbook(desk_service.catalog.form("mau_02", "mac_dinh"))
    caller = as_user("van.thu")
    made = batch_of(desk_service, send(caller, book, "b.xlsx", bieu_mau=""))
    assert made.form == "mau_02"
    with desk_service.desk.storage.open(made.input) as kept:
        assert kept.read() == book
    told = caller.changes("/dot/nhan-dang", {"tep": (io.BytesIO(book), "b.xlsx")})
    assert told.get_json() == {"form": "mau_02"}


@pytest.mark.parametrize("content", [LINES, b"PK\x03\x04", b"", b"PK" + b"x" * 100])
def test_a_file_that_names_no_form_needs_one_chosen(as_user, content: bytes) -> None:
    caller = as_user("van.thu")
    answer = send(caller, content, bieu_mau="", ten="Giữ tên này")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Hãy chọn một biểu mẫu" in page
    assert 'value="Giữ tên này"' in page
    told = caller.changes("/dot/nhan-dang", {"tep": (io.BytesIO(content), "b.xlsx")})
    assert told.get_json() == {"form": ""}


def test_everything_that_is_wrong_is_said_at_once(as_user) -> None:
    wishes = {"bieu_mau": "mau_01", "mau_ten": "{khong_co}", "roi": "sau", "ten": "x" * 201}
    answer = as_user("van.thu").changes("/dot", wishes)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for said in ("Chưa có tệp", "khong_co", "Không có định dạng", "“then”", "dài quá 200"):
        assert said in page


def test_a_viewer_looks_and_begins_nothing(as_user, begun, desk_service) -> None:
    batch, viewer = begun(2, FAILED), as_user("nguoi.xem")
    assert "begin-batch" not in text_of(viewer, "/dot")
    page = text_of(viewer, f"/dot/{batch}")
    assert "Tạm dừng" not in page and "Bản lỗi" in page
    assert send(viewer).status_code == 403
    assert viewer.changes(f"/dot/{batch}/viec", {"viec": "cancel"}).status_code == 403
    assert batch_state(desk_service.database, batch) == "running"


def test_nothing_changes_without_the_token_of_the_session(as_user, begun, desk_service) -> None:
    batch, caller = begun(1), as_user("van.thu")
    assert caller.post(f"/dot/{batch}/viec", data={"viec": "cancel"}).status_code == 400
    asked = caller.post(f"/api/v1/batches/{batch}/actions", json={"action": "cancel"})
    assert asked.status_code == 400
    assert caller.post("/dot", data={"bieu_mau": "mau_01"}).status_code == 400
    assert batch_state(desk_service.database, batch) == "running"


@pytest.mark.parametrize(
    "part", ["", "/ban-ghi", "/ban-ghi/1/tep/pdf", "/tat-ca.zip", "/danh-muc.json", "/can-sua"]
)
def test_another_units_batch_does_not_exist(as_user, begun, part: str) -> None:
    assert as_user("chi.bo").get(f"/dot/{begun(2, DONE, FAILED)}{part}").status_code == 404


def test_only_who_may_begin_batches_may_send_so_much(own_desk) -> None:
    app, _ = own_desk(max_upload_mb=1, max_batch_mb=3)

    def status(login: str, megabytes: int) -> int:
        caller = signed_in(app, login)
        head = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n'
        body = head % (b"csrf_token", b"") + caller.csrf.encode() + b"\r\n"
        body += head % (b"bieu_mau", b"") + b"mau_01\r\n"
        body += head % (b"dinh_dang", b"") + b"pdf\r\n"
        body += head % (b"tep", b'; filename="a"') + b" " * (megabytes * 2**20) + b"\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        return int(caller.post("/dot", data=body, content_type=kind).status_code)

    assert (status("van.thu", 2), status("van.thu", 4), status("nguoi.xem", 2)) == (303, 413, 413)


def test_the_blank_workbook_of_many_is_offered_for_each_form(as_user) -> None:
    caller = as_user("nguoi.xem")
    assert 'href="/dot/tep-mau/mau_01"' in text_of(caller, "/dot")
    answer = caller.get("/dot/tep-mau/mau_01")
    identity = identify_many(answer.data)
    assert (identity.form, identity.many) == ("mau_01", True)
    assert caller.get("/dot/tep-mau/mau_99").status_code == 404


def test_the_example_name_and_what_a_pattern_may_name_are_told(as_user) -> None:
    caller = as_user("van.thu")

    def names(pattern: str) -> Any:
        query = {"bieu_mau": "mau_01", "mau_ten": pattern}
        return caller.get("/dot/ten-tep", query_string=query).get_json()

    assert names("{stt:03} {nam}")["example"] == "001 2026.pdf"
    wrong = names("{khong_co}")
    assert wrong["example"] == "" and "khong_co" in wrong["wrong"][0]["message"]
    assert {"stt:03", "ma", "tep", "nam"} <= {one["name"] for one in wrong["names"]}


def test_a_batch_can_be_made_again_with_new_data(as_user, begun, desk_service) -> None:
    batch = begun(1, DONE, label="Đợt cũ", pattern="{stt}", draft=True)
    caller = as_user("van.thu")
    page = text_of(caller, f"/dot?lap_lai={batch}")
    assert "Lập lại cả đợt “Đợt cũ”" in page and 'value="{stt}"' in page
    made = batch_of(desk_service, send(caller, b'{"nam": 2032}', lap_lai=batch))
    assert made.again_of == batch
    assert f'href="/dot/{batch}"' in text_of(caller, f"/dot/{made.id}")


@pytest.mark.parametrize(
    ("state", "ended", "said", "actions"),
    [
        ("checking", [], "chưa có văn bản nào", ["cancel"]),
        ("checked", [FAILED], "2 đúng, 1 sai", ["go_on", "cancel"]),
        ("checked", [], "tất cả đều đúng", ["go_on", "cancel"]),
        ("checked", [FAILED] * 3, "không bản nào lập được", ["cancel"]),
        ("running", [DONE], "Có thể đóng trang này", ["pause", "cancel"]),
        ("running", [DONE, FAILED], "Đang lập", ["pause", "retry", "cancel"]),
        ("paused", [DONE], "Tạm dừng", ["go_on", "cancel"]),
        ("done", [DONE] * 3, "Cả 3 bản đã lập xong", []),
        ("done", [DONE, DONE, FAILED], "2 bản đã lập xong, 1 bản lỗi", ["retry"]),
        ("cancelled", [DONE, {"state": "cancelled"}], "trước khi hủy", ["retry"]),
    ],
)
def test_each_state_is_said_with_what_may_be_done(
    as_user, begun, state: str, ended: Sequence[dict[str, Any]], said: str, actions: list[str]
) -> None:
    page = text_of(as_user("van.thu"), f"/dot/{begun(3, *ended, state=state)}")
    assert said in page
    found = [part.split('"')[0] for part in page.split('name="viec" value="')[1:]]
    assert found == actions


def test_a_refused_file_says_why(as_user, begun) -> None:
    batch = begun(0, state="refused", said="Tệp Excel có mật khẩu nên không đọc được.")
    page = text_of(as_user("van.thu"), f"/dot/{batch}")
    assert "Tệp Excel có mật khẩu" in page and "Hãy sửa tệp rồi nộp lại" in page


def test_what_belongs_to_no_record_of_the_file_is_said(as_user, begun) -> None:
    page = text_of(as_user("van.thu"), f"/dot/{begun(1, problems=[PROBLEM])}")
    assert "1 chỗ không thuộc bản ghi nào" in page and "Trang “Các văn bản”, ô C7" in page


def test_buttons_move_a_batch(as_user, begun, desk_service) -> None:
    batch, caller = begun(2, state="checked"), as_user("van.thu")
    for action, state in (("go_on", "running"), ("pause", "paused"), ("cancel", "cancelled")):
        answer = caller.changes(f"/dot/{batch}/viec", {"viec": action})
        assert answer.headers["Location"] == f"/dot/{batch}"
        assert batch_state(desk_service.database, batch) == state
    assert caller.changes(f"/dot/{batch}/viec", {"viec": "nổ"}).status_code == 400


def test_results_come_out_under_their_names(as_user, begun) -> None:
    batch, caller = begun(2, DONE, FAILED, state="done", label="Cuối năm"), as_user("nguoi.xem")
    packed = zipfile.ZipFile(io.BytesIO(caller.get(f"/dot/{batch}/tat-ca.zip").data))
    assert set(packed.namelist()) == {"Báo cáo 1.pdf", "danh-muc.json", "danh-muc.xlsx"}
    said = json.loads(caller.get(f"/dot/{batch}/danh-muc.json").data)
    assert [one["trang_thai"] for one in said["ban_ghi"]] == ["done", "failed"]
    assert caller.get(f"/dot/{batch}/danh-muc.xlsx").data[:2] == b"PK"
    assert caller.get(f"/dot/{batch}/can-sua").status_code == 200
    file = caller.get(f"/dot/{batch}/ban-ghi/1/tep/pdf")
    assert (file.data, file.mimetype) == (b"%PDF- 1", "application/pdf")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert caller.get(f"/dot/{batch}/ban-ghi/2/tep/pdf").status_code == 404


def test_items_are_filtered_by_state_and_come_in_pages(as_user, begun) -> None:
    batch, caller = begun(250, DONE, FAILED), as_user("nguoi.xem")
    first = text_of(caller, f"/dot/{batch}/ban-ghi")
    assert "Bản 100<" in first and "Bản 101<" not in first and "sau=100" in first
    last = text_of(caller, f"/dot/{batch}/ban-ghi?sau=200")
    assert "Bản 250<" in last and 'rel="next"' not in last
    failed = text_of(caller, f"/dot/{batch}/ban-ghi?trang_thai=failed")
    assert "Bản 2<" in failed and "Bản 1<" not in failed
    assert "Trang “Các văn bản”, ô C7: “Năm đăng ký”" in failed
    for odd in ("sau=-5", "sau=x", f"sau={10**30}", "trang_thai=%3Cb%3E"):
        text_of(caller, f"/dot/{batch}/ban-ghi?{odd}")


def test_what_a_file_says_is_shown_and_not_obeyed(as_user, begun, desk_service) -> None:
    evil = "<script>alert(1)</script>"
    wrong = {"state": "failed", "problems": [{**PROBLEM, "message": evil}], "label": evil}
    batch = begun(1, {**wrong, "source": evil}, label=evil, said=evil, input_name=evil)
    for path in (f"/dot/{batch}", f"/dot/{batch}/ban-ghi", "/dot"):
        page = text_of(as_user("van.thu"), path)
        assert evil not in page and "&lt;script&gt;alert(1)" in page


def test_the_list_comes_in_pages(as_user, begun) -> None:
    made = [begun(1, label=f"Đợt số {number}") for number in range(31)]
    caller = as_user("van.thu")
    first = text_of(caller, "/dot")
    assert f"/dot/{made[-1]}" in first and f"/dot/{made[0]}" not in first
    following = first.split("/dot?truoc=")[1].split('"')[0]
    assert following == made[1] and f"/dot/{made[0]}" in text_of(caller, f"/dot?truoc={following}")


@pytest.fixture
def watched(page_as, begun) -> Callable[..., tuple[Page, str]]:
    """A way to have the page of a batch open."""

    def open_page(*given: Any, **options: Any) -> tuple[Page, str]:
        batch = begun(*given, **options)
        page = page_as("van.thu")
        page.goto(f"/dot/{batch}")
        return page, batch

    return open_page


def test_the_page_follows_a_batch_while_it_is_made(watched, desk_service) -> None:
    page, batch = watched(5, DONE)
    assert page.locator('[data-count="done"]').inner_text() == "1"
    end(desk_service, batch, 2, DONE)
    page.locator('[data-count="done"]', has_text="2").wait_for()
    end(desk_service, batch, 3, FAILED)
    failure = page.locator("#failures > li")
    failure.wait_for()
    assert "Trang “Các văn bản”, ô C7: “Năm đăng ký” phải là" in failure.inner_text()
    page.get_by_role("button", name="Thử lại các bản lỗi").wait_for()
    assert page.get_by_role("link", name="Tệp đánh dấu chỗ sai").is_visible()


def test_a_button_under_the_finger_stays_under_it_when_the_page_changes(
    watched, desk_service
) -> None:
    page, batch = watched(3)
    page.get_by_role("button", name="Tạm dừng").focus()
    end(desk_service, batch, 1, FAILED)  # now failures may be tried again: another button
    page.get_by_role("button", name="Thử lại các bản lỗi").wait_for()
    assert page.evaluate("document.activeElement.value") == "pause"


def test_the_page_shows_what_somebody_else_decides(watched, desk_service) -> None:
    page, batch = watched(2, FAILED, state="checked")
    page.get_by_role("button", name="Lập 1 bản đúng").wait_for()
    go_on(desk_service.database, batch)
    page.get_by_role("button", name="Tạm dừng").wait_for()
    assert "Đang lập" in page.locator("#said").inner_text()


def test_while_the_server_is_away_the_page_says_so_and_comes_back(watched, desk_service) -> None:
    page, batch = watched(3, DONE)
    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    away = page.locator("#away")
    away.wait_for()
    assert "Đang chờ máy chủ trả lời" in away.inner_text()
    end(desk_service, batch, 2, DONE)
    page.context.set_offline(False)
    away.wait_for(state="hidden")
    page.locator('[data-count="done"]', has_text="2").wait_for()


def test_a_finished_batch_is_watched_no_longer(watched) -> None:
    asked: list[str] = []
    page, batch = watched(1, DONE, state="done")
    page.on("request", lambda one: asked.append(one.url))
    page.reload()
    page.wait_for_timeout(1500)
    assert not [url for url in asked if "/events" in url]
    assert page.get_by_role("link", name="Tải tất cả (ZIP)").is_visible()


def test_a_workbook_dropped_on_the_form_names_its_form(page_as, catalog, tmp_path: Path) -> None:
    book = tmp_path / "nhieu.xlsx"
    book.write_bytes(many_workbook(catalog.form("mau_02", "mac_dinh")))
    page = page_as("van.thu")
    page.goto("/dot")
    page.set_input_files("#tep", book)
    page.get_by_text("Đã nhận ra biểu mẫu từ tệp.").wait_for()
    assert page.input_value("#bieu_mau") == "mau_02"
    page.fill("#mau_ten", "{stt:03} {khong_co}")
    page.get_by_text("không rõ là gì").wait_for()
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    page.get_by_text("Chưa bắt đầu được").wait_for()
    page.fill("#mau_ten", "{stt:03}")
    page.locator("#ten-tep-vi-du code", has_text="001.pdf").wait_for()
    page.get_by_role("button", name="Kiểm tra và bắt đầu").click()
    page.wait_for_url("**/dot/*")
    assert page.locator("h1").inner_text() == "nhieu.xlsx"


@pytest.mark.parametrize("part", ["", "/ban-ghi"])
def test_a_batch_with_failures_is_accessible_narrow_and_in_both_languages(
    page_as, begun, part: str
) -> None:
    batch = begun(4, DONE, FAILED, FAILED, state="checked", problems=[PROBLEM], pattern="{stt}")
    page = page_as("quantri", viewport={"width": 390, "height": 844})
    page.goto(f"/dot/{batch}{part}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"]) for one in serious] == []
    page.goto("/dang-nhap?ngon_ngu=en")
    page.goto(f"/dot/{batch}{part}")
    left = [text for text in page.evaluate(SPOKEN) if VIETNAMESE.search(text)]
    assert left == []
    assert page.evaluate(MARKED, ", ".join(VIETNAMESE_STANDS_IN)) == []
