from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from icalendar import Calendar

from doc_service.calendars import calendar
from doc_service.forms.deadlines import Deadline, safe_days
from doc_service.forms.localities import Locality, load_localities
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def places() -> dict[str, Locality]:
    return load_localities(ROOT / "form_templates")


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_plan_becomes_all_day_events_with_an_alarm_three_days_before(
    places: dict[str, Locality],
) -> None:
    place = places["phuong_tay_mo"]
    found = events(calendar(place.label, place.deadlines, 2026))
    assert len(found) == len(place.deadlines) - 1  # one hangs on an event without a day
    first = found[0]
    assert str(first["SUMMARY"]) == (
        "Hạn: Đăng ký mô hình (Mẫu số 01) và tổng hợp số lượng (Mẫu số 02)"
    )
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (dt.date(2026, 1, 17), dt.date(2026, 1, 18))
    assert "Ngày cuối cùng còn kịp: 17/01/2026" in first["DESCRIPTION"]
    assert "Nơi nhận: Đảng ủy phường (qua Ban Xây dựng đảng)." in first["DESCRIPTION"]
    (alarm,) = first.walk("VALARM")
    assert alarm["TRIGGER"].dt == dt.timedelta(days=-3)
    assert "RRULE" not in first


@pytest.mark.parametrize(
    ("parts", "start", "rule"),
    [
        (
            {"kind": "before", "month": 3, "day": 6, "every": "year"},
            "2026-03-05",
            {"BYMONTH": [3], "BYMONTHDAY": [5]},
        ),
        (
            {"kind": "before", "month": 3, "day": 1, "every": "year"},
            "2026-02-28",
            {"BYMONTH": [2], "BYMONTHDAY": [-1]},
        ),
        (
            {"kind": "by", "month": 2, "day": 28, "every": "year"},
            "2026-02-28",
            {"BYMONTH": [2], "BYMONTHDAY": [28]},
        ),
        (
            {"kind": "within_quarter", "quarter": 1, "every": "year"},
            "2026-03-31",
            {"BYMONTH": [3], "BYMONTHDAY": [-1]},
        ),
        (
            {"kind": "recurring", "every": "half_year"},
            "2026-06-30",
            {"BYMONTH": [6, 12], "BYMONTHDAY": [-1]},
        ),
        (
            {"kind": "recurring", "every": "month"},
            "2026-01-31",
            {"BYMONTH": list(range(1, 13)), "BYMONTHDAY": [-1]},
        ),
    ],
)
def test_what_comes_again_has_a_rule(
    parts: dict[str, Any], start: str, rule: dict[str, Any]
) -> None:
    (event,) = events(calendar("Xã", [Deadline("a", "hằng năm", "Báo cáo", **parts)], 2026))
    assert event["DTSTART"].dt.isoformat() == start
    found = dict(event["RRULE"])
    assert [str(one).upper() for one in found.pop("FREQ")] == ["YEARLY"]
    assert found == rule


def test_a_finished_plan_ends_its_rule(places: dict[str, Locality]) -> None:
    place = places["thi_xa_2023"]
    monthly = [one for one in place.deadlines if one.every == "month"]
    (event,) = events(calendar(place.label, monthly, 2023))
    assert event["RRULE"]["UNTIL"] == [dt.date(2023, 12, 31)]
    assert events(calendar(place.label, monthly, 2026)) == []


def test_the_same_deadline_keeps_its_uid_from_year_to_year(places: dict[str, Locality]) -> None:
    place = places["xa_xuan_hung"]
    this, following = (
        [str(one["UID"]) for one in events(calendar(place.label, place.deadlines, year))]
        for year in (2026, 2027)
    )
    assert this == following
    assert len(set(this)) == 3
    other = events(calendar("Xã khác", place.deadlines, 2026))
    assert not {str(one["UID"]) for one in other} & set(this)


def test_the_same_deadlines_give_the_same_bytes_in_lines_that_any_program_reads(
    places: dict[str, Locality],
) -> None:
    place = places["xa_thanh_uy"]
    content = calendar(place.label, place.deadlines, 2026)
    assert content == calendar(place.label, place.deadlines, 2026)
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_a_wrong_day_of_the_source_is_told_in_the_event(places: dict[str, Locality]) -> None:
    place = places["xa_thanh_uy"]
    wrong = [one for one in place.deadlines if one.warning]
    (event,) = events(calendar(place.label, wrong, 2026))
    assert "Ngày 31/11/2026 không có thật" in event["DESCRIPTION"]


def test_an_offset_appears_once_its_event_has_a_day() -> None:
    deadline = Deadline(
        "a", "trước 03 ngày tổ chức hội nghị", "Báo cáo", "offset", offset_days=3, anchor="hội nghị"
    )
    assert events(calendar("Xã", [deadline], 2026)) == []
    anchors = {"hội nghị": dt.date(2026, 5, 10)}
    (event,) = events(calendar("Xã", [deadline], 2026, anchors=anchors))
    assert event["DTSTART"].dt == dt.date(2026, 5, 7)


@pytest.mark.parametrize("year", [2026, 2028])
def test_every_recurring_day_is_one_that_the_rule_names(
    places: dict[str, Locality], year: int
) -> None:
    for place in places.values():
        for deadline in place.deadlines:
            days = safe_days(deadline, year)
            if not deadline.every or not days:
                continue
            (event,) = events(calendar(place.label, [deadline], year))
            rule = event["RRULE"]
            assert [day.month for day in days] == rule["BYMONTH"]
            (in_month,) = rule["BYMONTHDAY"]
            ends = [(day + dt.timedelta(days=1)).day == 1 for day in days]
            assert all(ends) if in_month == -1 else {day.day for day in days} == {in_month}
