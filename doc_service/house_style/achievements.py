"""The parts that achievement reports of collectives and of persons share (source 001 §IV.2.4)."""

from __future__ import annotations

from typing import Final

from doc_service.house_style.frame import Sheet, title
from doc_service.house_style.running import body, lead_in, level, section, text, when
from doc_service.house_style.tables import Column, cell, list_table, loop, widths_of
from doc_service.ooxml import paragraph, row

_FIELD: Final = "{{ nhan.linh_vuc[linh_vuc] | replace('Lĩnh vực ', '') | replace(' – ', ' - ') }}."
_PERIOD: Final = (
    "{% if bat_dau %}từ ngày {{ bat_dau | ngay_so }}{% endif %}"
    "{% if bat_dau and ket_thuc_ngay %} {% endif %}"
    "{% if ket_thuc_ngay %}đến ngày {{ ket_thuc_ngay | ngay_so }}{% else %} đến nay{% endif %}."
)


def report_title(sheet: Sheet) -> str:
    """Return the type and what the report asks for."""
    asks = "Đề nghị" if sheet.rules.title.abstract_first == "upper" else "đề nghị"
    return title(
        sheet,
        "BÁO CÁO THÀNH TÍCH",
        f"{asks} công nhận điển hình “Dân vận khéo” cấp {level()} năm {{{{ nam }}}}",
    )


def achievement(sheet: Sheet) -> str:
    """Return part II: the model, its field and time, and what was achieved."""
    return (
        section("II. THÀNH TÍCH ĐẠT ĐƯỢC")
        + lead_in("Tên mô hình “Dân vận khéo”:", "{{ ten_mo_hinh | ket('.') }}")
        + lead_in("Lĩnh vực:", _FIELD)
        + when("bat_dau or ket_thuc_ngay", lead_in("Thời gian thực hiện:", _PERIOD))
        + body(sheet, "thanh_tich", last=False)
    )


def awards() -> str:
    """Return part III: the commendations so far as a table, or that there are none yet."""
    columns = (
        Column(18, "Năm"),
        Column(60, "Hình thức khen thưởng"),
        Column(87, "Số, ngày, cơ quan ra quyết định"),
    )
    widths = widths_of(columns)
    award = row(
        [
            cell("{{ dong.nam }}", "BangSo"),
            cell("{{ dong.hinh_thuc }}"),
            cell("{{ dong.quyet_dinh }}"),
        ],
        widths,
    )
    return (
        section("III. CÁC HÌNH THỨC KHEN THƯỞNG ĐÃ ĐƯỢC GHI NHẬN")
        + when(
            "khen_thuong",
            paragraph(style="SauBang", keep_next=True),
            list_table(columns, loop("dong in khen_thuong", [award], widths)),
            paragraph(style="SauBang"),
        )
        + when("not khen_thuong", text("Chưa có."))
    )
