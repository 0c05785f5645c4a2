"""The whole service with its records in PostgreSQL and its files in S3: three settings changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from doc_service.accounts.logins import find_member, log_in, session_id, use_link
from doc_service.accounts.people import change_unit, first_link, units
from doc_service.desk.drafts import Save, begin, save
from doc_service.desk.issuing import issue_draft
from doc_service.desk.shelf import Filter, detail, documents, stored_file
from doc_service.service import DocService
from doc_service.settings import load_settings
from tests.conftest import example, today
from tests.desks import PASSWORD, PROFILE, UNIT
from tests.scale.servers import Server, empty_database

pytestmark = [pytest.mark.scale, pytest.mark.soffice]


@pytest.fixture
def far(postgresql_server: Server, s3_server: Server, tmp_path: Path) -> Iterator[DocService]:
    with empty_database(postgresql_server) as url:
        places = {"data_folder": tmp_path / "data", "work_folder": tmp_path / "work"}
        servers = {"database_url": url, "storage_url": s3_server.url}
        settings = load_settings({}, workers=1, **places, **servers)
        with DocService.open(settings, clock=today) as service:
            service.open_records()
            yield service


def test_a_document_is_written_issued_and_found_and_nothing_of_it_stays_on_this_machine(
    far: DocService, tmp_path: Path
) -> None:
    use_link(far.database, first_link(far.database, "mac_dinh"), PASSWORD)
    unit = units(far.database)[0]
    change_unit(far.database, unit.id, UNIT, "mac_dinh", PROFILE)
    user = log_in(far.database, "quantri", PASSWORD, "10.0.0.1")
    member = find_member(far.database, session_id(user))
    assert member is not None
    draft = begin(far.desk, member, "ke_hoach")
    typed = example(far.catalog.form("ke_hoach", "mac_dinh"))
    saved = save(far.desk, member, draft.id, Save(draft.version, typed))
    issued = issue_draft(far.desk, member, draft.id, saved.version)
    assert issued.state == "issued"
    files = detail(far.desk, member, draft.id).files
    assert {one.format for one in files} >= {"docx", "pdf"}
    for one in files:
        _, content = stored_file(far.desk, member, draft.id, one.format)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one.sha256, one.size)
    found = documents(far.desk, member, Filter(text="ke hoach"))
    assert [row[0].id for row in found.rows] == [draft.id]
    kept = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert [path.name for path in kept if path.suffix == ".db" or path.parent.name == "files"] == []
