"""Documents that others typed in Word: what is wrong with them is told, and nothing else."""

from __future__ import annotations

import datetime as dt

from docx.shared import Mm

from doc_service.conformity.checker import check
from doc_service.conformity.findings import Report
from tests.conformity.typist import (
    Typist,
    bold,
    closing,
    head,
    state_closing,
    state_head,
    title,
)

TODAY = dt.date(2026, 11, 21)
OPENING = (
    "Thực hiện Kế hoạch số 05-KH/ĐU, ngày 05/01/2026 của Ban Thường vụ Đảng ủy phường về phong "
    "trào thi đua, Chi bộ xây dựng kế hoạch như sau:"
)
LAST = (
    "Chi bộ phân công các đảng viên theo dõi, vận động Nhân dân cùng tham gia và báo cáo kết quả "
    "về Đảng ủy phường theo quy định."
)
RECIPIENTS = ("- Đảng ủy phường (để báo cáo),", "- Lưu Chi bộ.")


def report(typist: Typist) -> Report:
    return check(typist.bytes(), "la.docx", today=TODAY)


def told(typist: Typist) -> set[str]:
    return {one.rule for one in report(typist).findings}


def test_a_clean_party_plan_has_nothing_to_be_told():
    typist = Typist()
    head(typist)
    title(typist, "KẾ HOẠCH", "thực hiện phong trào thi đua “Dân vận khéo” năm 2026")
    typist.prose(OPENING, "I. MỤC ĐÍCH", LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    found = report(typist)
    assert found.findings == ()
    assert (found.family, found.rule_set, found.type_name) == ("dang", "dang-hd36", "Kế hoạch")


def test_a_clean_state_plan_has_nothing_to_be_told():
    typist = Typist(number_pt=13)
    state_head(
        typist,
        organs=[bold("ỦY BAN NHÂN DÂN", pt=13), bold("PHƯỜNG AN THỊNH", pt=13)],
        number="Số: 09/KH-UBND",
        date="An Thịnh, ngày 14 tháng 01 năm 2026",
    )
    title(typist, "KẾ HOẠCH", "Thực hiện phong trào thi đua năm 2026", pt=14, divider="")
    typist.prose(f"{LAST[:-1]}./.")
    recipients = ("- Thường trực Đảng ủy (để báo cáo);", "- Lưu: VT, VHXH.")
    state_closing(typist, recipients, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", name="Ngô Thế Duyệt")
    found = report(typist)
    assert found.findings == ()
    assert found.rule_set == "nd30"


def test_a_clean_plan_of_the_front_has_nothing_to_be_told():
    typist = Typist(number_pt=13)
    state_head(
        typist,
        organs=[
            ("ỦY BAN MTTQ VIỆT NAM", {"pt": 13}),
            ("PHƯỜNG AN THỊNH", {"pt": 13}),
            bold("BAN THƯỜNG TRỰC", pt=13),
        ],
        number="Số: 06/KH-MTTQ-BTT",
        date="An Thịnh, ngày 15 tháng 01 năm 2026",
    )
    title(typist, "KẾ HOẠCH", "Thực hiện phong trào thi đua năm 2026", pt=14, divider="")
    typist.prose(f"{LAST[:-1]}./.")
    recipients = ("- Thường trực Đảng ủy (để báo cáo);", "- Lưu: VT, BTT.")
    lines = ("TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    state_closing(typist, recipients, *lines, name="Đặng Thị Kim Oanh")
    found = report(typist)
    assert found.findings == ()
    assert found.rule_set == "mttq"


def test_a_party_plan_typed_like_one_of_the_state():
    typist = Typist()
    organs = ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", "ĐẢNG ỦY PHƯỜNG AN THỊNH")
    head(typist, organs=organs, number="Số: 12/KH-ĐU", date="An Thịnh, ngày 5 tháng 03 năm 2026")
    title(typist, "KẾ HOẠCH", "Về thực hiện phong trào thi đua năm 2026")
    typist.prose(OPENING, f"{LAST[:-1]}./.")
    recipients = ("- Các chi bộ trực thuộc;", "- Lưu: VT, BXDĐ.")
    closing(typist, recipients, bold("K/T BÍ THƯ"), bold("PHÓ BÍ THƯ"), name="Lê Hồng Minh Châu")
    found = report(typist)
    fixes = {one.rule: one.fix for one in found.findings}
    assert set(fixes) == {
        *("P-NUM-01", "P-DATE-01", "P-TTL-01", "P-END-01"),
        *("P-SIG-02", "P-SIG-04", "P-NN-02"),
    }
    assert fixes["P-NUM-01"] == "Sửa thành “Số 12-KH/ĐU”."
    assert fixes["P-DATE-01"] == "Sửa thành “An Thịnh, ngày 05 tháng 3 năm 2026”."
    assert fixes["P-TTL-01"] == "Sửa thành “về thực hiện phong trào thi đua năm 2026”."
    assert (found.errors, found.passes) == (3, False)


def test_a_decision_addressed_to_somebody_in_another_font_on_other_margins():
    typist = Typist(margins=(25.4, 25.4, 31.7, 31.7), font="Arial")
    head(typist, number="Số 12-QĐ/CB")
    title(typist, "QUYẾT ĐỊNH", "thành lập tổ vận động", divider="---------")
    typist.type("Kính gửi: Các đảng viên", align="center")
    typist.prose("Điều 1. Thành lập tổ vận động gồm 05 đồng chí.", LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    found = report(typist)
    said = [(one.rule, one.found) for one in found.findings]
    assert ("P-PAGE-01", "lề trên 25,4, dưới 25,4, trái 31,7, phải 31,7 mm") in said
    assert any(rule == "P-PAGE-01" and "Arial" in words for rule, words in said)
    assert {rule for rule, _ in said} == {"P-PAGE-01", "P-KG-01", "P-TTL-01"}


def test_a_letterhead_of_both_families():
    typist = Typist()
    typist.halves(
        (
            ["ĐẢNG BỘ PHƯỜNG AN THỊNH", bold("CHI BỘ TỔ DÂN PHỐ SỐ 5"), "*"],
            [
                bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", pt=13),
                bold("ĐẢNG CỘNG SẢN VIỆT NAM", pt=15),
                ("", {"rule": True}),
            ],
        ),
        (["Số 12-BC/CB"], [("An Thịnh, ngày 09 tháng 01 năm 2026", {"italic": True})]),
    )
    title(typist, "BÁO CÁO", "kết quả thực hiện mô hình “Dân vận khéo” năm 2026")
    typist.prose(LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    assert told(typist) == {"X-MIX-01"}


def test_text_of_tcvn3_straight_quotes_and_a_day_that_is_none():
    typist = Typist()
    head(typist)
    title(typist, "KẾ HOẠCH", "thực hiện phong trào thi đua năm 2026")
    typist.prose("Chi bé x©y dùng kÕ ho¹ch thùc hiÖn phong trµo thi ®ua.", font=".VnTime")
    typist.prose('Thực hiện mô hình "Dân vận khéo", báo cáo trước ngày 31/11/2026.', LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    found = report(typist)
    assert {one.rule for one in found.findings} == {"V-UNI-01", "V-QUO-01", "D-DL-01"}
    assert found.errors == 2


def test_commas_after_the_guide_of_2026_changed_them():
    typist = Typist()
    head(typist, number="Số 12-KH/CB", date="An Thịnh, ngày 27 tháng 5 năm 2026")
    title(typist, "KẾ HOẠCH", "thực hiện phong trào thi đua năm 2026")
    typist.prose(LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    found = report(typist)
    assert found.rule_set == "dang-hd05"
    assert [one.fix for one in found.findings] == ["Sửa thành “- Đảng ủy phường (để báo cáo);”."]


def test_a_report_without_a_day():
    typist = Typist()
    head(typist, number="Số 12-BC/CB", date="")
    title(typist, "BÁO CÁO", "kết quả thực hiện phong trào thi đua")
    typist.prose(LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    assert told(typist) == {"P-DATE-01"}


def test_guidance_by_a_chi_bo():
    typist = Typist()
    head(typist, number="Số 12-HD/CB")
    title(typist, "HƯỚNG DẪN", "thực hiện phong trào thi đua")
    typist.prose(LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    assert told(typist) == {"P-AUTH-01"}


def test_minutes_that_only_the_chair_signs():
    typist = Typist()
    head(typist, number="Số 07-BB/CB", date="")
    title(typist, "BIÊN BẢN", "họp bình xét mô hình “Dân vận khéo” năm 2026")
    typist.prose(
        "Bắt đầu hồi 08 giờ 00 phút, ngày 22 tháng 3 năm 2026 tại nhà văn hóa.",
        "Hội nghị kết thúc hồi 11 giờ 30 phút cùng ngày.",
    )
    typist.halves(([""], [bold("CHỦ TRÌ HỘI NGHỊ"), "", "", "", "", bold("Phạm Quốc Hưng")]))
    found = report(typist)
    assert [(one.rule, one.found) for one in found.findings] == [
        ("P-BB-01", "thiếu “NGƯỜI GHI BIÊN BẢN”")
    ]
    assert found.day == "2026-03-22"


def test_a_letterhead_typed_with_tabs_and_a_signature_pushed_right_by_blanks():
    typist = Typist()
    typist.type("ĐẢNG BỘ PHƯỜNG AN THỊNH\tĐẢNG CỘNG SẢN VIỆT NAM", rule=True)
    typist.type("CHI BỘ TỔ DÂN PHỐ SỐ 5", bold=True)
    typist.type("          *")
    typist.type("Số 5-KH/CB")
    typist.type("\t\t\tAn Thịnh, ngày 9 tháng 1 năm 2026", italic=True)
    title(typist, "KẾ HOẠCH", "thực hiện phong trào thi đua năm 2026")
    typist.prose(LAST)
    typist.type("Nơi nhận:\t\t\tT/M CHI BỘ")
    typist.type("- Đảng ủy phường,", pt=12)
    typist.type("- Lưu Chi bộ.", pt=12)
    typist.type("                                        Nguyễn Khánh Vân", bold=True)
    found = report(typist)
    fixes = {(one.rule, one.fix) for one in found.findings}
    assert ("P-NUM-01", "Sửa thành “Số 05-KH/CB”.") in fixes
    assert ("P-DATE-01", "Sửa thành “An Thịnh, ngày 09 tháng 01 năm 2026”.") in fixes
    assert found.type_name == "Kế hoạch"
    assert not any(one.rule in ("P-HDR-02", "P-NN-02", "P-SIG-01") for one in found.findings)


def test_a_classified_document_is_told_to_be_taken_elsewhere():
    typist = Typist()
    typist.type("TUYỆT MẬT", bold=True)
    head(typist)
    title(typist, "KẾ HOẠCH", "thực hiện phong trào thi đua năm 2026")
    typist.prose(LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    assert told(typist) == {"S-SEC-01"}


def test_a_page_of_notes_is_not_judged_as_an_official_document():
    typist = Typist(margins=(25, 25, 25, 25))
    typist.word.sections[0].header_distance = Mm(12.7)
    typist.type("Việc cần làm tuần này", bold=True)
    typist.type("Gọi điện cho các đồng chí tổ trưởng, nhắc nộp báo cáo.")
    assert told(typist) == {"X-KIND-01"}


def test_everything_wrong_at_once_is_told_piece_by_piece_with_what_to_write_instead():
    typist = Typist()
    typist.halves(
        (
            ["Đảng bộ phường An Thịnh", bold("CHI BỘ TỔ DÂN PHỐ SỐ 5"), "***"],
            [("ĐẢNG CỘNG SẢN VIỆT NAM", {"underline": True})],
        ),
        (["Số: 5/QĐ-CB"], ["An Thịnh, ngày 5/3/2026"]),
    )
    typist.type("Quyết định", bold=True, align="center")
    typist.type("Về việc thành lập tổ", align="center")
    typist.prose("Căn cứ Quy chế làm việc;", "Điều 1. Thành lập tổ gồm 05 đồng chí./.")
    typist.halves(
        (
            [("Nơi nhận", {}), ("Như điều 1", {"align": "left"}), ("- Lưu: VT", {})],
            [bold("TM. CHI BỘ"), bold("BÍ THƯ CHI BỘ"), "", bold("nguyễn văn An")],
        ),
    )
    fixes = {(one.rule, one.fix) for one in report(typist).findings}
    for expected in {
        ("P-HDR-02", "Sửa thành “ĐẢNG BỘ PHƯỜNG AN THỊNH”."),
        ("P-HDR-02", "Chỉ để lại một dấu “*”."),
        ("P-NUM-01", "Sửa thành “Số 05-QĐ/CB”."),
        ("P-DATE-01", "Sửa thành “An Thịnh, ngày 05 tháng 3 năm 2026”."),
        ("P-TTL-01", "Sửa thành “QUYẾT ĐỊNH”."),
        ("P-TTL-01", "Sửa thành “về việc thành lập tổ”."),
        ("P-END-01", "Sửa thành “… Thành lập tổ gồm 05 đồng chí.”."),
        ("P-NN-01", "Sửa thành “Nơi nhận:”."),
        ("P-NN-02", "Sửa thành “- Như điều 1,”."),
        ("P-NN-02", "Sửa thành “- Lưu VT.”."),
        ("P-SIG-01", "Sửa thành “T/M CHI BỘ”."),
        ("P-SIG-05", "Bỏ tên cơ quan sau chức vụ."),
        ("P-SIG-06", "Sửa thành “Nguyễn Văn An”."),
    }:
        assert expected in fixes, expected


def test_a_clean_report_in_several_phan_has_nothing_to_be_told():
    typist = Typist()
    head(typist, number="Số 12-BC/CB")
    title(typist, "BÁO CÁO", "kết quả thực hiện phong trào thi đua năm 2025")
    for part in ("Phần thứ nhất", "Phần thứ hai"):
        typist.type(part, bold=True, align="center")
        typist.prose("I- CHỈ ĐẠO", LAST, "II- TUYÊN TRUYỀN", LAST)
    closing(typist, RECIPIENTS, bold("T/M CHI BỘ"), "BÍ THƯ", name="Nguyễn Khánh Vân")
    assert told(typist) == set()


def test_a_deputy_who_signs_on_behalf_and_for_the_secretary_with_dots():
    typist = Typist()
    head(typist, organs=("ĐẢNG BỘ HÀ NỘI", "ĐẢNG ỦY AN THỊNH"), number="Số 12 KH/ĐU")
    title(typist, "KẾ HOẠCH", "V/v thực hiện phong trào thi đua năm 2026")
    typist.prose(LAST)
    lines = (bold("TM. BAN THƯỜNG VỤ"), bold("KT. BÍ THƯ"), "PHÓ BÍ THƯ")
    closing(typist, RECIPIENTS, *lines, name="Thạc sĩ Lê Hồng Minh Châu")
    assert {one.rule: one.fix for one in report(typist).findings} == {
        "P-NUM-01": "Sửa thành “Số 12-KH/ĐU”.",
        "P-SIG-02": "Sửa thành “T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ”.",
        "P-TTL-01": "Sửa thành “thực hiện phong trào thi đua năm 2026”.",
        "P-SIG-05": "Bỏ phần đứng trước họ tên.",
    }
