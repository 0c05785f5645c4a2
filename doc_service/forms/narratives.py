"""Narrative bodies as fields: outline text or a tree, judged and made one thing.

A caller sends a tree of sections, a clerk types or pastes text; both become the same tree before
anything else looks at them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from doc_service.forms.fields import Field, leaves
from doc_service.narrative.outline import Section, sections_from_json, sections_to_json
from doc_service.narrative.parsing import parse_outline
from doc_service.narrative.printing import Tree
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


def complete_narrative(field: Field, value: Any) -> Any:
    """Return text or a tree as the one tree it stands for; what is wrong is kept as it is."""
    if isinstance(value, str):
        return sections_to_json(parse_outline(value))
    sections, problems = sections_from_json(value, f"/{field.name}", field.label)
    wrong = any(problem.severity == "error" for problem in problems)
    return value if wrong else sections_to_json(sections)


@dataclass(frozen=True, slots=True)
class Body:
    """One narrative of a document's data, read once for everybody who judges or prints it."""

    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    """What is wrong with the tree, each with its place in it; with them it is not all read."""


Bodies = Mapping[str, Body]
"""JSON Pointer → the narrative there."""


def bodies(fields: tuple[Field, ...], data: Mapping[str, Any]) -> Bodies:
    """Read every narrative of completed data; what is no list, validation speaks of."""
    found: dict[str, Body] = {}
    for field, pointer, value in leaves(fields, data):
        if field.kind == "narrative" and isinstance(value, list):
            sections, problems = sections_from_json(value, pointer, field.label)
            found[pointer] = Body(sections, tuple(problems))
    return found


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
