from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from doc_service.errors import InvalidSchema, LocalityNotFound
from doc_service.forms.catalog import load_catalog
from doc_service.forms.localities import LABEL_CODES, load_localities, locality

from .places import SCHEMAS, TEMPLATES, template_folder, write_json

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
        ({"labels": {"cap": "Thành phố"}}, "đặt tên cho đủ"),
        ({"labels": {"cap": {"co_so": " "}}}, "nhãn ở “cap”"),
        ({"labels": {"cap": {"co_so": 3}}}, "nhãn ở “cap”"),
        ({"labels": []}, "“labels”"),
        ({"defaults": []}, "“defaults”"),
        ({"label": 5}, "“label”"),
        ({"print_zero": "no"}, "“print_zero”"),
        ({"count_participants": "twice"}, "per_field hoặc distinct"),
        ([], "đối tượng JSON"),
    ],
)
def test_a_mistake_in_a_locality_is_refused_by_name(tmp_path: Path, data: Any, said: str) -> None:
    with pytest.raises(InvalidSchema, match=said) as caught:
        load_localities(template_folder(tmp_path, {"an_thinh": data}))
    assert "“an_thinh”" in str(caught.value)


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
