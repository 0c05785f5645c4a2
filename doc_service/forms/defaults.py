"""What stands in for fields left empty: of the form, the locality, the organ that issues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from doc_service.forms.fields import Field
from doc_service.forms.localities import Locality
from doc_service.the_thuc.issuers import issuer_kinds
from doc_service.the_thuc.rule_sets import Family, rule_set
from doc_service.vietnamese.dates import DateError, parse_iso

_COPY: Final = "Lưu {luu}"
"""Stands for the words that the rule set and the kind of organ give."""

_KEPT: Final[Sequence[Mapping[str, str]]] = ({"noi": _COPY},)
_AS_ABOVE: Final[Sequence[Mapping[str, str]]] = ({"noi": "Như trên"}, *_KEPT)
"""Recipients of a document that names its addressee (domain reference §1.7)."""

_KEEPING: Final[Mapping[Family, str]] = {"dang": "dang-hd36", "nha_nuoc": "nd30", "mttq": "mttq"}
"""Family → a rule set that says how it writes where the copy stays; all of a family agree."""


def defaults(
    fields: Sequence[Field],
    missing: Iterable[Field],
    locality: Locality,
    data: Mapping[str, Any],
    *,
    form: str,
    families: Sequence[Family],
) -> dict[str, Any]:
    """Return values for the fields that are missing, where anything has one for them.

    In this order: the locality's for this form, its own organ's for a narrative form, its general
    one, the form's. “Lưu {luu}” stands for where the issuer keeps its copy.

    Args:
        fields: all fields of the form.
        missing: those without a value.
        locality: whose defaults apply.
        data: completed data, for the issuer and the date.
        form: name of the form.
        families: families of documents the form is for.
    """
    narrative = any(field.kind == "narrative" for field in fields)
    layers = (
        locality.override(form).defaults,
        _own_organ(fields, locality, data, families) if narrative else {},
        _general(fields, locality),
    )
    found: dict[str, Any] = {}
    for field in missing:
        default = next((one[field.name] for one in layers if field.name in one), field.default)
        if default is not None:
            found[field.name] = _filled(deepcopy(default), {**data, **found}, families)
    return found


def _general(fields: Sequence[Field], locality: Locality) -> dict[str, Any]:
    """Return the locality's defaults that fit the form.

    “Như kính gửi” and one usual addressee belong to the lists that a superior prescribes; a letter
    to several has no usual addressee, and its recipients say “Như trên”.
    """
    found = dict(locality.defaults)
    addressee = next((field for field in fields if field.name == "kinh_gui"), None)
    if addressee is None or addressee.kind != "text":
        found.pop("kinh_gui", None)
        found["noi_nhan"] = list(_AS_ABOVE if addressee else _KEPT)
    return found


def _own_organ(
    fields: Sequence[Field],
    locality: Locality,
    data: Mapping[str, Any],
    families: Sequence[Family],
) -> dict[str, Any]:
    """Return defaults for a document of the locality's own organ; nothing for another's."""
    own = locality.issuer
    if own is None or not own.is_named(data.get("co_quan")):
        return {}
    if families and issuer_kinds()[own.loai].family not in families:
        return {}
    has_addressee = any(field.name == "kinh_gui" for field in fields)
    signer = locality.signer_on(_day(data))
    defaults = {
        "co_quan": own.data(),
        "nguoi_ky": signer.data() if signer else {},
        "noi_nhan": list(_AS_ABOVE)
        if has_addressee
        else [one.data() for one in locality.recipients],
    }
    return {name: value for name, value in defaults.items() if value}


def _day(data: Mapping[str, Any]) -> dt.date | None:
    try:
        return parse_iso(str(data.get("ngay", ""))).date()
    except DateError:
        return None


def _filled(default: Any, data: Mapping[str, Any], families: Sequence[Family]) -> Any:
    if isinstance(default, str):
        return _kept(data, families) if default == _COPY else default
    if isinstance(default, list):
        return [_filled(item, data, families) for item in default]
    if isinstance(default, dict):
        return {name: _filled(item, data, families) for name, item in default.items()}
    return default


def _kept(data: Mapping[str, Any], families: Sequence[Family]) -> str:
    """Return `Lưu Văn phòng Đảng ủy`, or `Lưu: VT, VP` as the State writes it."""
    issuer = data.get("co_quan")
    kind = issuer_kinds().get(str(issuer.get("loai"))) if isinstance(issuer, Mapping) else None
    family = kind.family if kind and (not families or kind.family in families) else None
    rules = rule_set(_KEEPING[family or (families[0] if families else "dang")])
    return rules.recipients.keep.format(office=kind.keep if kind else "Văn phòng")
