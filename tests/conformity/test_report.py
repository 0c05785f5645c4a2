from __future__ import annotations

import json

from doc_service.conformity.report import report_dict, report_text, summary
from tests.conformity.findings import finding, report


def test_machines_get_every_finding_and_the_counts() -> None:
    found = report_dict(report(finding(), finding(severity="info", paragraph=None, count=3)))
    assert json.loads(json.dumps(found)) == found
    assert (found["passes"], found["errors"], found["warnings"], found["infos"]) == (False, 1, 0, 3)
    assert found["findings"][0]["fix"] == "Sửa thành “Số 12-KH/ĐU”."
    assert found["findings"][1]["paragraph"] is None


def test_people_read_place_requirement_state_and_remedy_the_gravest_first() -> None:
    shown = report_text(
        report(
            finding(),
            finding(severity="warning", title="Kết thúc văn bản", clause="", rule="P-END-01"),
        )
    )
    assert shown == (
        "Kiểm tra thể thức: ke-hoach.docx\n"
        "Nhận ra: Kế hoạch, ngày 05/02/2026, văn bản của Đảng.\n"
        "\n"
        "PHẢI SỬA (1)\n"
        "1. Số và ký hiệu [P-NUM-01, HD 36-HD/VPTW, điểm 1.2]\n"
        "   Chỗ: Số và ký hiệu: “Số: 12/KH-ĐU”\n"
        "   Yêu cầu: “Số” không có dấu hai chấm\n"
        "   Hiện có: “Số: 12/KH-ĐU”\n"
        "   Cách sửa: Sửa thành “Số 12-KH/ĐU”.\n"
        "\n"
        "NÊN SỬA (1)\n"
        "1. Kết thúc văn bản [P-END-01]\n"
        "   Chỗ: Số và ký hiệu: “Số: 12/KH-ĐU”\n"
        "   Yêu cầu: “Số” không có dấu hai chấm\n"
        "   Hiện có: “Số: 12/KH-ĐU”\n"
        "   Cách sửa: Sửa thành “Số 12-KH/ĐU”.\n"
        "\n"
        "1 lỗi phải sửa, 1 chỗ nên sửa; theo Hướng dẫn 36-HD/VPTW (dang-hd36).\n"
    )


def test_a_clean_document_is_told_so() -> None:
    assert summary(report()) == ("Không thấy lỗi thể thức; theo Hướng dẫn 36-HD/VPTW (dang-hd36).")


def test_what_was_not_recognised_is_said() -> None:
    shown = report_text(report(family="", type_name="", day="", name=""))
    assert "Kiểm tra thể thức: văn bản\n" in shown
    assert "không rõ tên loại, chưa nhận ra là văn bản của Đảng hay hành chính" in shown


def test_a_machine_is_not_told_that_what_was_not_recognised_passes() -> None:
    found = report_dict(report(family="", type_name="", day=""))
    assert (found["recognised"], found["passes"], found["rule_set"]) == (False, None, "")
    known = report_dict(report())
    assert (known["recognised"], known["passes"], known["rule_set"]) == (True, True, "dang-hd36")
