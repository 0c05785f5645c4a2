"""The catalog: every form of the `schemas` folder, worded for every locality, read once."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from doc_service.errors import FormNotFound, InvalidSchema, TemplateNotFound
from doc_service.forms.completion import complete
from doc_service.forms.context import Kind, Signing
from doc_service.forms.dialect import fingerprint, read_sources, worded
from doc_service.forms.fields import Field, leaves, overridden, read_fields
from doc_service.forms.json_data import unreadable
from doc_service.forms.localities import (
    DEFAULT,
    Locality,
    load_localities,
    locality,
)
from doc_service.forms.narratives import bodies
from doc_service.forms.validation import Validator, compile_validator, problems
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.rule_sets import Family

_PICTURE_FILE: Final = re.compile(r"[a-z0-9_]+\.jpg")


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of official document, as one locality words it."""

    name: str
    title: str
    help: str
    families: tuple[Family, ...]
    """Families that issue it, the usual one first."""

    group: str
    """What it is for, as the catalog groups forms."""

    assumed: str
    """What in it was chosen by us because the source does not say, or ""."""

    fields: tuple[Field, ...]
    locality: Locality
    templates: Mapping[Family, Path]
    """The DOCX to fill for each family: the locality's own where it has one."""

    schema: Mapping[str, Any]
    """JSON Schema 2020-12, without references."""

    validator: Validator
    fingerprint: str
    document_title: str
    """Title of the document, with `{field}` places."""

    kind: Kind
    """What the rules of thể thức need to know of its documents."""

    example: Mapping[str, Any]
    """Realistic data with invented names."""

    examples: Mapping[str, Mapping[str, Any]]
    """Every example by file stem; the first is `example`."""

    @property
    def template(self) -> Path:
        """The DOCX of the usual family."""
        return self.templates[self.families[0]]

    def family_of(self, issuer_kind: str) -> Family:
        """Return the family of documents of one kind of organ, where the form leaves it open."""
        kind = issuer_kinds().get(issuer_kind)
        return kind.family if kind and kind.family in self.families else self.families[0]

    def field(self, name: str) -> Field | None:
        """Return the top-level field of this name."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All forms of all localities."""

    localities: Mapping[str, Locality]
    forms: Mapping[tuple[str, str], Form]
    """(locality, form) → form; sorted by name."""

    def form(self, name: str, place: str = DEFAULT) -> Form:
        """Return one form as a locality words it.

        Raises:
            LocalityNotFound: there is no such locality.
            FormNotFound: there is no such form; the message lists those there are.
        """
        where = locality(self.localities, place)
        try:
            return self.forms[where.name, name]
        except KeyError:
            raise FormNotFound(
                f"Không có biểu mẫu “{name}”; hiện có: {', '.join(self.names())}."
            ) from None

    def names(self) -> list[str]:
        """Return the names of all forms."""
        return [name for place, name in self.forms if place == DEFAULT]


def load_catalog(schemas: Path, templates: Path) -> Catalog:
    """Read every form and locality, and refuse what a later request would stumble over.

    Raises:
        InvalidSchema: a schema, a locality or an example is wrong.
        TemplateNotFound: a form has no template.
    """
    localities = load_localities(templates)
    sources = read_sources(schemas)
    examples = {name: _examples(schemas, name) for name in sources}
    forms = {
        (place.name, name): _form(name, source, place, templates, examples[name])
        for place in localities.values()
        for name, source in sources.items()
    }
    for (place_name, _), form in forms.items():
        if place_name == DEFAULT:  # a locality words the same data; `check-forms` tries them all
            _check_examples(form)
    for place in localities.values():
        _check_defaults(place, [form for (name, _), form in forms.items() if name == place.name])
    return Catalog(localities, forms)


def _check_defaults(place: Locality, forms: Sequence[Form]) -> None:
    known = {field.name for form in forms for field in form.fields}
    if unknown := set(place.defaults) - known:
        raise InvalidSchema(
            f"Địa phương “{place.name}” đặt sẵn giá trị cho {', '.join(sorted(unknown))}, "
            "không biểu mẫu nào có."
        )


def _form(
    name: str,
    source: Mapping[str, Any],
    place: Locality,
    templates: Path,
    examples: Mapping[str, Mapping[str, Any]],
) -> Form:
    said = f"Địa phương “{place.name}”, biểu mẫu “{name}”"
    schema = overridden(worded(source, place, f"{name}.json"), place.override(name), said)
    fields = read_fields(schema, place)
    families = _families(schema)
    return Form(
        name=name,
        title=schema["title"],
        help=schema["description"],
        families=families,
        group=schema.get("x-group", ""),
        assumed=schema.get("x-assumed", ""),
        fields=fields,
        locality=place,
        templates=_templates(name, families, place, templates),
        schema=schema,
        validator=compile_validator(schema),
        fingerprint=fingerprint(schema),
        document_title=schema["x-document"]["title"],
        kind=_kind(schema),
        example=next(iter(examples.values())),
        examples=examples,
    )


def _check_examples(form: Form) -> None:
    for name, example in form.examples.items():
        wrong = unreadable(example)
        if not wrong:
            completed = complete(
                form.fields, form.locality, example, form=form.name, families=form.families
            ).data
            found = leaves(form.fields, completed)
            wrong = problems(form, completed, found, bodies(found), draft=False)
        if first := next((one for one in wrong if one.severity == "error"), None):
            raise InvalidSchema(
                f"Dữ liệu ví dụ “{name}.json” không hợp với biểu mẫu “{form.name}”.",
                detail=f"{first.pointer}: {first.message}",
            )


def _families(schema: Mapping[str, Any]) -> tuple[Family, ...]:
    said = schema["x-family"]
    families: tuple[Family, ...] = tuple(said) if isinstance(said, list) else (said,)
    return families


def _kind(schema: Mapping[str, Any]) -> Kind:
    document, fields = schema["x-document"], schema["properties"]
    signing: Signing = "one" if "nguoi_ky" in fields else "others"
    if {"thu_ky", "chu_tri"} <= set(fields):
        signing = "minutes"
    return Kind(
        type=document["type"],
        landscape=document.get("landscape", False),
        seal_asked=document.get("seal_asked", False),
        signing=signing,
    )


def _templates(
    name: str, families: Sequence[Family], place: Locality, templates: Path
) -> dict[Family, Path]:
    """Find `<form>.docx` for the usual family, `<form>.<family>.docx` for the others."""
    stems = {family: f"{name}.{family}" for family in families} | {families[0]: name}
    return {family: _template(stem, place, templates) for family, stem in stems.items()}


def _template(stem: str, place: Locality, templates: Path) -> Path:
    own, national = place.folder / f"{stem}.docx", templates / f"{stem}.docx"
    found = own if own.is_file() else national
    if not found.is_file():
        raise TemplateNotFound(f"Thiếu tệp mẫu {stem}.docx; chạy “make templates”.")
    return found


def _examples(schemas: Path, name: str) -> dict[str, Mapping[str, Any]]:
    folder = schemas / "examples"
    files = sorted(folder.glob(f"{name}.json")) + sorted(folder.glob(f"{name}.*.json"))
    if not files:
        raise InvalidSchema(f"Biểu mẫu “{name}” chưa có dữ liệu ví dụ trong schemas/examples.")
    return {file.stem: _example(file) for file in files}


def _example(file: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise InvalidSchema(
            f"Không đọc được dữ liệu ví dụ “{file.name}”.", detail=str(error)
        ) from None
    ready: Mapping[str, Any] = _with_files(data, file.parent)
    return ready


def _with_files(value: Any, folder: Path) -> Any:
    """Return an example with its pictures, which it names by file, as a caller would send them."""
    if isinstance(value, Mapping):
        return {name: _with_files(one, folder) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_files(one, folder) for one in value]
    if isinstance(value, str) and _PICTURE_FILE.fullmatch(value):
        return base64.b64encode((folder / value).read_bytes()).decode()
    return value
