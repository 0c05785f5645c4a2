from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.deadline_words import read_deadline, read_deadlines
from doc_service.forms.deadlines import safe_days
from doc_service.vietnamese.dates import DateError, ngay_dai, ngay_ngan


@pytest.mark.parametrize(
    ("words", "kind", "last"),
    [
        ("trước ngày 10/3/2026", "before", "2026-03-09"),
        ("Xong trước ngày 18/01/2026", "before", "2026-01-17"),
        ("hoàn thành trước ngày 15/10/2026", "before", "2026-10-14"),
        ("trước ngày 30/11", "before", "2026-11-29"),
        ("truoc ngay 5 thang 6 nam 2026", "before", "2026-06-04"),
        ("trước ngày 06 tháng 03 hằng năm", "before", "2026-03-05"),
        ("trước ngày 10/12 hàng năm", "before", "2026-12-09"),
        ("chậm nhất ngày 25/7/2026", "by", "2026-07-25"),
        ("không quá ngày 25/7/2026", "by", "2026-07-25"),
        ("chậm nhất trước ngày 25/7/2026", "by", "2026-07-25"),
        ("5-2-2026", "by", "2026-02-05"),
        ("trong tháng 10/2026", "within_month", "2026-10-31"),
        ("trong tháng\n10/2026", "within_month", "2026-10-31"),
        ("trong tháng 02 năm 2026", "within_month", "2026-02-28"),
        ("trong tháng 4 hằng năm", "within_month", "2026-04-30"),
        ("trong quý I hàng năm", "within_quarter", "2026-03-31"),
        ("quý IV/2026", "within_quarter", "2026-12-31"),
        ("quý 2", "within_quarter", "2026-06-30"),
    ],
)
def test_the_words_of_a_plan_are_read(words: str, kind: str, last: str) -> None:
    deadline = read_deadline(words, 2026)
    assert deadline.kind == kind
    assert safe_days(deadline, 2026) == [dt.date.fromisoformat(last)]
    assert deadline.is_recurring == ("năm" in words and "năm 2026" not in words)


def test_an_offset_names_its_event() -> None:
    deadline = read_deadline("trước 03 ngày tổ chức hội nghị.", 2026)
    assert (deadline.kind, deadline.offset_days, deadline.anchor) == (
        "offset",
        3,
        "tổ chức hội nghị",
    )
    event = {"tổ chức hội nghị": dt.date(2026, 3, 2)}
    assert safe_days(deadline, 2026, event) == [dt.date(2026, 2, 27)]


def test_a_sentence_with_two_deadlines_gives_both_or_is_refused() -> None:
    words = "định kỳ 6 tháng (trước ngày 05/6), một năm (trước ngày 05/12)"
    found = read_deadlines(words, 2026)
    assert [safe_days(one, 2026) for one in found] == [
        [dt.date(2026, 6, 4)],
        [dt.date(2026, 12, 4)],
    ]
    assert all(one.every == "year" and one.raw == words for one in found)
    assert len({one.id for one in found}) == 2
    with pytest.raises(DateError, match="có 2 thời hạn"):
        read_deadline(words, 2026)


def test_periods_without_a_day_end_with_the_period() -> None:
    monthly, half, yearly = read_deadlines("Định kỳ hàng tháng, 06 tháng, 01 năm", 2026)
    assert len(safe_days(monthly, 2026)) == 12
    assert safe_days(half, 2026) == [dt.date(2026, 6, 30), dt.date(2026, 12, 31)]
    assert safe_days(yearly, 2026) == [dt.date(2026, 12, 31)]


def test_twice_in_five_years_has_no_day() -> None:
    deadline = read_deadline("05 năm/02 lần", 2026)
    assert (deadline.years, deadline.times) == (5, 2)
    assert safe_days(deadline, 2026) == []


@pytest.mark.parametrize("words", ["31/11/2026", "trước ngày 31/11/2026", "trước ngày 31/11"])
def test_a_day_that_does_not_exist_is_refused_with_the_months_last_day(words: str) -> None:
    with pytest.raises(DateError, match="Ngày 31/11/2026 không có thật.*chỉ có 30 ngày"):
        read_deadline(words, 2026)


@pytest.mark.parametrize("words", ["", "khi nào xong thì nộp", "trong thời gian tới"])
def test_words_without_a_deadline_are_refused_with_an_example(words: str) -> None:
    with pytest.raises(DateError, match="Ghi ví dụ: trước ngày 10/3/2026"):
        read_deadline(words, 2026)


@given(day=st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)))
def test_any_day_in_official_writing_is_read(day: dt.date) -> None:
    for words in (f"chậm nhất ngày {ngay_ngan(day)}", f"chậm nhất {ngay_dai(day)}"):
        assert safe_days(read_deadline(words, 1999), day.year) == [day]


@given(st.text(max_size=60))
def test_arbitrary_words_give_a_deadline_or_a_sentence(words: str) -> None:
    try:
        found = read_deadlines(words, 2026)
    except DateError as error:
        assert str(error).endswith((".", "hằng tháng."))
    else:
        assert found
