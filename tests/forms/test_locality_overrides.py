"""What a locality changes of a form: wording, columns, defaults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from doc_service.errors import InvalidSchema
from doc_service.forms.catalog import Catalog
from doc_service.forms.completion import complete
from doc_service.forms.dialect import fingerprint, read_sources, worded
from doc_service.forms.fields import Field, overridden, read_fields
from doc_service.forms.localities import FieldWording, FormOverride, Locality, load_localities
from doc_service.forms.preparation import prepare

from .places import SCHEMAS, TEMPLATES, template_folder

DONG_NGAN = {
    "issuer": {"loai": "dang_uy", "ten": "Đảng ủy phường Đông Ngàn", "dia_danh": "Đông Ngàn"},
    "signers": [
        {"chuc_vu": "Bí thư", "ho_ten": "Ngô Thế Vượng", "to": "2026-06-30"},
        {"chuc_vu": "Phó Bí thư", "ho_ten": "Lò Thị Bạch", "tap_the": "Ban Thường vụ"},
    ],
    "recipients": [{"noi": "Thường trực Thành ủy", "muc_dich": "để báo cáo"}, {"noi": "Lưu {luu}"}],
    "forms": {
        "mau_01": {
            "defaults": {"kinh_gui": "Ban Thường vụ Đảng ủy phường Đông Ngàn"},
            "labels": {
                "mo_hinh.chu_the": {"title": "Chủ thể"},
                "nam": {"title": "Năm thi đua", "help": "Năm của kế hoạch."},
            },
            "hidden": ["mo_hinh.chuc_vu"],
        }
    },
}


@pytest.fixture
def new_place(tmp_path: Path) -> Locality:
    return load_localities(template_folder(tmp_path, {"dong_ngan": DONG_NGAN}))["dong_ngan"]


def mau_01(place: Locality) -> dict[str, Any]:
    """The schema of Mẫu số 01 before the locality's override."""
    return worded(read_sources(SCHEMAS)["mau_01"], place, "mau_01.json")


def test_a_locality_renames_and_hides_columns(new_place: Locality) -> None:
    schema = mau_01(new_place)
    ready = overridden(schema, new_place.override("mau_01"), "Đông Ngàn, mau_01")
    fields = {field.name: field for field in read_fields(ready, new_place)}
    assert (fields["nam"].label, fields["nam"].help) == ("Năm thi đua", "Năm của kế hoạch.")
    rows = fields["mo_hinh"]
    assert [column.name for column in rows.asked] == ["loai", "chu_the", "ten", "linh_vuc"]
    assert [column.name for column in rows.fields if column.hidden] == ["chuc_vu"]
    column = rows.field("chu_the")
    assert column is not None
    assert column.label == "Chủ thể"
    assert column.help.startswith("Người hoặc đơn vị")
    assert fingerprint(ready) == fingerprint(schema)
    assert schema["properties"]["nam"]["title"] == "Năm đăng ký"


@pytest.mark.parametrize(
    ("override", "said"),
    [
        (FormOverride(labels={"mo_hinh.ma": FieldWording("Mã")}), "“mo_hinh.ma” không có"),
        (FormOverride(labels={"nam.ma": FieldWording("Mã")}), "“nam.ma” không có"),
        (FormOverride(hidden=("ghi_chu",)), "“ghi_chu” không có"),
        (FormOverride(hidden=("mo_hinh.ten",)), "“mo_hinh.ten” bắt buộc nhập"),
    ],
)
def test_an_override_of_what_is_not_there_or_needed_is_refused(
    new_place: Locality, override: FormOverride, said: str
) -> None:
    schema = mau_01(new_place)
    with pytest.raises(InvalidSchema, match=said):
        overridden(schema, override, "Đông Ngàn, mau_01")


def test_a_forms_own_default_goes_before_the_localitys(new_place: Locality) -> None:
    fields = read_fields(mau_01(new_place), new_place)
    own = complete(fields, new_place, {}, form="mau_01").data
    assert own["kinh_gui"] == "Ban Thường vụ Đảng ủy phường Đông Ngàn"
    assert complete(fields, new_place, {}, form="mau_02").data["kinh_gui"] == (
        "Ban Xây dựng Đảng Đảng ủy"
    )
    assert "co_quan" not in own
    assert own["noi_nhan"][0] == {"noi": "Như kính gửi"}


NARRATIVE = (
    Field("co_quan", "Cơ quan", "object", True),
    Field("ngay", "Ngày", "date", True),
    Field("noi_dung", "Nội dung", "narrative", True),
    Field("noi_nhan", "Nơi nhận", "rows", True),
    Field("nguoi_ky", "Người ký", "object", True),
)


def test_a_narrative_document_is_the_localitys_own_unless_said_otherwise(
    new_place: Locality,
) -> None:
    own = complete(NARRATIVE, new_place, {"ngay": "2026-03-01"}).data
    assert own["co_quan"] == {
        "loai": "dang_uy",
        "ten": "Đảng ủy phường Đông Ngàn",
        "dia_danh": "Đông Ngàn",
    }
    assert own["nguoi_ky"] == {"chuc_vu": "Bí thư", "ho_ten": "Ngô Thế Vượng"}
    assert own["noi_nhan"] == [
        {"noi": "Thường trực Thành ủy", "muc_dich": "để báo cáo"},
        {"noi": "Lưu Văn phòng Đảng ủy"},
    ]
    later = complete(NARRATIVE, new_place, {"ngay": "2026-07-01"}).data
    assert later["nguoi_ky"]["ho_ten"] == "Lò Thị Bạch"
    undated = complete(NARRATIVE, new_place, {"ngay": "2026"}).data
    assert undated["nguoi_ky"]["ho_ten"] == "Ngô Thế Vượng"


def test_a_document_that_names_its_addressee_goes_to_those_above(new_place: Locality) -> None:
    fields = (*NARRATIVE, Field("kinh_gui", "Kính gửi", "text", True))
    own = complete(fields, new_place, {"kinh_gui": "Thành ủy"}).data
    assert own["noi_nhan"] == [{"noi": "Như trên"}, {"noi": "Lưu Văn phòng Đảng ủy"}]


def test_another_organs_document_gets_neither_signer_nor_recipients(new_place: Locality) -> None:
    issuer = {"loai": "chi_bo", "ten": "Chi bộ khu 3", "dia_danh": "Đông Ngàn"}
    other = complete(NARRATIVE, new_place, {"co_quan": issuer}).data
    assert "nguoi_ky" not in other
    assert other["noi_nhan"] == [{"noi": "Lưu Chi bộ"}]
    state = complete(NARRATIVE, new_place, {}, families=("nha_nuoc",)).data
    assert "co_quan" not in state


def test_an_issuer_known_by_kind_only_stands_for_every_organ_of_the_kind() -> None:
    place = load_localities(TEMPLATES)["xa_thanh_uy"]
    issuer = {"loai": "dang_uy", "ten": "Đảng ủy xã Vĩnh Lạc", "dia_danh": "Vĩnh Lạc"}
    found = complete(NARRATIVE, place, {"co_quan": issuer}).data
    assert found["co_quan"] == issuer
    assert found["nguoi_ky"]["chuc_vu"] == "Phó Bí thư Thường trực"
    assert (
        "nguoi_ky" not in complete(NARRATIVE, place, {"co_quan": issuer | {"loai": "chi_bo"}}).data
    )


@pytest.mark.parametrize(
    ("place", "form", "signer"),
    [
        ("ubnd_xa_mau", "ke_hoach_ubnd", "Lương Đình Khải"),
        ("mttq_xa_mau", "ke_hoach_mttq", "Tạ Hồng Vân"),
    ],
)
def test_a_sample_localitys_plan_needs_only_its_words(
    catalog: Catalog, place: str, form: str, signer: str
) -> None:
    plan = catalog.form(form, place)
    organ = ("co_quan", "nguoi_ky", "noi_nhan")
    words = {name: value for name, value in plan.example.items() if name not in organ}
    prepared = prepare(plan, words, draft=False, today=dt.date(2026, 2, 10))
    assert prepared.data["nguoi_ky"]["ho_ten"] == signer
    assert prepared.issuer.endswith("xã Tân Hòa")
    assert not prepared.warnings
