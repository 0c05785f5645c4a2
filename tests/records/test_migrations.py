"""Migrations: from nothing and from every earlier schema to the newest, on both databases."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from doc_service.records import Database, Document, User, database
from doc_service.records.tables import Table


@pytest.fixture
def empty(records_url: str) -> Iterator[Database]:
    opened = Database(records_url)
    yield opened
    opened.close()


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    return made


def migrate(records: Database, revision: str) -> None:
    """Bring the schema to an earlier revision."""
    asked = config()
    with records.engine.begin() as connection:
        asked.attributes["connection"] = connection
        command.upgrade(asked, revision)


REVISIONS = sorted(one.revision for one in ScriptDirectory.from_config(config()).walk_revisions())


def differences(records: Database) -> list[object]:
    with records.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Table.metadata))


def test_the_code_works_with_the_last_migration() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [database.NEWEST]
    assert REVISIONS[-1] == database.NEWEST


def test_an_empty_place_becomes_a_database_with_every_table(empty: Database) -> None:
    assert not empty.is_made()
    empty.upgrade()
    assert empty.is_made()
    assert set(Table.metadata.tables) < set(inspect(empty.engine).get_table_names())
    assert differences(empty) == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_from_every_earlier_schema_the_newest_is_reached_and_nothing_is_lost(
    empty: Database, revision: str
) -> None:
    migrate(empty, revision)
    fill(empty)
    empty.upgrade()
    assert differences(empty) == []
    with empty.reading() as session:
        kept = session.scalars(select(Document)).one()
        assert kept.data == {"z": "ắ", "a": [1, None]}
        assert kept.updated_at == dt.datetime(2026, 1, 2, 3, 4, 5, 678901, dt.UTC)
        user = session.scalars(select(User)).one()
        assert (user.name, user.is_active, user.seen_at) == ("Lê Thị Thư", True, None)


def fill(records: Database) -> None:
    """Put a row in the first tables, in SQL, as the first version wrote them."""
    at = "2026-01-02 03:04:05.678901"
    data = json.dumps({"z": "ắ", "a": [1, None]}, ensure_ascii=True)
    rows = (
        "INSERT INTO units (id, name, locality, profile, created_at) "
        "VALUES (1, 'Đảng ủy phường An Thịnh', 'mac_dinh', '{}', :at)",
        "INSERT INTO users (id, unit_id, login, name, role, password, stamp, language, is_active, "
        "created_at) VALUES (1, 1, 'van.thu', 'Lê Thị Thư', 'van_thu', '', 's', 'vi', true, :at)",
        "INSERT INTO documents (id, unit_id, form, locality, state, title, searched, symbol, year, "
        "data, origins, version, upload, upload_name, rule_set, data_sha256, created_at, "
        "created_by, updated_at, updated_by, revoked_why) VALUES ('d1', 1, 'mau_01', 'mac_dinh', "
        "'draft', 't', 's', '', 2026, :data, '{}', 1, '', '', '', '', :at, 1, :at, 1, '')",
    )
    with records.engine.begin() as connection:
        for row in rows:
            given = {"at": at, "data": data}
            wanted = {name: given[name] for name in given if f":{name}" in row}
            connection.execute(text(_typed(row, records)), wanted)


def _typed(row: str, records: Database) -> str:
    """PostgreSQL wants to be told what a text stands for."""
    if not records.is_shared:
        return row
    return row.replace(":at", "CAST(:at AS timestamp)").replace(":data", "CAST(:data AS json)")


def test_of_processes_that_start_at_once_one_upgrades_and_the_others_wait(
    records_url: str,
) -> None:
    code = "import sys; from doc_service.records import Database; Database(sys.argv[1]).upgrade()"
    started = [
        subprocess.Popen([sys.executable, "-c", code, records_url], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    said = [one.communicate(timeout=120)[1].decode() for one in started]
    assert [one.returncode for one in started] == [0, 0, 0, 0], said
    records = Database(records_url)
    assert differences(records) == []
    records.close()


def test_an_upgrade_that_fails_leaves_the_schema_as_it_was(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import op

    migrate(empty, REVISIONS[0])
    before = set(inspect(empty.engine).get_table_names())
    real = op.create_table

    def breaks_off(*given: object, **more: object) -> None:
        real(*given, **more)
        raise ConnectionAbortedError("the power is cut")

    monkeypatch.setattr(op, "create_table", breaks_off)
    with pytest.raises(ConnectionAbortedError):
        empty.upgrade()
    monkeypatch.undo()
    assert set(inspect(empty.engine).get_table_names()) == before
    empty.upgrade()
    assert differences(empty) == []
