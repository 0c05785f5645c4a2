"""Files that no row names are found, and none that any row names, wherever it does."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Column, String

from doc_service.ledger import Outcome, claim, settle
from doc_service.records import Database
from doc_service.records.tables import Table
from doc_service.service import DocService
from doc_service.settings import load_settings
from doc_service.storage import FolderStorage
from doc_service.upkeep.doctor import examine
from doc_service.upkeep.unnamed import FORGOTTEN, remove_all, unnamed
from tests.ledgers import new_batch


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "files")


def filler(column: Column[Any], key: str) -> Any:
    """What a column takes, which names a file if it may."""
    if isinstance(column.type, JSON):
        return json.dumps({"hình": [f"tep:{key}"]})
    kinds = {str: key, int: 7, float: 1.0, bool: 1}
    return kinds.get(column.type.python_type, "2026-01-01 00:00:00")


def test_what_any_column_names_is_no_file_of_nobodys(
    tmp_path: Path, storage: FolderStorage
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'vanthu.db'}")
    database.upgrade()
    lost = storage.put(b"lost")
    # a connection that asks for no parents
    with closing(sqlite3.connect(tmp_path / "vanthu.db")) as connection, connection:
        for table in Table.metadata.sorted_tables:
            named = {
                one.name: storage.put(f"{table}.{one.name}".encode())
                for one in table.columns
                if isinstance(one.type, JSON | String)
            }
            row = {one.name: filler(one, named.get(one.name, "")) for one in table.columns}
            names = ", ".join(f'"{name}"' for name in row)
            places = ", ".join("?" * len(row))
            connection.execute(
                f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values())
            )
    assert unnamed(database, storage, older_than=-1) == (lost,)
    database.close()


@pytest.fixture
def database(records_url: str) -> Iterator[Database]:
    opened = Database(records_url)
    opened.upgrade()
    yield opened
    opened.close()


def test_files_of_finished_items_are_named_on_every_database(
    database: Database, storage: FolderStorage
) -> None:
    new_batch(database, 1)
    work = claim(database, "một", 1)
    assert work
    kept, lost = storage.put(b"kept"), storage.put(b"lost")
    file = {"format": "pdf", "name": "a.pdf", "sha256": kept, "size": 1, "pages": 1}
    settle(database, work, [Outcome(work.items[0], "done", (), [file])])
    assert unnamed(database, storage, older_than=-1) == (lost,)
    assert remove_all(storage, [lost], older_than=-1) == 1
    assert storage.exists(kept)
    assert not storage.exists(lost)


def test_the_doctor_speaks_of_them_after_a_week_and_removes_them(tmp_path: Path) -> None:
    settings = load_settings({}, data_folder=tmp_path / "data", work_folder=tmp_path / "work")
    with DocService.open(settings) as service:
        service.open_records()
        young, old = service.storage.put(b"young"), service.storage.put(b"old")
        [path] = (tmp_path / "data").rglob(f"*{old[4:]}")
        week_ago = time.time() - FORGOTTEN - 60
        os.utime(path, (week_ago, week_ago))
        [found] = [one for one in examine(service) if "không còn bản ghi nào" in one.said]
        assert found.kind == "warning"
        assert found.said.startswith("1 tệp")
        assert found.mend
        found.mend()
        assert service.storage.exists(young)
        assert not service.storage.exists(old)
