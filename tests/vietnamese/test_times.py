from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.vietnamese.times import TimeError, gio, parse_time


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8h30", "08:30"),
        ("08:30", "08:30"),
        ("8 giờ 30", "08:30"),
        ("8 giờ 30 phút", "08:30"),
        ("14 giờ", "14:00"),
        ("14h", "14:00"),
        ("8g05", "08:05"),
        ("08:30:00", "08:30"),
        ("0:00", "00:00"),
        ("23.59", "23:59"),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["", "sáng", "24:00", "8:60", "8:5:5:5", "25h", "8h30 sáng mai"])
def test_what_is_no_time_gets_a_sentence_with_an_example(typed: str) -> None:
    with pytest.raises(TimeError, match="08:30"):
        parse_time(typed)


@given(st.integers(0, 23), st.integers(0, 59))
def test_what_is_printed_reads_back(hour: int, minute: int) -> None:
    value = f"{hour:02d}:{minute:02d}"
    assert parse_time(gio(value)) == value
