"""Mục lục văn bản, tài liệu của một hồ sơ lưu trữ (source 001 §IV.1, criterion 8)."""

from doc_service.house_style.closing import level_cells, signature, signer
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import when
from doc_service.house_style.tables import (
    Column,
    cell,
    data_table,
    head_cell,
    required_loop,
    widths_of,
)
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

COLUMNS = (
    Column(9, "TT"),
    Column(32, "{{ nhan_cot.van_ban.so_ky_hieu }}"),
    Column(24, "{{ nhan_cot.van_ban.ngay }}"),
    Column(46, "{{ nhan_cot.van_ban.trich_yeu }}"),
    Column(26, "{{ nhan_cot.van_ban.tac_gia }}"),
    Column(13, "{{ nhan_cot.van_ban.to_so }}"),
    Column(15, "{{ nhan_cot.van_ban.ghi_chu }}"),
)
WIDTHS = widths_of(COLUMNS)
KEEP = "dong.cuoi"

LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=KEEP),
        cell("{{ dong.so_ky_hieu }}", keep=KEEP),
        cell("{{ dong.ngay | ngay_so if dong.ngay else '' }}", "BangSo", keep=KEEP),
        cell("{{ dong.trich_yeu }}", keep=KEEP),
        cell("{{ dong.tac_gia | khong_ngat }}", keep=KEEP),
        cell("{{ dong.to_so }}", "BangSo", keep=KEEP),
        cell("{{ dong.ghi_chu }}", keep=KEEP),
    ],
    WIDTHS,
)
TOTAL = row(
    [
        cell(
            "Tổng: {{ bang | length | dem if bang else '……' }} văn bản, tài liệu"
            "{% if so_to %}; {{ so_to | dem }} tờ{% endif %}",
            bold=True,
            keep="always",
            span=len(COLUMNS),
        )
    ],
    WIDTHS,
)


def template(rules: str) -> Template:
    """Return the template for one family of documents."""
    sheet = Sheet(rule_set(rules))
    maker = signer(
        sheet,
        "NGƯỜI LẬP MỤC LỤC",
        name="{{ nguoi_lap.ho_ten }}",
        place="ky_nguoi_lap",
        number=3,
    )
    who, names = level_cells(maker, signature(sheet), left_span=3, right_span=4)
    return Template(
        sheet,
        (
            letterhead(sheet, numbered=False),
            title(sheet, "MỤC LỤC VĂN BẢN, TÀI LIỆU", "{{ ho_so }}"),
            when(
                "ky_hieu", paragraph("Số, ký hiệu hồ sơ: {{ ky_hieu }}", "BangSo", keep_next=True)
            ),
            when(
                "thoi_han", paragraph("Thời hạn bảo quản: {{ thoi_han }}", "BangSo", keep_next=True)
            ),
            paragraph(style="SauBang", keep_next=True),
            data_table(
                COLUMNS,
                head=[[head_cell(column.header) for column in COLUMNS]],
                body=[*required_loop("dong in bang", [LINE], WIDTHS), TOTAL, row(who, WIDTHS)],
                closing=(names[0], names[1]),
            ),
        ),
    )


TEMPLATES = {
    "": template("dang-hd36"),
    "nha_nuoc": template("nd30"),
    "mttq": template("mttq"),
}
