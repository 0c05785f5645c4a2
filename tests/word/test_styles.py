from __future__ import annotations

import pytest
from lxml import etree

from doc_service.word.formats import PLAIN_PARAGRAPH, ParagraphFormat, RunFormat, read_run
from doc_service.word.styles import Styles, read_styles
from tests.importing.documents import W


def styles(inside: str) -> Styles:
    return read_styles(etree.fromstring(f"<w:styles {W}>{inside}</w:styles>"))


def style(name: str, inside: str, kind: str = "paragraph", more: str = "") -> str:
    return f"<w:style w:type='{kind}' w:styleId='{name}' {more}>{inside}</w:style>"


def borders(inside: str) -> str:
    return f"<w:tblPr><w:tblBorders>{inside}</w:tblBorders></w:tblPr>"


PLAIN = RunFormat()


def test_without_styles_a_run_is_what_it_says_itself() -> None:
    direct = RunFormat(bold=True, half_points=28)
    assert read_styles(None).run("Any", "", direct) == direct


def test_a_style_inherits_what_it_does_not_say() -> None:
    found = styles(
        style("A", "<w:rPr><w:b/><w:sz w:val='28'/></w:rPr>")
        + style("B", "<w:basedOn w:val='A'/><w:rPr><w:sz w:val='30'/></w:rPr>")
    ).run("B", "", PLAIN)
    assert (found.bold, found.half_points) == (True, 30)


def test_styles_in_a_circle_end() -> None:
    found = styles(style("A", "<w:basedOn w:val='A'/><w:rPr><w:i/></w:rPr>"))
    assert found.run("A", "", PLAIN).italic


def test_the_default_style_speaks_for_paragraphs_that_name_none() -> None:
    found = styles(style("Normal", "<w:rPr><w:sz w:val='26'/></w:rPr>", more="w:default='1'"))
    assert found.default == "Normal"
    assert found.run("", "", PLAIN).half_points == 26


def test_layers_lie_in_the_order_of_the_format() -> None:
    found = styles(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='20'/><w:color w:val='111111'/></w:rPr>"
        "</w:rPrDefault></w:docDefaults>"
        + style("T", "<w:rPr><w:sz w:val='22'/></w:rPr>", "table")
        + style("P", "<w:rPr><w:sz w:val='24'/></w:rPr>")
        + style("C", "<w:rPr><w:sz w:val='26'/></w:rPr>", "character")
    )
    sizes = [
        found.run(*layers).half_points
        for layers in (
            ("", "", PLAIN, ""),
            ("", "", PLAIN, "T"),
            ("P", "", PLAIN, "T"),
            ("P", "C", PLAIN, "T"),
            ("P", "C", RunFormat(half_points=28), "T"),
        )
    ]
    assert sizes == [20, 22, 24, 26, 28]
    assert found.run("P", "C", PLAIN, "T").colour == "111111"


@pytest.mark.parametrize(
    ("direct", "bold"), [("", False), ("<w:b/>", True), ("<w:b w:val='0'/>", False)]
)
def test_bold_of_a_paragraph_and_of_a_character_style_cancel_out(direct: str, bold: bool) -> None:
    found = styles(
        style("P", "<w:rPr><w:b/></w:rPr>") + style("Strong", "<w:rPr><w:b/></w:rPr>", "character")
    )
    run = read_run(etree.fromstring(f"<w:rPr {W}>{direct}</w:rPr>"))
    assert found.run("P", "Strong", run).bold is bold
    assert found.run("P", "", PLAIN).bold
    assert found.run("", "Strong", PLAIN).bold


def test_a_table_style_says_whether_it_draws_borders() -> None:
    grid = borders("<w:top w:val='single'/><w:left w:val='single'/>")
    none = borders("<w:top w:val='nil'/><w:left w:val='none'/>")
    found = styles(
        style("Grid", grid, "table")
        + style("Bare", f"<w:basedOn w:val='Grid'/>{none}", "table")
        + style("Heir", "<w:basedOn w:val='Grid'/>", "table")
    )
    assert [found.bordered(name) for name in ("Grid", "Bare", "Heir", "")] == [
        True,
        False,
        True,
        False,
    ]


def test_a_style_that_names_a_list_overrides_the_indent_of_the_list() -> None:
    level = ParagraphFormat(left=720, first=-360)
    lists = "<w:numPr><w:numId w:val='1'/></w:numPr>"
    found = styles(
        style("Base", "<w:pPr><w:ind w:left='100' w:right='50'/></w:pPr>")
        + style("Item", f"<w:basedOn w:val='Base'/><w:pPr>{lists}<w:ind w:left='200'/></w:pPr>")
    )
    shape = found.paragraph("Item", PLAIN_PARAGRAPH, level)
    assert (shape.left, shape.first, shape.right) == (200, -360, 50)
    assert found.numbering("Item") == ("1", 0)
    assert found.numbering("Base") is None
