"""Báo cáo thành tích of a person, confirmed twice (source 001 §IV.2.4)."""

from doc_service.house_style.achievements import achievement, awards, report_title
from doc_service.house_style.closing import (
    confirmation,
    confirmed_closing,
    signer,
)
from doc_service.house_style.frame import Sheet, letterhead
from doc_service.house_style.package import Template
from doc_service.house_style.running import last_text, lead_in, section, when
from doc_service.the_thuc.rule_sets import rule_set


def template(rules: str) -> Template:
    """Return the report laid out by a rule set."""
    sheet = Sheet(rule_set(rules))
    return Template(
        sheet,
        (
            letterhead(sheet, numbered=False),
            report_title(sheet),
            section("I. SƠ LƯỢC LÝ LỊCH"),
            lead_in("Họ và tên:", "{{ ho_ten | ket('.') }}"),
            when("ngay_sinh", lead_in("Ngày, tháng, năm sinh:", "{{ ngay_sinh | ngay_so }}.")),
            when("que_quan", lead_in("Quê quán:", "{{ que_quan | ket('.') }}")),
            lead_in("Nơi cư trú:", "{{ noi_o | ket('.') }}"),
            lead_in("Chức vụ, đơn vị công tác:", "{{ chuc_vu | ket('.') }}"),
            when("trinh_do", lead_in("Trình độ:", "{{ trinh_do | ket('.') }}")),
            when("ngay_vao_dang", lead_in("Ngày vào Đảng:", "{{ ngay_vao_dang | ngay_so }}.")),
            achievement(sheet),
            awards(),
            last_text("Tôi cam đoan những nội dung báo cáo trên là đúng sự thật"),
            confirmed_closing(
                sheet,
                signer(
                    sheet,
                    "NGƯỜI BÁO CÁO",
                    name="{{ ho_ten }}",
                    place="ky_nguoi_ky",
                    number=1,
                ),
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
