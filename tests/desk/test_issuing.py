from __future__ import annotations

import errno
import hashlib
import json
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from doc_service.accounts.members import Member
from doc_service.desk import Desk, issuing
from doc_service.desk.drafts import Beginning, Save, begin, discard, open_document, save
from doc_service.desk.issuing import copy, issue_draft, outputs_of, restore, revoke
from doc_service.desk.origins import all_from, origin_of, source
from doc_service.desk.shelf import detail, stored_file
from doc_service.documents import produce
from doc_service.errors import (
    FileLost,
    Forbidden,
    InvalidData,
    NotADraft,
    NotFound,
    OutOfDiskSpace,
    StaleDraft,
)
from doc_service.records import Document, DocumentFile
from doc_service.storage import folder
from tests.conftest import example

People = dict[str, Member]


def drafted(office: Desk, member: Member, form: str = "ke_hoach", **changes: Any) -> Document:
    data = {**example(office.form(form, "mac_dinh")), **changes}
    said = source("typed", by=member.name, at="2026-11-22T08:30")
    return begin(office, member, form, Beginning(data, all_from(data, said), is_complete=True))


def files(office: Desk, number: str) -> dict[str, str]:
    with office.database.reading() as session:
        rows = session.execute(
            select(DocumentFile.format, DocumentFile.sha256).where(
                DocumentFile.document_id == number
            )
        )
        return {row[0]: row[1] for row in rows}


@pytest.fixture
def issued(office: Desk, who: People) -> Document:
    document = drafted(office, who["van.thu"], ngay="9/1/2026")
    return issue_draft(office, who["van.thu"], document.id, 1)


def test_an_issued_document_keeps_its_data_its_files_and_their_hashes(
    office: Desk, who: People, issued: Document
) -> None:
    assert (issued.state, issued.symbol, issued.rule_set) == ("issued", "12-KH/ĐU", "dang-hd36")
    assert issued.data["ngay"] == "2026-01-09"
    canonical = json.dumps(issued.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert issued.data_sha256 == hashlib.sha256(canonical.encode()).hexdigest()
    assert set(files(office, issued.id)) == {"docx", "pdf"}
    for output, key in files(office, issued.id).items():
        _, content = stored_file(office, who["nguoi.xem"], issued.id, output)
        assert hashlib.sha256(content).hexdigest() == key


def test_tables_are_issued_as_workbooks_too(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], "mau_01")
    issue_draft(office, who["van.thu"], document.id, 1)
    assert set(files(office, document.id)) == {"docx", "pdf", "xlsx"}
    assert outputs_of(office.form("cong_van", "mac_dinh")) == ("docx", "pdf")


def test_a_value_typed_otherwise_than_printed_still_comes_from_who_typed_it(
    issued: Document,
) -> None:
    assert (origin_of(issued.origins, "/ngay") or {})["by"] == "Lê Thị Thư"


def test_who_issues_is_who_changed_it_last(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"])
    issue_draft(office, who["van.thu.2"], document.id, 1)
    assert open_document(office, who["van.thu"], document.id).updated_by == who["van.thu.2"].user_id


def test_every_problem_stops_a_draft_at_once_and_it_stays_one(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"], ngay="31/2/2026", trich_yeu="")
    with pytest.raises(InvalidData) as refused:
        issue_draft(office, who["van.thu"], document.id, 1)
    assert {one.pointer for one in refused.value.problems} >= {"/ngay", "/trich_yeu"}
    assert open_document(office, who["van.thu"], document.id).state == "draft"


def test_only_the_version_somebody_saw_is_issued(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"])
    save(office, who["van.thu.2"], document.id, Save(1, {**document.data, "trich_yeu": "khác"}))
    with pytest.raises(StaleDraft):
        issue_draft(office, who["van.thu"], document.id, 1)
    assert files(office, document.id) == {}


def test_of_two_clerks_who_issue_at_once_exactly_one_does(
    office: Desk, who: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = drafted(office, who["van.thu"])
    together, answers = threading.Barrier(2), []

    def made_by_both(*asked: Any) -> Any:
        together.wait(60)  # both have looked at the draft, neither has written
        return produce(*asked)

    def issue(login: str) -> None:
        try:
            answers.append(issue_draft(office, who[login], document.id, 1).state)
        except NotADraft:
            answers.append("refused")

    monkeypatch.setattr(issuing, "produce", made_by_both)
    threads = [threading.Thread(target=issue, args=(one,)) for one in ("van.thu", "van.thu.2")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert Counter(answers) == {"issued": 1, "refused": 1}
    found = detail(office, who["van.thu"], document.id)
    assert [one.format for one in found.files] == ["docx", "pdf"]
    assert [one.what for one in found.history].count("issued") == 1


def test_a_full_disk_leaves_the_draft_a_draft(
    office: Desk, who: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = drafted(office, who["van.thu"])

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(folder.os, "fsync", full)
        with pytest.raises(OutOfDiskSpace, match="Ổ đĩa đã đầy"):
            issue_draft(office, who["van.thu"], document.id, 1)
    after = open_document(office, who["van.thu"], document.id)
    assert (after.state, after.version, after.data) == ("draft", 1, document.data)
    assert files(office, document.id) == {}
    assert issue_draft(office, who["van.thu"], document.id, 1).state == "issued"


def test_nothing_changes_an_issued_document(office: Desk, who: People, issued: Document) -> None:
    before = files(office, issued.id)
    tries = (
        lambda: save(office, who["van.thu"], issued.id, Save(issued.version, {"ngay": "1"})),
        lambda: discard(office, who["van.thu"], issued.id),
        lambda: issue_draft(office, who["van.thu"], issued.id, issued.version),
    )
    for attempt in tries:
        with pytest.raises(NotADraft):
            attempt()
    made = restore(office, who["van.thu"], issued.id, 1, issued.version)
    assert made.id != issued.id
    after = open_document(office, who["van.thu"], issued.id)
    assert (after.data, after.version, after.data_sha256, files(office, issued.id)) == (
        issued.data,
        issued.version,
        issued.data_sha256,
        before,
    )


def test_a_file_changed_behind_our_back_is_not_handed_out(
    office: Desk, who: People, issued: Document, tmp_path: Path
) -> None:
    key = files(office, issued.id)["pdf"]
    (tmp_path / "files" / key[:2] / key).write_bytes(b"%PDF-1.7 khac")
    with pytest.raises(FileLost, match="đã bị thay đổi"):
        stored_file(office, who["van.thu"], issued.id, "pdf")


def test_a_withdrawn_document_keeps_its_files_and_says_why(
    office: Desk, who: People, issued: Document
) -> None:
    before = files(office, issued.id)
    revoke(office, who["van.thu.2"], issued.id, "  Sai căn cứ ban hành ")
    after = open_document(office, who["van.thu"], issued.id)
    assert (after.state, after.revoked_why) == ("revoked", "Sai căn cứ ban hành")
    assert after.updated_by == who["van.thu.2"].user_id
    assert (after.data, files(office, issued.id)) == (issued.data, before)
    with pytest.raises(NotADraft):
        revoke(office, who["van.thu"], issued.id, "Lần thứ hai")


@pytest.mark.parametrize("why", ["", "    ", "sai", "x" * 1001])
def test_nothing_is_withdrawn_without_a_reason(
    office: Desk, who: People, issued: Document, why: str
) -> None:
    with pytest.raises(InvalidData) as refused:
        revoke(office, who["van.thu"], issued.id, why)
    assert "ý do thu hồi" in refused.value.problems[0].message
    assert open_document(office, who["van.thu"], issued.id).state == "issued"


@pytest.mark.parametrize(("login", "error"), [("chi.bo", NotFound), ("nguoi.xem", Forbidden)])
def test_strangers_and_viewers_withdraw_and_copy_nothing(
    office: Desk, who: People, issued: Document, login: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        revoke(office, who[login], issued.id, "Lý do đủ dài")
    with pytest.raises(error):
        copy(office, who[login], issued.id)
    with pytest.raises(error):
        restore(office, who[login], issued.id, 1, 1)
    assert open_document(office, who["van.thu"], issued.id).state == "issued"


def test_a_draft_is_not_withdrawn(office: Desk, who: People) -> None:
    document = drafted(office, who["van.thu"])
    with pytest.raises(NotADraft):
        revoke(office, who["van.thu"], document.id, "Lý do đủ dài")


def test_a_copy_has_the_words_but_not_the_number_and_day(
    office: Desk, who: People, issued: Document
) -> None:
    made = copy(office, who["van.thu.2"], issued.id)
    assert (made.state, made.copied_from) == ("draft", issued.id)
    assert made.data["trich_yeu"] == issued.data["trich_yeu"]
    assert "so" not in made.data.get("so_ky_hieu", {})
    assert made.data["ngay"] == "11/2026"
    assert (origin_of(made.origins, "/trich_yeu") or {}) == {
        "how": "document",
        "where": "12-KH/ĐU",
    }


def test_a_draft_takes_an_earlier_version_up_again_unless_somebody_saved_meanwhile(
    office: Desk, who: People
) -> None:
    document = drafted(office, who["van.thu"])
    save(office, who["van.thu"], document.id, Save(1, {**document.data, "trich_yeu": "khác"}))
    with pytest.raises(StaleDraft):
        restore(office, who["van.thu"], document.id, 1, 1)
    after = restore(office, who["van.thu"], document.id, 1, 2)
    assert (after.id, after.version, after.data) == (document.id, 3, document.data)
    assert (origin_of(after.origins, "/trich_yeu") or {})["how"] == "revision"
    with pytest.raises(NotFound):
        restore(office, who["van.thu"], document.id, 99, 3)
