from __future__ import annotations

import io

import jsonschema_rs
import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from doc_service.forms.catalog import Catalog


@pytest.mark.every_form
def test_forms_are_listed_with_links_that_work(client: FlaskClient) -> None:
    body = client.get("/api/v1/forms").get_json()
    assert {"mau_01", "ke_hoach", "muc_luc_ho_so"} < {one["name"] for one in body["forms"]}
    assert all(one["group"] and one["families"] for one in body["forms"])
    for form in body["forms"]:
        for link in form["links"].values():
            assert client.get(link).status_code == 200
    assert client.get(body["openapi"]).status_code == 200
    assert {one["name"] for one in body["outputs"]} == {"docx", "pdf", "xlsx"}


def test_a_form_shows_its_fields_in_order(client) -> None:
    fields = client.get("/api/v1/forms/mau_01").get_json()["fields"]
    assert [one["name"] for one in fields][:3] == ["co_quan", "nam", "cap"]
    rows = next(one for one in fields if one["name"] == "mo_hinh")
    assert [one["name"] for one in rows["fields"]] == [
        "loai",
        "chu_the",
        "chuc_vu",
        "ten",
        "linh_vuc",
    ]


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_the_example_can_be_sent_back_as_it_is(client, name: str) -> None:
    example = client.get(f"/api/v1/forms/{name}/example").get_json()
    example["outputs"] = ["docx"]
    assert client.post("/api/v1/documents", json=example).status_code == 200


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_the_schema_is_complete_and_judges_the_example(client, name: str) -> None:
    answer = client.get(f"/api/v1/forms/{name}/schema")
    assert answer.mimetype == "application/schema+json"
    schema = answer.get_json()
    assert "$ref" not in answer.get_data(as_text=True)
    example = client.get(f"/api/v1/forms/{name}/example").get_json()["data"]
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(example)


def test_the_blank_workbook_opens_and_is_named(client) -> None:
    answer = client.get("/api/v1/forms/mau_01/workbook")
    assert "mau_01-trang.xlsx" in answer.headers["Content-Disposition"]
    assert "Mô hình đăng ký" in load_workbook(io.BytesIO(answer.data)).sheetnames


@pytest.mark.parametrize(
    "path", ["mau_99", "mau_99/schema", "mau_99/workbook", "mau_01?locality=xa"]
)
def test_an_unknown_form_or_locality_is_a_problem(client, path: str) -> None:
    answer = client.get(f"/api/v1/forms/{path}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.every_form
def test_the_openapi_description_is_valid_and_names_every_form(client, catalog: Catalog) -> None:
    from openapi_spec_validator import validate  # slow to load, and only this test needs it

    description = client.get("/api/v1/openapi.json").get_json()
    validate(description)
    assert set(catalog.names()) <= set(description["components"]["schemas"])


def test_every_path_of_the_description_answers(client) -> None:
    description = client.get("/api/v1/openapi.json").get_json()
    for path, methods in description["paths"].items():
        if "get" in methods and "{batch}" not in path:
            real = path.replace("{form}", "mau_01").replace("{locality}", "phuong_tay_mo")
            real = real.replace("{dossier}", "ho_so_dang_ky")
            assert client.get("/api/v1" + real).status_code == 200
