"""The blocks that official documents are made of.

Each function returns WordprocessingML with template tags. The names in the tags are those that
`forms.context` provides; a template in Word may use the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from doc_service.house_style.ooxml import (
    SIDES,
    Cell,
    bookmark,
    mm,
    paragraph,
    pt,
    row,
    run,
    table,
    tag,
    tag_row,
)
from doc_service.the_thuc.letterhead import halves_mm, title_rule_width
from doc_service.the_thuc.rule_sets import RuleSet


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper a template is laid out on."""

    rules: RuleSet
    landscape: bool = False

    @property
    def halves_mm(self) -> tuple[float, float]:
        """Widths of the two halves of the letterhead and of the closing."""
        return halves_mm(self.rules, landscape=self.landscape)


def form_label(text: str) -> str:
    """Return the label of a prescribed form, top right: `MẪU SỐ 01`."""
    return paragraph(text, "NhanMau")


def letterhead(sheet: Sheet, *, numbered: bool) -> str:
    """Return the letterhead; `numbered` documents have number and symbol, prescribed forms none."""
    left, right = (mm(half) for half in sheet.halves_mm)
    organ = (
        tag("for dong in tieu_de.cap_tren")
        + paragraph("{{ dong }}", "CoQuanCapTren")
        + tag("endfor")
        + tag("for dong in tieu_de.co_quan")
        + paragraph("{{ dong }}", "CoQuanBanHanh")
        + tag("endfor")
        + _under_organ(sheet, left)
    )
    at = sheet.rules.letterhead
    looks = ["TieuDe", "TieuNgu"][: len(at.title)]
    lines = "".join(paragraph(line, look) for line, look in zip(at.title, looks, strict=True))
    title = lines + _rule(right, pt(title_rule_width(sheet.rules)))
    number = paragraph("{{ so_ky_hieu }}" if numbered else "", "SoKyHieu")
    place = paragraph("{{ dia_danh_ngay }}", "DiaDanhNgay")
    widths = (left, right)
    rows = [
        row([Cell(organ, align="top"), Cell(title, align="top")], widths),
        row([Cell(number, align="top"), Cell(place, align="top")], widths),
    ]
    return table(rows, widths, borders=False, margin_mm=0)


def _under_organ(sheet: Sheet, width: int) -> str:
    if sheet.rules.letterhead.star:
        return paragraph(sheet.rules.letterhead.star, "CoQuanCapTren")
    indent = f"{{{{ (({width} - tieu_de.ke_dxa) / 2) | int }}}}"
    return paragraph(style="KeNgang", properties=_rule_properties(indent))


def _rule(width: int, length: int) -> str:
    """Return a rule of `length`, centred in `width`: the top border of an indented paragraph."""
    return paragraph(style="KeNgang", properties=_rule_properties(str((width - length) // 2)))


def _rule_properties(indent: str) -> str:
    return (
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:ind w:left="{indent}" w:right="{indent}"/>'
    )


def title(sheet: Sheet, name: str, *abstract: str, divider: bool = True) -> str:
    """Return the name of the type, the abstract, and what divides them from the body."""
    drawn = sheet.rules.title.divider if divider else ""
    lines = [paragraph(name, "TenLoai", keep_next=True)]
    lines += [paragraph(line, "TrichYeu", keep_next=True) for line in abstract]
    lines.append(paragraph(drawn, "NganCach", keep_next=True))
    return "".join(lines)


def heading(*lines: str) -> str:
    """Return a title of several equal lines, without a divider."""
    first, *rest = lines
    return paragraph(first, "TenLoai", keep_next=True) + "".join(
        paragraph(line, "TrichYeu", keep_next=True) for line in rest
    )


def salutation(sheet: Sheet) -> str:
    """Return “Kính gửi:” with its one addressee.

    It is not kept with what follows: a high first row would take the whole title to page 2.
    """
    italic = "italic" in sheet.rules.salutation.label_style or None
    runs = run("{{ kinh_gui_nhan }}", italic=italic) + run(" {{ kinh_gui }}")
    return paragraph(style="KinhGui", runs=runs)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data table."""

    width_mm: float
    header: str = ""


def data_table(
    columns: Sequence[Column],
    *,
    head: Sequence[Sequence[Cell]],
    body: Sequence[str],
    closing: tuple[Cell, Cell],
) -> str:
    """Return a bordered table whose head repeats on every page, closed by the signature block.

    The closing is the table's last row: rows can be kept with the next row, a table with what
    follows it cannot (LibreOffice 7.4), and a signature must not stand alone on a page.
    """
    widths = widths_of(columns)
    rows = [row(cells, widths, header=True) for cells in head]
    return table([*rows, *body, row(list(closing), widths)], widths, borders=True)


def widths_of(columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the widths of columns in dxa."""
    return tuple(mm(column.width_mm) for column in columns)


def head_cell(text: str, *, span: int = 1, merge: str = "") -> Cell:
    """Return a cell of the table's head; the lower cells of a vertical merge are empty."""
    return Cell(paragraph(text, "BangDau", keep_next=True), span=span, merge=merge)


def cell(
    text: str,
    style: str = "BangChu",
    *,
    bold: bool = False,
    keep: str = "",
    span: int = 1,
    align: str = "center",
) -> Cell:
    """Return a cell of the table's body.

    Args:
        text: template source.
        style: BangChu, BangDaiChu or BangSo.
        bold: for group rows and totals.
        keep: template condition under which the row stays on the page of the next one; "always".
        span: columns it covers.
        align: vertical alignment.
    """
    runs = run(text, bold=True if bold else None) if text else ""
    plain = paragraph(style=style, runs=runs)
    kept = paragraph(style=style, runs=runs, keep_next=True)
    if keep == "always":
        return Cell(kept, span=span, align=align)
    if keep:
        either = tag(f"if {keep}") + kept + tag("else") + plain + tag("endif")
        return Cell(either, span=span, align=align)
    return Cell(plain, span=span, align=align)


@dataclass(frozen=True, slots=True)
class Several:
    """What an entry of a table has several of, each in a row of its own."""

    loop: str
    """Of the template: `doan_ in dong.tom_tat | cac_doan`."""

    cells: tuple[tuple[str, str], ...]
    """Text and style of the cells that each row has."""

    lined: bool = True
    """Whether a line divides the rows; False where they are the paragraphs of one text."""


def entry_rows(
    columns: Sequence[tuple[str, str]],
    several: Several,
    widths: Sequence[int],
    *,
    keep: str,
    align: str = "center",
) -> list[str]:
    """Return the rows of an entry: its own cells merged down beside what it has several of.

    A page can break between those, and the last one stays with what follows; one high row could do
    neither. A line break inside a justified paragraph would also stretch the line before it.

    Args:
        columns: text and style of the entry's own cells, left of the others.
        several: the rest of the row.
        widths: dxa of each column.
        keep: template condition under which the entry stays on the page of the next row.
        align: vertical alignment.
    """

    def variant(merge: str, without: tuple[str, ...], kept: str) -> str:
        shown = merge != "continue"
        own = [
            replace(cell(words if shown else "", style, keep=kept, align=align), merge=merge)
            for words, style in columns
        ]
        each = [
            replace(
                cell(words, style, keep=kept, align=align),
                without=() if several.lined else without,
            )
            for words, style in several.cells
        ]
        return row([*own, *each], widths)

    return [
        tag_row(f"for {several.loop}", widths),
        tag_row("if loop.length == 1", widths),
        variant("", (), keep),
        tag_row("elif loop.first", widths),
        variant("restart", ("bottom",), "always"),
        tag_row("elif loop.last", widths),
        variant("continue", ("top",), keep),
        tag_row("else", widths),
        variant("continue", ("top", "bottom"), ""),
        tag_row("endif", widths),
        tag_row("endfor", widths),
    ]


def loop(code: str, rows: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Return rows repeated by `{%tr for … %}`."""
    return [tag_row(f"for {code}", widths), *rows, tag_row("endfor", widths)]


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
        Cell(gap + _signature(sheet), span=right_span, without=SIDES, align="top"),
    )


def _signature(sheet: Sheet) -> str:
    lines = (
        tag("for dong in chu_ky.dong")
        + tag("if dong.dam")
        + paragraph("{{ dong.chu }}", "QuyenHan", keep_next=True)
        + tag("else")
        + paragraph("{{ dong.chu }}", "ChucVu", keep_next=True)
        + tag("endif")
        + tag("endfor")
    )
    blank = paragraph(style="ChoKy", keep_next=True)
    place = paragraph(style="ChoKy", keep_next=True, inside=bookmark("ky_nguoi_ky", 1))
    seal = (
        tag("if chu_ky.co_dau")
        + paragraph(style="ChoKy", keep_next=True, inside=bookmark("ky_co_quan", 2))
        + tag("else")
        + blank
        + tag("endif")
    )
    rest = blank * (sheet.rules.signature.blank_lines - 2)
    return lines + place + seal + rest + paragraph("{{ chu_ky.ho_ten }}", "HoTen")
