"""Issuing one document: the sentence this whole service exists to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from doc_service.assembly.checks import Supplied
from doc_service.assembly.properties import Properties
from doc_service.assembly.watermark import with_watermark
from doc_service.conversion import Pdf
from doc_service.documents.orders import File, Issued, Order, Parts
from doc_service.documents.signing import refuse_signatures
from doc_service.errors import UnknownOutput
from doc_service.finishing.finisher import Finished, finish
from doc_service.finishing.metadata import Metadata
from doc_service.formats import FORMATS, OutputFormat
from doc_service.forms.preparation import Prepared, prepare, readings
from doc_service.vietnamese.text import fold
from doc_service.workbooks.official import official_workbook

DRAFT_MARK: Final = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class Judged:
    """An order that can be met."""

    prepared: Prepared
    formats: tuple[OutputFormat, ...]
    draft: bool
    signatures: tuple[str, ...] | None
    stem: str
    """Name of its files, without extension."""

    @property
    def wants_pdf(self) -> bool:
        """Whether a PDF is among the formats asked for."""
        return any(one.name == "pdf" for one in self.formats)

    @property
    def watermark(self) -> str:
        """What stands across every page of the PDF, or "" for nothing."""
        return DRAFT_MARK if self.draft else ""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A document whose template is filled."""

    judged: Judged
    docx: bytes
    """The file as it is converted: a draft has no watermark yet."""

    properties: Properties
    template: str
    """SHA-256 of the template."""


def issue(order: Order, parts: Parts) -> Issued:
    """Return the finished document in every format asked for.

    Raises:
        InputError: the order cannot be met as it stands; InvalidData names every wrong field.
        TemplateError: the form's template is at fault.
        ConversionError: the PDF could not be made.
    """
    return produce(judge(order, parts), parts)


def judge(order: Order, parts: Parts) -> Judged:
    """Look at an order as a whole, before anything is rendered.

    Raises:
        InputError: it cannot be met as it stands.
    """
    form = parts.catalog.form(order.form, order.locality)
    formats = issued_formats(order.outputs)
    prepared = prepare(form, order.data, draft=order.draft, today=parts.today(), blank=order.blank)
    refuse_signatures(prepared, order.signatures, order.outputs, draft=order.draft)
    stem = file_stem(prepared, draft=order.draft)
    return Judged(prepared, formats, order.draft, order.signatures, stem)


def produce(judged: Judged, parts: Parts) -> Issued:
    """Make the files of an order that can be met.

    Raises:
        TemplateError: the form's template is at fault.
        ConversionError: the PDF could not be made.
    """
    assembled = assemble(judged, parts)
    finished = None
    if judged.wants_pdf:
        pdf = parts.converter.convert(assembled.docx, watermark=judged.watermark)
        finished = finish_pdf(assembled, pdf, parts)
    return issued(assembled, finished)


def assemble(judged: Judged, parts: Parts) -> Assembled:
    """Fill the template of an order that can be met.

    Raises:
        TemplateError: the form's template is at fault.
    """
    prepared = judged.prepared
    template = parts.assembler.template(prepared.template)
    properties = Properties(
        title=prepared.title,
        author=prepared.issuer,
        subject=prepared.symbol,
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
    docx = parts.assembler.assemble(
        template,
        prepared.context,
        properties,
        supplied,
        prepared.media,
        draft=judged.draft,
    )
    return Assembled(judged, docx, properties, template.sha256)


def finish_pdf(assembled: Assembled, pdf: Pdf, parts: Parts) -> Finished:
    """Add to a PDF what says where the document came from and where to sign it.

    Args:
        assembled: the document.
        pdf: what LibreOffice made of it.
        parts: the wired service.

    Raises:
        FinishingError: the PDF cannot be read.
        SigningRefused: it has no place of a name that is asked for.
    """
    judged, properties = assembled.judged, assembled.properties
    at = judged.prepared.rules.signature
    wanted: bool | tuple[str, ...] = not judged.draft
    if judged.signatures is not None:
        wanted = judged.signatures
    return finish(
        pdf.content,
        Metadata(
            title=properties.title,
            author=properties.author,
            subject=properties.subject,
            custom={**properties.custom, "vanthu_libreoffice": pdf.libreoffice},
        ),
        sign=wanted,
        pt=at.pt,
        blank_lines=at.blank_lines,
        seal_mm=parts.seal_mm,
    )


def issued(assembled: Assembled, finished: Finished | None) -> Issued:
    """Return a document in the formats asked for; without a PDF `finished` is None."""
    judged, docx = assembled.judged, assembled.docx
    made = {"docx": with_watermark(docx, DRAFT_MARK) if judged.draft else docx}
    if finished:
        made["pdf"] = finished.content
    if any(one.name == "xlsx" for one in judged.formats):
        made["xlsx"] = official_workbook(docx)
    return Issued(
        title=judged.prepared.title,
        rule_set=judged.prepared.rules.name,
        files=tuple(
            File(f"{judged.stem}.{one.name}", one, made[one.name]) for one in judged.formats
        ),
        warnings=judged.prepared.warnings,
        places=finished.places if finished else (),
        pages=finished.pages if finished else 0,
    )


def file_stem(prepared: Prepared, *, draft: bool) -> str:
    """Return a file name without extension that sorts and survives any file system."""
    year = str(prepared.day.year)
    organ = "-".join(fold(prepared.issuer).split())
    plain = "".join(char for char in organ if char.isascii() and (char.isalnum() or char == "-"))
    return "-".join(
        one for one in (prepared.form.name, year, plain[:80], "du-thao" if draft else "") if one
    )


def issued_formats(names: Sequence[str]) -> tuple[OutputFormat, ...]:
    """Return the formats of these names, each once.

    Raises:
        UnknownOutput: there is none, or one is unknown.
    """
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        asked = f"“{unknown[0]}”" if unknown else "nào"
        raise UnknownOutput(f"Không có định dạng {asked}; chọn trong: {', '.join(FORMATS)}.")
    return tuple(FORMATS[name] for name in dict.fromkeys(names))
