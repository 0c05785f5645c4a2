r"""Outline text to tree and back: one paragraph a line, labels in front, tables in pipes.

A label counts only where it is plausible: the next number of a sequence that is open, or the
first of a new one. So "2026. Năm…" and "1.240 m² đất…" stay paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from doc_service.narrative.kinds import NUMBERED, Kind
from doc_service.narrative.labels import Siblings, read_label
from doc_service.narrative.lines import Line, content, read_line, without_hashes, written
from doc_service.narrative.outline import MAX_LEVELS, Section
from doc_service.vietnamese.text import clean, normalise_space

MAX_SKIPPED: Final = 3
"""How far a number may be ahead of the last one: official papers do skip numbers."""

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_HOLDS_TEXT: Final[frozenset[Kind | None]] = frozenset((*NUMBERED, "sao", None))
_OPENS: Final[frozenset[Kind | None]] = frozenset((*NUMBERED, None))
_POINTS: Final[frozenset[Kind | None]] = frozenset(("muc", "tieu_muc"))


def parse_outline(text: str) -> tuple[Section, ...]:
    """Read outline text into a tree of at most `MAX_LEVELS` levels; never raises.

    An explicit number is kept only where counting would print another label.

    Args:
        text: one paragraph or table row a line, marks as in `marks`; blank lines end a table
            and mean nothing else.
    """
    outline = _Outline()
    lines = [normalise_space(line) for line in clean(text).split("\n")]
    for is_table, group in groupby(lines, key=_is_row):
        if is_table:
            outline.add_table([_cells(line) for line in group])
            continue
        for line in filter(None, group):
            outline.add(without_hashes(line))
    return _frozen(outline.root.children, Siblings())


def write_outline(sections: Sequence[Section]) -> str:
    """Return outline text that `parse_outline` reads back to the same tree.

    That holds for every tree that `parse_outline` gives; of another one the labels or the depth
    may come back otherwise, where they are not plausible in their place.
    """
    return "\n".join(_lines(sections, Siblings()))


def _lines(sections: Sequence[Section], siblings: Siblings) -> Iterator[str]:
    for section in sections:
        label = siblings.take(section.kind, section.number)
        own = written(section.kind, section.heading, section.text)
        if own:
            yield f"{label} {own}".strip()
        if section.columns:
            yield from (_row(section.columns), _row(["---"] * len(section.columns)))
        yield from map(_row, section.rows)
        if section.kind == "bang":
            yield ""
        yield from _lines(section.children, siblings.below(section.kind, label))


def _is_row(line: str) -> bool:
    return len(line) > 1 and line[0] == line[-1] == "|" and not line.endswith(r"\|")


def _cells(line: str) -> tuple[str, ...]:
    parts = _BAR.split(line)[1:-1]
    return tuple(part.strip().replace(r"\|", "|") for part in parts)


def _row(cells: Sequence[str]) -> str:
    shown = [cell.replace("|", r"\|") for cell in cells]
    return f"| {' | '.join(shown)} |"


@dataclass(slots=True)
class _Node:
    """A section being read; kind None is the document."""

    kind: Kind | None
    heading: str = ""
    text: str = ""
    label: str = ""
    number: tuple[int, ...] = ()
    children: list[_Node] = field(default_factory=list)
    table: tuple[tuple[str, ...], ...] = ()
    has_columns: bool = False

    def last(self, kind: Kind) -> tuple[int, ...]:
        """Return the number of the last child of a kind, () if there is none."""
        return next((one.number for one in reversed(self.children) if one.kind == kind), ())


class _Outline:
    """The nodes that are still open, from the document down to the innermost."""

    def __init__(self) -> None:
        """Start with an empty document."""
        self.root = _Node(None)
        self.open = [self.root]

    def add(self, text: str) -> None:
        """Add a line where its label is plausible, else as a paragraph."""
        line = read_line(text)
        parent = None
        number: tuple[int, ...] = ()
        if line is not None:
            label = read_label(line.kind, line.label)
            number = label.number if label else ()
            counts = label is not None or line.kind not in NUMBERED
            parent = _PARENTS[line.kind](self, line, number) if counts else None
        if line is None or parent is None:
            self._append(self._innermost(_HOLDS_TEXT), _Node("doan", *content("doan", text)))
            return
        printed = line.label if line.kind in NUMBERED else ""
        node = _Node(line.kind, *content(line.kind, line.rest), label=printed, number=number)
        self._append(parent, node)

    def add_table(self, rows: list[tuple[str, ...]]) -> None:
        """Add a table; a short row gets empty cells."""
        ruled = len(rows) > 1 and all(_RULE.fullmatch(cell) for cell in rows[1])
        if ruled:
            del rows[1]
        width = max(len(row) for row in rows)
        even = tuple((*row, *[""] * (width - len(row))) for row in rows)
        node = _Node("bang", table=even, has_columns=ruled)
        self._append(self._innermost(_HOLDS_TEXT), node)

    def anywhere(self, line: Line, number: tuple[int, ...]) -> int | None:
        """Place what needs no sequence: beside an open one of its kind, or below a number."""
        beside = self._beside(line.kind)
        if beside is not None:
            return beside
        return self._innermost(_OPENS if line.kind == "buoc" else _HOLDS_TEXT)

    def below_dash(self, line: Line, number: tuple[int, ...]) -> int | None:
        """Place a plus: below an open dash."""
        dash = self._position("gach")
        return self.anywhere(line, number) if dash is None else dash

    def article(self, line: Line, number: tuple[int, ...]) -> int | None:
        """Place a điều: in the open part, else at the top."""
        return self._position("phan") or 0

    def part(self, line: Line, number: tuple[int, ...]) -> int | None:
        """Place a phần: at the top."""
        return 0 if _follows(line, number[-1], self.root.last("phan")) else None

    def sequel(self, line: Line, number: tuple[int, ...]) -> int | None:
        """Place a number or letter: it goes on with the open sequence that it fits best."""
        value, fits = number[-1], []
        for at, node in enumerate(self.open):
            ahead = value - node.number[-1] if node.kind == line.kind else -1
            if 0 <= ahead <= MAX_SKIPPED and (ahead == 1 or not line.starts_low):
                fits.append(((ahead - 1) % (MAX_SKIPPED + 1), -at))
        inner = self._innermost(_OPENS)
        beside = self._beside(line.kind)
        if fits and not (value == 1 and self.open[inner].kind != line.kind):
            return -min(fits)[1] - 1
        if beside is None:
            return inner if _follows(line, value, ()) else None
        if value != 1:
            return None
        return beside if self.open[inner].kind == line.kind else inner

    def point(self, line: Line, number: tuple[int, ...]) -> int | None:
        """Place 2.3.1: below the open 2.3, else beside an open 2.3.x, else where 1 may begin."""
        above = number[:-1]
        for at in reversed(range(len(self.open))):
            node = self.open[at]
            if node.kind not in _POINTS:
                continue
            if node.number == above:
                return at if _follows(line, number[-1], node.last("tieu_muc")) else None
            if node.number[:-1] == above and _follows(line, number[-1], node.number):
                return at - 1
        if number[-1] != 1 or line.starts_low:
            return None
        shallower = [
            at
            for at, node in enumerate(self.open)
            if node.kind in _POINTS and len(node.number) < len(number)
        ]
        return shallower[-1] if shallower else self._innermost(_OPENS)

    def _position(self, kind: Kind) -> int | None:
        """Return where the innermost open node of a kind is."""
        found = [at for at, node in enumerate(self.open) if node.kind == kind]
        return found[-1] if found else None

    def _beside(self, kind: Kind) -> int | None:
        at = self._position(kind)
        return None if at is None else at - 1

    def _innermost(self, kinds: frozenset[Kind | None]) -> int:
        return max(at for at, node in enumerate(self.open) if node.kind in kinds)

    def _append(self, parent: int, node: _Node) -> None:
        """Put a node below an open one, and close what was open below that."""
        parent = min(parent, MAX_LEVELS - 1)
        del self.open[parent + 1 :]
        self.open[parent].children.append(node)
        if node.kind not in ("doan", "bang"):
            self.open.append(node)


_PARENTS: Final[Mapping[Kind, Callable[[_Outline, Line, tuple[int, ...]], int | None]]] = {
    "phan": _Outline.part,
    "dieu": _Outline.article,
    "muc": _Outline.sequel,
    "tieu_muc": _Outline.point,
    "diem": _Outline.sequel,
    "y": _Outline.sequel,
    "buoc": _Outline.anywhere,
    "sao": _Outline.anywhere,
    "gach": _Outline.anywhere,
    "cong": _Outline.below_dash,
}


def _follows(line: Line, value: int, last: tuple[int, ...]) -> bool:
    """Say whether a number goes on after the last one, or begins where there is none."""
    ahead = value - (last[-1] if last else 0)
    pointed = line.kind == "tieu_muc"
    if pointed and line.label[-1].isdigit():
        # "1.2 triệu đồng" is a quantity, "1.2 Tập thể" a label
        return not line.starts_low and 1 in (ahead, value)
    if 1 in (ahead, value):
        return True
    lowest = 0 if last else 1
    return lowest <= ahead <= MAX_SKIPPED and (pointed or not line.starts_low)


def _frozen(nodes: Sequence[_Node], siblings: Siblings) -> tuple[Section, ...]:
    found: list[Section] = []
    for node in nodes:
        kind = node.kind or "doan"
        counted = not node.label or node.label == siblings.automatic(kind)
        number = "" if counted else node.label
        label = siblings.take(kind, number)
        found.append(
            Section(
                kind,
                node.heading,
                node.text,
                number,
                _frozen(node.children, siblings.below(kind, label)) if node.children else (),
                node.table[0] if node.has_columns else (),
                node.table[1:] if node.has_columns else node.table,
            )
        )
    return tuple(found)
