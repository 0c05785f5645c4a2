from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.the_thuc.numbering import (
    DOCUMENT_TYPES,
    authority_problems,
    bare_symbol,
    number_problems,
    parse_party_symbol,
    symbol,
)
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.vietnamese.text import NBSP, NON_BREAKING_HYPHEN, unbind

from .organs import HD05, HD36, organ


@pytest.mark.parametrize(
    ("cited", "read"),
    [
        ("316-CV/BTGDVTU", (316, "CV", "BTGDVTU")),
        ("23-QĐ/TW", (23, "QĐ", "TW")),
        ("12-HD/BTGDVTU", (12, "HD", "BTGDVTU")),
        ("20-HD/BTGDVTU", (20, "HD", "BTGDVTU")),
        ("45-CT/TU", (45, "CT", "TU")),
        ("23-CTr/ThU", (23, "CTr", "ThU")),
        ("217-QĐ/TW", (217, "QĐ", "TW")),
        ("218-QĐ/TW", (218, "QĐ", "TW")),
        ("124-QĐ/TW", (124, "QĐ", "TW")),
        ("49-\nKH/ThU", (49, "KH", "ThU")),
        ("18-\nCT/TW", (18, "CT", "TW")),
        ("Số 127-QĐ/TW", (127, "QĐ", "TW")),
        ("số 05-QC/BTCTU-BDVTU", (5, "QC", "BTCTU-BDVTU")),
        ("Số 24-BS/UBKTTU", (24, "BS", "UBKTTU")),
    ],
)
def test_symbols_as_documents_cite_them_are_read(cited: str, read: tuple[int, str, str]) -> None:
    assert parse_party_symbol(cited) == read


@pytest.mark.parametrize(
    "text",
    [
        "Số: 12-KH/ĐU",
        "12/KH-UBND",
        "5-KH/ĐU",
        "12-QĐi/ĐU",
        "12-KH",
        "12-KH/",
        "12-KH/ĐU năm 2026",
        "",
    ],
)
def test_what_is_no_party_symbol_is_not_read_as_one(text: str) -> None:
    assert parse_party_symbol(text) is None


@pytest.mark.parametrize(
    ("rules", "number", "code", "organ_code", "printed"),
    [
        (HD36, 12, "KH", "ĐU", "Số 12-KH/ĐU"),
        (HD05, 5, "KH", "CB", "Số 05-KH/CB"),
        (HD36, 316, "CV", "BTGDVTU", "Số 316-CV/BTGDVTU"),
        ("nd30", 5, "QĐ", "UBND", "Số: 05/QĐ-UBND"),
        ("nd30", 12, "CV", "UBND-VX", "Số: 12/UBND-VX"),
        ("mttq", 12, "QĐ", "MTTQ-BTT", "Số: 12/QĐ-MTTQ-BTT"),
        ("mttq", 249, "CV", "MTTQ-BTT", "Số: 249/MTTQ-BTT"),
    ],
)
def test_each_family_writes_its_symbol_in_its_own_way(
    rules: str, number: int, code: str, organ_code: str, printed: str
) -> None:
    assert unbind(symbol(rule_set(rules), number, code, organ_code)) == printed


@pytest.mark.parametrize("rules", [HD36, HD05, "nd30", "mttq"])
def test_a_symbol_cannot_break_over_lines(rules: str) -> None:
    printed = symbol(rule_set(rules), 12, "KH", "MTTQ-BTT")
    assert " " not in printed
    assert "-" not in printed
    assert NON_BREAKING_HYPHEN in printed


@pytest.mark.parametrize(
    ("rules", "before", "after"),
    [(HD36, f"Số{NBSP}", "-KH/ĐU"), ("nd30", f"Số:{NBSP}", "/KH-ĐU")],
)
def test_a_draft_leaves_room_for_the_number(rules: str, before: str, after: str) -> None:
    printed = symbol(rule_set(rules), None, "KH", "ĐU")
    assert printed.startswith(before)
    room = printed.removeprefix(before).replace(NON_BREAKING_HYPHEN, "-").removesuffix(after)
    assert set(room) == {NBSP}
    assert len(room) >= 5


# domain reference §1.5
PARTY_TYPES = [
    "NQ",
    "QĐ",
    "CT",
    "KL",
    "QC",
    "TT",
    "HD",
    "TB",
    "TC",
    "BC",
    "KH",
    "QH",
    "CTr",
    "ĐA",
    "PA",
    "DA",
    "TTr",
    "CV",
    "BB",
    "BS",
]


@given(st.integers(1, 99999), st.sampled_from(PARTY_TYPES), st.sampled_from(["ĐU", "CB", "BXDĐ"]))
def test_a_party_symbol_is_read_back_as_it_was_written(number: int, code: str, organ: str) -> None:
    assert parse_party_symbol(symbol(rule_set(HD36), number, code, organ)) == (number, code, organ)


def test_every_party_type_has_a_name() -> None:
    assert set(PARTY_TYPES) <= set(DOCUMENT_TYPES)


@pytest.mark.parametrize(
    ("kind", "code"),
    [("chi_bo", "HD"), ("chi_bo", "CT"), ("chi_bo", "TT"), ("dang_uy_co_so", "CT")],
)
def test_a_type_that_the_organ_may_not_issue_is_a_warning(kind: str, code: str) -> None:
    (found,) = authority_problems(organ(kind), code, "/co_quan/loai")
    assert (found.code, found.severity, found.pointer) == ("authority", "warning", "/co_quan/loai")
    assert DOCUMENT_TYPES[code].lower() in found.message
    assert "399-QĐ/TW" in found.clause


@pytest.mark.parametrize(
    ("kind", "code"), [("dang_uy", "HD"), ("chi_bo", "KH"), ("chi_bo", "NQ"), ("ubnd", "QĐ")]
)
def test_a_type_that_the_organ_may_issue_is_left_alone(kind: str, code: str) -> None:
    assert authority_problems(organ(kind), code, "/co_quan/loai") == []


@pytest.mark.parametrize("code", ["KH", "QĐ", "TTr", "BC", "CV", "TB", "HD"])
def test_a_final_document_needs_its_number(code: str) -> None:
    [one] = number_problems(code, None, "/so_ky_hieu/so")
    assert (one.pointer, one.code, one.severity) == ("/so_ky_hieu/so", "required", "error")
    assert "lập bản dự thảo" in one.message
    assert number_problems(code, 5, "/so_ky_hieu/so") == []


@pytest.mark.parametrize("code", ["BB", "GM", ""])
def test_minutes_invitations_and_lists_may_do_without_a_number(code: str) -> None:
    assert number_problems(code, None, "/so_ky_hieu/so") == []


@given(
    st.sampled_from([HD36, HD05, "nd30", "mttq"]),
    st.integers(1, 99999),
    st.sampled_from(["KH", "QĐ", "CV"]),
)
def test_the_bare_symbol_has_no_label_and_ordinary_characters(
    rules: str, number: int, code: str
) -> None:
    found = rule_set(rules)
    bare = bare_symbol(found, symbol(found, number, code, "UBND-VX"))
    assert bare.startswith(f"{number:02d}")
    assert bare.endswith("UBND-VX")
    assert bare.isprintable()
    assert NBSP not in bare
    assert NON_BREAKING_HYPHEN not in bare
