from __future__ import annotations

from typing import Any

from doc_service.forms.advice import advice
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.fields import leaves
from doc_service.forms.localities import Locality
from doc_service.forms.narratives import bodies
from doc_service.problems import Problem
from tests.conftest import example


def judged(form: Form, place: Locality, data: dict[str, Any]) -> list[Problem]:
    found = leaves(form.fields, data)
    return advice(form.fields, place, data, bodies(found), found)


def said(catalog: Catalog, **changes: Any) -> list[tuple[str, str]]:
    form = catalog.form("ke_hoach")
    data = {**example(form), **changes}
    return [(one.pointer, one.message) for one in judged(form, form.locality, data)]


def test_a_plan_without_slips_gets_no_advice(catalog: Catalog) -> None:
    body = [{"tieu_de": "MỤC ĐÍCH", "con": [{"chu": "Thực hiện trước ngày 30/11/2026."}]}]
    assert said(catalog, noi_dung=body) == []


def test_slips_of_every_kind_are_said_at_their_place_and_none_stops_the_document(
    catalog: Catalog,
) -> None:
    body = [
        {"tieu_de": "MỤC ĐÍCH", "con": [{"chu": "Báo cáo trước ngày 31/11/2026."}]},
        {"tieu_de": "NỘI DUNG", "con": [{"chu": "Theo mục 1, phần VI kế hoạch này."}]},
        {"so": "V.", "tieu_de": "TỔ CHỨC", "con": [{"chu": "Các đơn vị trục thuộc thực hiện."}]},
    ]
    found = dict(said(catalog, noi_dung=body, noi_nhan=[{"noi": "Ban Chỉ đạo thu đua"}]))
    assert "30/11/2026" in found["/noi_dung/0/con/0/chu"]
    assert "phần VI" in found["/noi_dung/1/con/0/chu"]
    assert "trực thuộc" in found["/noi_dung/2/con/0/chu"]
    assert "thiếu" in found["/noi_dung/2/so"]
    assert "thi đua" in found["/noi_nhan/0/noi"]
    form = catalog.form("ke_hoach")
    data = {**example(form), "noi_dung": body}
    assert {one.severity for one in judged(form, form.locality, data)} == {"warning"}


def test_data_of_any_shape_are_no_trouble(catalog: Catalog) -> None:
    for body in (None, 7, "chữ", [7], [{"la": 1}]):
        assert said(catalog, noi_dung=body) == []


def test_a_signer_whom_the_place_does_not_know_or_whose_term_is_over_is_told(
    catalog: Catalog,
) -> None:
    form = catalog.form("ke_hoach_ubnd", "ubnd_xa_mau")
    place = form.locality
    assert place.issuer is not None
    known = next(one for one in place.signers if one.ho_ten)
    data = {"co_quan": place.issuer.data(), "ngay": "2026-03-02", "nguoi_ky": known.data()}
    assert [one for one in judged(form, place, data) if one.code == "unknown_signer"] == []
    data["nguoi_ky"] = {**known.data(), "ho_ten": "Người Lạ Mặt"}
    [problem] = [one for one in judged(form, place, data) if one.code == "unknown_signer"]
    assert known.ho_ten in problem.message


def test_levels_are_looked_for_in_fields_of_the_form_only(catalog: Catalog) -> None:
    form = catalog.form("mau_01", "thi_xa_2023")
    absent = next(one for one in form.locality.labels["cap"] if one not in form.locality.levels)
    rows = [{"cap": absent}]
    assert judged(form, form.locality, {"a/b": rows}) == []
    assert [one.code for one in judged(form, form.locality, {"cap": absent})] == ["level"]
