from __future__ import annotations

from lxml import etree

from doc_service.word.theme import read_theme

A = "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"


def test_fonts_are_found_by_the_names_that_runs_use() -> None:
    root = etree.fromstring(
        f"<a:theme {A}><a:themeElements><a:fontScheme>"
        "<a:majorFont><a:latin typeface='Cambria'/></a:majorFont>"
        "<a:minorFont><a:latin typeface='Calibri'/><a:ea typeface=''/><a:cs typeface='Arial'/>"
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
    found = read_theme(root)
    assert (found["majorAscii"], found["minorHAnsi"], found["minorBidi"]) == (
        "Cambria",
        "Calibri",
        "Arial",
    )
    assert found["minorEastAsia"] == found["majorBidi"] == ""


def test_without_a_theme_there_are_no_fonts() -> None:
    assert read_theme(None) == read_theme(etree.fromstring(f"<a:theme {A}/>")) == {}
