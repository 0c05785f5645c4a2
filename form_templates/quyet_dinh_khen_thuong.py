"""Quyết định khen thưởng của Chủ tịch Ủy ban nhân dân, with the list as its appendix.

Layout of NĐ 30/2020/NĐ-CP Phụ lục III, Mẫu 1.2; source 001 §V.1.
"""

from doc_service.house_style.closing import appendix, closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import decision_opening, last_lead_in, lead_in
from doc_service.house_style.tables import Column, cell, list_table, loop, required_loop, widths_of
from doc_service.ooxml import row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("nd30"))
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
        cell("Tổng cộng", "BangSo", bold=True, span=3),
        cell("{{ tien.tong | so_tien if tien.tong else '……' }}", "BangSo", bold=True),
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

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "QUYẾT ĐỊNH", "{{ trich_yeu }}"),
        decision_opening(SHEET),
        lead_in(
            "Điều 1.",
            "Tặng {{ hinh_thuc_khen }} và thưởng tiền cho "
            + WHOM
            + " {{ thanh_tich }} năm {{ nam }} (có danh sách tại Phụ lục kèm theo).",
        ),
        lead_in(
            "Điều 2.",
            "Tổng số tiền thưởng là "
            "{{ tien.tong | so_tien if tien.tong else '……' }} đồng (bằng chữ: "
            "{{ tien.bang_chu if tien.tong else '……' }} đồng), "
            "chi từ {{ nguon_kinh_phi | ket('.') }}",
        ),
        last_lead_in("Điều 3.", "thi_hanh"),
        closing_table(SHEET),
        appendix(
            SHEET,
            "Phụ lục",
            "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG",
            "TRONG PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO” NĂM {{ nam }}",
        ),
        LIST,
    ),
)
