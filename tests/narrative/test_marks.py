from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_service.narrative.marks import Piece, escaped, pieces, plain

STARRY = st.text("ab *\\đ\u00a0", max_size=30)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ()),
        ("không dấu", (Piece("không dấu"),)),
        ("**Kết quả:** tốt", (Piece("Kết quả:", bold=True), Piece(" tốt"))),
        (
            "mô hình (*còn phù hợp*)",
            (Piece("mô hình ("), Piece("còn phù hợp", italic=True), Piece(")")),
        ),
        ("***cả hai***", (Piece("cả hai", bold=True, italic=True),)),
        (
            "**đậm *cả hai* đậm**",
            (
                Piece("đậm ", bold=True),
                Piece("cả hai", bold=True, italic=True),
                Piece(" đậm", bold=True),
            ),
        ),
        ("***a* b**", (Piece("a", bold=True, italic=True), Piece(" b", bold=True))),
        ("*a***b**", (Piece("a", italic=True), Piece("b", bold=True))),
    ],
)
def test_marks_become_looks(text: str, shown: tuple[Piece, ...]) -> None:
    assert pieces(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "3 * 4 = 12",
        "* Lưu ý",
        "(*) ghi chú",
        "**",
        "****",
        "một ** hai ** ba",
        "a* b *c",
        "\\",
        "a\\b",
    ],
)
def test_a_star_without_partner_or_with_a_blank_inside_is_a_star(text: str) -> None:
    assert pieces(text) == (Piece(text),)


def test_what_is_left_of_an_unequal_pair_is_a_star() -> None:
    assert pieces("**a*") == (Piece("*"), Piece("a", italic=True))


def test_an_escaped_star_is_a_star_also_between_marks() -> None:
    assert pieces(r"**5\*6** và \*") == (Piece("5*6", bold=True), Piece(" và *"))
    assert plain(r"**5\*6** và \*") == "5*6 và *"


@given(STARRY)
@settings(max_examples=50)
def test_escaped_text_prints_as_given(text: str) -> None:
    assert plain(escaped(text)) == text
    assert all(not (piece.bold or piece.italic) for piece in pieces(escaped(text)))


@given(STARRY)
@settings(max_examples=50)
def test_only_stars_and_their_escapes_are_ever_taken_away(text: str) -> None:
    def bare(shown: str) -> str:
        return shown.replace("*", "").replace("\\", "")

    assert bare(plain(text)) == bare(text)
    assert text.replace("\\*", "").count("\\") <= plain(text).count("\\")


@given(STARRY)
@settings(max_examples=50)
def test_neighbours_differ_in_look_and_none_is_empty(text: str) -> None:
    found = pieces(text)
    assert all(piece.text for piece in found)
    for one, after in zip(found, found[1:], strict=False):
        assert (one.bold, one.italic) != (after.bold, after.italic)


def test_many_stars_take_no_time() -> None:
    assert plain("*a " * 6000) == "*a " * 6000
    assert plain("*a* " * 5000) == "a " * 5000
