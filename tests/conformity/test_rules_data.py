from __future__ import annotations

from typing import Any

import pytest

from doc_service.conformity.paper import Paper
from tests.conformity.papers import image, judged, only, p, paper, party, rules_of, table

FORM: dict[str, Any] = {"number": "", "type": "TRÍCH NGANG THÀNH TÍCH", "divider": "", "body": ()}
HEADS = [[p("TT")], [p("Tên mô hình")], [p("Tóm tắt thành tích nổi bật")]]


def summaries(*texts: str) -> Paper:
    """A form of achievements; a text of several lines takes as many rows."""
    rows = [HEADS]
    for number, text in enumerate(texts, start=1):
        for at, line in enumerate(text.split("\n")):
            rows.append([[p("" if at else str(number))], [p("")], [p(line)]])
    return party(**FORM, extra=tuple(table(*rows, bordered=True)))


def article(words: int, *images: Any) -> Paper:
    lines = [
        p("NGƯỜI GIỮ LỬA", bold=True, align="center"),
        p("Bài viết giới thiệu tấm gương điển hình “Dân vận khéo”", bold=True, align="center"),
        p("-----", align="center"),
        p("từ " * words),
    ]
    return paper(lines, images=images)


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: TỐI MẬT"])
def test_a_mark_of_secrecy_stops_everything(mark):
    slips = judged(party(label=mark))
    assert [slip.rule for slip in slips] == ["S-SEC-01"]
    assert slips[0].found in ("“MẬT”", "“TỐI MẬT”", "“TUYỆT MẬT”")


def test_to_speak_of_secrets_is_no_mark():
    body = ("Thực hiện quy định về bảo vệ bí mật; tài liệu mật để nơi riêng.",)
    assert rules_of(party(body=body)) == []


def test_a_deadline_before_the_day_of_issue_is_a_warning_in_a_plan():
    slip = only(party(body=("Gửi báo cáo trước ngày 05/01/2026 về Chi bộ.",)), "D-DL-01")
    assert slip.severity == "warning"
    assert slip.found == "“trước ngày 05/01/2026”, văn bản ban hành ngày 09/01/2026"


def test_a_report_may_speak_of_deadlines_gone_by():
    report = {"type": "BÁO CÁO", "number": "Số 12-BC/CB", "abstract": ("kết quả",)}
    assert rules_of(party(**report, body=("Đã nộp trước ngày 05/01/2026 về Chi bộ.",))) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kế thừa kết quả trước ngày 31/12/2025 của Chi bộ.",
        "Đăng ký xong trước ngày 05/01/2026 (đã thực hiện).",
        "Các tổ đã báo cáo trước ngày 05/01/2026; tiếp tục vận động.",
    ],
)
def test_what_went_before_is_no_deadline(text):
    assert rules_of(party(body=(text,))) == []


def test_what_another_sentence_says_is_done_excuses_no_deadline():
    text = "Các tổ đã đăng ký. Gửi báo cáo trước ngày 05/01/2026."
    assert rules_of(party(body=(text,))) == ["D-DL-01"]


def test_a_summary_has_a_limit_of_words_over_all_its_rows():
    text = "Năm 2026 vận động 12 hộ. " + "từ " * 340
    assert judged(summaries(text)) == []
    slip = only(summaries(f"{text}\n{'thêm ' * 10}", "Năm 2025 vận động 15 hộ."), "D-WC-01")
    assert slip.required == "Tóm tắt thành tích không quá 350 từ"
    assert slip.found == "356 từ"


def test_a_summary_tells_a_time_and_a_figure():
    slip = only(summaries("Vận động Nhân dân tích cực."), "D-WC-02")
    assert slip.found == "chưa có thời gian thực hiện và số liệu cụ thể"
    slip = only(summaries("Từ tháng 02/2026 vận động Nhân dân."), "D-WC-02")
    assert slip.found == "chưa có số liệu cụ thể"


def test_a_blank_form_is_no_fault():
    assert rules_of(summaries("", "……")) == []


def test_an_article_has_a_limit_of_words():
    pictures = (image(1600, 1200), image(1600, 1200))
    assert "D-WC-01" not in rules_of(article(3500, *pictures))
    slips = {slip.rule: slip for slip in judged(article(3501, *pictures))}
    assert slips["D-WC-01"].found == "3.501 từ"


@pytest.mark.parametrize(("count", "told"), [(1, True), (2, False), (3, False), (4, True)])
def test_an_article_has_two_or_three_pictures(count, told):
    slips = rules_of(article(100, *[image(1600, 1200)] * count))
    assert ("D-IMG-01" in slips) is told


def test_a_small_picture_is_named():
    found = [
        one
        for one in judged(article(100, image(1600, 1200), image(640, 480)))
        if one.rule == "D-IMG-01"
    ]
    assert [slip.found for slip in found] == ["ảnh 2 chỉ 640 × 480 điểm ảnh"]
