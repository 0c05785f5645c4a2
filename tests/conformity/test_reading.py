from __future__ import annotations

import io
import struct
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.conformity.paper import Paper, Paragraph
from doc_service.conformity.reading import MAX_PARAGRAPHS, read_paper
from doc_service.errors import UnreadableWord
from tests.conformity.files import A4, SPACES, box, file, picture, style, styles
from tests.importing.documents import listed, numbering, p, r, table

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 1200, 900)


def paper(body: str, **how: dict[str, str | bytes]) -> Paper:
    return read_paper(file(body, how.get("parts")))


def paragraphs(body: str, **how: dict[str, str | bytes]) -> tuple[Paragraph, ...]:
    return paper(body, **how).paragraphs


def test_a_paragraph_has_its_text_its_look_and_its_shape() -> None:
    (found,) = paragraphs(
        p(
            r("KẾ HOẠCH", "<w:b/><w:sz w:val='30'/><w:color w:val='FF0000'/>"),
            properties="<w:jc w:val='center'/><w:spacing w:before='120' w:line='360' "
            "w:lineRule='exact'/><w:ind w:firstLine='567'/>",
        )
    )
    look, shape = found.spans[0].look, found.shape
    assert (found.text, look.pt, look.bold, look.italic, look.colour) == (
        "KẾ HOẠCH",
        15,
        True,
        False,
        "FF0000",
    )
    assert (shape.align, shape.before_pt, shape.line_pt, shape.line_rule) == (
        "center",
        6,
        18,
        "exact",
    )
    assert (shape.first_mm, shape.line_multiple) == (10, 1)


def test_a_paragraph_of_no_style_is_as_the_defaults_say() -> None:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii='Arial' w:hAnsi='Arial'/>"
        "<w:sz w:val='26'/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        "<w:spacing w:after='160' w:line='276' w:lineRule='auto'/></w:pPr></w:pPrDefault>"
        "</w:docDefaults>" + style("Normal", "<w:rPr><w:i/></w:rPr>", more="w:default='1'")
    )
    (found,) = paragraphs(p(r("a")), parts=styles(defaults))
    look = found.spans[0].look
    assert (look.pt, look.italic, look.fonts["hAnsi"], look.fonts["cs"]) == (13, True, "Arial", "")
    assert (found.shape.after_pt, found.shape.line_pt, found.shape.line_multiple) == (8, None, 1.15)
    assert found.style == "Normal"


def test_fonts_of_the_theme_are_told_by_name() -> None:
    theme = (
        "<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
        "<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface='Calibri'/></a:minorFont>"
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    look = "<w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi'/>"
    (found,) = paragraphs(p(r("a", look)), parts={"word/theme/theme1.xml": theme})
    assert found.spans[0].look.fonts["ascii"] == "Calibri"


def test_a_table_style_lies_below_the_style_of_the_paragraph() -> None:
    given = styles(
        style("T", "<w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:b/></w:rPr>", "table")
        + style("P", "<w:pPr><w:jc w:val='right'/></w:pPr>")
    )
    inside = "<w:tblPr><w:tblStyle w:val='T'/></w:tblPr>"
    cells = p(r("a")) + p(r("b"), properties="<w:pStyle w:val='P'/>")
    body = f"<w:tbl>{inside}<w:tr><w:tc>{cells}</w:tc></w:tr></w:tbl>"
    one, other = paragraphs(body, parts=given)
    assert (one.shape.align, other.shape.align) == ("center", "right")
    assert one.spans[0].look.bold and other.spans[0].look.bold


def test_neighbours_of_one_look_are_one_span() -> None:
    (found,) = paragraphs(p(r("Đảng "), r("ủy"), r(" xã", "<w:b/>")))
    assert [span.text for span in found.spans] == ["Đảng ủy", " xã"]


def test_breaks_tabs_and_unbreakable_characters_stay() -> None:
    inside = (
        "<w:r><w:t>Số\u00a012</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:tab/><w:t>a</w:t><w:br/>"
        "<w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Arial' w:char='0041'/></w:r>"
    )
    assert paragraphs(p(inside))[0].text == "Số\u00a012\u2011KH\ta\n•A"


def test_capitals_are_written_out_and_hidden_and_deleted_text_is_not_there() -> None:
    deleted = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{r('mới')}</w:ins>"
    found = paper(p(r("đảng ", "<w:caps/>"), r("ẩn", "<w:vanish/>"), deleted, inserted))
    assert found.paragraphs[0].text == "ĐẢNG mới"
    assert found.paragraphs[0].spans[0].look.capitals
    assert found.tracked and not found.commented
    assert not paper(p(r("a"))).tracked


def test_the_result_of_a_field_is_read_and_its_code_is_not() -> None:
    field = "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> DATE </w:instrText></w:r>"
    simple = f"<w:fldSimple w:instr='PAGE'>{r('2')}</w:fldSimple>"
    assert paragraphs(p(field, r("hôm nay"), simple))[0].text == "hôm nay2"


def test_decomposed_letters_are_composed_and_told() -> None:
    apart = unicodedata.normalize("NFD", "Đảng ủy")
    plain, found = paragraphs(p(r("Đảng ủy")) + p(r(apart)))
    assert found.text == found.spans[0].text == plain.text == "Đảng ủy"
    assert found.decomposed and not plain.decomposed


def test_text_in_a_legacy_font_stays_as_it_is_stored() -> None:
    (found,) = paragraphs(p(r("§¶ng ñy", "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>")))
    assert (found.text, found.spans[0].look.fonts["hAnsi"]) == ("§¶ng ñy", ".VnTime")


def test_automatic_numbers_stand_in_front_but_in_no_span() -> None:
    lists = numbering(("upperRoman", "%1."), ("decimal", "%2."))
    body = listed("MỤC ĐÍCH", 1) + listed("", 1) + listed("Một", 1, 1) + listed("YÊU CẦU", 1)
    found = paragraphs(body, parts={"word/numbering.xml": lists})
    assert [one.text for one in found] == ["I. MỤC ĐÍCH", "", "1. Một", "II. YÊU CẦU"]
    assert [(one.label, one.level) for one in found if one.text] == [
        ("I.", 0),
        ("1.", 1),
        ("II.", 0),
    ]
    assert found[0].spans[0].text == "MỤC ĐÍCH"


def test_a_list_indents_its_paragraphs_unless_they_say_otherwise() -> None:
    lists = (
        f"<w:numbering {SPACES}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>"
        "<w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/>"
        "<w:pPr><w:ind w:left='1134' w:hanging='567'/></w:pPr></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )
    number = "<w:numPr><w:numId w:val='1'/></w:numPr>"
    body = p(r("a"), properties=number) + p(
        r("b"), properties=f"{number}<w:ind w:left='0' w:firstLine='567'/>"
    )
    one, other = (at.shape for at in paragraphs(body, parts={"word/numbering.xml": lists}))
    assert (one.left_mm, one.first_mm, other.left_mm, other.first_mm) == (20, -10, 0, 10)


def test_every_paragraph_is_there_once_and_knows_its_number() -> None:
    body = p(r("trên"), box(p(r("trong hộp")))) + table((p(r("ô")), p())) + p(r("dưới"))
    found = paragraphs(body)
    assert [(one.index, one.text) for one in found] == list(
        enumerate(["trên", "trong hộp", "ô", "", "dưới"])
    )
    assert [one.boxed for one in found] == [False, True, False, False, False]


def test_a_paragraph_knows_its_section() -> None:
    ending = f"<w:sectPr>{A4}</w:sectPr>"
    found = paper(p(r("một"), properties=ending) + p(r("hai")) + f"<w:sectPr>{A4}</w:sectPr>")
    assert [one.section for one in found.paragraphs] == [0, 1]
    assert len(found.sheets) == 2


def test_pictures_are_told_with_their_size_each_once() -> None:
    body = p(r("Ảnh")) + p(picture("rIdA")) + p(picture("rIdA")) + p(picture("rIdB"))
    parts: dict[str, str | bytes] = {"word/media/image1.png": PNG, "word/media/image2.emf": b"\1"}
    related = {"word/media/image1.png": "rIdA", "word/media/image2.emf": "rIdB"}
    found = read_paper(file(body, parts, related))
    assert [(one.width_px, one.height_px, one.bytes, one.paragraph) for one in found.images] == [
        (1200, 900, len(PNG), 1),
        (0, 0, 1, 3),
    ]
    assert [one.pictures for one in found.paragraphs] == [0, 1, 1, 1]


def test_footnotes_are_read_without_their_separators() -> None:
    notes = (
        f"<w:footnotes {SPACES}><w:footnote w:type='separator'>{p(r('-'))}</w:footnote>"
        f"<w:footnote>{p(r('Không quá '), r('350 từ.'))}</w:footnote></w:footnotes>"
    )
    assert paper(p(r("a")), parts={"word/footnotes.xml": notes}).notes == ("Không quá 350 từ.",)


def test_properties_are_read_by_name() -> None:
    custom = (
        "<Properties xmlns='x' xmlns:vt='y'><property name='vanthu_bieu_mau'>"
        "<vt:lpwstr>ke_hoach</vt:lpwstr></property></Properties>"
    )
    core = "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Kế hoạch</dc:title></c>"
    parts: dict[str, str | bytes] = {"docProps/custom.xml": custom, "docProps/core.xml": core}
    assert paper(p(r("a")), parts=parts).properties == {
        "vanthu_bieu_mau": "ke_hoach",
        "title": "Kế hoạch",
    }


def test_comments_that_are_there_already_are_noticed() -> None:
    assert paper(p(r("a"), "<w:r><w:commentReference w:id='0'/></w:r>")).commented


@pytest.mark.parametrize("body", [p(), p(r(" \t")), p(picture("rId9")), p(r("ẩn", "<w:vanish/>"))])
def test_a_document_without_text_is_refused_with_the_way_out(body: str) -> None:
    with pytest.raises(UnreadableWord, match=r"không có chữ nào.*bản quét.*gửi bản Word"):
        read_paper(file(body))


def test_a_document_beyond_the_bound_is_refused_with_the_way_out() -> None:
    with pytest.raises(UnreadableWord, match="tách tệp"):
        read_paper(file(p() * (MAX_PARAGRAPHS + 1)))


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.7", "PDF"), (b"van ban", "không phải tệp Word"), (b"", "trống")],
)
def test_what_is_no_word_file_is_refused_with_the_way_out(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableWord, match=words):
        read_paper(content)


def test_tables_as_deep_as_the_parser_lets_them_be_are_read() -> None:
    deep = p(r("đáy"))
    for _ in range(60):
        deep = table((deep + p(),))
    assert "đáy" in [one.text for one in paragraphs(deep)]


@pytest.mark.parametrize("value", ["", "-1", "0", "x", "9" * 5000, "12pt", "1.5", "²", "٣"])
def test_no_measure_that_a_stranger_writes_is_an_unforeseen_error(value: str) -> None:
    lists = (
        f"<w:numbering {SPACES}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='{value}'/>"
        f"<w:lvl w:ilvl='0'><w:start w:val='{value}'/><w:numFmt w:val='lowerLetter'/></w:lvl>"
        f"</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/>"
        f"<w:lvlOverride w:ilvl='{value}'/></w:num></w:numbering>"
    )
    number = f"<w:numPr><w:ilvl w:val='{value}'/><w:numId w:val='1'/></w:numPr>"
    shape = f"<w:spacing w:line='{value}' w:before='{value}'/><w:ind w:left='{value}'/>"
    cell = f"<w:tc><w:tcPr><w:gridSpan w:val='{value}'/></w:tcPr>{p(r('b'))}</w:tc>"
    row = f"<w:tr><w:trPr><w:gridBefore w:val='{value}'/></w:trPr>{cell}{cell}</w:tr>"
    body = (
        p(r("a", f"<w:sz w:val='{value}'/>"), properties=number + shape) + f"<w:tbl>{row}</w:tbl>"
    )
    page = f"<w:sectPr><w:pgSz w:w='{value}'/><w:pgMar w:top='{value}'/></w:sectPr>"
    found = paper(body + page, parts={"word/numbering.xml": lists})
    assert [one.text[-1] for one in found.paragraphs] == ["a", "b", "b"]
    columns = [one.where.column for one in found.paragraphs if one.where]
    assert 0 <= columns[0] < columns[1]


@given(
    st.recursive(
        st.just(p(r("a"))),
        lambda inner: st.one_of(
            st.tuples(inner, inner).map("".join),
            inner.map(lambda inside: table((inside, p(r("b"))))),
            inner.map(lambda inside: p(r("c"), box(inside))),
            inner.map(lambda inside: f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"),
        ),
        max_leaves=8,
    )
)
def test_whatever_stands_in_what_the_numbers_of_paragraphs_follow_on(body: str) -> None:
    found = paragraphs(p(r("đầu")) + body)
    assert [one.index for one in found] == list(range(len(found)))
    assert all(one.text for one in found)


def test_a_damaged_package_is_never_an_unforeseen_error() -> None:
    whole = file(p(r("Một")) * 3, styles(style("A", "")))
    for end in range(0, len(whole), 97):
        with pytest.raises(UnreadableWord):
            read_paper(whole[:end])
    assert read_paper(io.BytesIO(whole).getvalue()).paragraphs
