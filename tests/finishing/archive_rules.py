"""What ISO 19005-2 (PDF/A-2), level B, asks of the objects that finishing touches."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pikepdf
from lxml import etree
from pikepdf import Dictionary, Name, Object, Pdf, Stream

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"

SAME = {
    "/Title": f"{_DC}title",
    "/Author": f"{_DC}creator",
    "/Subject": f"{_DC}description",
    "/Keywords": f"{_PDF}Keywords",
    "/Creator": f"{_XMP}CreatorTool",
    "/Producer": f"{_PDF}Producer",
}
_PREDEFINED = {*SAME.values(), f"{_DC}language", f"{_XMP}CreateDate", f"{_XMP}ModifyDate"}
_STANDARD = {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer"}
_PRINT, _HIDING = 4, 1 | 2 | 32 | 256
_FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData"}


def violations(content: bytes) -> list[str]:
    """Every rule that a file breaks, with its clause."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [f"{clause}: {said}" for clause, check in RULES.items() for said in check(pdf)]


def packet(pdf: Pdf) -> dict[str, str]:
    """The texts of the XMP packet by property."""
    return {one.tag: "".join(one.itertext()).strip() for one in _properties(pdf)}


def _properties(pdf: Pdf) -> list[etree._Element]:
    tree = etree.fromstring(pdf.Root.Metadata.read_bytes())
    return [one for described in tree.iter(f"{_RDF}Description") for one in described]


def _trailer(pdf: Pdf) -> Iterator[str]:
    if "/ID" not in pdf.trailer:
        yield "the file has no identifier"
    if pdf.is_encrypted:
        yield "the file is encrypted"


def _intent(pdf: Pdf) -> Iterator[str]:
    intents = list(pdf.Root.get("/OutputIntents", []))
    if [str(one.S) for one in intents] != ["/GTS_PDFA1"]:
        yield "there is not just one output intent of PDF/A"
    elif not isinstance(intents[0].get("/DestOutputProfile"), Stream):
        yield "the output intent has no profile"


def _stream(pdf: Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream) or stream.get("/Type") != Name.Metadata:
        yield "there is no metadata stream"
        return
    head = stream.read_bytes().split(b"?>")[0]
    if b"bytes=" in head or b"encoding=" in head:
        yield "the packet says bytes or encoding"


def _identification(pdf: Pdf) -> Iterator[str]:
    said = packet(pdf)
    if (said.get(f"{_PDFA}part"), said.get(f"{_PDFA}conformance")) != ("2", "B"):
        yield "the packet does not claim PDF/A-2b"


def _agreement(pdf: Pdf) -> Iterator[str]:
    said = packet(pdf)
    for entry, tag in SAME.items():
        if str(pdf.docinfo.get(entry, "")) != said.get(tag, ""):
            yield f"{entry} is not what the packet says"
    digits = "".join(char for char in said.get(f"{_XMP}CreateDate", "") if char.isdigit())
    there = "".join(char for char in str(pdf.docinfo.get("/CreationDate", "")) if char.isdigit())
    if digits != there:
        yield "/CreationDate is not what the packet says"


def _extensions(pdf: Pdf) -> Iterator[str]:
    tree = etree.fromstring(pdf.Root.Metadata.read_bytes())
    described = set()
    for schema in tree.iter(f"{_SCHEMA}namespaceURI"):
        entry = schema.getparent()
        assert entry is not None
        assert entry.find(f"{_SCHEMA}prefix") is not None
        for name in entry.iter(f"{_PROPERTY}name"):
            described.add(f"{{{schema.text}}}{name.text}")
            property_ = name.getparent()
            assert property_ is not None
            parts = [property_.find(f"{_PROPERTY}{one}") for one in ("category", "description")]
            if property_.findtext(f"{_PROPERTY}valueType") != "Text" or None in parts:
                yield f"{name.text} is described in part only"
    known = {*_PREDEFINED, *described, f"{_EXTENSION}schemas"}
    for one in _properties(pdf):
        if one.tag not in known and not one.tag.startswith(_PDFA):
            yield f"nothing describes {one.tag}"


def _fonts(pdf: Pdf) -> Iterator[str]:
    for one in _dictionaries(pdf):
        if one.get("/Type") == Name.FontDescriptor and not set(one.keys()) & {
            "/FontFile",
            "/FontFile2",
            "/FontFile3",
        }:
            yield f"{one.get('/FontName')} is not embedded"


def _annotations(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", []):
            flags = int(note.get("/F", 0))
            if not flags & _PRINT or flags & _HIDING:
                yield f"flags {flags}"
            if note.Subtype == Name.Link:
                continue
            looks = note.get("/AP")
            if looks is None or set(looks.keys()) != {"/N"} or not isinstance(looks.N, Stream):
                yield "an annotation has not just one appearance"
            elif "/Group" in looks.N or list(looks.N.get("/Resources", Dictionary()).keys()):
                yield "the appearance of an empty field holds something"


def _forms(pdf: Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm", Dictionary())
    if form.get("/NeedAppearances", False):
        yield "viewers are asked to draw the fields"
    if "/XFA" in form:
        yield "there is an XFA form"
    for field in form.get("/Fields", []):
        if "/A" in field or "/AA" in field:
            yield "a field does something"
    if len(form.get("/Fields", [])) and int(form.get("/SigFlags", 0)) not in (1, 3):
        yield "the form does not say that it has signature fields"


def _actions(pdf: Pdf) -> Iterator[str]:
    for one in _dictionaries(pdf):
        if str(one.get("/S", "")) in _FORBIDDEN_ACTIONS or "/AA" in one:
            yield f"an action: {one.get('/S')}"


def _catalog(pdf: Pdf) -> Iterator[str]:
    for name in {"/OCProperties", "/Requirements", "/NeedsRendering"} & set(pdf.Root.keys()):
        yield f"the catalog holds {name}"
    if "/EmbeddedFiles" in pdf.Root.get("/Names", Dictionary()):
        yield "a file is embedded"


def _dictionaries(pdf: Pdf) -> Iterator[Object]:
    return (one for one in pdf.objects if isinstance(one, Dictionary))


RULES: dict[str, Callable[[Pdf], Iterator[str]]] = {
    "6.1.3": _trailer,
    "6.2.3": _intent,
    "6.2.11.4.1": _fonts,
    "6.3.2 f.": _annotations,
    "6.4.1": _forms,
    "6.5.1": _actions,
    "6.6.2.1": _stream,
    "6.6.2.3.1": _extensions,
    "6.6.3": _agreement,
    "6.6.4": _identification,
    "6.8 ff.": _catalog,
}
