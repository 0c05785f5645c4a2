"""What somebody may ask for, and what they get."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from doc_service.assembly.assembler import Assembler
from doc_service.conversion import Pdf, Priority
from doc_service.documents.samples import Samples
from doc_service.finishing.places import SignaturePlace
from doc_service.formats import OutputFormat
from doc_service.forms.catalog import Catalog
from doc_service.problems import Problem


class Converter(Protocol):
    """Whatever turns a DOCX into a PDF."""

    def convert(self, docx: bytes, *, watermark: str = "", priority: Priority = ...) -> Pdf:
        """Return the PDF of a DOCX."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What issuing needs: the wired service, or less in a test."""

    catalog: Catalog
    assembler: Assembler
    converter: Converter
    today: Callable[[], dt.date]
    seal_mm: float = 36.0
    """Diameter of an organisation's seal."""

    at_once: int = 3
    """Documents of one dossier in the making: one for each converter, and one getting ready."""

    samples: Samples = field(default_factory=Samples)
    """What is known of documents that are converted together."""


@dataclass(frozen=True, slots=True)
class Order:
    """One document that somebody asks for."""

    form: str
    data: Mapping[str, Any]
    locality: str = ""
    """Empty: the default locality."""

    outputs: tuple[str, ...] = ("docx",)
    draft: bool = False
    """Allow gaps and partial dates, and mark the PDF as a draft."""

    signatures: tuple[str, ...] | None = None
    """Signature fields of the PDF by name; None: every one that the final document has."""

    blank: tuple[str, ...] = ()
    """Fields that get no default; see `forms.completion.complete`."""


@dataclass(frozen=True, slots=True)
class WorkbookOrder:
    """The same, with the data in a filled workbook."""

    content: bytes
    form: str = ""
    """Empty: the form the workbook was made for."""

    locality: str = ""
    outputs: tuple[str, ...] = ("docx",)
    draft: bool = False
    signatures: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One finished file."""

    name: str
    format: OutputFormat
    content: bytes

    @property
    def sha256(self) -> str:
        """Hash of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Issued:
    """One document in the formats that were asked for."""

    title: str
    rule_set: str
    files: tuple[File, ...]
    warnings: tuple[Problem, ...]
    places: tuple[SignaturePlace, ...] = ()
    """The empty signature fields of the PDF."""

    pages: int = 0
    """Of the PDF; 0 where none was asked for."""
