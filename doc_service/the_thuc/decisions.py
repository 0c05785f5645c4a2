"""What documents that decide or that carry an appendix say of themselves and of others.

Sources: shared domain reference §1.7 (căn cứ, viện dẫn), §1.11 (phụ lục), §8.9 (quyết định);
NĐ 30/2020/NĐ-CP Phụ lục I khoản 6 and Phụ lục III, Mẫu 1.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from doc_service.the_thuc.issuers import Issuer
from doc_service.the_thuc.numbering import BLANK, DOCUMENT_TYPES, symbol
from doc_service.the_thuc.rule_sets import RuleSet
from doc_service.the_thuc.signature import Signer, usual_head, usual_mode
from doc_service.vietnamese.dates import PartialDate, ngay_ngan
from doc_service.vietnamese.text import NBSP, bind, fold, normalise_space

_END_MARKS = re.compile(r"[\s,;.]+$")
_DASH = re.compile(r"^\s*[-–+]\s*")


def basis_lines(rules: RuleSet, texts: Sequence[str], *, decides: bool) -> tuple[str, ...]:
    """Return the căn cứ as printed, one a line; marks and dashes that were typed are replaced.

    Args:
        rules: the rule set of the document.
        texts: `Căn cứ Quyết định số 23-QĐ/TW…`, `Xét đề nghị của…`.
        decides: the line that decides follows the last one.
    """
    at = rules.basis
    last = at.last_before_decision if decides else at.last
    return tuple(
        f"{at.dash}{bind(basis_text(text))}{last if row == len(texts) - 1 else at.separator}"
        for row, text in enumerate(texts)
    )


def basis_text(text: str) -> str:
    """Return a căn cứ without the dash and the end mark that were typed."""
    return _END_MARKS.sub("", _DASH.sub("", text))


def authority_name(rules: RuleSet, issuer: Issuer, signer: Signer) -> str:
    """Return who decides, in capitals: `BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG AN THỊNH`.

    A collective that is the issuer itself stands alone; a head stands before the organ
    (`CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG AN THỊNH`).
    """
    organ = _upper(issuer.name)
    mode = signer.mode or usual_mode(rules, issuer, signer.position)
    if mode == "thay_mat":
        body = _upper(signer.body or next(iter(issuer.kind.bodies), ""))
        return organ if fold(organ).startswith(fold(body)) else f"{body} {organ}"
    head = signer.position if mode in ("truc_tiep", "quyen") else ""
    return f"{_upper(head or signer.body or usual_head(issuer, signer.position))} {organ}".strip()


def citation(
    rules: RuleSet,
    issuer: Issuer,
    signer: Signer,
    type_code: str,
    *,
    number: int | None,
    organ: str,
    day: PartialDate,
) -> str:
    """Return how an appendix names its document: type, number, day, who issued it.

    The Party puts a comma before the day, the State none (shared domain reference §2.3).
    """
    label = rules.number.label.replace(" ", NBSP)
    shown = symbol(rules, number, type_code, organ).removeprefix(label)
    full = day.date()
    when = ngay_ngan(full) if full else f"{BLANK}/{BLANK}/{day.year}"
    comma = "," if rules.family == "dang" else ""
    name = DOCUMENT_TYPES.get(type_code, "Văn bản")
    return f"{name} số{NBSP}{shown}{comma} ngày{NBSP}{when} của {_issued_by(rules, issuer, signer)}"


_AS_WRITTEN: Final[Mapping[str, str]] = {
    "BAN THƯỜNG VỤ": "Ban Thường vụ",
    "BAN CHẤP HÀNH": "Ban Chấp hành",
    "BAN THƯỜNG TRỰC": "Ban Thường trực",
    "CHỦ TỊCH": "Chủ tịch",
}
"""Bodies and heads within a sentence; others are named by their organ alone."""


def _issued_by(rules: RuleSet, issuer: Issuer, signer: Signer) -> str:
    authority = authority_name(rules, issuer, signer)
    first = next((said for body, said in _AS_WRITTEN.items() if authority.startswith(body)), "")
    return f"{first} {issuer.name}".strip()


def _upper(text: str) -> str:
    return normalise_space(text).upper()
