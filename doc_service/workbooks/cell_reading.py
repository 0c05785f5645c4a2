"""Reading the cells of fields, wherever they stand: one record a workbook, or one a row."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from doc_service.forms.fields import Field
from doc_service.forms.reading import read
from doc_service.problems import Place, Problem
from doc_service.workbooks.cell_values import as_read
from doc_service.workbooks.cells import Grid, Position, Unreadable


@dataclass(slots=True)
class Draft:
    """A reading that grows."""

    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)

    def remember(self, pointer: str, place: Place) -> None:
        """Remember a cell for a pointer, and for the objects and rows that enclose it if first."""
        while pointer:
            self.places.setdefault(pointer, place)
            pointer = pointer.rpartition("/")[0]


def read_cell(field: Field, value: Any, pointer: str, grid: Grid, at: Position) -> Cellful:
    """Return what one cell holds as data, and what is wrong with it.

    Args:
        field: what the value is for.
        value: the decoded value, or `Unreadable`.
        pointer: JSON Pointer of the value.
        grid: the sheet, for its dates and number formats.
        at: the cell.
    """
    if isinstance(value, Unreadable):
        found = Problem(pointer, f"“{field.label}”: {value.message}", value.code)
        return Cellful(None, replace(found, place=grid.place(at)), value.shown)
    number_format = grid.formats.get(grid.covered.get(at, at), "")
    result, problem = read(field, as_read(field, value, grid.epoch, number_format), pointer)
    return Cellful(result, replace(problem, place=grid.place(at)) if problem else None)


@dataclass(frozen=True, slots=True)
class Cellful:
    """What one cell holds."""

    value: Any
    """As data; None if there is nothing to read."""

    problem: Problem | None = None
    """What is wrong with it, with its place."""

    shown: str = ""
    """What a clerk sees in a cell that holds no value: `#REF!`."""
