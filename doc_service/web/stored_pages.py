"""Lập từ văn bản đã phát hành: documents that are stored become the records of a batch."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from doc_service.batches.inputs_stored import chosen_documents, records_of
from doc_service.batches.queries import Query, read_query
from doc_service.batches.submitting import submit_stored
from doc_service.desk.finding import grouped
from doc_service.desk.shelf import issued_counts, years
from doc_service.errors import InvalidData
from doc_service.formats import FORMATS
from doc_service.forms.carrying import lists_of
from doc_service.forms.catalog import Form
from doc_service.forms.completion import complete
from doc_service.forms.fields import Field
from doc_service.http import member
from doc_service.problems import Problem
from doc_service.service import DocService
from doc_service.web.batch_words import formats, thens
from doc_service.web.languages import gettext as _
from doc_service.web.stored_wishes import (
    LONGEST,
    TYPED,
    Asked,
    asked_of,
    known_form,
    query_of,
    submission_of,
)
from doc_service.workbooks.blank import has_workbook
from doc_service.workbooks.many_blank import many_workbook

SHOWN: Final = 10
"""Records that the page shows."""

FILLED: Final = 2000
"""Records of one workbook: more is no work for one clerk."""

_DAY: Final = "ngay"


@dataclass(frozen=True, slots=True)
class Source:
    """Something stored that documents can be made of."""

    value: str
    form: Form
    rows: Field | None = None
    group: str = ""
    """What the rows of one group are called."""

    count: int = 0
    """Issued documents."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query would make."""

    target: Form
    documents: int
    labels: tuple[str, ...]
    """What the first records are called."""

    carried: tuple[Field, ...]
    """Fields that the stored documents fill in."""

    shared: tuple[Field, ...]
    """What can be typed once for all documents: the day, and required ones that nobody fills in."""

    missing: tuple[Field, ...]
    """Required ones that nobody fills in and that cannot be typed here."""

    is_numbered: bool
    has_workbook: bool


def stored_pages_blueprint(service: DocService) -> Blueprint:
    """Return the page that makes a batch of stored documents."""
    blueprint = Blueprint("batch_pages_stored", __name__)

    @blueprint.get("/dot/tu-van-ban")
    def choose() -> str:
        return _drawn(service, asked_of(request.args))

    @blueprint.post("/dot/tu-van-ban")
    def begin() -> ResponseReturnValue:
        member().require("write")
        asked = asked_of(request.form)
        try:
            wished = submission_of(service, asked)
            made, is_new = submit_stored(service.batches, member(), wished)
        except InvalidData as error:
            return _drawn(service, asked, error.problems), 422
        if not is_new:
            flash(_("Những văn bản này với các lựa chọn này đã được lập trước đây; đây là đợt đó."))
        return redirect(url_for("batch_pages.batch", number=made.id), 303)

    @blueprint.post("/dot/tu-van-ban/tep-excel")
    def workbook() -> ResponseReturnValue:
        asked = asked_of(request.form)
        try:
            return _workbook(service, asked)
        except InvalidData as error:
            return _drawn(service, asked, error.problems), 422

    return blueprint


def _drawn(service: DocService, asked: Asked, wrong: Sequence[Problem] = ()) -> str:
    sources = list(_sources(service, asked))
    forms = [service.catalog.form(name, member().locality) for name in service.catalog.names()]
    found: Found | None = None
    if asked.tu and asked.bieu_mau:
        try:
            found = _found(service, replace(asked, values={}, so_dau=""))
        except InvalidData as error:
            wrong = wrong or error.problems
    return render_template(
        "batch_stored.html",
        asked=asked,
        sources=sources,
        years=years(service.desk, member()),
        groups=grouped(forms),
        found=found,
        formats=formats(),
        thens=thens(),
        wrong=wrong,
        most=FILLED,
        longest=LONGEST,
    )


def _sources(service: DocService, asked: Asked) -> Iterator[Source]:
    unit = 0 if asked.don_vi == "all" else member().unit_id
    counts = issued_counts(service.desk, member(), unit)
    for name in service.catalog.names():
        if name not in counts:
            continue
        form = service.catalog.form(name, member().locality)
        yield Source(name, form, count=counts[name])
        for rows in lists_of(form).values():
            yield Source(f"{name}/{rows.name}", form, rows, count=counts[name])
            group = rows.field(rows.group) if rows.group else None
            for choice in group.choices if group else ():
                value = f"{name}/{rows.name}/{choice.code}"
                yield Source(value, form, rows, choice.label, counts[name])


def _found(service: DocService, asked: Asked) -> Found:
    query, target = _read(service, asked)
    ids = chosen_documents(service.batches, member(), query)
    records = list(islice(records_of(service.batches, query, target, ids), SHOWN))
    first: Mapping[str, Any] = next((one.data for one in records if one.data), {})
    whole = complete(
        target.fields, target.locality, first, form=target.name, families=target.families
    ).data
    asks = [one for one in target.fields if not one.hidden]
    open_ = [one for one in asks if one.required and one.name not in whole or one.name == _DAY]
    typed = [one for one in open_ if one.kind in TYPED]
    return Found(
        target=target,
        documents=len(ids),
        labels=tuple(one.label for one in records),
        carried=tuple(one for one in asks if one.name in first and one.name not in query.values),
        shared=tuple(typed),
        missing=tuple(one for one in open_ if one not in typed),
        is_numbered=target.field("so_ky_hieu") is not None,
        has_workbook=has_workbook(target),
    )


def _read(service: DocService, asked: Asked) -> tuple[Query, Form]:
    """Return the query and the form of what is made.

    Raises:
        InvalidData: something of the choice is wrong.
    """
    target = known_form(service, asked.bieu_mau)
    if target is None:
        raise InvalidData([Problem("/form", _("Hãy chọn biểu mẫu cần lập."), "required")])
    stored, wrong = query_of(service, asked)
    if wrong:
        raise InvalidData(wrong)
    return read_query(service.batches, member(), stored, target), target


def _workbook(service: DocService, asked: Asked) -> Response:
    query, target = _read(service, asked)
    ids = chosen_documents(service.batches, member(), query)
    records = islice(records_of(service.batches, query, target, ids), FILLED)
    content = many_workbook(target, filled=[one.data for one in records if one.data])
    name = f"{target.name}-dien-san.xlsx"
    return send_file(io.BytesIO(content), FORMATS["xlsx"].media_type, True, name)
