"""Faults of the database, as clerks and operators are told them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import InternalError

from doc_service.errors import BadRequest, OutOfDiskSpace, RecordsUnavailable
from doc_service.records import Database, Unit


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    """A database of SQLite's."""
    opened = Database(f"sqlite:///{tmp_path / 'vanthu.db'}")
    opened.upgrade()
    yield opened
    opened.close()


def unit(name: str) -> Unit:
    return Unit(name=name, locality="mac_dinh", profile={"dai": "x" * 200_000})


def test_a_full_disk_is_said_and_what_was_kept_stays(file: Database) -> None:
    with file.session() as session:
        session.add(unit("truoc"))
    with file.session() as session:
        session.execute(text("PRAGMA max_page_count=1"))  # no more than it has
    with pytest.raises(OutOfDiskSpace, match="đã đầy"), file.session() as session:
        session.execute(text("PRAGMA max_page_count=1"))
        session.add(unit("sau"))
    with file.reading() as session:
        assert session.scalars(select(Unit.name)).all() == ["truoc"]


def test_a_database_that_is_locked_for_long_is_said_to_be_busy(
    file: Database, tmp_path: Path
) -> None:
    other = Database(f"sqlite:///{tmp_path / 'vanthu.db'}")
    with other.reading() as session:
        session.execute(text("PRAGMA busy_timeout=50"))
    with file.session() as writing:
        writing.add(unit("dang ghi"))
        writing.flush()
        with pytest.raises(RecordsUnavailable, match="đang quá bận"), other.session() as session:
            session.add(unit("cung ghi"))
    other.close()


@pytest.mark.scale
def test_a_number_that_no_column_holds_is_a_bad_request(served: Database) -> None:
    with pytest.raises(BadRequest), served.reading() as session:
        session.get(Unit, 2**40)


def test_a_server_that_does_not_answer_is_said() -> None:
    opened = Database("postgresql+psycopg://vanthu@127.0.0.1:9/khong-co")
    with pytest.raises(RecordsUnavailable, match="không trả lời"), opened.reading() as session:
        session.execute(text("SELECT 1"))
    with pytest.raises(RecordsUnavailable, match="không trả lời"):
        opened.upgrade()
    opened.close()


@pytest.fixture
def served(postgresql_server: object) -> Iterator[Database]:
    """A database of PostgreSQL's."""
    from tests.scale.servers import Server, empty_database

    assert isinstance(postgresql_server, Server)
    with empty_database(postgresql_server) as url:
        opened = Database(url)
        opened.upgrade()
        yield opened
        opened.close()


@pytest.mark.scale
def test_who_only_reads_cannot_write_by_mistake(served: Database) -> None:
    with pytest.raises(InternalError, match="read-only"), served.reading() as session:
        session.execute(text("DELETE FROM units"))


@pytest.mark.scale
def test_who_sleeps_in_a_transaction_loses_it_and_the_others_go_on(served: Database) -> None:
    with pytest.raises(RecordsUnavailable), served.session() as session:
        session.add(unit("ngu quen"))
        session.flush()
        session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 100"))
        time.sleep(0.5)
        session.scalars(select(Unit.name)).all()
    with served.session() as session:
        session.add(unit("ngu quen"))


@pytest.mark.scale
def test_after_the_server_was_started_again_work_goes_on() -> None:
    from tests.scale.servers import postgresql

    with postgresql() as server:
        opened = Database(server.url)
        opened.upgrade()
        with opened.session() as session:
            session.add(unit("truoc"))
        with pytest.raises(RecordsUnavailable), opened.session() as session:
            session.add(unit("trong luc"))
            session.flush()
            server.kill()
        with pytest.raises(RecordsUnavailable), opened.reading() as session:
            session.scalars(select(Unit.name)).all()
        server.start()
        with opened.session() as session:
            session.add(unit("sau"))
        with opened.reading() as session:
            assert session.scalars(select(Unit.name)).all() == ["truoc", "sau"]
        opened.close()


@pytest.mark.scale
def test_two_who_wait_for_each_other_do_not_wait_for_ever(served: Database) -> None:
    with served.session() as session:
        session.add_all([unit("a"), unit("b")])
    together, ends = threading.Barrier(2), []

    def change(first: str, second: str) -> None:
        try:
            with served.session() as session:
                for name in (first, second):
                    session.scalars(select(Unit).where(Unit.name == name).with_for_update()).one()
                    if name == first:
                        together.wait(30)
            ends.append("done")
        except RecordsUnavailable:
            ends.append("refused")

    threads = [threading.Thread(target=change, args=one) for one in (("a", "b"), ("b", "a"))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(ends) == ["done", "refused"]
