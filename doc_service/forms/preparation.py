"""Preparing one document's data: completed, judged, and turned into what a template sees."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doc_service.errors import InvalidData
from doc_service.forms.advice import advice
from doc_service.forms.catalog import Form
from doc_service.forms.classified import classified_problems
from doc_service.forms.completion import complete
from doc_service.forms.context import context, number_of, parties, the_thuc_problems
from doc_service.forms.derived import derive, printed
from doc_service.forms.fields import Leaf, leaves
from doc_service.forms.gaps import filled
from doc_service.forms.illustrations import Illustrations, illustrations, with_pictures
from doc_service.forms.json_data import unreadable
from doc_service.forms.narratives import Bodies, bodies, with_trees
from doc_service.forms.rules import rule_problems
from doc_service.forms.summaries import unplaced
from doc_service.forms.validation import order, problems, softened
from doc_service.pictures import Picture
from doc_service.problems import Problem
from doc_service.the_thuc.decisions import basis_text
from doc_service.the_thuc.headings import abstract, title_in_a_line
from doc_service.the_thuc.numbering import bare_symbol, number_problems
from doc_service.the_thuc.recipients import purpose_text, recipient_text
from doc_service.the_thuc.rule_sets import RuleSet, rule_set_for
from doc_service.the_thuc.signature import prints_position, usual_mode
from doc_service.vietnamese.dates import DateError, PartialDate, ngay_dai, ngay_ngan, parse_iso
from doc_service.vietnamese.numbers import nghin
from doc_service.vietnamese.text import NON_BREAKING_HYPHEN
from doc_service.vietnamese.times import gio


@dataclass(frozen=True, slots=True)
class Prepared:
    """One document's data, ready to be assembled."""

    form: Form
    template: Path
    """The DOCX to fill."""

    rules: RuleSet
    data: Mapping[str, Any]
    """Completed data."""

    leaves: tuple[Leaf, ...]
    """The values of the data."""

    bodies: Bodies
    """The narratives of the data."""

    context: Mapping[str, Any]
    title: str
    issuer: str
    symbol: str
    """Such as `12-KH/ĐU`; "" without a number."""

    day: PartialDate
    warnings: tuple[Problem, ...]
    media: Mapping[str, Picture]
    """SHA-256 in hex → picture, for those that the context names."""

    data_sha256: str
    """Hash of the completed data: same hash, same document."""


def prepare(
    form: Form,
    data: Mapping[str, Any],
    *,
    draft: bool,
    today: dt.date,
    blank: Collection[str] = (),
) -> Prepared:
    """Complete, judge and turn data into a template's context.

    Args:
        form: the form to fill.
        data: data as a caller or a clerk gave them.
        draft: allow gaps and partial dates.
        today: the day that decides the rule set of a draft without a full date.
        blank: fields that get no default; see `completion.complete`.

    Raises:
        InvalidData: some fields are wrong; every one is named.
    """
    if unfit := unreadable(data):
        raise InvalidData(sorted(unfit, key=lambda one: order(form.fields, one.pointer)))
    place, kind = form.locality, form.kind
    ready = complete(form.fields, place, data, form=form.name, families=form.families, blank=blank)
    whole = ready.data
    there = leaves(form.fields, whole)
    narratives = bodies(there, ready.narratives)
    pictures = illustrations(there)
    shown = with_pictures(filled(form.fields, whole, draft=draft), pictures)
    shown = with_trees(shown, narratives)
    derived = derive(form, shown)
    day = _day(whole, today)
    who = parties(shown)
    family = form.family_of(who.issuer.kind.name)
    rules = rule_set_for(family, _likely_day(day, today))
    found = _judged(form, whole, there, derived, rules, narratives, pictures, draft=draft)
    if any(problem.severity == "error" for problem in found):
        raise InvalidData(found)
    counted = printed(form, derived)
    seen = context(rules, place, shown, counted, who=who, day=day, kind=kind, fields=form.fields)
    return Prepared(
        form=form,
        template=form.templates[family],
        rules=rules,
        data=whole,
        leaves=there,
        bodies=narratives,
        context=seen,
        media=pictures.media,
        title=title_in_a_line(rules, form.kind.type, _title(form, shown)),
        issuer=who.issuer.name,
        symbol=bare_symbol(rules, seen["so_ky_hieu"]) if number_of(whole) else "",
        day=day,
        warnings=tuple(found),
        data_sha256=_sha256(whole),
    )


def _judged(
    form: Form,
    data: Mapping[str, Any],
    there: Sequence[Leaf],
    derived: Mapping[str, Any],
    rules: RuleSet,
    narratives: Bodies,
    pictures: Illustrations,
    *,
    draft: bool,
) -> list[Problem]:
    """Return every problem and warning once, in field order."""
    found = [
        *problems(form, data, there, narratives, draft=draft),
        *pictures.problems,
        *advice(form.fields, form.locality, data, narratives, there),
        *rule_problems(form, data, derived),
        *the_thuc_problems(rules, parties(data), form.kind),
        *classified_problems(there, narratives),
        *(() if draft else number_problems(form.kind.type, number_of(data), "/so_ky_hieu/so")),
    ]
    if draft:
        found = [softened(problem) for problem in found]
    unique = {(problem.pointer, problem.message): problem for problem in found}
    return sorted(unique.values(), key=lambda one: order(form.fields, one.pointer))


def _day(data: Mapping[str, Any], today: dt.date) -> PartialDate:
    try:
        return parse_iso(str(data.get("ngay", "")))
    except DateError:
        return PartialDate(today.year)


def _likely_day(day: PartialDate, today: dt.date) -> dt.date:
    """Return the day nearest today that a partial date may still become."""
    first = dt.date(day.year, day.month or 1, day.day or 1)
    month = day.month or 12
    last = day.date() or (dt.date(day.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1))
    return min(max(today, first), last)


def _title(form: Form, data: Mapping[str, Any]) -> str:
    labels = form.locality.labels["cap_ngan"]
    values = {
        **{name: str(value) for name, value in data.items() if isinstance(value, str | int)},
        "cap": f"cấp {labels.get(str(data.get('cap')), '')}".strip(),
    }
    return re.sub(r"{(\w+)}", lambda found: values.get(found[1], ""), form.document_title)


def _sha256(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def readings(prepared: Prepared) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what must be readable in the document: JSON Pointer, and the ways it may be printed.

    Choices decide where a value stands rather than being printed, so they are not among them; nor
    is the position of an ordinary member who signs for a committee, nor what a draft gives no
    place: numbers without their level and field.
    """
    who = parties(prepared.data)
    mode = who.signer.mode or usual_mode(prepared.rules, who.issuer, who.signer.position)
    unprinted = mode == "thay_mat" and not prints_position(prepared.rules, who.signer.position)
    no_line = unplaced(prepared.form.schema.get("x-derived", ()), prepared.data)
    for field, pointer, value in prepared.leaves:
        if field.unused or field.kind in ("choice", "picture") or value in ("", None):
            continue
        if field.kind == "narrative" and (body := prepared.bodies.get(pointer)):
            yield from ((where, (text,)) for where, text in body.texts)
            continue
        if (pointer == "/nguoi_ky/chuc_vu" and unprinted) or pointer.startswith(no_line):
            continue
        yield pointer, _ways(prepared, field.kind, pointer, value)


def _ways(prepared: Prepared, kind: str, pointer: str, value: Any) -> tuple[str, ...]:
    if kind == "integer":
        return (str(value), f"{value:02d}", nghin(value)) if value else ("",)
    if kind == "time":
        return (gio(value),)
    if kind == "date":
        day = parse_iso(value)
        full = day.date()
        return (ngay_dai(full), ngay_ngan(full)) if full else (str(day.year),)
    return _as_printed(prepared, pointer, str(value))


def _as_printed(prepared: Prepared, pointer: str, text: str) -> tuple[str, ...]:
    """Return a text as the rules of thể thức print it; only the shared pieces change it."""
    if pointer == "/so_ky_hieu/co_quan":
        return (text.replace("-", NON_BREAKING_HYPHEN),)
    if pointer == "/trich_yeu":
        return (abstract(prepared.rules, prepared.form.kind.type, text),)
    if pointer.startswith("/noi_nhan/"):
        return (purpose_text(text) if pointer.endswith("/muc_dich") else recipient_text(text),)
    if pointer.startswith("/can_cu/"):
        return (basis_text(text),)
    if pointer.startswith("/kinh_gui/"):  # one addressee alone stands as it was typed
        return (text, recipient_text(text))
    return (text,)
