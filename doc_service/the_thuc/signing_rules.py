"""The hard rules of signing, as problems with their clause.

Rule ids and sources: shared domain reference §1.8 and §6 (P-SIG-01 to P-SIG-07).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from doc_service.problems import Problem, Severity
from doc_service.the_thuc.issuers import Issuer
from doc_service.the_thuc.rule_sets import RuleSet
from doc_service.the_thuc.signature import (
    Mode,
    Signer,
    is_deputy,
    prints_position,
    usual_head,
    usual_mode,
)
from doc_service.vietnamese.names import viet_hoa_ten
from doc_service.vietnamese.text import fold

CLAUSES: Final[Mapping[str, str]] = {
    "dang-hd36": "HD 36-HD/VPTW, điểm 1.7 (thể thức đề ký)",
    "dang-hd05": "HD 05-HD/VPTW, thể thức đề ký",
    "nd30": "NĐ 30/2020/NĐ-CP, Điều 13 và Phụ lục I khoản 7",
    "mttq": "Thể thức văn bản của Mặt trận, đoàn thể; NĐ 30/2020/NĐ-CP, Điều 13",
}
"""Rule set → the clause on signing that a clerk can look up."""

_RANKS = re.compile(
    r"^(?:(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|CKI|CKII|NGƯT|NSƯT)[.\s]|(?:giáo sư|phó giáo sư|"
    r"tiến s[ĩỹ]|thạc s[ĩỹ]|cử nhân|bác s[ĩỹ]|kỹ sư|"
    r"đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|"
    r"trung tá|thiếu tá|đại úy|thượng úy|trung úy|thiếu úy|đồng chí|đ/c|ông|bà)\s)",
    re.IGNORECASE,
)
_ORGAN_WORDS = re.compile(
    r"\b(?:(?:dang|chi|tinh|thanh|huyen|quan|thi) uy(?! vien)|chi bo|dang bo)\b"
)


_LONGEST: Final = 100
"""Characters of a value that a sentence repeats; forms refuse longer names and positions."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a signing rule looks at."""

    rules: RuleSet
    issuer: Issuer
    signer: Signer
    mode: Mode
    pointer: str

    @property
    def party(self) -> bool:
        """Whether a Party organ signs a Party document; the Front may use a Party form too."""
        return self.rules.family == "dang" and self.issuer.kind.family == "dang"

    @property
    def body(self) -> str:
        """The collective the organ usually signs on behalf of."""
        return next(iter(self.issuer.kind.bodies), "BAN THƯỜNG VỤ")

    def problem(
        self, field: str, code: str, message: str, *, severity: Severity = "error", clause: str = ""
    ) -> Problem:
        """Say what is wrong with one field of the signer."""
        where = clause or CLAUSES.get(self.rules.name, self.rules.label)
        return Problem(f"{self.pointer}/{field}", message, code, severity, where)


def signing_problems(rules: RuleSet, issuer: Issuer, signer: Signer, pointer: str) -> list[Problem]:
    """Return everything the signer's data break, all at once.

    Args:
        rules: the rule set of the document.
        issuer: the organ that issues it.
        signer: who signs.
        pointer: JSON Pointer of the signer's object.
    """
    mode = signer.mode or usual_mode(rules, issuer, signer.position)
    case = Case(rules, issuer, signer, mode, pointer)
    return [problem for check in CHECKS for problem in check(case)]


def unused_problems(rules: RuleSet, issuer: Issuer, signer: Signer, pointer: str) -> list[Problem]:
    """Return what the signer's data hold that would not be printed, whatever the organ is."""
    mode = signer.mode or usual_mode(rules, issuer, signer.position)
    return list(_nothing_unused(Case(rules, issuer, signer, mode, pointer)))


def _no_tuq(case: Case) -> Iterator[Problem]:
    if case.mode == "thua_uy_quyen" and case.rules.family == "dang":
        yield case.problem(
            "hinh_thuc",
            "no_tuq_in_party",
            "Văn bản của Đảng không có thừa ủy quyền; hãy dùng thừa lệnh (T/L).",
        )


def _collective_never_kt(case: Case) -> Iterator[Problem]:
    named = case.signer.body or usual_head(case.issuer, case.signer.position)
    head = named.upper()[:_LONGEST]
    collective = bool(case.issuer.kind.bodies) and case.issuer.kind.deputy_mode == "thay_mat"
    if case.mode == "ky_thay" and case.party and (collective or fold(head) == "bi thu"):
        yield case.problem(
            "hinh_thuc",
            "collective_never_kt",
            f"Không ký “K/T {head}”: đây là cơ quan làm việc theo chế độ tập thể, cấp phó cũng ký "
            f"“T/M {case.body}” rồi ghi chức vụ của mình.",
            # sources disagree on K/T CHỦ NHIỆM (rule P-SIG-02)
            severity="warning" if fold(head) == "chu nhiem" else "error",
        )


def _collective_signs_tm(case: Case) -> Iterator[Problem]:
    board_deputy = is_deputy(case.signer.position) and case.issuer.kind.deputy_mode == "truc_tiep"
    if case.mode == "truc_tiep" and case.party and case.issuer.kind.bodies and not board_deputy:
        yield case.problem(
            "hinh_thuc",
            "collective_signs_tm",
            f"{case.issuer.kind.label} ký thay mặt tập thể: “T/M {case.body}”, không ký trực tiếp.",
        )


def _head_signs_directly(case: Case) -> Iterator[Problem]:
    if case.mode == "thay_mat" and not case.issuer.kind.bodies:
        yield case.problem(
            "hinh_thuc",
            "no_collective",
            f"{case.issuer.kind.label} làm việc theo chế độ thủ trưởng: cấp trưởng ký trực tiếp, "
            "cấp phó ký thay (K/T).",
        )


def _deputy_signs_directly(case: Case) -> Iterator[Problem]:
    """A deputy in charge signs directly in the Party (§1.8), always as KT. in the State (§2.2)."""
    if case.mode != "truc_tiep" or not is_deputy(case.signer.position):
        return
    head = usual_head(case.issuer, case.signer.position)[:_LONGEST]
    if case.rules.family != "dang":
        yield case.problem(
            "hinh_thuc",
            "state_deputy_signs_kt",
            f"Cấp phó, kể cả khi được giao phụ trách, ký thay cấp trưởng: “KT. {head}”.",
        )
    elif case.issuer.kind.deputy_mode == "ky_thay":
        yield case.problem(
            "hinh_thuc",
            "deputy_direct",
            f"Cấp phó chỉ ký trực tiếp khi chưa có cấp trưởng; nếu có thì ký thay (K/T {head}).",
            severity="warning",
        )


def _named_where_needed(case: Case) -> Iterator[Problem]:
    if case.mode in ("thua_lenh", "thua_uy_quyen") and not case.signer.body:
        yield case.problem(
            "tap_the",
            "required",
            "Chưa ghi thừa lệnh, thừa ủy quyền của ai, ví dụ “Ban Thường vụ”.",
        )
    if case.mode == "kiem" and not case.signer.concurrent:
        yield case.problem("kiem", "required", "Chưa ghi chức vụ kiêm, ví dụ “Trưởng Ban Chỉ đạo”.")


_BODY_MODES: Final = ("thay_mat", "ky_thay", "thua_lenh", "thua_uy_quyen")


def _nothing_unused(case: Case) -> Iterator[Problem]:
    if case.signer.body and case.mode not in _BODY_MODES:
        yield case.problem(
            "tap_the",
            "not_printed",
            f"Hình thức ký này không ghi “{case.signer.body[:_LONGEST]}”; hãy để trống hoặc đổi "
            "hình thức ký.",
        )
    if case.signer.concurrent and case.mode != "kiem":
        yield case.problem(
            "kiem", "not_printed", "Chỉ ghi chức vụ kiêm khi hình thức ký là “Kiêm chức vụ”."
        )


def _board_without_seal(case: Case) -> Iterator[Problem]:
    """Steering boards and councils have no seal of their own (§1.8, rule P-SIG-07)."""
    if case.issuer.kind.deputy_mode != "truc_tiep":
        return
    if is_deputy(case.signer.position) and case.mode in ("ky_thay", "thay_mat"):
        yield case.problem(
            "hinh_thuc",
            "board_deputy_signs_directly",
            f"Cấp phó của {case.issuer.kind.label} ký trực tiếp, không có “K/T” hay “T/M”.",
            severity="warning",
        )
    head = fold(case.signer.position).startswith("truong ban")
    if head and case.mode == "truc_tiep":
        yield case.problem(
            "hinh_thuc",
            "steering_board_without_seal",
            "Ban Chỉ đạo không có con dấu riêng: ghi chức vụ ở cơ quan có dấu, “kiêm”, rồi "
            "“Trưởng Ban Chỉ đạo”.",
            severity="warning",
        )


def _position_without_organ(case: Case) -> Iterator[Problem]:
    if case.rules.family == "dang" and _ORGAN_WORDS.search(fold(case.signer.position)):
        yield case.problem(
            "chuc_vu",
            "organ_in_position",
            "Chức vụ không kèm tên cơ quan: ghi “Phó Bí thư”, không ghi “Phó Bí thư Đảng ủy”.",
            severity="warning",
        )
    if case.mode == "thay_mat" and not prints_position(case.rules, case.signer.position):
        yield case.problem(
            "chuc_vu",
            "member_without_position",
            "Ủy viên ký thay mặt cấp ủy không ghi chức vụ; dòng này sẽ không in ra.",
            severity="warning",
        )


def _name(case: Case) -> Iterator[Problem]:
    name = case.signer.name
    if not 0 < len(name) <= _LONGEST:
        return
    cased = viet_hoa_ten(name)
    if _RANKS.match(name):
        yield case.problem(
            "ho_ten",
            "rank_in_name",
            "Trước họ tên người ký không ghi học hàm, học vị, quân hàm, danh xưng.",
            severity="warning",
        )
    elif len(name.split()) < 2:
        yield case.problem(
            "ho_ten", "full_name", f"Họ tên người ký phải đủ họ và tên, không chỉ “{name}”."
        )
    elif cased != name:
        yield case.problem(
            "ho_ten", "name_case", f"Họ tên “{name}” viết hoa chưa đúng; có phải “{cased}”?"
        )


CHECKS: Final[tuple[Callable[[Case], Iterator[Problem]], ...]] = (
    _no_tuq,
    _collective_never_kt,
    _collective_signs_tm,
    _head_signs_directly,
    _deputy_signs_directly,
    _named_where_needed,
    _nothing_unused,
    _board_without_seal,
    _position_without_organ,
    _name,
)


def seal_problems(issuer: Issuer, pointer: str) -> list[Problem]:
    """Warn that a chi bộ has no seal, where a form asks for one (Mẫu 01–03: “Ký, đóng dấu”)."""
    if issuer.kind.seal or issuer.kind.name != "chi_bo":
        return []
    return [
        Problem(
            pointer=pointer,
            code="chi_bo_no_seal",
            severity="warning",
            message="Mẫu ghi “Ký, đóng dấu” nhưng chi bộ không có con dấu: văn bản chỉ có chữ ký. "
            "Cần dấu thì lập với tên đảng ủy cấp trên và ký thừa lệnh (T/L).",
            clause="Tham khảo HD 36-HD/VPTW về sử dụng con dấu; chi bộ không có con dấu",
        )
    ]
