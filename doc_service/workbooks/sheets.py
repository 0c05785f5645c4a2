"""Finding the sheets, lines and columns of a form wherever a clerk moved them.

Hidden machine names lead; where they were deleted, the printed labels do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from doc_service.forms.fields import Field
from doc_service.vietnamese.text import fold
from doc_service.workbooks import plan
from doc_service.workbooks.cells import Grid, Position

_SEARCHED: Final = 20
"""Rows in which names or headers are looked for: clerks put titles above."""

NUMBERING: Final = frozenset({"tt", "stt", "so tt", "so thu tu"})
"""Headers of columns that clerks add to number their rows; they mean nothing to a form."""

_ENOUGH: Final = 0.5
"""Share of a sheet's labels that must be there to know it by them alone."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of rows, found."""

    grid: Grid
    columns: Mapping[str, int]
    """Name of a field → its column."""

    head: int
    """Row of the headers."""

    first: int
    """Row of the first data."""


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A sheet of running text, found."""

    grid: Grid
    head: Position
    """Cell of the header, or what leads to the text where that was deleted."""

    first: int
    """Row of the first paragraph."""


def readable(grids: Iterable[Grid]) -> list[Grid]:
    """Return the sheets that may hold data: no examples, no list of problems, nothing hidden."""
    return [grid for grid in grids if not _is_ours_alone(grid)]


def find_values(
    grids: Sequence[Grid], lines: Sequence[plan.Line]
) -> tuple[Grid, dict[str, Position]] | None:
    """Return the general sheet with machine name → cell of each value, or None."""
    names = {line.name for line in lines}
    best = max(grids, key=lambda grid: len(_named(grid, names)), default=None)
    if best and (named := _named(best, names)):
        column = _marked_column(best) or _column_beside_labels(best) or 3
        return best, {name: (row, column) for name, (row, _) in named.items()}
    labels = _unique_labels(lines)
    titled = _by_title(grids, plan.GENERAL)
    best = max(titled, key=lambda grid: len(_named(grid, set(labels), by_label=True)), default=None)
    if best is None:
        return None
    found = _named(best, set(labels), by_label=True)
    if len(found) < _ENOUGH * len(labels):
        return None
    marked = _marked_column(best)
    return best, {labels[label]: (row, marked or at + 1) for label, (row, at) in found.items()}


def find_table(grids: Sequence[Grid], rows: Field, title: str) -> Table | None:
    """Return the sheet of a field of rows, or None."""
    ordered = _by_title(grids, title)
    named = [(grid, at) for grid in ordered if (at := _names_row(grid, rows))]
    if named:
        grid, at = named[0]
        return _table_by_names(grid, rows, at)
    for grid in ordered:
        head, columns = _headers(grid, rows, range(1, _SEARCHED + 1))
        needed = 1 if fold(grid.title) == fold(title) else max(2, _ENOUGH * len(rows.fields))
        if len(columns) >= needed:
            return Table(grid, columns, head, head + 1)
    return None


def twins(grids: Sequence[Grid], rows: Field, table: Table) -> list[Grid]:
    """Return the other sheets with the machine names of a field of rows and rows of their own."""
    return [
        grid
        for grid in grids
        if grid is not table.grid
        and (at := _names_row(grid, rows))
        and grid.last_row() >= _table_by_names(grid, rows, at).first
    ]


def find_text(grids: Sequence[Grid], field: Field, title: str) -> TextSheet | None:
    """Return the sheet of a running text, or None."""
    ordered = _by_title(grids, title)
    for grid in ordered:
        if at := _cell_of(grid, plan.text_name(field)):
            return _text_below(grid, field, at)
    for grid in ordered:
        if fold(grid.title) == fold(title) or _is_hinted(grid, field):
            return _text_below(grid, field, (0, 1))
    return None


def text_twins(grids: Sequence[Grid], field: Field, text: TextSheet) -> list[Grid]:
    """Return the other sheets with the machine name of a running text and text of their own."""
    return [
        grid
        for grid in grids
        if grid is not text.grid
        and (at := _cell_of(grid, plan.text_name(field)))
        and grid.last_row() >= _text_below(grid, field, at).first
    ]


def unknown_columns(table: Table) -> list[Position]:
    """Return the first cell with content of each column that is none of the form's."""
    known = set(table.columns.values())
    extra: dict[int, int] = {}
    for row, column in sorted(table.grid.values):
        if row >= table.first and column not in known:
            extra.setdefault(column, row)
    return [
        (row, column)
        for column, row in sorted(extra.items())
        if _plain(table.grid.text((table.head, column))) not in NUMBERING
    ]


def _is_ours_alone(grid: Grid) -> bool:
    title = fold(grid.title)
    if title == fold(plan.HIDDEN) or title.startswith((fold(plan.FIX_LIST), fold(plan.EXAMPLE))):
        return True
    return any(grid.text(at) == plan.EXAMPLE_NOTE for at in grid.values if at[0] <= plan.FIRST_ROW)


def _by_title(grids: Sequence[Grid], title: str) -> list[Grid]:
    return sorted(grids, key=lambda grid: fold(grid.title) != fold(title))


def _plain(header: str) -> str:
    return fold(header.replace("*", " "))


def _named(grid: Grid, wanted: set[str], *, by_label: bool = False) -> dict[str, Position]:
    """Return the wanted texts of the one column that holds most of them, with their cells."""
    by_column: dict[int, dict[str, Position]] = {}
    for at in sorted(grid.values):
        text = _plain(grid.text(at)) if by_label else grid.text(at)
        if text in wanted:
            by_column.setdefault(at[1], {}).setdefault(text, at)
    return max(by_column.values(), key=len, default={})


def _unique_labels(lines: Sequence[plan.Line]) -> dict[str, str]:
    """Return folded label → machine name; labels that two lines share tell nothing."""
    labels = [_plain(line.field.label) for line in lines]
    return {
        label: line.name
        for label, line in zip(labels, lines, strict=True)
        if labels.count(label) == 1
    }


def _marked_column(grid: Grid) -> int | None:
    return next((at[1] for at in sorted(grid.values) if grid.text(at) == plan.VALUE_MARK), None)


def _column_beside_labels(grid: Grid) -> int | None:
    return next((at[1] for at in sorted(grid.values) if _plain(grid.text(at)) == "noi dung"), None)


def _cell_of(grid: Grid, text: str) -> Position | None:
    return next((at for at in _top(grid, 0) if grid.text(at) == text), None)


def _top(grid: Grid, above: int) -> list[Position]:
    """Return the cells of the rows searched below a row, in order."""
    return sorted(at for at in grid.values if above < at[0] <= above + _SEARCHED)


def _text_below(grid: Grid, field: Field, top: Position) -> TextSheet:
    """Return the sheet with its header looked for below a cell; the hint is no text either."""
    head = top
    for at in _top(grid, top[0]):
        if grid.text(at).endswith(plan.TEXT_HINT):
            head = at
        if _plain(grid.text(at)) == _plain(field.label):
            head = at
            break
    return TextSheet(grid, (max(head[0], 1), head[1]), head[0] + 1)


def _is_hinted(grid: Grid, field: Field) -> bool:
    head = _text_below(grid, field, (0, 1)).head
    above = range(1, head[0])
    is_header = _plain(grid.text(head)) == _plain(field.label)
    return is_header and any(grid.text((row, head[1])).endswith(plan.TEXT_HINT) for row in above)


def _names_row(grid: Grid, rows: Field) -> int:
    """Return the row that holds the machine names of a field of rows, or 0."""
    wanted = {plan.column_name(rows, column) for column in rows.fields}
    counts = {row: len(wanted & set(grid.row(row).values())) for row in range(1, _SEARCHED + 1)}
    best = max(counts, key=lambda row: counts[row])
    return best if counts[best] else 0


def _table_by_names(grid: Grid, rows: Field, names_row: int) -> Table:
    named = {text: column for column, text in sorted(grid.row(names_row).items(), reverse=True)}
    columns = {
        column.name: named[name]
        for column in rows.fields
        if (name := plan.column_name(rows, column)) in named
    }
    head, labelled = _headers(grid, rows, range(names_row + 1, names_row + _SEARCHED + 1))
    # a column typed anew has no machine name, but its header
    taken = set(columns.values())
    columns.update(
        (name, at) for name, at in labelled.items() if name not in columns and at not in taken
    )
    return Table(grid, columns, head or names_row, (head or names_row) + 1)


def _headers(grid: Grid, rows: Field, within: range) -> tuple[int, dict[str, int]]:
    """Return the row with the most labels, and name → column of those; row 0 if there is none."""
    names = {_plain(column.label): column.name for column in rows.fields}
    best, found = 0, dict[str, int]()
    for row in within:
        here: dict[str, int] = {}
        for column, text in sorted(grid.row(row).items()):
            if name := names.get(_plain(text)):
                here.setdefault(name, column)
        if len(here) > len(found):
            best, found = row, here
    return best, found
