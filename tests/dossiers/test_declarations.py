from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from doc_service.dossiers.declarations import Dossier, dossier
from doc_service.dossiers.loading import load_dossiers
from doc_service.errors import DossierNotFound, InvalidSchema
from doc_service.forms.catalog import Catalog
from doc_service.settings import ROOT
from tests.dossiers.sets import NAMES, RECOGNITION, REGISTRATION

SAID = json.loads((ROOT / "schemas/dossiers" / f"{REGISTRATION}.json").read_text("utf-8"))


def test_there_are_the_four_dossiers_that_the_guides_ask_for(
    dossiers: Mapping[str, Dossier],
) -> None:
    assert tuple(sorted(dossiers)) == tuple(sorted(NAMES))
    assert all(one.title and one.help and one.source for one in dossiers.values())


def test_the_proposal_has_its_five_items_in_order_the_reports_in_three_copies(
    dossiers: Mapping[str, Dossier],
) -> None:
    parts = [one for one in dossiers[RECOGNITION].documents if not one.reference]
    assert [(one.form, one.copies) for one in parts] == [
        ("bien_ban_binh_xet", 1),
        ("to_trinh", 1),
        ("bao_cao_thanh_tich_tap_the", 3),
        ("bao_cao_thanh_tich_ca_nhan", 3),
        ("mau_03", 1),
        ("danh_sach_de_nghi", 1),
    ]
    assert all(one.required for one in parts)


def test_an_unknown_dossier_is_answered_by_those_there_are(
    dossiers: Mapping[str, Dossier],
) -> None:
    with pytest.raises(DossierNotFound, match="“ho_so_mat”; hiện có: ho_so_dang_ky, .*") as caught:
        dossier(dossiers, "ho_so_mat")
    assert all(name in str(caught.value) for name in NAMES)


@pytest.fixture
def declared(tmp_path: Path, catalog: Catalog):
    """Load one declaration, as somebody might write it."""
    for folder in ("dossiers", "examples/dossiers"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(
        ROOT / f"schemas/examples/dossiers/{REGISTRATION}.json", tmp_path / "examples/dossiers"
    )

    def load(said: Any) -> Dossier:
        text = said if isinstance(said, str) else json.dumps(said)
        (tmp_path / "dossiers" / f"{REGISTRATION}.json").write_text(text, "utf-8")
        return load_dossiers(tmp_path, catalog)[REGISTRATION]

    return load


def test_a_declaration_is_read_as_it_is_written(declared) -> None:
    found = declared(SAID)
    assert found.document("ke_hoach_mo_hinh").each.where == {"cap": ("thanh_pho",)}
    assert [(fact.name, slot.field) for fact, slot in found.slots("mau_01")][-1] == (
        "mo_hinh",
        "mo_hinh",
    )


def changed(*path: Any, to: Any) -> dict[str, Any]:
    said = deepcopy(SAID)
    within: Any = said
    for part in path[:-1]:
        within = within[part]
    within[path[-1]] = to
    return said


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("{", REGISTRATION),
        ("[]", "đối tượng JSON"),
        ({}, "chưa đúng"),
        (changed("documents", 0, to={"form": "mau_01"}), "chưa đúng"),
        (changed("documents", 0, "la", to=1), "chưa đúng"),
        (changed("documents", 2, "each", "fields", to={"khong_co": "ten"}), "khong_co"),
        (changed("facts", 4, "slots", to=["mau_01.khong_co"]), "mau_01 không có khong_co"),
        (changed("facts", 4, "slots", to=["mau_01"]), "chưa đúng"),
        (changed("facts", 4, "slots", to=["to_trinh.noi_dung"]), "to_trinh mà không có"),
        (changed("in_order", to=[["mau_01.ngay_la"]]), "ngay_la"),
        (
            changed("facts", 6, "slots", to=[{"at": "mau_02.mo_hinh", "columns": {"la": "ten"}}]),
            "mau_02.mo_hinh không có la",
        ),
    ],
)
def test_what_a_request_would_stumble_over_is_refused_at_the_start(
    declared, said: Any, named: str
) -> None:
    with pytest.raises(InvalidSchema, match=named):
        declared(said)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ((("documents", 0, "form"), "mau_99"), "mau_99"),
        ((("documents", 2, "each", "fact"), "la"), "la"),
        ((("documents", 2, "each", "fields"), {}), "ke_hoach_mo_hinh"),
        ((("facts", 6, "key"), "khong_co"), "khong_co"),
        ((("facts", 6, "same"), ["khong_co"]), "khong_co"),
        (
            (("facts", 6, "slots", 1, "where"), {"khong_co": "thanh_pho"}),
            "khong_co",
        ),
        (
            (
                ("votes",),
                [
                    {
                        "form": "mau_02",
                        "rows": "mo_hinh",
                        "votes": "phieu_la",
                        "present": "nam",
                        "lists": {},
                    }
                ],
            ),
            "phieu_la",
        ),
    ],
)
def test_names_that_lead_nowhere_are_refused_at_the_start(declared, change, named: str) -> None:
    path, value = change
    with pytest.raises(InvalidSchema, match=named):
        declared(changed(*path, to=value))
