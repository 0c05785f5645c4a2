"""Giấy mời họp, hội nghị: no type that HD 36 regulates; contents of NĐ 30 Phụ lục III, Mẫu 1.8."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, salutations, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import each, lead_in, text, when
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))

# one comrade alone is not addressed as several
WHO = (
    "{{ 'đồng chí' if kinh_gui_dong | length == 1 and (kinh_gui_dong[0] | lower)[:4] == 'đồng' "
    "else 'các đồng chí' }}"
)


def one_or_several(label: str, rows: str) -> str:
    """Return the only thing of a list behind its label, several below it with dashes."""
    return when(
        f"{rows} | length == 1", lead_in(label, f"{{{{ {rows}[0].viec | ket('.') }}}}")
    ) + when(
        f"{rows} | length > 1",
        lead_in(label, "", keep_next=True),
        each(f"dong in {rows}", "- {{ dong.viec }}{{ '.' if loop.last else ';' }}"),
    )


TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "GIẤY MỜI", "dự {{ hoi_nghi }}"),
        salutations(SHEET, "Kính mời:"),
        text(
            f"{{{{ ten_moi or co_quan.ten }}}} trân trọng kính mời {WHO} tới dự {{{{ hoi_nghi }}}}."
        ),
        lead_in(
            "Thời gian:",
            "{{ gio }}, {% if ngay_hop %}{{ ngay_hop | ngay }}{% else %}ngày ……………{% endif %}.",
        ),
        lead_in("Địa điểm:", "{{ dia_diem | ket('.') }}"),
        one_or_several("Nội dung:", "noi_dung_hop"),
        when("not noi_dung_hop", lead_in("Nội dung:", "……………")),
        when(
            "chu_tri.ho_ten",
            lead_in(
                "Chủ trì:",
                "Đồng chí {{ chu_tri.ho_ten }}{% if chu_tri.chuc_vu %}, {{ chu_tri.chuc_vu }}"
                "{% endif %}.",
            ),
        ),
        one_or_several("Chuẩn bị:", "chuan_bi"),
        text("{{ cau_ket | ket(ket_thuc) }}", keep_next=True),
        closing_table(SHEET),
    ),
)
