"""Which parts of a package another part refers to (ECMA-376 Part 2, 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final

from doc_service.word.package import part

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
"""Namespace of a `.rels` part."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship to a part of the same package."""

    kind: str
    """The end of its type: `header`, `image`, `comments`."""

    target: str
    """Name of the part."""


def relations_name(name: str) -> str:
    """Return where the relationships of a part stand."""
    path = PurePosixPath(name)
    return str(path.parent / "_rels" / f"{path.name}.rels")


def read_relations(members: Mapping[str, bytes], name: str) -> Mapping[str, Relation]:
    """Return the relationships of a part by id; what points outside the package is left out.

    Raises:
        UnreadableWord: the part that lists them is not well-formed.
    """
    root = part(members, relations_name(name))
    if root is None:
        return {}
    folder = PurePosixPath("/") / PurePosixPath(name).parent
    return {
        element.get("Id") or "": Relation(
            (element.get("Type") or "").rsplit("/", 1)[-1],
            normpath(str(folder / (element.get("Target") or ""))).lstrip("/"),
        )
        for element in root.iter(f"{{{RELATIONSHIPS}}}Relationship")
        if element.get("TargetMode") != "External"
    }
