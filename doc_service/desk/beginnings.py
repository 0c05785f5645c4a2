"""What stands in a new draft before anybody types: the unit's profile, the locality's usual."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from doc_service.accounts.members import Member
from doc_service.desk.origins import leaf_values, mixed, source
from doc_service.desk.typed import as_typed
from doc_service.desk.wiring import Desk
from doc_service.forms.catalog import Form
from doc_service.forms.completion import complete
from doc_service.records import Unit
from doc_service.the_thuc.issuers import issuer_kinds

_DATED: Final = ("ngay", "nam")
"""What the calendar fills in: the month, with the day left open, and the year."""


def first_data(
    session: Session,
    desk: Desk,
    member: Member,
    form: Form,
    given: Mapping[str, Any],
    origins: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the data of a new draft as typed, and where each value came from.

    What was given stands before the unit's profile, that before the locality's usual values.
    """
    unit = session.get_one(Unit, member.unit_id)
    profile = profile_values(form, unit.profile)
    today = desk.parts.today()
    dated = dict(zip(_DATED, (f"{today.year}-{today.month:02d}", today.year), strict=True))
    plain = {name: value for name, value in dated.items() if _asks(form, name)}
    known = {**plain, **profile, **given}
    usual = complete(form.fields, form.locality, known, form=form.name, families=form.families).data
    ordered = {
        one.name: known.get(one.name, usual.get(one.name))
        for one in form.fields
        if one.name in known or one.name in usual
    }
    data = as_typed(form.fields, {**given, **ordered})
    data = {name: data[name] for name in [*ordered, *(set(given) - set(ordered))]}
    return data, _origins(data, given, origins, profile, unit.name, form.locality.label)


def profile_values(form: Form, profile: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a unit's profile says for a form; nothing for forms of other families."""
    organ = profile.get("co_quan") or {}
    kind = issuer_kinds().get(str(organ.get("loai", "")))
    if kind is None or kind.family not in form.families:
        return {}
    signers = profile.get("nguoi_ky") or []
    found = {
        "co_quan": organ,
        "nguoi_ky": signers[0] if signers else None,
        "noi_nhan": profile.get("noi_nhan"),
    }
    return {name: value for name, value in found.items() if value and _asks(form, name)}


def _asks(form: Form, name: str) -> bool:
    field = form.field(name)
    return field is not None and not field.hidden


def _origins(
    data: Mapping[str, Any],
    given: Mapping[str, Any],
    origins: Mapping[str, Any],
    profile: Mapping[str, Any],
    unit: str,
    locality: str,
) -> dict[str, Any]:
    at, sources = origins.get("at", {}), origins.get("sources", [])
    said: dict[str, Mapping[str, str]] = {}
    for pointer, _ in leaf_values(data):
        name = pointer.split("/")[1]
        if pointer in at:
            said[pointer] = sources[at[pointer]]
        elif name in profile and name not in given:
            said[pointer] = source("profile", where=unit)
        elif name not in given:
            said[pointer] = source("calendar" if name in _DATED else "locality", where=locality)
    return mixed(data, said)
