from __future__ import annotations

from lxml import etree

from doc_service.assembly.checks import W
from doc_service.assembly.gaps import highlight
from doc_service.forms.gaps import GAP

NAMESPACE = W.strip("{}")


def part(inside: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{NAMESPACE}">{inside}</w:p>')


def runs(root: etree._Element) -> list[tuple[str, bool]]:
    """Text of every run, and whether it has a yellow ground."""
    return [
        (
            "".join(run.itertext(f"{W}t")),
            any(mark.get(f"{W}val") == "yellow" for mark in run.iter(f"{W}highlight")),
        )
        for run in root.iter(f"{W}r")
    ]


def test_only_the_gap_in_a_line_is_marked() -> None:
    root = part(f"<w:r><w:t>Đồng chí {GAP}, Bí thư</w:t></w:r>")
    assert highlight(root)
    assert runs(root) == [("Đồng chí ", False), (GAP, True), (", Bí thư", False)]
    assert all(
        text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        for text in root.iter(f"{W}t")
    )


def test_two_gaps_side_by_side_are_both_marked() -> None:
    root = part(f"<w:r><w:t>{GAP}{GAP}</w:t></w:r><w:r><w:t>{GAP}</w:t></w:r>")
    assert highlight(root)
    assert runs(root) == [(GAP * 2, True), (GAP, True)]


def test_nothing_changes_where_there_is_no_gap() -> None:
    root = part("<w:r><w:t>ba chấm … thôi</w:t></w:r><w:r/>")
    before = etree.tostring(root)
    assert not highlight(root)
    assert etree.tostring(root) == before


def test_the_run_keeps_its_looks_and_the_mark_stands_where_word_wants_it() -> None:
    looks = '<w:rPr><w:b/><w:sz w:val="28"/><w:u w:val="single"/><w:lang w:val="vi-VN"/></w:rPr>'
    root = part(f"<w:r>{looks}<w:t>{GAP}</w:t></w:r>")
    highlight(root)
    [properties] = root.iter(f"{W}rPr")
    assert [etree.QName(one).localname for one in properties] == [
        "b",
        "sz",
        "highlight",
        "u",
        "lang",
    ]


def test_a_run_that_holds_more_than_text_is_marked_whole_and_once() -> None:
    root = part(f"<w:r><w:t>{GAP}</w:t><w:tab/><w:t>{GAP}</w:t></w:r>")
    assert highlight(root)
    assert runs(root) == [(GAP + GAP, True)]
    assert len(list(root.iter(f"{W}highlight"))) == 1
    assert len(list(root.iter(f"{W}tab"))) == 1


def test_what_follows_a_run_stays_where_it_is() -> None:
    root = part(f"<w:r><w:t>{GAP}</w:t></w:r><w:bookmarkStart/><w:r><w:t>sau</w:t></w:r>")
    highlight(root)
    assert [etree.QName(one).localname for one in root] == ["r", "bookmarkStart", "r"]
