"""The parts of fused documents: those that all share, and each one's headers and pictures."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from doc_service.assembly.checks import W
from doc_service.assembly.fusible import NotFusible, check_header

DOCUMENT: Final = "word/document.xml"
NOTES: Final = "word/footnotes.xml"

_TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_R: Final = f"{{{_RELATION}}}"
_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_TYPE: Final = f"{{{_PACKAGE}/content-types}}"
_LISTED: Final = f"{{{_PACKAGE}/relationships}}Relationship"

_ROOT: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_RELATION}/officeDocument" Target="{DOCUMENT}"/></Relationships>'
).encode()

_OWN: Final = re.compile(
    r"docProps/.+|\[Content_Types\]\.xml|_rels/\.rels|word/(?:document|footnotes)\.xml"
    r"|word/_rels/(?:document|header\d*|footer\d*)\.xml\.rels|word/(?:header|footer)\d*\.xml"
    r"|word/media/.+"
)
"""Parts that may differ; all others have to be the same in every document."""

_DROPPED: Final = re.compile(r"/(?:docProps/.+|word/(?:header|footer)\d*\.xml)")
"""Parts that the whole does not have, or has under other names."""

_CARRIED: Final = tuple(f"{_RELATION}/{kind}" for kind in ("header", "footer", "image"))
"""Kinds of relationships that each document has for itself."""


class PartsTogether:
    """Collects what documents consist of, each thing once; names come from the content."""

    def __init__(self, first: Mapping[str, bytes]) -> None:
        """Take over what the first document shares with all others."""
        self._shared = _shared(first)
        self._relations = _relations(first, DOCUMENT)
        self._base = _common(self._relations)
        for one in list(self._relations):
            if one.get("Type") in _CARRIED:
                self._relations.remove(one)
        self._types = etree.fromstring(first[_TYPES])
        for one in list(self._types):
            if _DROPPED.fullmatch(one.get("PartName", "")):
                self._types.remove(one)
        self._new: dict[str, bytes] = {}
        self._ids: set[str] = set()

    def take(self, package: Mapping[str, bytes], root: etree._Element) -> None:
        """Collect one document's parts, and let it refer to them as they are called here.

        Raises:
            NotFusible: it does not share what it has to share.
        """
        if _shared(package) != self._shared:
            raise NotFusible("styles, settings or other parts are not the same")
        relations = _relations(package, DOCUMENT)
        if _common(relations) != self._base:
            raise NotFusible("the relationships are not the same")
        by_id = {one.get("Id"): one for one in relations if one.get("Type") in _CARRIED}
        for reference in root.iter(f"{W}headerReference", f"{W}footerReference"):
            one = _found(by_id, reference.get(f"{_R}id"))
            reference.set(f"{_R}id", self._header(package, one))
        for blip in root.iter(_BLIP):
            one = _found(by_id, blip.get(f"{_R}embed"))
            target = self._picture(package, one)
            blip.set(f"{_R}embed", self._related(f"{_RELATION}/image", target))

    def parts(self, made: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the whole package, content types first.

        Args:
            made: further parts, and such as replace what all documents share.
        """
        return {
            _TYPES: _bytes(self._types),
            "_rels/.rels": _ROOT,
            _relations_name(DOCUMENT): _bytes(self._relations),
            **self._shared,
            **self._new,
            **made,
        }

    def _header(self, package: Mapping[str, bytes], relation: etree._Element) -> str:
        """Take a header or footer with its pictures; return its id."""
        name, kind = _target(relation), relation.get("Type", "")
        own = b""
        if _relations_name(name) in package:
            own = self._own_relations(package, name)
        label = kind.rpartition("/")[2]
        made = f"word/{label}{_digest(package[name] + own)}.xml"
        if made not in self._new:
            check_header(etree.fromstring(package[name]))
            self._new[made] = package[name]
            if own:
                self._new[_relations_name(made)] = own
            declared = {"PartName": f"/{made}", "ContentType": f"{_WORD}.{label}+xml"}
            etree.SubElement(self._types, f"{_TYPE}Override", declared)
        return self._related(kind, made)

    def _own_relations(self, package: Mapping[str, bytes], part: str) -> bytes:
        relations = _relations(package, part)
        for one in relations:
            if one.get("Type") != f"{_RELATION}/image":
                raise NotFusible(f"{part} is related to more than pictures")
            one.set("Target", self._picture(package, one).removeprefix("word/"))
        return _bytes(relations)

    def _picture(self, package: Mapping[str, bytes], relation: etree._Element) -> str:
        """Take a picture; return its name."""
        name = _target(relation)
        extension = name.rpartition(".")[2]
        made = f"word/media/{_digest(package[name])}.{extension}"
        if made not in self._new:
            self._new[made] = package[name]
            self._declare(extension, package)
        return made

    def _declare(self, extension: str, package: Mapping[str, bytes]) -> None:
        """Say of which type files with this extension are, as the document does."""
        known = {(one.get("Extension") or "").lower() for one in self._types}
        if extension.lower() in known:
            return
        for one in etree.fromstring(package[_TYPES]):
            if (one.get("Extension") or "").lower() == extension.lower():
                self._types.insert(0, one)
                return
        raise NotFusible(f"a picture's type is not declared by its extension {extension!r}")

    def _related(self, kind: str, name: str) -> str:
        target = name.removeprefix("word/")
        own = f"vt{_digest(target.encode())}"
        if own not in self._ids:
            self._ids.add(own)
            etree.SubElement(self._relations, _LISTED, Id=own, Type=kind, Target=target)
        return own


def _shared(package: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in package.items() if not _OWN.fullmatch(name)}


def _relations(package: Mapping[str, bytes], part: str) -> etree._Element:
    relations = etree.fromstring(package[_relations_name(part)])
    if any(one.get("TargetMode") == "External" for one in relations):
        raise NotFusible(f"{part} is related to something outside")
    return relations


def _common(relations: etree._Element) -> set[tuple[str | None, ...]]:
    return {
        (one.get("Id"), one.get("Type"), one.get("Target"))
        for one in relations
        if one.get("Type") not in _CARRIED
    }


def _found(by_id: Mapping[str | None, etree._Element], name: str | None) -> etree._Element:
    if name not in by_id:
        raise NotFusible(f"the relationship {name!r} is not known")
    return by_id[name]


def _target(relation: etree._Element) -> str:
    """Return the name of the part that one in the folder `word` is related to."""
    return posixpath.normpath(posixpath.join("/word", relation.get("Target", ""))).lstrip("/")


def _relations_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _bytes(tree: etree._Element) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
