"""Quyết định khen thưởng của Chủ tịch Ủy ban nhân dân, with the list as its appendix.

Layout of NĐ 30/2020/NĐ-CP Phụ lục III, Mẫu 1.2; source 001 §V.1.
"""

from doc_service.house_style.closing import appendix, closing_table
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.lists import WHOM, reward_list
from doc_service.house_style.package import Template
from doc_service.house_style.running import decision_opening, last_lead_in, lead_in
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("nd30"))
TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "QUYẾT ĐỊNH", "{{ trich_yeu }}"),
        decision_opening(SHEET),
        lead_in(
            "Điều 1.",
            "Tặng {{ hinh_thuc_khen }} và thưởng tiền cho "
            + WHOM
            + " {{ thanh_tich }} năm {{ nam }} (có danh sách tại Phụ lục kèm theo).",
        ),
        lead_in(
            "Điều 2.",
            "Tổng số tiền thưởng là "
            "{{ tien.tong | so_tien if tien.tong else '……' }} đồng (bằng chữ: "
            "{{ tien.bang_chu if tien.tong else '……' }} đồng), "
            "chi từ {{ nguon_kinh_phi | ket('.') }}",
        ),
        last_lead_in("Điều 3.", "thi_hanh"),
        closing_table(SHEET),
        appendix(
            SHEET,
            "Phụ lục",
            "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC KHEN THƯỞNG",
            "TRONG PHONG TRÀO THI ĐUA “DÂN VẬN KHÉO” NĂM {{ nam }}",
        ),
        reward_list(),
    ),
)
