"""Documents over HTTP, as another system asks for them."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import unicodedata
import zipfile
from copy import deepcopy

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from doc_service.forms.catalog import Catalog
from doc_service.workbooks import plan
from doc_service.workbooks.blank import blank_workbook
from doc_service.zip_archive import read_members, write_members

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
URL = "/api/v1/documents"


def order(catalog: Catalog, form: str = "mau_01", **changes) -> dict:
    return {"form": form, "data": deepcopy(dict(catalog.form(form).example)), **changes}


def document_text(docx: bytes) -> str:
    xml = read_members(docx)["word/document.xml"].decode()
    return "".join(part.split("<", 1)[0] for part in xml.split(">"))


def problems(answer) -> dict[str, str]:
    assert answer.mimetype == "application/problem+json"
    return {one["pointer"]: one["message"] for one in answer.get_json()["problems"]}


def test_one_output_comes_back_as_that_file(client: FlaskClient, catalog: Catalog) -> None:
    answer = client.post(URL, json=order(catalog))
    assert answer.status_code == 200
    assert answer.mimetype.endswith("wordprocessingml.document")
    assert "mau_01-2026-chi-bo-to-dan-pho-so-5.docx" in answer.headers["Content-Disposition"]
    assert "CHI BỘ TỔ DÂN PHỐ SỐ 5" in document_text(answer.data)
    assert answer.headers["VanThu-Rule-Set"] == "dang-hd36"


@pytest.mark.soffice
def test_several_outputs_come_back_as_a_zip(client: FlaskClient, catalog: Catalog) -> None:
    answer = client.post(URL, json=order(catalog, outputs=["docx", "pdf", "xlsx"]))
    assert answer.mimetype == "application/zip"
    members = read_members(answer.data)
    assert [name.rsplit(".", 1)[1] for name in members] == ["docx", "pdf", "xlsx"]
    pdf = next(data for name, data in members.items() if name.endswith("pdf"))
    assert "Nguyễn Khánh Vân" in PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()


@pytest.mark.soffice
def test_a_machine_may_ask_for_json_with_warnings_and_hashes(client, catalog) -> None:
    answer = client.post(
        URL, json=order(catalog, outputs=["pdf"]), headers={"Accept": "application/json"}
    )
    body = answer.get_json()
    content = base64.b64decode(body["files"][0]["content"])
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == body["files"][0]["sha256"]
    assert [one["code"] for one in body["warnings"]] == ["chi_bo_no_seal"]


def test_every_wrong_field_is_named_at_once_by_pointer(client, catalog) -> None:
    body = order(catalog)
    data = body["data"]
    del data["nguoi_ky"]["ho_ten"]
    data["ngay"] = "2026-11-31"
    data["nam"] = "2026"
    data["thua"] = 1
    del data["mo_hinh"][1]["linh_vuc"]
    data["mo_hinh"][2]["loai"] = "nhóm"
    answer = client.post(URL, json=body)
    assert answer.status_code == 422
    found = problems(answer)
    assert set(found) >= {
        "/nguoi_ky/ho_ten",
        "/ngay",
        "/nam",
        "/thua",
        "/mo_hinh/1/linh_vuc",
        "/mo_hinh/2/loai",
    }
    assert "30 ngày" in found["/ngay"]
    assert "Dòng 2" in found["/mo_hinh/1/linh_vuc"]
    assert answer.get_json()["request_id"] == answer.headers["X-Request-ID"]


def test_a_summary_of_351_words_is_refused_and_350_is_not(client, catalog) -> None:
    body = order(catalog, "mau_03")
    row = body["data"]["thanh_tich"][0]
    row["tom_tat"] = " ".join(["từ"] * 347 + ["năm", "2026", "05"])
    assert client.post(URL, json=body).status_code == 200
    row["tom_tat"] += " thừa"
    answer = client.post(URL, json=body)
    assert "351 từ" in problems(answer)["/thanh_tich/0/tom_tat"]


def test_a_duplicate_model_is_refused_with_both_rows(client, catalog) -> None:
    body = order(catalog)
    body["data"]["mo_hinh"].append(dict(body["data"]["mo_hinh"][0]))
    last = len(body["data"]["mo_hinh"])
    message = problems(client.post(URL, json=body))[f"/mo_hinh/{last - 1}/ten"]
    assert f"Dòng {last}" in message
    assert "dòng 1" in message


@pytest.mark.parametrize(
    "text", ["A & B <C>", "{{ 7*7 }}", "{% for x in y %}", "]]>", "&amp;", "<w:p/>", "${x}", "\\1"]
)
def test_text_that_looks_like_code_is_printed_faithfully(client, catalog, text: str) -> None:
    body = order(catalog)
    body["data"]["mo_hinh"][0]["ten"] = f"Mô hình {text} số 1"
    answer = client.post(URL, json=body)
    assert answer.status_code == 200
    shown = (
        document_text(answer.data).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )
    assert f"Mô hình {text} số 1" in shown


def test_a_name_in_nfd_is_printed_in_nfc(client, catalog) -> None:
    body = order(catalog)
    body["data"]["nguoi_ky"]["ho_ten"] = unicodedata.normalize("NFD", "Nguyễn Thị Thúy")
    answer = client.post(URL, json=body)
    assert answer.status_code == 200
    assert "Nguyễn Thị Thúy" in document_text(answer.data)


def test_a_control_character_is_named(client, catalog) -> None:
    body = order(catalog)
    body["data"]["mo_hinh"][0]["ten"] = "Mô hình \x07 chuông"
    assert "U+0007" in problems(client.post(URL, json=body))["/mo_hinh/0/ten"]


def test_kt_bi_thu_is_refused_with_its_clause(client, catalog) -> None:
    body = order(catalog)
    body["data"]["nguoi_ky"] |= {"hinh_thuc": "ky_thay", "chuc_vu": "Phó Bí thư"}
    answer = client.post(URL, json=body)
    one = next(p for p in answer.get_json()["problems"] if p["code"] == "collective_never_kt")
    assert one["pointer"] == "/nguoi_ky/hinh_thuc"
    assert "HD 36" in one["clause"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "JSON"),
        (b"[]", "đối tượng"),
        (b'{"form": "mau_01"}', "thiếu “data”"),
        (b'{"form": "mau_01", "data": [], "x": 1}', "“x”"),
        (b'{"form": "mau_01", "data": {"nam": NaN}}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"form": "mau_01\xff"}', "JSON"),
    ],
)
def test_a_body_that_is_no_order_is_said_to_be_none(client, body: bytes, said: str) -> None:
    answer = client.post(URL, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert said in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"form": "mau_99"}, 404, "mau_01, mau_02, mau_03"),
        ({"locality": "sao_hoa"}, 404, "mac_dinh"),
        ({"outputs": ["odt"]}, 400, "docx, pdf, xlsx"),
        ({"outputs": []}, 400, "docx, pdf, xlsx"),
    ],
)
def test_what_does_not_exist_is_answered_by_what_does(
    client, catalog, changes, status, said
) -> None:
    answer = client.post(URL, json=order(catalog) | changes)
    assert answer.status_code == status
    assert said in answer.get_json()["detail"]


def test_another_media_type_is_refused_with_what_is_taken(client) -> None:
    answer = client.post(URL, data="x", content_type="text/csv")
    assert answer.status_code == 415
    assert "application/json" in answer.get_json()["detail"]


def upload(client: FlaskClient, content: bytes, accept: str = "*/*", **fields: str):
    return client.post(
        URL,
        data={"workbook": (io.BytesIO(content), "dang-ky.xlsx"), **fields},
        content_type="multipart/form-data",
        headers={"Accept": accept},
    )


def test_a_filled_workbook_gives_the_same_document_as_its_json(
    client, catalog, few_formatted_rows: int, monkeypatch
) -> None:
    monkeypatch.setattr(plan, "FORMATTED_ROWS", few_formatted_rows)  # a clerk's own is this large
    form = catalog.form("mau_01")
    filled = blank_workbook(form, filled=form.example)
    by_upload = upload(client, filled)
    assert by_upload.status_code == 200
    assert by_upload.data == client.post(URL, json=order(catalog)).data
    raw = client.post(URL, data=filled, content_type=XLSX)
    assert raw.data == by_upload.data


def test_problems_of_a_workbook_name_the_cell(client, catalog) -> None:
    form = catalog.form("mau_01")
    data = deepcopy(dict(form.example))
    data["mo_hinh"][2]["linh_vuc"] = "nông nghiệp"
    data["ngay"] = "31/11/2026"
    answer = upload(client, blank_workbook(form, filled=data))
    assert answer.status_code == 422
    found = {one["pointer"]: one for one in answer.get_json()["problems"]}
    place = found["/mo_hinh/2/linh_vuc"]["place"]
    assert place["row"] > 2
    assert place["sheet"] == "Mô hình đăng ký"
    assert "30 ngày" in found["/ngay"]["message"]


def test_the_clerks_own_workbook_comes_back_marked_on_request(client, catalog) -> None:
    form = catalog.form("mau_01")
    data = deepcopy(dict(form.example))
    data["mo_hinh"][2]["linh_vuc"] = "nông nghiệp"
    answer = upload(client, blank_workbook(form, filled=data), accept=XLSX)
    assert (answer.status_code, answer.mimetype) == (422, XLSX)
    book = load_workbook(io.BytesIO(answer.data))
    comments = [
        cell.comment.text
        for row in book["Mô hình đăng ký"].iter_rows()
        for cell in row
        if cell.comment
    ]
    assert any("nông nghiệp" in text for text in comments)


def test_a_workbook_of_another_form_is_refused(client, catalog) -> None:
    answer = upload(client, blank_workbook(catalog.form("mau_02")), form="mau_01")
    assert answer.status_code == 422
    assert answer.get_json()["code"] == "wrong_workbook"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"khong phai excel",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"PK\x03\x04" + b"x" * 99,
    ],
)
def test_what_is_no_workbook_is_answered_in_a_sentence(client, content: bytes) -> None:
    answer = upload(client, content)
    assert answer.status_code == 422
    assert answer.get_json()["code"] in ("invalid_workbook", "wrong_workbook")


def test_a_zip_bomb_and_entities_are_refused(client, catalog) -> None:
    members = read_members(blank_workbook(catalog.form("mau_01")))
    bomb = write_members({**members, "xl/media/x.xml": b"0" * 8_000_000}.items())
    entity = write_members(
        {**members, "xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}.items()
    )
    for content in (bomb, entity):
        assert upload(client, content).status_code == 422


def test_an_upload_beyond_the_limit_is_answered_as_a_problem(client) -> None:
    answer = client.post(URL, data=b"x" * (51 * 2**20), content_type=XLSX)
    assert answer.status_code == 413
    assert answer.get_json()["code"] == "upload_too_large"


def test_a_missing_file_in_the_upload_is_said(client) -> None:
    answer = client.post(URL, data={"form": "mau_01"}, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "workbook" in answer.get_json()["detail"]


@pytest.mark.soffice
def test_a_draft_may_have_gaps_and_is_marked(client, catalog) -> None:
    body = order(catalog, outputs=["docx", "pdf"], draft=True)
    body["data"]["ngay"] = "2026"
    del body["data"]["nguoi_ky"]["ho_ten"]
    assert client.post(URL, json=body | {"draft": False}).status_code == 422
    answer = client.post(URL, json=body)
    assert answer.status_code == 200
    assert int(answer.headers["VanThu-Warnings"]) >= 2
    with zipfile.ZipFile(io.BytesIO(answer.data)) as zipped:
        names = zipped.namelist()
        assert all("du-thao" in name for name in names)
        docx, pdf = (zipped.read(name) for name in names)
    assert "ngày      tháng      năm 2026" in document_text(docx).replace("\u00a0", " ")
    assert "……" in document_text(docx)
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "DỰ THẢO" in unicodedata.normalize("NFC", text)


def test_json_numbers_stay_strict(client, catalog) -> None:
    body = json.dumps(order(catalog)).replace('"nam": 2026', '"nam": 2026.5')
    answer = client.post(URL, data=body, content_type="application/json")
    assert "/nam" in problems(answer)


@pytest.mark.soffice
def test_the_json_tells_pages_and_where_to_sign(client, catalog) -> None:
    body = order(catalog, "to_trinh", outputs=["pdf"])
    accept = {"Accept": "application/json"}
    found = client.post(URL, json=body, headers=accept).get_json()
    assert found["pages"] >= 1
    assert [one["name"] for one in found["signatures"]] == ["ky_nguoi_ky", "ky_co_quan"]
    assert all(
        len(one["box"]) == 4 and one["page"] <= found["pages"] for one in found["signatures"]
    )
    one = client.post(URL, json=body | {"signatures": ["ky_nguoi_ky"]}, headers=accept).get_json()
    assert [place["name"] for place in one["signatures"]] == ["ky_nguoi_ky"]


@pytest.mark.soffice
def test_a_place_to_sign_that_is_not_there_is_refused_as_the_callers_mistake(
    client, catalog
) -> None:
    answer = client.post(
        URL, json=order(catalog, "to_trinh", outputs=["pdf"], signatures=["ky_la"])
    )
    assert (answer.status_code, answer.get_json()["code"]) == (422, "signing_refused")
    assert "chỉ có: ky_co_quan, ky_nguoi_ky" in answer.get_json()["detail"]


@pytest.mark.parametrize(
    ("form", "changes", "said"),
    [
        ("mau_01", {"signatures": ["ky_co_quan"]}, "không có con dấu"),
        ("to_trinh", {"signatures": ["ky_nguoi_ky"], "draft": True}, "Điều 13"),
    ],
)
def test_a_seal_that_may_not_be_and_a_drafts_signature_are_refused_with_the_clause(
    client, catalog, form: str, changes: dict, said: str
) -> None:
    answer = client.post(URL, json=order(catalog, form, outputs=["pdf"], **changes))
    assert (answer.status_code, answer.get_json()["code"]) == (422, "signing_refused")
    assert said in answer.get_json()["detail"]


def test_a_classified_document_is_refused_with_the_clause(client, catalog) -> None:
    body = order(catalog, "to_trinh")
    body["data"]["cau_ket"] = "TỐI MẬT"
    [one] = client.post(URL, json=body).get_json()["problems"]
    assert (one["code"], one["pointer"]) == ("classified", "/cau_ket")
    assert "03-HD/VPTW" in one["clause"]
