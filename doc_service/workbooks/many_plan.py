"""Where everything stands in a workbook of many records; its writer and its reader agree here.

The first sheet has a row for each document. Each list has a sheet of its own, whose first column
names the document that a row belongs to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.vietnamese.text import fold
from doc_service.workbooks import plan

RECORDS: Final = "Các văn bản"
"""Title of the sheet with a row for each document."""

GUIDE: Final = "Hướng dẫn"
"""Title of the sheet that says how to fill in the others."""

CODE: Final = "_ma"
"""Name of the first column of every sheet; no field name begins with an underscore."""

CODES: Final = "vanthu_ma"
"""Defined name of the cells with the codes of all documents, for the lists to choose from."""

GROUP_ROW: Final = 4
HEADER_ROW: Final = 5
FIRST_ROW: Final = 6
"""Rows of the sheet of documents, below hidden names, title and hint."""

MOST_RECORDS: Final = 50_000
MOST_ROWS: Final = 200_000
"""Rows of a list, those of all documents together."""

_ALL: Final = "_van_ban"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook."""

    title: str
    rows: Field
    """Its columns as those of rows; the first is the code."""

    groups: Mapping[str, str]
    """Name of a column → the heading it shares with its neighbours."""

    most: int
    """How many rows it may have."""


def code_field(*, needed: bool) -> Field:
    """Return the column that names a document."""
    return Field(
        CODE,
        "Mã",
        "text",
        required=needed,
        help="Số hoặc chữ tùy ý, mỗi văn bản một mã riêng.",
        max_length=60,
    )


def records_sheet(form: Form) -> Sheet:
    """Return the sheet of documents: single values and running texts in field order.

    A column has the machine name of its value: `co_quan.ten`.
    """
    places = {field.name: number for number, field in enumerate(form.fields)}
    texts = [
        plan.Line(one.name, f"/{one.name}", one, one.section, one.required, not one.hidden)
        for one in plan.text_fields(form)
    ]
    lines = sorted((*plan.lines(form), *texts), key=lambda one: places[one.name.split(".")[0]])
    fields = [
        replace(line.field, name=line.name, required=line.required, hidden=not line.asked)
        for line in lines
    ]
    objects = {field.name: field.label for field in form.fields if field.kind == "object"}
    groups = {line.name: objects.get(line.name.split(".")[0], line.section) for line in lines}
    code = code_field(needed=bool(plan.rows_fields(form)))
    rows = Field(_ALL, RECORDS, "rows", required=True, fields=(code, *_told_apart(fields, groups)))
    return Sheet(RECORDS, rows, groups, MOST_RECORDS)


def _told_apart(fields: Sequence[Field], groups: Mapping[str, str]) -> Iterator[Field]:
    """Yield the columns with labels of their own: without hidden names only labels tell them."""
    labels = Counter(fold(one.label) for one in fields)
    for one in fields:
        shared = labels[fold(one.label)] > 1 and groups[one.name]
        yield replace(one, label=f"{one.label} ({groups[one.name]})") if shared else one


def list_sheets(form: Form) -> Mapping[str, Sheet]:
    """Return field name → the sheet of each list."""
    titles = plan.sheet_titles(form)
    return {
        rows.name: Sheet(
            _apart(titles[rows.name]),
            replace(rows, fields=(code_field(needed=True), *rows.fields)),
            {},
            MOST_ROWS,
        )
        for rows in plan.rows_fields(form)
    }


def pointer_of(name: str) -> str:
    """Return the JSON Pointer of a column of the sheet of documents."""
    return f"/{name.replace('.', '/')}"


def _apart(title: str) -> str:
    """Return a title that none of our own sheets has."""
    own = (RECORDS.casefold(), GUIDE.casefold())
    return f"{title} (2)" if title.casefold() in own else title
