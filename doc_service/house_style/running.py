"""Running text: bases, paragraphs, articles, and the places where a narrative body goes."""

from __future__ import annotations

from doc_service.house_style.frame import Sheet
from doc_service.ooxml import paragraph, run, tag

BODY = "ThanVanBan"


def body(sheet: Sheet, field: str = "noi_dung", *, last: bool = True) -> str:
    """Return the place of a narrative body, which the filter `than_bai` writes paragraph by one.

    Args:
        sheet: the paper, for the width of tables in the text.
        field: name of the narrative field.
        last: nothing but the signature follows: it gets the end mark and stays with the signature.
    """
    end = "ket_thuc" if last else "''"
    return paragraph(f"{{{{p {field} | than_bai({end}, {sheet.width}) }}}}", BODY)


def text(source: str, *, bold: bool = False, italic: bool = False, keep_next: bool = False) -> str:
    """Return one paragraph of running text; `source` may hold tags."""
    runs = run(source, bold=bold or None, italic=italic or None)
    return paragraph(style=BODY, runs=runs, keep_next=keep_next)


def lead_in(label: str, source: str, *, keep_next: bool = False) -> str:
    """Return a paragraph that opens with bold words: `Điều 1.`, `Chủ trì:`."""
    runs = run(f"{label} ", bold=True) + run(source)
    return paragraph(style=BODY, runs=runs, keep_next=keep_next)


def section(label: str, *, level: int = 0) -> str:
    """Return a heading of the template's own: `I. THỜI GIAN, ĐỊA ĐIỂM` or, one deeper, `1. …`."""
    return paragraph(label, ("DePhan", "DeMuc")[level], keep_next=True)


def paragraphs(source: str, *, before: str = "") -> str:
    """Return each line of a text as a paragraph of its own.

    Args:
        source: an expression that gives text of several lines.
        before: printed before each line, such as `- `.
    """
    return (
        tag(f"for doan_ in {source} | cac_doan")
        + paragraph(f"{before}{{{{ doan_ }}}}", BODY)
        + tag("endfor")
    )


def each(loop: str, source: str, *, label: str = "") -> str:
    """Return one paragraph for every turn of a loop, with bold words before it where asked."""
    runs = (run(f"{label} ", bold=True) if label else "") + run(source)
    return tag(f"for {loop}") + paragraph(style=BODY, runs=runs) + tag("endfor")


def when(condition: str, *content: str) -> str:
    """Return content that is there only under a condition of the template language."""
    return tag(f"if {condition}") + "".join(content) + tag("endif")


def level() -> str:
    """Return the level of a model in a sentence: `Thành phố`, and `phường` or `xã`, not both.

    The usual label of the communal level names both kinds of commune; a document of one commune
    names its own. A label that the locality words otherwise stays as it is.
    """
    label = "nhan.cap_ngan[cap]"
    organ = "((co_quan.ten ~ ' ' ~ co_quan.cap_tren) | lower | replace('xã hội', ''))"
    kind = f"'phường' if 'phường' in {organ} else 'xã' if 'xã' in {organ} else {label}"
    return f"{{{{ ({kind}) if {label} == 'xã, phường' else {label} }}}}"


def bases() -> str:
    """Return the căn cứ, worded and marked by the rule set: one a line."""
    return tag("for dong in can_cu") + paragraph("{{ dong }}", "CanCu") + tag("endfor")


def decision_line() -> str:
    """Return who decides and `QUYẾT ĐỊNH`, centred between the bases and the articles."""
    return paragraph("{{ ten_tham_quyen }}", "ThamQuyen", keep_next=True) + paragraph(
        "QUYẾT ĐỊNH", "QuyetDinh", keep_next=True
    )


def last_lead_in(label: str, source: str) -> str:
    """Return the last paragraph of a text where it opens with bold words.

    `source` is an expression; its own end mark gives way to the rule set's.
    """
    runs = run(f"{label} ", bold=True) + run(f"{{{{ {source} | ket(ket_thuc) }}}}")
    return paragraph(style=BODY, runs=runs, keep_next=True)


def last_text(source: str) -> str:
    """Return the last paragraph of a text, with its end mark, kept with the signature.

    `source` has no mark of its own and may hold tags.
    """
    return paragraph(f"{source}{{{{ ket_thuc }}}}", BODY, keep_next=True)


def decision_opening(sheet: Sheet) -> str:
    """Return what stands between the title of a decision and its articles, in the family's order.

    The Party names who decides right before `QUYẾT ĐỊNH` (shared domain reference §8.9); the State
    names them above the bases and ends the line with a colon (NĐ 30/2020/NĐ-CP Phụ lục III,
    Mẫu 1.2).
    """
    if sheet.rules.family == "dang":
        return bases() + decision_line()
    return (
        paragraph("{{ ten_tham_quyen }}", "ThamQuyen", keep_next=True)
        + bases()
        + paragraph("QUYẾT ĐỊNH:", "QuyetDinh", keep_next=True)
    )
