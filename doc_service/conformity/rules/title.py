"""Name of the type, abstract, divider, and the salutation (P-TTL-01, P-KG-01, N-*).

Shared domain reference §1.7, §2.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from doc_service.conformity import shapes
from doc_service.conformity.parts_head import type_of
from doc_service.conformity.pieces import Piece
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.conformity.rules.setting import Wanted, misset, styled
from doc_service.the_thuc.headings import abstract as worded
from doc_service.the_thuc.headings import salutation as worded_salutation
from doc_service.vietnamese.text import fold, unbind


def title(case: Case) -> Iterator[Fault]:
    """Judge the name of the type, the abstract and what divides them from the text."""
    if case.type_code == "CV":
        yield from _letter_abstract(case)
        return
    name = case.parts.head.title
    if name is None:
        return
    if not shapes.is_capitals(name.text):
        yield Fault(
            name.index,
            "Tên loại văn bản viết bằng chữ in hoa",
            quoted(name.text),
            f"Sửa thành {quoted(name.text.upper())}.",
        )
    pt = case.range("type_pt", case.rules.title.name_pt)
    if fault := misset(name, Wanted(pt, True, False, False), "Tên loại"):
        yield fault
    yield from _abstract(case)
    yield from _divider(case)


def _abstract(case: Case) -> Iterator[Fault]:
    lines = case.parts.head.abstract
    if not lines:
        return
    first = lines[0]
    only = type_of(case.parts.head.title.text)[1] if case.parts.head.title else False
    right = worded(case.rules, case.type_code, first.text)
    if only and right != first.text and not shapes.is_capitals(first.text):
        wish = "chữ thường" if case.rules.title.abstract_first == "lower" else "chữ hoa"
        yield Fault(
            first.index,
            f"Trích yếu bắt đầu bằng {wish}",
            quoted(first.text),
            f"Sửa thành {quoted(right)}.",
            None if case.party else "info",
        )
    pt = case.range("abstract_pt", case.rules.title.abstract_pt)
    faults = (misset(one, Wanted(pt, True, False, False), "Trích yếu") for one in lines)
    if fault := next((one for one in faults if one), None):
        yield fault


def _divider(case: Case) -> Iterator[Fault]:
    """Judge the five hyphens of the Party; the State draws a rule instead."""
    head, wanted = case.parts.head, case.rules.title.divider
    if not head.abstract:
        return
    last, found = head.abstract[-1], head.divider
    if wanted and found is None:
        yield Fault(
            last.index,
            f"Dưới trích yếu có dòng “{wanted}” ở giữa",
            "không có",
            f"Thêm một dòng “{wanted}” ({len(wanted)} gạch nối) dưới trích yếu.",
        )
    elif wanted and found is not None and found.text != wanted:
        shown = quoted(found.text) if found.text else "đường kẻ"
        yield Fault(
            found.index,
            f"Dưới trích yếu có dòng “{wanted}” ({len(wanted)} gạch nối)",
            shown,
            f"Thay bằng “{wanted}”.",
        )
    elif not wanted and found is not None and found.text:
        yield Fault(
            found.index,
            "Dưới trích yếu kẻ đường ngang liền nét",
            quoted(found.text),
            "Bỏ các gạch nối, kẻ đường ngang dài 1/3 đến 1/2 dòng chữ.",
        )


def _letter_abstract(case: Case) -> Iterator[Fault]:
    """Judge the abstract under a letter's number: `V/v …`, `về việc …`, or the bare phrase."""
    lines = case.parts.head.abstract
    at = case.rules.title
    if not lines:
        if case.parts.head.number is not None:
            yield Fault(
                case.parts.head.number.index,
                "Dưới số và ký hiệu của công văn có trích yếu",
                "không thấy trích yếu",
                f"Thêm trích yếu, ví dụ {quoted(_letter_example(case))}.",
            )
        return
    first = lines[0]
    right = worded(case.rules, "CV", first.text)
    if first.text not in (worded(rules, "CV", first.text) for rules in case.possible):
        begins = quoted(at.letter_abstract_prefix.strip()) if at.letter_abstract_prefix else ""
        yield Fault(
            first.index,
            f"Trích yếu công văn bắt đầu bằng {begins}"
            if begins
            else "Trích yếu công văn ghi thẳng nội dung, không có “V/v”, “về việc”",
            quoted(first.text),
            f"Sửa thành {quoted(right)}.",
        )
    pt = case.range("letter_abstract_pt", at.letter_abstract_pt)
    look = styled(at.letter_abstract_style, pt)
    faults = (misset(one, look, "Trích yếu công văn") for one in lines)
    if fault := next((one for one in faults if one), None):
        yield fault


def _letter_example(case: Case) -> str:
    return worded(case.rules, "CV", "đăng ký mô hình “Dân vận khéo”")


def greeting(case: Case) -> Iterator[Fault]:
    """Judge “Kính gửi”: which types have it, its words, and the list of addressees."""
    line = case.parts.head.greeting
    if line is None:
        yield from _missing_greeting(case)
        return
    label = (shapes.salutation(line.text) or ("", ""))[0]
    if not case.is_of("greeted_types"):
        if case.type_code:
            yield Fault(
                line.index,
                "Chỉ công văn, tờ trình có “Kính gửi”"
                + ("" if case.party else "; báo cáo thì khi gửi cấp trên"),
                f"{quoted(label)} trên {case.parts.type_name.lower()}",
                "Bỏ dòng này; ghi nơi gửi vào “Nơi nhận”.",
            )
        return
    wanted = worded_salutation(case.rules, case.type_code, ()).label
    accepted = [worded_salutation(rules, case.type_code, ()).label for rules in case.possible]
    invited = fold(label).startswith("kinh moi")
    if label not in accepted and not invited and case.type_code in ("CV", "TTr"):
        yield Fault(line.index, quoted(wanted), quoted(label), f"Sửa thành {quoted(wanted)}.")
    yield from _addressees(case, line)


def _missing_greeting(case: Case) -> Iterator[Fault]:
    head = case.parts.head
    if case.type_code not in ("CV", "TTr") or not (head.number or head.title):
        return
    wanted = worded_salutation(case.rules, case.type_code, ()).label
    yield Fault(
        None,
        f"{case.parts.type_name} có {quoted(wanted)} ở giữa trang đầu",
        "không có",
        f"Thêm {quoted(wanted)} và tên nơi gửi trước phần nội dung.",
    )


def _addressees(case: Case, line: Piece) -> Iterator[Fault]:
    lines = case.parts.head.addressees
    if len(lines) < 2 or not all(one.text.startswith(("-", "–")) for one in lines):
        return
    right = worded_salutation(case.rules, case.type_code, [one.text for one in lines]).to
    if len(case.possible) > 1:
        return
    for piece, wanted in zip(lines, right, strict=True):
        if piece.text.replace("–", "-") != unbind(wanted):
            mark, last = case.rules.recipients.separator, case.rules.recipients.last
            yield Fault(
                piece.index,
                f"Sau mỗi nơi gửi có dấu “{mark}”, sau nơi cuối có dấu “{last}”",
                quoted(piece.text),
                f"Sửa thành {quoted(unbind(wanted))}.",
            )
            return
