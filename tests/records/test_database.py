"""The database: what holds of SQLite and PostgreSQL alike, and what SQLite is told."""

from __future__ import annotations

import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from doc_service.errors import RecordsError, RecordsUnavailable, SettingsError
from doc_service.records import Database, Unit, User


@pytest.fixture
def empty(records_url: str) -> Iterator[Database]:
    opened = Database(records_url)
    yield opened
    opened.close()


@pytest.fixture
def records(empty: Database) -> Database:
    empty.upgrade()
    return empty


def unit(name: str = "Đơn vị") -> Unit:
    return Unit(name=name, locality="mac_dinh", profile={"co_quan": {"ten": "Chi bộ"}})


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    opened = Database(f"sqlite:///{tmp_path / 'sau' / 'nua' / 'vanthu.db'}")
    opened.upgrade()
    assert opened.is_made()
    opened.close()


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


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    """A database of SQLite's."""
    opened = Database(f"sqlite:///{tmp_path / 'vanthu.db'}")
    opened.upgrade()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10000)],
)
def test_sqlite_is_told_what_keeps_data_safe(file: Database, pragma: str, value: object) -> None:
    for opened in (file.session, file.reading):
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


def test_who_reads_sees_one_moment_whatever_others_write_meanwhile(records: Database) -> None:
    with records.reading() as session:
        assert session.scalars(select(Unit.name)).all() == []
        with records.session() as writing:
            writing.add(unit())
        assert session.scalars(select(Unit.name)).all() == []
    with records.reading() as session:
        assert session.scalars(select(Unit.name)).all() == ["Đơn vị"]


def test_those_of_one_turn_count_and_then_write_one_after_the_other(records: Database) -> None:
    """Without turns two would count the same, and the second name would be refused."""

    def add() -> None:
        for _ in range(10):
            with records.session("đơn vị", "đếm") as session:
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
    with pytest.raises((OSError, RecordsUnavailable)):
        opened.upgrade()
    opened.close()


@pytest.mark.parametrize("url", ["mysql://may/csdl", "postgresql://may/csdl", "vanthu.db"])
def test_a_database_of_another_kind_is_said_at_the_start(url: str) -> None:
    with pytest.raises(SettingsError, match="VANTHU_DATABASE_URL"):
        Database(url)


def test_one_machine_alone_imports_no_driver_of_postgresql() -> None:
    code = (
        "import sys; from doc_service.records import Database; Database('sqlite://'); "
        "print({'psycopg', 'alembic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_text_comes_back_as_it_was_in_whatever_composition(records: Database) -> None:
    """Both compare letter by letter: who wants one form of Unicode brings it (forms do)."""
    composed = "Đảng ủy"
    decomposed = unicodedata.normalize("NFD", composed)
    with records.session() as session:
        session.add_all([unit(composed), unit(decomposed)])
    with records.reading() as session:
        assert set(session.scalars(select(Unit.name))) == {composed, decomposed}
        assert session.scalar(select(Unit.name).where(Unit.name == composed)) == composed


def test_data_keep_the_order_of_their_names_and_every_sign(records: Database) -> None:
    data = {"z": 1, "a": {"ư": ["\0", "\u2028", 1.5, None, True]}, "m": 10**17}
    with records.session() as session:
        session.add(Unit(name="x", locality="mac_dinh", profile=data))
    with records.reading() as session:
        kept = session.scalar(select(Unit.profile))
    assert kept == data
    assert list(kept) == ["z", "a", "m"]
