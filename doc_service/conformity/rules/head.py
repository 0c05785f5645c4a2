"""The letterhead: title, organs, star, and what does not belong together (P-HDR, N-HDR, X-*).

Shared domain reference §1.3, §1.4, §2.2, §2.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from doc_service.conformity import shapes
from doc_service.conformity.issuing import organ_lines
from doc_service.conformity.paper import Paragraph
from doc_service.conformity.pieces import Piece, draws_rule
from doc_service.conformity.rules.case import Case, Fault, quoted
from doc_service.conformity.rules.setting import Wanted, misset
from doc_service.the_thuc.letterhead import letterhead_problems
from doc_service.vietnamese.text import tone_style

_DRAW_RULE: Final = "Vẽ đường kẻ (Insert > Shapes > Line) ngay dưới dòng này, dài bằng dòng chữ."
_RULE_INSTEAD: Final = f"Thay cho gạch chân: {_DRAW_RULE[0].lower()}{_DRAW_RULE[1:]}"


def title(case: Case) -> Iterator[Fault]:
    """Judge the title on the right: `ĐẢNG CỘNG SẢN VIỆT NAM`, or Quốc hiệu and Tiêu ngữ."""
    at = case.rules.letterhead
    present = [piece for _, piece in case.parts.head.mottoes]
    lines = [_line(present, wanted) for wanted in at.title]
    missing = [wanted for wanted, line in zip(at.title, lines, strict=True) if line is None]
    if missing and case.is_official:
        words = " và ".join(map(quoted, missing))
        yield Fault(
            None,
            f"Góc phải trang đầu có {words}",
            "không có",
            f"Thêm {words} vào dòng đầu, bên phải trang 1.",
        )
    sizes = ("title_pt", "slogan_pt")
    for number, (wanted, line) in enumerate(zip(at.title, lines, strict=True)):
        if line is None:
            continue
        if not _same_words(line.text, wanted):
            yield _reworded(line, wanted)
        pt = case.range(sizes[number], at.title_pt[number])
        if fault := misset(line, Wanted(pt, bold=True, italic=False, underline=False), "Tiêu đề"):
            bare = line is lines[-1] and not _is_ruled(case, line)
            underlined = bare and line.look is not None and line.look.underline
            yield replace(fault, fix=f"{fault.fix} {_RULE_INSTEAD}") if underlined else fault
    last = lines[-1]
    if last is not None and not _is_ruled(case, last) and not (last.look and last.look.underline):
        yield Fault(
            last.index,
            f"Dưới {quoted(last.text)} có đường kẻ ngang liền nét dài bằng dòng chữ",
            "không thấy đường kẻ",
            _DRAW_RULE,
            "warning",
        )


def _line(present: Sequence[Piece], wanted: str) -> Piece | None:
    whose = shapes.motto(wanted)
    return next((piece for piece in present if shapes.motto(piece.text) == whose), None)


def _same_words(text: str, wanted: str) -> bool:
    # the tone may stand on either letter: CỘNG HÒA, CỘNG HOÀ
    return tone_style(text, "new") == tone_style(wanted, "new")


def _reworded(line: Piece, wanted: str) -> Fault:
    return Fault(line.index, quoted(wanted), quoted(line.text), f"Sửa thành {quoted(wanted)}.")


def _is_ruled(case: Case, line: Piece) -> bool:
    """Say whether a rule is drawn at a line, below it, or anywhere near it in the letterhead."""
    own, head = line.paragraph, case.parts.head
    below = [one.index for one in (head.number, head.place_date) if one is not None]
    end = max([own.index, *below]) + 1 if below else own.index + 3
    near = case.paper.paragraphs[max(0, own.index - 6) : end]
    return any(
        draws_rule(one) or shapes.is_rule(one.text.strip())
        for one in near
        if one.index == own.index or _is_beside(one, own)
    )


def _is_beside(one: Paragraph, own: Paragraph) -> bool:
    """Say whether a paragraph can hold the rule under a title: lines float, also across cells."""
    if one.drawn_rule or own.where is None or one.where is None:
        return True
    return (one.where.table, one.where.column) == (own.where.table, own.where.column)


def organs(case: Case) -> Iterator[Fault]:
    """Judge the left half: the superior plain, the issuer bold, below it the star or a rule."""
    head, at = case.parts.head, case.rules.letterhead
    if not head.organs:
        if case.is_official and head.has_letterhead:
            yield Fault(
                None,
                "Góc trái trang đầu có tên cơ quan ban hành",
                "không thấy tên cơ quan",
                "Ghi tên cơ quan cấp trên (chữ thường) và tên cơ quan ban hành (chữ đậm), in hoa.",
            )
        return
    above, own = organ_lines(case.parts.head)
    for piece in head.organs:
        if not shapes.is_capitals(piece.text):
            yield Fault(
                piece.index,
                "Tên cơ quan viết bằng chữ in hoa",
                quoted(piece.text),
                f"Sửa thành {quoted(piece.text.upper())}.",
            )
    pt = case.range("organ_pt", at.issuer_pt)
    for pieces, bold, what in (
        (above, False, "Tên cơ quan cấp trên"),
        (own, True, "Tên cơ quan ban hành"),
    ):
        faults = (misset(piece, Wanted(pt, bold, False, False), what) for piece in pieces)
        if fault := next((one for one in faults if one), None):
            yield fault
    yield from _star(case, own)
    yield from _no_superior(case, above, own)
    if case.party and case.parts.issuer is not None:
        for problem in letterhead_problems(case.parts.issuer, ""):
            yield Fault(
                above[0].index if above else own[0].index,
                "Dòng trên ghi cơ quan cấp trên trực tiếp: cấp ủy ghi tên đảng bộ cấp trên, ban, "
                "văn phòng ghi tên cấp ủy",
                quoted(case.parts.issuer.superior),
                f"{problem.message}",
                "warning",
            )


def _no_superior(case: Case, above: Sequence[Piece], own: Sequence[Piece]) -> Iterator[Fault]:
    """Tell that a chi bộ does not name the đảng bộ it belongs to."""
    issuer = case.parts.issuer
    if above or issuer is None or issuer.kind.name != "chi_bo" or not case.is_official:
        return
    yield Fault(
        own[0].index,
        "Trên tên chi bộ có tên đảng bộ cấp trên, in hoa, không đậm",
        quoted(own[0].text),
        "Thêm dòng “ĐẢNG BỘ …” (đảng bộ cấp trên trực tiếp) trên tên chi bộ.",
        "warning",
    )


def _star(case: Case, own: Sequence[Piece]) -> Iterator[Fault]:
    star, wanted = case.parts.head.star, case.rules.letterhead.star
    if wanted and star is None and case.is_official:
        yield Fault(
            own[-1].index,
            f"Dưới tên cơ quan ban hành có dấu “{wanted}” ở giữa",
            "không có dấu sao",
            f"Thêm một dòng “{wanted}” canh giữa dưới tên cơ quan.",
        )
    elif wanted and star is not None and star.text != wanted:
        yield Fault(
            star.index,
            f"Dưới tên cơ quan ban hành có một dấu “{wanted}”",
            quoted(star.text),
            f"Chỉ để lại một dấu “{wanted}”.",
        )


def mixed(case: Case) -> Iterator[Fault]:
    """Find what belongs to the other family's style: a document follows one (X-MIX-01)."""
    head = case.parts.head
    titles = {whose: piece for whose, piece in head.mottoes}
    state = titles.get("state") or titles.get("slogan")
    if "party" in titles and state is not None:
        wrong, right = (
            (state, "văn bản của Đảng")
            if case.party
            else (
                titles["party"],
                "văn bản nhà nước",
            )
        )
        yield Fault(
            wrong.index,
            "Văn bản của Đảng chỉ có tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM”; văn bản nhà nước chỉ có "
            "Quốc hiệu, Tiêu ngữ",
            "có cả hai",
            f"Bỏ {quoted(wrong.text)} vì đây là {right}, hoặc lập lại theo đúng thể thức.",
        )
    elif case.party:
        yield from _state_lines(case)
    if not case.party and head.star is not None and "youth" not in titles:
        yield Fault(
            head.star.index,
            "Văn bản nhà nước không có dấu sao; dưới tên cơ quan kẻ đường ngang",
            quoted(head.star.text),
            "Bỏ dấu sao, kẻ đường ngang dài 1/3 đến 1/2 dòng chữ dưới tên cơ quan.",
        )


def _state_lines(case: Case) -> Iterator[Fault]:
    """Find Quốc hiệu and Tiêu ngữ in the text of a Party document; its appendices may have them."""
    ends = case.parts.closing.start < len(case.paper.paragraphs)
    for one in case.parts.body if ends else ():
        if len(one.text) < 60 and shapes.motto(one.text) in ("state", "slogan"):
            yield Fault(
                one.index,
                "Văn bản của Đảng không có Quốc hiệu, Tiêu ngữ",
                quoted(one.text.strip()),
                "Bỏ dòng này.",
            )


def unknown(case: Case) -> Iterator[Fault]:
    """Say what was not judged, where nothing tells whose style a document follows (X-KIND-01)."""
    if case.parts.family:
        return
    yield Fault(
        None,
        "Văn bản hành chính có tiêu đề hoặc Quốc hiệu, tên cơ quan, số và ký hiệu",
        "không thấy các thành phần này",
        "Nếu là văn bản hành chính, hãy bổ sung phần đầu theo thể thức rồi kiểm tra lại; nếu là "
        "bài viết, tài liệu thì bỏ qua: chỉ chính tả và số liệu đã được kiểm tra.",
    )
