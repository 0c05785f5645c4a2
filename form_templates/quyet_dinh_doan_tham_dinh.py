"""Quyết định thành lập Đoàn thẩm định (source 001 §IV.2.2, step 1; source 004 §V, step 2)."""

from doc_service.house_style.closing import appendix, closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import bases, body, decision_line, last_lead_in, lead_in
from doc_service.house_style.tables import Column, cell, list_table, required_loop, widths_of
from doc_service.ooxml import row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(12, "TT"),
    Column(50, "Họ và tên"),
    Column(68, "Chức vụ, đơn vị"),
    Column(35, "Nhiệm vụ trong Đoàn"),
)
WIDTHS = widths_of(COLUMNS)
ROLES = (
    "{'truong_doan': 'Trưởng đoàn', 'pho_truong_doan': 'Phó Trưởng đoàn', "
    "'thu_ky': 'Thư ký', 'thanh_vien': 'Thành viên', '': ''}"
)

LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo"),
        cell("{{ dong.ho_ten }}"),
        cell("{{ dong.chuc_vu }}"),
        cell(f"{{{{ {ROLES}[dong.vai_tro] }}}}"),
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "QUYẾT ĐỊNH", "{{ trich_yeu }}"),
        bases(),
        decision_line(),
        lead_in(
            "Điều 1.",
            "Thành lập {{ ten_doan }} gồm "
            "{{ danh_sach | length | dem if danh_sach else '……' }} đồng chí"
            "{% for dong in danh_sach if dong.vai_tro == 'truong_doan' %}, do đồng chí "
            "{{ dong.ho_ten }} làm Trưởng đoàn{% endfor %} (có danh sách kèm theo).",
        ),
        lead_in("Điều 2.", "{{ ten_goi_tat }} có nhiệm vụ:", keep_next=True),
        body(SHEET, "nhiem_vu", last=False),
        lead_in(
            "Điều 3.",
            "{{ ten_goi_tat }} làm việc "
            "{% if tu_ngay %}từ ngày {{ tu_ngay | ngay_so }} {% endif %}đến hết ngày "
            "{% if den_ngay %}{{ den_ngay | ngay_so }}{% else %}……………{% endif %}"
            "{{ ('; ' ~ che_do) | ket('.') }}",
        ),
        last_lead_in("Điều 4.", "thi_hanh"),
        closing_table(SHEET),
        appendix(SHEET, "DANH SÁCH", "{{ ten_doan }}"),
        list_table(COLUMNS, required_loop("dong in danh_sach", [LINE], WIDTHS)),
    ),
)
