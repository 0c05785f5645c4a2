from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from doc_service.accounts.members import Member
from doc_service.desk import Desk, drafts
from doc_service.desk.drafts import Beginning, Save, begin, discard, open_document, save
from doc_service.desk.origins import origin_of
from doc_service.errors import Forbidden, FormNotFound, InvalidData, NotFound, StaleDraft
from doc_service.records import Document, Event, Revision

People = dict[str, Member]


def kept(office: Desk, number: str) -> list[tuple[int, dict[str, Any]]]:
    with office.database.reading() as session:
        rows = session.execute(
            select(Revision.version, Revision.data)
            .where(Revision.document_id == number)
            .order_by(Revision.version)
        )
        return [(row[0], row[1]) for row in rows]


def typed(document: Document, **changes: Any) -> Save:
    return Save(document.version, {**document.data, **changes})


def test_a_new_draft_begins_with_what_the_unit_says_of_itself(office: Desk, who: People) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    assert document.data["co_quan"]["ten"] == "Đảng ủy phường An Thịnh"
    assert document.data["nguoi_ky"]["ho_ten"] == "Trần Văn Bình"
    assert document.data["ngay"] == "11/2026"
    assert document.year == 2026
    found = origin_of(document.origins, "/nguoi_ky/ho_ten")
    assert found == {"how": "profile", "where": "Đảng ủy phường An Thịnh"}


def test_what_is_typed_is_kept_as_typed_and_says_by_whom(office: Desk, who: People) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    after = save(office, who["van.thu.2"], document.id, typed(document, ngay="31/2/2026"))
    assert after.version == 2
    read = open_document(office, who["van.thu"], document.id)
    assert read.data["ngay"] == "31/2/2026"
    assert (origin_of(read.origins, "/ngay") or {})["by"] == "Đỗ Văn Lưu"
    assert (origin_of(read.origins, "/nguoi_ky/ho_ten") or {})["how"] == "profile"


def test_of_two_who_save_at_once_the_second_is_told_and_overwrites_nothing(
    office: Desk, who: People
) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    save(office, who["van.thu"], document.id, typed(document, trich_yeu="của Thư"))
    with pytest.raises(StaleDraft) as refused:
        save(office, who["van.thu.2"], document.id, typed(document, trich_yeu="của Lưu"))
    assert refused.value.by == "Lê Thị Thư"
    assert refused.value.version == 2
    assert refused.value.data["trich_yeu"] == "của Thư"
    assert open_document(office, who["van.thu"], document.id).data["trich_yeu"] == "của Thư"


def test_of_many_who_save_at_the_same_moment_one_does_and_the_others_are_told(
    office: Desk, who: People
) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    together = threading.Barrier(4)

    def saves(number: int) -> int:
        together.wait(60)
        try:
            asked = typed(document, trich_yeu=f"của người thứ {number}")
            return save(office, who["van.thu"], document.id, asked).version
        except StaleDraft as refused:
            return -refused.version

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(saves, range(4))) == [-2, -2, -2, 2]


def test_a_sign_that_is_no_letter_is_kept_in_the_data_and_found_nowhere(
    office: Desk, who: People
) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    save(office, who["van.thu"], document.id, typed(document, trich_yeu="a\0b"))
    read = open_document(office, who["van.thu"], document.id)
    assert read.data["trich_yeu"] == "a\0b"
    with pytest.raises(NotFound):
        open_document(office, who["van.thu"], f"{document.id}\0")


def test_saving_the_same_again_changes_nothing(office: Desk, who: People) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    assert save(office, who["van.thu.2"], document.id, typed(document)).version == 1
    assert [version for version, _ in kept(office, document.id)] == [1]


def test_saves_of_one_sitting_are_one_revision_and_another_clerk_begins_a_new_one(
    office: Desk, who: People
) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    for login, text in (("van.thu", "a"), ("van.thu", "ab"), ("van.thu.2", "abc")):
        document = save(office, who[login], document.id, typed(document, trich_yeu=text))
    found = kept(office, document.id)
    assert [(version, data.get("trich_yeu")) for version, data in found] == [
        (1, None),
        (3, "ab"),
        (4, "abc"),
    ]


def test_after_ten_minutes_a_new_revision_begins(
    office: Desk, who: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    document = save(office, who["van.thu"], document.id, typed(document, trich_yeu="a"))
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=11)
    monkeypatch.setattr(drafts, "now", lambda: later)
    document = save(office, who["van.thu"], document.id, typed(document, trich_yeu="b"))
    assert [version for version, _ in kept(office, document.id)] == [1, 2, 3]


def test_a_version_taken_up_again_throws_away_nothing_of_the_same_sitting(
    office: Desk, who: People
) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    first = document.data
    document = save(office, who["van.thu"], document.id, typed(document, trich_yeu="vừa gõ"))
    document = save(office, who["van.thu"], document.id, Save(document.version, first, restores=1))
    found = kept(office, document.id)
    assert [data.get("trich_yeu") for _, data in found] == [None, "vừa gõ", None]
    with office.database.reading() as session:
        events = list(session.scalars(select(Event.what).where(Event.document_id == document.id)))
    assert events == ["created", "restored"]


@pytest.mark.parametrize(("login", "error"), [("chi.bo", NotFound), ("nguoi.xem", Forbidden)])
def test_strangers_find_no_draft_and_viewers_change_none(
    office: Desk, who: People, login: str, error: type[Exception]
) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    with pytest.raises(error):
        save(office, who[login], document.id, typed(document, trich_yeu="x"))
    with pytest.raises(error):
        discard(office, who[login], document.id)
    assert open_document(office, who["van.thu"], document.id).data == document.data


def test_a_viewer_begins_no_draft_and_nobody_one_of_an_unknown_form(
    office: Desk, who: People
) -> None:
    with pytest.raises(Forbidden):
        begin(office, who["nguoi.xem"], "ke_hoach")
    with pytest.raises(FormNotFound):
        begin(office, who["van.thu"], "khong_co")


def test_a_draft_put_away_is_found_no_more_but_its_words_stay(office: Desk, who: People) -> None:
    document = begin(office, who["van.thu"], "ke_hoach", Beginning({"trich_yeu": "giữ lại"}))
    discard(office, who["van.thu"], document.id)
    with pytest.raises(NotFound):
        open_document(office, who["van.thu"], document.id)
    assert kept(office, document.id)[0][1]["trich_yeu"] == "giữ lại"


def test_what_is_no_data_at_all_is_refused_and_the_draft_stays(office: Desk, who: People) -> None:
    document = begin(office, who["van.thu"], "ke_hoach")
    with pytest.raises(InvalidData):
        save(office, who["van.thu"], document.id, Save(1, {"ngay": float("nan")}))
    assert open_document(office, who["van.thu"], document.id).version == 1
