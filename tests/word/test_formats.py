from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from doc_service.word.formats import (
    PLAIN_PARAGRAPH,
    PLAIN_RUN,
    ParagraphFormat,
    RunFormat,
    read_numbering,
    read_paragraph,
    read_run,
)
from tests.importing.documents import W


def run(inside: str) -> RunFormat:
    return read_run(etree.fromstring(f"<w:rPr {W}>{inside}</w:rPr>"), {"minorHAnsi": "Calibri"})


def paragraph(inside: str) -> ParagraphFormat:
    return read_paragraph(etree.fromstring(f"<w:pPr {W}>{inside}</w:pPr>"))


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<w:b/><w:i w:val='false'/>", RunFormat(bold=True, italic=False)),
        ("<w:sz w:val='28'/>", RunFormat(half_points=28)),
        ("<w:sz w:val='lớn'/>", PLAIN_RUN),
        ("<w:u w:val='single'/>", RunFormat(underline=True)),
        ("<w:u w:val='none'/>", RunFormat(underline=False)),
        ("<w:color w:val='FF0000'/>", RunFormat(colour="FF0000")),
        ("<w:caps/><w:vanish/>", RunFormat(capitals=True, hidden=True)),
    ],
)
def test_a_run_says_what_it_says(inside: str, found: RunFormat) -> None:
    assert run(inside) == found


def test_fonts_are_told_by_script_and_those_of_the_theme_go_first() -> None:
    found = run(
        "<w:rFonts w:ascii='Arial' w:hAnsi='Arial' w:asciiTheme='minorHAnsi' w:cs='Tahoma'/>"
    )
    assert found.fonts == ("Calibri", "Arial", "Tahoma", "")
    assert found.font == "Arial"


def test_a_theme_that_names_no_font_leaves_the_named_one() -> None:
    assert run("<w:rFonts w:ascii='Arial' w:asciiTheme='majorBidi'/>").fonts[0] == "Arial"


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<w:jc w:val='end'/>", ParagraphFormat(align="right")),
        ("<w:jc w:val='distribute'/>", ParagraphFormat(align="both")),
        ("<w:ind w:start='10' w:end='20' w:hanging='5'/>", ParagraphFormat(None, -5, 10, 20)),
        ("<w:ind w:firstLine='567'/>", ParagraphFormat(first=567)),
        (
            "<w:spacing w:before='120' w:after='60' w:line='360' w:lineRule='exact'/>",
            ParagraphFormat(before=120, after=60, line=360, line_rule="exact"),
        ),
        ("<w:spacing w:line='276'/>", ParagraphFormat(line=276, line_rule="multiple")),
        ("<w:spacing w:before='0' w:beforeAutospacing='1'/>", ParagraphFormat(before=280)),
        ("<w:pBdr><w:bottom w:val='single'/></w:pBdr>", ParagraphFormat(ruled_below=True)),
        ("<w:pBdr><w:top w:val='nil'/></w:pBdr>", ParagraphFormat(ruled_above=False)),
        ("<w:pageBreakBefore/>", ParagraphFormat(page_break_before=True)),
        (
            "<w:tabs><w:tab w:val='right' w:pos='90'/><w:tab w:val='center' w:pos='45'/></w:tabs>",
            ParagraphFormat(tabs=("center", "right")),
        ),
    ],
)
def test_a_paragraph_says_what_it_says(inside: str, found: ParagraphFormat) -> None:
    assert paragraph(inside) == found


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("", None),
        ("<w:numPr><w:numId w:val='3'/></w:numPr>", ("3", 0)),
        ("<w:numPr><w:ilvl w:val='2'/><w:numId w:val='3'/></w:numPr>", ("3", 2)),
        ("<w:numPr><w:ilvl w:val='2'/></w:numPr>", None),
    ],
)
def test_a_paragraph_names_its_list(inside: str, found: tuple[str, int] | None) -> None:
    assert read_numbering(etree.fromstring(f"<w:pPr {W}>{inside}</w:pPr>")) == found


switches = st.none() | st.booleans()
runs = st.builds(RunFormat, bold=switches, italic=switches, half_points=st.none() | st.integers())


@given(runs, runs, runs)
def test_layers_may_be_joined_in_any_grouping(a: RunFormat, b: RunFormat, c: RunFormat) -> None:
    assert a.over(b).over(c) == a.over(b.over(c))
    assert a.over(PLAIN_RUN) == PLAIN_RUN.over(a) == a


def test_a_lower_layer_only_fills_what_is_open() -> None:
    upper, lower = ParagraphFormat(left=1, align="center"), ParagraphFormat(left=2, right=3)
    assert upper.over(lower) == ParagraphFormat(left=1, right=3, align="center")
    assert upper.over(PLAIN_PARAGRAPH) == PLAIN_PARAGRAPH.over(upper) == upper
