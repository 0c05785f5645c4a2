from __future__ import annotations

from pathlib import Path

import pytest

from doc_service.errors import (
    FormNotFound,
    InvalidSchema,
    LocalityNotFound,
    TemplateNotFound,
)
from doc_service.forms.catalog import Catalog, load_catalog

from .places import SCHEMAS, TEMPLATES, TO_TRINH, TO_TRINH_DATA, schema_folder, template_folder


def test_the_three_forms_of_the_movement_are_there(catalog: Catalog) -> None:
    assert catalog.names() == ["mau_01", "mau_02", "mau_03"]


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_a_form_has_a_template_and_examples(catalog: Catalog, name: str) -> None:
    form = catalog.form(name)
    assert form.name == name
    assert form.template == TEMPLATES / f"{name}.docx"
    assert form.example == form.examples[name]
    assert form.family == "dang"
    assert form.title.startswith(f"Mẫu số {name[-2:]}")
    assert form.help


def test_the_lists_lie_on_their_side_and_ask_for_a_seal(catalog: Catalog) -> None:
    assert [catalog.form(name).landscape for name in catalog.names()] == [True, True, False]
    assert all(catalog.form(name).seal_asked for name in catalog.names())


def test_an_unknown_form_is_told_those_there_are(catalog: Catalog) -> None:
    with pytest.raises(FormNotFound, match="“mau_99”.*mau_01, mau_02, mau_03"):
        catalog.form("mau_99")


def test_an_unknown_locality_is_told_those_there_are(catalog: Catalog) -> None:
    with pytest.raises(LocalityNotFound, match="“la”.*mac_dinh"):
        catalog.form("mau_01", "la")


def test_a_form_without_template_is_refused(tmp_path: Path) -> None:
    schemas = schema_folder(tmp_path / "schemas", "to_trinh", TO_TRINH, TO_TRINH_DATA)
    with pytest.raises(TemplateNotFound, match=r"to_trinh\.docx.*make templates"):
        load_catalog(schemas, TEMPLATES)


def test_a_form_without_example_is_refused(tmp_path: Path) -> None:
    schemas = schema_folder(tmp_path / "schemas", "to_trinh", TO_TRINH)
    with pytest.raises(InvalidSchema, match="“to_trinh” chưa có dữ liệu ví dụ"):
        load_catalog(schemas, TEMPLATES)


@pytest.mark.parametrize(
    ("example", "pointer"),
    [({**TO_TRINH_DATA, "nam": 1}, "/nam"), ([], ""), ({**TO_TRINH_DATA, "ngay": "2026"}, "/ngay")],
)
def test_an_example_that_the_form_would_refuse_is_refused(
    tmp_path: Path, example: object, pointer: str
) -> None:
    schemas = schema_folder(tmp_path / "schemas", "to_trinh", TO_TRINH, example)
    templates = template_folder(tmp_path / "templates", {})
    (templates / "to_trinh.docx").write_bytes(b"")
    with pytest.raises(InvalidSchema, match=r"“to_trinh\.json” không hợp") as caught:
        load_catalog(schemas, templates)
    assert caught.value.detail.startswith(f"{pointer}:")


def test_an_unreadable_example_is_refused(tmp_path: Path) -> None:
    schemas = schema_folder(tmp_path / "schemas", "to_trinh", TO_TRINH, {})
    (schemas / "examples" / "to_trinh.json").write_text("{", "utf-8")
    with pytest.raises(InvalidSchema, match=r"“to_trinh\.json”"):
        load_catalog(schemas, TEMPLATES)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSchema, match="không có biểu mẫu nào"):
        load_catalog(tmp_path, TEMPLATES)


def test_a_new_form_needs_only_its_schema_its_example_and_its_template(tmp_path: Path) -> None:
    schemas = schema_folder(tmp_path / "schemas", "to_trinh", TO_TRINH, TO_TRINH_DATA)
    templates = template_folder(tmp_path / "templates", {"an_thinh": {}})
    (templates / "to_trinh.docx").write_bytes(b"")
    assert load_catalog(schemas, templates).form("to_trinh", "an_thinh").document_type == "TTr"


def test_files_that_begin_with_an_underscore_are_no_forms(catalog: Catalog) -> None:
    assert (SCHEMAS / "_shared.json").is_file()
    assert not [name for name in catalog.names() if name.startswith("_")]
