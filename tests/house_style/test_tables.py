from __future__ import annotations

import re

from doc_service.assembly.environment import template_environment
from doc_service.house_style.tables import Column, cell, required_loop, widths_of
from doc_service.ooxml import row

WIDTHS = widths_of([Column(20), Column(60)])
LINE = row([cell("{{ dong.tt }}"), cell("{{ dong.ten }}")], WIDTHS)


def shown(rows: list[dict[str, str]]) -> list[list[str]]:
    """Return the texts of the cells, row by row, tags in rows of their own carried out."""
    xml = "".join(required_loop("dong in bang", [LINE], WIDTHS))
    tagged = re.sub(r"<w:tr>(?:(?!</w:tr>).)*?{%tr (.*?%})(?:(?!</w:tr>).)*</w:tr>", r"{% \1", xml)
    done = template_environment().from_string(tagged).render(bang=rows)
    lines = [
        re.findall(r"<w:tc>(.*?)</w:tc>", one) for one in re.findall(r"<w:tr>.*?</w:tr>", done)
    ]
    return [["".join(re.findall(r"<w:t[^>]*>([^<]*)<", one)) for one in line] for line in lines]


def test_a_required_table_shows_its_rows_and_no_blank_one() -> None:
    rows = [{"tt": "1", "ten": "Ngõ văn minh"}, {"tt": "2", "ten": "Chợ văn minh"}]
    assert shown(rows) == [["1", "Ngõ văn minh"], ["2", "Chợ văn minh"]]


def test_a_draft_without_rows_shows_a_blank_row_to_fill() -> None:
    assert shown([]) == [["", ""]]
