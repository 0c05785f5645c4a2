"""Fields: a form's schema read once, for every face to draw from.

Only this module, `dialect` and `validation` know JSON Schema keywords.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, Literal

from doc_service.errors import InvalidSchema
from doc_service.forms.localities import FormOverride, Locality
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.signature import MODES

Kind = Literal[
    "text", "integer", "date", "time", "choice", "picture", "object", "rows", "narrative"
]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a field may take."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What a picture must have."""

    megapixels: float
    """Fewer are refused."""

    megabytes: float
    """A smaller file gets a warning: the sources say MP where they may mean MB."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks for."""

    name: str
    label: str
    kind: Kind
    required: bool
    help: str = ""
    section: str = ""
    choices: tuple[Choice, ...] = ()
    fields: tuple[Field, ...] = ()
    """The fields of an object, or the columns of rows."""

    shared: str = ""
    """Name of the shared piece this is, where the rules of thể thức apply: `nguoi_ky`…"""

    taken_from: tuple[str, ...] = ()
    """Fields of other forms that say the same under another name; a dot leads into an object."""

    default: Any = None
    min_length: int | None = None
    max_length: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    max_rows: int | None = None
    max_words: int | None = None
    multiline: bool = False
    picture: PictureLimits | None = None
    group: str = ""
    """Rows: the choice column that groups them in print."""

    preset: tuple[str, ...] = ()
    """Rows: choice columns whose combinations a blank workbook already holds."""

    unused: str = ""
    """Why the template does not print this field, where it does not."""

    hidden: bool = False
    """This locality does not ask for it; data that hold it all the same are taken and printed."""

    @property
    def asked(self) -> tuple[Field, ...]:
        """The fields of an object, or the columns of rows, that this locality asks for."""
        return tuple(one for one in self.fields if not one.hidden)

    def choice_label(self, code: str) -> str:
        """Return the label of a code, or the code itself when it has none."""
        return next((choice.label for choice in self.choices if choice.code == code), code)

    def field(self, name: str) -> Field | None:
        """Return the field of an object or the column of rows that has this name."""
        return next((one for one in self.fields if one.name == name), None)


SUBTOTAL: Final = "cong"
"""Code of the choice that stands for the subtotal of a level in Mẫu 02."""

CHOICE_SETS: Final[Mapping[str, Callable[[Locality], dict[str, str]]]] = {
    "linh_vuc": lambda place: dict(place.labels["linh_vuc"]),
    "linh_vuc_va_cong": lambda place: {**place.labels["linh_vuc"], SUBTOTAL: "Cộng"},
    "cap": lambda place: dict(place.labels["cap"]),
    "issuer_kinds": lambda _: {kind.name: kind.label for kind in issuer_kinds().values()},
    "signing_modes": lambda _: {str(mode): label for mode, label in MODES.items()},
}
"""`x-choices` → codes and labels. The codes are the same everywhere; a locality words them."""


def read_fields(
    schema: Mapping[str, Any], locality: Locality, *, unused: str = ""
) -> tuple[Field, ...]:
    """Return the fields of an object schema, in its order, worded for one locality.

    Args:
        schema: an object schema.
        locality: whose labels apply.
        unused: why the whole object is not printed, where it is not.
    """
    required = set(schema.get("required", ()))
    return tuple(
        _field(name, {"x-unused": unused, **spec}, name in required, locality)
        for name, spec in schema["properties"].items()
    )


def overridden(schema: Mapping[str, Any], override: FormOverride, source: str) -> dict[str, Any]:
    """Return a form's schema as a locality words it: other titles and help, columns not asked.

    Args:
        schema: a form's schema as `dialect.worded` returns it.
        override: what the locality says of this form.
        source: locality and form, in words that begin a sentence.

    Raises:
        InvalidSchema: the override names a field that is not there or hides a required one.
    """
    if not override.labels and not override.hidden:
        return dict(schema)
    ready = deepcopy(dict(schema))
    for path, wording in override.labels.items():
        spec, _ = _property(ready, path, source)
        spec |= {"title": wording.title} if wording.title else {}
        spec |= {"description": wording.help} if wording.help else {}
    for path in override.hidden:
        spec, required = _property(ready, path, source)
        if required:
            raise InvalidSchema(f"{source}: “{path}” bắt buộc nhập, không ẩn được.")
        spec["x-hidden"] = True
    return ready


def _property(schema: dict[str, Any], path: str, source: str) -> tuple[dict[str, Any], bool]:
    """Return the schema at `field` or `rows.column`, and whether it is required."""
    found, required = schema, False
    for name in path.split("."):
        within = found.get("items", found)
        if name not in within.get("properties", {}):
            raise InvalidSchema(f"{source} nhắc đến trường “{path}” không có.")
        required = name in within.get("required", ())
        found = within["properties"][name]
    return found, required


def choice_codes(spec: Mapping[str, Any], locality: Locality) -> dict[str, str]:
    """Return code → label of a property that is a choice, else nothing."""
    if "x-choices" in spec:
        return CHOICE_SETS[spec["x-choices"]](locality)
    labels = spec.get("x-labels", {})
    return {code: labels.get(code, code) for code in spec.get("enum", ())}


Leaf = tuple[Field, str, Any]
"""A value that is there: its field, its JSON Pointer, the value."""


def leaves(fields: tuple[Field, ...], data: Mapping[str, Any]) -> tuple[Leaf, ...]:
    """Return the values that are there, in field order.

    Values of the wrong shape are passed over; validation speaks of them.
    """
    found: list[Leaf] = []
    _walk(fields, data, "", found)
    return tuple(found)


def _walk(
    fields: tuple[Field, ...], data: Mapping[str, Any], pointer: str, found: list[Leaf]
) -> None:
    for field in fields:
        if field.name not in data:
            continue
        value, here = data[field.name], f"{pointer}/{field.name}"
        if field.kind == "object":
            if isinstance(value, Mapping):
                _walk(field.fields, value, here, found)
        elif field.kind == "rows":
            for number, row in enumerate(value if isinstance(value, list) else ()):
                if isinstance(row, Mapping):
                    _walk(field.fields, row, f"{here}/{number}", found)
        else:
            found.append((field, here, value))


_KEYWORD_KINDS: Final[Mapping[str, Kind]] = {"x-narrative": "narrative", "x-picture": "picture"}
_FORMAT_KINDS: Final[Mapping[str, Kind]] = {"date": "date", "time": "time"}


def _kind(spec: Mapping[str, Any], choices: Mapping[str, str]) -> Kind:
    if choices:
        return "choice"
    for keyword, kind in _KEYWORD_KINDS.items():
        if keyword in spec:
            return kind
    if "format" in spec:
        return _FORMAT_KINDS[spec["format"]]
    plain: dict[str, Kind] = {
        "string": "text",
        "integer": "integer",
        "object": "object",
        "array": "rows",
    }
    return plain[spec["type"]]


def _field(name: str, spec: Mapping[str, Any], required: bool, locality: Locality) -> Field:
    choices = choice_codes(spec, locality)
    kind = _kind(spec, choices)
    inner = spec["items"] if kind == "rows" else spec
    return Field(
        name=name,
        label=spec.get("title", name),
        kind=kind,
        required=required,
        help=spec.get("description", ""),
        section=spec.get("x-section", ""),
        choices=tuple(Choice(code, label) for code, label in choices.items()),
        fields=read_fields(inner, locality, unused=spec["x-unused"])
        if "properties" in inner
        else (),
        shared=spec.get("x-shared", ""),
        taken_from=tuple(spec.get("x-from", ())),
        default=spec.get("default"),
        min_length=spec.get("minLength"),
        max_length=spec.get("maxLength"),
        minimum=spec.get("minimum"),
        maximum=spec.get("maximum"),
        max_rows=spec.get("maxItems"),
        max_words=spec.get("x-max-words"),
        multiline=bool(spec.get("x-multiline", False)),
        picture=PictureLimits(**spec["x-picture"]) if "x-picture" in spec else None,
        group=spec.get("x-group", ""),
        preset=tuple(spec.get("x-preset", ())),
        unused=spec["x-unused"],
        hidden=bool(spec.get("x-hidden", False)),
    )
