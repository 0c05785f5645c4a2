"""What a template prints of a narrative body: a flat list of blocks, labels counted.

Clause: HD 36-HD/VPTW, Phụ lục 3, rows 6.1 to 6.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from doc_service.narrative.kinds import Kind
from doc_service.narrative.labels import Siblings
from doc_service.narrative.marks import Piece, pieces, plain
from doc_service.narrative.outline import Section, sections_from_json

Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or one table."""

    kind: Kind
    """What it is; a table's heading and text come before it as a `doan`."""

    label: str = ""
    """Label as printed, "1.1."; "" for doan and bang."""

    heading: tuple[Piece, ...] = ()
    """Bold by itself: every piece is bold."""

    text: tuple[Piece, ...] = ()
    """Running text after the heading."""

    columns: tuple[Cell, ...] = ()
    """Heading cells of a `bang`."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    """Cells of a `bang`, row by row."""

    keep_next: bool = False
    """A heading without text: it stays on the page of the block after it."""

    level: int = 0
    """Depth in the tree, 0 at the top."""


class Tree(list[Any]):
    """A body in a template's context: a list of plain nodes that knows what it was read as."""

    __slots__ = ("sections",)

    def __init__(self, nodes: Iterable[Any], sections: tuple[Section, ...]) -> None:
        """Keep the nodes, and their sections for whoever would read them again."""
        super().__init__(nodes)
        self.sections = sections


def sections_of(value: object) -> tuple[Section, ...]:
    """Return the sections of a body in a template's context, read anew if it is no `Tree`."""
    return value.sections if isinstance(value, Tree) else sections_from_json(value, "", "")[0]


def blocks(sections: Sequence[Section]) -> tuple[Block, ...]:
    """Return the blocks of a body in print order."""
    found = list(_blocks(sections, Siblings(), 0))
    for at, (block, after) in enumerate(zip(found, found[1:], strict=False)):
        if block.heading and not block.text and _leads(block, after):
            found[at] = Block(
                block.kind, block.label, block.heading, keep_next=True, level=block.level
            )
    return tuple(found)


def readings(sections: Sequence[Section], pointer: str) -> Iterator[tuple[str, str]]:
    """Yield (JSON Pointer, plain text) of all that must be readable in the result, in order.

    Labels are not among them: the automatic ones are in no data.

    Args:
        sections: the body.
        pointer: where its list is in the data, such as `/noi_dung`.
    """
    for at, section in enumerate(sections):
        here = f"{pointer}/{at}"
        if section.heading:
            yield f"{here}/tieu_de", plain(section.heading)
        if section.text:
            yield f"{here}/chu", plain(section.text)
        if section.columns or section.rows:
            yield from _cell_readings(section, here)
        if section.children:
            yield from readings(section.children, f"{here}/con")


def _cell_readings(table: Section, pointer: str) -> Iterator[tuple[str, str]]:
    for column, cell in enumerate(table.columns):
        if cell:
            yield f"{pointer}/cot/{column}", plain(cell)
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            if cell:
                yield f"{pointer}/hang/{row}/{column}", plain(cell)


def _blocks(sections: Sequence[Section], siblings: Siblings, level: int) -> Iterator[Block]:
    for section in sections:
        label = siblings.take(section.kind, section.number)
        if section.kind != "bang" or section.heading or section.text:
            yield Block(
                "doan" if section.kind == "bang" else section.kind,
                "" if section.kind == "bang" else label,
                pieces(section.heading, heading=True),
                pieces(section.text),
                level=level,
            )
        if section.kind == "bang":
            yield Block(
                "bang",
                columns=_cells(section.columns),
                rows=tuple(_cells(row) for row in section.rows),
                level=level,
            )
        if section.children:
            below = siblings.below(section.kind, label)
            yield from _blocks(section.children, below, level + 1)


def _leads(heading: Block, after: Block) -> bool:
    """Say whether a heading stays with what follows; one of a list of bare headings does not."""
    return (after.kind, after.level) != (heading.kind, heading.level)


def _cells(texts: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(pieces(text) for text in texts)
