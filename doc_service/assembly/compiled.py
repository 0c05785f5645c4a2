"""A template compiled once: its XML patched as docxtpl does, its tags compiled by Jinja.

docxtpl patches and compiles at every render, 30 ms for a two-page form; here it happens once per
version of a file, and docxtpl stays the oracle: for every form and example both give the same XML.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from doc_service.errors import InvalidTemplate
from doc_service.zip_archive import ArchiveError, read_members

_RENDERED: Final = re.compile(r"^word/(?:document|header\d*|footer\d*|footnotes)\.xml$")
_TYPES: Final = "[Content_Types].xml"
_RELS: Final = "_rels/.rels"


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """What is left to do per document: render some parts, copy the rest."""

    name: str
    sha256: str
    rendered: Mapping[str, Template]
    """Part name → compiled template, the parts that carry text."""

    copied: Mapping[str, bytes]
    """Part name → bytes, everything else, with room made for the document's properties."""

    sources: Mapping[str, str]
    """Part name → patched template source, for the lint."""


def compile_template(name: str, content: bytes, env: SandboxedEnvironment) -> CompiledTemplate:
    """Compile a DOCX template.

    Raises:
        InvalidTemplate: the package is broken or dangerous, or a tag is wrong.
    """
    try:
        members = read_members(content)
    except ArchiveError as error:
        raise InvalidTemplate(f"Tệp mẫu “{name}”: {error}") from error
    _refuse_dangerous(name, members)
    patcher = DocxTemplate(io.BytesIO(content))
    rendered: dict[str, Template] = {}
    sources: dict[str, str] = {}
    for part in sorted(members):
        if _RENDERED.match(part):
            sources[part] = patcher.patch_xml(_normal(name, members[part]))
            rendered[part] = _compiled(name, part, sources[part], env)
    copied = {part: data for part, data in members.items() if part not in rendered}
    return CompiledTemplate(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        rendered=rendered,
        copied=_with_properties(copied),
        sources=sources,
    )


def _normal(name: str, data: bytes) -> str:
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    try:
        return str(etree.tostring(etree.fromstring(data, parser), encoding="unicode"))
    except etree.XMLSyntaxError as error:
        raise InvalidTemplate(
            f"Tệp mẫu “{name}” có phần XML bị hỏng.", detail=str(error)
        ) from error


def _compiled(name: str, part: str, source: str, env: SandboxedEnvironment) -> Template:
    try:
        return env.from_string(source)
    except TemplateError as error:
        raise InvalidTemplate(
            f"Tệp mẫu “{name}” có thẻ viết sai: {error.message}.", detail=f"{part}: {error}"
        ) from error


_DANGERS: Final = (
    (re.compile(r"vbaProject|macrosheet|\.bin$", re.IGNORECASE), "có macro hoặc phần nhị phân"),
    (re.compile(r"^word/(?:embeddings|activeX)/"), "có đối tượng nhúng"),
)


def _refuse_dangerous(name: str, members: Mapping[str, bytes]) -> None:
    if "word/document.xml" not in members or _TYPES not in members:
        raise InvalidTemplate(f"Tệp mẫu “{name}” không phải tệp Word (.docx).")
    for pattern, what in _DANGERS:
        if any(pattern.search(part) for part in members):
            raise InvalidTemplate(f"Tệp mẫu “{name}” {what}; hãy lưu lại thành .docx thường.")
    for part, data in members.items():
        if part.endswith(".rels") and re.search(rb'TargetMode\s*=\s*["\']External', data):
            raise InvalidTemplate(f"Tệp mẫu “{name}” có liên kết ra ngoài; hãy bỏ liên kết.")
    if re.search(rb"<w:(?:ins|del|moveFrom|moveTo) ", members["word/document.xml"]):
        raise InvalidTemplate(
            f"Tệp mẫu “{name}” còn vết sửa (Track Changes); hãy chấp nhận hoặc bỏ hết."
        )


_PROPERTY_PARTS: Final = {
    "docProps/core.xml": (
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    "docProps/custom.xml": (
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
    ),
}


def _with_properties(copied: Mapping[str, bytes]) -> dict[str, bytes]:
    """Declare the two property parts that every document gets, whatever the template had."""
    types, rels = etree.fromstring(copied[_TYPES]), etree.fromstring(copied[_RELS])
    for number, (part, (content_type, relation)) in enumerate(_PROPERTY_PARTS.items(), start=1):
        for old in [one for one in types if one.get("PartName") == f"/{part}"]:
            types.remove(old)
        for old in [one for one in rels if one.get("Type") == relation]:
            rels.remove(old)
        etree.SubElement(
            types, f"{{{types.nsmap[None]}}}Override", PartName=f"/{part}", ContentType=content_type
        )
        etree.SubElement(
            rels,
            f"{{{rels.nsmap[None]}}}Relationship",
            Id=f"rIdVt{number}",
            Type=relation,
            Target=part,
        )
    kept = {part: data for part, data in copied.items() if part not in _PROPERTY_PARTS}
    return {**kept, _TYPES: _bytes(types), _RELS: _bytes(rels)}


def _bytes(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
