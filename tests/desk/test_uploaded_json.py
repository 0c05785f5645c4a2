from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from doc_service.desk.uploaded_json import best_form, read_json
from doc_service.errors import BadRequest, FormNotFound
from doc_service.forms.catalog import Catalog
from tests.conftest import example


def file(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def test_data_of_every_form_are_known_as_its_own_or_not_at_all(catalog: Catalog) -> None:
    known = 0
    for name in catalog.names():
        for data in catalog.form(name).examples.values():
            try:
                assert best_form(catalog, "mac_dinh", data).name == name
            except BadRequest as error:
                assert f"({name})" in str(error)
            else:
                known += 1
    assert known > 40


def test_data_without_what_a_form_requires_are_still_known(catalog: Catalog) -> None:
    data = example(catalog.form("mau_02"))
    del data["ngay"], data["noi_nhan"]
    assert best_form(catalog, "mac_dinh", data).name == "mau_02"


@pytest.mark.parametrize("data", [{"a": 1}, {"ten": "x", "tuoi": 3}, {}])
def test_data_of_no_form_are_refused_with_how_to_name_one(
    catalog: Catalog, data: Mapping[str, Any]
) -> None:
    with pytest.raises(BadRequest, match="không hợp với biểu mẫu nào"):
        read_json(file(data), catalog, "mac_dinh")


def test_an_order_of_the_api_says_its_form(catalog: Catalog) -> None:
    data = example(catalog.form("ke_hoach"))
    order = {"form": "ke_hoach", "outputs": ["pdf"], "locality": "mac_dinh", "data": data}
    found = read_json(file(order), catalog, "mac_dinh")
    assert (found.form, found.data) == ("ke_hoach", data)


def test_data_in_an_envelope_without_a_form_are_looked_at(catalog: Catalog) -> None:
    data = example(catalog.form("mau_01"))
    assert read_json(file({"data": data}), catalog, "mac_dinh").form == "mau_01"


def test_a_form_that_there_is_not_is_said(catalog: Catalog) -> None:
    with pytest.raises(FormNotFound, match="mau_99"):
        read_json(file({"form": "mau_99", "data": {}}), catalog, "mac_dinh")


@pytest.mark.parametrize("data", [{"chung": {}, "van_ban": {}}, {"dossier": "x", "data": {}}])
def test_data_of_a_dossier_are_sent_to_its_page(catalog: Catalog, data: Any) -> None:
    with pytest.raises(BadRequest, match="trang “Hồ sơ”"):
        read_json(file(data), catalog, "mac_dinh")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"form": "mau_01",\n "data": {', "hỏng ở dòng 2"),
        (b'{"nam": NaN}', "hỏng"),
        (b"[1, 2]", "phải là một đối tượng"),
        (b"[" * 100_000, "hỏng"),
        (b'{"a":' * 30 + b"1" + b"}" * 30, "lồng nhau"),
    ],
)
def test_broken_json_is_told_with_its_place(catalog: Catalog, content: bytes, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        read_json(content, catalog, "mac_dinh")
