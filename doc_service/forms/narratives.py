"""Narrative bodies as fields: outline text or a tree, judged and made one thing.

A caller sends a tree of sections, a clerk types or pastes text; both become the same tree before
anything else looks at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from doc_service.forms.fields import Field, Leaf
from doc_service.narrative.outline import Section, sections_from_json, sections_to_json
from doc_service.narrative.parsing import parse_outline
from doc_service.narrative.printing import Tree, readings
from doc_service.narrative.rereading import reads_back
from doc_service.problems import Problem

SECTION: Final = "muc_noi_dung"
"""Name of a section's schema under `$defs`."""

SECTION_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "title": "Một mục, đoạn hoặc bảng của nội dung",
    "additionalProperties": False,
    "properties": {
        "kieu": {
            "description": "Để trống thì chọn theo chỗ đứng: phần (I.), mục (1.), tiểu mục (1.1.)…",
            "enum": [
                "phan", "muc", "tieu_muc", "diem", "y", "buoc", "dieu", "gach", "cong", "sao",
                "doan", "bang",
            ],
        },
        "so": {"type": "string", "description": "Số ghi tay, ví dụ “1.5.”; để trống thì tự đánh."},
        "tieu_de": {"type": "string", "description": "Tiêu đề, hoặc cụm từ in đậm mở đầu đoạn."},
        "chu": {"type": "string", "description": "Lời văn; **đậm**, *nghiêng*."},
        "con": {"type": "array", "items": {"$ref": f"#/$defs/{SECTION}"}},
        "cot": {"type": "array", "items": {"type": "string"}, "description": "Đầu cột của bảng."},
        "hang": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    },
}  # fmt: skip
"""JSON Schema of one node of the tree; `narrative.outline` judges it, with better words."""


Sections = tuple[Section, ...]

_NOTHING: Final[Mapping[str, Sections]] = MappingProxyType({})


def complete_narrative(field: Field, value: Any) -> Any:
    """Return text or a tree as the one tree it stands for; what is wrong is kept as it is."""
    return read_narrative(field, value)[0]


def read_narrative(field: Field, value: str | list[Any]) -> tuple[Any, Sections]:
    """Return what `complete_narrative` does, and the sections that `bodies` would read from it.

    There are none where the tree has to be read again: it is empty, wrong, or surprising.
    """
    if isinstance(value, str):
        sections = parse_outline(value)
    else:
        sections, problems = sections_from_json(value, f"/{field.name}", field.label)
        if any(problem.severity == "error" for problem in problems):
            return value, ()
    return sections_to_json(sections), sections if reads_back(sections) else ()


@dataclass(frozen=True, slots=True)
class Body:
    """One narrative of a document's data, read once for everybody who judges or prints it."""

    sections: Sections
    problems: tuple[Problem, ...]
    """What is wrong with the tree, each with its place in it; with them it is not all read."""

    texts: tuple[tuple[str, str], ...]
    """JSON Pointer and plain text of all that is in it, in order; see `printing.readings`."""


Bodies = Mapping[str, Body]
"""JSON Pointer → the narrative there."""


def bodies(found: Iterable[Leaf], read: Mapping[str, Sections] = _NOTHING) -> Bodies:
    """Read every narrative of completed data; what is no list, validation speaks of.

    Args:
        found: the values of completed data.
        read: JSON Pointer → sections, for narratives that are known; see `read_narrative`.
    """
    made: dict[str, Body] = {}
    for field, pointer, value in found:
        if field.kind != "narrative" or not isinstance(value, list):
            continue
        sections, problems = read.get(pointer, ()), list[Problem]()
        if not sections:
            sections, problems = sections_from_json(value, pointer, field.label)
        made[pointer] = Body(sections, tuple(problems), tuple(readings(sections, pointer)))
    return made


def with_trees(shown: Any, read: Bodies, pointer: str = "") -> Any:
    """Return the context's data with its narratives as trees that need not be read again.

    What a draft has in place of a narrative that is missing stays as it is.
    """
    if not read:
        return shown
    if pointer in read and read[pointer].sections:
        return Tree(shown, read[pointer].sections)
    if isinstance(shown, Mapping):
        return {name: with_trees(one, read, f"{pointer}/{name}") for name, one in shown.items()}
    if isinstance(shown, list):
        return [with_trees(one, read, f"{pointer}/{at}") for at, one in enumerate(shown)]
    return shown
