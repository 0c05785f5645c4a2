"""Names of forms, fields and columns that a declaration of a dossier uses: all must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from doc_service.dossiers.declarations import Document, Dossier, Fact, Slot, Vote
from doc_service.errors import FormNotFound, InvalidSchema
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.fields import Field

Forms = Mapping[str, Form]


def refuse_unknown_names(one: Dossier, index: str, catalog: Catalog) -> None:
    """Refuse a dossier that names what is not there.

    Args:
        one: the dossier as it is declared.
        index: the form of its index, which it need not name.
        catalog: the forms.

    Raises:
        InvalidSchema: a form, a fact, a field or a column is not there; it is named.
    """
    try:
        forms = {name: catalog.form(name) for name in (*(d.form for d in one.documents), index)}
    except FormNotFound as error:
        raise InvalidSchema(f"Hồ sơ “{one.name}”: {error}") from None
    for where, used, there in _names(one, forms):
        if unknown := sorted(set(used) - set(there)):
            raise InvalidSchema(f"Hồ sơ “{one.name}”: {where} không có {', '.join(unknown)}.")


Names = tuple[str, Iterable[str], Iterable[str]]
"""Where names are used, the names, and those that are there."""


def _names(one: Dossier, forms: Forms) -> Iterator[Names]:
    for fact in one.facts:
        for slot in fact.slots:
            yield from _of_slot(one, fact, slot, forms)
        if fact.key:
            columns = _columns(fact, forms)
            asked = (name for slot in fact.slots for name in slot.where)
            yield f"mục {fact.name}", [fact.key, *fact.same, *asked], columns
    for document in one.documents:
        yield from _of_document(one, document, forms)
    for chain in one.in_order:
        for form, date in chain:
            yield form, [date], _fields(_form(one, form, forms).fields)
    for vote in one.votes:
        yield from _of_vote(one, vote, forms)


def _of_slot(one: Dossier, fact: Fact, slot: Slot, forms: Forms) -> Iterator[Names]:
    form = _form(one, slot.form, forms)
    yield form.name, [slot.field], _fields(form.fields)
    place, there = f"{slot.form}.{slot.field}", _fields(_inner(form, slot.field))
    yield place, [*slot.columns, *slot.mentions], there
    if fact.key:
        yield place, [fact.key], [slot.columns.get(name, name) for name in there]


def _of_document(one: Dossier, document: Document, forms: Forms) -> Iterator[Names]:
    form = _form(one, document.form, forms)
    each = document.each
    if each is None:
        return
    yield form.name, [*each.fields, *each.mentions], _fields(form.fields)
    lists = {fact.name: fact for fact in one.facts if fact.key}
    yield form.name, [each.fact], lists
    used = [*each.fields.values(), *each.mentions.values(), *each.where]
    yield (
        f"mục {each.fact}",
        [*used, *([each.named] if each.named else [])],
        _columns(lists[each.fact], forms),
    )
    if not each.fields:
        raise InvalidSchema(
            f"Hồ sơ “{one.name}”: {form.name} phải có một trường cho biết là của ai."
        )


def _of_vote(one: Dossier, vote: Vote, forms: Forms) -> Iterator[Names]:
    form = _form(one, vote.form, forms)
    yield form.name, [vote.rows], _fields(form.fields)
    yield f"{form.name}.{vote.rows}", [vote.votes], _fields(_inner(form, vote.rows))
    within: tuple[Field, ...] = form.fields
    for name in vote.present.split("."):
        yield f"{form.name}, {vote.present}", [name], _fields(within)
        within = next((one.fields for one in within if one.name == name), ())
    for name, rows in vote.lists.items():
        yield name, [rows], _fields(_form(one, name, forms).fields)


def _form(one: Dossier, name: str, forms: Forms) -> Form:
    if name not in forms:
        raise InvalidSchema(f"Hồ sơ “{one.name}” nhắc đến {name} mà không có văn bản này.")
    return forms[name]


def _fields(fields: Iterable[Field]) -> list[str]:
    return [field.name for field in fields]


def _inner(form: Form, name: str) -> tuple[Field, ...]:
    return next((field.fields for field in form.fields if field.name == name), ())


def _columns(fact: Fact, forms: Forms) -> set[str]:
    """Return every column of a fact, by the fact's names."""
    return {
        slot.columns.get(name, name)
        for slot in fact.slots
        for name in _fields(_inner(forms[slot.form], slot.field))
    }
