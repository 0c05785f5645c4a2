from __future__ import annotations

import pytest
from lxml import etree

from doc_service.conformity.looks import Looks, mm
from doc_service.word.styles import Styles, read_styles
from tests.conformity.files import SPACES, style


def element(inside: str, name: str = "rPr") -> etree._Element:
    return etree.fromstring(f"<w:{name} {SPACES}>{inside}</w:{name}>")


def styled(inside: str) -> Looks:
    return Looks(read_styles(element(inside, "styles")))


def test_a_run_of_which_nothing_speaks_is_of_ten_points() -> None:
    look = Looks(Styles()).look(None, "")
    assert look is not None
    assert (look.pt, look.bold, look.colour, look.fonts["ascii"]) == (10, False, "", "")


@pytest.mark.parametrize(
    ("colour", "shown"), [("auto", ""), ("000000", ""), ("ff0000", "FF0000"), ("", "")]
)
def test_black_is_no_colour(colour: str, shown: str) -> None:
    look = Looks(Styles()).look(element(f"<w:color w:val='{colour}'/>"), "")
    assert look is not None and look.colour == shown


def test_hidden_text_has_no_look() -> None:
    looks = styled(style("An", "<w:rPr><w:vanish/></w:rPr>", "character"))
    assert looks.look(element("<w:rStyle w:val='An'/>"), "") is None


def test_what_looks_the_same_is_worked_out_once() -> None:
    looks = Looks(Styles())
    first, second = (looks.look(element("<w:b/>"), "") for _ in range(2))
    assert first is second
    assert looks.look(element("<w:b w:val='0'/>"), "") is not first


def test_what_differs_in_one_detail_is_not_taken_for_the_same() -> None:
    looks = Looks(Styles())
    near, far = (
        looks.shape(element(f"<w:pBdr><w:bottom w:val='{kind}'/></w:pBdr>", "pPr"), "")
        for kind in ("nil", "single")
    )
    assert (near.ruled_below, far.ruled_below) == (False, True)


@pytest.mark.parametrize(
    ("spacing", "points", "rule", "multiple"),
    [
        ("w:line='360' w:lineRule='exact'", 18, "exact", 1),
        ("w:line='360' w:lineRule='atLeast'", 18, "at_least", 1),
        ("w:line='360' w:lineRule='auto'", None, "multiple", 1.5),
        ("w:before='0'", None, "multiple", 1),
    ],
)
def test_the_height_of_a_line_is_points_or_a_multiple(
    spacing: str, points: float | None, rule: str, multiple: float
) -> None:
    shape = Looks(Styles()).shape(element(f"<w:spacing {spacing}/>", "pPr"), "")
    assert (shape.line_pt, shape.line_rule, shape.line_multiple) == (points, rule, multiple)


def test_tab_stops_come_from_the_style_too() -> None:
    looks = styled(
        style("Dau", "<w:pPr><w:tabs><w:tab w:val='center' w:pos='9'/></w:tabs></w:pPr>")
    )
    assert looks.tabs(None, "Dau") == ("center",)
    assert looks.tabs(None, "") == ()


def test_millimetres_come_from_twentieths_of_a_point() -> None:
    assert (mm(1134), mm(0), mm(-567)) == (20, 0, -10)
