from __future__ import annotations

import textwrap

import pytest

from doc_service.importing.lines import split_lines
from doc_service.importing.wrapping import join_text, paragraphs, setting_of

LONG = (
    "Nâng cao nhận thức, trách nhiệm của các cấp ủy, chính quyền, cơ quan, đơn vị, cán bộ, đảng "
    "viên, công chức, viên chức và các tầng lớp nhân dân về vị trí, vai trò của công tác dân vận "
    "trong tình hình hiện nay; góp phần củng cố niềm tin của nhân dân đối với hệ thống chính trị."
)
TEXT = (
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    LONG,
    "- " + LONG,
    "- Các thôn đăng ký mô hình.",
    "2. Yêu cầu",
    LONG + " " + LONG,
)


def unwrapped(text: str) -> list[str]:
    return [one.text for one in paragraphs(split_lines(text))]


@pytest.mark.parametrize("width", [60, 72, 90])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_wrapped_paragraphs_become_whole_again(width: int, between: str) -> None:
    wrapped = between.join(textwrap.fill(one, width, break_on_hyphens=False) for one in TEXT)
    assert unwrapped(wrapped) == list(TEXT)


def test_a_blank_line_after_every_line_tells_nothing() -> None:
    wrapped = "\n".join(textwrap.fill(one, 72, break_on_hyphens=False) for one in TEXT)
    assert unwrapped(wrapped.replace("\n", "\n\n")) == list(TEXT)


def test_whole_paragraphs_stay_as_they_are() -> None:
    lines = split_lines("\n\n".join(TEXT))
    assert not setting_of(lines).wrapped
    assert unwrapped("\n\n".join(TEXT)) == list(TEXT)


def test_a_paragraph_that_a_page_cut_in_two_is_mended() -> None:
    first, second = LONG[: LONG.index("viên, công")].rstrip(), LONG[LONG.index("viên, công") :]
    assert unwrapped("\n\n".join((*TEXT, first, second, "3. Kết thúc"))) == [
        *TEXT,
        LONG,
        "3. Kết thúc",
    ]


def test_a_list_in_small_letters_stays_a_list() -> None:
    lines = ["Hồ sơ gồm có:", "tờ trình của chi bộ;", "biên bản họp;", "danh sách."]
    assert unwrapped("\n".join(lines)) == lines


def test_a_hyphen_at_the_start_of_a_line_goes_on_with_the_sentence() -> None:
    wrapped = (
        "Các thôn phối hợp với Mặt trận Tổ quốc và các tổ chức đoàn thể, tổ chức chính trị\n"
        "- xã hội cùng cấp rà soát, thẩm định hồ sơ đăng ký và kế hoạch thực hiện các mô hình\n"
        "đã đăng ký, tổng hợp báo cáo Ban Thường vụ Đảng ủy xem xét, quyết định số lượng mô hình\n"
        "của từng đơn vị.\n"
        "- Các chi bộ thực hiện."
    )
    assert len(unwrapped(wrapped)) == 2


def test_a_heading_in_capitals_over_two_lines_is_one() -> None:
    wrapped = "\n".join(textwrap.fill(LONG, 72).splitlines() * 1)
    heading = "V. QUY TRÌNH XÂY DỰNG, CÔNG NHẬN VÀ BIỂU DƯƠNG MÔ\nHÌNH, ĐIỂN HÌNH"
    assert unwrapped(f"{wrapped}\n{heading}\n{wrapped}")[1] == heading.replace("\n", " ")


def test_a_symbol_broken_after_its_hyphen_becomes_whole() -> None:
    assert join_text(["Kế hoạch số 49-", "KH/ThU, ngày"]) == "Kế hoạch số 49-KH/ThU, ngày"
    assert join_text(["văn hóa -", "Xã hội"]) == "văn hóa - Xã hội"


def test_a_paragraph_knows_the_line_it_begins_with() -> None:
    assert [one.line for one in paragraphs(split_lines("\na.\n\nB."))] == [2, 4]


def test_nothing_gives_nothing() -> None:
    assert paragraphs(()) == ()
