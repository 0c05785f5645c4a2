from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from doc_service.accounts.members import Member
from doc_service.desk import Desk
from doc_service.desk.duties import Duty, OnTheDesk, Paper, answered, on_the_desk
from doc_service.forms.deadlines import Deadline
from doc_service.records import Document

People = dict[str, Member]
Put = Callable[..., str]

YEARS = range(2025, 2028)
NOON = dt.time(12, tzinfo=dt.UTC)


@pytest.fixture
def put(office: Desk) -> Put:
    """A way to have a document that was issued, or begun, on a day."""

    def make(form: str, day: str, *, state: str = "issued", unit: int = 1, **more: Any) -> str:
        at = dt.datetime.combine(dt.date.fromisoformat(day), NOON)
        document = Document(
            unit_id=unit,
            form=form,
            locality="mac_dinh",
            state=state,
            title=form,
            year=at.year,
            data={},
            origins={},
            created_by=2,
            updated_by=2,
            updated_at=at,
            issued_at=at if state != "draft" else None,
            **more,
        )
        with office.database.session() as session:
            session.add(document)
        return document.id

    return make


def desk_on(office: Desk, day: str, member: Member, place: str = "") -> OnTheDesk:
    found = dt.date.fromisoformat(day)
    office = replace(office, parts=replace(office.parts, today=lambda: found))
    return on_the_desk(office, replace(member, locality=place or member.locality))


def ids(duties: tuple[Duty, ...]) -> list[str]:
    return [one.due.deadline.id for one in duties]


def yearly(name: str, month: int, day: int, form: str = "bao_cao_dinh_ky") -> Deadline:
    return Deadline(name, "", "", "by", form, month=month, day=day, every="year")


def paper(number: str, day: str, form: str = "bao_cao_dinh_ky") -> Paper:
    at = dt.datetime.combine(dt.date.fromisoformat(day), NOON)
    return Paper(number, form, "", "", at, "")


def answers(deadlines: list[Deadline], *papers: Paper) -> dict[tuple[str, str], str]:
    found = answered(deadlines, papers, YEARS)
    return {(name, day.isoformat()): one.id for (name, day), one in found.items()}


def test_what_is_due_soon_comes_with_its_form_and_nothing_done(office: Desk, who: People) -> None:
    duties = desk_on(office, "2026-11-21", who["van.thu"], "xa_xuan_hung").duties
    (one,) = duties.open
    assert one.due.deadline.id == "bao_cao_nam" and one.due.day == dt.date(2026, 12, 4)
    assert one.due.days_left == 13
    assert one.form is not None and one.form.name == "bao_cao_dinh_ky"
    assert (one.done, one.draft) == (None, None)


def test_a_document_issued_since_the_deadline_before_does_it(
    office: Desk, who: People, put: Put
) -> None:
    number = put("bao_cao_dinh_ky", "2026-11-10", symbol="31-BC/ĐU")
    duties = desk_on(office, "2026-11-21", who["van.thu"], "xa_xuan_hung").duties
    assert duties.open == ()
    (one,) = duties.done
    assert one.done is not None and (one.done.id, one.done.symbol) == (number, "31-BC/ĐU")


def test_the_report_of_the_half_year_is_not_that_of_the_year(
    office: Desk, who: People, put: Put
) -> None:
    put("bao_cao_dinh_ky", "2026-06-03")
    duties = desk_on(office, "2026-11-21", who["van.thu"], "xa_xuan_hung").duties
    assert ids(duties.open) == ["bao_cao_nam"]


def test_documents_of_others_and_those_withdrawn_or_only_begun_do_nothing(
    office: Desk, who: People, put: Put
) -> None:
    put("bao_cao_dinh_ky", "2026-11-10", unit=2)
    put("bao_cao_dinh_ky", "2026-11-10", state="revoked")
    put("ke_hoach", "2026-11-10")
    put("bao_cao_dinh_ky", "2026-11-11", state="draft")
    (one,) = desk_on(office, "2026-11-21", who["van.thu"], "xa_xuan_hung").duties.open
    assert one.done is None


def test_a_draft_of_the_form_is_offered_the_newest_of_the_unit(
    office: Desk, who: People, put: Put
) -> None:
    put("bao_cao_dinh_ky", "2026-11-11", state="draft")
    newest = put("bao_cao_dinh_ky", "2026-11-12", state="draft")
    put("bao_cao_dinh_ky", "2026-11-13", state="draft", unit=2)
    (one,) = desk_on(office, "2026-11-21", who["van.thu"], "xa_xuan_hung").duties.open
    assert one.draft is not None and one.draft.id == newest


def test_what_is_long_overdue_stands_apart_and_only_where_a_document_could_tell(
    office: Desk, who: People
) -> None:
    duties = desk_on(office, "2026-11-21", who["van.thu"], "phuong_tay_mo").duties
    assert ids(duties.open) == ["khao_sat", "cong_nhan", "khen_thuong"]
    assert ids(duties.late) == ["dang_ky", "tong_hop", "ky_cam_ket", "bai_viet", "bao_cao"]
    assert ids(duties.undated) == ["trich_ngang"]
    later = desk_on(office, "2026-12-21", who["van.thu"], "phuong_tay_mo").duties
    assert "khao_sat" not in ids((*later.open, *later.late))


def test_a_late_document_ends_what_was_overdue(office: Desk, who: People, put: Put) -> None:
    put("ban_cam_ket", "2026-05-10")
    duties = desk_on(office, "2026-11-21", who["van.thu"], "phuong_tay_mo").duties
    assert "ky_cam_ket" not in ids((*duties.open, *duties.late, *duties.done))


def test_a_locality_without_deadlines_says_so(office: Desk, who: People) -> None:
    found = desk_on(office, "2026-11-21", who["van.thu"])
    assert not found.has_deadlines and found.duties.open == ()


def test_lists_are_short_and_the_last_comes_first(office: Desk, who: People, put: Put) -> None:
    begun = [put("cong_van", f"2026-10-{day:02d}", state="draft") for day in range(1, 8)]
    issued = [put("giay_moi", f"2026-10-{day:02d}") for day in range(1, 8)]
    put("giay_moi", "2026-10-20", unit=2)
    found = desk_on(office, "2026-11-21", who["van.thu"])
    assert [one.id for one in found.drafts] == begun[:1:-1]
    assert [one.id for one in found.issued] == issued[:1:-1]
    assert found.issued[0].by == "Lê Thị Thư"


def test_however_much_there_is_the_records_are_asked_three_times(
    office: Desk, who: People, put: Put
) -> None:
    for day in range(1, 29):
        put("ban_cam_ket", f"2026-01-{day:02d}")
        put("bao_cao_mo_hinh", f"2026-02-{day:02d}", state="draft")
    asked: list[str] = []
    event.listen(
        office.database.engine,
        "before_cursor_execute",
        lambda _c, _k, statement, *_: asked.append(statement),
    )
    desk_on(office, "2026-11-21", who["van.thu"], "phuong_tay_mo")
    assert sum(one.startswith("SELECT") for one in asked) == 3


def test_a_document_is_for_the_next_deadline_of_its_form() -> None:
    both = [yearly("half", 6, 5), yearly("year", 12, 5)]
    assert answers(both, paper("a", "2026-05-30")) == {("half", "2026-06-05"): "a"}
    assert answers(both, paper("a", "2026-06-05")) == {("half", "2026-06-05"): "a"}
    assert answers(both, paper("a", "2026-09-01")) == {("year", "2026-12-05"): "a"}


def test_a_document_that_comes_late_is_for_what_was_missed_and_the_following_for_the_next() -> None:
    both = [yearly("half", 6, 5), yearly("year", 12, 5)]
    assert answers(both, paper("a", "2026-06-20")) == {("half", "2026-06-05"): "a"}
    assert answers(both, paper("a", "2026-06-03"), paper("b", "2026-06-20")) == {
        ("half", "2026-06-05"): "a",
        ("year", "2026-12-05"): "b",
    }


def test_where_the_next_deadline_is_nearer_a_document_is_for_that() -> None:
    monthly = Deadline("month", "", "", "recurring", "bao_cao_dinh_ky", every="month")
    assert answers([monthly], paper("a", "2026-11-25")) == {("month", "2026-11-30"): "a"}
    assert answers([monthly], paper("a", "2026-11-03")) == {("month", "2026-10-31"): "a"}


def test_deadlines_close_to_each_other_are_met_by_one_document() -> None:
    both = [yearly("from_below", 1, 18, "mau_01"), yearly("to_above", 1, 20, "mau_01")]
    assert answers(both, paper("a", "2026-01-10", "mau_01")) == {
        ("from_below", "2026-01-18"): "a",
        ("to_above", "2026-01-20"): "a",
    }


def test_a_deadline_too_far_ahead_is_not_met_yet() -> None:
    once = Deadline("once", "", "", "by", "mau_01", date="2027-12-01")
    assert answers([once], paper("a", "2026-01-10", "mau_01")) == {}


def test_the_day_of_a_document_is_viet_nams() -> None:
    late = Paper("a", "", "", "", dt.datetime(2026, 6, 5, 18, tzinfo=dt.UTC), "")
    assert late.day == dt.date(2026, 6, 6)
