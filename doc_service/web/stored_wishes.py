"""The page of stored documents: what was chosen there, as wishes of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from doc_service.batches.queries import ISSUERS
from doc_service.batches.submitting import Submission
from doc_service.batches.wishes import Wishes, submission
from doc_service.errors import FormNotFound, InvalidData
from doc_service.forms.carrying import lists_of
from doc_service.forms.catalog import Form
from doc_service.forms.reading import read
from doc_service.http import member
from doc_service.problems import Problem
from doc_service.service import DocService
from doc_service.web.languages import gettext as _

LONGEST: Final = 3000
"""Characters typed for all documents."""

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page shows as chosen, as it came."""

    tu: str = ""
    """Form, list and group of rows, parted by slashes; the last two may be missing."""

    nam: str = ""
    chu: str = ""
    bieu_mau: str = ""
    don_vi: str = "ours"
    co_quan: str = "theirs"
    so_dau: str = ""
    ban: str = "chinh_thuc"
    roi: str = "ask"
    dinh_dang: tuple[str, ...] = ("docx", "pdf")
    values: Mapping[str, str] = field(default_factory=dict)
    """Field of what is made → what all documents say there, as typed."""


_PLAIN: Final = ("tu", "nam", "chu", "bieu_mau", "don_vi", "co_quan", "so_dau", "ban", "roi")
_SHARED: Final = "chung."
"""How the names of `Asked.values` begin in a request."""

TYPED: Final = ("text", "integer", "date", "time", "choice")
"""Kinds of fields that can be typed once for all documents."""

_DIGITS: Final = 5
"""Of the number of a document."""


def asked_of(given: MultiDict[str, str]) -> Asked:
    """Return what somebody chose on the page."""
    usual = Asked()
    plain: dict[str, Any] = {
        name: given.get(name, "")[:_LONGEST].strip() or getattr(usual, name) for name in _PLAIN
    }
    values = {
        name.removeprefix(_SHARED): given.get(name, "")[:LONGEST].strip()
        for name in given
        if name.startswith(_SHARED)
    }
    return Asked(
        **plain, values=values, dinh_dang=tuple(given.getlist("dinh_dang")) or usual.dinh_dang
    )


def _wishes(asked: Asked) -> Wishes:
    return Wishes(
        form=asked.bieu_mau,
        outputs=asked.dinh_dang,
        draft="true" if asked.ban == "du_thao" else "false",
        then=asked.roi,
    )


def submission_of(service: DocService, asked: Asked) -> Submission:
    """Return what is asked for.

    Raises:
        InvalidData: all that is wrong with it.
    """
    stored, wrong = query_of(service, asked)
    try:
        wished = submission(service.batches, member(), replace(_wishes(asked), stored=stored))
    except InvalidData as error:
        raise InvalidData([*wrong, *error.problems]) from None
    if wrong:
        raise InvalidData(wrong)
    return wished


def query_of(service: DocService, asked: Asked) -> tuple[dict[str, Any], list[Problem]]:
    """Return the choice as a query says it, and what of it cannot be read."""
    name, rows, group = (*asked.tu.split("/"), "", "")[:3]
    stored: dict[str, Any] = {"form": name, "rows": rows, "text": asked.chu}
    stored["issuer"] = asked.co_quan if asked.co_quan in ISSUERS else ISSUERS[0]
    stored["units"] = "all" if asked.don_vi == "all" else "ours"
    wrong: list[Problem] = []
    if asked.nam.isascii() and asked.nam.isdecimal():
        stored["year"] = int(asked.nam)
    if group and (column := _group_of(service, name, rows)):
        stored["where"] = {column: group}
    if asked.so_dau.isascii() and asked.so_dau.isdecimal() and len(asked.so_dau) <= _DIGITS:
        stored["first_number"] = int(asked.so_dau)
    elif asked.so_dau:
        said = _("Số của văn bản đầu tiên phải là một số, như 41.")
        wrong.append(Problem("/stored/first_number", said, "type"))
    stored["values"] = {}
    target = known_form(service, asked.bieu_mau)
    for name, typed in asked.values.items():
        one = target.field(name) if target and typed else None
        if one is not None and one.kind in TYPED:
            stored["values"][name], problem = read(one, typed, f"/stored/values/{name}")
            wrong += [problem] if problem else []
    return stored, wrong


def _group_of(service: DocService, name: str, rows: str) -> str:
    form = known_form(service, name)
    field = lists_of(form).get(rows) if form else None
    return field.group if field else ""


def known_form(service: DocService, name: str) -> Form | None:
    """Return a form of the member's locality, if there is one of this name."""
    try:
        return service.catalog.form(name, member().locality)
    except FormNotFound:
        return None
