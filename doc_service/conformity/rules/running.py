"""The running text: căn cứ, citations, layout, end mark (P-CC, P-CIT, P-BODY, P-END, N-*).

Shared domain reference §1.2, §1.7, §2.2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from doc_service.conformity import shapes
from doc_service.conformity.paper import Paragraph
from doc_service.conformity.pieces import plain, whole
from doc_service.conformity.rules.case import Case, Fault, figure, quoted, span_text
from doc_service.the_thuc.decisions import basis_lines, basis_text
from doc_service.vietnamese.text import unbind

_BASIS = re.compile(r"[-–+]? ?(?:Căn cứ|Xét|Theo đề nghị)\b")
_END_OF_BASIS: Final = (";", ",", ".")
_DECIDES = re.compile(r"(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|QUYẾT NGHỊ|KẾT LUẬN|BAN HÀNH)\b ?:?")

_PARTY_TYPES: Final = "NQ|QĐ|CTr|CT|KL|QC|TTr|TT|HD|TB|TC|BC|KH|QH|ĐA|PA|DA|CV|BB"
_CITED: Final = re.compile(
    rf"(?<!\w)số (?P<digits>\d+)(?P<symbol>-(?:{_PARTY_TYPES})/[A-ZĐƯ][A-Za-zĐđƯư]*"
    r"(?:-[A-ZĐƯ][A-Za-zĐđƯư]*)*|(?:/\d{4})?/[A-ZĐƯ][A-ZĐƯa-z]*(?:-[A-ZĐƯ][A-ZĐƯa-z]*)+)"
    r"(?P<comma> ?,)? (?P<day>ngày) "
)
_LONG: Final = 100
"""Characters of a paragraph that is surely running text."""

_END_MARK = re.compile(r"(?:\./\.|[./;:,!?…]|/\.)*[”\"’)]*$")


def bases(case: Case) -> Iterator[Fault]:
    """Judge the căn cứ: dash, marks and slope of each line."""
    lines, after = _basis_run(case)
    if not lines:
        return
    decides = after is not None and _is_decision(plain(after.text))
    texts = [basis_text(plain(one.text)) for one in lines]
    right = [unbind(one) for one in basis_lines(case.rules, texts, decides=decides)]
    style = "italic" in case.rules.basis.style
    for number, (one, wanted) in enumerate(zip(lines, right, strict=True)):
        written = plain(one.text).replace("–", "-")
        is_last = number == len(lines) - 1
        same = written == wanted or (case.party and is_last and written[:-1] == wanted[:-1])
        if not same:
            yield Fault(
                one.index,
                "Mỗi căn cứ một dòng"
                + (", có gạch đầu dòng" if case.rules.basis.dash else ", không gạch đầu dòng")
                + f", cuối dòng dấu “{case.rules.basis.separator}”, dòng cuối dấu "
                f"“{right[-1][-1]}”",
                quoted(written),
                f"Sửa thành {quoted(wanted, most=200)}.",
            )
            return
        look = whole(one).look
        if look is not None and look.italic is not style:
            yield Fault(
                one.index,
                f"Căn cứ trình bày chữ {'nghiêng' if style else 'đứng'}",
                "chữ nghiêng" if look.italic else "chữ đứng",
                f"Chọn các căn cứ, đổi sang chữ {'nghiêng' if style else 'đứng'}.",
            )
            return


def _basis_run(case: Case) -> tuple[list[Paragraph], Paragraph | None]:
    """Return the căn cứ at the beginning of the text, and the paragraph after them.

    A decision may have one; elsewhere “Căn cứ …” also opens a sentence, so two are asked for.
    """
    body = case.parts.body
    start = next((at for at, one in enumerate(body[:4]) if _is_basis(one)), None)
    if start is None:
        return [], None
    end = start
    while end < len(body) and _is_basis(body[end]):
        end += 1
    after = body[end] if end < len(body) else None
    enough = end - start > 1 or case.is_of("deciding_types")
    return (list(body[start:end]), after) if enough else ([], None)


def _is_basis(one: Paragraph) -> bool:
    text = plain(one.text)
    return bool(_BASIS.match(text)) and text.endswith(_END_OF_BASIS)


def _is_decision(text: str) -> bool:
    return bool(_DECIDES.match(text)) or (shapes.is_capitals(text) and len(text) < 120)


def citations(case: Case) -> Iterator[Fault]:
    """Judge how documents of the same family are cited: zero before a figure, comma or none."""
    for one in case.parts.body:
        if "ngày" not in one.text:
            continue
        text = plain(one.text)
        for match in _CITED.finditer(text):
            party = match["symbol"].startswith("-")
            if party is not case.party:
                continue
            digits = match["digits"]
            right = f"số {int(digits):02d}" if len(digits) < 3 else f"số {digits}"
            right += f"{match['symbol']}{', ' if party else ' '}ngày"
            written = match[0].strip()
            if written != right:
                comma = "có dấu phẩy" if party else "không có dấu phẩy"
                yield Fault(
                    one.index,
                    f"Viện dẫn: số dưới 10 thêm số 0, trước “ngày” {comma}",
                    quoted(written + text[match.end() - 1 : match.end() + 10].rstrip()),
                    f"Sửa thành {quoted(right + ' …')}.",
                )
                break


_Test = Callable[[Case, Paragraph], tuple[str, str, str] | None]


def layout(case: Case) -> Iterator[Fault]:
    """Judge size, alignment, indent and spacing of running text, each once for all of it."""
    prose = [one for one in case.parts.body if _is_prose(one)]
    for test in _TESTS:
        wrong = [(one, found) for one in prose if (found := test(case, one))]
        if not wrong:
            continue
        one, (wanted, have, fix) = wrong[0]
        count = f" ({len(wrong)} đoạn)" if len(wrong) > 1 else ""
        yield Fault(one.index, wanted, f"{have}{count}", fix)


def _is_prose(one: Paragraph) -> bool:
    """Say whether a paragraph is running text: long, and no centred line or caption."""
    return len(one.text) > _LONG and one.shape.align != "center" and not one.boxed


def _size(case: Case, one: Paragraph) -> tuple[str, str, str] | None:
    look = whole(one).look
    wanted = case.range("body_pt", case.rules.body.pt)
    if look is None or wanted[0] - 0.05 <= look.pt <= wanted[1] + 0.05:
        return None
    said = span_text(wanted)
    return (
        f"Phần nội dung cỡ chữ {said}",
        f"cỡ chữ {figure(look.pt)}",
        f"Chọn phần nội dung, đặt cỡ chữ {figure(case.rules.body.pt)}.",
    )


def _alignment(case: Case, one: Paragraph) -> tuple[str, str, str] | None:
    if one.shape.align == "both":
        return None
    named = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}
    return (
        "Phần nội dung dàn đều hai lề",
        named[one.shape.align],
        "Chọn phần nội dung, bấm Ctrl+J (Justify).",
    )


def _indent(case: Case, one: Paragraph) -> tuple[str, str, str] | None:
    shape = one.shape
    if case.limits.within("indent_mm", shape.first_mm) or shape.left_mm > 1 or one.label:
        return None
    wanted = figure(case.rules.body.indent_mm)
    return (
        f"Dòng đầu đoạn lùi vào khoảng {wanted} mm",
        f"lùi {figure(round(shape.first_mm, 1))} mm",
        f"Chọn phần nội dung, Paragraph > Special: First line {wanted} mm.",
    )


def _line_spacing(case: Case, one: Paragraph) -> tuple[str, str, str] | None:
    shape, body = one.shape, case.rules.body
    most = body.line_exact_max_pt or case.limits.most("line_exact_most_pt")
    multiple = case.limits.ranges.get("line_multiple")
    least = body.line_exact_pt
    if shape.line_pt is not None:
        if least - 0.05 <= shape.line_pt <= most + 0.05:
            return None
        have = f"{figure(shape.line_pt)} pt"
    else:
        if multiple and multiple[0] - 0.01 <= shape.line_multiple <= multiple[1] + 0.01:
            return None
        have = f"{figure(shape.line_multiple, digits=2)} dòng"
    wanted = f"chính xác (Exactly) từ {figure(least)} pt"
    if body.line_exact_max_pt:
        wanted = f"chính xác (Exactly) {figure(least)}–{figure(body.line_exact_max_pt)} pt"
    if multiple:
        wanted = f"từ dòng đơn đến {figure(multiple[1])} dòng"
    return (
        f"Khoảng cách dòng {wanted}",
        have,
        f"Chọn phần nội dung, Paragraph > Line spacing: Exactly {figure(least)} pt.",
    )


def _paragraph_spacing(case: Case, one: Paragraph) -> tuple[str, str, str] | None:
    least = case.rules.body.paragraph_pt
    have = max(one.shape.before_pt, one.shape.after_pt)
    if have >= least - 0.05:
        return None
    return (
        f"Khoảng cách giữa các đoạn ít nhất {figure(least)} pt",
        f"{figure(have)} pt",
        f"Chọn phần nội dung, Paragraph > Spacing: Before {figure(least)} pt.",
    )


_TESTS: Final[Sequence[_Test]] = (_size, _alignment, _indent, _line_spacing, _paragraph_spacing)


def end_mark(case: Case) -> Iterator[Fault]:
    """Judge the mark that ends the text: `.` (Party) or `./.` (State)."""
    paper, parts = case.paper, case.parts
    last = next((one for one in reversed(parts.body) if len(one.text.strip()) > 30), None)
    if last is None or parts.closing.start >= len(paper.paragraphs):
        return
    between = paper.paragraphs[last.index + 1 : parts.closing.start]
    if any(one.text.strip() for one in between) or whole(last).is_centred:
        return  # a table ends the text, or something else does
    text, wanted = plain(last.text), case.rules.body.end
    mark = _END_MARK.search(text)
    written = mark[0].strip('”"’)') if mark else ""
    if written == wanted or written.endswith((":", "…")):
        return
    right = f"{text.rstrip(' ./;,')[-30:].partition(' ')[2]}{wanted}"
    yield Fault(
        last.index,
        f"Nội dung kết thúc bằng “{wanted}”",
        f"kết thúc bằng “{written}”" if written else "không có dấu kết thúc",
        f"Sửa thành “… {right}”.",
    )
