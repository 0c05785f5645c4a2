"""The database: SQLite by default, PostgreSQL by URL, brought to the newest schema at start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.orm import Session, sessionmaker

from doc_service.errors import RecordsError, SettingsError
from doc_service.records.faults import in_our_words
from doc_service.records.sqlite import sqlite_engine, sqlite_reader

NEWEST: Final = "0003"
"""Revision of the schema that this code works with; a test compares it with the migrations."""

_MIGRATIONS: Final = Path(__file__).parent / "migrations"


class Database:
    """Sessions on one database; safe from many threads, not across a fork."""

    def __init__(self, url: str) -> None:
        """Open the database; nothing is read before it is needed.

        Raises:
            SettingsError: the URL is neither SQLite's nor PostgreSQL's.
        """
        self.engine, reader = _engines(url)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        self._reading = sessionmaker(reader, expire_on_commit=False)

    @contextmanager
    def session(self, *turns: str) -> Iterator[Session]:
        """Begin a transaction that may write; committed at the end, undone by an error.

        On SQLite one follows the other. On PostgreSQL each statement sees what others committed
        before it: who reads a row in order to change it locks it (`with_for_update`), and who
        decides by what is not there yet names a turn.

        Args:
            turns: names; of those who give the same one, one at a time is in a session.

        Raises:
            RecordsUnavailable, OutOfDiskSpace, BadRequest: see `faults`.
        """
        with in_our_words(), self._writing.begin() as session:
            if self.is_shared:
                for name in sorted(turns):  # in one order, so that no two wait for each other
                    session.execute(_TURN, {"name": name})
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Begin a transaction that only reads, sees one moment, and waits for nobody who writes.

        Raises:
            RecordsUnavailable, BadRequest: see `faults`.
        """
        with in_our_words(), self._reading() as session:
            yield session

    @property
    def is_shared(self) -> bool:
        """Whether other machines may use it too; a file of SQLite is one machine's."""
        return self.engine.dialect.name == "postgresql"

    def upgrade(self) -> None:
        """Bring the schema to the newest revision; costs one query when it is already.

        Of several processes that start at once one does it, and the others wait.

        Raises:
            RecordsError: the database was made by a newer version.
            RecordsUnavailable: it does not answer.
        """
        path = self.engine.url.database
        if path and not self.is_shared:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        with in_our_words():
            with self.engine.connect() as connection:
                revision = _revision(connection)
            if revision > NEWEST:
                raise RecordsError(
                    "Cơ sở dữ liệu do một phiên bản mới hơn tạo ra; hãy cập nhật phần mềm.",
                    detail=f"revision {revision}, expected {NEWEST}",
                )
            if revision < NEWEST:
                self._migrate()

    def is_made(self) -> bool:
        """Say whether there are tables."""
        with in_our_words(), self.engine.connect() as connection:
            return bool(_revision(connection))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _migrate(self) -> None:
        """Run the migrations in one transaction, which nobody else is in."""
        # Alembic takes a third of a second to import, and is needed once per upgrade
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        with self.engine.begin() as connection:
            if self.is_shared:
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(_TURN, {"name": "migrations"})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


_TURN: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


def _engines(url: str) -> tuple[Engine, Engine]:
    """Return the engine for transactions that may write, and that for those that only read."""
    if url.startswith("sqlite"):
        engine = sqlite_engine(url)
        return engine, sqlite_reader(engine)
    if url.startswith("postgresql+psycopg://"):
        # one machine alone needs no driver of PostgreSQL
        from doc_service.records.postgresql import postgresql_engine, postgresql_reader

        engine = postgresql_engine(url)
        return engine, postgresql_reader(engine)
    raise SettingsError(
        "VANTHU_DATABASE_URL phải bắt đầu bằng postgresql+psycopg:// hay sqlite:///.",
        detail=url.split("://")[0],
    )


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")
