"""Issued documents that are stored here as the records of a batch."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import IO, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import load_only

from doc_service.accounts.members import Member
from doc_service.batches.inputs_raw import Raw
from doc_service.batches.queries import Query
from doc_service.batches.wiring import Batches
from doc_service.desk.shelf import Filter, chosen_ids, form_of
from doc_service.forms.carrying import carried, lists_of
from doc_service.forms.catalog import Form
from doc_service.problems import Problem
from doc_service.records import Document

_AT_ONCE: Final = 200
"""Documents read in one query."""

_REVOKED: Final = Problem("", "Văn bản này đã bị thu hồi.", "revoked")

_READ: Final = (
    Document.id,
    Document.form,
    Document.locality,
    Document.state,
    Document.title,
    Document.symbol,
    Document.data,
)


def chosen_documents(batches: Batches, member: Member, query: Query) -> list[str]:
    """Return the ids of the issued documents of a query that the member may see, oldest first."""
    unit = member.unit_id if query.units == "ours" else 0
    asked = Filter(query.text, query.form, "issued", query.year, unit)
    return chosen_ids(batches.desk, member, asked)


def as_input(ids: Sequence[str]) -> IO[bytes]:
    """Return chosen documents as the file of a batch: what is issued changes no more."""
    return io.BytesIO(json.dumps(list(ids)).encode())


def stored_records(batches: Batches, query: Query, target: Form, file: IO[bytes]) -> Iterator[Raw]:
    """Yield the records of the documents of `as_input`, in their order; always the same ones.

    One whose document has been revoked meanwhile says so, and still has its number: a worker that
    reads on after a crash counts as the first one did.
    """
    yield from records_of(batches, query, target, json.load(file))


def records_of(batches: Batches, query: Query, target: Form, ids: Sequence[str]) -> Iterator[Raw]:
    """Yield the records of documents, numbered from 1."""
    numbers = count(1)
    for at in range(0, len(ids), _AT_ONCE):
        wanted = ids[at : at + _AT_ONCE]
        with batches.database.reading() as session:
            asked = select(Document).where(Document.id.in_(wanted)).options(load_only(*_READ))
            found = {one.id: one for one in session.scalars(asked)}
        for one in wanted:
            if one in found:
                yield from _records(batches, query, target, found[one], numbers)


def _records(
    batches: Batches, query: Query, target: Form, document: Document, numbers: Iterator[int]
) -> Iterator[Raw]:
    source = form_of(batches.desk, document)
    if source is None:
        said = Problem("", "Biểu mẫu của văn bản này không còn.", "revoked")
        yield Raw(next(numbers), document.title, document.symbol, problems=(said,))
        return
    wrong = () if document.state == "issued" else (_REVOKED,)
    every = carried(source, target, document.data, rows=query.rows, moved=query.fields)
    for row, data in enumerate(every, start=1):
        if not _is_wanted(query, document.data, row):
            continue
        number = next(numbers)
        named, place = _named(source, query, document, row)
        whole = {**data, **query.values, **_numbered(query, number)}
        yield Raw(number, named, place, data=whole, problems=wrong)


def _is_wanted(query: Query, data: Mapping[str, Any], row: int) -> bool:
    seen = {**data, **data[query.rows][row - 1]} if query.rows else data
    return all(str(seen.get(name, "")) == str(value) for name, value in query.where.items())


def _named(source: Form, query: Query, document: Document, row: int) -> tuple[str, str]:
    """Return what a record is called, and where it comes from."""
    if not query.rows:
        return document.title, document.symbol
    field = lists_of(source)[query.rows]
    said = document.data[query.rows][row - 1]
    texts = [said.get(one.name) for one in field.fields if one.kind == "text" and one.required]
    name = " – ".join(str(one) for one in texts[:2] if one)
    whole = " ".join(one for one in (document.symbol, document.title) if one)
    return name or document.title, f"{whole}, {field.label} {row}"


def _numbered(query: Query, number: int) -> dict[str, Any]:
    if not query.first_number:
        return {}
    given = query.values.get("so_ky_hieu") or {}
    return {"so_ky_hieu": {**given, "so": query.first_number + number - 1}}
