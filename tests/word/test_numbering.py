from __future__ import annotations

import pytest
from lxml import etree

from doc_service.word.numbering import Numbering, read_numbering_part
from tests.importing.documents import W, numbering


def read(text: str) -> Numbering:
    return read_numbering_part(etree.fromstring(text))


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("decimal", ["1.", "2.", "3."]),
        ("decimalZero", ["01.", "02.", "03."]),
        ("upperRoman", ["I.", "II.", "III."]),
        ("lowerRoman", ["i.", "ii.", "iii."]),
        ("lowerLetter", ["a.", "b.", "c."]),
        ("upperLetter", ["A.", "B.", "C."]),
    ],
)
def test_labels_count_in_their_figures(form: str, labels: list[str]) -> None:
    lists = read(numbering((form, "%1.")))
    assert [lists.label("1", 0) for _ in labels] == labels


def test_a_deeper_level_starts_again_below_a_new_number() -> None:
    lists = read(numbering(("decimal", "%1."), ("decimal", "%1.%2.")))
    assert [lists.label("1", level) for level in (0, 1, 1, 0, 1)] == [
        "1.",
        "1.1.",
        "1.2.",
        "2.",
        "2.1.",
    ]


def test_an_unknown_list_has_no_labels() -> None:
    lists = read(numbering(("decimal", "%1.")))
    assert lists.label("9", 0) == lists.label("1", 12) == ""
    assert read_numbering_part(None).label("1", 0) == ""


def test_a_level_says_how_its_paragraphs_are_indented() -> None:
    lists = read(
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>"
        "<w:pPr><w:ind w:left='720' w:hanging='360'/></w:pPr></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    assert (lists.paragraph("1", 0).left, lists.paragraph("1", 0).first) == (720, -360)
    assert lists.paragraph("2", 0).left is None
