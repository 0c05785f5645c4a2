"""A dossier looked at as a whole, before anything is rendered: complete, and of one mind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from doc_service.dossiers.agreement import agreement_problems, numbered_twice
from doc_service.dossiers.declarations import INDEX, Document, Dossier
from doc_service.dossiers.entries import Entry, Ready
from doc_service.dossiers.filling import NAMELESS, index_entry, of_nobody, of_row, single
from doc_service.dossiers.given import Forms, Given, Own, Row, chosen, read_given
from doc_service.dossiers.indexing import index_data, row_origins
from doc_service.dossiers.matching import owners
from doc_service.dossiers.references import reference_problems
from doc_service.dossiers.spelling import NAMES, quoted
from doc_service.dossiers.telling import MISSING, Said, is_shared, told
from doc_service.dossiers.titles import titled
from doc_service.errors import InvalidData
from doc_service.forms.json_data import unreadable
from doc_service.forms.preparation import Prepared, prepare
from doc_service.problems import Problem

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """A dossier whose documents can be made."""

    documents: tuple[Ready, ...]
    index: Entry
    warnings: tuple[Problem, ...]


def check_dossier(
    dossier: Dossier, forms: Forms, data: Data, *, draft: bool, today: dt.date
) -> Checked:
    """Judge a dossier: every document by its form, and all of them together.

    Args:
        dossier: what it consists of.
        forms: its forms by name, as one locality words them.
        data: shared facts under `chung`, documents under `van_ban`.
        draft: gaps are allowed, documents may be missing.
        today: decides the rule set of documents without a full date.

    Raises:
        InvalidData: something is wrong or does not agree; every place is named, in order.
    """
    if unfit := unreadable(data):
        raise InvalidData(unfit)
    given = read_given(dossier, data)
    problems = list(given.problems)
    entries = list(_entries(dossier, forms, given, problems))
    ready: list[Ready] = []
    beside: list[tuple[Entry, Prepared]] = []
    said: list[Said] = []
    for entry in entries:
        prepared, found = _judged(entry, draft=draft or entry.document.reference, today=today)
        if entry.document.reference:
            beside += [(entry, prepared)] if prepared else []
            continue
        if _is_missing(entry, found):
            problems += () if _spoken_of(entry, problems) else _missing_document(entry)
            found = [one for one in found if is_shared(one.problem)]
        said += found
        if prepared:
            ready.append(Ready(entry, prepared))
    problems += agreement_problems(dossier, [one for one in entries if _counts(one)], problems)
    problems += numbered_twice((one.entry, one.prepared) for one in ready)
    problems += reference_problems([(one.entry, one.prepared) for one in ready], beside)
    ready = titled(ready)
    index = index_entry(dossier, forms[INDEX], given, problems)
    said += _judged_index(dossier, index, ready, draft=draft, today=today)
    whole = told(dossier, [*(Said(one) for one in problems), *said], draft=draft)
    if any(one.severity == "error" for one in whole):
        raise InvalidData(whole)
    return Checked(tuple(ready), index, whole)


def _judged_index(
    dossier: Dossier, index: Entry, ready: list[Ready], *, draft: bool, today: dt.date
) -> list[Said]:
    """Judge the index as it will be; what is wrong with a row is wrong with its document."""
    whole = replace(
        index,
        data=index_data(dossier, index, ready, [0] * len(ready)),
        origins={**index.origins, **row_origins([one.entry for one in ready])},
    )
    found = _judged(whole, draft=draft, today=today)[1]
    return [
        one
        for one in found
        # `numbered_twice` says it; and the documents give what the index lacks
        if one.problem.code != "duplicate"
        and (ready or one.problem.code not in MISSING or is_shared(one.problem))
    ]


def _entries(
    dossier: Dossier, forms: Forms, given: Given, problems: list[Problem]
) -> Iterator[Entry]:
    for document in dossier.documents:
        if document.each is not None:
            yield from _each(dossier, document, forms, given, problems)
        elif document.required or given.own[document.form]:
            yield single(dossier, document, forms, given, problems)


def _each(
    dossier: Dossier, document: Document, forms: Forms, given: Given, problems: list[Problem]
) -> Iterator[Entry]:
    """Yield a document for every row that asks for one; say which rows and documents are alone."""
    each = document.each
    assert each is not None
    left = list(given.own[document.form])
    if not given.rows[each.fact]:
        for own in left:
            yield of_nobody(dossier, document, forms, given, own, problems)
        return
    rows = chosen(given.rows[each.fact], each.where)
    found = owners(rows, left, each)
    alone = [row for row in rows if row.pointer not in found]
    meant = alone[0] if len(left) == len(alone) == 1 else None
    for row in rows:
        if row.pointer in found:
            own = found[row.pointer]
            yield of_row(dossier, document, forms, given, row, own, problems)
        elif document.required and row is not meant:
            problems.append(_lacking(dossier, document, row))
    problems += [_stray(dossier, document, own, meant) for own in left]


def _stray(dossier: Dossier, document: Document, own: Own, meant: Row | None) -> Problem:
    """Return the problem of a document that belongs to no row; it may mean the only row without."""
    each = document.each
    assert each is not None
    name, column = next(iter(each.fields.items()))
    given = quoted(own.data.get(name) or NAMELESS).strip()
    said = f"{document.label} ghi {NAMES.get(name, 'tên')} “{given}”"
    if meant:
        other = quoted(meant.values.get(column) or NAMELESS)
        message = f"{said}, còn {meant.said} ghi “{other}”; hãy sửa cho thống nhất."
    else:
        listed = dossier.fact(each.fact).label
        message = (
            f"{said}, không ứng với dòng nào trong “{listed}”; hãy sửa tên hoặc bổ sung vào "
            "danh sách."
        )
    pointer = f"{own.pointer}/{name}" if name in own.data else own.pointer
    return Problem(pointer, message, "not_listed")


def _lacking(dossier: Dossier, document: Document, row: Row) -> Problem:
    each = document.each
    assert each is not None
    fact = dossier.fact(each.fact)
    name, whose = quoted(row.values.get(fact.key) or NAMELESS), row.values.get("chu_the")
    of = f"“{quoted(whose)}”, mô hình " if whose else ""
    return Problem(
        f"/van_ban/{document.form}",
        f"Thiếu {document.label} của {of}“{name}” ({row.said}).",
        "document_missing",
    )


def _judged(entry: Entry, *, draft: bool, today: dt.date) -> tuple[Prepared | None, list[Said]]:
    """Prepare a document; its problems point into the dossier's data."""
    try:
        prepared = prepare(entry.form, entry.data, draft=draft, today=today)
    except InvalidData as error:
        return None, [_placed(entry, one) for one in error.problems]
    return prepared, [_placed(entry, one) for one in prepared.warnings]


def _placed(entry: Entry, problem: Problem) -> Said:
    return Said(replace(problem, pointer=entry.origin(problem.pointer)), entry.said)


def _is_missing(entry: Entry, found: list[Said]) -> bool:
    """Say whether nothing was given for a document, and the facts alone do not make it."""
    return not entry.given and any(
        one.problem.code in MISSING and one.problem.pointer.startswith(entry.pointer)
        for one in found
    )


def _spoken_of(entry: Entry, problems: list[Problem]) -> bool:
    return any(one.pointer == entry.pointer for one in problems)


def _counts(entry: Entry) -> bool:
    return entry.given or bool(entry.origins)


def _missing_document(entry: Entry) -> list[Problem]:
    return [
        Problem(
            entry.pointer,
            f"Thiếu {entry.said}: chưa có dữ liệu của văn bản này.",
            "document_missing",
        )
    ]
