from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from doc_service.errors import InvalidSchema
from doc_service.forms.catalog import Catalog
from doc_service.forms.derived import DERIVATION_PARAMETERS, DERIVATIONS
from doc_service.forms.dialect import fingerprint, read_sources, worded
from doc_service.forms.rules import RULE_PARAMETERS, RULES

from .places import SCHEMAS, read_json, schema_folder

Change = Callable[[dict[str, Any]], Any]


def read_changed(catalog: Catalog, folder: Path, change: Change) -> dict[str, Any]:
    """Read Mẫu 02 after a change of its author."""
    schema = read_json(SCHEMAS / "mau_02.json")
    change(schema)
    source = read_sources(schema_folder(folder, "mau_02", schema))["mau_02"]
    return worded(source, catalog.localities["mac_dinh"], "mau_02.json")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: s.update(minProperties=1), "chưa được phép"),
        (lambda s: s["properties"]["nam"].update(multipleOf=2), "chưa được phép"),
        (lambda s: s["properties"]["nam"].update({"type": "number"}), "chưa được phép"),
        (
            lambda s: s["properties"]["nam"].pop("title") and s["properties"]["nam"].pop("$ref"),
            "chưa được phép",
        ),
        (
            lambda s: s["properties"].update(TenLa={"title": "Lạ", "type": "string"}),
            "chưa được phép",
        ),
        (lambda s: s["properties"]["mo_hinh"].pop("maxItems"), "chưa được phép"),
        (lambda s: s.update(additionalProperties=True), "chưa được phép"),
        (lambda s: s["x-rules"].append({"rule": "la"}), "quy tắc lạ “la”"),
        (lambda s: s["x-derived"].append({"name": "a", "kind": "la"}), "phép tính lạ “la”"),
        (lambda s: s["properties"]["nam"].update({"$ref": "_shared.json#/$defs/la"}), "defs/la”"),
        (lambda s: s["properties"]["nam"].update({"$ref": "#/$defs/nam"}), "không có"),
        (
            lambda s: s["properties"]["tong"]["properties"]["tap_the"].update({"x-choices": "la"}),
            "lựa chọn lạ “la”",
        ),
        (
            lambda s: s["properties"]["so_lieu"]["items"]["properties"]["cap"].update(
                {"x-choices": "la"}
            ),
            "lựa chọn lạ “la”",
        ),
        (lambda s: s["x-rules"][1].pop("near"), "“no_duplicates” cần đúng các mục"),
        (lambda s: s["x-rules"][1].update(gan="ten"), "“no_duplicates” cần đúng các mục"),
        (lambda s: s["x-rules"][1].update(near="la"), "“no_duplicates” nhắc đến “la”"),
        (lambda s: s["x-rules"][1].update(rows="la"), "“no_duplicates” nhắc đến “la”"),
        (lambda s: s["x-rules"][1].update(rows=["so_lieu"]), "nhắc đến “chu_the”"),
        (lambda s: s["x-rules"][5].update(derived="la"), "“tally_agrees” nhắc đến “la”"),
        (lambda s: s["x-derived"][0].update(level="la"), "“tally” nhắc đến “la”"),
        (
            lambda s: s["x-derived"].append({"name": "nam", "kind": "numbered", "rows": "mo_hinh"}),
            "“nam” vừa nhập vừa tính",
        ),
        (
            lambda s: s["x-rules"].append(
                {"rule": "rows_one", "rows": "mo_hinh", "choice": "loai", "code": "la"}
            ),
            "“rows_one” nhắc đến “la”",
        ),
        (lambda s: s["x-document"].update(title="Biểu {la}"), "nhắc đến la"),
        (lambda s: s["x-document"].update(type="XYZ"), "loại văn bản lạ “XYZ”"),
    ],
)
def test_what_no_face_could_show_is_refused_with_the_name_of_the_file(
    catalog: Catalog, tmp_path: Path, change: Change, said: str
) -> None:
    with pytest.raises(InvalidSchema, match=said) as caught:
        read_changed(catalog, tmp_path, change)
    assert "“mau_02.json”" in str(caught.value)


def test_the_log_says_where_the_dialect_was_left(catalog: Catalog, tmp_path: Path) -> None:
    with pytest.raises(InvalidSchema) as caught:
        read_changed(catalog, tmp_path, lambda s: s["properties"]["nam"].update(multipleOf=2))
    assert "/properties/nam" in caught.value.detail


@pytest.mark.parametrize("text", ["{", "[]", "\udcff"])
def test_a_file_that_is_no_json_object_is_refused(
    catalog: Catalog, tmp_path: Path, text: str
) -> None:
    folder = schema_folder(tmp_path, "mau", {})
    (folder / "mau.json").write_text(text, "utf-8", errors="surrogateescape")
    with pytest.raises(InvalidSchema, match="“mau.json”"):
        read_sources(folder)


def test_shared_pieces_are_inlined_and_may_be_reworded(catalog: Catalog, tmp_path: Path) -> None:
    schema = read_changed(catalog, tmp_path, lambda s: None)
    assert "$ref" not in str(schema)
    assert schema["properties"]["nam"]["title"] == "Năm tổng hợp"
    assert schema["properties"]["nam"]["minimum"] == 2009


def test_choices_become_the_codes_that_the_api_takes(catalog: Catalog, tmp_path: Path) -> None:
    schema = read_changed(catalog, tmp_path, lambda s: None)
    columns = schema["properties"]["so_lieu"]["items"]["properties"]
    assert columns["cap"]["enum"] == ["thanh_pho", "xa_phuong", "co_so"]
    assert columns["linh_vuc"]["enum"][-1] == "cong"
    assert "chi_bo" in schema["properties"]["co_quan"]["properties"]["loai"]["enum"]


def test_every_rule_and_derivation_says_what_it_needs() -> None:
    assert set(RULE_PARAMETERS) == set(RULES)
    assert set(DERIVATION_PARAMETERS) == set(DERIVATIONS)


@pytest.mark.parametrize(
    "reword",
    [
        lambda s: s.update(title="Khác", description="Khác"),
        lambda s: s["properties"]["nam"].update(title="Năm nào", description="Giúp"),
        lambda s: s["properties"]["mo_hinh"].update({"x-section": "Khác"}),
        lambda s: s["properties"]["kinh_gui"].update(maxLength=500),
    ],
)
def test_rewording_leaves_the_fingerprint(catalog: Catalog, reword: Change) -> None:
    schema = deepcopy(dict(catalog.form("mau_02").schema))
    before = fingerprint(schema)
    reword(schema)
    assert fingerprint(schema) == before


@pytest.mark.parametrize(
    "restructure",
    [
        lambda s: s["properties"].pop("tong"),
        lambda s: s["properties"].update(la={"title": "Lạ", "type": "string"}),
        lambda s: s["properties"]["nam"].update(type="string"),
        lambda s: s["required"].remove("nam"),
        lambda s: s["properties"]["ngay"].pop("format"),
        lambda s: s["properties"]["so_lieu"]["items"]["properties"]["cap"]["enum"].pop(),
        lambda s: s["properties"]["so_lieu"]["items"]["properties"].pop("ca_nhan"),
    ],
)
def test_another_structure_has_another_fingerprint(catalog: Catalog, restructure: Change) -> None:
    schema = deepcopy(dict(catalog.form("mau_02").schema))
    before = fingerprint(schema)
    restructure(schema)
    assert fingerprint(schema) != before


def test_forms_have_different_fingerprints(catalog: Catalog) -> None:
    prints = {form.fingerprint for form in catalog.forms.values()}
    assert len(prints) == len(catalog.names())
