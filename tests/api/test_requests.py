"""What every request passes through."""

from __future__ import annotations

import io
import json
import logging
import zipfile

import pytest

from doc_service.accounts.keys import keys_of, revoke_key
from doc_service.documents import Order
from tests.api.conftest import api_of, keyed


def test_a_request_id_is_kept_or_given(client) -> None:
    assert (
        client.get("/healthz", headers={"X-Request-ID": "yeu-cau-0007"}).headers["X-Request-ID"]
        == "yeu-cau-0007"
    )
    assert len(client.get("/healthz").headers["X-Request-ID"]) == 32


def test_every_answer_forbids_sniffing_framing_and_caching(client) -> None:
    for path in ("/healthz", "/api/v1/forms", "/khong-co"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"


def test_an_unknown_address_and_method_are_problems(client) -> None:
    missing = client.get("/khong-co")
    assert (missing.status_code, missing.mimetype) == (404, "application/problem+json")
    wrong = client.delete("/api/v1/documents")
    assert wrong.status_code == 405
    assert "POST" in wrong.headers["Allow"]


def test_a_service_on_loopback_does_not_answer_to_other_names(client) -> None:
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/healthz", headers={"Host": "localhost:8000"}).status_code == 200
    assert client.get("/healthz", headers={"Host": "[::1]:8000"}).status_code == 200


@pytest.mark.parametrize("scheme", ["", "Bearer sai", "Bearer", "Basic {key}", "{key}"])
def test_without_a_units_key_nothing_is_told(app, client, scheme) -> None:
    key = client.environ_base["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    headers = {"Authorization": scheme.format(key=key)} if scheme else {}
    for path in ("/api/v1/forms", "/api/v1/openapi.json", "/api/v1/khong-co"):
        answer = app.test_client().get(path, headers=headers)
        assert answer.status_code == 401
        assert answer.get_json()["code"] == "unauthorized"


def test_probes_need_no_key_and_care_for_none(app) -> None:
    assert app.test_client().get("/healthz").status_code == 200
    headers = {"Authorization": "Bearer sai"}
    assert app.test_client().get("/healthz", headers=headers).status_code == 200


def test_a_revoked_key_opens_nothing(service_with) -> None:
    service = service_with()
    client = keyed(api_of(service), service)
    assert client.get("/api/v1/forms").status_code == 200
    [(key, _)] = keys_of(service.database)
    assert key.used_at is not None
    revoke_key(service.database, key.id)
    assert client.get("/api/v1/forms").status_code == 401


def test_where_no_locality_is_named_that_of_the_units_key_applies(app, service, catalog) -> None:
    ours = keyed(app, service, "phuong_tay_mo")
    assert ours.get("/api/v1/localities").get_json()["own"] == "phuong_tay_mo"
    example = ours.get("/api/v1/forms/mau_01/example").get_json()
    assert example["locality"] == "phuong_tay_mo"
    named = ours.get("/api/v1/forms/mau_01/example?locality=mac_dinh").get_json()
    assert named["locality"] == "mac_dinh"
    order = {"form": "mau_01", "data": dict(catalog.form("mau_01").example), "outputs": ["docx"]}
    assert b"phuong_tay_mo" in _properties(ours.post("/api/v1/documents", json=order).data)
    named = ours.post("/api/v1/documents", json={**order, "locality": "mac_dinh"})
    assert b"mac_dinh" in _properties(named.data)


def _properties(docx: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("docProps/custom.xml")


def test_the_description_says_who_may_ask(client) -> None:
    said = client.get("/api/v1/openapi.json").get_json()
    assert said["security"] == [{"key": []}, {"session": []}]
    assert said["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    for methods in said["paths"].values():
        for told in methods.values():
            assert {"401", "403"} <= set(told["responses"])


def test_an_unforeseen_error_is_a_problem_without_its_details(service, monkeypatch) -> None:
    client = keyed(app := api_of(service), service)

    @app.get("/api/no")
    def explode() -> str:
        raise RuntimeError("bí mật")

    answer = client.get("/api/no")
    assert answer.status_code == 500
    assert "bí mật" not in answer.get_data(as_text=True)
    assert json.loads(answer.data)["request_id"] == answer.headers["X-Request-ID"]


def test_a_request_is_logged_once_with_its_status(client, caplog) -> None:
    with caplog.at_level(logging.INFO, logger="doc_service.http.checks"):
        client.get("/api/v1/forms")
    lines = [record for record in caplog.records if record.message == "request"]
    assert len(lines) == 1
    assert (lines[0].path, lines[0].status) == ("/api/v1/forms", 200)


@pytest.mark.soffice
def test_readiness_follows_the_converter(client, service) -> None:
    service.warm()
    example = service.catalog.form("mau_01").example
    service.issue(Order("mau_01", example, outputs=("pdf",)))
    body = client.get("/readyz").get_json()
    assert body["status"] == "ready"
    assert body["converter"]["libreoffice"]


def test_a_converter_that_is_missing_is_not_ready(caller, tmp_path) -> None:
    answer = caller(soffice=tmp_path / "khong-co", work_folder=tmp_path / "w").get("/readyz")
    assert answer.status_code == 503


def test_a_missing_converter_is_said_to_the_caller_without_paths(caller, tmp_path, catalog) -> None:
    client = caller(soffice=tmp_path / "khong-co", work_folder=tmp_path / "w")
    order = {"form": "mau_01", "data": dict(catalog.form("mau_01").example), "outputs": ["pdf"]}
    answer = client.post("/api/v1/documents", json=order)
    assert answer.status_code == 503
    assert answer.get_json()["code"] == "converter_missing"
