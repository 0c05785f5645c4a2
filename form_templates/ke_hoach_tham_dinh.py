"""Kế hoạch thẩm định mô hình, điển hình (source 001 §IV.2.2 step 1, source 004 §V step 2)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, lead_in, section, text
from doc_service.house_style.tables import Column, cell, list_table, required_loop, widths_of
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))

ROLES = {
    "truong_doan": "Trưởng Đoàn",
    "pho_truong_doan": "Phó Trưởng Đoàn",
    "thanh_vien": "Thành viên",
    "thu_ky": "Thư ký",
}
MEMBERS = (
    Column(10, "TT"),
    Column(48, "Họ và tên"),
    Column(70, "Chức vụ, đơn vị"),
    Column(37, "Nhiệm vụ trong Đoàn"),
)
MEMBER_WIDTHS = widths_of(MEMBERS)
MEMBER = row(
    [
        cell("{{ loop.index }}", "BangSo"),
        cell("{{ dong.ho_ten }}"),
        cell("{{ dong.chuc_vu }}"),
        cell(f"{{{{ {ROLES}.get(dong.nhiem_vu, '') }}}}", "BangSo"),
    ],
    MEMBER_WIDTHS,
)

SCHEDULE = (
    Column(11, "TT"),
    Column(34, "Thời gian"),
    Column(48, "Tên mô hình"),
    Column(38, "Đơn vị, cá nhân"),
    Column(34, "Địa điểm"),
)
SCHEDULE_WIDTHS = widths_of(SCHEDULE)
VISIT = row(
    [
        cell("{{ loop.index }}", "BangSo"),
        cell("{{ [dong.gio, dong.ngay | ngay_so if dong.ngay else ''] | doan }}", "BangSo"),
        cell("{{ dong.ten }}"),
        cell("{{ dong.don_vi }}"),
        cell("{{ dong.dia_diem }}"),
    ],
    SCHEDULE_WIDTHS,
)


def between(*content: str) -> tuple[str, ...]:
    """Return a table with the space around it that a table in running text has."""
    return (
        paragraph(style="SauBang", keep_next=True),
        *content,
        paragraph(style="SauBang"),
    )


TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "KẾ HOẠCH", "{{ trich_yeu }}"),
        text(
            "{% if thuc_hien %}Thực hiện {{ thuc_hien }}, {% endif %}{{ co_quan.ten }} ban hành "
            "Kế hoạch {{ trich_yeu }} như sau:"
        ),
        section("I. MỤC ĐÍCH, YÊU CẦU"),
        body(SHEET, "muc_dich", last=False),
        section("II. NỘI DUNG, CÁCH THỨC THẨM ĐỊNH"),
        body(SHEET, "noi_dung", last=False),
        section("III. THÀNH PHẦN ĐOÀN THẨM ĐỊNH"),
        *between(list_table(MEMBERS, required_loop("dong in thanh_vien", [MEMBER], MEMBER_WIDTHS))),
        section("IV. THỜI GIAN, ĐỊA ĐIỂM"),
        lead_in(
            "1. Thời gian thẩm định:",
            "{% if tu_ngay == den_ngay %}Ngày {{ tu_ngay | ngay_so or '……………' }}"
            "{% else %}Từ ngày {{ tu_ngay | ngay_so or '……………' }} "
            "đến ngày {{ den_ngay | ngay_so or '……………' }}{% endif %}. "
            "Tập thể, cá nhân có mô hình gửi báo cáo kết quả và hồ sơ "
            "về Đoàn thẩm định trước ngày thẩm định ít nhất {{ so_ngay_gui | so_dem }} ngày.",
        ),
        section("2. Lịch thẩm định", level=1),
        *between(list_table(SCHEDULE, required_loop("dong in lich", [VISIT], SCHEDULE_WIDTHS))),
        section("V. TỔ CHỨC THỰC HIỆN"),
        body(SHEET, "to_chuc"),
        closing_table(SHEET),
    ),
)
