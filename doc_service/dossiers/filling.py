"""The facts of a dossier put into its documents, and what disagrees with them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from doc_service.dossiers.declarations import INDEX, INDEX_ROWS, Document, Dossier, Fact, Slot
from doc_service.dossiers.entries import Entry, Filling, disagreement, field_of
from doc_service.dossiers.given import DOCUMENTS, EMPTY, SHARED, Forms, Given, Own, Row
from doc_service.dossiers.listing import put_rows
from doc_service.dossiers.matching import mentioned
from doc_service.dossiers.spelling import same_text
from doc_service.forms.catalog import Form
from doc_service.problems import Problem

NAMELESS: Final = "(chưa ghi tên)"
"""Of whom a document is that names nobody."""


def single(
    dossier: Dossier, document: Document, forms: Forms, given: Given, problems: list[Problem]
) -> Entry:
    """Return a document of which a dossier has one."""
    form = forms[document.form]
    origins: dict[str, str] = {}
    owns = given.own[document.form]
    own = owns[0] if owns else Own({}, f"/{DOCUMENTS}/{document.form}")
    rows: dict[str, str] = {}
    if document.reference and len(owns) > 1:
        own, origins, rows = _together(form, owns, document.label)
    else:
        problems += _too_many(owns, document.label)
    filling = Filling(form, document.label, own, dict(own.data), origins, problems, rows)
    _put_facts(dossier, given, filling)
    return _entry(document, filling, given=bool(owns))


def _too_many(owns: Sequence[Own], label: str) -> list[Problem]:
    return [
        Problem(one.pointer, f"Hồ sơ chỉ có một {label}; hãy bỏ bớt.", "rows_many")
        for one in owns[1:]
    ]


def _together(
    form: Form, owns: Sequence[Own], label: str
) -> tuple[Own, dict[str, str], dict[str, str]]:
    """Return several documents to compare with as one: their rows one after another.

    With it come the origins of its rows, and the rows in a clerk's words.
    """
    data: dict[str, Any] = dict(owns[0].data)
    origins: dict[str, str] = {}
    said: dict[str, str] = {}
    for field in form.fields:
        if field.kind == "rows":
            rows: list[Any] = []
            for order, own in enumerate(owns, start=1):
                listed = own.data.get(field.name)
                for number, row in enumerate(listed if isinstance(listed, list) else []):
                    here = f"/{field.name}/{len(rows)}"
                    origins[here] = f"{own.pointer}/{field.name}/{number}"
                    said[here] = f"{label} thứ {order}, dòng {number + 1}"
                    rows.append(row)
            if rows:
                data[field.name] = rows
    return Own(data, owns[0].pointer), origins, said


def of_row(
    dossier: Dossier,
    document: Document,
    forms: Forms,
    given: Given,
    row: Row,
    own: Own,
    problems: list[Problem],
) -> Entry:
    """Return the document that belongs to one row of a fact."""
    form, each = forms[document.form], document.each
    assert each is not None
    named = row.values.get(each.named or dossier.fact(each.fact).key)
    whose = named if isinstance(named, str) else ""
    said = f"{document.label} của “{whose[:100] or NAMELESS}”"
    filling = Filling(form, said, own, dict(own.data), {}, problems)
    for name, column in each.fields.items():
        _put(filling, name, row.values.get(column), row.at(column), row.said, fold=False)
    for name, column in each.mentions.items():
        _put(filling, name, row.values.get(column), row.at(column), row.said, fold=True)
    _put_facts(dossier, given, filling)
    return _entry(document, filling, given=True, whose=whose)


def of_nobody(
    dossier: Dossier,
    document: Document,
    forms: Forms,
    given: Given,
    own: Own,
    problems: list[Problem],
) -> Entry:
    """Return a document of its kind while there are no rows that it could belong to."""
    each = document.each
    assert each is not None
    names = {
        column: own.data[field]
        for field, column in {**each.mentions, **each.fields}.items()
        if isinstance(own.data.get(field), str)
    }
    entry = of_row(dossier, document, forms, given, Row(names, own.pointer, {}, ""), own, problems)
    rows = f"/{SHARED}/{each.fact}"
    asked = {
        f"/{field}": rows for field in {**each.fields, **each.mentions} if field not in own.data
    }
    return replace(entry, origins={**entry.origins, **asked})


def _entry(document: Document, filling: Filling, *, given: bool, whose: str = "") -> Entry:
    return Entry(
        document=document,
        form=filling.form,
        data=filling.data,
        pointer=filling.own.pointer,
        origins=filling.origins,
        said=filling.said,
        whose=whose,
        given=given,
        rows=filling.rows,
    )


def index_entry(dossier: Dossier, form: Form, given: Given, problems: list[Problem]) -> Entry:
    """Return the index, without its rows."""
    own = (given.own[INDEX] or (Own({}, f"/{DOCUMENTS}/{INDEX}"),))[0]
    problems += _too_many(given.own[INDEX], "mục lục")
    data = {name: value for name, value in own.data.items() if name != INDEX_ROWS}
    filling = Filling(form, "Mục lục", own, data, {}, problems)
    _put_facts(dossier, given, filling)
    return _entry(Document(INDEX, "Mục lục"), filling, given=True)


def _put_facts(dossier: Dossier, given: Given, filling: Filling) -> None:
    for fact, slot in dossier.slots(filling.form.name):
        if fact.key:
            if rows := given.rows[fact.name]:
                put_rows(fact, slot, rows, filling)
            else:
                filling.origins.setdefault(f"/{slot.field}", _missing(fact, slot, filling))
        elif value := given.values.get(fact.name):
            if fact.agree:
                _put(filling, slot.field, value.value, value.pointer, value.said, fold=False)
            else:
                _put_default(filling, slot.field, value.value, value.pointer)
        else:
            filling.origins.setdefault(f"/{slot.field}", _missing(fact, slot, filling))


def _missing(fact: Fact, slot: Slot, filling: Filling) -> str:
    """Return where a clerk should enter a fact that nobody gave."""
    own = slot.field in filling.data
    return f"{filling.own.pointer}/{slot.field}" if own else f"/{SHARED}/{fact.name}"


def _put_default(filling: Filling, name: str, value: Any, pointer: str) -> None:
    """Fill in what the document leaves out."""
    if filling.data.get(name) in EMPTY:
        filling.data[name] = value
        filling.origins[f"/{name}"] = pointer


def _put(filling: Filling, name: str, value: Any, pointer: str, said: str, *, fold: bool) -> None:
    """Put one value where the document leaves it out; where it says otherwise, say so."""
    if value in EMPTY:
        return
    own = filling.data.get(name)
    if own in EMPTY:
        filling.data[name] = value
        filling.origins[f"/{name}"] = pointer
    elif not (mentioned(value, own) if fold else same_text(value, own)):
        where = f"{filling.own.pointer}/{name}"
        filling.problems.append(
            disagreement(
                where, field_of(filling.form, name), (own, filling.said), (value, said), among=fold
            )
        )
