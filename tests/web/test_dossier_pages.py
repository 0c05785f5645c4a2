from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from doc_service.dossiers.declarations import Dossier
from doc_service.service import DocService
from tests.desks import Caller

if TYPE_CHECKING:
    from playwright.sync_api import Page

AsUser = Callable[[str], Caller]
NAME = "ho_so_dang_ky"
PATH = f"/ho-so/{NAME}"


@pytest.fixture
def kind(desk_service: DocService) -> Dossier:
    return desk_service.dossiers[NAME]


def whole(data: Any) -> tuple[str, bytes]:
    return "ho-so.json", json.dumps({"dossier": NAME, "data": data}).encode()


def send(caller: Caller, *files: tuple[str, bytes], draft: bool = False, **more: Any) -> Any:
    held = [(io.BytesIO(content), name) for name, content in files]
    data = {"tep": held, "dinh_dang": "docx", "ban": "du_thao" if draft else "chinh_thuc"}
    return caller.changes(PATH, data, **more)


def test_every_dossier_is_listed_and_opens(as_user: AsUser, desk_service: DocService) -> None:
    caller = as_user("van.thu")
    listed = caller.get("/ho-so").text
    for name, one in desk_service.dossiers.items():
        assert f'href="/ho-so/{name}"' in listed
        assert one.title in caller.get(f"/ho-so/{name}").text


def test_the_files_of_a_dossier_become_a_zip(as_user: AsUser, kind: Dossier) -> None:
    answer = send(as_user("van.thu"), whole(kind.example))
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as zipped:
        names = zipped.namelist()
    assert names[0] == "00-muc-luc.docx"
    assert len(names) == 3 + len(kind.example["van_ban"]["ke_hoach_mo_hinh"])


def test_documents_may_come_one_file_each(as_user: AsUser, kind: Dossier) -> None:
    documents = deepcopy(dict(kind.example["van_ban"]))
    files = [("chung.json", json.dumps(kind.example["chung"]).encode())]
    for form, data in documents.items():
        for number, one in enumerate(data if isinstance(data, list) else [data]):
            files.append((f"{form}.{number}.json", json.dumps(one).encode()))
    assert send(as_user("van.thu"), *files).mimetype == "application/zip"


def test_all_problems_are_told_by_document_and_field(as_user: AsUser, kind: Dossier) -> None:
    data = deepcopy(dict(kind.example))
    data["chung"]["mo_hinh"][0]["linh_vuc"] = "trong_trot"
    data["van_ban"]["ke_hoach_mo_hinh"][0]["ten"] = "Một mô hình khác"
    answer = send(as_user("van.thu"), whole(data))
    assert answer.status_code == 422
    assert "Chưa lập được hồ sơ" in answer.text
    assert '<h3 class="severity">Phần dùng chung</h3>' in answer.text
    assert '<h3 class="severity">Kế hoạch' in answer.text
    assert "dòng 1" in answer.text


def test_a_file_of_something_else_is_named(as_user: AsUser) -> None:
    answer = send(as_user("van.thu"), ("thư.docx", b"%PDF"))
    assert answer.status_code == 422
    assert "Tệp “thư.docx”: Đây là tệp PDF" in answer.text


def test_a_document_of_another_dossier_is_named(as_user: AsUser) -> None:
    found = json.dumps({"form": "giay_moi", "data": {}}).encode()
    answer = send(as_user("van.thu"), ("gm.json", found))
    assert "không thuộc hồ sơ này" in answer.text


def test_shared_facts_given_twice_are_refused(as_user: AsUser, kind: Dossier) -> None:
    again = ("chung.json", json.dumps(kind.example["chung"]).encode())
    answer = send(as_user("van.thu"), whole(kind.example), again)
    assert "Phần dùng chung đã có ở tệp “ho-so.json”" in answer.text


def test_no_file_is_a_sentence(as_user: AsUser) -> None:
    assert "Chưa chọn tệp nào" in send(as_user("van.thu")).text


def test_a_viewer_reads_but_makes_none(as_user: AsUser, kind: Dossier) -> None:
    viewer = as_user("nguoi.xem")
    assert viewer.get(PATH).status_code == 200
    assert send(viewer, whole(kind.example)).status_code == 403


def test_blank_workbooks_of_all_its_documents_are_there(as_user: AsUser, kind: Dossier) -> None:
    caller = as_user("van.thu")
    for form in (NAME, *(one.form for one in kind.documents)):
        answer = caller.get(f"{PATH}/tep-trong/{form}.xlsx")
        assert openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames
    assert caller.get(f"{PATH}/tep-trong/giay_moi.xlsx").status_code == 404


def test_the_example_can_be_sent_back(as_user: AsUser) -> None:
    caller = as_user("van.thu")
    found = caller.get(f"{PATH}/vi-du.json").data
    assert send(caller, ("vi-du.json", found), draft=True).mimetype == "application/zip"


def test_an_unknown_dossier_is_not_found(as_user: AsUser) -> None:
    assert as_user("van.thu").get("/ho-so/khong-co").status_code == 404


def test_the_page_downloads_the_zip_and_says_so(page_as: Callable[..., Page]) -> None:
    page = page_as("van.thu")
    page.goto(PATH)
    with page.expect_download(timeout=60_000) as found:
        page.click("text=Lập hồ sơ ví dụ")
    assert found.value.suggested_filename.endswith(".zip")
    page.wait_for_selector("text=Đã lập xong hồ sơ")
