"""Kế hoạch thực hiện một mô hình: everything that source 001 §III.2, step 2 lists, in its order."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, lead_in, paragraphs, section, text, when
from doc_service.house_style.tables import Column, cell, list_table, required_loop, widths_of
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
STEPS = (
    Column(11, "TT"),
    Column(74, "Nội dung công việc"),
    Column(40, "Thời gian"),
    Column(40, "Phụ trách"),
)
TASKS = (
    Column(11, "TT"),
    Column(64, "Đồng chí, đơn vị"),
    Column(90, "Nhiệm vụ"),
)

LAST_BUT_ONE = "loop.revindex == 2"
"""Kept with the last row, which would stand alone at the top of a page else."""

STEP = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=LAST_BUT_ONE),
        cell("{{ dong.viec }}"),
        cell(
            "{% if dong.tu_ngay %}{{ dong.tu_ngay | ngay_so }} - {% endif %}"
            "{% if dong.den_ngay %}{{ dong.den_ngay | ngay_so }}{% endif %}",
            "BangSo",
        ),
        cell("{{ dong.phu_trach }}"),
    ],
    widths_of(STEPS),
)
TASK = row(
    [
        cell("{{ dong.tt }}", "BangSo", keep=LAST_BUT_ONE),
        cell("{{ [dong.nguoi, dong.chuc_vu] | doan | khong_ngat }}"),
        cell("{{ dong.nhiem_vu }}"),
    ],
    widths_of(TASKS),
)


def day(field: str) -> str:
    """Return a date in figures, or the gap that a draft has in its place."""
    return f"{{% if {field} %}}{{{{ {field} | ngay_so }}}}{{% else %}}……………{{% endif %}}"


def listed(columns: tuple[Column, ...], rows: str, line: str) -> str:
    """Return a table below its heading, with a little air around it."""
    return (
        paragraph(style="SauBang", keep_next=True)
        + list_table(columns, required_loop(f"dong in {rows}", [line], widths_of(columns)))
        + paragraph(style="SauBang")
    )


TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "KẾ HOẠCH", "{{ trich_yeu }}"),
        text("{{ mo_dau }}, {{ ten_ban_hanh or co_quan.ten }} xây dựng Kế hoạch như sau:"),
        section("I. TÊN MÔ HÌNH, CHỦ THỂ, LỰC LƯỢNG PHỐI HỢP"),
        lead_in("1. Tên mô hình:", "{{ ten | ket('.') }}"),
        lead_in(
            "2. Lĩnh vực, loại mô hình:",
            "{{ nhan.linh_vuc[linh_vuc] | replace('Lĩnh vực ', '') | replace(' – ', ' - ') }}"
            "{{ {'moi': '; xây dựng mới', 'duy_tri': '; duy trì, nâng cao', "
            "'nhan_rong': '; nhân rộng', '': ''}[loai_mo_hinh] }}.",
        ),
        lead_in("3. Chủ thể thực hiện:", "{{ chu_the | ket('.') }}"),
        lead_in("4. Địa bàn, địa chỉ thực hiện:", "{{ dia_chi | ket('.') }}"),
        lead_in("5. Lực lượng phối hợp:", "{{ phoi_hop | ket('.') }}"),
        section("II. MỤC TIÊU, TIÊU CHÍ, KẾT QUẢ CẦN ĐẠT"),
        section("1. Mục tiêu", level=1),
        paragraphs("muc_tieu"),
        section("2. Tiêu chí", level=1),
        paragraphs("tieu_chi"),
        section("3. Kết quả cần đạt", level=1),
        paragraphs("ket_qua"),
        section("III. CÁCH THỨC, BIỆN PHÁP THỰC HIỆN"),
        body(SHEET, "bien_phap", last=False),
        section("IV. TIẾN ĐỘ THỰC HIỆN"),
        text(
            f"Mô hình thực hiện từ ngày {day('bat_dau')} đến ngày {day('ket_thuc_ngay')}"
            "{{ ', cụ thể:' if cac_buoc else '.' }}",
            keep_next=True,
        ),
        when("cac_buoc", listed(STEPS, "cac_buoc", STEP)),
        section("V. NGUỒN LỰC, ĐIỀU KIỆN BẢO ĐẢM"),
        paragraphs("nguon_luc"),
        section("VI. RA MẮT, KIỂM TRA, TỔNG KẾT, BÁO CÁO"),
        when(
            "ngay_ra_mat or noi_ra_mat",
            text(
                f"- Ra mắt mô hình: ngày {day('ngay_ra_mat')}"
                "{% if noi_ra_mat %}, tại {{ noi_ra_mat }}{% endif %}."
            ),
        ),
        text("- Khảo sát, kiểm tra: {{ kiem_tra | ket('.') }}"),
        text(f"- Tổng kết: trước ngày {day('ngay_tong_ket')}."),
        text(f"- Báo cáo kết quả: gửi {{{{ noi_bao_cao }}}} trước ngày {day('ngay_bao_cao')}."),
        section("VII. PHÂN CÔNG THỰC HIỆN"),
        listed(TASKS, "cac_nhiem_vu", TASK),
        text("{{ cau_ket | ket(ket_thuc) }}", keep_next=True),
        closing_table(SHEET),
    ),
)
