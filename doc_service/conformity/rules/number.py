"""Number and symbol (P-NUM-*, N-NUM-*): shared domain reference §1.5, §2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.conformity.rules.setting import Wanted, misset
from doc_service.conformity.shapes import Symbol
from doc_service.the_thuc.numbering import DOCUMENT_TYPES, symbol
from doc_service.vietnamese.text import unbind

_BLANK = re.compile(r"[\s.…_\u00a0]+")
_BROKEN = re.compile(r"\d+-[ \u00a0]*\n\s*[A-ZĐ][A-Za-zĐđ]*/[A-ZĐƯ]")
_PARTY_CODES: Final = {"QyĐ": "QĐ", "QĐi": "QĐ"}
"""A Party Quy định is “QĐ” too (shared domain reference §1.5)."""

_SAME_AS: Final = {"ĐUK": "ĐU", "ĐUV": "ĐU"}
_FIXED: Final = ("dang_uy", "dang_uy_co_so", "chi_bo", "tinh_uy", "ubnd")
"""Kinds of organs whose abbreviation is the same everywhere."""

_CODES: Final = frozenset(("TU", "ĐU", "CB", "UBND", "HU", "QU", "ThU"))


def number(case: Case) -> Iterator[Fault]:
    """Judge the line of number and symbol: its words, order, zero, and look."""
    head, found = case.parts.head, case.parts.symbol
    if head.number is None:
        yield from _missing(case)
        return
    if found is None:
        yield from _unreadable(case)
    else:
        form, written = _formed(case, found), _BLANK.sub(" ", head.number.text)
        if form and written.rstrip(".") != form:
            right = quoted(_proposed(case, found))
            yield Fault(
                head.number.index,
                f"Dạng {right}: {_manner(case)}",
                quoted(written),
                f"Sửa thành {right}.",
            )
    pt = case.range("number_pt", case.rules.number.pt)
    if fault := misset(head.number, Wanted(pt, False, False, False), "Số và ký hiệu"):
        yield Fault(fault.paragraph, fault.required, fault.found, fault.fix, "warning")


def _manner(case: Case) -> str:
    if case.party:
        return (
            "sau “Số” không có dấu hai chấm, gạch nối giữa số và tên loại, gạch chéo trước cơ quan"
        )
    return "sau “Số” có dấu hai chấm, gạch chéo sau số, gạch nối giữa các chữ viết tắt"


def _missing(case: Case) -> Iterator[Fault]:
    if case.parts.head.draft_mark or case.is_of("unnumbered_types"):
        return
    label = case.rules.number.label.strip()
    yield Fault(
        None,
        f"Dưới tên cơ quan ban hành có số và ký hiệu, bắt đầu bằng {quoted(label)}",
        "không có số và ký hiệu",
        f"Thêm dòng {quoted(_example(case))} dưới tên cơ quan; chưa cấp số thì để trống chỗ số.",
    )


def _example(case: Case) -> str:
    organ = case.parts.issuer.kind.code if case.parts.issuer else "ĐU" if case.party else "UBND"
    return _printed(case, None, case.type_code or "KH", organ)


def _unreadable(case: Case) -> Iterator[Fault]:
    """Judge a line that begins with “Số” and goes on otherwise; only room to write is no fault."""
    line = case.parts.head.number
    if line is None or not re.search(r"\d", line.text):
        return
    yield Fault(
        line.index,
        f"Dạng {quoted(_example(case))}: {_manner(case)}",
        quoted(line.text),
        "Ghi đủ số, tên loại viết tắt và cơ quan viết tắt theo dạng trên.",
    )


def _formed(case: Case, found: Symbol) -> str:
    """Return the line in its right form, its type and organ as written; "" where it is not sure."""
    code = found.type_code
    if case.party:
        # every Party symbol names a type, a letter's too
        unsure = found.organ in DOCUMENT_TYPES
        code = _PARTY_CODES.get(code, code) or ("" if unsure else _code(case, case.type_code))
        if not code:
            return ""
    return _line(case, found, code, found.organ)


def _proposed(case: Case, found: Symbol) -> str:
    """Return the one line that every finding about the number proposes."""
    code = _titled(case, found) or _code(case, found.type_code or case.type_code)
    if not case.party and not found.type_code:
        code = ""
    return _line(case, found, code, _issuing(case, found) or found.organ)


def _code(case: Case, code: str) -> str:
    return _PARTY_CODES.get(code, code) if case.party else code


def _line(case: Case, found: Symbol, code: str, organ: str) -> str:
    # a State letter prints no type
    right = _printed(case, found.number, code or "CV", organ)
    if found.year and not case.party:
        # of legal documents: `Số: 12/2026/QĐ-UBND`
        label, _, rest = right.partition("/")
        right = f"{label}/{found.year}/{rest}"
    return right


def _printed(case: Case, number: int | None, code: str, organ: str) -> str:
    return _BLANK.sub(" ", unbind(symbol(case.rules, number, code, organ)))


def _titled(case: Case, found: Symbol) -> str:
    """Return the code of the type that the title names and the symbol does not; "" if it does."""
    head = case.parts.head
    if head.title is None or not case.type_code or not found.type_code:
        return ""
    wanted = _code(case, case.type_code)
    return wanted if _code(case, found.type_code) != wanted else ""


def _issuing(case: Case, found: Symbol) -> str:
    """Return the code of the organ of the letterhead, where the symbol surely names another."""
    issuer = case.parts.issuer
    if issuer is None or issuer.kind.name not in _FIXED:
        return ""
    code, written = issuer.kind.code, found.organ
    if issuer.kind.name == "ubnd":
        return "" if any("UB" in one for one in written.split("-")) else code
    is_wrong = _SAME_AS.get(written, written) != code and written in _CODES - {code}
    return code if is_wrong else ""


def type_matches(case: Case) -> Iterator[Fault]:
    """Judge whether the symbol names the type that the title names."""
    found, head = case.parts.symbol, case.parts.head
    if found is None or head.number is None or not (wanted := _titled(case, found)):
        return
    named = DOCUMENT_TYPES.get(found.type_code, found.type_code)
    yield Fault(
        head.number.index,
        f"Tên loại “{DOCUMENT_TYPES[case.type_code]}” có ký hiệu “{wanted}”",
        f"“{found.type_code}” ({named})",
        f"Sửa thành {quoted(_proposed(case, found))}, hoặc sửa lại tên loại.",
    )


def organ_matches(case: Case) -> Iterator[Fault]:
    """Judge whether the symbol names the organ of the letterhead, where its code is fixed."""
    found, issuer, head = case.parts.symbol, case.parts.issuer, case.parts.head
    if found is None or issuer is None or head.number is None:
        return
    if code := _issuing(case, found):
        yield Fault(
            head.number.index,
            f"Ký hiệu ghi chữ viết tắt của cơ quan ban hành ({issuer.name}): “{code}”",
            f"“{found.organ}”",
            f"Sửa thành {quoted(_proposed(case, found))}, nếu {issuer.name} là cơ quan ban hành.",
        )


def unbroken(case: Case) -> Iterator[Fault]:
    """Find symbols that a line break parts."""
    for one in case.paper.paragraphs:
        if "\n" in one.text and (match := _BROKEN.search(one.text)):
            yield Fault(
                one.index,
                "Số và ký hiệu nằm trên một dòng",
                quoted(match[0].replace("\n", "⏎")),
                "Xóa dấu xuống dòng; dùng gạch nối không ngắt (Ctrl+Shift+gạch nối).",
            )
