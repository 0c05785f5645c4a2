from __future__ import annotations

import pytest

from doc_service.errors import InvalidTemplate
from doc_service.workbooks.docx_looks import RunLook
from doc_service.workbooks.layout import BARE, Paragraph, Sides, Table, read_layout
from tests.workbooks.documents import PAGE, docx, p, tbl, tc


def only_paragraph(body: str) -> Paragraph:
    (block,) = read_layout(docx(body)).blocks
    assert isinstance(block, Paragraph)
    return block


def only_table(body: str) -> Table:
    (block,) = read_layout(docx(body)).blocks
    assert isinstance(block, Table)
    return block


def test_a_style_takes_after_its_ancestors_and_the_defaults() -> None:
    paragraph = only_paragraph(p("A", "<w:pStyle w:val='Child'/>"))
    assert paragraph.runs[0].look == RunLook(size=13, bold=True, italic=True)
    assert paragraph.look.align == "center"
    assert only_paragraph(p("A")).runs[0].look == RunLook(size=14)


def test_direct_formatting_wins_over_the_style() -> None:
    paragraph = only_paragraph(
        p(
            "A",
            "<w:pStyle w:val='Child'/><w:jc w:val='right'/>",
            "<w:b w:val='0'/><w:u w:val='single'/>",
        )
    )
    assert paragraph.runs[0].look == RunLook(size=13, italic=True, underline=True)
    assert paragraph.look.align == "right"


def test_a_style_based_on_itself_ends() -> None:
    assert only_paragraph(p("A", "<w:pStyle w:val='Loop'/>")).text == "A"


def test_raised_text_is_known_by_its_character_style() -> None:
    assert only_paragraph(p("1", run="<w:rStyle w:val='Up'/>")).runs[0].look.raised


def test_breaks_and_hyphens_are_characters() -> None:
    body = "<w:p><w:r><w:t>49</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:br/><w:t>b</w:t></w:r></w:p>"
    assert only_paragraph(body).text == "49\u2011KH\nb"


def test_blocks_in_content_controls_are_blocks() -> None:
    body = f"<w:sdt><w:sdtContent>{p('trong khung')}</w:sdtContent></w:sdt>"
    assert only_paragraph(body).text == "trong khung"


def test_borders_are_known_side_by_side() -> None:
    nil = "<w:tcBorders><w:top w:val='nil'/><w:bottom w:val='nil'/></w:tcBorders>"
    none = "".join(f"<w:{side} w:val='nil'/>" for side in ("top", "left", "bottom", "right"))
    row = tc(p("a")) + tc(p("b"), nil) + tc(p("c"), f"<w:tcBorders>{none}</w:tcBorders>")
    (cells,) = (one.cells for one in only_table(tbl([row], (10, 10, 10))).rows)
    assert [cell.sides for cell in cells] == [Sides(), Sides(top=False, bottom=False), BARE]


def test_page_and_margins_are_in_points() -> None:
    page = read_layout(docx(p("A") + PAGE)).page
    assert (page.width, page.margins["left"], page.unnumbered_first) == (595.3, 85.05, False)


def test_what_is_no_docx_is_refused() -> None:
    with pytest.raises(InvalidTemplate, match="Word"):
        read_layout(b"PK\x03\x04")
