from __future__ import annotations

import pytest

from doc_service.problems import Problem
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.rule_sets import RuleSet, rule_set
from doc_service.the_thuc.signature import Mode, Signer
from doc_service.the_thuc.signing_rules import seal_problems, signing_problems, unused_problems

from .organs import HD05, HD36, organ, rules_of

NAME = "Lê Thị Diệu Hằng"


def found(kind: str, signer: Signer, rules: RuleSet | None = None) -> list[Problem]:
    return signing_problems(rules or rules_of(kind), organ(kind), signer, "/nguoi_ky")


@pytest.mark.parametrize(
    ("kind", "position"),
    [
        ("tinh_uy", "Bí thư"),
        ("dang_uy", "Phó Bí thư Thường trực"),
        ("dang_uy_co_so", "Phó Bí thư"),
        ("chi_bo", "Bí thư"),
        ("uy_ban_kiem_tra", "Phó Chủ nhiệm"),
        ("co_quan_tham_muu", "Trưởng ban"),
        ("co_quan_tham_muu", "Phó Trưởng ban"),
        ("ban_chi_dao", "Phó Trưởng ban"),
        ("hoi_dong", "Chủ tịch"),
        ("hoi_dong", "Phó Chủ tịch"),
        ("ubnd", "Chủ tịch"),
        ("ubnd", "Phó Chủ tịch"),
        ("mttq", "Chủ tịch"),
        ("doan_the", "Phó Bí thư"),
    ],
)
def test_the_usual_signers_break_no_rule(kind: str, position: str) -> None:
    assert found(kind, Signer(NAME, position)) == []


BREACHES: list[tuple[str, Signer, str, str, str]] = [
    ("dang_uy", Signer(NAME, "Phó Bí thư", "ky_thay"), "collective_never_kt", "hinh_thuc", "error"),
    ("chi_bo", Signer(NAME, "Phó Bí thư", "ky_thay"), "collective_never_kt", "hinh_thuc", "error"),
    (
        "co_quan_tham_muu",
        Signer(NAME, "Phó Bí thư", "ky_thay", body="Bí thư"),
        "collective_never_kt",
        "hinh_thuc",
        "error",
    ),
    (
        "uy_ban_kiem_tra",
        Signer(NAME, "Phó Chủ nhiệm", "ky_thay"),
        "collective_never_kt",
        "hinh_thuc",
        "warning",
    ),
    ("dang_uy", Signer(NAME, "Bí thư", "truc_tiep"), "collective_signs_tm", "hinh_thuc", "error"),
    (
        "co_quan_tham_muu",
        Signer(NAME, "Phó Trưởng ban", "thua_uy_quyen", body="Trưởng ban"),
        "no_tuq_in_party",
        "hinh_thuc",
        "error",
    ),
    (
        "co_quan_tham_muu",
        Signer(NAME, "Trưởng ban", "thay_mat"),
        "no_collective",
        "hinh_thuc",
        "error",
    ),
    (
        "co_quan_tham_muu",
        Signer(NAME, "Phó Trưởng ban", "truc_tiep"),
        "deputy_direct",
        "hinh_thuc",
        "warning",
    ),
    (
        "ubnd",
        Signer(NAME, "Phó Chủ tịch", "truc_tiep"),
        "state_deputy_signs_kt",
        "hinh_thuc",
        "error",
    ),
    ("dang_uy", Signer(NAME, "Chánh Văn phòng", "thua_lenh"), "required", "tap_the", "error"),
    ("ubnd", Signer(NAME, "Chánh Văn phòng", "thua_uy_quyen"), "required", "tap_the", "error"),
    ("ban_chi_dao", Signer(NAME, "Phó Bí thư", "kiem"), "required", "kiem", "error"),
    (
        "co_quan_tham_muu",
        Signer(NAME, "Trưởng ban", body="Ban Thường vụ"),
        "not_printed",
        "tap_the",
        "error",
    ),
    ("dang_uy", Signer(NAME, "Bí thư", concurrent="Trưởng ban"), "not_printed", "kiem", "error"),
    (
        "ban_chi_dao",
        Signer(NAME, "Phó Trưởng ban", "ky_thay"),
        "board_deputy_signs_directly",
        "hinh_thuc",
        "warning",
    ),
    (
        "hoi_dong",
        Signer(NAME, "Phó Chủ tịch", "thay_mat"),
        "board_deputy_signs_directly",
        "hinh_thuc",
        "warning",
    ),
    (
        "ban_chi_dao",
        Signer(NAME, "Trưởng ban"),
        "steering_board_without_seal",
        "hinh_thuc",
        "warning",
    ),
    ("dang_uy", Signer(NAME, "Phó Bí thư Đảng ủy"), "organ_in_position", "chuc_vu", "warning"),
    ("chi_bo", Signer(NAME, "Bí thư Chi bộ"), "organ_in_position", "chuc_vu", "warning"),
    (
        "dang_uy",
        Signer(NAME, "Ủy viên Ban Thường vụ"),
        "member_without_position",
        "chuc_vu",
        "warning",
    ),
    ("dang_uy", Signer(NAME, "Đảng ủy viên"), "member_without_position", "chuc_vu", "warning"),
    ("dang_uy", Signer("ThS. Lê Thị Diệu Hằng", "Bí thư"), "rank_in_name", "ho_ten", "warning"),
    ("dang_uy", Signer("TS Lê Thị Diệu Hằng", "Bí thư"), "rank_in_name", "ho_ten", "warning"),
    ("dang_uy", Signer("PGS.TS. Lê Diệu Hằng", "Bí thư"), "rank_in_name", "ho_ten", "warning"),
    ("dang_uy", Signer("Đại tá Lê Diệu Hằng", "Bí thư"), "rank_in_name", "ho_ten", "warning"),
    ("dang_uy", Signer("đồng chí Lê Diệu Hằng", "Bí thư"), "rank_in_name", "ho_ten", "warning"),
    ("dang_uy", Signer("Hằng", "Bí thư"), "full_name", "ho_ten", "error"),
    ("dang_uy", Signer("Lê thị Diệu Hằng", "Bí thư"), "name_case", "ho_ten", "error"),
    ("dang_uy", Signer("LÊ THỊ DIỆU HẰNG", "Bí thư"), "name_case", "ho_ten", "error"),
]


@pytest.mark.parametrize(
    ("kind", "signer", "code", "field", "severity"),
    BREACHES,
    ids=[f"{kind}-{code}-{at}" for at, (kind, _, code, _, _) in enumerate(BREACHES)],
)
def test_a_broken_rule_is_one_problem_with_its_field_and_clause(
    kind: str, signer: Signer, code: str, field: str, severity: str
) -> None:
    (problem,) = found(kind, signer)
    assert (problem.code, problem.pointer, problem.severity) == (
        code,
        f"/nguoi_ky/{field}",
        severity,
    )
    assert problem.clause
    assert problem.message[0].isupper()
    assert problem.message[-1] in ".?"


def test_all_broken_rules_are_told_at_once() -> None:
    signer = Signer("ông Lê văn Khải", "Phó Bí thư Đảng ủy", "ky_thay", concurrent="Trưởng ban")
    assert [problem.code for problem in found("dang_uy", signer)] == [
        "collective_never_kt",
        "not_printed",
        "organ_in_position",
        "rank_in_name",
    ]


def test_kt_bi_thu_is_explained_with_the_right_form() -> None:
    (problem,) = found("dang_uy", Signer(NAME, "Phó Bí thư", "ky_thay"))
    assert "K/T BÍ THƯ" in problem.message
    assert "T/M BAN THƯỜNG VỤ" in problem.message


def test_a_wrong_name_is_told_with_a_proposal() -> None:
    (problem,) = found("chi_bo", Signer("Lê văn Khải", "Bí thư"))
    assert "“Lê Văn Khải”" in problem.message


@pytest.mark.parametrize(
    ("rules", "said"),
    [(HD36, "36-HD/VPTW"), (HD05, "05-HD/VPTW"), ("nd30", "30/2020/NĐ-CP"), ("mttq", "Mặt trận")],
)
def test_the_clause_is_of_the_rule_set_in_force(rules: str, said: str) -> None:
    (problem,) = found("dang_uy", Signer("Hằng", "Bí thư"), rule_set(rules))
    assert said in problem.clause


def test_the_front_may_sign_kt_even_on_a_party_form() -> None:
    signer = Signer(NAME, "Phó Chủ tịch", "ky_thay")
    assert found("mttq", signer, rule_set(HD36)) == []


@pytest.mark.parametrize("mode", ["ky_thay", "thua_lenh", "thua_uy_quyen", "thay_mat"])
def test_the_state_has_every_way_of_signing(mode: Mode) -> None:
    assert found("ubnd", Signer(NAME, "Phó Chủ tịch", mode, body="Chủ tịch")) == []


@pytest.mark.parametrize("name", ["", "Y Lan Niê", "H’Bia Êban", "Thích Minh Tuệ Hải"])
def test_names_of_every_people_and_a_blank_are_accepted(name: str) -> None:
    assert found("chi_bo", Signer(name, "Bí thư")) == []


@pytest.mark.parametrize("kind", list(issuer_kinds()))
def test_only_a_chi_bo_is_warned_that_it_has_no_seal(kind: str) -> None:
    problems = seal_problems(organ(kind), "/nguoi_ky")
    assert [(one.code, one.severity, one.pointer) for one in problems] == (
        [("chi_bo_no_seal", "warning", "/nguoi_ky")] if kind == "chi_bo" else []
    )


def test_what_a_signature_would_not_print_is_told_whatever_the_organ_is() -> None:
    signer = Signer(NAME, "Bí thư", "quyen", body="Ban Thường vụ", concurrent="Trưởng ban")
    told = unused_problems(rule_set(HD05), organ("chi_bo"), signer, "/nguoi_ky")
    assert [one.pointer for one in told] == ["/nguoi_ky/tap_the", "/nguoi_ky/kiem"]


def test_a_name_without_end_is_not_repeated_in_a_sentence() -> None:
    endless = "đội " * 3000
    told = found("dang_uy", Signer(endless, "Bí thư", "ky_thay", body=endless))
    assert max(len(one.message) for one in told) < 400
