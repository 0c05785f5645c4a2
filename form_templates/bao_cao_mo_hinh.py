"""Báo cáo kết quả thực hiện một mô hình (source 000 §II.4, source 001 §IV.2.2 step 2)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, level, section, text, when
from doc_service.house_style.tables import Column, cell, list_table, loop, widths_of
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(12, "TT"),
    Column(83, "Chỉ tiêu"),
    Column(35, "Đăng ký"),
    Column(35, "Kết quả"),
)
WIDTHS = widths_of(COLUMNS)
LINE = row(
    [
        cell("{{ loop.index }}", "BangSo"),
        cell("{{ dong.chi_tieu }}"),
        cell("{{ dong.dang_ky }}", "BangSo"),
        cell("{{ dong.ket_qua }}", "BangSo"),
    ],
    WIDTHS,
)

FACTS = (
    text("- Tên mô hình: {{ ten | ket('.') }}"),
    text("- Chủ thể thực hiện: {{ chu_the }}{% if chuc_vu %}, {{ chuc_vu }}{% endif %}."),
    text(f"- {{{{ nhan.linh_vuc[linh_vuc] }}}}; đăng ký cấp {level()}."),
    text("- Địa bàn thực hiện: {{ dia_chi | ket('.') }}"),
    when(
        "bat_dau or hoan_thanh or ngay_ra_mat",
        text(
            "- Thời gian thực hiện: từ ngày {{ bat_dau | ngay_so or '……………' }}"
            "{% if hoan_thanh %} đến ngày {{ hoan_thanh | ngay_so }}"
            "{% else %}, đang tiếp tục thực hiện{% endif %}"
            "{% if ngay_ra_mat %}; ra mắt ngày {{ ngay_ra_mat | ngay_so }}{% endif %}."
        ),
    ),
    when("phu_trach", text("- Người phụ trách: {{ phu_trach | ket('.') }}")),
    when("phoi_hop", text("- Lực lượng phối hợp: {{ phoi_hop | ket('.') }}")),
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "BÁO CÁO", "{{ trich_yeu }}"),
        text(
            "{% if thuc_hien %}Thực hiện {{ thuc_hien }}, {% endif %}{{ co_quan.ten }} báo cáo "
            "kết quả thực hiện mô hình “Dân vận khéo” năm {{ nam }} như sau:"
        ),
        section("I. KHÁI QUÁT VỀ MÔ HÌNH"),
        *FACTS,
        when("boi_canh", body(SHEET, "boi_canh", last=False)),
        section("II. KẾT QUẢ THỰC HIỆN"),
        body(SHEET, "ket_qua", last=False),
        when(
            "so_lieu",
            text("Kết quả so với đăng ký:", keep_next=True),
            paragraph(style="SauBang", keep_next=True),
            list_table(COLUMNS, loop("dong in so_lieu", [LINE], WIDTHS)),
            paragraph(style="SauBang"),
        ),
        section("III. KHÓ KHĂN, HẠN CHẾ, BÀI HỌC KINH NGHIỆM"),
        body(SHEET, "kho_khan", last=False),
        section("IV. ĐỀ XUẤT, KIẾN NGHỊ"),
        body(SHEET, "de_xuat"),
        closing_table(SHEET),
    ),
)
