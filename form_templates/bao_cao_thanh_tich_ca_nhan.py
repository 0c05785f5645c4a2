"""Báo cáo thành tích of a person, confirmed twice (source 001 §IV.2.4)."""

from doc_service.house_style.closing import (
    confirmation,
    confirmed_closing,
    signer,
)
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, last_text, lead_in, level, section, text, when
from doc_service.house_style.tables import Column, cell, list_table, loop, widths_of
from doc_service.ooxml import paragraph, row
from doc_service.the_thuc.rule_sets import rule_set

COLUMNS = (
    Column(18, "Năm"),
    Column(60, "Hình thức khen thưởng"),
    Column(87, "Số, ngày, cơ quan ra quyết định"),
)
WIDTHS = widths_of(COLUMNS)
AWARD = row(
    [
        cell("{{ dong.nam }}", "BangSo"),
        cell("{{ dong.hinh_thuc }}"),
        cell("{{ dong.quyet_dinh }}"),
    ],
    WIDTHS,
)
FIELD = "{{ nhan.linh_vuc[linh_vuc] | replace('Lĩnh vực ', '') | replace(' – ', ' - ') }}."
PERIOD = (
    "{% if bat_dau %}từ ngày {{ bat_dau | ngay_so }}{% endif %}"
    "{% if bat_dau and ket_thuc_ngay %} {% endif %}"
    "{% if ket_thuc_ngay %}đến ngày {{ ket_thuc_ngay | ngay_so }}{% else %} đến nay{% endif %}."
)


def template(rules: str) -> Template:
    """Return the report laid out by a rule set."""
    sheet = Sheet(rule_set(rules))
    asks = "Đề nghị" if sheet.rules.title.abstract_first == "upper" else "đề nghị"
    return Template(
        sheet,
        (
            letterhead(sheet, numbered=False),
            title(
                sheet,
                "BÁO CÁO THÀNH TÍCH",
                f"{asks} công nhận điển hình “Dân vận khéo” cấp {level()} năm {{{{ nam }}}}",
            ),
            section("I. SƠ LƯỢC LÝ LỊCH"),
            lead_in("Họ và tên:", "{{ ho_ten | ket('.') }}"),
            when("ngay_sinh", lead_in("Ngày, tháng, năm sinh:", "{{ ngay_sinh | ngay_so }}.")),
            when("que_quan", lead_in("Quê quán:", "{{ que_quan | ket('.') }}")),
            lead_in("Nơi cư trú:", "{{ noi_o | ket('.') }}"),
            lead_in("Chức vụ, đơn vị công tác:", "{{ chuc_vu | ket('.') }}"),
            when("trinh_do", lead_in("Trình độ:", "{{ trinh_do | ket('.') }}")),
            when("ngay_vao_dang", lead_in("Ngày vào Đảng:", "{{ ngay_vao_dang | ngay_so }}.")),
            section("II. THÀNH TÍCH ĐẠT ĐƯỢC"),
            lead_in("Tên mô hình “Dân vận khéo”:", "{{ ten_mo_hinh | ket('.') }}"),
            lead_in("Lĩnh vực:", FIELD),
            when("bat_dau or ket_thuc_ngay", lead_in("Thời gian thực hiện:", PERIOD)),
            body(sheet, "thanh_tich", last=False),
            section("III. CÁC HÌNH THỨC KHEN THƯỞNG ĐÃ ĐƯỢC GHI NHẬN"),
            when(
                "khen_thuong",
                paragraph(style="SauBang", keep_next=True),
                list_table(COLUMNS, loop("dong in khen_thuong", [AWARD], WIDTHS)),
                paragraph(style="SauBang"),
            ),
            when("not khen_thuong", text("Chưa có.")),
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


TEMPLATE = template("dang-hd36")
