from __future__ import annotations

import pytest

from doc_service.errors import InvalidImport
from doc_service.importing.word import MAX_PARAGRAPHS, read_word
from tests.importing.documents import W, docx, listed, numbering, p, r, table

NUMBERS = "word/numbering.xml"


def lines(body: str, parts: dict[str, str] | None = None) -> list[str]:
    return [line.text for line in read_word(docx(body, parts)).lines]


def test_a_paragraph_is_a_line_and_an_empty_one_a_gap() -> None:
    first, second = read_word(docx(p(r("Một")) + p() + p(r("Hai")))).lines
    assert (first.text, first.number, second.text, second.number, second.gap) == (
        "Một",
        1,
        "Hai",
        3,
        1,
    )
    assert first.whole


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (p(r("Mục đích", "<w:b/>")), "**Mục đích**"),
        (p(r("Mục ", "<w:b/>"), r("đích", "<w:b/>")), "**Mục đích**"),
        (p(r("Lĩnh vực: ", "<w:b/>"), r("Tuyên truyền")), "**Lĩnh vực:** Tuyên truyền"),
        (p(r("trước "), r("10/3", "<w:b/><w:i/>"), r(" này")), "trước ***10/3*** này"),
        (p(r("nghiêng", "<w:i w:val='1'/>")), "*nghiêng*"),
        (p(r("thường", "<w:b w:val='0'/>")), "thường"),
        (p(r("5 * 2 ** 3")), r"5 \* 2 \*\* 3"),
        (p(r("* Lưu ý")), "* Lưu ý"),
        (p(r("* Bước 1. Đăng ký", "<w:b/>")), "*** Bước 1. Đăng ký**"),
        (p(r("in hoa", "<w:caps/>")), "IN HOA"),
        (p(r("-----", "<w:b/>")), "-----"),
    ],
)
def test_bold_and_italic_become_marks(paragraph: str, text: str) -> None:
    assert lines(paragraph) == [text]


def test_looks_come_from_styles_too() -> None:
    styles = (
        f"<w:styles {W}>"
        "<w:style w:type='paragraph' w:styleId='Base'><w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='Heading'><w:basedOn w:val='Base'/></w:style>"
        "<w:style w:type='paragraph' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>"
        "<w:style w:type='character' w:styleId='Em'><w:rPr><w:i/></w:rPr></w:style></w:styles>"
    )
    body = (
        p(r("Mục đích"), properties="<w:pStyle w:val='Heading'/>")
        + p(r("nhấn", "<w:rStyle w:val='Em'/>"))
        + p(r("vòng"), properties="<w:pStyle w:val='Loop'/>")
    )
    assert lines(body, {"word/styles.xml": styles}) == ["**Mục đích**", "*nhấn*", "vòng"]


def test_automatic_numbers_are_written_out() -> None:
    levels = (
        ("upperRoman", "%1."),
        ("decimal", "%2."),
        ("decimal", "%2.%3."),
        ("bullet", "\uf0b7"),
    )
    body = "".join(
        (
            listed("MỤC ĐÍCH", 1),
            listed("Mục đích", 1, 1),
            listed("Kinh tế", 1, 2),
            listed("Văn hóa", 1, 2),
            listed("Việc", 1, 3),
            listed("Yêu cầu", 1, 1, "<w:b/>"),
            listed("NỘI DUNG", 1),
            listed("Nội dung", 1, 1),
        )
    )
    assert lines(body, {NUMBERS: numbering(*levels)}) == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "1.1. Kinh tế",
        "1.2. Văn hóa",
        "- Việc",
        "**2. Yêu cầu**",
        "II. NỘI DUNG",
        "1. Nội dung",
    ]


@pytest.mark.parametrize(("restart", "third"), [(False, "c) ba"), (True, "a) ba")])
def test_a_second_list_goes_on_unless_it_starts_again(restart: bool, third: str) -> None:
    body = listed("một", 1) + listed("hai", 1) + listed("ba", 2)
    part = numbering(("lowerLetter", "%1)"), restart=restart)
    assert lines(body, {NUMBERS: part}) == ["a) một", "b) hai", third]


def test_an_empty_paragraph_of_a_list_does_not_count() -> None:
    body = listed("một", 1) + listed("", 1) + listed("hai", 1)
    assert lines(body, {NUMBERS: numbering(("decimal", "%1."))}) == ["1. một", "2. hai"]


def test_a_table_becomes_rows_of_pipes() -> None:
    body = table((p(r("Việc")), p(r("Hạn"))), (p(r("a|b")) + p(r("c")), p()))
    assert lines(body) == ["| Việc | Hạn |", "| --- | --- |", r"| a\|b c | |"]


def test_merged_cells_keep_the_columns() -> None:
    spanned = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + p(r("Chung"))
    body = table((spanned, p(r("Hạn"))), (p(r("a")), p(r("b")), p(r("c"))))
    assert lines(body)[0].count("|") == lines(body)[2].count("|") == 4


def test_a_table_that_only_places_the_closing_is_no_table() -> None:
    body = table((p(r("Nơi nhận:")) + p(r("- Lưu CB.")), p(r("T/M CHI BỘ")) + p(r("BÍ THƯ"))))
    assert lines(body) == ["Nơi nhận:", "- Lưu CB.", "T/M CHI BỘ", "BÍ THƯ"]


def test_line_breaks_in_the_cells_of_a_letterhead_part_its_lines() -> None:
    breaking = "<w:r><w:br/></w:r>"
    left = p(r("ĐẢNG ỦY XÃ TÂN HÒA"), breaking, r("Số 12-KH/ĐU"))
    assert lines(table((left, p(r("ĐẢNG CỘNG SẢN VIỆT NAM"))))) == [
        "ĐẢNG ỦY XÃ TÂN HÒA",
        "Số 12-KH/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
    ]


def test_legacy_fonts_are_decoded_even_over_two_runs() -> None:
    tcvn3 = "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>"
    vni = "<w:rFonts w:ascii='VNI-Times'/>"
    assert lines(p(r("§¶ng ñy", tcvn3))) == ["Đảng ủy"]
    assert lines(p(r("Nguye", vni), r("ãn", vni))) == ["Nguyễn"]


def test_deleted_text_is_left_out_and_counted_and_inserted_text_is_taken() -> None:
    deleted = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    word = read_word(docx(p(r("Bản "), deleted, f"<w:ins>{r('mới')}</w:ins>")))
    assert [line.text for line in word.lines] == ["Bản mới"]
    assert word.losses.deleted == 2


def test_hidden_text_and_field_codes_are_not_read() -> None:
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    word = read_word(docx(p(r("Thấy"), r("ẩn", "<w:vanish/>"), field)))
    assert [line.text for line in word.lines] == ["Thấy"]
    assert word.losses.hidden == 2


def test_a_line_break_parts_lines_unless_the_sentence_goes_on() -> None:
    breaking = "<w:r><w:br/></w:r>"
    assert lines(p(r("KẾ HOẠCH"), breaking, r("Năm 2026"))) == ["KẾ HOẠCH", "Năm 2026"]
    assert lines(p(r("các tổ chức"), breaking, r("chính trị"))) == ["các tổ chức chính trị"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p(r('trong hộp'))}</w:txbxContent>"
    mc = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    both = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(p(r("ngoài"), both)) == ["ngoài", "trong hộp"]


def test_footnotes_are_kept_aside() -> None:
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator'>{p()}</w:footnote>"
        f"<w:footnote w:id='2'>{p(r('Không quá 350 từ.'))}</w:footnote></w:footnotes>"
    )
    word = read_word(docx(p(r("Thành tích")), {"word/footnotes.xml": notes}))
    assert word.losses.notes == ["Không quá 350 từ."]


def test_a_package_that_cannot_be_read_is_an_import_refused_with_the_way_out() -> None:
    for content, words in (
        (docx(p())[:-30], "bị hỏng"),
        (docx(p() * (MAX_PARAGRAPHS + 1)), "tách"),
    ):
        with pytest.raises(InvalidImport, match=words):
            read_word(content)
