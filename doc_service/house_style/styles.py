"""The named styles of an official document, from a rule set.

Every look has one name here, and a clerk who opens the DOCX in Word sees these names.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from doc_service.ooxml import mm, pt
from doc_service.the_thuc.metrics import text_width
from doc_service.the_thuc.rule_sets import RuleSet

FONT: Final = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style."""

    id: str
    name: str
    """As Word shows it."""

    size: float
    """Points."""

    look: str = ""
    """Words out of bold, italic, underline."""

    align: str = "center"
    before: float = 0
    after: float = 0
    """Points."""

    line_exact: float = 0
    """Points, or 0 for single spacing."""

    indent_mm: float = 0
    """First line."""

    left_mm: float = 0
    """Of every line, the first one hanging: for lists below a label."""

    outline: int | None = None
    """Level in the outline of the document, for headings."""


SALUTATION_MM: Final = 55
"""Left edge of the addressees below “Kính gửi:”, before which their dashes hang."""

RULE_GAP_PT: Final = 3
"""Between a line of a State document and the rule under it: the marks under Ị, Ụ stay clear."""

TABLE_PT: Final = 13
"""Size in tables; the regulations leave it open, and 13 keeps six columns readable on A4."""


def styles(rules: RuleSet) -> tuple[Style, ...]:
    """Return the styles of a rule set (components of HD 36 Phụ lục 3, NĐ 30 Phụ lục I)."""
    return (*_top(rules), *_running(rules), *_tables(), *_closing(rules))


def _top(rules: RuleSet) -> tuple[Style, ...]:
    """Return the styles of letterhead, type, abstract and salutation."""
    head, title, greeting = rules.letterhead, rules.title, rules.salutation
    place, number, party = rules.place_date.pt, rules.number.pt, rules.family == "dang"
    look, letter = title.letter_abstract_style, title.letter_abstract_pt
    return (
        Style("NhanMau", "Nhãn mẫu", 13, "bold", "right"),
        Style("CoQuanCapTren", "Cơ quan cấp trên", head.superior_pt),
        Style("CoQuanBanHanh", "Cơ quan ban hành", head.issuer_pt, "bold"),
        Style("TieuDe", "Tiêu đề", head.title_pt[0], "bold"),
        Style("TieuNgu", "Tiêu ngữ", head.title_pt[-1], "bold"),
        Style("KeNgang", "Kẻ ngang", 2, line_exact=3, before=0 if party else RULE_GAP_PT),
        # as far below the line above as the place and date are: both stand on one line
        Style("SoKyHieu", "Số và ký hiệu", number, before=4 + place - number),
        Style("DiaDanhNgay", "Địa danh, ngày tháng", place, "italic", before=4),
        Style("TenLoai", "Tên loại văn bản", title.name_pt, "bold", before=14),
        Style("TrichYeu", "Trích yếu", title.abstract_pt, "bold"),
        Style("NganCach", "Gạch ngăn cách", title.abstract_pt, after=6),
        Style("TrichYeuCongVan", "Trích yếu công văn", letter, look, before=0 if party else 6),
        Style("KinhGuiNhan", "Kính gửi - nhãn", greeting.pt, align="right", before=4),
        Style(
            *("KinhGuiDong", "Kính gửi - các nơi", greeting.pt, "", "left"),
            left_mm=SALUTATION_MM,
            after=2,
        ),
        Style("KinhGui", "Kính gửi", greeting.pt, after=8, before=4),
    )


def _running(rules: RuleSet) -> tuple[Style, ...]:
    """Return the styles of running text; its headings are the text in bold, with an outline.

    HD 36 Phụ lục 3, 6.1–6.7; NĐ 30 Phụ lục I, khoản 6: same size as the text.
    """
    at, title, party = rules.body, rules.title, rules.family == "dang"

    def text(id: str, name: str, look: str = "", outline: int | None = None) -> Style:
        spacing = (at.paragraph_pt, 0, at.line_exact_pt, at.indent_mm)
        return Style(id, name, at.pt, look, "both", *spacing, outline=outline)

    return (
        text("ThanVanBan", "Thân văn bản"),
        text("DePhan", "Đề mục - phần", "bold", 0),
        text("DeMuc", "Đề mục - mục", "bold", 1),
        text("DeTieuMuc", "Đề mục - tiểu mục", "bold", 2),
        text("DeDieu", "Đề mục - điều", "bold", 0),
        text("CanCu", "Căn cứ", rules.basis.style),
        Style("ThamQuyen", "Thẩm quyền ban hành", at.pt, "bold", before=12),
        Style("QuyetDinh", "Quyết định", at.pt, "bold", before=0 if party else 6, after=6),
        Style("SauBang", "Sau bảng", 6, line_exact=6),
        Style("HinhAnh", "Hình ảnh", at.pt, before=6),
        Style("ChuThichAnh", "Chú thích ảnh", 12, "italic", after=6, before=3),
        Style("PhuLuc", "Phụ lục", title.abstract_pt, "bold"),
        Style("KemTheo", "Kèm theo", 14, "italic", after=8),
        Style("GhiChuKy", "Ghi chú chỗ ký", 12, "italic"),
    )


def _tables() -> tuple[Style, ...]:
    """Return the styles of data tables, about which the rule sets say nothing."""
    return (
        Style("BangDau", "Bảng - đầu cột", TABLE_PT, "bold"),
        Style("BangChu", "Bảng - chữ", TABLE_PT, "", "left"),
        Style("BangDaiChu", "Bảng - đoạn văn", 12, "", "both"),
        Style("BangSo", "Bảng - số", TABLE_PT, "", "center"),
    )


def _closing(rules: RuleSet) -> tuple[Style, ...]:
    """Return the styles of recipients, signature, page number and footnotes."""
    names, sign = rules.recipients, rules.signature
    return (
        Style("NoiNhanNhan", "Nơi nhận - nhãn", names.label_pt, names.label_style, "left"),
        Style("NoiNhan", "Nơi nhận - danh sách", names.item_pt, "", "left"),
        Style("QuyenHan", "Quyền hạn ký", sign.pt, sign.authority_style),
        Style("ChucVu", "Chức vụ người ký", sign.pt, sign.position_style),
        Style("ChoKy", "Chỗ ký", sign.pt),
        Style("HoTen", "Họ tên người ký", sign.pt, sign.name_style),
        Style("SoTrang", "Số trang", rules.page.number_pt),
        Style("ChuThich", "Chú thích", 11, "", "both"),
    )


def styles_xml(rules: RuleSet, used: Container[str]) -> str:
    """Return `word/styles.xml` with the styles in use: LibreOffice reads all there are.

    Args:
        rules: the rule set.
        used: ids of the styles that the document names.
    """
    fonts = "".join(f' w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    size = pt(rules.body.pt) // 10
    return (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>'
        f'<w:rPrDefault><w:rPr><w:rFonts{fonts}/><w:color w:val="000000"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault>"
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>"
        '<w:style w:type="character" w:styleId="ChuThichSo"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        f"{''.join(_style_xml(style) for style in styles(rules) if style.id in used)}</w:styles>"
    )


def _style_xml(style: Style) -> str:
    line = f' w:line="{pt(style.line_exact)}" w:lineRule="exact"' if style.line_exact else ""
    spacing = f'<w:spacing w:before="{pt(style.before)}" w:after="{pt(style.after)}"{line}/>'
    indent = f'<w:ind w:firstLine="{mm(style.indent_mm)}"/>' if style.indent_mm else ""
    if style.left_mm:
        # as wide as the dash and the space, so that further lines begin below the first word
        hanging = pt(text_width("- ", style.size))
        indent = f'<w:ind w:left="{mm(style.left_mm)}" w:hanging="{hanging}"/>'
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    bold = "<w:b/><w:bCs/>" if "bold" in style.look else ""
    italic = "<w:i/><w:iCs/>" if "italic" in style.look else ""
    underline = '<w:u w:val="single"/>' if "underline" in style.look else ""
    size = round(style.size * 2)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{spacing}{indent}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{bold}{italic}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{underline}</w:rPr>'
        "</w:style>"
    )
