"""Backup and restore where the records are in PostgreSQL and the files in S3."""

from __future__ import annotations

from pathlib import Path

import pytest

from doc_service.accounts.people import units
from doc_service.errors import RecordsError
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.upkeep.backup import back_up, restore
from tests.ledgers import new_unit
from tests.scale.servers import Server, empty_database

pytestmark = pytest.mark.scale


def opened(folder: Path, records: str, files: str) -> DocService:
    return DocService.open(
        load_settings({}, data_folder=folder, database_url=records, storage_url=files)
    )


def test_records_and_files_come_back_on_other_servers(
    tmp_path: Path, postgresql_server: Server, s3_server: Server
) -> None:
    stores = [s3_server.url.replace("/tep?", f"/{tmp_path.name}-{n}?") for n in (1, 2)]
    with empty_database(postgresql_server) as one, empty_database(postgresql_server) as two:
        with opened(tmp_path / "a", one, stores[0]) as live:
            live.open_records()
            new_unit(live.database, "Đảng ủy phường An Thịnh")
            key = live.storage.put("văn bản".encode())
            said = back_up(live, tmp_path / "a.tar")
        with opened(tmp_path / "b", two, stores[1]) as other:
            assert not other.storage.exists(key)
            assert restore(other, tmp_path / "a.tar") == said
            other.open_records()
            assert [unit.name for unit in units(other.database)] == ["Đảng ủy phường An Thịnh"]
            assert other.storage.get(key) == "văn bản".encode()
            with pytest.raises(RecordsError, match="đã có dữ liệu"):
                restore(other, tmp_path / "a.tar")
