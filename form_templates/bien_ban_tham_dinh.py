"""Biên bản hội nghị thẩm định mô hình (source 001 §IV.2.2, step 3; domain reference §1.9)."""

from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.minutes import attendance, ballots, ending, number, time_and_place
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, section, text
from doc_service.house_style.tables import Column, cell, list_table, required_loop, widths_of
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(10, "TT"),
    Column(36, "Tập thể, cá nhân"),
    Column(41, "Tên mô hình “Dân vận khéo”"),
    Column(11, "Đạt"),
    Column(16, "Không đạt"),
    Column(16, "Ý kiến khác"),
    Column(19, "Tỷ lệ đạt"),
    Column(16, "Kết luận"),
)
WIDTHS = widths_of(COLUMNS)

LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo"),
        cell("{{ [dong.chu_the, dong.chuc_vu] | doan | khong_ngat }}"),
        cell("{{ dong.ten }}"),
        cell("{{ dong.dat }}", "BangSo"),
        cell("{{ dong.khong_dat }}", "BangSo"),
        cell("{{ dong.y_kien_khac }}", "BangSo"),
        cell("{{ dong.ty_le }}", "BangSo"),
        cell("{{ {'dat': 'Đạt', 'khong_dat': 'Không đạt', '': ''}[dong.ket_qua] }}", "BangSo"),
    ],
    WIDTHS,
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True, dated=False),
        title(SHEET, "BIÊN BẢN", "{{ trich_yeu }}"),
        time_and_place(),
        attendance(),
        section("III. NỘI DUNG, DIỄN BIẾN HỘI NGHỊ"),
        body(SHEET, "dien_bien", last=False),
        section("IV. KẾT QUẢ ĐÁNH GIÁ CÁC MÔ HÌNH"),
        ballots(),
        text(
            "Hội nghị đánh giá {{ ket_qua.tong | dem if ket_qua.tong else '……' }} "
            "mô hình “Dân vận khéo”; tỷ lệ tính trên "
            f"{number('so_luong.co_mat')} thành viên có mặt:",
            keep_next=True,
        ),
        paragraph(style="SauBang", keep_next=True),
        list_table(COLUMNS, required_loop("dong in danh_gia", [LINE], WIDTHS)),
        paragraph(style="SauBang"),
        section("V. KẾT LUẬN"),
        text(
            "Hội nghị thống nhất: {{ ket_qua.theo.dat | dem if ket_qua.tong else '……' }} "
            "mô hình đạt yêu cầu"
            "{% if ket_qua.theo.khong_dat %}, {{ ket_qua.theo.khong_dat | dem }} mô hình không đạt "
            "yêu cầu{% endif %}."
        ),
        body(SHEET, "ket_luan", last=False),
        ending(SHEET, "Hội nghị"),
    ),
)
