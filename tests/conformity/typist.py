"""Word files as clerks make them: typed in Word, everything set by hand, no styles of ours."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
LINE = (
    '<w:r {ns}><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" id="ke" '
    'style="position:absolute" from="40pt,2pt" to="180pt,2pt"/></w:pict></w:r>'
)


class Typist:
    """Types a document from top to bottom."""

    def __init__(
        self,
        *,
        margins: tuple[float, float, float, float] = (20, 20, 30, 15),
        font: str = "Times New Roman",
        number_pt: float = 14,
    ) -> None:
        self.word = Document()
        self.font = font
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(14)
        section = self.word.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        top, bottom, left, right = margins
        section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
        section.left_margin, section.right_margin = Mm(left), Mm(right)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        self._page_number(section.header.paragraphs[0], number_pt)

    def _page_number(self, paragraph: Paragraph, pt: float) -> None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = f'<w:r><w:rPr><w:sz w:val="{round(pt * 2)}"/></w:rPr><w:t>2</w:t></w:r>'
        field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE ">{run}</w:fldSimple>'
        paragraph._p.append(parse_xml(field))

    def type(self, text: str, *, into: Any = None, **look: Any) -> Paragraph:
        """Type a paragraph; two stars around a part change nothing: all has one look."""
        paragraph = (into or self.word).add_paragraph()
        self._set(paragraph, text, **look)
        return paragraph

    def _set(self, paragraph: Paragraph, text: str, **look: Any) -> None:
        run = paragraph.add_run(text)
        run.bold, run.italic = look.get("bold"), look.get("italic")
        run.underline = look.get("underline")
        run.font.size = Pt(look.get("pt", 14))
        if font := look.get("font"):
            run.font.name = font
            run._r.rPr.rFonts.set(qn("w:hAnsi"), font)
        paragraph.alignment = ALIGN[look.get("align", "left")]
        paragraph.paragraph_format.space_after = Pt(0)
        if look.get("rule"):
            paragraph._p.append(parse_xml(LINE.format(ns=nsdecls("w"))))

    def prose(self, *texts: str, **look: Any) -> None:
        """Type running text as the guides want it."""
        for text in texts:
            paragraph = self.type(text, **{"align": "both", **look})
            form = paragraph.paragraph_format
            form.first_line_indent, form.space_before = Mm(10), Pt(6)
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)

    def halves(self, *rows: tuple[Sequence[Any], Sequence[Any]]) -> None:
        """Type a table of two halves; a line is a text or a pair of text and look."""
        table = self.word.add_table(rows=len(rows), cols=2)
        for at, row in enumerate(rows):
            for cell, lines in zip(table.rows[at].cells, row, strict=True):
                for number, line in enumerate(lines):
                    text, look = line if isinstance(line, tuple) else (line, {})
                    paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
                    self._set(paragraph, text, **{"align": "center", **look})

    def bytes(self) -> bytes:
        kept = io.BytesIO()
        self.word.save(kept)
        return kept.getvalue()


def bold(text: str, **look: Any) -> tuple[str, dict[str, Any]]:
    return text, {"bold": True, **look}


def head(
    typist: Typist,
    *,
    organs: Sequence[str] = ("ĐẢNG BỘ PHƯỜNG AN THỊNH", "CHI BỘ TỔ DÂN PHỐ SỐ 5"),
    number: str = "Số 12-KH/CB",
    date: str = "An Thịnh, ngày 09 tháng 01 năm 2026",
) -> None:
    """Type the letterhead of a Party document."""
    above, own = organs
    typist.halves(
        (
            [above, bold(own), "*"],
            [bold("ĐẢNG CỘNG SẢN VIỆT NAM", pt=15), ("", {"rule": True})],
        ),
        ([number], [(date, {"italic": True})]),
    )


def state_head(typist: Typist, *, organs: Sequence[Any], number: str, date: str) -> None:
    """Type the letterhead of a State document."""
    typist.halves(
        (
            [*organs, ("", {"rule": True})],
            [
                bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", pt=13),
                bold("Độc lập - Tự do - Hạnh phúc"),
                ("", {"rule": True}),
            ],
        ),
        ([(number, {"pt": 13})], [(date, {"italic": True})]),
    )


def title(
    typist: Typist, name: str, abstract: str, *, pt: float = 15, divider: str = "-----"
) -> None:
    """Type the name of the type, the abstract and what divides them from the text."""
    typist.type(name, bold=True, pt=pt, align="center")
    typist.type(abstract, bold=True, align="center")
    if divider:
        typist.type(divider, bold=True, align="center")
    else:
        typist.type("", rule=True)


def closing(typist: Typist, recipients: Sequence[str], *lines: Any, name: str) -> None:
    """Type recipients on the left and the signature on the right."""
    items = [(one, {"align": "left", "pt": 12}) for one in recipients]
    label = ("Nơi nhận:", {"align": "left", "underline": True})
    typist.halves(([label, *items], [*lines, "", "", "", "", bold(name)]))


def state_closing(typist: Typist, recipients: Sequence[str], *lines: str, name: str) -> None:
    """The same in a State document."""
    items = [(one, {"align": "left", "pt": 11}) for one in recipients]
    label = ("Nơi nhận:", {"align": "left", "bold": True, "italic": True, "pt": 12})
    typist.halves(([label, *items], [*map(bold, lines), "", "", "", "", bold(name)]))
