"""Data that carry a secrecy mark: refused, draft or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from doc_service.forms.fields import Leaf
from doc_service.forms.narratives import Bodies
from doc_service.problems import Problem
from doc_service.the_thuc.secrecy import CLAUSE, secrecy_mark

_WORD: Final = "mật"
"""What every secrecy mark holds, in small letters."""


def classified_problems(leaves: Iterable[Leaf], bodies: Bodies) -> list[Problem]:
    """Return a problem for every line that is a secrecy mark.

    Args:
        leaves: the values of completed data; what is not text is passed over.
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
        for pointer, text in _texts(leaves, bodies)
        if _WORD in text.lower()
        for line in text.split("\n")
        if (mark := secrecy_mark(line))
    ]


def _texts(leaves: Iterable[Leaf], bodies: Bodies) -> Iterator[tuple[str, str]]:
    for field, pointer, value in leaves:
        if field.kind == "text" and isinstance(value, str):
            yield pointer, value
        elif field.kind == "narrative" and pointer in bodies:
            yield from bodies[pointer].texts
