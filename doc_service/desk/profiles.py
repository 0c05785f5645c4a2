"""A unit's profile: its organ, who signs, who receives; judged by the rules of real documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from doc_service.accounts.members import Member
from doc_service.accounts.people import unit
from doc_service.desk.typed import read_typed
from doc_service.desk.wiring import Desk
from doc_service.errors import InvalidData, NotFound
from doc_service.forms.catalog import Form
from doc_service.forms.completion import complete
from doc_service.forms.fields import Field
from doc_service.forms.json_data import unreadable
from doc_service.forms.localities import locality
from doc_service.forms.preparation import prepare
from doc_service.forms.validation import order
from doc_service.problems import Problem
from doc_service.records import Unit
from doc_service.records.tables import CHANGES

ORGAN: Final = "co_quan"
SIGNERS: Final = "nguoi_ky"
RECIPIENTS: Final = "noi_nhan"

_JUDGED_IN: Final = "dang_ky_mo_hinh"
"""The form whose documents judge a profile: organs of every family issue it."""

_MOST_SIGNERS: Final = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """A unit's profile as its page shows it."""

    unit: Unit
    locality: str
    fields: tuple[Field, ...]
    typed: Mapping[str, Any]
    """By name of field: an object, rows, rows."""

    seen: str
    """Fingerprint of what is stored; who saves says which they saw."""

    problems: tuple[Problem, ...] = ()


def profile_of(desk: Desk, member: Member) -> Profile:
    """Return the profile of the member's unit, with what its rules say of it.

    Where there is none yet, the locality's usual organ stands in it, unjudged.
    """
    found = unit(desk.database, member.unit_id)
    form = _form(desk, found.locality)
    if found.profile:
        problems = judged(desk, form, found.profile)
        return _shown(found, form, found.profile, problems)
    usual = form.locality.issuer
    return _shown(found, form, {ORGAN: usual.data()} if usual else {}, ())


def keep_profile(
    desk: Desk, member: Member, place: str, typed: Mapping[str, Any], seen: str
) -> Profile:
    """Keep the profile of the member's unit, unless something is wrong with it.

    Args:
        desk: what to work with.
        member: who changes it.
        place: name of the unit's locality.
        typed: as typed: an object, rows, rows; blank rows count for nothing.
        seen: the fingerprint that the page showed.

    Returns:
        The profile as the page shows it next. It is kept if none of its problems is an error.

    Raises:
        Forbidden: the role only reads.
        LocalityNotFound: there is no such locality.
        InvalidData: it is no data at all.
    """
    member.require("write")
    if wrong := unreadable(typed):
        raise InvalidData(wrong)
    form = _form(desk, place)
    given = without_blanks(typed)
    reading = read_typed(profile_fields(form), given, lambda key: key)
    problems = [*reading.problems, *judged(desk, form, reading.data)]
    clean = _clean(form, reading.data)
    with desk.database.session() as session:
        found = session.get(Unit, member.unit_id, with_for_update=CHANGES)
        if found is None:
            raise NotFound("Không có đơn vị này.")
        if fingerprint(found) != seen:
            said = (
                "Người khác vừa sửa thông tin đơn vị trong lúc bạn nhập; hãy xem lại phần bạn "
                "nhập dưới đây rồi lưu lần nữa."
            )
            problems.insert(0, Problem("", said, "stale"))
        if not any(one.severity == "error" for one in problems):
            found.locality, found.profile = form.locality.name, clean
            given = clean
    return _shown(found, form, given, problems)


def profile_fields(form: Form) -> tuple[Field, ...]:
    """Return what a profile asks for: a form's fields, but several signers instead of one."""
    organ, signer, recipients = (_field(form, name) for name in (ORGAN, SIGNERS, RECIPIENTS))
    signers = replace(signer, kind="rows", max_rows=_MOST_SIGNERS, required=False)
    return organ, signers, replace(recipients, required=False)


def judged(desk: Desk, form: Form, data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return what the form's rules say of a profile: each signer in a document of their own."""
    signers = data.get(SIGNERS) or []
    found: dict[tuple[str, str], Problem] = {}
    if len(signers) > _MOST_SIGNERS:
        said = f"Nhiều nhất {_MOST_SIGNERS} người ký; hãy bớt những người ít ký."
        found["", said] = Problem(f"/{SIGNERS}", said, "too_many_rows")
    for number, signer in enumerate(signers[:_MOST_SIGNERS] or [None]):
        for one in _in_a_document(desk, form, data, signer):
            moved = _at_signer(one, number)
            found.setdefault((moved.pointer, moved.message), moved)
    fields = profile_fields(form)
    return tuple(sorted(found.values(), key=lambda one: order(fields, one.pointer)))


def without_blanks(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed without rows in which nothing was."""
    return {
        name: [row for row in value if any(str(one).strip() for one in row.values())]
        if isinstance(value, list)
        else value
        for name, value in typed.items()
    }


def fingerprint(found: Unit) -> str:
    """Return a short hash of a unit's profile and locality as they are stored."""
    stored = json.dumps([found.locality, found.profile], sort_keys=True).encode()
    return hashlib.sha256(stored).hexdigest()[:16]


def _form(desk: Desk, place: str) -> Form:
    return desk.form(_JUDGED_IN, locality(desk.catalog.localities, place).name)


def _field(form: Form, name: str) -> Field:
    return next(one for one in form.fields if one.name == name)


def _shown(
    found: Unit, form: Form, typed: Mapping[str, Any], problems: Sequence[Problem]
) -> Profile:
    return Profile(
        unit=found,
        locality=form.locality.name,
        fields=profile_fields(form),
        typed=typed,
        seen=fingerprint(found),
        problems=tuple(problems),
    )


def _in_a_document(
    desk: Desk, form: Form, data: Mapping[str, Any], signer: Mapping[str, Any] | None
) -> Iterator[Problem]:
    """Yield what is wrong with a profile's parts in a document that is right otherwise."""
    given = {ORGAN: data.get(ORGAN) or {}, RECIPIENTS: data.get(RECIPIENTS), SIGNERS: signer}
    sound = {name: value for name, value in form.example.items() if name not in given}
    tried = {name: value or form.example[name] for name, value in given.items() if name != ORGAN}
    today = desk.parts.today()
    tried["ngay"] = today.isoformat()
    try:
        whole = sound | tried | {ORGAN: given[ORGAN]}
        found: Sequence[Problem] = prepare(form, whole, draft=False, today=today).warnings
    except InvalidData as error:
        found = error.problems
    for one in found:
        name = one.pointer.split("/")[1] if one.pointer else ""
        if name == ORGAN or given.get(name):
            yield one


def _at_signer(one: Problem, number: int) -> Problem:
    head = f"/{SIGNERS}"
    if one.pointer != head and not one.pointer.startswith(f"{head}/"):
        return one
    return replace(one, pointer=f"{head}/{number}{one.pointer.removeprefix(head)}")


def _clean(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts as documents would hold them: NFC, trimmed; parts left out stay out."""
    given = [one for one in profile_fields(form) if data.get(one.name)]
    held = {one.name: data[one.name] for one in given}
    return complete(given, form.locality, held).data
