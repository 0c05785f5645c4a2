"""Reading what was imported as a reader of the printed document would, to compare with a source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from doc_service.importing.importer import Imported, import_document
from doc_service.narrative.marks import Piece
from doc_service.narrative.outline import Section, sections_from_json
from doc_service.narrative.printing import Block, blocks

SOURCES = Path(__file__).parent / "sources"


def imported(text: str, name: str = "ke_hoach.txt") -> Imported:
    return import_document(text.encode(), name)


def tree(document: Imported) -> tuple[Section, ...]:
    """The body as the service will read it back from the JSON data."""
    sections, problems = sections_from_json(
        document.data.get("noi_dung", []), "/noi_dung", "Nội dung"
    )
    assert problems == []
    return sections


def printed(document: Imported) -> list[str]:
    """The body paragraph by paragraph, labels in front."""
    return [_line(block) for block in blocks(tree(document))]


def outline(document: Imported) -> list[str]:
    """The body as (level, kind, label, first words), a line each."""
    return [
        f"{'  ' * block.level}{block.kind} {_line(block)[:40]}".rstrip()
        for block in blocks(tree(document))
    ]


def bare(text: str) -> str:
    """Text without blanks and stars, its quotation marks straight: what no import may change."""
    return re.sub(r"[\s*]+", "", text).translate(str.maketrans("“”", '""'))


def source_body(text: str, first: str, last: str) -> str:
    """The running text of a source, from the words it begins with to those it ends with."""
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def strings(value: Any) -> Iterable[str]:
    """Every text in JSON data."""
    if isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    else:
        yield str(value)


def codes(document: Imported) -> list[str]:
    return [problem.code for problem in document.problems]


def message(document: Imported, code: str) -> str:
    return next(problem.message for problem in document.problems if problem.code == code)


def _line(block: Block) -> str:
    cells = [*block.columns, *(cell for row in block.rows for cell in row)]
    words = [block.label, _text(block.heading), _text(block.text), *map(_text, cells)]
    return " ".join(filter(None, words))


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)
