"""Who else has a draft open."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from doc_service.accounts.members import Member
from doc_service.desk import Desk, presence
from doc_service.desk.drafts import begin
from doc_service.desk.presence import GONE_AFTER, here, leave
from doc_service.errors import NotFound
from doc_service.records import Document
from doc_service.records.tables import now

People = dict[str, Member]


@pytest.fixture
def document(office: Desk, who: People) -> Document:
    return begin(office, who["van.thu"], "ke_hoach")


def test_each_tab_sees_who_has_the_draft_open_elsewhere(
    office: Desk, who: People, document: Document
) -> None:
    assert here(office, who["van.thu"], document.id, "tab-1").others == ()
    seen = here(office, who["van.thu.2"], document.id, "tab-2")
    assert (seen.others, seen.version, seen.state) == (("Lê Thị Thư",), 1, "draft")
    assert seen.by == "Lê Thị Thư"
    here(office, who["nguoi.xem"], document.id, "tab-3")
    seen = here(office, who["van.thu"], document.id, "tab-1")
    assert seen.others == ("Phạm Văn Xem", "Đỗ Văn Lưu")


def test_one_who_has_two_tabs_is_named_once_and_sees_the_other_tab(
    office: Desk, who: People, document: Document
) -> None:
    for tab in ("tab-1", "tab-2"):
        here(office, who["van.thu"], document.id, tab)
    assert here(office, who["van.thu"], document.id, "tab-1").others == ("Lê Thị Thư",)
    assert here(office, who["van.thu.2"], document.id, "tab-3").others == ("Lê Thị Thư",)


def test_who_leaves_or_is_silent_for_long_is_gone(
    office: Desk, who: People, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    here(office, who["van.thu"], document.id, "tab-1")
    here(office, who["nguoi.xem"], document.id, "tab-2")
    leave(office, who["nguoi.xem"], "tab-2")
    assert here(office, who["van.thu.2"], document.id, "tab-3").others == ("Lê Thị Thư",)
    after = now() + GONE_AFTER + dt.timedelta(seconds=1)
    monkeypatch.setattr(presence, "now", lambda: after)
    assert here(office, who["van.thu.2"], document.id, "tab-3").others == ()


def test_nobody_closes_the_tab_of_another(office: Desk, who: People, document: Document) -> None:
    here(office, who["van.thu"], document.id, "tab-1")
    leave(office, who["van.thu.2"], "tab-1")
    assert here(office, who["van.thu.2"], document.id, "tab-2").others == ("Lê Thị Thư",)


def test_a_tab_that_calls_several_times_at_once_is_one_tab(
    office: Desk, who: People, document: Document
) -> None:
    with ThreadPoolExecutor(6) as pool:
        seen = pool.map(lambda _: here(office, who["van.thu"], document.id, "tab-1"), range(12))
        assert {one.others for one in seen} == {()}


def test_strangers_learn_nothing(office: Desk, who: People, document: Document) -> None:
    with pytest.raises(NotFound):
        here(office, who["chi.bo"], document.id, "tab-1")
