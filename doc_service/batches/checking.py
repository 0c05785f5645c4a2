"""Checking items: read, judged as when they are issued, named; all problems of each at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from doc_service.batches.inputs import Raw, read_raw
from doc_service.batches.naming import file_name
from doc_service.batches.saying import kept, told
from doc_service.batches.wiring import Batches
from doc_service.desk.previews import typed_data
from doc_service.documents import Order, judge
from doc_service.documents.issuing import file_stem
from doc_service.errors import InputError, InvalidData
from doc_service.forms.catalog import Form
from doc_service.forms.preparation import Prepared
from doc_service.forms.validation import order
from doc_service.ledger import Claimed, Outcome
from doc_service.problems import Problem
from doc_service.records import Batch, BatchItem

_LONGEST_LABEL: Final = 300


@dataclass(frozen=True, slots=True)
class Checked:
    """An item that was looked at."""

    data: Mapping[str, Any]
    problems: tuple[Problem, ...]
    prepared: Prepared | None = None
    """What would be printed, where nothing is wrong."""

    @property
    def is_right(self) -> bool:
        """Whether it may be made."""
        return self.prepared is not None


def check(batches: Batches, batch: Batch, item: BatchItem, claimed: Claimed) -> Outcome:
    """Return whether an item may be made, under which name, and what is wrong with it."""
    form = batches.desk.form(batch.form, batch.locality)
    found = look(batches, batch, item, form)
    data = dict(found.data)
    read = None if data == item.record.data else data
    if found.prepared is None:
        return Outcome(claimed, "failed", kept(found.problems), read=read)
    stem = file_stem(found.prepared, draft=batch.draft)
    name = file_name(
        batch.pattern, form, found.data, item.number, item.source, stem, code=item.label
    )
    label = (item.label or found.prepared.title)[:_LONGEST_LABEL]
    values = (("name", name), ("label", label), ("issuer", found.prepared.issuer))
    return Outcome(claimed, "right", kept(found.problems), values=values, read=read)


def look(batches: Batches, batch: Batch, item: BatchItem, form: Form) -> Checked:
    """Return an item as it is issued, or everything that is wrong with it, in field order."""
    content = batches.storage.get(item.content) if item.content else b""
    problems = told(item.record.unread)
    kept_as = item.record
    raw = Raw(item.number, item.label, item.source, content, kept_as.data, problems, kept_as.cells)
    try:
        record = read_raw(raw, form)
        typed = typed_data(batches.desk, form, record.data)
    except InvalidData as error:
        return Checked(kept_as.data or {}, (*problems, *error.problems))
    except InputError as error:
        said = Problem("", str(error), error.code)
        return Checked(kept_as.data or {}, (*problems, said))
    told_of = {one.pointer for one in record.problems}
    before = [*record.problems, *(one for one in typed.problems if one.pointer not in told_of)]
    wrong = any(one.severity == "error" for one in before)
    asked = Order(form.name, typed.data, batch.locality, tuple(batch.outputs), batch.draft)
    prepared: Prepared | None = None
    try:
        prepared = judge(asked, batches.parts).prepared
        after: Sequence[Problem] = prepared.warnings
    except InvalidData as error:
        after = error.problems
    spoken = {one.pointer for one in before if one.severity == "error"}
    every = [*before, *(one for one in after if one.pointer not in spoken)]
    every.sort(key=lambda one: order(form.fields, one.pointer))
    return Checked(typed.data, record.located(every), None if wrong else prepared)
