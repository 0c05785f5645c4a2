from __future__ import annotations

import pytest
from lxml import etree

from doc_service.conformity.blocks import Placed, paragraphs
from doc_service.conformity.paper import Where
from doc_service.word.styles import Styles, read_styles
from tests.conformity.files import SPACES, box, style
from tests.importing.documents import p, r

GRID = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def placed(body: str, styles: Styles | None = None) -> list[Placed]:
    return list(paragraphs(etree.fromstring(f"<w:body {SPACES}>{body}</w:body>"), styles))


def where(body: str, styles: Styles | None = None) -> list[Where | None]:
    return [one.where for one in placed(body, styles)]


def tbl(*rows: str, properties: str = "", grid: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{grid}{''.join(rows)}</w:tbl>"


def tr(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tc(text: str = "a", properties: str = "", inside: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}{p(r(text))}</w:tc>"


def borders(kind: str, *sides: str, of: str = "tblBorders") -> str:
    lines = "".join(f"<w:{side} w:val='{kind}'/>" for side in sides)
    return f"<w:{of}>{lines}</w:{of}>"


def test_paragraphs_of_the_body_stand_in_no_table() -> None:
    assert where(p(r("a"))) == [None]


def test_cells_are_counted_by_the_columns_of_the_grid() -> None:
    wide = "<w:gridSpan w:val='2'/>"
    found = where(tbl(tr(tc(), tc()), tr(tc(properties=wide)), grid=GRID) + tbl(tr(tc())))
    assert found == [
        Where(0, 0, 0, 2, 2, False),
        Where(0, 0, 1, 2, 2, False),
        Where(0, 1, 0, 2, 2, False),
        Where(1, 0, 0, 1, 1, False),
    ]


def test_a_row_may_begin_in_a_later_column() -> None:
    row = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{tc()}</w:tr>"
    (found,) = where(tbl(row, grid=GRID))
    assert found is not None and found.column == 1


def test_rows_and_cells_in_content_controls_count_too() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    found = where(tbl(control(tr(tc(), control(tc()))), tr(tc(), tc())))
    assert [(one.row, one.column) for one in found if one] == [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("properties", "cell", "bordered"),
    [
        ("", "", False),
        (borders("single", *SIDES), "", True),
        (borders("nil", *SIDES), "", False),
        (borders("single", *SIDES), borders("nil", *SIDES[:4], of="tcBorders"), False),
        ("", borders("single", *SIDES[:4], of="tcBorders"), True),
        ("<w:tblStyle w:val='Grid'/>", "", True),
        ("<w:tblStyle w:val='Grid'/>" + borders("none", *SIDES), "", False),
    ],
)
def test_a_cell_is_bordered_where_it_is_framed(properties: str, cell: str, bordered: bool) -> None:
    grid = style("Grid", f"<w:tblPr>{borders('single', *SIDES)}</w:tblPr>", "table")
    styles = read_styles(etree.fromstring(f"<w:styles {SPACES}>{grid}</w:styles>"))
    (found,) = where(tbl(tr(tc(properties=cell)), properties=properties), styles)
    assert found is not None and found.bordered is bordered


def test_a_single_line_below_a_cell_is_a_rule_below_its_last_paragraph() -> None:
    below = borders("single", "bottom", of="tcBorders")
    found = placed(tbl(tr(tc("b", below, inside=p(r("a"))), tc("c"))))
    assert [one.ruled_cell for one in found] == [False, True, False]
    assert not any(one.where.bordered for one in found if one.where)
    ruled = placed(tbl(tr(tc()), tr(tc()), properties=borders("single", "bottom")))
    assert [one.ruled_cell for one in ruled] == [False, True]


def test_a_table_of_columns_inside_a_cell_counts_as_itself() -> None:
    inner = tbl(tr(tc("trái"), tc("phải")))
    found = where(tbl(tr(tc("ngoài", inside=inner), tc("kia"))))
    assert [(one.table, one.column, one.nested) for one in found if one] == [
        (1, 0, False),
        (1, 1, False),
        (0, 0, False),
        (0, 1, False),
    ]


def test_a_table_of_one_column_inside_a_cell_belongs_to_the_cell() -> None:
    inner = tbl(tr(tc("kẻ")))
    found = where(tbl(tr(tc("trái"), tc("phải", inside=inner))))
    assert [(one.table, one.column, one.nested) for one in found if one] == [
        (0, 0, False),
        (0, 1, True),
        (0, 1, False),
    ]


def test_a_text_box_is_hosted_by_the_paragraph_of_the_body_and_read_once() -> None:
    deeper = p(r("hộp"), box(p(r("trong hộp"))))
    found = placed(p(r("a")) + p(r("b"), box(deeper)) + p(r("c")))
    assert [(one.boxed, one.host) for one in found] == [
        (False, None),
        (False, None),
        (True, 1),
        (True, 1),
        (False, None),
    ]


def test_a_text_box_in_a_cell_stands_in_that_cell() -> None:
    found = where(tbl(tr(tc(inside=p(box(p(r("x"))))))))
    assert [one.table if one else None for one in found] == [0, 0, 0]
