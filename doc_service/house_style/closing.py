"""The end of a document: recipients, signatures, confirmations, appendices.

Every place to sign is a bookmark on a blank line, so that nobody has to search for it later.
"""

from __future__ import annotations

from doc_service.house_style.frame import Sheet
from doc_service.ooxml import SIDES, Cell, bookmark, mm, paragraph, row, table, tag


def closing(sheet: Sheet, *, left_span: int, right_span: int) -> tuple[Cell, Cell]:
    """Return recipients on the left and the signature block on the right, level with each other.

    The blank lines are real paragraphs; two of them carry the bookmarks where the person and the
    organisation sign. A chi bộ has no seal, so no bookmark for one.
    """
    names = (
        paragraph("{{ noi_nhan_nhan }}", "NoiNhanNhan")
        + tag("for dong in noi_nhan")
        + paragraph("{{ dong }}", "NoiNhan")
        + tag("endfor")
    )
    gap = paragraph(style="ChoKy")
    return (
        Cell(gap + names, span=left_span, without=SIDES, align="top"),
        Cell(gap + signature(sheet), span=right_span, without=SIDES, align="top"),
    )


def closing_table(sheet: Sheet) -> str:
    """Return recipients and signature as a table of their own, below running text.

    The last paragraph above it is kept with it, so that a signature is never alone on a page.
    """
    return _row_table(sheet, closing(sheet, left_span=1, right_span=1))


def _row_table(sheet: Sheet, cells: tuple[Cell, Cell]) -> str:
    widths = tuple(mm(half) for half in sheet.halves_mm)
    return table([row(list(cells), widths)], widths, borders=False, margin_mm=0)


def two_signatures(sheet: Sheet, left: str, right: str) -> str:
    """Return two signature blocks side by side; each is what `signature` or `signer` returned."""
    gap = paragraph(style="ChoKy")
    half = sheet.width // 2
    cells = [Cell(gap + one, without=SIDES, align="top") for one in (left, right)]
    widths = (half, sheet.width - half)
    return table([row(cells, widths)], widths, borders=False, margin_mm=0)


def minutes_closing(sheet: Sheet) -> str:
    """Return the two signatures of minutes: left who wrote them, right the chair."""
    left = signature(sheet, "chu_ky_trai", place="ky_thu_ky", number=3, sealed=False)
    return two_signatures(sheet, left, signature(sheet, "chu_ky_phai"))


def recipients_below(sheet: Sheet) -> str:
    """Return the list of recipients below signatures that take both halves of the page."""
    return (
        tag("if noi_nhan")
        + paragraph("{{ noi_nhan_nhan }}", "NoiNhanNhan", keep_next=True)
        + tag("for dong in noi_nhan")
        + paragraph("{{ dong }}", "NoiNhan")
        + tag("endfor")
        + tag("endif")
    )


def signer(
    sheet: Sheet, *lines: str, name: str, place: str, number: int | str, note: str = ""
) -> str:
    """Return a signature block whose lines the template itself says.

    Args:
        sheet: the paper.
        lines: printed above the signature, the last one as a position, the others bold.
        name: template source of the name.
        place: name of the bookmark; it may hold a tag such as `{{ loop.index }}`.
        number: id of the bookmark, unique in the document.
        note: italic line under the lines, such as `(Ký, ghi rõ họ tên)`.
    """
    looks = ["QuyenHan"] * max(1, len(lines) - 1) + ["ChucVu"]
    above = "".join(
        paragraph(line, look, keep_next=True) for line, look in zip(lines, looks, strict=False)
    )
    if note:
        above += paragraph(note, "GhiChuKy", keep_next=True)
    blank = paragraph(style="ChoKy", keep_next=True)
    here = paragraph(style="ChoKy", keep_next=True, inside=bookmark(place, number))
    rest = blank * (sheet.rules.signature.blank_lines - 1)
    return above + here + rest + paragraph(name, "HoTen")


def appendix(sheet: Sheet, label: str, *lines: str) -> str:
    """Return the head of an appendix on a new page: `Phụ lục 1`, its title, what it belongs to."""
    return (
        paragraph(label, "PhuLuc", properties="<w:pageBreakBefore/>", keep_next=True)
        + "".join(paragraph(line, "TrichYeu", keep_next=True) for line in lines)
        + paragraph("(Kèm theo {{ vien_dan }})", "KemTheo", keep_next=True)
    )


def signature(
    sheet: Sheet,
    block: str = "chu_ky",
    *,
    place: str = "ky_nguoi_ky",
    number: int = 1,
    sealed: bool = True,
) -> str:
    """Return a signature block that the rules of thể thức compose.

    Args:
        sheet: the paper.
        block: name of the block in the context.
        place: name of the bookmark where the person signs.
        number: id of that bookmark; the seal's is 2.
        sealed: whether an organ's seal has its place here.
    """
    lines = (
        tag(f"for dong in {block}.dong")
        + tag("if dong.dam")
        + paragraph("{{ dong.chu }}", "QuyenHan", keep_next=True)
        + tag("else")
        + paragraph("{{ dong.chu }}", "ChucVu", keep_next=True)
        + tag("endif")
        + tag("endfor")
    )
    blank = paragraph(style="ChoKy", keep_next=True)
    here = paragraph(style="ChoKy", keep_next=True, inside=bookmark(place, number))
    seal = (
        tag(f"if {block}.co_dau")
        + paragraph(style="ChoKy", keep_next=True, inside=bookmark("ky_co_quan", 2))
        + tag("else")
        + blank
        + tag("endif")
    )
    rest = blank * (sheet.rules.signature.blank_lines - 2)
    seal = seal if sealed else blank
    return lines + here + seal + rest + paragraph(f"{{{{ {block}.ho_ten }}}}", "HoTen")


def confirmation(sheet: Sheet, field: str, *, place: str, number: int) -> str:
    """Return the block in which a party committee confirms a report: `XÁC NHẬN CỦA CHI BỘ …`.

    It is not there where the committee is not named. In a draft, what else is missing is a gap.

    Args:
        sheet: the paper.
        field: name of a field that is the shared piece `xac_nhan`.
        place: name of the bookmark.
        number: id of the bookmark, unique in the document.
    """
    committee = f"{field}.cap_uy"
    of_cell = f"({committee} | lower)[:6] == 'chi bộ'"
    usual = f"'T/M Chi bộ' if {of_cell} else 'T/M Ban Thường vụ'"
    block = signer(
        sheet,
        f"XÁC NHẬN CỦA {{{{ {committee} | hoa }}}}",
        f"{{{{ ({field}.quyen_han or ({usual})) | hoa }}}}",
        f"{{{{ {field}.chuc_vu | hoa }}}}",
        name=f"{{{{ {field}.ho_ten }}}}",
        place=place,
        number=number,
    )
    return tag(f"if {committee}") + block + tag("endif")


def confirmed_closing(sheet: Sheet, block: str, confirmations: tuple[str, str]) -> str:
    """Return recipients and a signature, and in a row below them two confirmations side by side.

    One table, whose first row stays on the page of the second: confirmations must not stand alone.

    Args:
        sheet: the paper.
        block: what `signature` or `signer` returned.
        confirmations: left who manages directly, right who proposes (source 001 §IV.2.4).
    """
    kept, half = paragraph(style="ChoKy", keep_next=True), sheet.width // 2
    widths = (half, sheet.width - half)
    first = [kept + recipients_below(sheet), kept + block]
    rows = [
        row([Cell(one, without=SIDES, align="top") for one in cells], widths)
        for cells in (first, [kept + one for one in confirmations])
    ]
    return table(rows, widths, borders=False, margin_mm=0)
