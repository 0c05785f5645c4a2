"""The database: its migrations, its versions, and what SQLite is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from doc_service.errors import RecordsError
from doc_service.records import Database, Unit, User, database
from doc_service.records.tables import Table


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'sau' / 'nua' / 'vanthu.db'}")
    yield opened
    opened.close()


@pytest.fixture
def records(empty: Database) -> Database:
    empty.upgrade()
    return empty


def unit(name: str = "Đơn vị") -> Unit:
    return Unit(name=name, locality="mac_dinh", profile={"co_quan": {"ten": "Chi bộ"}})


def test_an_empty_place_becomes_a_database_with_every_table(records: Database) -> None:
    assert set(Table.metadata.tables) < set(inspect(records.engine).get_table_names())


def test_the_migrations_make_what_the_models_say(records: Database) -> None:
    with records.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_the_code_works_with_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [database.NEWEST]


def test_upgrading_again_changes_nothing_and_keeps_what_is_there(records: Database) -> None:
    with records.session() as session:
        session.add(unit())
    records.upgrade()
    with records.reading() as session:
        assert session.scalars(select(Unit.name)).all() == ["Đơn vị"]


def test_a_database_of_a_newer_version_is_refused_and_left_alone(records: Database) -> None:
    with records.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsError, match="phiên bản mới hơn"):
        records.upgrade()
    with records.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)],
)
def test_sqlite_is_told_what_keeps_data_safe(records: Database, pragma: str, value: object) -> None:
    for opened in (records.session, records.reading):
        with opened() as session:
            assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_what_refers_to_nothing_is_refused(records: Database) -> None:
    with pytest.raises(IntegrityError), records.session() as session:
        session.add(User(unit_id=99, login="ai.do", name="Ai Đó", role="van_thu"))


def test_an_error_undoes_the_whole_transaction(records: Database) -> None:
    with pytest.raises(ZeroDivisionError), records.session() as session:
        session.add(unit())
        session.flush()
        raise ZeroDivisionError
    with records.reading() as session:
        assert session.scalars(select(Unit)).all() == []


def test_who_reads_waits_for_nobody_who_writes(records: Database) -> None:
    with records.session() as writing:
        writing.add(unit())
        writing.flush()
        with records.reading() as session:
            assert session.scalars(select(Unit)).all() == []


def test_two_who_count_and_then_write_do_it_one_after_the_other(records: Database) -> None:
    """With BEGIN alone both would count the same, and one would fail when it writes."""

    def add() -> None:
        for _ in range(10):
            with records.session() as session:
                count = len(session.scalars(select(Unit.id)).all())
                session.add(unit(f"Đơn vị {count}"))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with records.reading() as session:
        names = set(session.scalars(select(Unit.name)))
    assert names == {f"Đơn vị {number}" for number in range(40)}


def test_moments_come_back_with_their_zone(records: Database) -> None:
    with records.session() as session:
        session.add(made := unit())
    with records.reading() as session:
        kept = session.get_one(Unit, made.id).created_at
    assert kept == made.created_at
    assert kept.utcoffset() is not None


def test_a_place_that_cannot_be_written_is_an_error_at_once() -> None:
    opened = Database("sqlite:////proc/khong-duoc/vanthu.db")
    with pytest.raises((OSError, OperationalError)):
        opened.upgrade()
    opened.close()
