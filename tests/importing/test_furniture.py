from __future__ import annotations

from doc_service.importing.furniture import clear
from doc_service.importing.lines import split_lines

PAGE = "\n".join(f"Dòng thứ {n} của trang" for n in "abcdefghijklmn")


def cleared(text: str) -> tuple[list[str], list[str]]:
    result = clear(split_lines(text))
    return [line.text for line in result.lines], [line.text for line in result.dropped]


def test_page_numbers_between_pages_are_dropped() -> None:
    kept, dropped = cleared(f"{PAGE}\n2\n{PAGE}\n- 3 -\n{PAGE}")
    assert dropped == ["2", "- 3 -"]
    assert kept == PAGE.split("\n") * 3


def test_numbers_in_a_table_stay() -> None:
    assert cleared("TT\n1\n2\n3\nCộng")[1] == []


def test_with_form_feeds_only_the_edge_of_a_page_has_a_number() -> None:
    kept, dropped = cleared(f"{PAGE}\n1\n{PAGE}\f2\n{PAGE}")
    assert dropped == ["2"]
    assert "1" in kept


def test_a_line_repeated_on_every_page_is_dropped() -> None:
    pages = "\f".join(f"Kế hoạch 12-KH/ĐU, trang {n}\nĐoạn {word}." for n, word in enumerate("xyz"))
    kept, dropped = cleared(pages)
    assert len(dropped) == 3
    assert kept == ["Đoạn x.", "Đoạn y.", "Đoạn z."]


def test_numbers_of_an_appendix_stay_where_nothing_marks_the_pages() -> None:
    lines = split_lines(f"{PAGE}\nNơi nhận:\n{PAGE}\n1\n2")
    assert clear(lines, 14).dropped == ()


def test_the_line_after_a_page_number_begins_a_page() -> None:
    lines = clear(split_lines(f"{PAGE}\n2\n{PAGE}")).lines
    assert [at for at, line in enumerate(lines) if line.starts_page] == [14]
