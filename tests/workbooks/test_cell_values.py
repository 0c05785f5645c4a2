from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.fields import Field
from doc_service.forms.reading import read
from doc_service.workbooks.cell_values import as_read

DAY = Field("ngay", "Ngày", "date", required=True)
HOUR = Field("gio", "Giờ", "time", required=True)
NAME = Field("ten", "Tên", "text", required=True)
COUNT = Field("so", "Số", "integer", required=True)
EPOCH = dt.datetime(1899, 12, 30)
EPOCH_OF_MACS = dt.datetime(1904, 1, 1)


@given(st.dates(dt.date(1932, 1, 1), dt.date(2200, 1, 1)))
def test_every_serial_is_the_day_that_excel_shows(day: dt.date) -> None:
    assert as_read(DAY, (day - EPOCH.date()).days, EPOCH) == day
    assert as_read(DAY, (day - EPOCH_OF_MACS.date()).days, EPOCH_OF_MACS) == day


def test_a_number_too_small_for_a_day_is_left_to_be_named() -> None:
    assert as_read(DAY, 15, EPOCH) == "15"


def test_numbers_elsewhere_stay_numbers() -> None:
    assert as_read(NAME, 46037, EPOCH) == 46037


@pytest.mark.parametrize(
    ("typed", "number_format", "meant"),
    [
        (0.85, "0%", "85%"),
        (1240, "#,##0", "1.240"),
        (1240, '#,##0;[Red]-#,##0.00" đ"', "1.240"),
        (7, "000", "007"),
        (12.5, "General", "12,5"),
        (dt.datetime(2026, 1, 1), "mm/yyyy", "01/2026"),
    ],
)
def test_a_number_in_a_text_field_is_written_as_excel_shows_it(
    typed: object, number_format: str, meant: str
) -> None:
    assert read(NAME, as_read(NAME, typed, EPOCH, number_format), "/ten") == (meant, None)


def test_a_count_stays_a_number_however_it_is_shown() -> None:
    assert as_read(COUNT, 1240, EPOCH, "#,##0") == 1240


@given(st.times())
def test_every_time_is_read_to_the_minute_from_a_time_and_from_a_part_of_a_day(at: dt.time) -> None:
    minute = at.replace(second=0, microsecond=0)
    shown = f"{minute:%H:%M}"
    share = (minute.hour * 60 + minute.minute) / 1440
    assert as_read(HOUR, minute, EPOCH) == shown
    assert as_read(HOUR, dt.timedelta(days=share), EPOCH) == shown
    assert read(HOUR, as_read(HOUR, 46037 + share, EPOCH), "/gio")[0] == shown or not share
    assert as_read(HOUR, share, EPOCH) == shown or not share


@pytest.mark.parametrize(("typed", "meant"), [(8, "08:00"), (8.0, "08:00"), ("8h30", "08:30")])
def test_a_time_is_read_as_clerks_type_it(typed: object, meant: str) -> None:
    assert read(HOUR, as_read(HOUR, typed, EPOCH), "/gio") == (meant, None)


@pytest.mark.parametrize("typed", [8.3, 25, 24.5, float("inf"), float("nan")])
def test_a_number_that_may_be_no_time_is_named(typed: float) -> None:
    _, problem = read(HOUR, as_read(HOUR, typed, EPOCH), "/gio")
    assert problem and "08:30" in problem.message


@pytest.mark.parametrize("typed", [float("inf"), float("nan")])
def test_an_endless_number_is_no_day(typed: float) -> None:
    _, problem = read(DAY, as_read(DAY, typed, EPOCH), "/ngay")
    assert problem and problem.code == "date"
