"""A record as it came: bytes to be read later, or data already, with what is wrong so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from doc_service.errors import InputError
from doc_service.problems import Problem


@dataclass(frozen=True, slots=True)
class Raw:
    """One record of what was given."""

    number: int
    """From 1, in the order of what was given: the same file gives the same numbers."""

    label: str
    """What a clerk knows it by: a code, a line, the path of a member."""

    source: str
    """Where it is: a row, a line, the path of a member."""

    content: bytes = b""
    """A file to be read later; empty where there are data, or nothing that can be read."""

    data: Mapping[str, Any] | None = None
    """As the API takes them, or None."""

    problems: tuple[Problem, ...] = ()
    """What was wrong before it could be read."""

    cells: Mapping[str, Any] = field(default_factory=dict)
    """JSON: where its values stand in a workbook of many records, as `Cells.to_json` says it."""


def unreadable_record(number: int, source: str, error: InputError | str) -> Raw:
    """Return a record that nothing can be read of; the sentence says why."""
    code = error.code if isinstance(error, InputError) else "unreadable"
    return Raw(number, source, source, problems=(Problem("", str(error), code),))
