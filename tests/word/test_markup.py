from __future__ import annotations

import pytest
from lxml import etree

from doc_service.word.markup import switch, value, whole_number
from tests.importing.documents import W


def element(attributes: str = "") -> etree._Element:
    return etree.fromstring(f"<w:b {W} {attributes}/>")


@pytest.mark.parametrize(
    ("attributes", "on"),
    [("", True), ("w:val='1'", True), ("w:val='on'", True), ("w:val='0'", False)]
    + [("w:val='false'", False), ("w:val='OFF'", False)],
)
def test_a_property_is_on_unless_it_says_off(attributes: str, on: bool) -> None:
    assert switch(element(attributes)) is on


def test_what_is_not_there_says_nothing() -> None:
    assert switch(None) is None
    assert value(None) == value(element()) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [("240", 240), ("-12", -12), ("12.5", 12), ("", None), (None, None), ("auto", None)]
    + [("9" * 500, 9_999_999)],
)
def test_a_measure_is_its_whole_number(text: str | None, found: int | None) -> None:
    assert whole_number(text) == found
