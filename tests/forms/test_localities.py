from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from doc_service.calendars import calendar
from doc_service.errors import InvalidSchema, LocalityNotFound
from doc_service.forms.catalog import load_catalog
from doc_service.forms.deadlines import due
from doc_service.forms.dialect import read_sources, worded
from doc_service.forms.fields import overridden
from doc_service.forms.localities import (
    LABEL_CODES,
    load_localities,
    locality,
    unknown_forms,
)
from doc_service.forms.proofreading import text_problems
from doc_service.forms.quotas import level_problems, quota_problems

from .places import SCHEMAS, TEMPLATES, template_folder, write_json

DEADLINE = {"id": "a", "raw": "", "what": "", "kind": "before", "date": "2026-01-18"}
QUOTA = {"id": "a", "group": "Xã", "raw": ""}
LABELS = {"linh_vuc": {"quoc_phong_an_ninh": "Lĩnh vực quốc phòng - an ninh"}}


def test_the_default_locality_labels_every_code() -> None:
    place = load_localities(TEMPLATES)["mac_dinh"]
    for name, codes in LABEL_CODES.items():
        assert tuple(place.labels[name]) == codes
        assert all(place.labels[name].values())


def test_a_locality_says_only_what_differs(tmp_path: Path) -> None:
    folder = template_folder(tmp_path, {"an_thinh": {"label": "An Thịnh", "labels": LABELS}})
    places = load_localities(folder)
    assert list(places) == ["mac_dinh", "an_thinh"]
    own = places["an_thinh"]
    assert own.label == "An Thịnh"
    assert own.labels["linh_vuc"]["quoc_phong_an_ninh"] == "Lĩnh vực quốc phòng - an ninh"
    assert own.labels["linh_vuc"]["kinh_te"] == "Lĩnh vực kinh tế"
    assert own.defaults == places["mac_dinh"].defaults


def test_a_locality_words_the_choices_and_keeps_the_codes(tmp_path: Path) -> None:
    folder = template_folder(tmp_path, {"an_thinh": {"labels": LABELS}})
    catalog = load_catalog(SCHEMAS, folder)
    own, plain = catalog.form("mau_01", "an_thinh"), catalog.form("mau_01")
    rows = own.field("mo_hinh")
    assert rows is not None
    field = rows.field("linh_vuc")
    assert field is not None
    assert field.choice_label("quoc_phong_an_ninh") == "Lĩnh vực quốc phòng - an ninh"
    assert own.fingerprint == plain.fingerprint


def test_a_locality_replaces_only_the_templates_it_has(tmp_path: Path) -> None:
    folder = template_folder(tmp_path, {"an_thinh": {}})
    (folder / "an_thinh" / "mau_01.docx").write_bytes(b"own")
    catalog = load_catalog(SCHEMAS, folder)
    assert catalog.form("mau_01", "an_thinh").template.read_bytes() == b"own"
    assert catalog.form("mau_02", "an_thinh").template == folder / "mau_02.docx"
    assert catalog.form("mau_01").template == folder / "mau_01.docx"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"nhan": {}}, "mục lạ: nhan"),
        ({"labels": {"linh_vuc": {"kinh_te_moi": "Mới"}}}, "đặt tên cho đủ"),
        ({"labels": {"linhvuc": {}}}, "bộ nhãn lạ: linhvuc"),
        ({"labels": {"cap": "Thành phố"}}, "“labels.cap”: phải là một đối tượng"),
        ({"labels": {"cap": {"co_so": " "}}}, "nhãn ở “labels.cap”"),
        ({"labels": {"cap": {"co_so": 3}}}, "“labels.cap.co_so”: phải là chữ"),
        ({"labels": []}, "“labels”"),
        ({"defaults": []}, "“defaults”"),
        ({"label": 5}, "“label”"),
        ({"print_zero": "no"}, "“print_zero”"),
        ({"count_participants": "twice"}, "per_field hoặc distinct"),
        ([], "đối tượng JSON"),
        ({"levels": ["co_so", "thanh_pho"]}, "levels phải theo thứ tự"),
        ({"levels": ["huyen"]}, r"“levels\[1\]”: phải là thanh_pho, xa_phuong hoặc co_so"),
        ({"levels": []}, "levels phải theo thứ tự"),
        ({"issuer": {"loai": "huyen_uy"}}, "“issuer”: không có loại cơ quan “huyen_uy”"),
        ({"issuer": {"ten": "Đảng ủy xã"}}, "“issuer”: thiếu mục “loai”"),
        ({"signers": [{"ho_ten": "Lò Thị Bạch"}]}, r"“signers\[1\]”: thiếu mục “chuc_vu”"),
        ({"signers": [{"chuc_vu": "Bí thư", "hinh_thuc": "ky_nhay"}]}, "không có hình thức ký"),
        ({"signers": [{"chuc_vu": "Bí thư", "from": "2026"}]}, "nhiệm kỳ"),
        ({"signers": {"chuc_vu": "Bí thư"}}, "“signers”: phải là một danh sách"),
        ({"recipients": ["Lưu"]}, r"“recipients\[1\]”: phải là một đối tượng"),
        ({"forms": {"mau_01": {"hide": []}}}, "“forms.mau_01”: có mục lạ: hide"),
        ({"forms": {"mau_01": {"labels": {"nam": "Năm"}}}}, "“forms.mau_01.labels.nam”: phải là"),
        ({"deadlines": [DEADLINE | {"kind": "soon"}]}, r"“deadlines\[1\].kind”: phải là before"),
        ({"deadlines": [DEADLINE | {"date": "2026-01"}]}, r"“deadlines\[1\]”: thời hạn “a” thiếu"),
        ({"deadlines": [DEADLINE | {"day": True}]}, r"“deadlines\[1\].day”: phải là số nguyên"),
        ({"deadlines": [DEADLINE, DEADLINE]}, "id dùng hai lần: a"),
        ({"quotas": [{"id": "a", "group": "Xã"}]}, r"“quotas\[1\]”: thiếu mục “raw”"),
        ({"quotas": [QUOTA | {"register": {"tt": 1}}]}, r"“quotas\[1\].register”: có mục lạ: tt"),
        ({"quotas": [QUOTA | {"issuer_kinds": ["chi_doan"]}]}, "không có loại cơ quan chi_doan"),
        ({"errata": [{"where": "I", "why": "x", "pattern": "("}]}, r"“errata\[1\]”: pattern"),
        ({"typos": {"phù hớp": 1}}, "“typos.phù hớp”: phải là chữ"),
    ],
)
def test_a_mistake_in_a_locality_is_refused_by_name(tmp_path: Path, data: Any, said: str) -> None:
    with pytest.raises(InvalidSchema, match=said) as caught:
        load_localities(template_folder(tmp_path, {"an_thinh": data}))
    assert "“an_thinh”" in str(caught.value)


NEW_PLACE = {
    "label": "Phường Đông Ngàn",
    "labels": {"cap_ngan": {"xa_phuong": "phường"}},
    "levels": ["thanh_pho", "xa_phuong"],
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
    "deadlines": [
        {
            "id": "dang_ky",
            "raw": "trước ngày 25/01 hằng năm",
            "what": "Đăng ký",
            "kind": "before",
            "form": "mau_01",
            "from": "Các chi bộ",
            "to": "Đảng ủy",
            "month": 1,
            "day": 25,
            "every": "year",
        }
    ],
    "quotas": [
        {
            "id": "chi_bo",
            "group": "Chi bộ",
            "issuer_kinds": ["chi_bo"],
            "register": {"tong": 2},
            "raw": "ít nhất 02 mô hình",
        }
    ],
    "errata": [{"where": "II", "found": "01 mô hinh", "propose": "01 mô hình", "why": "Viết sai"}],
    "typos": {"tổ dân vẩn": "tổ dân vận"},
}
"""Everything a locality can say, in one file."""


def test_a_new_locality_is_one_file(tmp_path: Path) -> None:
    folder = template_folder(tmp_path, {"dong_ngan": NEW_PLACE})
    catalog = load_catalog(SCHEMAS, folder)
    place = catalog.form("mau_01", "dong_ngan").locality
    (deadline,) = due(place.deadlines, dt.date(2026, 1, 20), within_days=7)
    assert (deadline.day, deadline.deadline.from_) == (dt.date(2026, 1, 24), "Các chi bộ")
    (problem,) = quota_problems(place, "chi_bo", "Chi bộ khu 3", [])
    assert "còn thiếu 2" in problem.message
    found = text_problems(place, "01 mô hinh của tổ dân vẩn, phù hớp", "", "Nội dung")
    assert [one.code for one in found] == ["erratum", "typo", "typo"]
    assert level_problems(place, {"cap": "co_so"})
    assert b"BEGIN:VEVENT" in calendar(place.label, place.deadlines, 2026)


def test_every_shipped_locality_loads_and_names_only_forms_and_fields_there_are() -> None:
    places = load_localities(TEMPLATES)
    assert set(places) >= {
        "mac_dinh",
        "phuong_tay_mo",
        "xa_thanh_uy",
        "xa_xuan_hung",
        "ban_tgdv_ha_tinh",
        "thi_xa_2023",
        "ubnd_xa_mau",
        "mttq_xa_mau",
    }
    sources = read_sources(SCHEMAS)
    for place in places.values():
        assert unknown_forms(place, list(sources)) == []
        for form in place.forms:
            schema = worded(sources[form], place, form)
            overridden(schema, place.override(form), place.label)
    plain = places["mac_dinh"]
    assert (plain.issuer, plain.signers, plain.deadlines, plain.quotas) == (None, (), (), ())


def test_only_the_invented_localities_name_people() -> None:
    named = {
        place.name
        for place in load_localities(TEMPLATES).values()
        if any(signer.ho_ten for signer in place.signers)
    }
    assert named == {"ubnd_xa_mau", "mttq_xa_mau"}


def test_an_unknown_form_in_a_locality_is_named(tmp_path: Path) -> None:
    data = {"forms": {"mau_99": {}}, "deadlines": [DEADLINE | {"form": "mau_98"}]}
    place = load_localities(template_folder(tmp_path, {"an_thinh": data}))["an_thinh"]
    assert {"mau_98", "mau_99"} <= set(unknown_forms(place, ["mau_01"]))
    assert "mau_01" not in unknown_forms(place, ["mau_01"])


def test_a_default_for_a_field_that_no_form_has_is_refused(tmp_path: Path) -> None:
    folder = template_folder(tmp_path, {"an_thinh": {"defaults": {"kinhgui": "Đảng ủy"}}})
    with pytest.raises(InvalidSchema, match="kinhgui"):
        load_catalog(SCHEMAS, folder)


def test_a_broken_file_is_refused_by_name(tmp_path: Path) -> None:
    folder = template_folder(tmp_path, {"an_thinh": {}})
    (folder / "an_thinh" / "locality.json").write_text("{", "utf-8")
    with pytest.raises(InvalidSchema, match="“an_thinh”"):
        load_localities(folder)


def test_a_folder_name_must_survive_any_file_system(tmp_path: Path) -> None:
    with pytest.raises(InvalidSchema, match="“An Thịnh”"):
        load_localities(template_folder(tmp_path, {"An Thịnh": {}}))


def test_without_a_default_locality_nothing_starts(tmp_path: Path) -> None:
    write_json(tmp_path / "an_thinh" / "locality.json", {})
    with pytest.raises(InvalidSchema, match="“mac_dinh”"):
        load_localities(tmp_path)


def test_an_unknown_locality_is_told_those_there_are() -> None:
    places = load_localities(TEMPLATES)
    with pytest.raises(LocalityNotFound, match="“la”.*mac_dinh"):
        locality(places, "la")
    assert locality(places, "").name == "mac_dinh"
