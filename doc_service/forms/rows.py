"""Rows of data whose shape may still be wrong: those that are rows, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def placed_rows(data: Mapping[str, Any], name: str) -> list[tuple[int, Row]]:
    """Return the rows of a list with their numbers, from 0; what is no row is passed over."""
    rows = data.get(name)
    found = enumerate(rows) if isinstance(rows, list) else ()
    return [(number, row) for number, row in found if isinstance(row, Mapping)]


def rows_of(data: Mapping[str, Any], name: str) -> list[Row]:
    """Return the rows of a list."""
    return [row for _, row in placed_rows(data, name)]
