from __future__ import annotations

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.vietnamese.dates import (
    DateError,
    PartialDate,
    ngay_dai,
    ngay_dai_mo,
    ngay_ngan,
    nua_nam,
    parse_date,
    parse_iso,
    quy,
    read_excel_serial,
    thang,
)

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("iso", "long", "short"),
    [
        ("2026-02-05", "ngày 05 tháng 02 năm 2026", "05/02/2026"),
        ("2026-03-10", "ngày 10 tháng 3 năm 2026", "10/3/2026"),
        ("2023-07-25", "ngày 25 tháng 7 năm 2023", "25/7/2023"),
        ("2026-10-15", "ngày 15 tháng 10 năm 2026", "15/10/2026"),
        ("2018-04-03", "ngày 03 tháng 4 năm 2018", "03/4/2018"),
        ("2024-04-16", "ngày 16 tháng 4 năm 2024", "16/4/2024"),
        ("2021-07-30", "ngày 30 tháng 7 năm 2021", "30/7/2021"),
        ("2026-05-30", "ngày 30 tháng 5 năm 2026", "30/5/2026"),
        ("2026-01-18", "ngày 18 tháng 01 năm 2026", "18/01/2026"),
        ("2026-06-05", "ngày 05 tháng 6 năm 2026", "05/6/2026"),
        ("2017-02-06", "ngày 06 tháng 02 năm 2017", "06/02/2017"),
        ("2026-01-09", "ngày 09 tháng 01 năm 2026", "09/01/2026"),
    ],
)
def test_only_days_below_ten_and_the_first_two_months_are_padded(
    iso: str, long: str, short: str
) -> None:
    day = datetime.date.fromisoformat(iso)
    assert ngay_dai(day) == long
    assert ngay_ngan(day) == short


@pytest.mark.parametrize(
    ("partial", "printed"),
    [
        (PartialDate(2026), "ngày      tháng      năm 2026"),
        (PartialDate(2026, 1), "ngày      tháng 01 năm 2026"),
        (PartialDate(2026, 10), "ngày      tháng 10 năm 2026"),
        (PartialDate(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
    ],
)
def test_a_draft_leaves_room_for_what_is_not_known(partial: PartialDate, printed: str) -> None:
    assert ngay_dai_mo(partial) == printed


@given(DAYS)
def test_a_full_date_prints_alike_open_or_not(day: datetime.date) -> None:
    assert ngay_dai_mo(PartialDate(day.year, day.month, day.day)) == ngay_dai(day)


@pytest.mark.parametrize("text", ["2026", "2026-01", "2026-01-15"])
def test_iso_reads_back_as_written(text: str) -> None:
    assert parse_iso(text).iso() == text


def test_only_a_full_date_is_a_day() -> None:
    assert parse_iso("2026-01-15").date() == datetime.date(2026, 1, 15)
    assert parse_iso("2026-01-15").is_full
    assert parse_iso("2026-01").date() is None
    assert not parse_iso("2026-01").is_full
    assert parse_iso("2026").date() is None


@pytest.mark.parametrize(
    "text",
    ["", "05/02/2026", "2026-1-5", "2026-01-15T00:00:00", " 2026", "2026-01-15\n", "26-01-15"]
    + ["٢٠٢٦", "20260115", "2026-13", "2026-00-01", "2026-02-30", "0000"],
)
def test_iso_is_strict(text: str) -> None:
    with pytest.raises(DateError):
        parse_iso(text)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("5/2/2026", "2026-02-05"),
        ("05/02/2026", "2026-02-05"),
        ("5-2-2026", "2026-02-05"),
        ("5.2.2026", "2026-02-05"),
        ("  5 / 2 / 2026 ", "2026-02-05"),
        ("5/2/2026.", "2026-02-05"),
        ("ngày 5/2/2026", "2026-02-05"),
        ("ngày 5 tháng 2 năm 2026", "2026-02-05"),
        ("Ngày 05 tháng 02 năm 2026", "2026-02-05"),
        ("ngay 5 thang 2 nam 2026", "2026-02-05"),
        ("5 tháng 2, năm 2026", "2026-02-05"),
        ("ngày 5 tháng 2/2026", "2026-02-05"),
        ("ngày\u00a005 tháng\u00a002 năm\u00a02026", "2026-02-05"),
        ("2026-02-05", "2026-02-05"),
        ("2026-2-5", "2026-02-05"),
        ("2026/02/05", "2026-02-05"),
        ("2026-02-05 00:00:00", "2026-02-05"),
        ("tháng 10/2026", "2026-10"),
        ("tháng 10 năm 2026", "2026-10"),
        ("10/2026", "2026-10"),
        ("10-2026", "2026-10"),
        ("2026-10", "2026-10"),
        ("2026", "2026"),
        ("năm 2026", "2026"),
        ("ngày      tháng      năm 2026", "2026"),
        ("ngày…. tháng….năm 2026", "2026"),
        ("ngày ... tháng 01 năm 2026", "2026-01"),
    ],
)
def test_a_date_is_read_however_a_clerk_types_it(typed: str, iso: str) -> None:
    assert parse_date(typed).iso() == iso
    assert parse_date(unicodedata.normalize("NFD", typed)).iso() == iso


@pytest.mark.parametrize(
    "typed", ["5/2", "05/02", "5-2", "5.2", "ngày 5 tháng 2", "ngày 5/2", "5 tháng 2"]
)
def test_a_date_without_a_year_takes_the_given_year(typed: str) -> None:
    assert parse_date(typed, default_year=2026).iso() == "2026-02-05"
    with pytest.raises(DateError, match="chưa có năm"):
        parse_date(typed)


def test_a_month_in_words_takes_the_given_year() -> None:
    assert parse_date("tháng 10", default_year=2026).iso() == "2026-10"


def test_a_written_year_wins_over_the_given_one() -> None:
    assert parse_date("5/2/2027", default_year=2026).iso() == "2027-02-05"


@given(DAYS)
def test_every_printed_date_is_read_back(day: datetime.date) -> None:
    expected = PartialDate(day.year, day.month, day.day)
    for printed in (ngay_dai(day), ngay_ngan(day), day.isoformat(), f"{day:%d.%m.%Y}"):
        assert parse_date(printed) == expected
    for partial in (PartialDate(day.year), PartialDate(day.year, day.month)):
        assert parse_date(ngay_dai_mo(partial)) == partial
        assert parse_iso(partial.iso()) == partial


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "31/11/2026",
            "Ngày 31/11/2026 không có thật: tháng 11/2026 chỉ có 30 ngày.",
        ),
        (
            "ngày 31 tháng 11 năm 2026",
            "Ngày 31/11/2026 không có thật: tháng 11/2026 chỉ có 30 ngày.",
        ),
        (
            "29/2/2026",
            "Ngày 29/02/2026 không có thật: tháng 02/2026 chỉ có 28 ngày.",
        ),
        ("31/11", "Ngày 31/11 không có thật: tháng 11 chỉ có 30 ngày."),
        ("2026-04-31", "Ngày 31/4/2026 không có thật: tháng 4/2026 chỉ có 30 ngày."),
        ("0/5/2026", "Ngày 00/5/2026 không có thật: tháng 5/2026 chỉ có 31 ngày."),
    ],
)
def test_an_impossible_date_is_answered_with_the_last_day_of_its_month(
    typed: str, sentence: str
) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(typed)
    assert str(caught.value) == sentence


def test_the_leap_day_depends_on_the_year() -> None:
    assert parse_date("29/2", default_year=2028).iso() == "2028-02-29"
    with pytest.raises(DateError, match="chỉ có 28 ngày"):
        parse_date("29/2", default_year=2026)


def test_an_american_date_is_refused_and_the_order_explained() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("2/25/2026")
    assert str(caught.value) == (
        "Không có tháng 25. Nhập ngày trước, tháng sau, "
        "ví dụ 05/02/2026 hoặc ngày 05 tháng 02 năm 2026."
    )


@pytest.mark.parametrize("typed", ["5/2/26", "quý I", "hằng năm", "hàng năm", "mai", "5/2/2026 x"])
def test_an_unreadable_date_is_answered_with_examples(typed: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(typed)
    assert str(caught.value).startswith(f"Không đọc được ngày “{typed}”.")
    assert "05/02/2026" in str(caught.value)


def test_an_empty_cell_is_named_as_empty() -> None:
    with pytest.raises(DateError, match=r"^Chưa nhập ngày\."):
        parse_date("  ")


def test_years_out_of_range_are_slips_of_the_finger() -> None:
    with pytest.raises(DateError, match="Năm 0206 không hợp lệ"):
        parse_date("5/2/0206")


def test_a_day_without_a_month_is_no_date() -> None:
    with pytest.raises(DateError, match="chưa có tháng"):
        PartialDate(2026, None, 5)


@pytest.mark.parametrize(
    ("serial", "iso"),
    [
        (1, "1900-01-01"),
        (59, "1900-02-28"),
        (61, "1900-03-01"),
        (25569, "1970-01-01"),
        (46058, "2026-02-05"),
        (46058.75, "2026-02-05"),
        (2958465.99, "9999-12-31"),
    ],
)
def test_an_excel_serial_is_the_day_excel_shows(serial: float, iso: str) -> None:
    assert read_excel_serial(serial).isoformat() == iso


def test_the_leap_day_that_excel_invented_is_refused() -> None:
    with pytest.raises(DateError, match="tháng 02/1900 chỉ có 28 ngày"):
        read_excel_serial(60)


@pytest.mark.parametrize("serial", [0, 0.5, -1, 2958466, float("nan"), float("inf")])
def test_a_number_that_is_no_serial_is_refused(serial: float) -> None:
    with pytest.raises(DateError, match="không phải là ngày"):
        read_excel_serial(serial)


@pytest.mark.parametrize(
    ("iso", "month", "quarter", "half"),
    [
        ("2026-02-05", "02", "I", "đầu"),
        ("2026-06-30", "6", "II", "đầu"),
        ("2026-07-03", "7", "III", "đầu"),
        ("2026-11-30", "11", "IV", "cuối"),
        ("2026", "", "", "đầu"),
    ],
)
def test_a_period_is_named_by_its_last_day(iso: str, month: str, quarter: str, half: str) -> None:
    day = parse_iso(iso)
    assert (thang(day), quy(day), nua_nam(day)) == (month, quarter, half)
