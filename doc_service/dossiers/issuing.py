"""Issuing a dossier: its documents, the index, one merged PDF, one ZIP."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, Final

from doc_service.documents import File, Issued, Judged, Parts, issued_formats, produce
from doc_service.dossiers.checking import Checked, Ready, check_dossier
from doc_service.dossiers.declarations import INDEX, Dossier, dossier
from doc_service.dossiers.filled_workbooks import Upload, with_workbooks
from doc_service.dossiers.given import Forms
from doc_service.dossiers.indexing import index_data
from doc_service.errors import InvalidData
from doc_service.finishing.finisher import Part, merge
from doc_service.finishing.metadata import Metadata
from doc_service.formats import FORMATS
from doc_service.forms.preparation import Prepared, prepare
from doc_service.problems import Problem
from doc_service.vietnamese.text import fold
from doc_service.zip_archive import write_members

_AT_ONCE: Final = 8
"""Documents of one dossier that wait for a converter together."""

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
    one = dossier(dossiers, order.dossier)
    formats = issued_formats(order.outputs)
    forms = {
        name: parts.catalog.form(name, order.locality)
        for name in (*(document.form for document in one.documents), INDEX)
    }
    checked = _checked(one, forms, order, parts)
    stems = _stems(checked.documents, draft=order.draft)
    judged = [
        Judged(ready.prepared, formats, order.draft, None, stem)
        for ready, stem in zip(checked.documents, stems, strict=True)
    ]
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        made = list(pool.map(lambda each: produce(each, parts), judged))
    pages = [issued.pages for issued in made]
    data = index_data(one, checked.index, checked.documents, pages)
    listed = prepare(forms[INDEX], data, draft=order.draft, today=parts.today())
    stem = f"{'0' * _width(len(stems))}-muc-luc{_draft(order.draft)}"
    name = _name(one, listed, draft=order.draft)
    with_pdf = any(each.name == "pdf" for each in formats)
    with ThreadPoolExecutor(max_workers=1) as pool:
        index = pool.submit(produce, Judged(listed, formats, order.draft, None, stem), parts).result
        merged = _merged(name, listed, index, checked, made) if with_pdf else None
    return IssuedDossier(
        title=listed.title.removeprefix("Mục lục ").strip(),
        name=name,
        documents=(index(), *made),
        merged=merged,
        warnings=checked.warnings,
    )


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
    name: str,
    listed: Prepared,
    index: Callable[[], Issued],
    checked: Checked,
    made: Sequence[Issued],
) -> File:
    """Return one PDF: the index, then every document as often as it is handed in.

    The documents are merged while LibreOffice is at the index.
    """
    parts: list[Part] = []
    for ready, issued in zip(checked.documents, made, strict=True):
        copies = ready.entry.document.copies
        parts += [
            Part(issued.title + (f" (bộ {number}/{copies})" if copies > 1 else ""), _pdf(issued))
            for number in range(1, copies + 1)
        ]
    title = listed.title.removeprefix("Mục lục ").strip()
    content = merge(
        parts,
        Metadata(title=title[:1].upper() + title[1:], author=listed.issuer),
        ahead=lambda: Part("Mục lục", _pdf(index())),
    )
    return File(f"{name}.pdf", FORMATS["pdf"], content)


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
