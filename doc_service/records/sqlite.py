"""SQLite: what it is told at every connection, so that nothing answered is ever lost."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Engine, create_engine, event

_READS: Final = "vanthu_reads"
"""Execution option of connections that only read."""

_PRAGMAS: Final = (
    "PRAGMA busy_timeout=10000",  # first: the next one too may have to wait
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a save that was answered survives a power cut
    "PRAGMA foreign_keys=ON",
)


def sqlite_engine(url: str) -> Engine:
    """Return an engine on a file of SQLite."""
    engine = create_engine(
        url,
        connect_args={"timeout": 10},
        hide_parameters=True,  # an error in the log does not tell what people typed
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def sqlite_reader(engine: Engine) -> Engine:
    """Return the engine for transactions that only read: they wait for nobody who writes."""
    return engine.execution_options(**{_READS: True})


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
