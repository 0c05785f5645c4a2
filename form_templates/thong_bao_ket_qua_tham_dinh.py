"""Thông báo kết quả thẩm định mô hình (source 001 §IV.2.2, step 4).

Order of the parts: one opening sentence, results, demands (domain reference §8.9).
"""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, section, text
from doc_service.house_style.tables import Column, cell, list_table, loop, widths_of
from doc_service.ooxml import paragraph, row, tag_row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(11, "TT"),
    Column(40, "Tập thể, cá nhân"),
    Column(48, "Tên mô hình “Dân vận khéo”"),
    Column(30, "Lĩnh vực"),
    Column(36, "Nhận xét, lý do"),
)
WIDTHS = widths_of(COLUMNS)


def group(number: str, name: str) -> str:
    """Return the row that opens the models of one result."""
    cells = [
        cell(number, "BangSo", bold=True, keep="always"),
        cell(name, bold=True, keep="always", span=4),
    ]
    return row(cells, WIDTHS)


def line(remark: str) -> str:
    """Return the row of one model, whose last column says `remark`."""
    cells = [
        cell("{{ dong.tt }}", "BangSo"),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}"),
        cell("{{ dong.ten }}"),
        cell("{{ nhan.linh_vuc[dong.linh_vuc] }}"),
        cell(remark),
    ]
    return row(cells, WIDTHS)


ANY = "cac_mo_hinh_dat or cac_mo_hinh_chua_dat"
COUNT = (
    f"{{{{ (cac_mo_hinh_dat | length + cac_mo_hinh_chua_dat | length) | dem if {ANY} else '……' }}}}"
)
PASSED = f"{{{{ cac_mo_hinh_dat | length | dem if {ANY} else '……' }}}}"
ROWS = [
    tag_row("if cac_mo_hinh_dat", WIDTHS),
    group("I", "Đạt: {{ cac_mo_hinh_dat | length | dem }} mô hình"),
    *loop("dong in cac_mo_hinh_dat", [line("{{ dong.nhan_xet }}")], WIDTHS),
    tag_row("endif", WIDTHS),
    tag_row("if cac_mo_hinh_chua_dat", WIDTHS),
    group(
        "{{ 'II' if cac_mo_hinh_dat else 'I' }}",
        "Chưa đạt: {{ cac_mo_hinh_chua_dat | length | dem }} mô hình",
    ),
    *loop("dong in cac_mo_hinh_chua_dat", [line("{{ dong.ly_do }}")], WIDTHS),
    tag_row("endif", WIDTHS),
    tag_row(f"if not ({ANY})", WIDTHS),
    row([cell("") for _ in WIDTHS], WIDTHS),
    tag_row("endif", WIDTHS),
]

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "THÔNG BÁO", "{{ trich_yeu }}"),
        text(
            "Ngày {% if ngay_tham_dinh %}{{ ngay_tham_dinh | ngay_so }}{% else %}……………{% endif %}, "
            "{{ don_vi_tham_dinh }} đã tổ chức hội nghị thẩm định các mô hình “Dân vận khéo”; "
            "{{ ten_thong_bao or co_quan.ten }} thông báo kết quả như sau:"
        ),
        section("1. Kết quả thẩm định", level=1),
        text(
            "Số mô hình được thẩm định: "
            f"{COUNT}, trong đó {PASSED} mô hình đạt"
            "{% if cac_mo_hinh_chua_dat %}, {{ cac_mo_hinh_chua_dat | length | dem }} mô hình chưa "
            "đạt{% endif %}. Cụ thể:",
            keep_next=True,
        ),
        paragraph(style="SauBang", keep_next=True),
        list_table(COLUMNS, ROWS),
        paragraph(style="SauBang"),
        section("2. Yêu cầu", level=1),
        body(SHEET, "yeu_cau", last=False),
        text("{{ cau_ket | ket(ket_thuc) }}", keep_next=True),
        closing_table(SHEET),
    ),
)
