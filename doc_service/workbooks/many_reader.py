"""Reading a workbook of many records: each row of its first sheet is a document.

What is wrong with one document is told with it; what belongs to none (rows of a list whose code
no document has, sheets and columns that are not read) is told of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from doc_service.errors import InvalidWorkbook
from doc_service.forms.catalog import Form
from doc_service.problems import Place, Problem
from doc_service.workbooks import many_plan
from doc_service.workbooks.cells import Grid
from doc_service.workbooks.identity import Identity, refuse_other
from doc_service.workbooks.many_cells import identify_large, read_grids
from doc_service.workbooks.many_places import Cells, Layout
from doc_service.workbooks.many_tables import Rows, read_rows
from doc_service.workbooks.opening import MANY_RECORDS, inspect
from doc_service.workbooks.sheet_problems import missing_columns, no_sheet, strangers
from doc_service.workbooks.sheets import find_table, readable


@dataclass(frozen=True, slots=True)
class Record:
    """One document of the workbook."""

    number: int
    """From 1, in the order of rows; empty rows are not counted."""

    label: str
    """Its code, or the row it stands in."""

    data: dict[str, Any]
    """As the API takes it; empty cells are left out."""

    problems: tuple[Problem, ...]
    """What could not be read, each with its cell."""

    cells: Cells

    @property
    def place(self) -> Place:
        """The cell that names it."""
        return self.cells.place

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the same problems with their cells: the nearest enclosing one that has a cell."""
        return self.cells.located(problems)


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A row of a list that belongs to no document."""

    field: str
    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class ManyReading:
    """A workbook of many records; going through it gives its `Record`s, as often as wanted."""

    problems: tuple[Problem, ...]
    """Of the file: what belongs to no document, each with its cell where it has one."""

    records: Rows
    lists: Mapping[str, Rows]
    """Field name → its sheet, where there is one."""

    belonging: Mapping[str, Mapping[str, Sequence[int]]]
    """Field name → folded code → its rows, in order."""

    numbers: Sequence[int]
    """Rows of the sheet of documents, one a record."""

    layout: Layout

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self.numbers)

    def __iter__(self) -> Iterator[Record]:
        """Yield the documents in the order of their rows."""
        first: dict[str, int] = {}
        twice = _twice(self.records, self.numbers)
        for number, row in enumerate(self.numbers, start=1):
            code = self.records.codes.get(row, "")
            key = code.casefold()
            owner = first.setdefault(key, row) if key else row
            yield self._record(number, row, code, twice.get(key, ()), owns=owner == row)

    def stray_rows(self) -> Iterator[StrayRow]:
        """Yield each row of a list that belongs to no document."""
        codes = {code.casefold() for row in self.numbers if (code := self._code(row))}
        for name, rows in self.lists.items():
            for row in rows.numbers:
                code = rows.codes.get(row, "")
                if code.casefold() not in codes or not code:
                    place = rows.code_place(row)
                    yield StrayRow(name, row, _stray(code, place, self.layout.records.title))

    def _code(self, row: int) -> str:
        return self.records.codes.get(row, "")

    def _record(
        self, number: int, row: int, code: str, others: Sequence[int], *, owns: bool
    ) -> Record:
        """Read one document; of several with one code, the first has the rows of the lists."""
        values, problems = self.records.read(row)
        place = self.records.code_place(row)
        if others:
            problems.insert(0, _repeated(code, [one for one in others if one != row], place))
        if not code and any(rows.numbers for rows in self.lists.values()):
            problems.insert(0, _uncoded(place))
        data: dict[str, Any] = {}
        for name, value in values.items():
            holder, _, last = name.rpartition(".")
            (data.setdefault(holder, {}) if holder else data)[last] = value
        held: dict[str, Sequence[int]] = {}
        for name, belonging in self.belonging.items():
            held[name] = belonging.get(code.casefold(), ()) if code and owns else ()
            read = [
                self.lists[name].read(one, f"/{name}/{at}") for at, one in enumerate(held[name])
            ]
            if read:
                data[name] = [found for found, _ in read]
                problems += [one for _, wrong in read for one in wrong]
        label = code or f"dòng {row}"
        return Record(number, label, data, tuple(problems), Cells(self.layout, row, held))


def read_many(form: Form, content: bytes) -> ManyReading:
    """Read a workbook of many records of a form.

    Args:
        form: worded for any locality: codes and names are the same everywhere.
        content: the file.

    Raises:
        InvalidWorkbook: the file is no XLSX that can be read safely, or has no sheet of documents.
        WrongWorkbook: it is another form's, of an older version, or holds one record.
    """
    upload = inspect(content, MANY_RECORDS)
    grids = readable(read_grids(upload, partial(refuse_other, form, many=True)))
    sheet = many_plan.records_sheet(form)
    table = find_table(grids, sheet.rows, sheet.title)
    if table is None:
        raise InvalidWorkbook(
            f"Không tìm thấy trang “{sheet.title}” của tệp nhiều văn bản; hãy tải lại tệp mẫu."
        )
    problems = [*missing_columns(sheet.rows, table), *strangers(sheet.rows, table, grids)]
    records = read_rows(sheet.rows, table)
    lists = _lists(form, grids, problems)
    belonging = {name: _belonging(rows) for name, rows in lists.items()}
    numbers = _numbers(records, belonging)
    _refuse_too_many(numbers)
    layout = Layout(records.columns(), {name: rows.columns() for name, rows in lists.items()})
    found = ManyReading((), records, lists, belonging, numbers, layout)
    problems += [one.problem for one in found.stray_rows()]
    return ManyReading(tuple(problems), records, lists, belonging, numbers, layout)


def identify_many(content: bytes) -> Identity:
    """Return whose workbook an upload is, of however many records.

    Raises:
        InvalidWorkbook: the file is no XLSX that can be read safely.
        WrongWorkbook: it carries no mark of ours.
    """
    return identify_large(inspect(content, MANY_RECORDS))


def _lists(form: Form, grids: Sequence[Grid], problems: list[Problem]) -> dict[str, Rows]:
    """Return the sheets of lists; note what is wrong with them."""
    found: dict[str, Rows] = {}
    for name, sheet in many_plan.list_sheets(form).items():
        table = find_table(grids, sheet.rows, sheet.title)
        if table is None:
            problems.extend(no_sheet(sheet.rows, sheet.title))
            continue
        found[name] = read_rows(sheet.rows, table)
        if found[name].numbers:
            problems.extend(missing_columns(sheet.rows, table))
        problems.extend(strangers(sheet.rows, table, grids))
    return found


def _belonging(rows: Rows) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows.numbers:
        if code := rows.codes.get(row):
            found.setdefault(code.casefold(), []).append(row)
    return found


def _numbers(records: Rows, belonging: Mapping[str, Mapping[str, Sequence[int]]]) -> list[int]:
    """Return the rows of documents: those that hold something, or whose code has rows in a list."""
    wanted = {code for codes in belonging.values() for code in codes}
    named = {row for row, code in records.codes.items() if code.casefold() in wanted}
    return sorted({*records.numbers, *named})


def _refuse_too_many(numbers: Sequence[int]) -> None:
    if len(numbers) > many_plan.MOST_RECORDS:
        raise InvalidWorkbook(
            f"Tệp có {len(numbers)} văn bản; mỗi tệp được tối đa {many_plan.MOST_RECORDS}. "
            "Hãy chia ra nhiều tệp."
        )


def _twice(records: Rows, numbers: Sequence[int]) -> dict[str, list[int]]:
    """Return folded code → the rows that have it, of the codes that several have."""
    found: dict[str, list[int]] = {}
    for row in numbers:
        if code := records.codes.get(row):
            found.setdefault(code.casefold(), []).append(row)
    return {code: rows for code, rows in found.items() if len(rows) > 1}


_NAMED: Final = 5
"""Rows that a sentence names."""


def _repeated(code: str, others: Sequence[int], place: Place) -> Problem:
    named = ", ".join(str(one) for one in others[:_NAMED])
    more = " và các dòng khác" if len(others) > _NAMED else ""
    return Problem(
        "",
        f"Mã “{code[:60]}” trùng với dòng {named}{more}; hãy ghi mỗi văn bản một mã riêng.",
        "code_repeated",
        place=place,
    )


def _uncoded(place: Place) -> Problem:
    said = "Văn bản này chưa có mã nên không biết dòng nào của các danh sách thuộc về nó."
    return Problem("", f"{said} Hãy ghi mã.", "code_missing", place=place)


def _stray(code: str, place: Place, records: str) -> Problem:
    if not code:
        said = "Dòng này chưa ghi mã nên không biết thuộc văn bản nào. Hãy ghi mã của văn bản."
        return Problem("", said, "code_missing", place=place)
    return Problem(
        "",
        f"Mã “{code[:60]}” không có ở trang “{records}” nên dòng này chưa thuộc văn bản nào. "
        "Hãy sửa mã, hoặc xóa dòng.",
        "code_unknown",
        place=place,
    )
