"""Which row is meant: by its name, else by a name that reads almost like it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from doc_service.dossiers.declarations import Each
from doc_service.dossiers.given import EMPTY, Own, Row
from doc_service.dossiers.spelling import near, same_text
from doc_service.vietnamese.text import fold

_NAMED: Final[tuple[Callable[[str, str], bool], ...]] = (same_text, near)
"""Surer ways to know a name first."""


def partner(
    own: Mapping[str, Any], rows: Sequence[Row], key: str, columns: Mapping[str, str]
) -> Row | None:
    """Return the row that a document's own row is: of the same name, else of one almost like it.

    Of several rows of one name it is the one with which most of the other columns agree.

    Args:
        own: the document's row.
        rows: those of the fact that are left.
        key: the column of the document that names a row.
        columns: column of the document → column of the fact.
    """
    name = own.get(key)
    if not isinstance(name, str) or name == "":
        return None
    for says in _NAMED:
        named = [row for row in rows if says(name, str(row.values.get(columns[key], "")))]
        if named:
            return max(named, key=lambda row: _agreeing(own, row, columns))
    return None


def _agreeing(own: Mapping[str, Any], row: Row, columns: Mapping[str, str]) -> int:
    pairs = ((own.get(theirs), row.values.get(ours)) for theirs, ours in columns.items())
    return sum(value not in EMPTY and same_text(value, other) for value, other in pairs)


def owners(rows: Sequence[Row], left: list[Own], each: Each) -> dict[str, Own]:
    """Return the documents that belong to rows, by the rows' pointers, and take them from the rest.

    A document belongs to the row that it names: by the name itself before a name almost like it, so
    that no row takes what another one has a better claim to. Documents that name nobody belong to
    the rows that have none, in their order, where there are as many.

    Args:
        rows: of the fact that asks for a document each.
        left: what was given for documents of this kind; what is found is taken from it.
        each: the fields that tell whose document it is.
    """
    found: dict[str, Own] = {}
    for belongs in _BELONGS:
        for row in (row for row in rows if row.pointer not in found):
            own = next((own for own in left if belongs(each, row, own)), None)
            if own is not None:
                found[row.pointer] = own
                left.remove(own)
    waiting = [row for row in rows if row.pointer not in found]
    nameless = [own for own in left if not any(own.data.get(name) for name in _fields(each))]
    if len(waiting) == len(nameless):
        for row, own in zip(waiting, nameless, strict=True):
            found[row.pointer] = own
            left.remove(own)
    return found


def _fields(each: Each) -> dict[str, str]:
    return {**each.fields, **each.mentions}


def _same_name(each: Each, row: Row, own: Own, says: Callable[[str, str], bool]) -> bool:
    name, column = next(iter(each.fields.items()))
    given = own.data.get(name)
    return isinstance(given, str) and says(given, str(row.values.get(column, "")))


def _rest_agrees(each: Each, row: Row, own: Own) -> bool:
    return all(_agreements(each, row, own))


def _agreements(each: Each, row: Row, own: Own) -> Iterator[bool]:
    """Say of every field but the name that both sides give whether it says the same."""
    for name, column in list(_fields(each).items())[1:]:
        value, given = row.values.get(column), own.data.get(name)
        if value not in EMPTY and given not in EMPTY:
            yield mentioned(value, given) if name in each.mentions else same_text(value, given)


def _nameless(each: Each, row: Row, own: Own) -> bool:
    """Say whether a document that leaves out the name tells otherwise whose it is."""
    name = next(iter(each.fields))
    said = list(_agreements(each, row, own))
    return own.data.get(name) in EMPTY and len(said) > 1 and all(said)


_BELONGS: Final[tuple[Callable[[Each, Row, Own], bool], ...]] = (
    lambda each, row, own: _same_name(each, row, own, same_text) and _rest_agrees(each, row, own),
    lambda each, row, own: _same_name(each, row, own, same_text),
    lambda each, row, own: _same_name(each, row, own, near) and _rest_agrees(each, row, own),
    lambda each, row, own: _same_name(each, row, own, near),
    _nameless,
)


def mentioned(value: Any, text: Any) -> bool:
    """Say whether a text names a value among other words, accents aside."""
    return fold(str(value)) in fold(str(text))
