from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.properties import Properties
from doc_service.errors import InvalidTemplate
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.preparation import prepare
from doc_service.workbooks import plan
from doc_service.workbooks.layout import Paragraph, Table, read_layout
from doc_service.workbooks.official import official_workbook
from tests.workbooks.uploads import opened

assembler = Assembler()


def document(form: Form, data: Any = None) -> bytes:
    prepared = prepare(form, data or form.example, draft=False, today=dt.date(2026, 11, 21))
    properties = Properties(prepared.title, prepared.issuer, date=prepared.day.iso())
    template = assembler.template(prepared.template)
    return assembler.assemble(template, prepared.context, properties, media=prepared.media)


class Documents(dict[str, bytes]):
    """Form → the document of its example, made when it is asked for."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self.catalog = catalog

    def __missing__(self, name: str) -> bytes:
        return self.setdefault(name, document(self.catalog.form(name)))


class Sheets(dict[str, Worksheet]):
    """Form → the sheet of its document, made when it is asked for."""

    def __init__(self, documents: Documents) -> None:
        super().__init__()
        self.documents = documents

    def __missing__(self, name: str) -> Worksheet:
        content = official_workbook(self.documents[name])
        return self.setdefault(name, opened(content, rich_text=True).worksheets[0])


@pytest.fixture(scope="module")
def documents(catalog: Catalog) -> Documents:
    return Documents(catalog)


@pytest.fixture(scope="module")
def sheets(documents: Documents) -> Sheets:
    return Sheets(documents)


def shown(sheet: Worksheet) -> list[str]:
    """Return the texts of a sheet as they look."""
    found = []
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int):
                zeros = len(cell.number_format) if set(cell.number_format) == {"0"} else 0
                found.append(f"{cell.value:0{zeros}d}")
            elif cell.value is not None:
                found.append(str(cell.value))
    return found


def at(sheet: Worksheet, text: str) -> Any:
    return next(c for row in sheet.iter_rows() for c in row if str(c.value or "") == text)


def merged(sheet: Worksheet, coordinate: str) -> str:
    return next(str(one) for one in sheet.merged_cells.ranges if coordinate in one)


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03", "ke_hoach", "to_trinh", "giay_moi"])
def test_every_word_of_the_document_is_in_the_sheet(
    name: str, documents: Documents, sheets: Sheets
) -> None:
    layout = read_layout(documents[name])
    paragraphs: list[Paragraph] = list(layout.footnotes)
    for block in layout.blocks:
        if isinstance(block, Table):
            paragraphs += [p for row in block.rows for cell in row.cells for p in cell.paragraphs]
        else:
            paragraphs.append(block)
    wanted = sorted(" ".join(p.text for p in paragraphs).split())
    assert wanted and sorted(" ".join(shown(sheets[name])).split()) == wanted


def test_the_title_looks_as_in_the_document(sheets: Sheets) -> None:
    cell = at(sheets["mau_01"], "DANH SÁCH")
    assert (cell.font.name, cell.font.sz, cell.font.b) == ("Times New Roman", 15, True)
    assert cell.alignment.horizontal == "center"
    assert merged(sheets["mau_01"], cell.coordinate) == f"A{cell.row}:F{cell.row}"


def test_the_line_under_the_partys_name_is_its_underline(sheets: Sheets) -> None:
    cell = at(sheets["mau_01"], "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert cell.font.u == "single"
    assert at(sheets["mau_01"], "CHI BỘ TỔ DÂN PHỐ SỐ 5").font.u is None


def test_the_halves_of_the_letterhead_stand_side_by_side(sheets: Sheets) -> None:
    sheet = sheets["mau_01"]
    left = at(sheet, "CHI BỘ TỔ DÂN PHỐ SỐ 5")
    right = at(sheet, "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert left.row == right.row
    assert merged(sheet, left.coordinate) == f"A{left.row}:C{left.row}"
    assert merged(sheet, right.coordinate) == f"D{left.row}:F{left.row}"


def test_the_header_is_merged_as_in_the_document_and_repeated(sheets: Sheets) -> None:
    sheet = sheets["mau_01"]
    top = at(sheet, "TT").row
    assert merged(sheet, f"A{top}") == f"A{top}:A{top + 1}"
    assert merged(sheet, f"C{top}") == f"C{top}:F{top}"
    assert sheet.print_title_rows == f"${top}:${top + 1}"
    assert sheet[f"C{top + 1}"].value == "Lĩnh vực kinh tế"
    assert sheet[f"C{top + 1}"].border.bottom.style == "thin"


def test_the_columns_are_as_wide_as_in_the_document(documents: Documents, sheets: Sheets) -> None:
    sheet = sheets["mau_01"]
    widths = [sheet.column_dimensions[letter].width * 6 for letter in "ABCDEF"]
    table = next(b for b in read_layout(documents["mau_01"]).blocks[2:] if isinstance(b, Table))
    assert widths == pytest.approx(table.widths, abs=0.1)


def test_counts_are_numbers_that_keep_their_zeros(sheets: Sheets) -> None:
    sheet = sheets["mau_02"]
    row = at(sheet, "Thành phố").row
    cell = sheet[f"C{row}"]
    assert (cell.value, cell.number_format) == (3, "00")


def test_recipients_and_signature_share_one_row_that_no_page_can_split(
    sheets: Sheets,
) -> None:
    sheet = sheets["mau_01"]
    names, signature = (sheet[f"{letter}{sheet.max_row}"] for letter in "AD")
    assert str(names.value).split("\n")[1:] == ["Nơi nhận:", "- Như kính gửi,", "- Lưu Chi bộ."]
    lines = str(signature.value).split("\n")
    # a blank line above, four to sign in
    assert lines == ["", "T/M CHI BỘ", "BÍ THƯ", "", "", "", "", "Nguyễn Khánh Vân"]
    assert sheet.row_dimensions[sheet.max_row].height >= 8 * 14
    bold = {block.text.strip(): block.font.b for block in signature.value if str(block).strip()}
    assert (bold["T/M CHI BỘ"], bold["BÍ THƯ"], bold["Nguyễn Khánh Vân"]) == (True, False, True)
    assert signature.border.left.style is None


def test_the_page_breaks_before_the_last_rows_and_never_before_the_signature_alone(
    sheets: Sheets,
) -> None:
    sheet = sheets["mau_01"]
    last_model = sheet.max_row - 2
    assert [one.id for one in sheet.row_breaks.brk] == [last_model - 1]
    assert sheet[f"A{sheet.max_row - 1}"].value.startswith("Tổng:")


def test_a_group_kept_together_in_the_document_is_kept_together(sheets: Sheets) -> None:
    (one,) = sheets["mau_02"].row_breaks.brk
    assert sheets["mau_02"][f"A{one.id + 1}"].value == "III"


@pytest.mark.parametrize("name", ["ke_hoach", "to_trinh", "quyet_dinh_khen_thuong"])
def test_a_narrative_document_is_a_portrait_page_with_its_signature_in_one_row(
    name: str, sheets: Sheets
) -> None:
    sheet = sheets[name]
    assert sheet.page_setup.orientation == "portrait"
    title = at(sheet, {"ke_hoach": "KẾ HOẠCH", "to_trinh": "TỜ TRÌNH"}.get(name, "QUYẾT ĐỊNH"))
    assert merged(sheet, title.coordinate).startswith("A")
    (recipients,) = (c for row in sheet.iter_rows() for c in row if "Nơi nhận:" in str(c.value))
    signature = next(c for c in sheet[recipients.row][1:] if c.value)
    assert len(str(signature.value).split("\n")) > 4
    assert sheet.row_dimensions[recipients.row].height > 100


def test_an_appendix_begins_a_page(sheets: Sheets) -> None:
    sheet = sheets["quyet_dinh_khen_thuong"]
    assert at(sheet, "Phụ lục").row - 1 in [one.id for one in sheet.row_breaks.brk]


def test_the_heading_of_a_table_that_ends_before_the_last_page_is_not_repeated(
    sheets: Sheets,
) -> None:
    assert at(sheets["ke_hoach"], "Đơn vị").row
    assert not sheets["ke_hoach"].print_title_rows


def test_pictures_of_the_document_are_in_the_sheet(documents: Documents, catalog: Catalog) -> None:
    name = next(one for one in catalog.names() if plan.picture_labels(catalog.form(one)))
    sheet = opened(official_workbook(documents[name])).worksheets[0]
    shown = [p for b in read_layout(documents[name]).blocks for p in getattr(b, "pictures", ())]
    assert shown and len(sheet._images) == len(shown)
    for image, picture in zip(sheet._images, shown, strict=True):
        assert image._data() == picture.content
        assert sheet.row_dimensions[image.anchor._from.row + 1].height >= picture.height


def test_the_page_is_that_of_the_document(sheets: Sheets) -> None:
    sheet = sheets["mau_01"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheets["mau_03"].page_setup.orientation == "portrait"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_margins.left == pytest.approx(30 / 25.4, abs=0.01)
    assert sheet.print_area == f"'Văn bản'!$A$1:$F${sheet.max_row}"
    assert sheet.page_setup.scale == 95


def test_pages_are_numbered_in_the_header_from_the_second_on(sheets: Sheets) -> None:
    header = sheets["mau_01"].HeaderFooter
    assert header.oddHeader.center.text == "&P"
    assert header.differentFirst
    assert not header.firstHeader


def test_the_footnote_stands_below_and_its_mark_is_raised(sheets: Sheets) -> None:
    sheet = sheets["mau_03"]
    note = sheet[f"A{sheet.max_row}"].value
    assert "không quá 350 từ" in str(note)
    header = at(sheet, "Tóm tắt thành tích nổi bật1").value
    assert header[-1].font.vertAlign == "superscript"


def test_no_row_is_higher_than_excel_allows(catalog: Catalog) -> None:
    form = catalog.form("mau_03")
    data = {**form.example}
    long = "Tháng 01/2026, tổ dân phố vận động 32 hộ. " * 31
    data["thanh_tich"] = [{**form.example["thanh_tich"][0], "tom_tat": long.strip()}]
    sheet = opened(official_workbook(document(form, data))).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert max(heights) <= 409
    assert " ".join(shown(sheet)).count("vận động 32 hộ.") == 31


def test_wrapped_text_has_the_height_it_needs(sheets: Sheets) -> None:
    sheet = sheets["mau_01"]
    cell = at(
        sheet,
        "Chi bộ số: sinh hoạt chuyên đề, tiếp nhận phản ánh của Nhân dân qua nhóm trực tuyến",
    )
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 4 * 13 * 1.15


def test_the_workbook_carries_the_titles_and_the_date_of_the_document(
    documents: Documents,
) -> None:
    properties = opened(official_workbook(documents["mau_01"])).properties
    assert properties.title.startswith("Danh sách đăng ký")
    assert properties.creator == "Chi bộ Tổ dân phố số 5"
    assert properties.created == properties.modified == dt.datetime(2026, 1, 15)


def test_the_same_document_gives_the_same_bytes(documents: Documents) -> None:
    assert official_workbook(documents["mau_02"]) == official_workbook(documents["mau_02"])


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(InvalidTemplate, match="Excel"):
        official_workbook(b"PK")
