"""What the narrative editor asks the house: a tree for pasted text, labels for a tree.

Both answer whatever they are sent: what cannot be read comes back as a problem, never as an
exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

from doc_service.errors import InvalidImport
from doc_service.importing.closing import find_closing
from doc_service.importing.furniture import clear
from doc_service.importing.head import read_head
from doc_service.importing.lines import Line, split_lines
from doc_service.importing.wrapping import paragraphs, setting_of
from doc_service.narrative.labels import Siblings, read_label, write_label
from doc_service.narrative.lines import read_line
from doc_service.narrative.marks import escaped, pieces
from doc_service.narrative.outline import (
    MAX_NODES,
    Section,
    sections_from_json,
    sections_to_json,
)
from doc_service.narrative.parsing import parse_outline
from doc_service.problems import Problem
from doc_service.vietnamese.numbers import nghin

MAX_PASTED: Final = 400_000
"""Characters of a text to read; a plan of 20 pages has some 50 000."""

_LABEL: Final = "Nội dung"
_WIDEST: Final = 160
"""Characters of the widest line that a page can have."""

_LONG: Final = 40
_FEWEST_LONG: Final = 3
"""Lines of `_LONG` characters below which nothing shows how wide the page was."""

_FRAGMENT_KINDS: Final = frozenset(("phan", "muc", "tieu_muc", "diem"))
_MOST_BEFORE: Final = 30
_SIGN: Final = re.compile(r"\*(?:\s+|(?=Bước\b))")
_HASHES: Final = re.compile(r"^#{1,6} \S", re.MULTILINE)
# how Word writes its bullets as plain text: letters of Symbol and Wingdings, or an “o”, and a tab
_WORD_BULLET: Final = re.compile("^[ ]*[\u00a7\u00fc\u00d8\u25e6\u25cb\uf02d\uf0a7\uf0b7\uf0d8]\t")
_WORD_CIRCLE: Final = re.compile(r"^[ ]*o\t")
_LIST_LABEL: Final = re.compile("(?:[IVXLC]{1,7}|[0-9.]{1,12}|[a-zđ]{1,2})[.)/-]|[-+*\u2022\u00b7]")
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text."""

    nodes: list[dict[str, Any]]
    """The tree in its JSON form; `[]` where nothing could be read."""

    problems: tuple[Problem, ...] = ()
    """What was left out (warnings), or why nothing was read (an error)."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """The labels of a tree as they will be printed."""

    labels: dict[str, str]
    """JSON Pointer of a node below the tree (`/2/con/0`) → its label (`1.`), "" for none."""

    problems: tuple[Problem, ...] = ()
    """What is wrong with the tree; nodes that could not be read have no label."""


def read_text(text: object, *, pasted: bool = False) -> Reading:
    """Read outline text into a tree.

    Args:
        text: what was typed or pasted; anything but text gives a problem.
        pasted: it comes from Word, a web page or a PDF: broken lines are joined, a letterhead
            and the signature are left out, cells parted by tabs become tables, and stars are
            stars where nothing shows that they are marks. Else it is read as the value of a
            narrative field is, one paragraph a line.
    """
    if not isinstance(text, str):
        return Reading([], (Problem("", "Nội dung phải là chữ.", "type"),))
    if len(text) > MAX_PASTED:
        most = f"Văn bản dài quá {nghin(MAX_PASTED)} ký tự; hãy dán từng phần."
        return Reading([], (Problem("", most, "too_long"),))
    try:
        sections, problems = _pasted(text) if pasted else (parse_outline(text), ())
    except InvalidImport as error:
        return Reading([], (Problem("", str(error), "too_long"),))
    if _count(sections) > MAX_NODES:
        most = f"Văn bản có hơn {nghin(MAX_NODES)} mục và đoạn; hãy dán từng phần."
        return Reading([], (Problem("", most, "too_many_rows"),))
    return Reading(sections_to_json(sections), problems)


def numbered(tree: object) -> Numbering:
    """Return the label that will be printed in front of every node.

    Args:
        tree: the list of nodes; one that is wrong gives problems, and labels for what is right.
    """
    sections, problems = sections_from_json(tree, "", _LABEL)
    labels = dict(_labels(tree, sections, "", Siblings()))
    return Numbering(labels, tuple(problems))


def _pasted(text: str) -> tuple[tuple[Section, ...], tuple[Problem, ...]]:
    lines = split_lines(_plain_tables(_plain_bullets(text)))
    cleared = clear(lines, find_closing(lines)).lines
    end = find_closing(cleared)
    start = read_head(cleared[:end]).taken
    # nothing but a letterhead or a list of recipients: then that is what was to be pasted
    body = cleared[start:end] or cleared
    marks = _has_marks(text)
    found = [_outline_line(text, marks=marks) for text in _paragraphs(body)]
    left_out = _left_out(start, len(cleared) - end) if body is not cleared else ()
    before = _numbers_before(found[0]) if found else []
    sections = parse_outline("\n".join([*before, *found]))
    return sections[len(before) :], left_out


def _numbers_before(first: str) -> list[str]:
    """Return lines for the numbers before the first one, from 1 on.

    A piece of a document may begin with "7.", which is no label where nothing leads up to it.
    """
    line = read_line(first)
    label = read_label(line.kind, line.label) if line and line.kind in _FRAGMENT_KINDS else None
    if line is None or label is None or label.number[-1] > _MOST_BEFORE:
        return []
    numbers = [(*label.number[:-1], at) for at in range(1, label.number[-1])]
    return [f"{write_label(line.kind, replace(label, number=number))} X" for number in numbers]


def _paragraphs(lines: Sequence[Line]) -> list[str]:
    """Join the lines of text copied from a page; elsewhere a line is a paragraph already."""
    longest = max((len(line.text) for line in lines), default=0)
    long = sum(len(line.text) >= _LONG for line in lines)
    if longest <= _WIDEST and long >= _FEWEST_LONG and (setting := setting_of(lines)).wrapped:
        return [one.text for one in paragraphs(lines, setting)]
    return [line.text for line in lines]


def _left_out(head: int, closing: int) -> tuple[Problem, ...]:
    """Say which parts of a whole document are no narrative."""
    parts = [
        words
        for words, lines in (
            ("phần đầu (tên cơ quan, số, ngày, tên loại, trích yếu)", head),
            ("phần cuối (nơi nhận, chữ ký và những gì đứng sau)", closing),
        )
        if lines
    ]
    if not parts:
        return ()
    what = f"Đã bỏ {' và '.join(parts)} của văn bản dán vào; nếu cần, hãy nhập ở các ô riêng."
    return (Problem("", what, "left_out", "warning"),)


def _has_marks(text: str) -> bool:
    """Say whether stars are marks: something is bold by them, or a line is a Markdown heading."""
    lines = text.splitlines()
    bold = any("**" in line and any(one.bold for one in pieces(line)) for line in lines)
    return bold or _HASHES.search(text) is not None


def _outline_line(text: str, *, marks: bool) -> str:
    """Return a paragraph as outline text; where stars are no marks, only a sign stays bare."""
    if marks:
        return text
    sign = _SIGN.match(text)
    return f"* {escaped(text[sign.end() :])}" if sign else escaped(text)


def _plain_bullets(text: str) -> str:
    """Put the signs of the house for the bullets of Word."""
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    return "\n".join(_WORD_CIRCLE.sub("+ ", _WORD_BULLET.sub("- ", line)) for line in lines)


def _plain_tables(text: str) -> str:
    """Write lines of cells parted by tabs, as Word and Excel give tables, as rows in pipes."""
    done: list[str] = []
    for width, group in groupby(text.split("\n"), key=_cell_count):
        lines = list(group)
        if width < 2 or len(lines) < 2:
            done += lines
            continue
        rows = ["| " + " | ".join(_cells(line)) + " |" for line in lines]
        done += [rows[0], "| " + " | ".join(["---"] * width) + " |", *rows[1:]]
    return "\n".join(done)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("|", r"\|") for cell in line.split("\t")]


def _cell_count(line: str) -> int:
    """Return how many cells a line has; 0 for a list item, whose label a tab follows."""
    cells = line.split("\t")
    listed = not cells[0].strip() or _LIST_LABEL.fullmatch(cells[0].strip())
    return 0 if len(cells) < 2 or (listed and len(cells) == 2) else len(cells)


def _count(sections: Sequence[Section]) -> int:
    return sum(1 + _count(one.children) for one in sections)


def _labels(
    nodes: object, sections: Sequence[Section], pointer: str, siblings: Siblings
) -> Iterator[tuple[str, str]]:
    """Yield (pointer, label); the reader leaves out what is no node, the pointers do not."""
    listed = enumerate(nodes) if isinstance(nodes, list) else ()
    read = [(at, node) for at, node in listed if isinstance(node, dict)]
    for (at, node), section in zip(read, sections, strict=False):
        here = f"{pointer}/{at}"
        label = siblings.take(section.kind, section.number)
        yield here, label
        below = siblings.below(section.kind, label)
        yield from _labels(node.get("con"), section.children, f"{here}/con", below)
