"""Tờ trình khen thưởng of a State office (NĐ 30/2020/NĐ-CP; source 001 §V.1)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, salutations, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import bases, each, last_text, paragraphs, text, when
from doc_service.house_style.tables import Column, cell, list_table, loop, required_loop, widths_of
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

WHOM = (
    "{% if so_luong.theo.tap_the %}{{ so_luong.theo.tap_the | dem }} tập thể{% endif %}"
    "{% if so_luong.theo.tap_the and so_luong.theo.ca_nhan %} và {% endif %}"
    "{% if so_luong.theo.ca_nhan %}{{ so_luong.theo.ca_nhan | dem }} cá nhân{% endif %}"
    "{% if not so_luong.theo.tap_the and not so_luong.theo.ca_nhan %}……………{% endif %}"
)
COLUMNS = (
    Column(11, "TT"),
    Column(60, "Tập thể, cá nhân"),
    Column(64, "Thành tích, mô hình"),
    Column(30, "Tiền thưởng (đồng)"),
)
WIDTHS = widths_of(COLUMNS)
AMOUNT = "{{ dong.muc_thuong | so_tien if dong.muc_thuong is number else dong.muc_thuong }}"

GROUP = row(
    [
        cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ nhom_.ten }}", bold=True, keep="always", span=2),
        cell("{{ (nhom_.cong.muc_thuong or 0) | so_tien }}", "BangSo", bold=True, keep="always"),
    ],
    WIDTHS,
)
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep="dong.cuoi"),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}", keep="dong.cuoi"),
        cell("{{ dong.mo_hinh }}", keep="dong.cuoi"),
        cell(AMOUNT, "BangSo", keep="dong.cuoi"),
    ],
    WIDTHS,
)
TOTAL = row(
    [
        cell("Tổng cộng", "BangSo", bold=True, keep="always", span=3),
        cell(
            "{{ tien.tong | so_tien if tien.tong else '……' }}", "BangSo", bold=True, keep="always"
        ),
    ],
    WIDTHS,
)
LIST = list_table(
    COLUMNS,
    [
        *required_loop(
            "nhom_ in khen.nhom", [GROUP, *loop("dong in nhom_.dong", [LINE], WIDTHS)], WIDTHS
        ),
        TOTAL,
    ],
)


def template(rules: str) -> Template:
    """Return the proposal laid out by a rule set."""
    sheet = Sheet(rule_set(rules))
    return Template(
        sheet,
        (
            letterhead(sheet, numbered=True),
            title(sheet, "TỜ TRÌNH", "{{ trich_yeu }}"),
            salutations(sheet),
            bases(),
            paragraphs("qua_trinh"),
            text(
                "{{ co_quan.ten }} đề nghị tặng {{ hinh_thuc_khen }} và thưởng tiền cho "
                + WHOM
                + " {{ thanh_tich }} năm {{ nam }}, cụ thể như sau:",
                keep_next=True,
            ),
            paragraph(style="SauBang", keep_next=True),
            LIST,
            paragraph(style="SauBang"),
            text(
                "Tổng số tiền thưởng đề nghị là "
                "{{ tien.tong | so_tien if tien.tong else '……' }} đồng (bằng chữ: "
                "{{ tien.bang_chu if tien.tong else '……' }} đồng), "
                "chi từ {{ nguon_kinh_phi | ket('.') }}"
            ),
            when(
                "ho_so",
                text("Hồ sơ kèm theo gồm:", keep_next=True),
                each(
                    "dong in ho_so",
                    "- {{ dong.tai_lieu | ket('.' if loop.last else ';') }}",
                ),
            ),
            last_text(
                "{{ co_quan.ten }} kính trình "
                "{{ kinh_gui | map(attribute='noi') | join(' và ') or '……………' }} "
                "xem xét, quyết định"
            ),
            closing_table(sheet),
        ),
    )


TEMPLATE = template("nd30")
