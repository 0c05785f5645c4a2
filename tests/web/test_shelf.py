from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import example
from tests.desks import Caller

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Page

    from doc_service.service import DocService

AsUser = Callable[[str], Caller]


@pytest.fixture
def shelf(
    desk_service: DocService, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., str]]:
    """A way to put documents on the shelf without LibreOffice; gives the document's id."""
    from doc_service.conversion import ConverterPool
    from tests.desk.conftest import BlankPages

    page = BlankPages()
    monkeypatch.setattr(ConverterPool, "convert", lambda _, docx, **how: page.convert(docx))

    def put(as_user: AsUser, form: str = "ke_hoach", *, state: str = "issued", **data: Any) -> str:
        clerk = as_user("van.thu")
        started = clerk.changes("/soan-thao", {"bieu_mau": form, "vi_du": "1"})
        number = started.headers["Location"].rsplit("/", 1)[1]
        version = 1
        if data:
            whole = {**example(desk_service.catalog.form(form)), **data}
            body = {"version": 1, "data": whole}
            answer = clerk.put(f"/soan-thao/{number}/du-lieu", json=body, headers=token(clerk))
            version = answer.get_json()["version"]
        if state != "draft":
            asked = {"version": version}
            answer = clerk.post(f"/soan-thao/{number}/phat-hanh", json=asked, headers=token(clerk))
            assert answer.status_code == 200, answer.get_data(as_text=True)
        if state == "revoked":
            clerk.changes(f"/van-ban/{number}/thu-hoi", {"ly_do": "Sai căn cứ ban hành"})
        return str(number)

    yield put


def token(caller: Caller) -> dict[str, str]:
    return {"X-CSRFToken": caller.csrf, "Accept": "application/json"}


def text(answer: Any) -> str:
    """What a reader sees, in one line."""
    plain = re.sub(
        r"<(script|style)\b.*?</\1>|<[^>]+>", " ", answer.get_data(as_text=True), flags=re.S
    )
    return " ".join(plain.split())


def test_the_list_says_what_each_document_is_and_who_changed_it(
    as_user: AsUser, shelf: Callable[..., str]
) -> None:
    number = shelf(as_user, trich_yeu="về cây xanh đường Bờ Đê")
    answer = as_user("van.thu").get("/van-ban?chu=cay+xanh")
    assert answer.status_code == 200
    for words in ("về cây xanh đường Bờ Đê", "12-KH/ĐU", "Đã phát hành", "Lê Thị Thư"):
        assert words in text(answer)
    assert f'href="/van-ban/{number}"' in answer.get_data(as_text=True)


def test_a_draft_opens_where_it_is_written(as_user: AsUser, shelf: Callable[..., str]) -> None:
    number = shelf(as_user, state="draft", trich_yeu="chuyện dự thảo riêng")
    listed = as_user("van.thu").get("/van-ban?chu=chuyen+du+thao+rieng").get_data(as_text=True)
    assert f'href="/soan-thao/{number}"' in listed
    answer = as_user("van.thu").get(f"/van-ban/{number}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/soan-thao/{number}")


def test_while_typing_only_the_list_comes_and_the_address_keeps_what_narrows(
    as_user: AsUser,
) -> None:
    answer = as_user("van.thu").get(
        "/van-ban?chu=m%C3%B4i+tr%C6%B0%E1%BB%9Dng&bieu_mau=&nam=2026&trang_thai=",
        headers={"HX-Request": "true"},
    )
    assert "<html" not in answer.get_data(as_text=True)
    assert answer.headers["HX-Replace-Url"] == "/van-ban?chu=m%C3%B4i+tr%C6%B0%E1%BB%9Dng&nam=2026"


def test_filters_stay_chosen_on_the_page(as_user: AsUser, shelf: Callable[..., str]) -> None:
    shelf(as_user)
    page = as_user("van.thu").get("/van-ban?bieu_mau=ke_hoach&nam=2026&trang_thai=issued&chu=ke")
    found = re.findall(r'<option value="([^"]+)"[^>]* selected', page.get_data(as_text=True))
    assert found == ["ke_hoach", "2026", "issued"]
    assert 'value="ke"' in page.get_data(as_text=True)


@pytest.mark.parametrize(
    "query",
    ["nam=abc", "nam=99999999999999999999", "trang=-1", "trang=0", "trang=9999999999", "don_vi=²",
     "trang_thai=discarded", "bieu_mau=khong_co", "chu=" + "x" * 900, "chu=%00", "nam=1e9"],
)  # fmt: skip
def test_no_address_breaks_the_list(as_user: AsUser, query: str) -> None:
    for login in ("van.thu", "quantri"):
        assert as_user(login).get(f"/van-ban?{query}").status_code == 200


def test_only_administrators_choose_among_units(as_user: AsUser) -> None:
    assert 'name="don_vi"' in as_user("quantri").get("/van-ban").get_data(as_text=True)
    for login in ("van.thu", "nguoi.xem", "chi.bo"):
        assert 'name="don_vi"' not in as_user(login).get("/van-ban").get_data(as_text=True)


def test_an_empty_shelf_says_what_to_do(own_desk: Callable[..., tuple[Flask, Any]]) -> None:
    from tests.desks import signed_in

    app, _ = own_desk()
    assert "Chọn biểu mẫu" in text(signed_in(app, "van.thu").get("/van-ban"))
    viewer = text(signed_in(app, "nguoi.xem").get("/van-ban"))
    assert "Chọn biểu mẫu" not in viewer
    assert "Khi văn thư của đơn vị lập văn bản" in viewer
    narrowed = text(signed_in(app, "van.thu").get("/van-ban?chu=khong+co"))
    assert "Không có văn bản nào như vậy" in narrowed


def test_a_document_says_its_facts_and_where_each_value_came_from(
    as_user: AsUser, shelf: Callable[..., str]
) -> None:
    number = shelf(as_user, ngay="9/1/2026")
    page = as_user("nguoi.xem").get(f"/van-ban/{number}")
    said = text(page)
    for words in ("Đã phát hành", "12-KH/ĐU", "dang-hd36", "Ví dụ của biểu mẫu", "lập dự thảo"):
        assert words in said
    assert re.search(r"09/01/2026 Lê Thị Thư nhập lúc \d\d:\d\d, \d\d/\d\d/\d{4}", said)
    for output in ("docx", "pdf"):
        content = as_user("nguoi.xem").get(f"/van-ban/{number}/tep/{output}").data
        assert hashlib.sha256(content).hexdigest() in said


def test_a_viewer_is_offered_no_change(as_user: AsUser, shelf: Callable[..., str]) -> None:
    number = shelf(as_user)
    offered = as_user("van.thu").get(f"/van-ban/{number}").get_data(as_text=True)
    refused = as_user("nguoi.xem").get(f"/van-ban/{number}").get_data(as_text=True)
    for path in (f"/van-ban/{number}/thu-hoi", f"/van-ban/{number}/lap-lai"):
        assert path in offered
        assert path not in refused
        assert as_user("nguoi.xem").changes(path, {"ly_do": "Lý do đủ dài"}).status_code == 403


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_files_come_with_their_type_and_a_safe_name(
    as_user: AsUser, shelf: Callable[..., str], output: str, kind: str
) -> None:
    number = shelf(as_user, "mau_01")
    answer = as_user("van.thu").get(f"/van-ban/{number}/tep/{output}")
    assert answer.mimetype == kind
    name = f"mau_01-2026-chi-bo-to-dan-pho-so-5.{output}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    seen = as_user("van.thu").get(f"/van-ban/{number}/tep/{output}?xem=1")
    assert seen.headers["Content-Disposition"].startswith("inline")
    again = {"If-None-Match": answer.headers["ETag"]}
    same = as_user("van.thu").get(f"/van-ban/{number}/tep/{output}", headers=again)
    assert same.status_code == 304


def test_the_data_can_be_sent_back_and_have_the_hash_of_the_page(
    as_user: AsUser, shelf: Callable[..., str]
) -> None:
    number = shelf(as_user)
    answer = as_user("van.thu").get(f"/van-ban/{number}/du-lieu")
    assert answer.headers["Content-Disposition"].endswith(".json")
    body = json.loads(answer.data)
    assert (body["form"], body["locality"]) == ("ke_hoach", "mac_dinh")
    written = json.dumps(body["data"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(written.encode()).hexdigest()
    assert digest in text(as_user("van.thu").get(f"/van-ban/{number}"))


def test_another_unit_finds_nothing_of_a_document(
    as_user: AsUser, shelf: Callable[..., str]
) -> None:
    number = shelf(as_user, trich_yeu="chỉ của phường")
    stranger = as_user("chi.bo")
    for path in ("", "/tep/pdf", "/du-lieu", "/lich-su", "/phien-ban/1"):
        assert stranger.get(f"/van-ban/{number}{path}").status_code == 404, path
    for path in ("/thu-hoi", "/lap-lai", "/phien-ban/1"):
        answer = stranger.changes(f"/van-ban/{number}{path}", {"ly_do": "Lý do đủ dài"})
        assert answer.status_code == 404, path
    assert "chỉ của phường" not in text(stranger.get("/van-ban?chu=chi+cua+phuong"))


def test_no_route_changes_an_issued_document(
    as_user: AsUser, shelf: Callable[..., str], desk_app: Flask
) -> None:
    number = shelf(as_user)
    clerk = as_user("quantri")

    def now() -> list[bytes]:
        return [
            clerk.get(f"/van-ban/{number}/{one}").data for one in ("du-lieu", "tep/docx", "tep/pdf")
        ]

    before = now()
    tried = 0
    for rule in desk_app.url_map.iter_rules():
        of_document = rule.arguments & {"number"} and rule.rule.startswith(
            ("/soan-thao", "/van-ban")
        )
        for method in (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"} if of_document else ():
            path = re.sub(r"<[^>]*number>", number, rule.rule)
            path = re.sub(r"<[^>]*version>", "1", re.sub(r"<[^>]*(?:key|output)>", "pdf", path))
            body = {"version": 99, "data": {"ngay": "2020"}, "tab": "t", "text": "x", "nodes": []}
            clerk.open(path, method=method, json=body, headers=token(clerk))
            clerk.open(
                path,
                method=method,
                data={"ly_do": "Lý do đủ dài", "ban": "2"},
                headers=token(clerk),
            )
            tried += 1
    assert tried >= 9
    assert now() == before
    assert "ĐÃ BỊ THU HỒI" in text(clerk.get(f"/van-ban/{number}"))


def test_a_withdrawn_document_says_so_first_and_keeps_its_files(
    as_user: AsUser, shelf: Callable[..., str]
) -> None:
    number = shelf(as_user, state="revoked")
    said = text(as_user("van.thu").get(f"/van-ban/{number}"))
    assert said.index("VĂN BẢN NÀY ĐÃ BỊ THU HỒI") < said.index("Tải về")
    assert "Sai căn cứ ban hành" in said
    assert "/thu-hoi" not in as_user("van.thu").get(f"/van-ban/{number}").get_data(as_text=True)
    assert as_user("van.thu").get(f"/van-ban/{number}/tep/pdf").status_code == 200


def test_without_a_reason_nothing_is_withdrawn_and_what_was_typed_stays(
    as_user: AsUser, shelf: Callable[..., str]
) -> None:
    number = shelf(as_user)
    answer = as_user("van.thu").changes(f"/van-ban/{number}/thu-hoi", {"ly_do": "<b>"})
    assert answer.status_code == 422
    assert "Hãy ghi lý do thu hồi." in text(answer)
    assert "&lt;b&gt;</textarea>" in answer.get_data(as_text=True)
    assert "Đã phát hành" in text(as_user("van.thu").get(f"/van-ban/{number}"))


def test_a_document_is_begun_again_as_a_draft_that_says_where_it_came_from(
    as_user: AsUser, shelf: Callable[..., str], desk_service: DocService
) -> None:
    from doc_service.records import Document

    number = shelf(as_user)
    answer = as_user("van.thu").changes(f"/van-ban/{number}/lap-lai")
    assert answer.status_code == 302
    with desk_service.database.reading() as session:
        made = session.get_one(Document, answer.headers["Location"].rsplit("/", 1)[1])
    assert (made.state, made.copied_from) == ("draft", number)
    assert made.origins["sources"][0] == {"how": "document", "where": "12-KH/ĐU"}


def test_an_earlier_version_is_shown_and_taken_up_again(
    as_user: AsUser, shelf: Callable[..., str], desk_service: DocService
) -> None:
    from doc_service.records import Document

    number = shelf(as_user, state="draft", trich_yeu="bản sửa lần hai")
    page = as_user("van.thu").get(f"/van-ban/{number}/phien-ban/2")
    assert "bản sửa lần hai" in text(page)
    assert "Khôi phục vào dự thảo" not in text(page)
    assert "Khôi phục vào dự thảo" in text(as_user("van.thu").get(f"/van-ban/{number}/phien-ban/1"))
    stale = as_user("van.thu").changes(f"/van-ban/{number}/phien-ban/1", {"ban": "1"})
    assert stale.status_code == 409
    done = as_user("van.thu").changes(f"/van-ban/{number}/phien-ban/1", {"ban": "2"})
    assert done.headers["Location"] == f"/soan-thao/{number}"
    with desk_service.database.reading() as session:
        assert session.get_one(Document, number).data["trich_yeu"] != "bản sửa lần hai"
    history = text(as_user("van.thu").get(f"/van-ban/{number}/lich-su"))
    assert "khôi phục phiên bản 1" in history
    assert "bản sửa lần hai" in history


def test_a_document_of_a_form_that_is_no_more_can_still_be_read(
    as_user: AsUser, shelf: Callable[..., str], desk_service: DocService
) -> None:
    from doc_service.records import Document

    number = shelf(as_user)
    with desk_service.database.session() as session:
        session.get_one(Document, number).form = "bieu_mau_da_bo"
    answer = as_user("van.thu").get(f"/van-ban/{number}")
    assert answer.status_code == 200
    assert "không còn trong danh mục" in text(answer)
    for path in ("tep/docx", "du-lieu", "lich-su", "phien-ban/1"):
        assert as_user("van.thu").get(f"/van-ban/{number}/{path}").status_code == 200
    with desk_service.database.session() as session:
        session.get_one(Document, number).form = "ke_hoach"


def test_the_list_follows_what_is_typed_and_the_document_is_seen(
    as_user: AsUser, page_as: Callable[..., Page], shelf: Callable[..., str]
) -> None:
    number = shelf(as_user, trich_yeu="về tuyến phố không rác")
    shelf(as_user, trich_yeu="về nhà văn hóa")
    page = page_as("van.thu")
    page.goto("/van-ban")
    page.get_by_label("Tìm").press_sequentially("pho khong rac")
    page.wait_for_url("**/van-ban?chu=pho+khong+rac")
    page.wait_for_function("() => document.querySelectorAll('.documents tbody tr').length === 1")
    page.get_by_role("link", name="về tuyến phố không rác").click()
    page.wait_for_url(f"**/van-ban/{number}")
    page.wait_for_selector("#preview canvas")
    page.get_by_text("Thu hồi…").click()
    page.get_by_label("Lý do thu hồi").fill("Trùng với văn bản khác")
    page.get_by_role("button", name="Thu hồi văn bản").click()
    page.get_by_role("heading", name="VĂN BẢN NÀY ĐÃ BỊ THU HỒI").wait_for()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_serious_stands_in_the_way_of_a_screen_reader(
    as_user: AsUser, page_as: Callable[..., Page], shelf: Callable[..., str]
) -> None:
    from pathlib import Path

    axe = next((Path(__file__).parent / "vendor").rglob("axe.min.js"))
    number = shelf(as_user, "mau_01", state="revoked", nam=2026)
    for path in ("/van-ban", f"/van-ban/{number}", f"/van-ban/{number}/phien-ban/1"):
        page = page_as("van.thu", bypass_csp=True)
        page.goto(path)
        page.add_script_tag(path=axe)
        found = page.evaluate("axe.run().then((said) => said.violations)")
        assert [
            (one["id"], [node["html"] for node in one["nodes"]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ] == []
