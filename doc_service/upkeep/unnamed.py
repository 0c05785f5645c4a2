"""Files in the store that no row names: what a crash left between a file and its row."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import JSON, Column, String, Text, cast, select

from doc_service.records import Database
from doc_service.records.tables import Table
from doc_service.storage import Storage

FORGOTTEN: Final = 7 * 24 * 3600.0
"""Seconds after which such a file is nobody's; a browser may keep a draft that names one that long
without having saved it."""

_KEY: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_AT_ONCE: Final = 1000


def unnamed(
    database: Database, storage: Storage, *, older_than: float = FORGOTTEN
) -> tuple[str, ...]:
    """Return the keys of files that nothing in the database names, in whichever column.

    Args:
        database: whose rows may name them.
        storage: what holds them, for this database alone.
        older_than: seconds; younger files may be about to be named.
    """
    left = set(storage.keys(older_than=older_than))  # first: who names one now has put it again
    for table in Table.metadata.sorted_tables:
        if not left:
            break
        _strike_out(database, [one for one in table.columns if _is_text(one)], left)
    return tuple(sorted(left))


def remove_all(storage: Storage, keys: Collection[str], *, older_than: float = FORGOTTEN) -> int:
    """Remove files and return how many; one that was put again meanwhile is left."""
    return sum(storage.remove(key, older_than=older_than) for key in keys)


def _strike_out(database: Database, columns: list[Column[Any]], left: set[str]) -> None:
    """Take out of a set whatever some columns of a table name."""
    if not columns:
        return
    texts = select(*(cast(one, Text) for one in columns)).execution_options(yield_per=_AT_ONCE)
    with database.reading() as session:
        for row in session.execute(texts):
            for text in row:
                if text:
                    left.difference_update(_KEY.findall(text))


def _is_text(column: Column[Any]) -> bool:
    return isinstance(column.type, String | JSON)
