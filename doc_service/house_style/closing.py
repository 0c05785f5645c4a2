"""The end of a document: recipients, signatures, confirmations, appendices.

Every place to sign is a bookmark on a blank line, so that nobody has to search for it later.
"""

from __future__ import annotations

from dataclasses import dataclass

from doc_service.house_style.frame import Sheet
from doc_service.house_style.package import section_break
from doc_service.ooxml import SIDES, Cell, bookmark, mm, paragraph, row, run, table, tag


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block, in the two parts that stand level with those of a block beside it."""

    above: str
    """Who signs for whom."""

    below: str
    """The blank lines and the name."""

    @property
    def whole(self) -> str:
        """The block of one who signs alone."""
        return self.above + self.below


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
        Cell(gap + signature(sheet).whole, span=right_span, without=SIDES, align="top"),
    )


def closing_table(sheet: Sheet) -> str:
    """Return recipients and signature as a table of their own, below running text.

    The last paragraph above it is kept with it, so that a signature is never alone on a page.
    """
    widths = tuple(mm(half) for half in sheet.closing_mm)
    cells = closing(sheet, left_span=1, right_span=1)
    return table([row(list(cells), widths)], widths, borders=False, margin_mm=0)


NOBODY = Signature("", paragraph(style="ChoKy", keep_next=True))
"""A side where nobody signs."""


def two_signatures(sheet: Sheet, left: Signature, right: Signature) -> str:
    """Return two signature blocks side by side, their names level with each other."""
    widths = _equal_halves(sheet)
    rows = [row(cells, widths) for cells in level_cells(left, right)]
    return table(rows, widths, borders=False, margin_mm=0)


def level_cells(
    left: Signature, right: Signature, *, left_span: int = 1, right_span: int = 1
) -> tuple[list[Cell], list[Cell]]:
    """Return the cells of two rows: who signs, and below it the blank lines and the names.

    The first row stays on the page of the second one.
    """
    gap, spans = paragraph(style="ChoKy", keep_next=True), (left_span, right_span)
    both = tuple(zip((left, right), spans, strict=True))
    return (
        [Cell(gap + one.above, span=span, without=SIDES, align="top") for one, span in both],
        [Cell(one.below, span=span, without=SIDES, align="top") for one, span in both],
    )


def _equal_halves(sheet: Sheet) -> tuple[int, int]:
    half = sheet.width // 2
    return half, sheet.width - half


def minutes_closing(sheet: Sheet) -> str:
    """Return the end of minutes: left who wrote them, right the chair, below them the recipients.

    One table, whose rows stay together: recipients must not stand alone on a page either.
    """
    widths = _equal_halves(sheet)
    left = signature(sheet, "chu_ky_trai", place="ky_thu_ky", number=3, sealed=False)
    names = Cell(
        paragraph(style="SauBang") + recipients_below(sheet), span=2, without=SIDES, align="top"
    )
    rows = [*level_cells(left, signature(sheet, "chu_ky_phai")), [names]]
    return table([row(cells, widths) for cells in rows], widths, borders=False, margin_mm=0)


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
    sheet: Sheet,
    *lines: str,
    name: str,
    place: str,
    number: int | str,
    note: str = "",
    party: bool = False,
    keep: str = "",
    seal: str = "",
    sealed: str = "",
) -> Signature:
    """Return a signature block whose lines the template itself says.

    Args:
        sheet: the paper.
        lines: printed above the signature, the last one as a position, the others bold.
        name: template source of the name.
        place: name of the bookmark; it may hold a tag such as `{{ loop.index }}`.
        number: id of the bookmark, unique in the document.
        note: italic line under the lines, such as `(Ký, ghi rõ họ tên)`.
        keep: template condition under which the row of the name stays on the page of the next
            row; always where there is none.
        seal: name of the bookmark where the signer's organ puts its seal, if it may; its id is that
            of the person's and ten.
        sealed: template condition under which the organ has one.
        party: a Party committee signs, whose positions are not bold, be the document the State's.
    """
    looks = ["QuyenHan"] * max(1, len(lines) - 1) + ["ChucVu"]
    above = "".join(
        paragraph(
            style=look,
            runs=run(line, bold=False if party and look == "ChucVu" else None),
            keep_next=True,
        )
        for line, look in zip(lines, looks, strict=False)
    )
    if note:
        above += paragraph(note, "GhiChuKy", keep_next=True)
    blank = paragraph(style="ChoKy", keep_next=True)
    kept = f'<w:keepNext w:val="{{{{ 1 if {keep} else 0 }}}}"/>' if keep else "<w:keepNext/>"
    here = paragraph(style="ChoKy", properties=kept, inside=bookmark(place, number))
    second = blank
    if seal:
        marked = paragraph(style="ChoKy", keep_next=True, inside=bookmark(seal, f"{number}0"))
        second = tag(f"if {sealed}") + marked + tag("else") + blank + tag("endif")
    rest = second + blank * (sheet.rules.signature.blank_lines - 2)
    return Signature(above, here + rest + paragraph(name, "HoTen"))


def appendix(sheet: Sheet, label: str, *lines: str) -> str:
    """Return the head of an appendix on a new page: `Phụ lục 1`, its title, what it belongs to.

    The State numbers the pages of every appendix from 1 (NĐ 30 Phụ lục I, mục III, khoản 1).
    """
    apart = sheet.rules.family != "dang"
    new_page = "" if apart else "<w:pageBreakBefore/>"
    return (
        (section_break(sheet) if apart else "")
        + paragraph(label, "PhuLuc", properties=new_page, keep_next=True)
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
) -> Signature:
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
    name = paragraph(f"{{{{ {block}.ho_ten }}}}", "HoTen")
    return Signature(lines, here + seal + rest + name)


def confirmation(sheet: Sheet, field: str, *, place: str, number: int) -> Signature:
    """Return the block in which a party committee confirms a report: `XÁC NHẬN CỦA` / `CHI BỘ …`.

    It is not there where the committee is not named. In a draft, what else is missing is a gap. A
    party committee confirms with its seal, a chi bộ without: it has none.

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
        "XÁC NHẬN CỦA",
        f"{{{{ {committee} | hoa }}}}",
        f"{{{{ ({field}.quyen_han or ({usual})) | hoa }}}}",
        f"{{{{ {field}.chuc_vu | hoa }}}}",
        name=f"{{{{ {field}.ho_ten }}}}",
        place=place,
        number=number,
        party=True,
        seal=f"ky_dau_{place.removeprefix('ky_').removeprefix('cap_uy_')}",
        sealed=f"not ({of_cell})",
    )
    named, kept = tag(f"if {committee}"), paragraph(style="ChoKy", keep_next=True)
    return Signature(
        named + block.above + tag("endif"),
        named + block.below + tag("else") + kept + tag("endif"),
    )


def confirmed_closing(
    sheet: Sheet, block: Signature, confirmations: tuple[Signature, Signature]
) -> str:
    """Return recipients and a signature, and in rows below them two confirmations side by side.

    One table, whose first row stays on the page of the others: confirmations must not stand alone.

    Args:
        sheet: the paper.
        block: of the one who reports.
        confirmations: left who manages directly, right who proposes (source 001 §IV.2.4).
    """
    kept, widths = paragraph(style="ChoKy", keep_next=True), _equal_halves(sheet)
    first = [
        Cell(kept + one, without=SIDES, align="top")
        for one in (recipients_below(sheet), block.whole)
    ]
    rows = [row(cells, widths) for cells in (first, *level_cells(*confirmations))]
    return table(rows, widths, borders=False, margin_mm=0)
