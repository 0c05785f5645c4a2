from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.deadlines import Deadline, due, safe_days
from doc_service.forms.localities import Locality, load_localities

from .places import TEMPLATES

day = dt.date.fromisoformat


@pytest.fixture(scope="module")
def places() -> dict[str, Locality]:
    return load_localities(TEMPLATES)


# (raw, last safe day seen from the day in the heading, or nothing)
EVERY_ROW = {
    ("phuong_tay_mo", "2026-01-05"): [
        ("trước ngày 18/01/2026", "2026-01-17"),
        ("trước ngày 20/01/2026", "2026-01-19"),
        ("Xong trước ngày 28/01/2026", "2026-01-27"),
        ("trước ngày 30/5/2026", "2026-05-29"),
        ("trước ngày 15/10/2026", "2026-10-14"),
        ("trong tháng 10/2026", "2026-10-31"),
        ("trong tháng 11/2026", "2026-11-30"),
        ("trong tháng 12/2026", "2026-12-31"),
        ("(văn bản không ghi thời hạn)", None),
    ],
    ("xa_thanh_uy", "2026-01-05"): [
        ("trước ngày 10/02/2026", "2026-02-09"),
        ("trước ngày 10/3/2026", "2026-03-09"),
        ("trước ngày 30/6/2026", "2026-06-29"),
        ("hoàn thành trước ngày 15/10/2026", "2026-10-14"),
        ("trước ngày 31/11/2026", "2026-11-29"),
        ("trước 03 ngày tổ chức hội nghị thẩm định", None),
        ("hàng năm vào dịp tổng kết cuối năm", None),
    ],
    ("xa_xuan_hung", "2026-03-06"): [
        ("trước ngày 06 tháng 03 hằng năm", "2026-03-05"),
        ("trước ngày 05/6", "2026-06-04"),
        ("trước ngày 05/12", "2026-12-04"),
        ("trước ngày 06 tháng 03 hằng năm", "2027-03-05"),
    ],
    ("ban_tgdv_ha_tinh", "2027-02-01"): [
        ("trong quý I hàng năm", "2027-03-31"),
        ("Định kỳ 06 tháng", "2027-06-30"),
        ("trước ngày 30/11", "2027-11-29"),
        ("trước ngày 10/12 hàng năm", "2027-12-09"),
        ("Định kỳ 01 năm", "2027-12-31"),
        ("05 năm/02 lần", None),
    ],
    ("thi_xa_2023", "2023-05-10"): [
        ("Định kỳ hàng tháng", "2023-04-30"),
        ("Định kỳ hàng tháng", "2023-05-31"),
        ("Định kỳ 06 tháng", "2023-06-30"),
        ("Định kỳ 3 tháng", "2023-06-30"),
        ("Định kỳ 6 tháng", "2023-06-30"),
        ("chậm nhất ngày 25/7/2023", "2023-07-25"),
        ("chậm nhất ngày 15/12/2023", "2023-12-15"),
        ("hoàn thành trước ngày 31/12/2023", "2023-12-30"),
        ("Định kỳ 01 năm", "2023-12-31"),
    ],
}


@pytest.mark.parametrize(("place", "today"), EVERY_ROW)
def test_every_deadline_of_a_plan_has_its_last_safe_day(
    places: dict[str, Locality], place: str, today: str
) -> None:
    found = due(places[place].deadlines, day(today), within_days=400)
    said = [(one.deadline.raw, one.day and one.day.isoformat()) for one in found]
    assert said == EVERY_ROW[place, today]
    assert {one.deadline.id for one in found} == {one.id for one in places[place].deadlines}


def test_what_is_due_soon_says_when_from_whom_and_to_whom(places: dict[str, Locality]) -> None:
    first, *others = due(places["phuong_tay_mo"].deadlines, day("2026-01-15"), within_days=3)
    assert (first.day, first.days_left, first.is_overdue) == (day("2026-01-17"), 2, False)
    assert str(first) == (
        "Đăng ký mô hình (Mẫu số 01) và tổng hợp số lượng (Mẫu số 02): chậm nhất 17/01/2026, "
        "còn 2 ngày (“trước ngày 18/01/2026”); Mặt trận Tổ quốc, các tổ chức chính trị - xã hội, "
        "các chi, đảng bộ → Đảng ủy phường (qua Ban Xây dựng đảng)."
    )
    assert [one.day for one in others] == [None]


def test_a_missed_deadline_stays_overdue(places: dict[str, Locality]) -> None:
    found = due(places["phuong_tay_mo"].deadlines, day("2026-01-18"), within_days=0)
    assert found[0].is_overdue
    assert found[0].days_left == -1
    assert "quá hạn 1 ngày" in str(found[0])
    later = due(places["phuong_tay_mo"].deadlines, day("2026-12-25"), within_days=0)
    assert [one.deadline.id for one in later if one.is_overdue] == [
        "dang_ky",
        "tong_hop",
        "ky_cam_ket",
        "bai_viet",
        "bao_cao",
        "khao_sat",
        "cong_nhan",
    ]


def test_a_recurring_deadline_is_not_overdue_for_ever(places: dict[str, Locality]) -> None:
    (report,) = [one for one in places["xa_xuan_hung"].deadlines if one.id == "bao_cao_6_thang"]
    assert [one.days_left for one in due([report], day("2026-06-10"), within_days=30)] == [-6]
    assert due([report], day("2026-07-10"), within_days=30) == []


def test_the_last_safe_day_itself_is_today(places: dict[str, Locality]) -> None:
    (report,) = [one for one in places["thi_xa_2023"].deadlines if one.id == "so_ket"]
    (one,) = due([report], day("2023-07-25"), within_days=0)
    assert one.days_left == 0
    assert "hôm nay" in str(one)


def test_an_offset_counts_back_from_the_day_of_its_event(places: dict[str, Locality]) -> None:
    (report,) = [one for one in places["xa_thanh_uy"].deadlines if one.kind == "offset"][:1]
    anchors = {"tổ chức hội nghị thẩm định": day("2026-10-02")}
    (one,) = due([report], day("2026-09-20"), within_days=30, anchors=anchors)
    assert one.day == day("2026-09-29")
    assert due([report], day("2026-09-20"), within_days=30)[0].day is None


def test_a_day_that_does_not_exist_is_kept_with_a_warning(places: dict[str, Locality]) -> None:
    (report,) = [one for one in places["xa_thanh_uy"].deadlines if one.id == "bao_cao_nam"]
    assert report.raw == "trước ngày 31/11/2026"
    assert report.warning == (
        "Ngày 31/11/2026 không có thật: tháng 11/2026 chỉ có 30 ngày. Đề nghị sửa thành 30/11/2026."
    )
    (one,) = due([report], day("2026-11-20"), within_days=30)
    assert report.warning in str(one)


def test_a_finished_plan_asks_for_nothing_any_more(places: dict[str, Locality]) -> None:
    found = due(places["thi_xa_2023"].deadlines, day("2026-11-22"), within_days=365)
    assert not [one for one in found if one.deadline.is_recurring]


def test_a_place_may_take_the_day_itself_for_in_time() -> None:
    strict = Deadline("a", "trước ngày 18/01/2026", "Đăng ký", "before", date="2026-01-18")
    loose = Deadline(
        "a", "trước ngày 18/01/2026", "Đăng ký", "before", date="2026-01-18", inclusive=True
    )
    assert safe_days(strict, 2026) == [day("2026-01-17")]
    assert safe_days(loose, 2026) == [day("2026-01-18")]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"kind": "before"}, "thiếu ngày"),
        ({"kind": "before", "date": "2026-01"}, "thiếu ngày"),
        ({"kind": "before", "month": 3, "day": 6}, "phải có năm"),
        ({"kind": "by", "date": "2026-03-06", "every": "year"}, "phải có năm"),
        ({"kind": "within_month", "date": "2026-13"}, "Không có tháng 13"),
        ({"kind": "within_quarter", "every": "year"}, "thiếu"),
        ({"kind": "offset", "offset_days": 3}, "thiếu"),
        ({"kind": "recurring"}, "thiếu"),
        ({"kind": "by", "date": "mai"}, "viết sai"),
        ({"kind": "recurring", "every": "month", "until": "2026-13-01"}, "tháng 13"),
        ({"kind": "recurring", "every": "month", "since": "2026"}, "ghi đủ"),
    ],
)
def test_a_deadline_that_names_no_day_is_refused(parts: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Deadline(id="x", raw="", what="", **parts)  # type: ignore[arg-type]  # wrong on purpose


@given(today=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), ahead=st.integers(0, 800))
def test_nothing_beyond_the_horizon_is_told(today: dt.date, ahead: int) -> None:
    yearly = Deadline("y", "", "", "before", month=3, day=1, every="year")
    for one in due([yearly], today, within_days=ahead):
        assert one.day is not None
        assert -30 <= (one.day - today).days <= ahead
        assert (one.day + dt.timedelta(days=1)).day == 1
    if ahead >= 366:
        assert due([yearly], today, within_days=ahead)[-1].days_left in range(367)
