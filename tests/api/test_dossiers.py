"""Dossiers over HTTP."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from doc_service.forms.catalog import Catalog
from doc_service.workbooks.blank import blank_workbook
from doc_service.zip_archive import read_members

URL = "/api/v1/dossiers"
REGISTRATION = "ho_so_dang_ky"
REWARD = "ho_so_khen_thuong"


@pytest.fixture
def example(client: FlaskClient):
    def order(name: str = REGISTRATION, **changes: Any) -> dict[str, Any]:
        body: dict[str, Any] = client.get(f"{URL}/{name}/example").get_json()
        return {**body, "outputs": ["docx"], **changes}

    return order


def test_the_dossiers_are_listed_with_links(client: FlaskClient) -> None:
    found = client.get(URL).get_json()["dossiers"]
    assert [one["name"] for one in found] == [
        "ho_so_dang_ky",
        "ho_so_de_nghi_cong_nhan",
        "ho_so_khen_thuong",
        "ho_so_tham_dinh",
    ]
    assert client.get(found[0]["links"]["self"]).get_json()["title"] == found[0]["title"]


def test_a_dossier_tells_its_documents_and_shared_facts(client: FlaskClient) -> None:
    found = client.get(f"{URL}/ho_so_de_nghi_cong_nhan").get_json()
    reports = [one for one in found["documents"] if one["copies"] == 3]
    assert [one["for_each"] for one in reports] == ["de_nghi", "de_nghi"]
    [models] = [one for one in found["facts"] if one["rows"]]
    assert "mau_03.thanh_tich" in models["stands_in"]


def test_the_example_is_an_order_that_is_taken(client: FlaskClient, example) -> None:
    answer = client.post(f"{URL}/{REGISTRATION}", json=example())
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    members = read_members(answer.data)
    assert list(members)[0] == "00-muc-luc.docx"
    assert list(members) == sorted(members)
    assert f"{REGISTRATION}-2026-" in answer.headers["Content-Disposition"]
    assert answer.headers["VanThu-Warnings"] == "1"


@pytest.mark.soffice
def test_the_json_holds_every_file_with_its_hash_pages_and_places_to_sign(
    client: FlaskClient, example
) -> None:
    body = example(REWARD, outputs=["pdf"])
    answer = client.post(f"{URL}/{REWARD}", json=body, headers={"Accept": "application/json"})
    found = answer.get_json()
    archive = read_members(base64.b64decode(found["archive"]["content"]))
    for one in found["documents"]:
        [file] = one["files"]
        content = base64.b64decode(file["content"])
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
        reader = PdfReader(io.BytesIO(content))
        assert len(reader.pages) == one["pages"]
        assert {place["name"] for place in one["signatures"]} == set(reader.get_fields() or {})
        for place in one["signatures"]:
            x0, y0, x1, y1 = place["box"]
            assert 0 <= x0 < x1 <= 596
            assert 0 <= y0 < y1 <= 843
            assert 1 <= place["page"] <= one["pages"]
            assert place["label"]
        assert archive[file["name"]] == content
    decision = next(one for one in found["documents"] if one["title"].startswith("Quyết định"))
    assert decision["rule_set"] == "nd30"
    assert [one["name"] for one in decision["signatures"]] == ["ky_nguoi_ky", "ky_co_quan"]
    merged = base64.b64decode(found["merged"]["content"])
    assert archive[found["merged"]["name"]] == merged
    pages = sum(one["pages"] for one in found["documents"])
    assert len(PdfReader(io.BytesIO(merged)).pages) == pages


def test_every_problem_comes_with_its_pointer(client: FlaskClient, example) -> None:
    body = example()
    body["data"]["chung"]["mo_hinh"][1]["chu_the"] = "Nguyễn Khánh Vần"
    body["data"]["van_ban"]["ke_hoach_mo_hinh"].pop(0)
    body["data"]["van_ban"]["mau_02"]["tong"] = {"tap_the": 9}
    answer = client.post(f"{URL}/{REGISTRATION}", json=body)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    found = {one["pointer"]: one for one in answer.get_json()["problems"]}
    assert {"/van_ban/ke_hoach_mo_hinh", "/van_ban/mau_02/tong/tap_the"} <= set(found)
    spelled = [one for one in found.values() if one["code"] == "spelled_twice"]
    assert [one["severity"] for one in spelled] == ["error"]


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"dossier": "ho_so_khac"}, 400, "“dossier” khác với hồ sơ"),
        ({"data": []}, 400, "“data” phải là"),
        ({"la": 1}, 400, "không có mục “la”"),
        ({"draft": "x"}, 400, "“draft”"),
        ({"outputs": ["exe"]}, 400, "docx, pdf, xlsx"),
        ({"locality": "sao_hoa"}, 404, "mac_dinh"),
    ],
)
def test_a_wrong_order_is_answered_in_a_sentence(
    client: FlaskClient, example, changes: dict[str, Any], status: int, said: str
) -> None:
    answer = client.post(f"{URL}/{REGISTRATION}", json=example() | changes)
    assert answer.status_code == status
    assert said in answer.get_json()["detail"]


@pytest.mark.parametrize("path", ["", "/example"])
def test_an_unknown_dossier_is_answered_by_those_there_are(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{URL}/ho_so_la{path}")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "dossier_not_found")
    assert client.post(f"{URL}/ho_so_la", json={"data": {}}).status_code == 404


def test_another_media_type_is_refused(client: FlaskClient) -> None:
    assert client.post(f"{URL}/{REGISTRATION}", data="x").status_code == 415


def sent(client: FlaskClient, *files: tuple[str, bytes], **fields: str):
    uploads = [(io.BytesIO(content), name) for name, content in files]
    return client.post(
        f"{URL}/{REGISTRATION}",
        data={"workbook": uploads, "outputs": "docx", **fields},
        content_type="multipart/form-data",
    )


def test_documents_may_come_in_filled_workbooks(
    client: FlaskClient, example, catalog: Catalog
) -> None:
    body = example()
    form = body["data"]["van_ban"].pop("mau_01")
    file = ("mẫu 1.xlsx", blank_workbook(catalog.form("mau_01"), filled=form))
    answer = sent(client, file, data=json.dumps(body["data"]))
    assert answer.status_code == 200
    assert answer.data == client.post(f"{URL}/{REGISTRATION}", json=example()).data


def test_problems_of_a_workbook_name_its_file_and_cell(
    client: FlaskClient, example, catalog: Catalog
) -> None:
    body = example()
    wrong = {**body["data"]["van_ban"].pop("mau_02"), "ngay": "31/11/2026"}
    file = ("mẫu 2.xlsx", blank_workbook(catalog.form("mau_02"), filled=wrong))
    answer = sent(client, file, data=json.dumps(body["data"]))
    found = {one["pointer"]: one for one in answer.get_json()["problems"]}
    assert found["/van_ban/mau_02/0/ngay"]["message"].startswith("Tệp “mẫu 2.xlsx”: ")
    assert found["/van_ban/mau_02/0/ngay"]["place"]["column"] == "C"


@pytest.mark.parametrize("data", ["{", "[]", "5", "[" * 100_000])
def test_shared_facts_that_are_no_object_are_said_to_be_none(
    client: FlaskClient, data: str
) -> None:
    answer = sent(client, data=data)
    assert answer.status_code == 400
    assert "“data”" in answer.get_json()["detail"]


def test_a_file_that_is_no_workbook_is_named(client: FlaskClient) -> None:
    answer = sent(client, ("bản chụp.xlsx", b"khong phai"), data="{}")
    assert answer.status_code == 422
    assert "bản chụp.xlsx" in answer.get_json()["detail"]


def test_shared_facts_and_documents_beside_data_are_told_where_they_belong(
    client: FlaskClient, example
) -> None:
    answer = client.post(f"{URL}/{REGISTRATION}", json=example()["data"])
    assert answer.status_code == 400
    assert answer.get_json()["detail"].endswith("hãy đặt “chung”, “van_ban” trong “data”.")
