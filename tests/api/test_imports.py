from __future__ import annotations

import io

from flask.testing import FlaskClient

from tests.importing.bodies import SOURCES

PLAN = (SOURCES / "002.txt").read_bytes()


def test_an_uploaded_plan_comes_back_as_data_that_issue_again(client: FlaskClient) -> None:
    upload = {"document": (io.BytesIO(PLAN), "ke-hoach-2026.txt")}
    found = client.post("/api/v1/imports", data=upload).get_json()
    assert found["form"] == "ke_hoach"
    assert found["data"]["noi_dung"]
    data = found["data"] | {"ngay": "2026-02-24", "so_ky_hieu": {"so": 3}}
    order = {"form": found["form"], "locality": "xa_xuan_hung", "data": data}
    answer = client.post("/api/v1/documents", json=order)
    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")


def test_plain_text_may_be_sent_as_it_is(client: FlaskClient) -> None:
    answer = client.post("/api/v1/imports", data=PLAN, content_type="text/plain; charset=utf-8")
    assert answer.get_json()["data"]["nguoi_ky"]["chuc_vu"] == "Phó Bí thư"


def test_what_is_no_document_is_answered_by_a_sentence(client: FlaskClient) -> None:
    for content, said in ((b"%PDF-1.7\n", "PDF"), (b"", "trống"), (b"PK\x03\x04hong", "Word")):
        answer = client.post("/api/v1/imports", data={"document": (io.BytesIO(content), "a.docx")})
        assert answer.status_code == 422
        assert answer.get_json()["code"] == "invalid_import"
        assert said in answer.get_json()["detail"]


def test_a_request_without_a_file_is_told_its_name(client: FlaskClient) -> None:
    answer = client.post("/api/v1/imports", data={"la": "x"}, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "document" in answer.get_json()["detail"]
