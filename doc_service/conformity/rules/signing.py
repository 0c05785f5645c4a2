"""Signatures (P-SIG-*, N-SIG-*) and who may issue what (P-AUTH-01).

The hard rules of signing are those of `the_thuc.signing_rules`: the printed lines are read back
into the signer's data and judged there. Shared domain reference §1.1, §1.8, §2.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from doc_service.conformity import shapes, signers
from doc_service.conformity.parts_closing import Block
from doc_service.conformity.pieces import Piece, pieces
from doc_service.conformity.rules.case import Case, Fault, Judge, quoted
from doc_service.conformity.rules.collective import never_for_the_head, own_blocks, replaced_head
from doc_service.conformity.rules.setting import Wanted, misset
from doc_service.problems import Problem
from doc_service.the_thuc.numbering import authority_problems
from doc_service.the_thuc.signature import Signer
from doc_service.the_thuc.signing_rules import signing_problems
from doc_service.vietnamese.names import viet_hoa_ten

_FIXES: Final[Mapping[str, str]] = {
    "no_tuq_in_party": "Ký thừa lệnh: thay bằng “T/L”.",
    "collective_signs_tm": "Thêm dòng “T/M” và tên tập thể trên chức vụ người ký.",
    "no_collective": "Bỏ dòng thay mặt; cấp trưởng ký trực tiếp, cấp phó ký thay.",
    "state_deputy_signs_kt": "Thêm dòng “KT.” và chức vụ cấp trưởng trên chức vụ người ký.",
    "deputy_direct": "Nếu đã có cấp trưởng, thêm dòng “K/T” và chức vụ cấp trưởng.",
    "board_deputy_signs_directly": "Bỏ “K/T”, “T/M”; chỉ ghi chức vụ và họ tên.",
    "steering_board_without_seal": "Ghi ba dòng: chức vụ ở cơ quan có dấu, “kiêm”, “TRƯỞNG BAN CHỈ "
    "ĐẠO”.",
    "organ_in_position": "Bỏ tên cơ quan sau chức vụ.",
    "member_without_position": "Bỏ dòng chức vụ, chỉ để họ tên.",
    "rank_in_name": "Bỏ phần đứng trước họ tên.",
    "full_name": "Ghi đủ họ, tên đệm và tên của người ký.",
}
"""Code of a problem of signing → what to do on paper."""

_SURE: Final = ("no_tuq_in_party", "collective_signs_tm")
"""Errors also on paper; others depend on what only the organ knows."""

_FULL_NAME: Final = "Dưới chức vụ có đủ họ và tên người ký"


def prefixes(case: Case) -> Iterator[Fault]:
    """Judge the letters before on whose behalf somebody signs: `T/M` or `TM.`, and so on."""
    if not case.is_official:
        return
    yield from _missing(case)
    for block in own_blocks(case):
        if replaced_head(case, block):
            continue  # P-SIG-02 gives the whole block as it must be
        for piece in block.lines:
            mode, rest = signers.authority(piece.text)
            if mode is None or mode not in case.rules.signature.prefixes:
                continue
            right = f"{case.rules.signature.prefixes[mode]} {rest}"
            if piece.text.replace(" ", "") != right.replace(" ", ""):
                whose = "Văn bản của Đảng" if case.party else "Văn bản nhà nước"
                yield Fault(
                    piece.index,
                    f"{whose} viết “{case.rules.signature.prefixes[mode]}”",
                    quoted(piece.text),
                    f"Sửa thành {quoted(right)}.",
                )
    yield from _judged(case, ("no_tuq_in_party", "collective_signs_tm"))


def _missing(case: Case) -> Iterator[Fault]:
    if case.parts.closing.blocks or case.type_code == "BB" or case.parts.head.draft_mark:
        return
    seen = (one.text.strip() for one in case.paper.paragraphs[len(case.paper.paragraphs) // 2 :])
    if any(signers.opening(text) in ("authority", "position") for text in seen):
        return
    yield Fault(
        None,
        "Cuối văn bản có quyền hạn, chức vụ, chữ ký và họ tên người ký",
        "không thấy",
        "Thêm thể thức đề ký ở bên phải, ngang với “Nơi nhận”.",
    )


def judged(*codes: str) -> Judge:
    """Return a rule that tells what `the_thuc.signing_rules` finds under some of its codes."""

    def judge(case: Case) -> Iterator[Fault]:
        if case.is_official:
            yield from _judged(case, codes)

    return judge


def _judged(case: Case, codes: tuple[str, ...]) -> Iterator[Fault]:
    for block in own_blocks(case):
        signer = _signer(block)
        if signer is None or case.parts.issuer is None:
            continue
        for problem in signing_problems(case.rules, case.parts.issuer, signer, ""):
            if problem.code in codes:
                yield _fault(block, problem)


def _fault(block: Block, problem: Problem) -> Fault:
    sure = problem.code in _SURE
    severity = problem.severity if sure or problem.severity == "warning" else "warning"
    return Fault(
        block.lines[0].index,
        problem.message,
        quoted(" / ".join(block.texts)),
        _FIXES.get(problem.code, "Xem lại chỗ ký."),
        severity,
    )


def _signer(block: Block) -> Signer | None:
    """Return the data that the lines of a signature print; None where nobody is named."""
    said: dict[str, list[str]] = {"body": [], "position": [], "concurrent": []}
    mode, into = None, "position"
    for text in block.texts:
        found, rest = signers.authority(text)
        if text.lower() == "kiêm":
            into = "concurrent"
        elif found and mode is None:
            mode, into = found, "position" if found == "quyen" else "body"
            said[into].append(rest)
        elif found:
            into = "position"  # TM. of the organ, KT. of its head
        else:
            into = "position" if into == "body" and signers.is_position(text) else into
            said[into].append(text)
    if mode is None and said["concurrent"]:
        mode = "kiem"
    return Signer(
        # titles are spelt in two ways
        name=block.name.text.replace("sỹ ", "sĩ ") if block.name else "",
        position=" ".join(said["position"]),
        mode=mode or "truc_tiep",
        body=" ".join(said["body"]),
        concurrent=" ".join(said["concurrent"]),
    )


def looks(case: Case) -> Iterator[Fault]:
    """Judge weight, case and size of the lines, and the room to sign."""
    for block in own_blocks(case):
        small = next((one for one in block.lines if _is_small(one.text)), None)
        if small is not None:
            right = quoted(small.text.upper())
            yield Fault(
                small.index,
                "Quyền hạn, chức vụ người ký viết bằng chữ in hoa",
                quoted(small.text),
                f"Sửa thành {right}.",
            )
        faults = [
            fault
            for piece, wanted, what in _wanted(case, block)
            if (fault := misset(piece, wanted, what))
        ]
        yield from faults[:2]
        room = case.limits.least("blank_lines")
        if block.blank_lines is not None and block.blank_lines < room and block.name is not None:
            wanted_lines = case.rules.signature.blank_lines
            yield Fault(
                block.name.index,
                f"Giữa chức vụ và họ tên để {wanted_lines} dòng trống làm chỗ ký",
                f"{block.blank_lines} dòng trống",
                f"Thêm cho đủ {wanted_lines} dòng trống.",
            )


def _is_small(text: str) -> bool:
    return text.lower() != "kiêm" and not shapes.is_capitals(text)


def _wanted(case: Case, block: Block) -> Iterator[tuple[Piece, Wanted, str]]:
    """Yield every line with the look it must have."""
    at = case.rules.signature
    pt = case.range("signature_pt", at.pt)
    authority = Wanted(pt, "bold" in at.authority_style, False, False)
    position = Wanted(pt, "bold" in at.position_style, False, False)
    acts = any(signers.authority(text)[0] not in (None, "quyen") for text in block.texts)
    double = any(text.lower() == "kiêm" for text in block.texts)
    for piece in block.lines:
        if piece.text.lower() == "kiêm" or double:
            continue
        is_position = acts and signers.is_position(piece.text)
        yield (
            (piece, position, "Chức vụ người ký")
            if is_position
            else (
                piece,
                authority,
                "Quyền hạn ký",
            )
        )
    if block.name is not None:
        yield block.name, Wanted(pt, "bold" in at.name_style, False, False), "Họ tên người ký"


def names(case: Case) -> Iterator[Fault]:
    """Judge the names of those who sign: in full, every syllable with a capital, one space."""
    for block in case.parts.closing.blocks:
        if block.name is None:
            if case.is_official and block.is_official and not block.confirms:
                yield from _nameless(case, block)
            continue
        written = signers.without_title(block.name.raw).replace("\u00a0", " ")
        right = viet_hoa_ten(signers.without_title(block.name.text))
        if len(right.split()) < 2:
            yield Fault(block.name.index, _FULL_NAME, quoted(written), _FIXES["full_name"])
        elif written != right:
            spaced = " ".join(written.split()) == right
            yield Fault(
                block.name.index,
                "Họ tên người ký viết hoa chữ đầu mỗi tiếng"
                if not spaced
                else "Giữa các tiếng của họ tên chỉ có một dấu cách",
                quoted(written),
                f"Sửa thành {quoted(right)}.",
                "warning" if spaced else None,
            )


def _nameless(case: Case, block: Block) -> Iterator[Fault]:
    """Tell that nobody's name stands under a block: not of a draft, nor where anything may be it.

    A picture of a digital signature shows the name, and a table of its own may hold it.
    """
    last = block.lines[-1].index
    below = [one for one in case.paper.paragraphs if last < one.index < case.parts.closing.end + 4]
    if case.parts.is_draft or block.unread or any(one.pictures for one in case.paper.paragraphs):
        return
    if any(signers.is_name(one.text.strip()) for one in pieces(below)):
        return
    yield Fault(last, _FULL_NAME, "không thấy họ tên người ký", _FIXES["full_name"])


def authority(case: Case) -> Iterator[Fault]:
    """Judge whether the organ may issue this type of document."""
    issuer, name = case.parts.issuer, case.parts.head.title
    if issuer is None or name is None or not case.is_official:
        return
    committee = issuer.kind.name == "dang_uy_co_so" and case.type_code == "HD"
    whole = committee and any("T/M ĐẢNG ỦY" in block.texts for block in own_blocks(case))
    problems = authority_problems(issuer, case.type_code, "")
    if problems or whole:
        yield Fault(
            name.index,
            "Cơ quan ban hành có thẩm quyền ban hành loại văn bản này",
            f"{issuer.kind.label} ban hành {case.parts.type_name.lower()}",
            problems[0].message
            if problems
            else "Hướng dẫn của đảng ủy cơ sở do ban thường vụ ban hành: ký “T/M BAN THƯỜNG VỤ”.",
        )


RULE_CODES: Final[Mapping[str, Callable[[Case], Iterator[Fault]]]] = {
    "SIG-02": never_for_the_head,
    "SIG-03": judged("no_collective", "state_deputy_signs_kt", "deputy_direct"),
    "SIG-05": judged("organ_in_position", "member_without_position", "rank_in_name"),
    "SIG-07": judged("board_deputy_signs_directly", "steering_board_without_seal"),
}
"""Rules that the data of signing decide, without the letter of their family."""
