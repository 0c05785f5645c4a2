from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from doc_service.documents.signing import SEAL, refuse_signatures, sealed
from doc_service.errors import SigningRefused
from doc_service.forms.catalog import Catalog
from doc_service.forms.preparation import Prepared, prepare
from tests.conftest import example

PERSON = "ky_nguoi_ky"


def ready(catalog: Catalog, form: str, **changes: Any) -> Prepared:
    found = catalog.form(form)
    data = {**example(found), **changes}
    return prepare(found, data, draft=False, today=dt.date(2026, 11, 22))


@pytest.mark.parametrize(
    ("form", "day", "clause"),
    [
        ("mau_01", "2026-05-26", "HD 36-HD/VPTW, điểm 1.7"),
        ("mau_01", "2026-05-27", "HD 05-HD/VPTW, thể thức đề ký"),
        ("bao_cao_mo_hinh", "2026-10-12", "HD 05-HD/VPTW, thể thức đề ký"),
    ],
)
def test_the_seal_of_a_chi_bo_is_refused_with_the_clause(
    catalog: Catalog, form: str, day: str, clause: str
) -> None:
    prepared = ready(catalog, form, ngay=day)
    assert not sealed(prepared.context)
    with pytest.raises(SigningRefused) as caught:
        refuse_signatures(prepared, (PERSON, SEAL), ("pdf",), draft=False)
    said = str(caught.value)
    assert said.startswith("Chi bộ ")
    assert "không có con dấu" in said
    assert "thừa lệnh (T/L)" in said
    assert clause in said
    assert caught.value.status == 422


def test_the_person_who_signs_for_a_chi_bo_has_a_place(catalog: Catalog) -> None:
    refuse_signatures(ready(catalog, "mau_01"), (PERSON,), ("pdf",), draft=False)


@pytest.mark.parametrize("wanted", [(PERSON,), (SEAL,), ("ky_la",)])
def test_a_draft_has_no_place_to_sign(catalog: Catalog, wanted: tuple[str, ...]) -> None:
    with pytest.raises(SigningRefused, match="dự thảo không đặt chỗ ký.*NĐ 30/2020/NĐ-CP, Điều 13"):
        refuse_signatures(ready(catalog, "to_trinh"), wanted, ("pdf",), draft=True)


@pytest.mark.parametrize("wanted", [None, ()])
@pytest.mark.parametrize("draft", [False, True])
def test_who_asks_for_no_place_is_refused_nothing(
    catalog: Catalog, wanted: tuple[str, ...] | None, draft: bool
) -> None:
    refuse_signatures(ready(catalog, "mau_01"), wanted, ("pdf",), draft=draft)


@pytest.mark.parametrize("form", ["to_trinh", "quyet_dinh_khen_thuong", "bien_ban_tham_dinh"])
def test_an_organ_that_has_a_seal_may_have_its_place(catalog: Catalog, form: str) -> None:
    prepared = ready(catalog, form)
    assert sealed(prepared.context)
    refuse_signatures(prepared, (SEAL,), ("pdf",), draft=False)


def test_a_document_without_a_seal_is_not_said_to_be_of_an_organ_without_one(
    catalog: Catalog,
) -> None:
    with pytest.raises(SigningRefused, match="văn bản này không đóng dấu"):
        refuse_signatures(ready(catalog, "bai_viet_dien_hinh"), (SEAL,), ("pdf",), draft=False)


def test_places_to_sign_are_refused_without_a_pdf(catalog: Catalog) -> None:
    prepared = ready(catalog, "to_trinh")
    with pytest.raises(SigningRefused, match="chỉ có trong PDF"):
        refuse_signatures(prepared, (PERSON,), ("docx", "xlsx"), draft=False)
    refuse_signatures(prepared, None, ("docx",), draft=False)


def test_a_group_within_an_organ_has_no_seal(catalog: Catalog) -> None:
    form = catalog.form("bao_cao_thanh_tich_tap_the")
    data = form.examples["bao_cao_thanh_tich_tap_the.chi_hoi_phu_nu"]
    prepared = prepare(form, data, draft=False, today=dt.date(2026, 11, 22))
    assert not sealed(prepared.context)
