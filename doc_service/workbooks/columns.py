"""The columns of an official sheet, and which of them each cell of a document lies over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from doc_service.workbooks.layout import Document, Row, Table

Reach = tuple[int, int]
"""First and last column, from 1."""

_NEAR: Final = 0.08
"""Share of the text width by which an edge may move to that of a column of the main table."""


def column_widths(document: Document) -> tuple[float, ...]:
    """Return the widths of the columns in points.

    They are those of the table with borders, or of any table there is, so that its data can be
    sorted and copied; columns are divided only where another table has an edge far from theirs.
    """
    tables = [block for block in document.blocks if isinstance(block, Table) and block.widths]
    if not tables:
        return (document.page.text_width,)
    main = max(tables, key=lambda table: (table.boxed, len(table.widths)))
    edges, total = _edges(main.widths), sum(main.widths)
    for table in tables:
        scale = total / (sum(table.widths) or 1)
        for edge in (edge * scale for edge in _edges(table.widths)):
            if min(abs(edge - other) for other in edges) > _NEAR * total:
                edges = sorted([*edges, edge])
    return tuple(right - left for left, right in zip(edges, edges[1:], strict=False))


def reaches(row: Row, table: Table, widths: Sequence[float]) -> list[Reach]:
    """Return the first and last column of each cell: the columns nearest to its edges."""
    edges = _edges(widths)
    scale = edges[-1] / (sum(table.widths) or 1)
    found: list[Reach] = []
    column, taken = 0, 0
    for number, cell in enumerate(row.cells):
        column += cell.span
        end = sum(table.widths[:column]) * scale
        distances = [abs(edge - end) for edge in edges]
        nearest = distances.index(min(distances))
        most = len(widths) - (len(row.cells) - number - 1)
        last = min(max(nearest, taken + 1), max(most, taken + 1))
        found.append((taken + 1, last))
        taken = last
    return found


def own_widths(row: Row, table: Table) -> list[float]:
    """Return the widths that the cells have in the document: rules are as long as they say."""
    widths: list[float] = []
    column = 0
    for cell in row.cells:
        widths.append(sum(table.widths[column : column + cell.span]))
        column += cell.span
    return widths


def _edges(widths: Sequence[float]) -> list[float]:
    return [sum(widths[:number]) for number in range(len(widths) + 1)]
