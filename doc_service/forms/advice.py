"""What a careful colleague would point out: slips of language, numbering, references, levels.

All of it are warnings: the words are the clerk's, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from doc_service.forms.fields import Field, leaves
from doc_service.forms.localities import Locality
from doc_service.forms.proofreading import text_problems
from doc_service.forms.quotas import level_problems
from doc_service.forms.references import reference_problems
from doc_service.narrative.numbering import numbering_problems
from doc_service.narrative.outline import sections_from_json
from doc_service.narrative.printing import readings
from doc_service.problems import Problem

_PROSE: Final = ("trich_yeu", "noi")
"""Short texts that are words too: the abstract, the recipients."""


def advice(fields: Sequence[Field], locality: Locality, data: Mapping[str, Any]) -> list[Problem]:
    """Return warnings about running texts and levels, in field order.

    Args:
        fields: the form's fields.
        locality: whose errata, typing errors and levels apply.
        data: completed data; what is not text is passed over.
    """
    found = list(level_problems(locality, data))
    attachments = [one.label for one in fields if one.kind == "rows" and data.get(one.name)]
    for field, pointer, value in leaves(tuple(fields), data):
        if field.kind == "narrative" and isinstance(value, list):
            found += _of_narrative(locality, field, pointer, value, attachments)
        elif isinstance(value, str) and (field.multiline or field.name in _PROSE):
            found += text_problems(locality, value, pointer, field.label)
    return found


def _of_narrative(
    locality: Locality, field: Field, pointer: str, value: object, attachments: Sequence[str]
) -> Iterator[Problem]:
    sections, wrong = sections_from_json(value, pointer, field.label)
    if any(problem.severity == "error" for problem in wrong):
        return
    for where, text in readings(sections, pointer):
        yield from text_problems(locality, text, where, field.label)
    yield from numbering_problems(sections, pointer)
    yield from reference_problems(value, pointer, attachments=attachments)
