"""Báo cáo định kỳ phong trào thi đua “Dân vận khéo”: a month, half a year, a year.

Sources 001 §V.1, 002 §V.1, 003 §III.2, 004 §VI.3 ask for it; none gives its layout.
"""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, section, text
from doc_service.house_style.tables import Column, cell, head_cell, loop, required_loop, widths_of
from doc_service.ooxml import Cell, paragraph, row, table
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))

# those of the day on which the figures close
MONTH = "{{ den_ngay | thang }}"
QUARTER = "{{ den_ngay | quy }}"
HALF = "{{ den_ngay | nua_nam }}"
PERIOD = (
    f"{{% if ky == 'thang' %}}tháng {MONTH} năm {{{{ nam }}}}"
    f"{{% elif ky == 'quy' %}}quý {QUARTER} năm {{{{ nam }}}}"
    f"{{% elif ky == 'sau_thang' %}}6 tháng {HALF} năm {{{{ nam }}}}"
    "{% elif ky == 'chin_thang' %}9 tháng đầu năm {{ nam }}"
    "{% else %}năm {{ nam }}{% endif %}"
)

AMOUNTS = ("tap_the", "ca_nhan", "xay_dung_moi", "cong_nhan_tap_the", "cong_nhan_ca_nhan")
WIDTHS = widths_of([Column(width) for width in (9.5, 57.7, 18.9, 18.9, 22.2, 18.9, 18.9)])

HEAD = (
    row(
        [
            head_cell("TT", merge="restart"),
            head_cell("Cấp, lĩnh vực", merge="restart"),
            head_cell("Mô hình đăng ký", span=2),
            head_cell("Xây dựng mới, nhân rộng", merge="restart"),
            head_cell("Mô hình được công nhận", span=2),
        ],
        WIDTHS,
        header=True,
    ),
    row(
        [
            head_cell("", merge="continue"),
            head_cell("", merge="continue"),
            head_cell("Tập thể"),
            head_cell("Cá nhân"),
            head_cell("", merge="continue"),
            head_cell("Tập thể"),
            head_cell("Cá nhân"),
        ],
        WIDTHS,
        header=True,
    ),
)


def amounts(of: str, *, bold: bool = False, keep: str = "") -> list[Cell]:
    """Return the cells of the five amounts; one that is not known stays blank."""
    return [
        cell(
            f"{{{{ ({of}.{name} | so_dem) if {of}.{name} is integer else {of}.{name} }}}}",
            "BangSo",
            bold=bold,
            keep=keep,
        )
        for name in AMOUNTS
    ]


LEVEL = row(
    [
        cell("{{ cap_.so }}", "BangSo", bold=True, keep="always"),
        cell("{{ cap_.ten }}", bold=True, keep="always"),
        *amounts("cap_.cong", bold=True, keep="always"),
    ],
    WIDTHS,
)
LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep="dong.cuoi"),
        cell("{{ nhan.linh_vuc[dong.linh_vuc] }}", keep="dong.cuoi"),
        *amounts("dong", keep="dong.cuoi"),
    ],
    WIDTHS,
)
TOTAL = row(
    [
        cell("", bold=True),
        cell("Tổng cộng", bold=True),
        *amounts("bang.tong", bold=True),
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(
            SHEET,
            "BÁO CÁO",
            f"kết quả thực hiện phong trào thi đua “Dân vận khéo” {PERIOD}",
        ),
        text(
            "{% if thuc_hien %}Thực hiện {{ thuc_hien }}, {% endif %}{{ co_quan.ten }} báo cáo "
            f"kết quả thực hiện phong trào thi đua “Dân vận khéo” {PERIOD}"
            "{% if tu_ngay or den_ngay %} (số liệu từ ngày {{ tu_ngay | ngay_so or '……………' }} "
            "đến ngày {{ den_ngay | ngay_so or '……………' }}){% endif %} như sau:"
        ),
        section("I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TUYÊN TRUYỀN"),
        body(SHEET, "chi_dao", last=False),
        section("II. KẾT QUẢ THỰC HIỆN"),
        body(SHEET, "ket_qua", last=False),
        text("Số liệu mô hình theo cấp và lĩnh vực:", keep_next=True),
        paragraph(style="SauBang", keep_next=True),
        table(
            [
                *HEAD,
                *required_loop(
                    "cap_ in bang.nhom",
                    [LEVEL, *loop("dong in cap_.dong", [LINE], WIDTHS)],
                    WIDTHS,
                ),
                TOTAL,
            ],
            WIDTHS,
            borders=True,
        ),
        paragraph(style="SauBang"),
        section("III. HẠN CHẾ, NGUYÊN NHÂN"),
        body(SHEET, "han_che", last=False),
        section("IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI"),
        body(SHEET, "nhiem_vu", last=False),
        section("V. ĐỀ XUẤT, KIẾN NGHỊ"),
        body(SHEET, "de_xuat"),
        closing_table(SHEET),
    ),
)
