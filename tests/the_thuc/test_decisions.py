from __future__ import annotations

import pytest

from doc_service.the_thuc.decisions import authority_name, basis_lines, citation
from doc_service.the_thuc.issuers import Issuer, issuer_kind
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.the_thuc.signature import Signer
from doc_service.vietnamese.dates import PartialDate
from doc_service.vietnamese.text import unbind

PARTY, STATE = rule_set("dang-hd36"), rule_set("nd30")
BASES = ["- Căn cứ Điều lệ Đảng;", "Xét đề nghị của Ban Xây dựng Đảng."]


def issuer(kind: str, name: str) -> Issuer:
    return Issuer(issuer_kind(kind), name, "An Thịnh")


def test_party_bases_have_dashes_and_end_in_a_comma_before_the_decision() -> None:
    assert basis_lines(PARTY, BASES, decides=True) == (
        "- Căn cứ Điều lệ Đảng;",
        "- Xét đề nghị của Ban Xây dựng Đảng,",
    )
    assert basis_lines(PARTY, BASES, decides=False)[-1].endswith("Đảng.")


def test_state_bases_have_no_dash_and_end_in_a_full_stop() -> None:
    assert basis_lines(STATE, BASES, decides=True) == (
        "Căn cứ Điều lệ Đảng;",
        "Xét đề nghị của Ban Xây dựng Đảng.",
    )


@pytest.mark.parametrize(
    ("kind", "name", "signer", "printed"),
    [
        (
            "dang_uy",
            "Đảng ủy phường An Thịnh",
            Signer("Lê An", "Phó Bí thư"),
            "BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG AN THỊNH",
        ),
        (
            "dang_uy",
            "Đảng ủy phường An Thịnh",
            Signer("Lê An", "Bí thư", body="Đảng ủy"),
            "ĐẢNG ỦY PHƯỜNG AN THỊNH",
        ),
        ("chi_bo", "Chi bộ Tổ dân phố số 5", Signer("Lê An", "Bí thư"), "CHI BỘ TỔ DÂN PHỐ SỐ 5"),
        (
            "ubnd",
            "Ủy ban nhân dân phường An Thịnh",
            Signer("Lê An", "Chủ tịch", mode="truc_tiep"),
            "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN THỊNH",
        ),
        (
            "ubnd",
            "Ủy ban nhân dân phường An Thịnh",
            Signer("Lê An", "Phó Chủ tịch", mode="ky_thay"),
            "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN THỊNH",
        ),
    ],
)
def test_who_decides_is_named_in_capitals(
    kind: str, name: str, signer: Signer, printed: str
) -> None:
    rules = STATE if kind == "ubnd" else PARTY
    assert authority_name(rules, issuer(kind, name), signer) == printed


def test_an_appendix_names_its_document_as_the_family_does() -> None:
    day = PartialDate(2026, 11, 5)
    committee = issuer("dang_uy", "Đảng ủy phường An Thịnh")
    signer = Signer("Lê An", "Bí thư")
    party = citation(PARTY, committee, signer, "QĐ", number=7, organ="ĐU", day=day)
    assert unbind(party) == (
        "Quyết định số 07-QĐ/ĐU, ngày 05/11/2026 của Ban Thường vụ Đảng ủy phường An Thịnh"
    )
    people = issuer("ubnd", "Ủy ban nhân dân phường An Thịnh")
    head = Signer("Lê An", "Chủ tịch", mode="truc_tiep")
    state = citation(STATE, people, head, "QĐ", number=7, organ="UBND", day=day)
    assert unbind(state) == (
        "Quyết định số 07/QĐ-UBND ngày 05/11/2026 của Chủ tịch Ủy ban nhân dân phường An Thịnh"
    )


def test_a_draft_leaves_number_and_day_open() -> None:
    committee = issuer("dang_uy", "Đảng ủy phường An Thịnh")
    said = citation(
        PARTY, committee, Signer("", "Bí thư"), "QĐ", number=None, organ="ĐU", day=PartialDate(2026)
    )
    assert "-QĐ/ĐU" in unbind(said)
    assert "/2026" in said
    assert "None" not in said
