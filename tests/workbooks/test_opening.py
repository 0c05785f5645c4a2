from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from doc_service.errors import InvalidWorkbook
from doc_service.workbooks.opening import Limits, inspect, open_upload, uncomputed
from doc_service.zip_archive import Bounds
from tests.workbooks.uploads import edited, with_part, with_parts

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def refused(content: bytes) -> str:
    with pytest.raises(InvalidWorkbook) as caught:
        open_upload(inspect(content), values=True)
    return str(caught.value)


def replaced(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert old in parts[part]
        return {**parts, part: parts[part].replace(old, new, 1)}

    return with_parts(content, change)


def test_an_ordinary_workbook_opens(blank: bytes) -> None:
    assert open_upload(inspect(blank), values=True).sheetnames[0] == "Thông tin chung"


def test_macros_are_refused_by_their_part(blank: bytes) -> None:
    assert "macro" in refused(with_part(blank, "xl/vbaProject.bin", b"\0"))


def test_macros_are_refused_by_their_type(blank: bytes) -> None:
    content = replaced(
        blank,
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert "macro" in refused(content)


def test_macro_sheets_of_excel_4_are_refused(blank: bytes) -> None:
    assert "macro" in refused(with_part(blank, "xl/macrosheets/sheet1.xml", b"<x/>"))


def test_an_old_xls_is_to_be_saved_as_xlsx() -> None:
    assert "Excel Workbook (.xlsx)" in refused(OLE + b"\0" * 600)


def test_a_password_is_to_be_removed() -> None:
    assert "mật khẩu" in refused(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "trống"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"loai;ten\n1;2\n", "hỏng hoặc không phải"),
    ],
)
def test_other_kinds_of_file_are_named(content: bytes, said: str) -> None:
    message = refused(content)
    assert said in message
    assert ".xlsx" in message


def test_a_word_file_is_named() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr("[Content_Types].xml", "<Types/>")
        zipped.writestr("word/document.xml", "<document/>")
    assert "tệp Word" in refused(held.getvalue())


def test_a_zip_of_anything_else_is_no_workbook() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr("a.txt", "a")
    assert "không phải tệp Excel" in refused(held.getvalue())


def test_strict_open_xml_is_to_be_saved_again(blank: bytes) -> None:
    content = replaced(
        blank,
        "xl/workbook.xml",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    assert "Strict" in refused(content)


def test_half_a_workbook_is_damaged(blank: bytes) -> None:
    assert "hỏng" in refused(blank[: len(blank) // 2])


def test_a_bomb_is_refused(blank: bytes) -> None:
    assert "nén bất thường" in refused(with_part(blank, "xl/media/a.bin", b"\0" * 4_000_000))


def test_entities_are_refused(blank: bytes) -> None:
    evil = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert "DOCTYPE" in refused(with_part(blank, "xl/sharedStrings.xml", evil))


def no_links(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in parts.items() if name != "xl/_rels/workbook.xml.rels"}


def broken_styles(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {**parts, "xl/styles.xml": b"<styleSheet><cellXfs"}


@pytest.mark.parametrize("change", [no_links, broken_styles])
def test_damage_of_any_part_is_one_kind_of_error(
    blank: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]
) -> None:
    assert "hỏng" in refused(with_parts(blank, change))


@pytest.mark.parametrize(
    "element",
    [
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b"<mergeCells count='1'><mergeCell  ref = 'A1:XFD1048576'/></mergeCells>",
        b'<mergeCells count="1"><mergeCell ref="A:XFD"/></mergeCells>',
        b'<mergeCells count="1"><mergeCell ref="A1&#58;XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_a_range_over_the_whole_sheet_is_refused_before_it_is_visited(
    blank: bytes, element: bytes
) -> None:
    content = replaced(
        blank, "xl/worksheets/sheet2.xml", b"</sheetData>", b"</sheetData>" + element
    )
    assert "quá nhiều ô" in refused(content)


def test_more_cells_than_any_form_needs_are_refused(blank: bytes) -> None:
    with pytest.raises(InvalidWorkbook, match="quá nhiều ô"):
        inspect(blank, Limits(100, Bounds()))


def test_formulas_without_a_value_are_found_by_sheet(blank: bytes) -> None:
    def change(workbook: object) -> None:
        workbook["Nơi nhận"]["A3"] = "=1+1"  # type: ignore[index]  # a Workbook

    found = uncomputed(inspect(edited(blank, change)))
    assert found == {"Nơi nhận": frozenset({"A3"})}
    assert uncomputed(inspect(blank)) == {}
