"""Issuing a dossier: its documents, the index, one merged PDF, one ZIP."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final

from doc_service.documents import File, Issued, Judged, Parts, issued_formats, produce
from doc_service.dossiers.checking import Checked, check_dossier
from doc_service.dossiers.declarations import INDEX, Dossier, dossier
from doc_service.dossiers.entries import Ready
from doc_service.dossiers.filled_workbooks import Upload, with_workbooks
from doc_service.dossiers.given import Forms
from doc_service.dossiers.indexing import index_data
from doc_service.errors import InvalidData
from doc_service.finishing.finisher import merge
from doc_service.finishing.metadata import Metadata
from doc_service.finishing.parts import Part
from doc_service.formats import FORMATS, OutputFormat
from doc_service.forms.catalog import Form
from doc_service.forms.preparation import Prepared, prepare
from doc_service.problems import Problem
from doc_service.vietnamese.text import fold
from doc_service.zip_archive import write_members

_SLUG: Final = 48


@dataclass(frozen=True, slots=True)
class DossierOrder:
    """One dossier that somebody asks for."""

    dossier: str
    data: Mapping[str, Any]
    """Shared facts under `chung`, documents under `van_ban`."""

    locality: str = ""
    outputs: tuple[str, ...] = ("docx", "pdf")
    """With `pdf` comes the merged PDF too."""

    draft: bool = False
    workbooks: tuple[Upload, ...] = ()
    """Filled workbooks of its documents, instead of data under `van_ban` or beside them."""

    files: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Where data came from JSON files: pointer of a document or of `chung` → name of its file."""


@dataclass(frozen=True, slots=True)
class IssuedDossier:
    """A dossier whose documents agree with each other."""

    title: str
    name: str
    """Name of its files, without extension."""

    documents: tuple[Issued, ...]
    """The index first."""

    merged: File | None
    warnings: tuple[Problem, ...]

    @property
    def files(self) -> Iterator[File]:
        """Every file, in the order in which their names sort."""
        for one in self.documents:
            yield from one.files
        if self.merged:
            yield self.merged

    def archive(self) -> bytes:
        """Return all files in one ZIP, packed no further: the same files give the same bytes."""
        return write_members([(one.name, one.content) for one in self.files], level=0)


def issue_dossier(
    order: DossierOrder, dossiers: Mapping[str, Dossier], parts: Parts
) -> IssuedDossier:
    """Return a dossier, whole or not at all.

    Raises:
        InputError: the order cannot be met; InvalidData names every place that is wrong or at odds.
        TemplateError: a form's template is at fault.
        ConversionError: a PDF could not be made.
    """
    formats = issued_formats(order.outputs)
    listing, judged = _judged(order, dossiers, parts)
    checked = listing.checked
    metadata = Metadata(title=judged.title, author=judged.issuer)
    with_pdf = any(each.name == "pdf" for each in formats)
    index: Future[Issued] = Future()
    with ThreadPoolExecutor(parts.at_once) as pool, ThreadPoolExecutor(1) as beside:
        making = [pool.submit(produce, each, parts) for each in listing.judged(formats)]
        # documents are merged while LibreOffice is at the next ones
        merging = beside.submit(_merged, checked, metadata, making, index) if with_pdf else None
        try:
            made = [each.result() for each in making]
            index.set_result(listing.index(made, formats))
        except BaseException as error:
            index.set_exception(error)  # the merging waits for it
            raise
    return IssuedDossier(
        title=judged.title,
        name=judged.name,
        documents=(index.result(), *made),
        merged=File(f"{judged.name}.pdf", FORMATS["pdf"], merging.result()) if merging else None,
        warnings=checked.warnings,
    )


@dataclass(frozen=True, slots=True)
class JudgedDossier:
    """A dossier that can be issued."""

    title: str
    name: str
    """Of its files, without extension."""

    issuer: str
    warnings: tuple[Problem, ...]


def judge_dossier(
    order: DossierOrder, dossiers: Mapping[str, Dossier], parts: Parts
) -> JudgedDossier:
    """Look at a dossier as a whole, before anything is rendered.

    Raises:
        InputError: the order cannot be met; InvalidData names every place that is wrong or at odds.
    """
    return _judged(order, dossiers, parts)[1]


def _judged(
    order: DossierOrder, dossiers: Mapping[str, Dossier], parts: Parts
) -> tuple[_Listing, JudgedDossier]:
    one = dossier(dossiers, order.dossier)
    forms = {
        name: parts.catalog.form(name, order.locality)
        for name in (*(document.form for document in one.documents), INDEX)
    }
    checked = _checked(one, forms, order, parts)
    listing = _Listing(one, forms[INDEX], order, parts, checked)
    before = listing.listed([0] * len(checked.documents))
    title = before.title.removeprefix("Mục lục ").strip()
    name = _name(one, before, draft=order.draft)
    title = title[:1].upper() + title[1:]
    return listing, JudgedDossier(title, name, before.issuer, checked.warnings)


@dataclass(frozen=True, slots=True)
class _Listing:
    """The index of one dossier."""

    dossier: Dossier
    form: Form
    order: DossierOrder
    parts: Parts
    checked: Checked

    def listed(self, pages: Sequence[int]) -> Prepared:
        """Return the index for documents of so many pages, 0 where that is not known."""
        data = index_data(self.dossier, self.checked.index, self.checked.documents, pages)
        return prepare(self.form, data, draft=self.order.draft, today=self.parts.today())

    def judged(self, formats: tuple[OutputFormat, ...]) -> list[Judged]:
        """Return the documents, ready to be made."""
        stems = _stems(self.checked.documents, draft=self.order.draft)
        return [
            Judged(ready.prepared, formats, self.order.draft, None, stem)
            for ready, stem in zip(self.checked.documents, stems, strict=True)
        ]

    def index(self, made: Sequence[Issued], formats: tuple[OutputFormat, ...]) -> Issued:
        """Make the index of documents that are made."""
        stem = f"{'0' * _width(len(made))}-muc-luc{_draft(self.order.draft)}"
        listed = self.listed([each.pages for each in made])
        return produce(Judged(listed, formats, self.order.draft, None, stem), self.parts)


def _checked(one: Dossier, forms: Forms, order: DossierOrder, parts: Parts) -> Checked:
    """Look at everything before anything is made; problems name cells of workbooks."""
    filled = with_workbooks(
        order.data, order.workbooks, parts.catalog, order.locality, one, order.files
    )
    today = parts.today()
    try:
        checked = check_dossier(one, forms, filled.data, draft=order.draft, today=today)
    except InvalidData as error:
        raise InvalidData(filled.with_unread(error.problems)) from None
    if any(problem.severity == "error" for problem in filled.problems):
        raise InvalidData(filled.with_unread(checked.warnings))
    return replace(checked, warnings=filled.with_unread(checked.warnings))


def _merged(
    checked: Checked,
    metadata: Metadata,
    making: Sequence[Future[Issued]],
    index: Future[Issued],
) -> bytes:
    """Return one PDF: the index, then every document as often as it is handed in."""
    return merge(
        _copies(checked, making),
        metadata,
        ahead=lambda: Part("Mục lục", _pdf(index.result())),
    )


def _copies(checked: Checked, making: Sequence[Future[Issued]]) -> Iterator[Part]:
    for ready, issued in zip(checked.documents, making, strict=True):
        made, copies = issued.result(), ready.entry.document.copies
        for number in range(1, copies + 1):
            which = f" (bộ {number}/{copies})" if copies > 1 else ""
            yield Part(made.title + which, _pdf(made))


def _pdf(issued: Issued) -> bytes:
    return next(file.content for file in issued.files if file.format.name == "pdf")


def _width(count: int) -> int:
    return max(2, len(str(count)))


def _draft(draft: bool) -> str:
    return "-du-thao" if draft else ""


def _stems(documents: Sequence[Ready], *, draft: bool) -> list[str]:
    """Return names that sort in the order of the dossier: `03-to-trinh`, `04-…-nguyen-van-a`."""
    width = _width(len(documents))
    return [
        "-".join(
            part
            for part in (
                f"{number:0{width}d}",
                ready.entry.form.name.replace("_", "-"),
                slug(ready.entry.whose),
            )
            if part
        )
        + _draft(draft)
        for number, ready in enumerate(documents, start=1)
    ]


def slug(text: str) -> str:
    """Return words of a text as any file system takes them, cut between words."""
    words = "".join(
        char if char.isascii() and char.isalnum() else " " for char in fold(text)
    ).split()
    made = ""
    for word in words:
        longer = f"{made}-{word}".strip("-")
        if len(longer) > _SLUG:
            break
        made = longer
    return made


def _name(one: Dossier, listed: Prepared, *, draft: bool) -> str:
    named = "-".join(filter(None, (one.name, str(listed.day.year), slug(listed.issuer))))
    return named + _draft(draft)
