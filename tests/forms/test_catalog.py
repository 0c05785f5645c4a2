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

from .places import (
    SCHEMAS,
    TEMPLATES,
    TO_TRINH,
    TO_TRINH_DATA,
    own_template,
    schema_folder,
    template_folder,
)

ASKED = {
    *("mau_01", "mau_02", "mau_03", "ke_hoach", "huong_dan", "dang_ky_mo_hinh", "ke_hoach_mo_hinh"),
    *("ban_cam_ket", "danh_sach_dang_ky_tinh", "danh_sach_cong_nhan_tinh", "tong_hop_dang_ky"),
    *("phu_luc_bao_cao", "bai_viet_dien_hinh", "ke_hoach_tham_dinh", "quyet_dinh_doan_tham_dinh"),
    *("bao_cao_mo_hinh", "bien_ban_tham_dinh", "bien_ban_binh_xet", "thong_bao_ket_qua_tham_dinh"),
    *("thong_bao_giao_nhiem_vu", "quyet_dinh_cong_nhan", "to_trinh", "bao_cao_thanh_tich_tap_the"),
    *("bao_cao_thanh_tich_ca_nhan", "danh_sach_de_nghi", "bao_cao_dinh_ky", "cong_van", "giay_moi"),
    *("ke_hoach_ubnd", "to_trinh_khen_thuong", "quyet_dinh_khen_thuong", "ke_hoach_mttq"),
    "muc_luc_ho_so",
}
"""Whatever the five official documents of the movement ask somebody to produce."""


def test_every_document_that_the_sources_ask_for_has_a_form(catalog: Catalog) -> None:
    assert set(catalog.names()) == ASKED


PRESCRIBED = ("mau_01", "mau_02", "mau_03")


@pytest.mark.parametrize("name", PRESCRIBED)
def test_a_form_has_a_template_and_examples(catalog: Catalog, name: str) -> None:
    form = catalog.form(name)
    assert form.name == name
    assert form.template == TEMPLATES / f"{name}.docx"
    assert form.example == form.examples[name]
    assert form.families == ("dang",)
    assert form.title.startswith(f"Mẫu số {name[-2:]}")
    assert form.help


def test_the_lists_lie_on_their_side_and_ask_for_a_seal(catalog: Catalog) -> None:
    kinds = [catalog.form(name).kind for name in PRESCRIBED]
    assert [kind.landscape for kind in kinds] == [True, True, False]
    assert all(kind.seal_asked for kind in kinds)


def test_an_unknown_form_is_told_those_there_are(catalog: Catalog) -> None:
    with pytest.raises(FormNotFound, match="“mau_99”.*mau_01, mau_02, mau_03"):
        catalog.form("mau_99")


def test_an_unknown_locality_is_told_those_there_are(catalog: Catalog) -> None:
    with pytest.raises(LocalityNotFound, match="“la”.*mac_dinh"):
        catalog.form("mau_01", "la")


def test_a_form_without_template_is_refused(tmp_path: Path) -> None:
    schemas = schema_folder(tmp_path / "schemas", "to_trinh_moi", TO_TRINH, TO_TRINH_DATA)
    with pytest.raises(TemplateNotFound, match=r"to_trinh_moi\.docx.*make templates"):
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
    own_template(templates, "to_trinh")
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
    own_template(templates, "to_trinh")
    assert load_catalog(schemas, templates).form("to_trinh", "an_thinh").kind.type == "TTr"


def test_files_that_begin_with_an_underscore_are_no_forms(catalog: Catalog) -> None:
    assert (SCHEMAS / "_shared.json").is_file()
    assert not [name for name in catalog.names() if name.startswith("_")]
