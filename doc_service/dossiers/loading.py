"""Reading the declarations of dossiers, once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doc_service.dossiers.declarations import INDEX, Document, Dossier, Each, Fact, Slot, Vote
from doc_service.dossiers.declared_names import refuse_unknown_names
from doc_service.errors import InvalidSchema
from doc_service.forms.catalog import Catalog


def load_dossiers(schemas: Path, catalog: Catalog) -> dict[str, Dossier]:
    """Read every dossier, and refuse what a later request would stumble over.

    Raises:
        InvalidSchema: a file is wrong, or names a form or field that is not there.
    """
    found = {}
    for path in sorted((schemas / "dossiers").glob("*.json")):
        said = _json(path)
        example = _json(schemas / "examples" / "dossiers" / path.name)
        try:
            one = _dossier(path.stem, said, example)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InvalidSchema(
                f"Khai báo hồ sơ “{path.name}” chưa đúng.", detail=repr(error)
            ) from None
        refuse_unknown_names(one, INDEX, catalog)
        found[one.name] = one
    return found


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidSchema(f"Không đọc được “{path.name}”.", detail=str(error)) from None
    if not isinstance(data, dict):
        raise InvalidSchema(f"“{path.name}” phải là một đối tượng JSON.")
    return data


def _dossier(name: str, said: Mapping[str, Any], example: Mapping[str, Any]) -> Dossier:
    return Dossier(
        name=name,
        title=said["title"],
        help=said["description"],
        source=said["source"],
        documents=tuple(_document(one) for one in said["documents"]),
        facts=tuple(_fact(one) for one in said["facts"]),
        in_order=tuple(tuple(_place(at) for at in chain) for chain in said.get("in_order", ())),
        votes=tuple(Vote(**one) for one in said.get("votes", ())),
        example=example,
    )


def _document(said: Mapping[str, Any]) -> Document:
    each = said.get("each")
    if each is None:
        return Document(**said)
    return Document(**{**said, "each": Each(**{**each, "where": _where(each)})})


def _fact(said: Mapping[str, Any]) -> Fact:
    slots = tuple(_slot(one) for one in said["slots"])
    same = tuple(said.get("same", ()))
    return Fact(**{**said, "slots": slots, "same": same})


def _slot(said: str | Mapping[str, Any]) -> Slot:
    if isinstance(said, str):
        return Slot(*_place(said))
    rest = {key: value for key, value in said.items() if key != "at"}
    return Slot(
        *_place(said["at"]),
        **{**rest, "where": _where(said), "mentions": tuple(said.get("mentions", ()))},
    )


def _where(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        column: tuple(value) if isinstance(value, list) else (value,)
        for column, value in said.get("where", {}).items()
    }


def _place(said: str) -> tuple[str, str]:
    form, name = said.split(".")
    return form, name
