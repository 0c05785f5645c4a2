from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog
from doc_service.forms.preparation import prepare, readings
from tests.conftest import example, today


def prepared(catalog: Catalog, body: Any) -> Any:
    form = catalog.form("ke_hoach")
    data = {**example(form), "noi_dung": body}
    return prepare(form, data, draft=False, today=today())


def test_text_and_tree_are_the_same_document(catalog: Catalog) -> None:
    text = "I. MỤC ĐÍCH\n1. Yêu cầu\nThực chất, hiệu quả."
    tree = [
        {
            "tieu_de": "MỤC ĐÍCH",
            "con": [{"tieu_de": "Yêu cầu", "con": [{"chu": "Thực chất, hiệu quả."}]}],
        }
    ]
    assert prepared(catalog, text).data_sha256 == prepared(catalog, tree).data_sha256


def test_every_paragraph_must_be_readable_in_the_document(catalog: Catalog) -> None:
    found = dict(readings(prepared(catalog, "I. MỤC ĐÍCH\n- Việc **thứ nhất**.")))
    assert found["/noi_dung/0/tieu_de"] == ("MỤC ĐÍCH",)
    assert found["/noi_dung/0/con/0/chu"] == ("Việc thứ nhất.",)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ([], "/noi_dung"),
        ("", "/noi_dung"),
        (7, "/noi_dung"),
        ([{"kieu": "chuong", "chu": "a"}], "/noi_dung/0/kieu"),
        ([{"chu": 5}], "/noi_dung/0/chu"),
        ([{"la": "a"}], "/noi_dung/0/la"),
        (["đoạn"], "/noi_dung/0"),
    ],
)
def test_a_wrong_tree_is_answered_by_its_place(catalog: Catalog, body: Any, pointer: str) -> None:
    with pytest.raises(InvalidData) as caught:
        prepared(catalog, body)
    assert pointer in [one.pointer for one in caught.value.problems]
    assert all("Nội dung" in one.message for one in caught.value.problems)


def test_the_published_schema_knows_both_ways_of_writing_a_body(catalog: Catalog) -> None:
    schema = json.loads(json.dumps(catalog.form("ke_hoach").schema))
    judge = jsonschema_rs.Draft202012Validator(
        schema["properties"]["noi_dung"] | {"$defs": schema["$defs"]}
    )
    assert judge.is_valid("I. MỤC ĐÍCH")
    assert judge.is_valid([{"tieu_de": "MỤC ĐÍCH", "con": [{"chu": "Việc."}]}])
    assert not judge.is_valid([{"con": [{"la": 1}]}])
