"""The catalog: every form of the `schemas` folder, worded for every locality, read once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doc_service.errors import FormNotFound, InvalidSchema, TemplateNotFound
from doc_service.forms.completion import complete
from doc_service.forms.dialect import fingerprint, read_schema
from doc_service.forms.fields import Field, read_fields
from doc_service.forms.json_data import unreadable
from doc_service.forms.localities import DEFAULT, Locality, load_localities, locality
from doc_service.forms.validation import Validator, compile_validator, problems
from doc_service.the_thuc.rule_sets import Family


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of official document, as one locality words it."""

    name: str
    title: str
    help: str
    family: Family
    fields: tuple[Field, ...]
    locality: Locality
    template: Path
    """The DOCX to fill: the locality's own where it has one."""

    schema: Mapping[str, Any]
    """JSON Schema 2020-12, without references."""

    validator: Validator
    fingerprint: str
    document_title: str
    """Title of the document, with `{field}` places."""

    document_type: str
    """Code of the type in the symbol, or "" for a form without number and symbol."""

    landscape: bool
    seal_asked: bool
    """The printed form says “Ký, đóng dấu”."""

    example: Mapping[str, Any]
    """Realistic data with invented names."""

    examples: Mapping[str, Mapping[str, Any]]
    """Every example by file stem; the first is `example`."""

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
    forms = {
        (place.name, path.stem): _form(path, place, templates)
        for place in localities.values()
        for path in sorted(schemas.glob("[!_]*.json"))
    }
    if not forms:
        raise InvalidSchema(f"Thư mục lược đồ “{schemas.name}” không có biểu mẫu nào.")
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


def _form(path: Path, place: Locality, templates: Path) -> Form:
    schema = read_schema(path, place)
    fields = read_fields(schema, place)
    examples = _examples(path)
    form = Form(
        name=path.stem,
        title=schema["title"],
        help=schema["description"],
        family=schema["x-family"],
        fields=fields,
        locality=place,
        template=_template(path.stem, place, templates),
        schema=schema,
        validator=compile_validator(schema),
        fingerprint=fingerprint(schema),
        document_title=schema["x-document"]["title"],
        document_type=schema["x-document"]["type"],
        landscape=schema["x-document"].get("landscape", False),
        seal_asked=schema["x-document"].get("seal_asked", False),
        example=next(iter(examples.values())),
        examples=examples,
    )
    _check_examples(form)
    return form


def _check_examples(form: Form) -> None:
    for name, example in form.examples.items():
        wrong = unreadable(example)
        if not wrong:
            wrong = problems(form, complete(form.fields, form.locality, example), draft=False)
        if first := next((one for one in wrong if one.severity == "error"), None):
            raise InvalidSchema(
                f"Dữ liệu ví dụ “{name}.json” không hợp với biểu mẫu “{form.name}”.",
                detail=f"{first.pointer}: {first.message}",
            )


def _template(name: str, place: Locality, templates: Path) -> Path:
    own, national = place.folder / f"{name}.docx", templates / f"{name}.docx"
    found = own if own.is_file() else national
    if not found.is_file():
        raise TemplateNotFound(
            f"Biểu mẫu “{name}” chưa có tệp mẫu {name}.docx; chạy “make templates”."
        )
    return found


def _examples(path: Path) -> dict[str, Mapping[str, Any]]:
    folder = path.parent / "examples"
    files = sorted(folder.glob(f"{path.stem}.json")) + sorted(folder.glob(f"{path.stem}.*.json"))
    if not files:
        raise InvalidSchema(f"Biểu mẫu “{path.stem}” chưa có dữ liệu ví dụ trong schemas/examples.")
    return {file.stem: _example(file) for file in files}


def _example(file: Path) -> Mapping[str, Any]:
    try:
        data: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise InvalidSchema(
            f"Không đọc được dữ liệu ví dụ “{file.name}”.", detail=str(error)
        ) from None
    return data
