"""Mẫu số 01: danh sách đăng ký thực hiện mô hình “Dân vận khéo”.

Layout of source 000, forms at its end; landscape (domain reference §7.1).
"""

from doc_service.house_style.closing import closing
from doc_service.house_style.frame import Sheet, form_label, letterhead, salutation, title
from doc_service.house_style.package import Template
from doc_service.house_style.tables import (
    Column,
    Several,
    cell,
    data_table,
    entry_rows,
    head_cell,
    loop,
    widths_of,
)
from doc_service.ooxml import row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"), landscape=True)
FIELDS = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri")
COLUMNS = (Column(12), Column(64), *(Column(44) for _ in FIELDS))
WIDTHS = widths_of(COLUMNS)

HEAD = (
    (
        head_cell("TT", merge="restart"),
        head_cell("Tên tập thể/cá nhân thực hiện", merge="restart"),
        head_cell("Tên mô hình “Dân vận khéo”", span=4),
    ),
    (
        head_cell("", merge="continue"),
        head_cell("", merge="continue"),
        *(head_cell(f"{{{{ nhan.linh_vuc.{field} }}}}") for field in FIELDS),
    ),
)

GROUP = row(
    [
        cell("{{ nhom_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ nhom_.ten }}", bold=True, keep="always"),
        *(cell("", keep="always") for _ in FIELDS),
    ],
    WIDTHS,
)

LINES = entry_rows(
    (
        ("{{ dong.tt }}", "BangSo"),
        ("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}", "BangChu"),
    ),
    Several(
        "hang_ in dong.hang",
        tuple((f"{{{{ hang_.{field} }}}}", "BangChu") for field in FIELDS),
    ),
    WIDTHS,
    keep="dong.cuoi",
)

TOTAL = row(
    [
        cell(
            "Tổng: {{ tong.nhom.tap_the | dem }} tập thể, {{ tong.nhom.ca_nhan | dem }} cá nhân; "
            "{{ tong.dong | dem }} mô hình",
            bold=True,
            keep="always",
            span=2,
        ),
        *(
            cell(f"{{{{ tong.cot.{field} | dem }}}} mô hình", "BangSo", bold=True, keep="always")
            for field in FIELDS
        ),
    ],
    WIDTHS,
)

BODY = (
    *loop("nhom_ in nhom", [GROUP, *loop("dong in nhom_.dong", LINES, WIDTHS)], WIDTHS),
    TOTAL,
)

TEMPLATE = Template(
    SHEET,
    (
        form_label("MẪU SỐ 01"),
        letterhead(SHEET, numbered=False),
        title(
            SHEET,
            "DANH SÁCH",
            "Đăng ký thực hiện mô hình “Dân vận khéo” cấp {{ nhan.cap_ngan[cap] }} năm {{ nam }}",
        ),
        salutation(SHEET),
        data_table(
            COLUMNS, head=HEAD, body=BODY, closing=closing(SHEET, left_span=3, right_span=3)
        ),
    ),
)
