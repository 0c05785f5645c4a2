from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doc_service.forms.fields import Choice, Field, Kind
from doc_service.forms.reading import read
from doc_service.vietnamese.dates import ngay_dai, ngay_ngan
from doc_service.vietnamese.numbers import nghin


def a_field(kind: Kind) -> Field:
    choices = (Choice("kinh_te", "Lĩnh vực kinh tế"), Choice("ca_nhan", "Cá nhân"))
    return Field("o", "Ô thử", kind, required=True, choices=choices if kind == "choice" else ())


@pytest.mark.parametrize("kind", ["text", "integer", "date", "choice"])
@pytest.mark.parametrize("blank", [None, "", "  \n", "\u00a0\u200b"])
def test_a_blank_cell_is_nothing(kind: Kind, blank: Any) -> None:
    assert read(a_field(kind), blank, "/o") == (None, None)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "Chi bộ số 5", "Chi bộ số 5"),
        ("text", 12, "12"),
        ("text", 12.0, "12"),
        ("text", 12.5, "12,5"),
        ("text", dt.date(2026, 2, 5), "05/02/2026"),
        ("text", dt.datetime(2026, 10, 12, 8, 30), "12/10/2026"),
        ("integer", 5, 5),
        ("integer", 5.0, 5),
        ("integer", "05", 5),
        ("integer", " 1.234 ", 1234),
        ("integer", "1 234 567", 1234567),
        ("date", "5/2/2026", "2026-02-05"),
        ("date", "ngày 05 tháng 02 năm 2026", "2026-02-05"),
        ("date", "02/2026", "2026-02"),
        ("date", "2026", "2026"),
        ("date", 2026, "2026"),
        ("date", 2026.0, "2026"),
        ("date", 46058, "2026-02-05"),
        ("date", 46058.5, "2026-02-05"),
        ("date", dt.date(2026, 2, 5), "2026-02-05"),
        ("date", dt.datetime(2026, 2, 5, 23, 59), "2026-02-05"),
        ("choice", "kinh_te", "kinh_te"),
        ("choice", "Lĩnh vực kinh tế", "kinh_te"),
        ("choice", " LĨNH VỰC  KINH TẾ", "kinh_te"),
        ("choice", "linh vuc kinh te", "kinh_te"),
        ("choice", "cá nhân", "ca_nhan"),
    ],
)
def test_a_cell_is_read_as_the_clerk_meant_it(kind: Kind, typed: Any, value: Any) -> None:
    assert read(a_field(kind), typed, "/o") == (value, None)


@pytest.mark.parametrize(
    ("kind", "typed", "code", "said"),
    [
        ("integer", "năm", "type", "“năm” không phải là số nguyên"),
        ("integer", 2.5, "type", "“2,5” không phải là số nguyên"),
        ("integer", 1.234, "type", "“1,234” không phải là số nguyên"),
        ("integer", True, "type", "không phải là số nguyên"),
        ("date", "31/11/2026", "date", "tháng 11/2026 chỉ có 30 ngày"),
        ("date", "hôm nay", "date", "Không đọc được ngày “hôm nay”"),
        ("date", -3, "date", "không phải là ngày"),
        ("date", float("inf"), "date", "không phải là ngày"),
        ("choice", "Thể thao", "choice", "phải là một trong: Lĩnh vực kinh tế; Cá nhân"),
    ],
)
def test_what_cannot_be_read_is_kept_and_explained(
    kind: Kind, typed: Any, code: str, said: str
) -> None:
    value, problem = read(a_field(kind), typed, "/hang/3/o")
    assert problem is not None
    assert (problem.pointer, problem.code) == ("/hang/3/o", code)
    assert problem.message.startswith("“Ô thử”")
    assert said in problem.message
    assert str(value) == str(typed)


@given(st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31)))
def test_a_date_is_read_however_an_office_writes_it(day: dt.date) -> None:
    field = a_field("date")
    for typed in (
        day,
        day.isoformat(),
        ngay_dai(day),
        ngay_ngan(day),
        f"{day.day}-{day.month}-{day.year}",
    ):
        assert read(field, typed, "/o") == (day.isoformat(), None)


@given(st.integers(0, 10**12))
def test_a_count_is_read_however_an_office_writes_it(number: int) -> None:
    for typed in (number, str(number), nghin(number), f"0{number}"):
        assert read(a_field("integer"), typed, "/o") == (number, None)


@given(
    st.sampled_from(["text", "integer", "date", "choice"]),
    st.text() | st.floats() | st.integers() | st.booleans() | st.datetimes() | st.none(),
)
@example("text", float("inf"))
@example("text", float("nan"))
def test_no_cell_is_too_strange_to_be_read(kind: Kind, typed: Any) -> None:
    value, problem = read(a_field(kind), typed, "/o")
    if problem is None and value is not None:
        assert isinstance(value, int if kind == "integer" else str)
