from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog
from doc_service.forms.completion import complete
from doc_service.forms.fields import leaves
from doc_service.forms.narratives import bodies
from doc_service.forms.preparation import prepare, readings
from doc_service.narrative.printing import sections_of
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


def test_a_body_with_a_mistake_is_read_as_far_as_it_goes_and_says_what_is_wrong(
    catalog: Catalog,
) -> None:
    form = catalog.form("ke_hoach")
    read = bodies(leaves(form.fields, {"noi_dung": [{"chu": "Đúng."}, {"chu": 5}]}))
    assert [one.text for one in read["/noi_dung"].sections] == ["Đúng.", ""]
    assert [one.pointer for one in read["/noi_dung"].problems][:1] == ["/noi_dung/1/chu"]
    assert bodies(leaves(form.fields, {"noi_dung": 7})) == {}


@pytest.mark.parametrize("given", ["text", "tree"])
def test_a_body_that_was_read_to_complete_it_is_what_reading_it_again_gives(
    catalog: Catalog, given: str
) -> None:
    for form in map(catalog.form, catalog.names()):
        for data in form.examples.values():
            ready = complete(form.fields, form.locality, data)
            if given == "tree":
                ready = complete(form.fields, form.locality, ready.data)
            read = bodies(leaves(form.fields, ready.data))
            assert bodies(leaves(form.fields, ready.data), ready.narratives) == read
            assert set(ready.narratives) == set(read)
            assert complete(form.fields, form.locality, data).data == ready.data


@pytest.mark.parametrize("body", ['Ống 5" và 7" ở "Tổ 1"\x0b9" nữa', [{"chu": '“a\n5" b'}], "\x07"])
def test_a_body_that_reading_changes_once_more_is_read_again(catalog: Catalog, body: Any) -> None:
    form = catalog.form("ke_hoach")
    ready = complete(form.fields, form.locality, {"noi_dung": body})
    assert ready.narratives == {}
    (known,) = bodies(leaves(form.fields, ready.data), ready.narratives).items()
    assert known == ("/noi_dung", bodies(leaves(form.fields, ready.data))["/noi_dung"])


def test_a_template_sees_the_plain_nodes_of_a_body_and_its_sections(catalog: Catalog) -> None:
    made = prepared(catalog, "I. MỤC ĐÍCH\n- Việc thứ nhất.")
    tree = made.context["noi_dung"]
    assert tree == made.data["noi_dung"]
    assert sections_of(tree) is made.bodies["/noi_dung"].sections
    assert sections_of(list(tree)) == sections_of(tree)
