"""Reading a schema file: shared pieces inlined, the dialect enforced, choices spelt out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jsonschema_rs

from doc_service.errors import InvalidSchema
from doc_service.forms.context import RESERVED
from doc_service.forms.derived import DERIVATION_PARAMETERS, DERIVATIONS
from doc_service.forms.fields import CHOICE_SETS, choice_codes
from doc_service.forms.localities import Locality
from doc_service.forms.narratives import SECTION, SECTION_SCHEMA
from doc_service.forms.rules import RULE_PARAMETERS, RULES
from doc_service.the_thuc.numbering import DOCUMENT_TYPES

_SHARED_PREFIX = "_shared.json#/$defs/"


def read_sources(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the schema of every form of a folder by name, with every reference inlined.

    Raises:
        InvalidSchema: a file is not JSON, refers to nothing, or leaves the dialect.
    """
    paths = sorted(folder.glob("[!_]*.json"))
    if not paths:
        raise InvalidSchema(f"Thư mục lược đồ “{folder.name}” không có biểu mẫu nào.")
    shared = _json(folder / "_shared.json").get("$defs", {})
    dialect = _json(folder / "_dialect.json")
    sources: dict[str, dict[str, Any]] = {}
    for path in paths:
        sources[path.stem] = _inlined(_json(path), shared, path.name)
        _check(sources[path.stem], dialect, path.name)
    return sources


def worded(source: Mapping[str, Any], locality: Locality, file: str) -> dict[str, Any]:
    """Return a form's schema with every choice an `enum`, as one locality words it.

    Raises:
        InvalidSchema: there is no such set of choices.
    """
    properties = _with_enums(source["properties"], locality, file)
    narrative = any("x-narrative" in spec for spec in properties.values())
    sections = {"$defs": {SECTION: SECTION_SCHEMA}} if narrative else {}
    return {**source, "properties": properties, **sections}


def fingerprint(schema: Mapping[str, Any]) -> str:
    """Return a hash of what a workbook or a stored record depends on: names, kinds, choices.

    Labels and help may be reworded without making last month's workbook invalid.
    """
    what = {key: schema.get(key) for key in ("x-family", "x-document")}
    shape = json.dumps([what, _shape(schema)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(shape.encode()).hexdigest()[:16]


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidSchema(f"Không đọc được lược đồ “{path.name}”.", detail=str(error)) from None
    if not isinstance(data, dict):
        raise InvalidSchema(f"Lược đồ “{path.name}” phải là một đối tượng JSON.")
    return data


def _inlined(node: Any, shared: Mapping[str, Any], file: str) -> Any:
    if isinstance(node, list):
        return [_inlined(item, shared, file) for item in node]
    if not isinstance(node, dict):
        return node
    rest = {key: _inlined(value, shared, file) for key, value in node.items() if key != "$ref"}
    if "$ref" not in node:
        return rest
    name = str(node["$ref"]).removeprefix(_SHARED_PREFIX)
    if name not in shared:
        raise InvalidSchema(f"Lược đồ “{file}” nhắc đến phần dùng chung “{node['$ref']}” không có.")
    return {**_inlined(shared[name], shared, file), **rest}


def _check(schema: Mapping[str, Any], dialect: Mapping[str, Any], file: str) -> None:
    errors = list(jsonschema_rs.Draft202012Validator(dict(dialect)).iter_errors(schema))
    if errors:
        said = "; ".join(
            f"/{'/'.join(map(str, one.instance_path))}: {one.message}" for one in errors
        )
        raise InvalidSchema(f"Lược đồ “{file}” dùng thứ chưa được phép.", detail=said[:2000])
    for rule in schema.get("x-rules", ()):
        if rule["rule"] not in RULES:
            raise InvalidSchema(f"Lược đồ “{file}” dùng quy tắc lạ “{rule['rule']}”.")
        _check_names(schema, rule, RULE_PARAMETERS[rule["rule"]], file)
    for derived in schema.get("x-derived", ()):
        if derived["kind"] not in DERIVATIONS:
            raise InvalidSchema(f"Lược đồ “{file}” dùng phép tính lạ “{derived['kind']}”.")
        _check_names(schema, derived, DERIVATION_PARAMETERS[derived["kind"]], file)
        if derived["name"] in schema["properties"]:
            raise InvalidSchema(f"Lược đồ “{file}”: “{derived['name']}” vừa nhập vừa tính.")
    if taken := RESERVED & set(schema["properties"]):
        named = ", ".join(sorted(taken))
        raise InvalidSchema(f"Lược đồ “{file}”: {named} là tên dành riêng cho tệp mẫu.")
    _check_document(schema, file)


_TOP_LEVEL: Final = ("fields", "rows", "models", "numbers", "date", "year", "total", "whole")
"""Parameters of rules and derivations that name fields of the form; the others name columns."""


def _check_names(
    schema: Mapping[str, Any], spec: Mapping[str, Any], needed: Sequence[str], file: str
) -> None:
    """Refuse a rule or derivation that lacks a parameter or names what is not there."""
    said = spec.get("rule") or spec["kind"]
    given = set(spec) - {"rule", "name", "kind"}
    if given != set(needed):
        raise InvalidSchema(f"Lược đồ “{file}”: “{said}” cần đúng các mục {', '.join(needed)}.")
    fields = schema["properties"]
    rows = fields.get(str(spec.get("rows", spec.get("models"))), {})
    columns = rows.get("items", {}).get("properties", {})
    for parameter in needed:
        known = fields if parameter in _TOP_LEVEL else columns
        if parameter == "code":
            known = dict.fromkeys((columns or fields).get(spec["choice"], {}).get("enum", ()))
        if parameter == "derived":
            known = {one["name"]: one for one in schema.get("x-derived", ())}
        value = spec[parameter]
        for name in value if isinstance(value, list) else [value]:
            if not isinstance(name, int) and not _is_field(known, fields, str(name)):
                raise InvalidSchema(f"Lược đồ “{file}”: “{said}” nhắc đến “{name}” không có.")


def _is_field(known: Mapping[str, Any], fields: Mapping[str, Any], path: str) -> bool:
    """Say whether a name is among those known, or a dotted path into an object of the form."""
    first, _, rest = path.partition(".")
    inner = fields.get(first, {}).get("properties", {})
    return path in known or (not rest and not known and path in fields) or rest in inner


def _check_document(schema: Mapping[str, Any], file: str) -> None:
    document = schema["x-document"]
    if unknown := set(re.findall(r"{(\w+)}", document["title"])) - set(schema["properties"]):
        raise InvalidSchema(
            f"Lược đồ “{file}”: tên văn bản nhắc đến {', '.join(sorted(unknown))} không có."
        )
    if document["type"] and document["type"] not in DOCUMENT_TYPES:
        raise InvalidSchema(f"Lược đồ “{file}” dùng loại văn bản lạ “{document['type']}”.")


def _with_enums(properties: Mapping[str, Any], locality: Locality, file: str) -> dict[str, Any]:
    ready: dict[str, Any] = {}
    for name, spec in properties.items():
        if "x-choices" in spec and spec["x-choices"] not in CHOICE_SETS:
            raise InvalidSchema(
                f"Lược đồ “{file}”: “{name}” dùng bộ lựa chọn lạ “{spec['x-choices']}”."
            )
        codes = choice_codes(spec, locality)
        extra: dict[str, Any] = {"enum": list(codes)} if codes else {}
        if spec["type"] == "object":
            extra["properties"] = _with_enums(spec["properties"], locality, file)
        if "x-narrative" in spec:
            extra = {"type": ["array", "string"], "items": {"$ref": f"#/$defs/{SECTION}"}}
        elif spec["type"] == "array":
            items = spec["items"]
            columns = _with_enums(items["properties"], locality, file)
            extra["items"] = {**items, "properties": columns}
        ready[name] = {**spec, **extra}
    return ready


_SHAPING = ("type", "format", "enum", "required")


def _shape(node: Mapping[str, Any]) -> dict[str, Any]:
    shape: dict[str, Any] = {key: node[key] for key in _SHAPING if key in node}
    if "properties" in node:
        shape["properties"] = {name: _shape(spec) for name, spec in node["properties"].items()}
    if "items" in node:
        shape["items"] = _shape(node["items"])
    return shape
