"""Issuing one document: the sentence this whole service exists to say."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from doc_service.assembly.assembler import Assembler
from doc_service.assembly.checks import Supplied
from doc_service.assembly.properties import Properties
from doc_service.conversion import Pdf, Priority
from doc_service.errors import InvalidData, InvalidTemplate, UnknownOutput
from doc_service.formats import FORMATS, OutputFormat
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.preparation import Prepared, prepare, readings
from doc_service.problems import Problem
from doc_service.vietnamese.text import fold
from doc_service.workbooks.official import official_workbook
from doc_service.workbooks.reader import identify, read_workbook

DRAFT_MARK: Final = "DỰ THẢO"


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


@dataclass(frozen=True, slots=True)
class WorkbookOrder:
    """The same, with the data in a filled workbook."""

    content: bytes
    form: str = ""
    """Empty: the form the workbook was made for."""

    locality: str = ""
    outputs: tuple[str, ...] = ("docx",)
    draft: bool = False


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


def issue(order: Order, parts: Parts) -> Issued:
    """Return the finished document in every format asked for.

    Raises:
        InputError: the order cannot be met as it stands; InvalidData names every wrong field.
        TemplateError: the form's template is at fault.
        ConversionError: the PDF could not be made.
    """
    form = parts.catalog.form(order.form, order.locality)
    formats = _formats(order.outputs)
    prepared = prepare(form, order.data, draft=order.draft, today=parts.today())
    docx = _assembled(prepared, parts.assembler)
    watermark = DRAFT_MARK if order.draft else ""
    stem = file_stem(prepared, draft=order.draft)
    return Issued(
        title=prepared.title,
        rule_set=prepared.rules.name,
        files=tuple(
            File(f"{stem}.{one.name}", one, _MAKERS[one.name](docx, parts, watermark))
            for one in formats
        ),
        warnings=prepared.warnings,
    )


def issue_workbook(order: WorkbookOrder, parts: Parts) -> Issued:
    """Return the document of a filled workbook; problems name the cells they come from.

    Raises:
        InvalidWorkbook: the file cannot be read safely, or belongs to another form.
        InvalidData, and whatever else `issue` raises.
    """
    mark = identify(order.content)
    form = parts.catalog.form(order.form or mark.form, order.locality or mark.locality)
    reading = read_workbook(form, order.content)
    asked = Order(form.name, reading.data, form.locality.name, order.outputs, order.draft)
    unread = [one for one in reading.problems if one.severity == "error"]
    try:
        if unread:
            _only_judge(asked, parts)
            raise InvalidData(reading.problems)
        issued = issue(asked, parts)
    except InvalidData as error:
        spoken = {one.pointer for one in reading.problems}
        more = [one for one in error.problems if one.pointer not in spoken]
        raise InvalidData(reading.located([*reading.problems, *more])) from None
    return replace(issued, warnings=reading.located([*reading.problems, *issued.warnings]))


def _only_judge(order: Order, parts: Parts) -> None:
    form = parts.catalog.form(order.form, order.locality)
    prepare(form, order.data, draft=order.draft, today=parts.today())


def check_names(form: Form, parts: Parts) -> None:
    """Look for names in a form's template that no example gives a value to.

    Raises:
        InvalidTemplate: there are some; the message lists them.
    """
    contexts = [
        prepare(form, data, draft=False, today=parts.today()).context
        for data in form.examples.values()
    ]
    unknown = parts.assembler.unknown_names(parts.assembler.template(form.template), contexts)
    if unknown:
        raise InvalidTemplate(
            f"Tệp mẫu “{form.template.name}” dùng tên không có: {', '.join(unknown)}."
        )


def file_stem(prepared: Prepared, *, draft: bool) -> str:
    """Return a file name without extension that sorts and survives any file system."""
    year = str(prepared.day.year)
    organ = "-".join(fold(prepared.issuer).split())
    plain = "".join(char for char in organ if char.isascii() and (char.isalnum() or char == "-"))
    return "-".join(
        one for one in (prepared.form.name, year, plain[:80], "du-thao" if draft else "") if one
    )


def _formats(names: Sequence[str]) -> list[OutputFormat]:
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        asked = f"“{unknown[0]}”" if unknown else "nào"
        raise UnknownOutput(f"Không có định dạng {asked}; chọn trong: {', '.join(FORMATS)}.")
    return [FORMATS[name] for name in dict.fromkeys(names)]


def _assembled(prepared: Prepared, assembler: Assembler) -> bytes:
    template = assembler.template(prepared.template)
    properties = Properties(
        title=prepared.title,
        author=prepared.issuer,
        date=prepared.day.iso() if prepared.day.is_full else "",
        custom={
            "vanthu_bieu_mau": prepared.form.name,
            "vanthu_the_thuc": prepared.rules.name,
            "vanthu_dia_phuong": prepared.form.locality.name,
            "vanthu_luoc_do": prepared.form.fingerprint,
            "vanthu_tep_mau": template.sha256,
            "vanthu_du_lieu": prepared.data_sha256,
        },
    )
    supplied = [Supplied(pointer, ways) for pointer, ways in readings(prepared)]
    return assembler.assemble(template, prepared.context, properties, supplied, prepared.media)


Maker = Callable[[bytes, Parts, str], bytes]

_MAKERS: Final[Mapping[str, Maker]] = {
    "docx": lambda docx, parts, watermark: docx,
    "pdf": lambda docx, parts, watermark: (
        parts.converter.convert(docx, watermark=watermark).content
    ),
    "xlsx": lambda docx, parts, watermark: official_workbook(docx),
}
"""How each row of `FORMATS` is made of the assembled DOCX."""
