"""The database: SQLite by default, opened once, brought to the newest schema at start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.orm import Session, sessionmaker

from doc_service.errors import RecordsError

NEWEST: Final = "0001"
"""Revision of the schema that this code works with; a test compares it with the migrations."""

_READS: Final = "vanthu_reads"
"""Execution option of connections that only read."""

_MIGRATIONS: Final = Path(__file__).parent / "migrations"

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a save that was answered survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
)


class Database:
    """Sessions on one database; safe from many threads."""

    def __init__(self, url: str) -> None:
        """Open the database; nothing is read before it is needed."""
        self.engine = _engine(url)
        self._writing = sessionmaker(self.engine, expire_on_commit=False)
        reader = self.engine.execution_options(**{_READS: True})
        self._reading = sessionmaker(reader, expire_on_commit=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Begin a transaction that may write; committed at the end, undone by an error."""
        with self._writing.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Begin a transaction that only reads, and waits for nobody who writes."""
        with self._reading() as session:
            yield session

    def upgrade(self) -> None:
        """Bring the schema to the newest revision; costs one query when it is already.

        Raises:
            RecordsError: the database was made by a newer version.
        """
        if path := self.engine.url.database:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        revision = self._revision()
        if revision == NEWEST:
            return
        if revision > NEWEST:
            raise RecordsError(
                "Cơ sở dữ liệu do một phiên bản mới hơn tạo ra; hãy cập nhật phần mềm.",
                detail=f"revision {revision}, expected {NEWEST}",
            )
        # Alembic takes a third of a second to import, and is needed once per upgrade
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.attributes["engine"] = self.engine
        command.upgrade(config, "head")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _revision(self) -> str:
        if not inspect(self.engine).has_table("alembic_version"):
            return ""
        with self.engine.connect() as connection:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 10})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _set_pragmas(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's own BEGIN below, not the driver's
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_at_once(connection: Any) -> None:
    """Take the write lock with BEGIN: of two who read and then write one would fail later."""
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
