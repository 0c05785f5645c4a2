from __future__ import annotations

import pytest

from doc_service.errors import InvalidSchema
from doc_service.the_thuc.issuers import issuer_kind, issuer_kinds
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.the_thuc.rule_sets import rule_sets


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("tinh_uy", "TU"),
        ("dang_uy", "ĐU"),
        ("dang_uy_co_so", "ĐU"),
        ("chi_bo", "CB"),
        ("uy_ban_kiem_tra", "UBKTĐU"),
        ("co_quan_tham_muu", "BXDĐ"),
        ("ban_chi_dao", "BCĐ"),
        ("hoi_dong", "HĐ"),
        ("ubnd", "UBND"),
        ("mttq", "MTTQ-BTT"),
    ],
)
def test_an_organ_has_its_usual_abbreviation(kind: str, code: str) -> None:
    assert issuer_kind(kind).code == code


@pytest.mark.parametrize("kind", list(issuer_kinds()))
def test_every_kind_belongs_to_a_family_with_a_rule_set(kind: str) -> None:
    assert issuer_kind(kind).family in {rules.family for rules in rule_sets().values()}


@pytest.mark.parametrize("kind", list(issuer_kinds()))
def test_what_a_kind_may_not_issue_is_a_known_type(kind: str) -> None:
    assert set(issuer_kind(kind).may_not_issue) <= set(DOCUMENT_TYPES)


@pytest.mark.parametrize("kind", ["chi_bo", "ban_chi_dao", "hoi_dong"])
def test_these_kinds_have_no_seal_of_their_own(kind: str) -> None:
    assert not issuer_kind(kind).seal


def test_a_chi_bo_keeps_its_copy_itself() -> None:
    assert issuer_kind("chi_bo").keep == "Chi bộ"
    assert issuer_kind("dang_uy").keep == "Văn phòng Đảng ủy"


def test_an_unknown_kind_is_named_in_the_error() -> None:
    with pytest.raises(InvalidSchema, match="“hoi_kin”"):
        issuer_kind("hoi_kin")
