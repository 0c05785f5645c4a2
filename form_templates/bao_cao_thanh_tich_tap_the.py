"""Báo cáo thành tích of a collective, confirmed twice (source 001 §IV.2.4)."""

from doc_service.house_style.achievements import achievement, awards, report_title
from doc_service.house_style.closing import (
    confirmation,
    confirmed_closing,
    signature,
)
from doc_service.house_style.frame import Sheet, letterhead
from doc_service.house_style.package import Template
from doc_service.house_style.running import (
    last_text,
    lead_in,
    paragraphs,
    section,
    when,
)
from doc_service.the_thuc.rule_sets import rule_set


def template(rules: str) -> Template:
    """Return the report laid out by a rule set."""
    sheet = Sheet(rule_set(rules))
    return Template(
        sheet,
        (
            letterhead(sheet, numbered=True),
            report_title(sheet),
            section("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH"),
            lead_in("Tên tập thể:", "{{ tap_the | ket('.') }}"),
            when("dia_chi", lead_in("Địa chỉ:", "{{ dia_chi | ket('.') }}")),
            paragraphs("dac_diem"),
            achievement(sheet),
            awards(),
            last_text(
                "{{ tap_the }} chịu trách nhiệm về tính chính xác của những nội dung báo cáo trên"
            ),
            confirmed_closing(
                sheet,
                signature(sheet),
                (
                    confirmation(sheet, "xac_nhan_quan_ly", place="ky_cap_uy_quan_ly", number=3),
                    confirmation(sheet, "xac_nhan_de_nghi", place="ky_cap_uy_de_nghi", number=4),
                ),
            ),
        ),
    )


TEMPLATES = {
    "": template("dang-hd36"),
    "nha_nuoc": template("nd30"),
    "mttq": template("mttq"),
}
