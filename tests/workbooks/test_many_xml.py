from __future__ import annotations

import pytest
from lxml import etree

from doc_service.workbooks.many_xml import Merged, RawCell, cells, shared_strings

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, after: str = "") -> bytes:
    return f'<worksheet xmlns="{NS}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def read(rows: str, strings: list[str] | None = None) -> list[RawCell | Merged]:
    return list(cells(sheet(rows), strings or []))


def test_shared_strings_are_their_runs_together() -> None:
    part = (
        f'<sst xmlns="{NS}"><si><t>Một</t></si><si/>'
        "<si><r><t>Hai </t></r><r><rPr><b/></rPr><t>ba</t></r>"
        '<rPh sb="0" eb="1"><t>đọc</t></rPh></si></sst>'
    )
    assert shared_strings(part.encode()) == ["Một", "", "Hai ba"]


def test_a_cell_refers_to_a_shared_string_or_holds_its_own() -> None:
    found = read(
        '<row r="2"><c r="A2" s="3" t="s"><v>1</v></c>'
        '<c r="AB2" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c></row>',
        ["không", "có"],
    )
    assert found == [RawCell(2, 1, "s", "có", 3), RawCell(2, 28, "s", "xy", 0)]


def test_cells_without_a_reference_follow_each_other() -> None:
    found = read('<row><c><v>1</v></c><c><v>2</v></c></row><row r="9"><c r="C9"><v>3</v></c>'
                 "<c><v>4</v></c></row><row><c><v>5</v></c></row>")  # fmt: skip
    assert [one[:2] for one in found] == [(1, 1), (1, 2), (9, 3), (9, 4), (10, 1)]


def test_a_formula_counts_by_its_value() -> None:
    found = read(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="str"><f>A9</f><v></v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    assert [(one.kind, one.text) for one in found if isinstance(one, RawCell)] == [
        ("n", "2"),
        ("f", ""),
        ("e", "#DIV/0!"),
    ]


def test_empty_formatted_cells_are_passed_over() -> None:
    assert read('<row r="1"><c r="A1" s="4"/><c r="B1" t="s"/></row>') == []


def test_merged_ranges_come_last() -> None:
    part = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells>',
    )
    assert list(cells(part, []))[-1] == Merged(1, 1, 2, 3)


def test_a_prefix_of_the_namespace_changes_nothing() -> None:
    part = (
        f'<x:worksheet xmlns:x="{NS}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    assert list(cells(part.encode(), [])) == [RawCell(1, 1, "n", "7", 0)]


@pytest.mark.parametrize(
    "rows", ['<row r="1"><c r="!1"><v>1</v></c></row>', '<row r="1"><c t="s"><v>8</v></c></row>']
)
def test_nonsense_is_an_error_to_be_translated(rows: str) -> None:
    with pytest.raises((ValueError, IndexError)):
        read(rows)


def test_a_part_that_ends_too_early_is_an_error() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        list(cells(sheet("<row><c><v>1</v></c></row>")[:-20], []))
