"""Who signs for a collective (P-SIG-02): its deputies sign on its behalf, never for its head.

Shared domain reference §1.8: `K/T BÍ THƯ` is an error, alone or below `T/M …`. The State's
`TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH` is right, and so is an office's `T/L … / K/T CHÁNH VĂN PHÒNG`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doc_service.conformity import signers
from doc_service.conformity.parts_closing import Block
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.vietnamese.text import fold

_ORGAN_AFTER: Final = re.compile(r" (?:(?:ĐẢNG|CHI|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) ỦY|CHI BỘ|ĐẢNG BỘ)$")


def own_blocks(case: Case) -> Iterator[Block]:
    """Yield the blocks in which the issuer signs; those that confirm are others'."""
    return (one for one in case.parts.closing.blocks if not one.confirms and one.is_official)


def never_for_the_head(case: Case) -> Iterator[Fault]:
    """Judge every line of authority in Party documents: a collective's deputy signs `T/M`."""
    if not case.is_official:
        return
    for block in own_blocks(case):
        head = replaced_head(case, block)
        if head:
            right = quoted(" / ".join((_body(case, block), *_position(block, head))))
            yield Fault(
                block.lines[0].index,
                f"Cơ quan làm việc theo chế độ tập thể không ký “K/T {head}”; cấp phó cũng ký "
                "thay mặt tập thể (T/M) rồi ghi chức vụ của mình",
                quoted(" / ".join(block.texts)),
                f"Sửa thành {right}.",
                # sources disagree on K/T CHỦ NHIỆM (shared domain reference §6)
                "warning" if fold(head).startswith("chu nhiem") else "error",
            )


def replaced_head(case: Case, block: Block) -> str:
    """Return the head of a collective that a block signs for; "" where it does not.

    Args:
        case: the document; in one of the State nothing is wrong with that.
        block: where the issuer signs.
    """
    if not case.party:
        return ""
    said = [signers.authority(text) for text in block.texts]
    head = next((rest for mode, rest in said if mode == "ky_thay"), "")
    if not head or fold(head).startswith("bi thu"):
        return head
    issuer = case.parts.issuer
    collective = issuer is not None and bool(issuer.kind.bodies)
    collective = collective and issuer is not None and issuer.kind.deputy_mode == "thay_mat"
    by_order = any(mode == "thua_lenh" for mode, _ in said)
    return head if collective and not by_order else ""


def _body(case: Case, block: Block) -> str:
    """Return the line of the collective: the one that stands there, or the organ's usual one."""
    issuer = case.parts.issuer
    usual = next(iter(issuer.kind.bodies), "") if issuer is not None else ""
    said = (signers.authority(text) for text in block.texts)
    named = next((rest for mode, rest in said if mode == "thay_mat"), "")
    return f"T/M {named or usual or 'BAN THƯỜNG VỤ'}"


def _position(block: Block, head: str) -> tuple[str, ...]:
    lines = [text for text in block.texts if signers.authority(text)[0] is None]
    return tuple(_ORGAN_AFTER.sub("", text.upper()) for text in lines) or (f"PHÓ {head}",)
