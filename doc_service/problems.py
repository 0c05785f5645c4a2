"""A problem: what is wrong with one field, in a clerk's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


def escaped(name: object) -> str:
    """Return a name or number as one step of a JSON Pointer (RFC 6901, 3)."""
    return str(name).replace("~", "~0").replace("/", "~1")


def pointer_to(*path: object) -> str:
    """Return the JSON Pointer of a value, by the names and numbers that lead to it."""
    return "".join(f"/{escaped(one)}" for one in path)


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of an uploaded workbook."""

    sheet: str
    """Name of the sheet as the clerk sees it."""

    row: int
    """Row number as Excel shows it, from 1."""

    column: str
    """Column letter as Excel shows it."""

    def __str__(self) -> str:
        """Say the place as a clerk would look for it."""
        return f"trang “{self.sheet}”, ô {self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to correct, or (as a warning) to look at again."""

    pointer: str
    """JSON Pointer (RFC 6901) into the data, such as `/mo_hinh/6/linh_vuc`; "" is the whole."""

    message: str
    """A Vietnamese sentence: what is wrong and what to do."""

    code: str
    """Stable name for machines: `required`, `date`, `word_limit`…"""

    severity: Severity = "error"
    """Errors stop a final document; warnings travel with it."""

    clause: str = ""
    """Clause of the regulation that the rule comes from, where there is one."""

    place: Place | None = None
    """Cell the value came from, when it came from a workbook."""
