"""Biên bản họp bình xét mô hình, điển hình (source 001 §IV.2.4; domain reference §1.9)."""

from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.minutes import attendance, ballots, ending, number, time_and_place
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, section, text
from doc_service.house_style.tables import Column, cell, list_table, loop, widths_of
from doc_service.ooxml import paragraph, row, tag_row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(10, "TT"),
    Column(40, "Tập thể, cá nhân"),
    Column(49, "Tên mô hình “Dân vận khéo”"),
    Column(14, "Đồng ý"),
    Column(16, "Không đồng ý"),
    Column(16, "Ý kiến khác"),
    Column(20, "Tỷ lệ đồng ý"),
)
WIDTHS = widths_of(COLUMNS)

GROUP = row(
    [
        cell("{{ ['I', 'II'][loop.index0] }}", "BangSo", bold=True, keep="always"),
        cell(
            "{{ {'tap_the': 'Tập thể', 'ca_nhan': 'Cá nhân'}[loai_] }}",
            bold=True,
            keep="always",
            span=6,
        ),
    ],
    WIDTHS,
)
LINE = row(
    [
        cell("{{ loop.index }}", "BangSo"),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}"),
        cell("{{ dong.ten }}"),
        cell("{{ dong.dong_y }}", "BangSo"),
        cell("{{ dong.khong_dong_y }}", "BangSo"),
        cell("{{ dong.y_kien_khac }}", "BangSo"),
        cell("{{ dong.ty_le }}", "BangSo"),
    ],
    WIDTHS,
)
ROWS = [
    *loop(
        "loai_ in ['tap_the', 'ca_nhan'] if so_mo_hinh.theo[loai_]",
        [GROUP, *loop("dong in binh_xet if dong.loai == loai_", [LINE], WIDTHS)],
        WIDTHS,
    ),
    # a draft may not say which
    *loop("dong in binh_xet if not dong.loai", [LINE], WIDTHS),
    tag_row("if not binh_xet", WIDTHS),
    row([cell("") for _ in WIDTHS], WIDTHS),
    tag_row("endif", WIDTHS),
]

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True, dated=False),
        title(SHEET, "BIÊN BẢN", "{{ trich_yeu }}"),
        time_and_place(),
        attendance(),
        section("III. NỘI DUNG, DIỄN BIẾN CUỘC HỌP"),
        body(SHEET, "dien_bien", last=False),
        section("IV. KẾT QUẢ BÌNH XÉT"),
        ballots(),
        text(
            "Cuộc họp bình xét {{ so_mo_hinh.tong | dem if so_mo_hinh.tong else '……' }} "
            "mô hình, điển hình “Dân vận khéo”; tỷ lệ tính trên "
            f"{number('so_luong.co_mat')} đồng chí có mặt:",
            keep_next=True,
        ),
        paragraph(style="SauBang", keep_next=True),
        list_table(COLUMNS, ROWS),
        paragraph(style="SauBang"),
        section("V. KẾT LUẬN"),
        body(SHEET, "ket_luan", last=False),
        ending(SHEET, "Cuộc họp"),
    ),
)
