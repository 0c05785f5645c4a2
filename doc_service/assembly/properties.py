"""The document's own properties: what Word and the PDF show about it, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@dataclass(frozen=True, slots=True)
class Properties:
    """Metadata of one document."""

    title: str
    author: str
    """The issuing organ."""

    subject: str = ""
    """Number and symbol, where there is one."""

    date: str = ""
    """Day of issue, ISO; it stands for the time of creation too: bytes must be reproducible."""

    custom: Mapping[str, str] = field(default_factory=dict)
    """Provenance: form, rule set, hashes."""


def core_xml(properties: Properties) -> bytes:
    """Return `docProps/core.xml`."""
    stamp = f"{properties.date}T00:00:00Z"
    created = "".join(
        f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{what}>'
        for what in ("created", "modified")
    )
    text = (
        f"{_DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title>"
        f"<dc:subject>{escape(properties.subject)}</dc:subject>"
        f"<dc:creator>{escape(properties.author)}</dc:creator>"
        f"<dc:language>vi-VN</dc:language>{created if properties.date else ''}</cp:coreProperties>"
    )
    return text.encode()


def custom_xml(properties: Properties) -> bytes:
    """Return `docProps/custom.xml`."""
    listed = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(sorted(properties.custom.items()), start=2)
    )
    text = (
        f"{_DECLARATION}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{listed}</Properties>"
    )
    return text.encode()
