"""The form that begins a batch: what was chosen, whose file it is, how files will be called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any, Final

from werkzeug.datastructures import MultiDict

from doc_service.batches.naming import (
    CODE,
    NUMBER,
    SOURCE,
    file_name,
    pattern_names,
    pattern_problems,
)
from doc_service.batches.wishes import LONGEST, Wishes
from doc_service.documents import Order, judge
from doc_service.documents.issuing import file_stem
from doc_service.errors import InputError, InvalidData
from doc_service.forms.catalog import Form
from doc_service.http import member
from doc_service.service import DocService
from doc_service.web.languages import gettext as _
from doc_service.web.sentences import drawn_problem
from doc_service.web.wording import official
from doc_service.workbooks.many_reader import identify_many

_LARGEST: Final = 64 * 2**20
"""Bytes of a workbook that is looked into before it is kept; of a larger one the form is chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form shows."""

    form: str = ""
    outputs: tuple[str, ...] = ("docx", "pdf")
    pattern: str = ""
    draft: bool = False
    then: str = "ask"
    label: str = ""
    again_of: str = ""


def chosen(given: MultiDict[str, str]) -> Chosen:
    """Return what somebody chose on the page."""
    return Chosen(
        form=given.get("bieu_mau", ""),
        outputs=tuple(given.getlist("dinh_dang")),
        pattern=given.get("mau_ten", "").strip(),
        draft=given.get("ban") == "du_thao",
        then=given.get("roi", "ask"),
        label=given.get("ten", "").strip(),
        again_of=given.get("lap_lai", ""),
    )


def wishes(service: DocService, found: Chosen, file: IO[bytes] | None) -> Wishes:
    """Return what was chosen as wishes; a form that was not chosen is the one that a file names."""
    return Wishes(
        form=found.form or (recognised(service, file) if file else ""),
        outputs=found.outputs,
        pattern=found.pattern,
        draft="true" if found.draft else "false",
        then=found.then,
        label=found.label,
        again_of=found.again_of,
        has_file=file is not None,
    )


def recognised(service: DocService, file: IO[bytes]) -> str:
    """Return the form whose workbook a file is, "" where it is none; the file is read again."""
    content = file.read(_LARGEST + 1)
    file.seek(0)
    if not content.startswith(b"PK") or len(content) > _LARGEST:
        return ""
    try:
        return service.catalog.form(identify_many(content).form, member().locality).name
    except InputError:
        return ""


def example_name(service: DocService, form: Form, pattern: str) -> dict[str, Any]:
    """Return what the files of a form's example would be called, and what a pattern may name."""
    asked = pattern[:LONGEST]
    wrong = pattern_problems(asked, form) if asked else ()
    stem = _stem(service, form)
    said = "" if wrong else file_name(asked, form, form.example, 1, "ho-so-01.json", stem, "A01")
    return {
        "example": f"{said}.pdf" if said else "",
        "wrong": [drawn_problem(one) for one in wrong],
        "names": [{"name": name, "label": label} for name, label in _names(form)],
    }


def _names(form: Form) -> list[tuple[str, str]]:
    """Return what a pattern may name, with what that is called."""
    return [
        (f"{NUMBER}:03", _("Số thứ tự, ba chữ số")),
        (CODE, _("Mã của bản ghi")),
        (SOURCE, _("Tên tệp trong ZIP")),
        *((name, official(label)) for name, label in pattern_names(form)),
    ]


def _stem(service: DocService, form: Form) -> str:
    """Return what a form's example is called when it is issued alone."""
    order = Order(form.name, form.example, form.locality.name, ("docx",))
    try:
        return file_stem(judge(order, service.parts).prepared, draft=False)
    except InvalidData:  # a locality may ask more than the example has
        return form.name
