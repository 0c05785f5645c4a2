"""A sheet of running text as outline text, and where each part of its tree stands.

A cell is a paragraph, or several with line breaks in it. Cells beside each other are a row of a
table, as Word leaves them when a text is pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from doc_service.forms.fields import Field
from doc_service.forms.reading import read
from doc_service.narrative.outline import Section
from doc_service.narrative.parsing import parse_outline
from doc_service.problems import Place, Problem
from doc_service.vietnamese.text import fold, normalise_space
from doc_service.workbooks.cell_values import as_read
from doc_service.workbooks.cells import Grid, Position, Unreadable, decoded
from doc_service.workbooks.sheets import NUMBERING, TextSheet

_LABEL = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})*[.)]|[IVXLC]{1,7}\.|[a-zđ]\)|[-–+*•·●▪])")
"""What Word parts from its paragraph by a tab, which Excel takes for the next cell."""

_RULE = re.compile(":?-+:?")


@dataclass(frozen=True, slots=True)
class RunningText:
    """What a sheet of running text holds."""

    text: str
    """Outline text, as `narrative.parsing` takes it; "" for none."""

    places: Mapping[str, Place]
    """JSON Pointer into the tree of that text → cell."""

    problems: tuple[Problem, ...]
    """Cells that cannot be read."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the outline, with the cells it comes from: one, or those of a table row."""

    text: str
    cells: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """The cells of a sheet below its header."""

    grid: Grid
    texts: Mapping[Position, str]
    columns: Mapping[int, Sequence[int]]
    """Row that holds something of its own → its columns with text, those merged down too."""

    def cells(self, row: int) -> list[Position]:
        """Return the cells of a row."""
        return [(row, column) for column in self.columns[row]]


def read_running_text(field: Field, sheet: TextSheet) -> RunningText:
    """Read the paragraphs and tables of a sheet."""
    grid = sheet.grid
    texts, problems = _texts(field, sheet)
    columns: dict[int, list[int]] = {}
    for row, column in sorted(texts):
        if row in grid.columns:
            columns.setdefault(row, []).append(column)
    lines = list(_lines(_Page(grid, texts, columns)))
    outline = "\n".join(line.text for line in lines)
    written = iter([line for line in lines if line.text])
    located = _located(parse_outline(outline), f"/{field.name}", written)
    return RunningText(
        outline.strip("\n"), {pointer: grid.place(at) for pointer, at in located}, tuple(problems)
    )


def _texts(field: Field, sheet: TextSheet) -> tuple[dict[Position, str], list[Problem]]:
    """Return what the cells show, and what is wrong with those that show nothing."""
    grid, pointer = sheet.grid, f"/{field.name}"
    texts: dict[Position, str] = {}
    problems: list[Problem] = []
    reach = sorted(at for at in {*grid.values, *grid.covered} if at[0] >= sheet.first)
    for at, value in decoded(grid, reach).items():
        if isinstance(value, Unreadable):
            message = f"“{field.label}”: {value.message}"
            problems.append(Problem(pointer, message, value.code, place=grid.place(at)))
            continue
        shown = as_read(field, value, grid.epoch, grid.formats.get(grid.covered.get(at, at), ""))
        text, _ = read(field, shown, pointer)
        if text:
            texts[at] = text
    return texts, problems


def _lines(page: _Page) -> Iterator[_Line]:
    """Yield the lines in order; an empty one parts what must not become one table."""
    last = 0
    for rows in _groups(page):
        if rows[0] > last + 1:
            yield _Line("", ())
        last = rows[-1]
        cells = [page.cells(row) for row in rows]
        if len(cells) == len(cells[0]) == 1:
            yield from _paragraphs(page.texts[cells[0][0]], cells[0][0])
        elif all(len(row) == 2 and _LABEL.fullmatch(page.texts[row[0]]) for row in cells):
            for row in cells:
                yield _Line(normalise_space(" ".join(page.texts[at] for at in row)), (row[0],))
        else:
            yield _Line("", ())
            yield from _table(page, rows)
            yield _Line("", ())


def _paragraphs(text: str, at: Position) -> Iterator[_Line]:
    for line in text.split("\n"):
        if normalise_space(line):
            yield _Line(line, (at,))


def _groups(page: _Page) -> Iterator[list[int]]:
    """Yield the rows of each table together, any other row alone."""
    numbers = list(page.columns)
    wide = {row for row in numbers if len(page.columns[row]) > 1}
    bands = {
        row
        for above, row, below in zip(numbers, numbers[1:], numbers[2:], strict=False)
        if {above, below} <= wide and below - above == 2 and _is_band(page, row, above)
    }
    group: list[int] = []
    for row, following in pairwise([*numbers, 0]):
        group.append(row)
        if not (following == row + 1 and {row, following} <= wide | bands):
            yield group
            group = []


def _is_band(page: _Page, row: int, above: int) -> bool:
    """Say whether the only cell of a row between rows of a table belongs to it."""
    column = page.columns[row][0]
    return (row, column) in page.grid.across or column > page.columns[above][0]


def _table(page: _Page, rows: Sequence[int]) -> Iterator[_Line]:
    held = [column for row in rows for column in page.columns[row]]
    reach = range(min(held), max(held) + 1)
    shown = [[_in_pipes(page.texts.get((row, column), "")) for column in reach] for row in rows]
    for number, (row, cells) in enumerate(zip(rows, shown, strict=True)):
        places = tuple((row, column) for column in reach)
        yield _Line(f"| {' | '.join(cells)} |", places)
        if number == 0 and len(rows) > 1 and (_is_head(page, rows) or _is_ruled(shown[1])):
            yield _Line(f"| {' | '.join('---' for _ in reach)} |", places)


def _is_head(page: _Page, rows: Sequence[int]) -> bool:
    """Say whether the first row is the heading row: it begins with TT, or it alone is bold."""
    first, second = page.cells(rows[0]), page.cells(rows[1])
    if fold(page.texts[first[0]]) in NUMBERING:
        return True
    return page.grid.bold.issuperset(first) and not page.grid.bold.issuperset(second)


def _is_ruled(cells: Sequence[str]) -> bool:
    """Say whether a second row would be taken for the rule below a heading row."""
    return all(map(_RULE.fullmatch, cells))


def _in_pipes(text: str) -> str:
    return normalise_space(text.replace("\n", " ")).replace("|", r"\|")


def _located(
    sections: Sequence[Section], pointer: str, lines: Iterator[_Line]
) -> Iterator[tuple[str, Position]]:
    """Pair the tree of an outline with its lines: both follow the text, a node for each line."""
    for number, section in enumerate(sections):
        here = f"{pointer}/{number}"
        if section.kind == "bang":
            yield from _located_table(section, here, lines)
        else:
            yield here, next(lines).cells[0]
            yield from _located(section.children, f"{here}/con", lines)


def _located_table(
    section: Section, pointer: str, lines: Iterator[_Line]
) -> Iterator[tuple[str, Position]]:
    written = {"cot": next(lines)} if section.columns else {}
    if section.columns:
        next(lines)  # the rule below the heading row
    written |= {f"hang/{number}": next(lines) for number in range(len(section.rows))}
    yield pointer, next(iter(written.values())).cells[0]
    for name, line in written.items():
        yield f"{pointer}/{name}", line.cells[0]
        if len(line.cells) > 1:
            yield from ((f"{pointer}/{name}/{at}", one) for at, one in enumerate(line.cells))
