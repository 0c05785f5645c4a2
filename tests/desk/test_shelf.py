from __future__ import annotations

from typing import Any

import pytest

from doc_service.accounts.members import Member
from doc_service.desk import Desk
from doc_service.desk.drafts import Beginning, Save, begin, discard, save
from doc_service.desk.issuing import issue_draft
from doc_service.desk.origins import all_from, source
from doc_service.desk.shelf import (
    COMPARED,
    Filter,
    detail,
    documents,
    form_of,
    forms,
    revision,
    saved,
    stored_file,
    years,
)
from doc_service.errors import NotFound
from doc_service.records import Document
from tests.conftest import example

People = dict[str, Member]


def drafted(office: Desk, member: Member, form: str = "ke_hoach", **data: Any) -> Document:
    said = source("typed", by=member.name)
    return begin(office, member, form, Beginning(data, all_from(data, said), is_complete=True))


def titles(office: Desk, member: Member, **asked: Any) -> list[str]:
    return [row[0].title for row in documents(office, member, Filter(**asked)).rows]


@pytest.mark.parametrize(
    "text", ["moi truong", "MÔI TRƯỜNG", "truong moi", "ke hoach moi", "  môi   trường "]
)
def test_documents_are_found_without_diacritics_and_in_any_order(
    office: Desk, who: People, text: str
) -> None:
    drafted(office, who["van.thu"], trich_yeu="bảo vệ môi trường")
    drafted(office, who["van.thu"], trich_yeu="bình đẳng giới")
    found = titles(office, who["van.thu"], text=text)
    assert len(found) == 1
    assert "bảo vệ môi trường" in found[0]


@pytest.mark.parametrize("text", ["%", "tr_ng", "\\", "moi%truong"])
def test_signs_of_sql_are_only_signs(office: Desk, who: People, text: str) -> None:
    drafted(office, who["van.thu"], trich_yeu="môi trường")
    assert titles(office, who["van.thu"], text=text) == []


def test_an_issued_document_is_found_by_its_number(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], **example(office.form("ke_hoach", "mac_dinh")))
    issue_draft(office, who["van.thu"], document.id, 1)
    assert len(titles(office, who["van.thu"], text="12-kh/du")) == 1
    assert titles(office, who["van.thu"], text="13-kh/du") == []


def test_every_filter_narrows_alone_and_with_the_others(office: Desk, who: People) -> None:
    drafted(office, who["van.thu"], "ke_hoach", ngay="2025", trich_yeu="a")
    drafted(office, who["van.thu"], "ke_hoach", ngay="2026", trich_yeu="b")
    drafted(office, who["van.thu"], "cong_van", ngay="2026", trich_yeu="c")
    count = {
        name: documents(office, who["van.thu"], asked).total
        for name, asked in {
            "all": Filter(),
            "form": Filter(form="ke_hoach"),
            "year": Filter(year=2026),
            "both": Filter(form="ke_hoach", year=2026),
            "state": Filter(state="issued"),
            "nothing": Filter(form="ke_hoach", year=2024),
        }.items()
    }
    assert count == {"all": 3, "form": 2, "year": 2, "both": 1, "state": 0, "nothing": 0}
    assert years(office, who["van.thu"]) == [2026, 2025]
    assert forms(office, who["van.thu"]) == ["cong_van", "ke_hoach"]


def test_a_clerk_sees_their_unit_and_an_administrator_every_unit(office: Desk, who: People) -> None:
    drafted(office, who["van.thu"], trich_yeu="của phường")
    drafted(office, who["chi.bo"], trich_yeu="của chi bộ")
    assert len(titles(office, who["van.thu"])) == len(titles(office, who["nguoi.xem"])) == 1
    assert "của chi bộ" in titles(office, who["chi.bo"])[0]
    # a clerk who asks for another unit's documents gets their own
    assert "của phường" in titles(office, who["van.thu"], unit_id=2)[0]
    assert len(titles(office, who["quantri"])) == 2
    assert "của chi bộ" in titles(office, who["quantri"], unit_id=2)[0]


def test_pages_hold_25_the_last_changed_first_and_none_is_beyond_the_end(
    office: Desk, who: People
) -> None:
    made = [drafted(office, who["van.thu"], trich_yeu=f"số {number:02d}") for number in range(26)]
    first = documents(office, who["van.thu"], Filter())
    assert (len(first.rows), first.total, first.pages) == (25, 26, 2)
    assert first.rows[0][0].id == made[-1].id
    last = documents(office, who["van.thu"], Filter(page=99))
    assert [row[0].id for row in last.rows] == [made[0].id]
    assert last.page == 2


def test_a_draft_put_away_is_not_on_the_shelf(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], trich_yeu="bỏ")
    discard(office, who["van.thu"], document.id)
    assert titles(office, who["van.thu"]) == []
    assert forms(office, who["van.thu"]) == []


def test_the_history_says_who_changed_what_from_what_to_what(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], trich_yeu="trước")
    save(office, who["van.thu.2"], document.id, Save(1, {"trich_yeu": "sau"}))
    history = detail(office, who["nguoi.xem"], document.id).history
    assert [(one.what, one.by) for one in history] == [
        ("edited", "Đỗ Văn Lưu"),
        ("created", "Lê Thị Thư"),
    ]
    change = history[0].changes[0]
    assert (change.label, change.before, change.after) == ("Trích yếu", "trước", "sau")


def test_of_a_long_history_only_the_newest_saves_are_compared(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], trich_yeu="0")
    for number in range(1, COMPARED + 4):
        clerk = who["van.thu" if number % 2 else "van.thu.2"]
        save(office, clerk, document.id, Save(number, {"trich_yeu": str(number)}))
    edits = [
        one for one in detail(office, who["van.thu"], document.id).history if one.what == "edited"
    ]
    assert [one.detail["version"] for one in edits] == list(range(COMPARED + 4, 1, -1))
    assert [one.is_compared for one in edits] == [True] * COMPARED + [False] * 3
    assert all(len(one.changes) == 1 for one in edits[:COMPARED])


def test_a_version_that_was_kept_is_shown_with_what_it_changed(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], trich_yeu="một")
    save(office, who["van.thu"], document.id, Save(1, {"trich_yeu": "hai"}))
    save(office, who["van.thu.2"], document.id, Save(2, {"trich_yeu": "ba"}))
    found = saved(office, who["van.thu"], document.id, 2)
    assert (found.data, found.by, found.changes[0].before) == (
        {"trich_yeu": "hai"},
        "Lê Thị Thư",
        "một",
    )
    assert revision(office, who["van.thu"], document.id, 1) == {"trich_yeu": "một"}
    for version in (0, 4):
        with pytest.raises(NotFound):
            saved(office, who["van.thu"], document.id, version)


def test_another_units_document_is_not_found_in_any_way(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], **example(office.form("ke_hoach", "mac_dinh")))
    issue_draft(office, who["van.thu"], document.id, 1)
    for ask in (
        lambda: detail(office, who["chi.bo"], document.id),
        lambda: stored_file(office, who["chi.bo"], document.id, "pdf"),
        lambda: saved(office, who["chi.bo"], document.id, 1),
        lambda: revision(office, who["chi.bo"], document.id, 1),
    ):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(NotFound):
        stored_file(office, who["van.thu"], document.id, "exe")


def test_a_document_whose_form_is_no_more_still_has_a_history(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], trich_yeu="a")
    save(office, who["van.thu.2"], document.id, Save(1, {"trich_yeu": "b"}))
    with office.database.session() as session:
        session.get_one(Document, document.id).form = "da_bo"
    found = detail(office, who["van.thu"], document.id)
    assert form_of(office, found.document) is None
    assert found.history[0].changes[0].label == "trich_yeu"
