from __future__ import annotations

from doc_service.importing.findings import body_problems, loss_problems
from doc_service.importing.lines import Line
from doc_service.importing.word_text import Losses
from doc_service.narrative.parsing import parse_outline


def test_a_date_that_no_calendar_has_is_pointed_at() -> None:
    sections = parse_outline("I. MỤC ĐÍCH\nGửi trước ngày 30/02/2026.\nHọp ngày 01/3/2026.")
    (problem,) = body_problems(sections)
    assert problem.pointer == "/noi_dung/0/con/0/chu"
    assert "tháng 02/2026 chỉ có 28 ngày" in problem.message
    assert problem.severity == "warning"


def test_symbols_and_fractions_are_no_dates() -> None:
    assert not list(body_problems(parse_outline("Kế hoạch 99/99/2026/KH đạt 5/7, 31/12.")))


def test_an_empty_body_is_said() -> None:
    assert [one.code for one in body_problems(())] == ["body_missing"]


def test_every_loss_is_said_with_its_count() -> None:
    losses = Losses(deleted=12, hidden=3, pictures=1, notes=["a", "b"])
    messages = [one.message for one in loss_problems(losses, [Line("2", 9)], ["Dự thảo"])]
    assert messages == [
        "Ở đầu văn bản có 1 dòng không rõ là gì: “Dự thảo”; hãy xem lại phần chưa dùng.",
        "Đã bỏ số trang và dòng lặp lại ở các trang: “2”.",
        "Có 12 chữ đã xóa trong chế độ theo dõi thay đổi không đưa vào nội dung; hãy xem lại.",
        "Có 3 chữ ẩn không đưa vào nội dung; hãy xem lại.",
        "Có 1 hình không đưa vào nội dung; hãy xem lại.",
        "Có 2 chú thích cuối trang (xem ở phần chưa dùng) không đưa vào nội dung; hãy xem lại.",
    ]


def test_nothing_lost_is_nothing_said() -> None:
    assert not list(loss_problems(Losses(), (), ()))
