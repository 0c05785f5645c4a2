"""One document of a dossier, and what two places say differently."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from doc_service.dossiers.declarations import Document
from doc_service.dossiers.given import Own
from doc_service.dossiers.spelling import quoted
from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.forms.preparation import Prepared
from doc_service.problems import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a dossier, its data whole."""

    document: Document
    form: Form
    data: Mapping[str, Any]
    pointer: str
    """Where its own data stand in the dossier's."""

    origins: Mapping[str, str]
    """Pointer in the document → pointer in the dossier's data, for what the facts gave."""

    said: str
    """The document in a clerk's words."""

    whose: str
    """Of several documents of a kind: the name that tells this one."""

    given: bool
    """Whether anything was given for it alone."""

    rows: Mapping[str, str]
    """Pointer of a row → the row in a clerk's words, where the number alone does not tell."""

    def origin(self, pointer: str) -> str:
        """Return the pointer into the dossier's data of a pointer into the document's."""
        return _origin(pointer, self.origins, self.pointer)

    def row_said(self, pointer: str, number: int) -> str:
        """Return a row in a clerk's words."""
        return self.rows.get(pointer) or f"{self.said}, dòng {number + 1}"


@dataclass(frozen=True, slots=True)
class Ready:
    """One document of a dossier, judged and ready to be made."""

    entry: Entry
    prepared: Prepared


@dataclass(slots=True)
class Filling:
    """The data of one document while facts are put in."""

    form: Form
    said: str
    own: Own
    data: dict[str, Any]
    origins: dict[str, str]
    problems: list[Problem]
    rows: dict[str, str] = dataclasses.field(default_factory=dict)

    def origin(self, pointer: str) -> str:
        """Return the pointer into the dossier's data of a pointer into the document's."""
        return _origin(pointer, self.origins, self.own.pointer)

    def row_said(self, field: str, number: int) -> str:
        """Return a row in a clerk's words."""
        return self.rows.get(f"/{field}/{number}") or f"{self.said}, dòng {number + 1}"


def _origin(pointer: str, origins: Mapping[str, str], base: str) -> str:
    head, tail = pointer, ""
    while head:
        if head in origins:
            return origins[head] + tail
        head, _, last = head.rpartition("/")
        tail = f"/{last}{tail}"
    return base + pointer


def disagreement(
    pointer: str,
    field: Field | None,
    here: tuple[Any, str],
    there: tuple[Any, str],
    *,
    among: bool = False,
) -> Problem:
    """Return the problem of a value that two places give differently.

    Args:
        pointer: where the second place is.
        field: what both places say.
        here: the value there, and the place in words.
        there: the value of the first place, and the place in words.
        among: the value here need only name the other one; then it is a warning.
    """
    verb = "không nhắc đến" if among else "khác với"
    label = field.label if field else "Giá trị"
    mine, other = (_shown(field, value) for value in (here[0], there[0]))
    return Problem(
        pointer,
        f"{label}: {here[1]} ghi “{mine}”, {verb} “{other}” ở {there[1]}; hãy sửa cho thống nhất.",
        "disagrees",
        "warning" if among else "error",
    )


def _shown(field: Field | None, value: Any) -> str:
    return quoted(field.choice_label(value) if field and isinstance(value, str) else value)


def field_of(form: Form, *path: str) -> Field | None:
    """Return the field that a path of names leads to."""
    found, fields = None, form.fields
    for name in path:
        found = next((one for one in fields if one.name == name), None)
        fields = found.fields if found else ()
    return found
