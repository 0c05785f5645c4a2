"""The data of a dossier as they came: shared facts under `chung`, each document under `van_ban`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from doc_service.dossiers.declarations import INDEX, Dossier, Fact, Slot
from doc_service.forms.catalog import Form
from doc_service.problems import Problem, escaped

SHARED: Final = "chung"
DOCUMENTS: Final = "van_ban"

EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})
"""What says as much as leaving it out."""

Forms = Mapping[str, Form]
"""The forms of a dossier by name, as one locality words them."""


@dataclass(frozen=True, slots=True)
class Own:
    """What was given for one document alone."""

    data: Mapping[str, Any]
    pointer: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a fact, by the fact's names of its columns."""

    values: Mapping[str, Any]
    pointer: str
    columns: Mapping[str, str]
    """Column of the fact → name of it where the row was given."""

    said: str
    """Where it was given, in a clerk's words."""

    def at(self, column: str) -> str:
        """Return the pointer of one value."""
        return f"{self.pointer}/{self.columns.get(column, column)}"


@dataclass(frozen=True, slots=True)
class Value:
    """A fact that is no list."""

    value: Any
    pointer: str
    said: str


@dataclass(frozen=True, slots=True)
class Given:
    """The data of one dossier, in readable shape."""

    own: Mapping[str, tuple[Own, ...]]
    values: Mapping[str, Value]
    rows: Mapping[str, tuple[Row, ...]]
    problems: tuple[Problem, ...]
    """What could not be read."""


def read_given(dossier: Dossier, data: Mapping[str, Any]) -> Given:
    """Sort out what came: documents, facts, and what has no place in this dossier."""
    problems: list[Problem] = [*_unknown(data, (SHARED, DOCUMENTS), "")]
    shared = _object(data, SHARED, "", problems)
    documents = _object(data, DOCUMENTS, "", problems)
    names = [one.form for one in dossier.documents] + [INDEX]
    problems += _unknown(shared, [one.name for one in dossier.facts], f"/{SHARED}")
    problems += _unknown(documents, names, f"/{DOCUMENTS}")
    own = {name: tuple(_own(documents, name, problems)) for name in names}
    values: dict[str, Value] = {}
    rows: dict[str, tuple[Row, ...]] = {}
    for fact in dossier.facts:
        if fact.key:
            rows[fact.name] = tuple(_rows(dossier, fact, shared, own, problems))
        elif (value := _value(dossier, fact, shared, own)) is not None:
            values[fact.name] = value
    return Given(own, values, rows, tuple(problems))


def _unknown(data: Mapping[str, Any], known: Any, where: str) -> Iterator[Problem]:
    for name in data:
        if name not in known:
            listed = ", ".join(known)
            yield Problem(
                f"{where}/{escaped(name)}",
                f"Hồ sơ không có mục “{str(name)[:80]}”; các mục là: {listed}.",
                "unknown_field",
            )


def _object(
    data: Mapping[str, Any], name: str, where: str, problems: list[Problem]
) -> Mapping[str, Any]:
    found = data.get(name, {})
    if isinstance(found, Mapping):
        return found
    problems.append(Problem(f"{where}/{name}", f"“{name}” phải là một đối tượng.", "type"))
    return {}


def _own(documents: Mapping[str, Any], name: str, problems: list[Problem]) -> Iterator[Own]:
    found, pointer = documents.get(name), f"/{DOCUMENTS}/{name}"
    if isinstance(found, Mapping):
        yield Own(found, pointer)
    elif isinstance(found, list):
        for number, one in enumerate(found):
            if isinstance(one, Mapping):
                yield Own(one, f"{pointer}/{number}")
            else:
                said = "Mỗi văn bản phải là một đối tượng."
                problems.append(Problem(f"{pointer}/{number}", said, "type"))
    elif found is not None:
        said = "Dữ liệu của văn bản phải là một đối tượng, hoặc danh sách các đối tượng."
        problems.append(Problem(pointer, said, "type"))


def _value(
    dossier: Dossier, fact: Fact, shared: Mapping[str, Any], own: Mapping[str, tuple[Own, ...]]
) -> Value | None:
    """Return what `chung` says, else what the first document says that must agree with others."""
    if shared.get(fact.name) not in EMPTY:
        return Value(shared[fact.name], f"/{SHARED}/{fact.name}", "phần dùng chung")
    for slot in fact.slots if fact.agree else ():
        for one in own[slot.form]:
            if one.data.get(slot.field) not in EMPTY:
                said = _label(dossier, slot.form)
                return Value(one.data[slot.field], f"{one.pointer}/{slot.field}", said)
    return None


def _rows(
    dossier: Dossier,
    fact: Fact,
    shared: Mapping[str, Any],
    own: Mapping[str, tuple[Own, ...]],
    problems: list[Problem],
) -> Iterator[Row]:
    """Yield the rows that `chung` lists, else those of the first document that has all of them."""
    listed = shared.get(fact.name)
    if listed and isinstance(listed, list):
        yield from _listed(listed, f"/{SHARED}/{fact.name}", {}, "phần dùng chung")
        problems += [
            Problem(f"/{SHARED}/{fact.name}/{number}", "Mỗi dòng phải là một đối tượng.", "type")
            for number, row in enumerate(listed)
            if not isinstance(row, Mapping)
        ]
        return
    if listed not in EMPTY:
        said = f"“{fact.label}” phải là danh sách các dòng."
        problems.append(Problem(f"/{SHARED}/{fact.name}", said, "type"))
        return
    for slot in fact.slots:
        first = next((one for one in own[slot.form] if one.data.get(slot.field)), None)
        if first and not slot.more and not slot.fewer and not slot.where:
            names = {ours: theirs for theirs, ours in slot.columns.items()}
            said = _label(dossier, slot.form)
            found = first.data[slot.field]
            if isinstance(found, list):
                yield from _listed(found, f"{first.pointer}/{slot.field}", names, said)
                return


def _listed(rows: list[Any], pointer: str, columns: Mapping[str, str], said: str) -> Iterator[Row]:
    ours = {theirs: name for name, theirs in columns.items()}
    for number, row in enumerate(rows):
        if isinstance(row, Mapping):
            values = {ours.get(str(name), str(name)): value for name, value in row.items()}
            yield Row(values, f"{pointer}/{number}", columns, f"{said}, dòng {number + 1}")


def _label(dossier: Dossier, form: str) -> str:
    document = dossier.document(form)
    return document.label if document else "Mục lục"


def chosen(rows: Sequence[Row], where: Mapping[str, tuple[str, ...]]) -> list[Row]:
    """Return the rows whose columns say what is asked for."""
    return [
        row for row in rows if all(row.values.get(column) in said for column, said in where.items())
    ]


def columns_of(form: Form, slot: Slot) -> list[str]:
    """Return the columns of the list in which a fact stands."""
    found = next(one for one in form.fields if one.name == slot.field)
    return [one.name for one in found.fields]
