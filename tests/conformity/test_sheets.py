from __future__ import annotations

import pytest

from doc_service.conformity.paper import PageNumber, Sheet
from doc_service.conformity.reading import read_paper
from tests.conformity.files import A4, SPACES, box, file, style, styles
from tests.importing.documents import p, r

SECOND = r("2", "<w:sz w:val='28'/>")
CENTRED = "<w:jc w:val='center'/>"


def field(code: str = "PAGE", size: int = 28) -> str:
    look = f"<w:rPr><w:sz w:val='{size}'/></w:rPr>"
    return (
        f"<w:r>{look}<w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r>{look}<w:instrText> {code} </w:instrText></w:r>"
        f"<w:r>{look}<w:fldChar w:fldCharType='end'/></w:r>"
    )


def header(inside: str) -> str:
    return f"<w:hdr {SPACES}>{inside}</w:hdr>"


def reference(name: str, kind: str = "default", part: str = "header") -> str:
    return f"<w:{part}Reference w:type='{kind}' r:id='{name}'/>"


def section(inside: str = "") -> str:
    return f"<w:sectPr>{inside}</w:sectPr>"


def sheets(body: str, **headers: str) -> tuple[Sheet, ...]:
    """Read sections whose headers and footers are parts of the same name."""
    parts: dict[str, str | bytes] = {f"word/{name}.xml": text for name, text in headers.items()}
    related = {f"word/{name}.xml": name for name in headers}
    more = styles(
        style(
            "Header",
            "<w:pPr><w:tabs><w:tab w:val='center' w:pos='4680'/><w:tab w:val='right' w:pos='9360'/>"
            "</w:tabs></w:pPr><w:rPr><w:sz w:val='26'/></w:rPr>",
        )
    )
    return read_paper(file(p(r("a")) + body, {**parts, **more}, related)).sheets


def number(paragraph: str) -> PageNumber | None:
    return sheets(section(reference("header1")), header1=header(paragraph))[0].number


def test_sizes_are_in_millimetres() -> None:
    (found,) = sheets(section(A4))
    assert (round(found.width_mm), round(found.height_mm)) == (210, 297)
    margins = (found.top_mm, found.bottom_mm, found.left_mm, found.right_mm, found.header_mm)
    assert [round(one) for one in margins] == [20, 20, 30, 15, 10]
    assert found.number is None and not found.number_on_first


def test_a_gutter_widens_the_left_margin() -> None:
    (found,) = sheets(section("<w:pgMar w:left='567' w:gutter='567' w:right='567'/>"))
    assert round(found.left_mm) == 20


def test_what_is_not_said_is_as_word_has_it() -> None:
    assert sheets("") == sheets(section())
    assert round(sheets("")[0].height_mm) == 279


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        (p(field(), properties=CENTRED), PageNumber("center", 14)),
        (p(field("PAGE \\* MERGEFORMAT", 26), properties=CENTRED), PageNumber("center", 13)),
        (p(f"<w:fldSimple w:instr='PAGE'>{SECOND}</w:fldSimple>"), PageNumber("left", 14)),
        (p(field("NUMPAGES"), properties=CENTRED), None),
        (p(r("Trang 1")), None),
        (p(field(), properties="<w:framePr w:xAlign='center'/>"), PageNumber("center", 14)),
        (p(field(), properties="<w:framePr w:xAlign='right'/>" + CENTRED), PageNumber("right", 14)),
    ],
)
def test_a_page_number_is_a_field_that_says_so(paragraph: str, found: PageNumber | None) -> None:
    assert number(paragraph) == found


def test_a_page_number_may_be_placed_by_tabs() -> None:
    tab = "<w:r><w:tab/></w:r>"
    styled = "<w:pStyle w:val='Header'/>"
    found = [number(p(tab * count, field(), properties=styled)) for count in range(3)]
    assert [one.align for one in found if one] == ["left", "center", "right"]
    aligned = "<w:r><w:ptab w:alignment='center'/></w:r>"
    assert number(p(aligned, field())) == PageNumber("center", 14)


def test_a_page_number_may_stand_in_a_text_box() -> None:
    assert number(p(box(p(field())))) == PageNumber("center", 14)


def test_the_letters_of_a_field_may_be_spread() -> None:
    spread = "<w:r><w:instrText>PA</w:instrText></w:r><w:r><w:instrText>GE</w:instrText></w:r>"
    assert number(p(spread, properties="<w:pStyle w:val='Header'/>")) == PageNumber("left", 13)


def test_a_page_number_in_the_footer_is_told_apart() -> None:
    (found,) = sheets(
        section(reference("footer1", part="footer")), footer1=header(p(field(), properties=CENTRED))
    )
    assert found.number == PageNumber("center", 14)
    assert found.number_in_footer and found.number_on_first


@pytest.mark.parametrize(
    ("first", "on_first"),
    [("", True), ("<w:titlePg/>", False), ("<w:titlePg w:val='0'/>", True)]
    + [(reference("header2", "first") + "<w:titlePg/>", True)],
)
def test_the_first_page_shows_a_number_unless_it_has_a_header_of_its_own(
    first: str, on_first: bool
) -> None:
    numbered = header(p(field(), properties=CENTRED))
    (found,) = sheets(section(reference("header1") + first), header1=numbered, header2=numbered)
    assert found.number_on_first is on_first
    assert found.first_page_differs is ("titlePg/" in first)


def test_a_section_has_the_header_of_the_one_before_unless_it_names_another() -> None:
    numbered, bare = header(p(field(), properties=CENTRED)), header(p(r("a")))
    body = (
        p(r("1"), properties=section(reference("header1")))
        + p(r("2"), properties=section())
        + section(reference("header2"))
    )
    found = sheets(body, header1=numbered, header2=bare)
    assert [one.number is not None for one in found] == [True, True, False]


def test_a_header_that_is_missing_shows_nothing() -> None:
    assert sheets(section(reference("nowhere")))[0].number is None
