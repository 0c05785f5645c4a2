"""The shared facts of a dossier as a form of their own, so that a workbook can ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from doc_service.dossiers.declarations import Dossier, Fact
from doc_service.dossiers.given import SHARED, Forms
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.context import Kind
from doc_service.forms.dialect import fingerprint
from doc_service.forms.fields import read_fields
from doc_service.forms.validation import compile_validator

_NOT_HERE: Final = ("x-unused", "x-preset", "x-hidden", "minItems", "default")
"""What a document says of its field and the dossier does not."""


def shared_form(dossier: Dossier, catalog: Catalog, place: str = "") -> Form:
    """Return a form whose fields are the facts of a dossier; nothing is issued from it.

    Args:
        dossier: whose facts.
        catalog: the forms in which the facts stand.
        place: name of the locality whose words they are; empty for the default one.

    Raises:
        LocalityNotFound: there is no such locality.
    """
    names = {slot.form for fact in dossier.facts for slot in fact.slots}
    forms = {name: catalog.form(name, place) for name in sorted(names)}
    schema = {
        "type": "object",
        "required": [],
        "properties": {fact.name: _property(fact, forms) for fact in dossier.facts},
    }
    first = catalog.form(dossier.documents[0].form, place)
    example = dossier.example.get(SHARED, {})
    return Form(
        name=dossier.name,
        title=f"Phần dùng chung: {dossier.title}",
        help=f"{dossier.help} Nhập một lần ở đây; các văn bản trong hồ sơ lấy từ đây.",
        families=first.families,
        group="",
        assumed="",
        fields=read_fields(schema, first.locality),
        locality=first.locality,
        templates={},
        schema=schema,
        validator=compile_validator(schema),
        fingerprint=fingerprint(schema),
        document_title="",
        kind=Kind(""),
        example=example,
        examples={dossier.name: example},
    )


def _property(fact: Fact, forms: Forms) -> dict[str, Any]:
    specs = [forms[slot.form].schema["properties"][slot.field] for slot in fact.slots]
    made = {key: deepcopy(value) for key, value in specs[0].items() if key not in _NOT_HERE}
    made |= {"title": fact.label, "x-section": fact.label if fact.key else "Dùng chung"}
    if fact.help:
        made["description"] = fact.help
    if fact.key:
        made["items"] = _items(fact, forms)
    return made


def _items(fact: Fact, forms: Forms) -> dict[str, Any]:
    """Return the columns that any of the lists has; those that name a row are needed."""
    columns: dict[str, Any] = {}
    for name, spec in _columns(fact, forms):
        columns.setdefault(name, {k: v for k, v in spec.items() if k not in _NOT_HERE})
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in columns if name in (*fact.same[:2], fact.key)],
        "properties": columns,
    }


def _columns(fact: Fact, forms: Forms) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for slot in fact.slots:
        items = forms[slot.form].schema["properties"][slot.field]["items"]
        for name, spec in items["properties"].items():
            yield slot.columns.get(name, name), spec
