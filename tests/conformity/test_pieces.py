from __future__ import annotations

import pytest

from doc_service.conformity.paper import Span
from doc_service.conformity.pieces import pieces, plain, whole
from tests.conformity.papers import LOOK, p, paper, t, table


def texts(*items):
    return [(piece.text, piece.half) for piece in pieces(paper(list(items)).paragraphs)]


@pytest.mark.parametrize("gap", ["\t", "\t\t", "      ", " \t  "])
def test_a_line_of_two_halves_is_two_pieces(gap):
    line = p(f"CHI BỘ TỔ DÂN PHỐ{gap}ĐẢNG CỘNG SẢN VIỆT NAM")
    assert texts(line) == [("CHI BỘ TỔ DÂN PHỐ", "left"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "right")]


@pytest.mark.parametrize(
    "written",
    [
        "An Thịnh, ngày      tháng      năm 2026",
        "Số      -KH/ĐU",
        "Số: \u00a0\u00a0\u00a0\u00a0 /KH-UBND",
    ],
)
def test_room_to_write_in_is_no_gap_between_halves(written):
    assert texts(p(written)) == [(plain(written), "")]


def test_a_number_and_a_date_on_one_line_are_two_pieces():
    line = p("Số 12-KH/ĐU        An Thịnh, ngày 05 tháng 02 năm 2026")
    assert [text for text, _ in texts(line)] == [
        "Số 12-KH/ĐU",
        "An Thịnh, ngày 05 tháng 02 năm 2026",
    ]


def test_line_breaks_part_a_paragraph():
    assert texts(p("T/M CHI BỘ\nBÍ THƯ")) == [("T/M CHI BỘ", ""), ("BÍ THƯ", "")]


def test_cells_are_halves_by_their_column():
    found = pieces(paper(table([[p("trái")], [p("phải")]])).paragraphs)
    assert [(piece.text, piece.half, piece.column) for piece in found] == [
        ("trái", "left", (0, 0)),
        ("phải", "right", (0, 1)),
    ]


def test_a_blank_line_counts_where_it_draws_a_rule():
    assert texts(p("  ")) == []
    assert texts(p("", drawn_rule=True)) == [("", "")]
    assert texts(p("", ruled_below=True)) == [("", "")]


def test_each_piece_has_its_own_look():
    one = p("")
    bold = Span("ĐẢNG CỘNG SẢN VIỆT NAM", p(t("x", bold=True)).spans[0].look)
    spans = (Span("CHI BỘ", LOOK), Span("\t", LOOK), bold)
    made = type(one)(0, "CHI BỘ\tĐẢNG CỘNG SẢN VIỆT NAM", spans, one.shape, None, "", False, 0)
    left, right = pieces([made])
    assert (left.is_bold, right.is_bold) == (False, True)


def test_a_list_label_belongs_to_the_text_but_to_no_span():
    one = p("a\tb")
    made = type(one)(0, "1. a\tb", one.spans, one.shape, None, "", False, 0, label="1.")
    assert [piece.text for piece in pieces([made])] == ["1. a", "b"]
    assert [piece.spans[0].text for piece in pieces([made])] == ["a", "b"]


def test_the_look_of_a_piece_is_that_of_most_letters():
    one = p("Điều 1. Công nhận mô hình")
    heavy = p(t("Điều 1.", bold=True)).spans[0]
    made = type(one)(
        0, one.text, (heavy, Span(" Công nhận mô hình", LOOK)), one.shape, None, "", False, 0
    )
    assert not whole(made).is_bold
