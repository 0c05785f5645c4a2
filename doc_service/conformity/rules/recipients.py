"""The list “Nơi nhận” (P-NN-*, N-NN-*): shared domain reference §1.10, §2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doc_service.conformity.parts_closing import is_kept_copy
from doc_service.conformity.pieces import Piece, pieces
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.conformity.rules.setting import Wanted, misset, styled
from doc_service.the_thuc.recipients import Recipient, recipient_problems, recipient_text
from doc_service.vietnamese.text import fold

_KEEP = re.compile(r"(?P<dash>[-–—+•*]? ?)lưu(?P<colon> ?:)?(?P<rest>.*)", re.IGNORECASE)
_BEFORE_BRACKET = re.compile(r"\s*[,;]\s*\(")
_OFFICE = re.compile(r"VT\b", re.IGNORECASE)
_NONE_NEEDED = ("BB", "GGT", "GNP")


def looks(case: Case) -> Iterator[Fault]:
    """Judge label and items: size, underline or slope, dashes."""
    closing, at = case.parts.closing, case.rules.recipients
    if closing.label is None:
        yield from _missing(case)
        return
    label = closing.label
    style = styled(at.label_style, case.range("recipients_label_pt", at.label_pt))
    if fault := misset(label, style, f"“{at.label}”"):
        yield fault
    if label.text.split(" -")[0].strip() != at.label:
        yield Fault(label.index, quoted(at.label), quoted(label.text), f"Sửa thành “{at.label}”.")
    yield from _nobody(case, label)
    wanted = Wanted(case.range("recipients_item_pt", at.item_pt), False, False, False)
    faults = (misset(one, wanted, "Danh sách nơi nhận") for one in closing.items)
    if fault := next((one for one in faults if one), None):
        yield fault
    first = next((one for one in closing.items if not one.text.startswith("-")), None)
    if first is not None and first.text[:1].isupper():
        yield Fault(
            first.index,
            "Mỗi nơi nhận một dòng, bắt đầu bằng gạch nối “- ”",
            quoted(first.text),
            f"Sửa thành {quoted('- ' + recipient_text(first.text))}.",
        )


def _missing(case: Case) -> Iterator[Fault]:
    closing = case.parts.closing
    if not case.is_official or case.type_code in _NONE_NEEDED or not closing.blocks:
        return
    yield Fault(
        None,
        f"Bên trái, ngang chỗ ký có {quoted(case.rules.recipients.label)}",
        "không có",
        f"Thêm {quoted(case.rules.recipients.label)} và danh sách, dòng cuối là nơi lưu.",
    )


def _nobody(case: Case, label: Piece) -> Iterator[Fault]:
    """Tell that nothing at all stands below the label; a draft may leave the list out."""
    if case.parts.closing.items or not case.is_official or case.parts.is_draft:
        return
    below = pieces(case.paper.paragraphs[label.index + 1 :])
    listed = any(one.text.startswith(("-", "–", "+", "*")) for one in below)
    if listed or any(one.column == label.column and one.half != "right" for one in below):
        return
    keep = "- Lưu Văn phòng." if case.party else "- Lưu: VT."
    yield Fault(
        label.index,
        "Dưới “Nơi nhận:” mỗi nơi nhận một dòng, dòng cuối là nơi lưu",
        "không có nơi nhận nào",
        f"Thêm danh sách nơi nhận, dòng cuối ví dụ {quoted(keep)}.",
    )


def marks(case: Case) -> Iterator[Fault]:
    """Judge the marks after the items, and the line of the file copy."""
    items, at = case.parts.closing.items, case.rules.recipients
    if not items:
        return
    entries = [one for one in items if one.text.startswith(("-", "–")) or one is items[0]]
    for number, piece in enumerate(items):
        last = number == len(items) - 1
        if not last and items[number + 1] not in entries:
            continue  # the entry goes on below
        mark = at.last if last else at.separator
        accepted = (at.last,) if last else tuple(one.recipients.separator for one in case.possible)
        if not piece.text.endswith(accepted) or piece.text.endswith((",.", ";.", ";;", ",,")):
            right = f"{piece.text.rstrip(' .,;')}{mark}"
            if piece in entries:
                right = f"- {recipient_text(piece.text)}{mark}"
            yield Fault(
                piece.index,
                f"Sau mỗi nơi nhận có dấu “{at.separator}”, sau dòng cuối có dấu “{at.last}”",
                quoted(piece.text),
                f"Sửa thành {quoted(right)}.",
            )
            break
    if case.is_official:
        yield from _kept(case, items[-1])


def _kept(case: Case, last: Piece) -> Iterator[Fault]:
    match = _KEEP.fullmatch(last.text)
    if not is_kept_copy(last.text) or match is None:
        example = "- Lưu Văn phòng." if case.party else "- Lưu: VT."
        yield Fault(
            last.index,
            f"Dòng cuối của nơi nhận là nơi lưu, ví dụ {quoted(example)}",
            quoted(last.text),
            "Thêm dòng lưu ở cuối danh sách.",
        )
        return
    rest = match["rest"].strip(" .,;")
    if case.party and match["colon"]:
        rest = re.sub(r"^VT, ?(?=\S)", "", rest)
        right = f"- Lưu {rest}{case.rules.recipients.last}"
        wish = "Sau “Lưu” không có dấu hai chấm, không ghi “VT,”"
    elif not case.party and not match["colon"]:
        named = _OFFICE.match(rest) or case.rules.family == "mttq"
        right = f"- Lưu: {rest if named else f'VT, {rest}'}{case.rules.recipients.last}"
        wish = "Sau “Lưu” có dấu hai chấm, rồi “VT” và đơn vị soạn thảo"
    else:
        return
    yield Fault(last.index, wish, quoted(last.text), f"Sửa thành {quoted(right)}.")


def as_above(case: Case) -> Iterator[Fault]:
    """Judge `Như trên`: first in the list of a letter or tờ trình, else only below a greeting."""
    items = case.parts.closing.items
    if not items:
        return
    above = fold(recipient_text(items[0].text)).startswith(("nhu tren", "nhu kinh"))
    greeted = case.type_code in ("CV", "TTr")
    if above and not greeted and not _greets(case):
        yield Fault(
            items[0].index,
            "“Như trên” chỉ nơi ở phần Kính gửi",
            f"{quoted(items[0].text)}, văn bản không có Kính gửi",
            "Ghi tên nơi nhận thay cho “Như trên”.",
            "info",
        )
    if greeted and case.parts.head.greeting is not None and not above:
        mark = case.rules.recipients.separator
        yield Fault(
            items[0].index,
            "Dòng đầu của nơi nhận ghi “Như trên” (nơi ở phần Kính gửi)",
            quoted(items[0].text),
            f"Thêm dòng {quoted('- Như trên' + mark)} lên đầu danh sách.",
        )


def _greets(case: Case) -> bool:
    """Say whether a line of the document is addressed to somebody, however it is written."""
    return case.parts.head.greeting is not None or any(
        fold(one.text[:12]).lstrip("- ").startswith("kinh ") for one in case.paper.paragraphs
    )


def slips_in_list(case: Case) -> Iterator[Fault]:
    """Find recipients listed twice, and marks before a bracket."""
    items = case.parts.closing.items
    listed = [Recipient(recipient_text(one.text)) for one in items]
    for problem in recipient_problems(listed, ""):
        piece = items[int(problem.pointer.split("/")[1])]
        yield Fault(
            piece.index,
            "Mỗi nơi nhận ghi một lần",
            quoted(piece.text),
            "Bỏ bớt dòng trùng.",
        )
    for piece in items:
        if match := _BEFORE_BRACKET.search(piece.text):
            right = f"{piece.text[: match.start()]} ({piece.text[match.end() :]}"
            yield Fault(
                piece.index,
                "Dấu phân cách đứng sau ngoặc, không đứng trước",
                quoted(piece.text),
                f"Sửa thành {quoted(right)}.",
            )
