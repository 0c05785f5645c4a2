"""Number and symbol of a document, and the codes of the types of documents.

Sources: HD 36-HD/VPTW, mục số và ký hiệu; NĐ 30/2020/NĐ-CP Phụ lục I, khoản 3, and Phụ lục III;
shared domain reference §1.5 and §2.2.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from doc_service.problems import Problem
from doc_service.the_thuc.issuers import Issuer
from doc_service.the_thuc.rule_sets import RuleSet
from doc_service.vietnamese.text import NBSP, NON_BREAKING_HYPHEN, unbind

BLANK = NBSP * 6
"""Room for the number that the văn thư writes in by hand."""

_UNNUMBERED: Final = ("BB", "GM")

DOCUMENT_TYPES: Final[Mapping[str, str]] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "KL": "Kết luận",
    "QC": "Quy chế",
    "TT": "Thông tri",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "TC": "Thông cáo",
    "BC": "Báo cáo",
    "KH": "Kế hoạch",
    "QH": "Quy hoạch",
    "CTr": "Chương trình",
    "ĐA": "Đề án",
    "PA": "Phương án",
    "DA": "Dự án",
    "TTr": "Tờ trình",
    "CV": "Công văn",
    "BB": "Biên bản",
    "BS": "Bản sao",
    "GM": "Giấy mời",
    "QyĐ": "Quy định",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
}
"""Code in the symbol → name of the type, Party and State; a Party Quy định is “QĐ” too."""

_PARTY_SYMBOL = re.compile(
    r"(?P<number>\d{2,})-(?P<type>NQ|QĐ|CTr|CT|KL|QC|TTr|TT|HD|TB|TC|BC|KH|QH|ĐA|PA|DA|CV|BB|BS)"
    r"/(?P<organ>[A-ZĐƯa-z]+(?:-[A-ZĐƯa-z]+)*)"
)


def symbol(rules: RuleSet, number: int | None, type_code: str, organ: str) -> str:
    """Return the line as printed, kept on one line by non-breaking characters.

    Args:
        rules: the rule set of the document.
        number: None while a draft: the văn thư writes it in by hand.
        type_code: a key of `DOCUMENT_TYPES`.
        organ: the organ's code; for a State công văn `UBND-VX`.
    """
    shown = BLANK if number is None else f"{number:02d}"
    at = rules.number
    letter = type_code == "CV"
    type_part = at.letter_type if letter else type_code
    if at.order == "type/organ":
        tail = f"{type_part}/{organ}"
    else:
        tail = f"{type_part}-{organ}" if type_part else organ
    text = f"{at.label}{shown}{at.separator}{tail}"
    return text.replace("-", NON_BREAKING_HYPHEN).replace(" ", NBSP)


def parse_party_symbol(text: str) -> tuple[int, str, str] | None:
    """Read `49-KH/ThU` into (49, "KH", "ThU"); None where it is not a Party symbol.

    “Số” may stand before it, and a line break after a hyphen, as sources print them.
    """
    plain = unbind(text).strip().removeprefix("Số ").removeprefix("số ").strip()
    found = _PARTY_SYMBOL.fullmatch(re.sub(r"-\s+", "-", plain))
    return (int(found["number"]), found["type"], found["organ"]) if found else None


def bare_symbol(rules: RuleSet, line: str) -> str:
    """Return `12-KH/ĐU` of the printed line `Số 12-KH/ĐU`, with ordinary blanks and hyphens."""
    return unbind(line).removeprefix(rules.number.label.strip()).strip()


def number_problems(type_code: str, number: int | None, pointer: str) -> list[Problem]:
    """Refuse a final document without its number; minutes and invitations may do without one.

    Source: shared domain reference §1.5 and §1.9; the văn thư gives the number on the day of issue.
    """
    if number is not None or not type_code or type_code in _UNNUMBERED:
        return []
    return [
        Problem(
            pointer=pointer,
            code="required",
            message="Văn bản chính thức phải có số. Văn thư cấp số khi phát hành; chưa có số thì "
            "lập bản dự thảo.",
        )
    ]


def authority_problems(issuer: Issuer, type_code: str, pointer: str) -> list[Problem]:
    """Warn where the organ may not issue this type (399-QĐ/TW, Điều 11 and 13; rule P-AUTH-01)."""
    if type_code not in issuer.kind.may_not_issue:
        return []
    return [
        Problem(
            pointer=pointer,
            code="authority",
            severity="warning",
            message=f"{issuer.kind.label} không ban hành {DOCUMENT_TYPES[type_code].lower()}; "
            "hãy xem lại cơ quan ban hành hoặc loại văn bản.",
            clause="399-QĐ/TW, Điều 11 và 13",
        )
    ]
