from __future__ import annotations

from jinja2 import Environment
from lxml import etree

from doc_service.assembly.environment import template_environment
from doc_service.house_style.lists import WHOM, grouped_rows, total_row
from doc_service.house_style.tables import cell

WIDTHS = (500, 1000, 2000)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parsed(rows: list[str]) -> list[etree._Element]:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return list(etree.fromstring(f"<w:tbl {space}>{''.join(rows)}</w:tbl>"))


def texts(row: etree._Element) -> list[str]:
    return ["".join(one.itertext()) for one in row.iterfind(f"{W}tc")]


def test_a_part_has_a_line_of_its_own_and_then_its_numbered_rows() -> None:
    rows = [texts(one) for one in parsed(grouped_rows(WIDTHS, ("{{ dong.a }}", "{{ dong.b }}")))]
    assert ["{{ nhom_.so }}", "{{ nhom_.ten }}"] in rows
    assert ["{{ dong.tt }}", "{{ dong.a }}", "{{ dong.b }}"] in rows
    order = [row[0].split()[1] for row in rows if row[0].startswith("{%tr")]
    assert order.count("for") == order.count("endfor")


def test_a_subtotal_stands_at_the_right_of_a_parts_line() -> None:
    rows = grouped_rows(WIDTHS, ("a", "b"), group_cells=[cell("{{ nhom_.cong }}")])
    line = next(one for one in parsed(rows) if "{{ nhom_.so }}" in texts(one))
    assert texts(line) == ["{{ nhom_.so }}", "{{ nhom_.ten }}", "{{ nhom_.cong }}"]


def test_a_list_that_need_not_be_there_shows_no_empty_row() -> None:
    needed, free = (len(grouped_rows(WIDTHS, ("a", "b"), required=one)) for one in (True, False))
    assert needed > free


def test_a_total_covers_every_column_or_all_but_the_amount() -> None:
    assert texts(parsed([total_row(WIDTHS, "Tổng: 3")])[0]) == ["Tổng: 3"]
    assert texts(parsed([total_row(WIDTHS, "Cộng", amount="5")])[0]) == ["Cộng", "5"]


def test_whom_a_decision_names_leaves_out_what_there_is_none_of() -> None:
    env: Environment = template_environment()

    def said(groups: int, persons: int) -> str:
        counts = {"theo": {"tap_the": groups, "ca_nhan": persons}}
        return env.from_string(WHOM).render(so_luong=counts)

    assert said(4, 2) == "04 tập thể và 02 cá nhân"
    assert said(4, 0) == "04 tập thể"
    assert said(0, 2) == "02 cá nhân"
    assert said(0, 0) == "……………"
