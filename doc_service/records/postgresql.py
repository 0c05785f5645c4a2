"""PostgreSQL: its connections keep the promises that the code knows from SQLite."""

from __future__ import annotations

from typing import Any, Final

from psycopg import Connection
from psycopg.adapt import Dumper
from sqlalchemy import Engine, create_engine, event

_CONNECTING: Final[dict[str, Any]] = {
    "connect_timeout": 10,
    "application_name": "vanthu",
    # a machine that vanished is noticed within half a minute, not after hours
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    # waiting for a lock ends as SQLite's busy_timeout does; who hangs in a transaction loses it
    "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=5min",
}


def postgresql_engine(url: str) -> Engine:
    """Return an engine on a database of PostgreSQL, of psycopg 3."""
    engine = create_engine(
        url,
        connect_args=_CONNECTING,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,  # the server may have been started again
        pool_timeout=10,
        hide_parameters=True,  # an error in the log does not tell what people typed
    )
    event.listen(engine, "connect", _replace_nul)
    return engine


def postgresql_reader(engine: Engine) -> Engine:
    """Return the engine for transactions that only read: all see one moment, as with SQLite."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class _Text(Dumper):
    """Text without NUL, which PostgreSQL refuses; who sends one meets the sign of a lost letter."""

    def dump(self, obj: str) -> bytes:
        """Return the text as the server takes it."""
        return obj.replace("\0", "\N{REPLACEMENT CHARACTER}").encode()


def _replace_nul(connection: Connection[Any], _: Any) -> None:
    connection.adapters.register_dumper(str, _Text)
