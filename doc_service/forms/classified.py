"""Data that carry a secrecy mark: refused, draft or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doc_service.forms.fields import Field, leaves
from doc_service.forms.narratives import Bodies
from doc_service.narrative.printing import readings
from doc_service.problems import Problem
from doc_service.the_thuc.secrecy import CLAUSE, secrecy_mark


def classified_problems(
    fields: Sequence[Field], data: Mapping[str, Any], bodies: Bodies
) -> list[Problem]:
    """Return a problem for every line that is a secrecy mark.

    Args:
        fields: the form's fields.
        data: completed data; what is not text is passed over.
        bodies: the narratives of the data.
    """
    return [
        Problem(
            pointer,
            f"“{mark}” là dấu chỉ độ mật. Phần mềm không lập và không chuẩn bị ký số văn bản mật; "
            "hãy soạn văn bản này theo quy định về bảo vệ bí mật nhà nước.",
            "classified",
            clause=CLAUSE,
        )
        for pointer, text in _texts(fields, data, bodies)
        for line in text.split("\n")
        if (mark := secrecy_mark(line))
    ]


def _texts(
    fields: Sequence[Field], data: Mapping[str, Any], bodies: Bodies
) -> Iterator[tuple[str, str]]:
    for field, pointer, value in leaves(tuple(fields), data):
        if body := bodies.get(pointer):
            yield from readings(body.sections, pointer)
        elif field.kind == "text" and isinstance(value, str):
            yield pointer, value
