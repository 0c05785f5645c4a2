"""What a PDF says about itself, twice and in agreement: in the Info dictionary and in XMP.

https://developer.adobe.com/xmp/docs/XMPSpecifications/; ISO 19005-2, 6.6.2: a property outside the
predefined schemas needs an extension schema that describes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

NAMESPACE: Final = "urn:vanthu:xuat-xu:1.0/"
"""Of the provenance in XMP: `vanthu_bieu_mau` is `vanthu:bieu_mau` there."""

_PREFIX: Final = "vanthu"

_MEANINGS: Final[Mapping[str, str]] = {
    "bieu_mau": "Name of the form",
    "the_thuc": "Name of the rule set of layout and wording",
    "dia_phuong": "Name of the locality",
    "luoc_do": "Hash of the form's schema",
    "tep_mau": "SHA-256 of the DOCX template",
    "du_lieu": "SHA-256 of the data",
    "libreoffice": "Version of LibreOffice",
}

_BODY: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 xmlns:{prefix}="{namespace}">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_SCHEMA: Final = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Provenance of a document</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{properties}
</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""

_PROPERTY: Final = """<rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>{meaning}</pdfaProperty:description>
</rdf:li>"""

_PDF_DATE = re.compile(
    r"D:(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)"
    r"(?P<zone>Z|[+-]\d\d'?\d\d)?(?:00)?'?(?:00)?'?"
)
_PDFA = re.compile(
    rb"<pdfaid:part>(\d)</pdfaid:part>\s*<pdfaid:conformance>([A-Z])</pdfaid:conformance>"
)

# XML 1.0, 2.2: what a document may hold; PDF would take the others, but both must say the same
_UNSAID = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document is; nothing here depends on the hour."""

    title: str
    author: str
    """The issuing organ."""

    subject: str = ""
    """Number and symbol, where there is one."""

    keywords: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)
    """Provenance by name: `vanthu_bieu_mau`, `vanthu_tep_mau`… letters, digits and `_` only."""


@dataclass(frozen=True, slots=True)
class Making:
    """What LibreOffice has said about the making of a PDF, kept as it is."""

    creator: str = ""
    producer: str = ""
    created: str = ""
    """As PDF writes it: `D:20261122072458Z'`."""

    language: str = ""
    pdfa: tuple[str, str] | None = None
    """Part and conformance level: `("2", "B")`; None where it claims none."""


def claimed(xmp: bytes) -> tuple[str, str] | None:
    """Return the part and the conformance level of PDF/A that a file claims in its XMP."""
    found = _PDFA.search(xmp)
    return (found[1].decode(), found[2].decode()) if found else None


def info(metadata: Metadata, making: Making) -> dict[str, str]:
    """Return the entries of the Info dictionary (ISO 32000-1, 14.3.3) that say anything."""
    said = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": metadata.keywords,
        "Creator": making.creator,
        "Producer": making.producer,
        "CreationDate": making.created,
        **dict(sorted(metadata.custom.items())),
    }
    return {name: text for name, value in said.items() if (text := _one_line(value))}


def xmp(metadata: Metadata, making: Making) -> bytes:
    """Return the XMP packet that says the same as `info`, and which PDF/A this is."""
    said = info(metadata, making)
    known = [
        _element(tag, _WRAPPED[tag].format(escape(said[name])))
        for name, tag in _TAGS.items()
        if name in said
    ]
    created = iso_date(making.created)
    own = {
        name.removeprefix(f"{_PREFIX}_"): value
        for name, value in said.items()
        if name in metadata.custom
    }
    properties = [
        *_identification(making.pdfa),
        *known,
        *([_element("xmp:CreateDate", created)] if created else []),
        *([_language(making.language)] if making.language else []),
        *([_schema(own)] if own else []),
        *(_element(f"{_PREFIX}:{name}", escape(value)) for name, value in own.items()),
    ]
    body = _BODY.format(prefix=_PREFIX, namespace=NAMESPACE, properties="\n".join(properties))
    return body.encode()


_TAGS: Final = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
}
"""Which property of XMP says the same as an entry of the Info dictionary (ISO 19005-1, 6.7.3)."""

_IN_LANGUAGES: Final = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'

_WRAPPED: Final = {
    "dc:title": _IN_LANGUAGES,
    "dc:creator": "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>",
    "dc:description": _IN_LANGUAGES,
    "pdf:Keywords": "{}",
    "xmp:CreatorTool": "{}",
    "pdf:Producer": "{}",
}
"""How XMP wraps the value of each of them."""


def iso_date(date: str) -> str:
    """Return a date of PDF as XMP writes it; "" where it is no full date."""
    found = _PDF_DATE.fullmatch(date)
    if not found:
        return ""
    zone = (found["zone"] or "").replace("'", "")
    hours = zone if zone in ("", "Z") else f"{zone[:3]}:{zone[3:]}"
    day = f"{found['year']}-{found['month']}-{found['day']}"
    return f"{day}T{found['hour']}:{found['minute']}:{found['second']}{hours}"


def _one_line(text: str) -> str:
    return " ".join(_UNSAID.sub("", text).split())


def _element(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"


def _language(language: str) -> str:
    listed = f"<rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag>"
    return _element("dc:language", listed)


def _identification(pdfa: tuple[str, str] | None) -> list[str]:
    if not pdfa:
        return []
    part, conformance = pdfa
    return [_element("pdfaid:part", part), _element("pdfaid:conformance", conformance)]


def _schema(own: Mapping[str, str]) -> str:
    properties = "\n".join(
        _PROPERTY.format(name=name, meaning=escape(_MEANINGS.get(name, "Provenance")))
        for name in own
    )
    return _SCHEMA.format(namespace=NAMESPACE, prefix=_PREFIX, properties=properties)
