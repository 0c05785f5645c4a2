"""What every request passes through."""

from __future__ import annotations

import json
import logging

import pytest

from doc_service.api import create_api
from doc_service.documents import Order


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


@pytest.fixture
def guarded(service_with):
    return create_api(service_with(api_token="mot-ma-du-dai-0001")).test_client()


@pytest.mark.parametrize(
    "given", [None, "Bearer sai", "Basic mot-ma-du-dai-0001", "mot-ma-du-dai-0001"]
)
def test_without_the_token_nothing_is_told(guarded, given) -> None:
    headers = {"Authorization": given} if given else {}
    answer = guarded.get("/api/v1/forms", headers=headers)
    assert answer.status_code == 401
    assert answer.get_json()["code"] == "unauthorized"


def test_with_the_token_everything_works_and_probes_need_none(guarded) -> None:
    headers = {"Authorization": "Bearer mot-ma-du-dai-0001"}
    assert guarded.get("/api/v1/forms", headers=headers).status_code == 200
    assert guarded.get("/healthz").status_code == 200


def test_an_unforeseen_error_is_a_problem_without_its_details(service, monkeypatch) -> None:
    app = create_api(service)

    @app.get("/no")
    def explode() -> str:
        raise RuntimeError("bí mật")

    answer = app.test_client().get("/no")
    assert answer.status_code == 500
    assert "bí mật" not in answer.get_data(as_text=True)
    assert json.loads(answer.data)["request_id"] == answer.headers["X-Request-ID"]


def test_a_request_is_logged_once_with_its_status(client, caplog) -> None:
    with caplog.at_level(logging.INFO, logger="doc_service.api.requests"):
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


def test_a_converter_that_is_missing_is_not_ready(service_with, tmp_path) -> None:
    app = create_api(service_with(soffice=tmp_path / "khong-co", work_folder=tmp_path / "w"))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503


def test_a_missing_converter_is_said_to_the_caller_without_paths(
    service_with, tmp_path, catalog
) -> None:
    app = create_api(service_with(soffice=tmp_path / "khong-co", work_folder=tmp_path / "w"))
    order = {"form": "mau_01", "data": dict(catalog.form("mau_01").example), "outputs": ["pdf"]}
    answer = app.test_client().post("/api/v1/documents", json=order)
    assert answer.status_code == 503
    assert answer.get_json()["code"] == "converter_missing"
