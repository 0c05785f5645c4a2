"""The top of a document: letterhead, type and abstract, salutation.

Each function returns WordprocessingML with template tags. The names in the tags are those that
`forms.context` provides; a template in Word may use the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from doc_service.house_style.styles import SALUTATION_MM
from doc_service.ooxml import Cell, mm, paragraph, pt, row, run, table, tag
from doc_service.the_thuc.letterhead import halves_mm, title_rule_width
from doc_service.the_thuc.metrics import text_width
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

    @property
    def closing_mm(self) -> tuple[float, float]:
        """Widths of the recipients and the signature: a State letterhead's left is too narrow."""
        left, right = self.halves_mm
        wider = max(left, RECIPIENTS_SHARE * (left + right))
        return wider, left + right - wider

    @property
    def width(self) -> int:
        """Width of the text in dxa."""
        return sum(mm(half) for half in self.halves_mm)


RECIPIENTS_SHARE: Final = 0.47
"""Of the text width, at least; a usual recipient with its purpose then takes one line."""


def form_label(text: str) -> str:
    """Return the label of a prescribed form, top right: `MẪU SỐ 01`."""
    return paragraph(text, "NhanMau")


def letterhead(sheet: Sheet, *, numbered: bool, dated: bool = True, letter: bool = False) -> str:
    """Return the letterhead.

    Args:
        sheet: the paper.
        numbered: number and symbol under the organ; prescribed forms have none.
        dated: place and date on the right; minutes have none, their time is in the body.
        letter: a công văn, whose abstract stands under its number.
    """
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
    if letter:
        number += paragraph("{{ trich_yeu }}", "TrichYeuCongVan")
    place = paragraph("{{ dia_danh_ngay }}" if dated else "", "DiaDanhNgay")
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
    """Return the name of the type, the abstract, and what divides them from the body.

    The Party writes five hyphens; the State draws a rule of a third to a half of the line.
    """
    at = sheet.rules.title
    lines = [paragraph(name, "TenLoai", keep_next=True)]
    lines += [paragraph(line, "TrichYeu", keep_next=True) for line in abstract]
    if divider and at.divider_rule:
        rule = _rule_properties(_abstract_rule_indent(sheet, abstract))
        lines.append(paragraph(style="KeNgang", properties=rule, keep_next=True))
    lines.append(paragraph(at.divider if divider else "", "NganCach", keep_next=True))
    return "".join(lines)


_BOLD_EM: Final = 0.466
"""Mean width of a letter of bold Vietnamese text, in ems (measured: 0.42 to 0.47)."""

_TAG: Final = re.compile(r"{{(.+?)}}|{%.+?%}")


def _abstract_rule_indent(sheet: Sheet, abstract: tuple[str, ...]) -> str:
    """Return the template source of the indents of the rule under a State abstract.

    The rule is a third to a half of the abstract's line (NĐ 30 Phụ lục I, mục II, khoản 5), which
    is as long as the text allows where the abstract takes several lines.
    """
    at = sheet.rules.title
    last = abstract[-1] if abstract else ""
    named = "".join(f" + (({one}) | string | length)" for one in _TAG.findall(last) if one)
    letters = f"({len(_TAG.sub('', last))}{named})"
    line = f"[{letters} * {pt(at.abstract_pt * _BOLD_EM)}, {round(0.95 * sheet.width)}] | min"
    return f"{{{{ (({sheet.width} - {at.divider_rule} * ({line})) / 2) | int }}}}"


def heading(*lines: str) -> str:
    """Return a title of several equal lines, without a divider."""
    first, *rest = lines
    return paragraph(first, "TenLoai", keep_next=True) + "".join(
        paragraph(line, "TrichYeu", keep_next=True) for line in rest
    )


def attached(sheet: Sheet, field: str = "kem_theo") -> str:
    """Return which document a list belongs to, where the data say it, and the divider below.

    Nothing stands between the two: the divider closes the whole head.
    """
    close = '<w:spacing w:before="0" w:after="0"/>'
    return (
        tag(f"if {field}")
        + paragraph(f"(Kèm theo {{{{ {field} }}}})", "KemTheo", properties=close, keep_next=True)
        + tag("endif")
        + paragraph(sheet.rules.title.divider, "NganCach", keep_next=True)
    )


def salutation(sheet: Sheet) -> str:
    """Return “Kính gửi:” with its one addressee.

    It is not kept with what follows: a high first row would take the whole title to page 2.
    """
    italic = "italic" in sheet.rules.salutation.label_style or None
    runs = run("{{ kinh_gui_nhan }}", italic=italic) + run(" {{ kinh_gui }}")
    return paragraph(style="KinhGui", runs=runs)


def salutations(sheet: Sheet, greeting: str = "{{ kinh_gui_nhan }}") -> str:
    """Return “Kính gửi:” with one addressee on its line, or several below it with dashes.

    A draft that has none yet shows a gap.

    Args:
        sheet: the paper.
        greeting: other words in its place, such as `Kính mời:`.
    """
    italic = "italic" in sheet.rules.salutation.label_style or None
    label = run(greeting, italic=italic)
    # the dashes stand under the colon (NĐ 30 Phụ lục I, mục II, khoản 9)
    at = sheet.rules.salutation.pt
    dash = mm(SALUTATION_MM) - pt(text_width("- ", at))
    colon = sheet.width - dash - pt(text_width("-", at))
    return (
        tag("if kinh_gui_dong | length == 1")
        + paragraph(style="KinhGui", runs=label + run(" {{ kinh_gui_dong[0] or '……………' }}"))
        + tag("else")
        + paragraph(
            style="KinhGuiNhan",
            runs=label,
            properties=f'<w:ind w:right="{colon}"/>',
            keep_next=True,
        )
        + tag("for dong in kinh_gui_dong")
        + paragraph("{{ dong }}", "KinhGuiDong")
        + tag("endfor")
        + tag("endif")
    )
