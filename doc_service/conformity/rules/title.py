"""Name of the type, abstract, divider, and the salutation (P-TTL-01, P-KG-01, N-*).

Shared domain reference §1.7, §2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from doc_service.conformity import shapes
from doc_service.conformity.paper import Paragraph
from doc_service.conformity.parts_head import type_of
from doc_service.conformity.pieces import Piece, pieces, whole
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.conformity.rules.setting import Wanted, misset, styled
from doc_service.the_thuc.headings import abstract as worded
from doc_service.the_thuc.headings import salutation as worded_salutation
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.vietnamese.text import fold, unbind

_LETTER_ONLY: Final = re.compile(r"^v ?/ ?v\b[\s:]*", re.IGNORECASE)
_ENDS_OF_PROSE: Final = (".", ";", ":", ",", "…", "”")
_FIRST_PAGE: Final = 60
"""Paragraphs among which the name of the type stands."""


def title(case: Case) -> Iterator[Fault]:
    """Judge the name of the type, the abstract and what divides them from the text."""
    if case.type_code == "CV":
        yield from _letter_abstract(case)
        return
    name = case.parts.head.title
    if name is None:
        yield from _missing(case)
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


def _missing(case: Case) -> Iterator[Fault]:
    """Tell that the name of the type is missing, where the symbol names one that stands nowhere."""
    found, head = case.parts.symbol, case.parts.head
    code = found.type_code if found else ""
    named = code in case.limits.lists["abstracted_types"]
    if not named or head.draft_mark or head.number is None:
        return
    name = DOCUMENT_TYPES[code].upper()
    above = [one.text for one in pieces(case.paper.paragraphs[:_FIRST_PAGE])]
    # a title may be typed with a blank between any two letters
    run_on = (text.upper().replace(" ", "") for text in above)
    if any(map(_names_type, above)) or any(one.startswith(name.replace(" ", "")) for one in run_on):
        return
    below = f", trích yếu và dòng “{case.rules.title.divider}”" if case.party else " và trích yếu"
    yield Fault(
        head.number.index,
        f"Dưới phần đầu văn bản có tên loại {quoted(name)} ở giữa, dưới đó là trích yếu",
        "không thấy tên loại",
        f"Thêm {quoted(name)}{below}, canh giữa, trên phần nội dung.",
    )


def _names_type(text: str) -> bool:
    return bool(type_of(text)[0])


def _no_abstract(case: Case) -> Iterator[Fault]:
    """Tell that nothing below the name of the type says what the document is about."""
    head, body = case.parts.head, case.parts.body
    if head.title is None or not type_of(head.title.text)[1] or head.number is None:
        return
    unsure = not case.is_of("abstracted_types") or head.draft_mark or case.parts.is_draft
    if unsure or not body or _may_be_abstract(case, head.title, body[0]):
        return
    mark, there = case.rules.title.divider, head.divider is not None
    below = f" và dòng “{mark}”" if mark and not there else ""
    yield Fault(
        head.title.index,
        f"Dưới {quoted(head.title.text)} có trích yếu nội dung",
        "không thấy trích yếu",
        f"Thêm trích yếu{below} ở giữa, dưới tên loại.",
    )


def _may_be_abstract(case: Case, title: Piece, first: Paragraph) -> bool:
    """Say whether an abstract may stand below a title, set otherwise than abstracts are."""
    following = whole(first)
    between = case.paper.paragraphs[title.index + 1 : first.index]
    if title.paragraph.where is not None or any(_has_words(one) for one in between):
        return True
    set_apart = following.is_bold or following.is_centred or following.text[:1].islower()
    return set_apart or not following.text.endswith(_ENDS_OF_PROSE)


def _has_words(one: Paragraph) -> bool:
    return any(map(str.isalnum, one.text))


def _abstract(case: Case) -> Iterator[Fault]:
    lines = case.parts.head.abstract
    if not lines:
        yield from _no_abstract(case)
        return
    first = lines[0]
    only = type_of(case.parts.head.title.text)[1] if case.parts.head.title else False
    bare = _LETTER_ONLY.sub("", first.text)
    right = worded(case.rules, case.type_code, bare)
    if bare != first.text:
        yield Fault(
            first.index,
            "Chỉ trích yếu công văn có “V/v”; văn bản có tên loại ghi thẳng nội dung",
            quoted(first.text),
            f"Sửa thành {quoted(right)}.",
        )
    elif only and all(shapes.is_capitals(one.text) for one in lines):
        yield Fault(
            first.index,
            "Trích yếu viết bằng chữ thường, chỉ viết hoa tên riêng",
            quoted(first.text),
            "Gõ lại trích yếu bằng chữ thường (Shift+F3 đổi chữ hoa, thường), giữ hoa tên riêng.",
        )
    elif only and right != first.text and not shapes.is_capitals(first.text):
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
