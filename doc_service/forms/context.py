"""What a template sees: the data, the derived values, and the shared pieces as they are printed.

The names are those that people read in the Word file, so they are Vietnamese. Everything in the
context is plain data: text, numbers, lists, dictionaries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from doc_service.forms.fields import Field
from doc_service.forms.gaps import GAP
from doc_service.forms.localities import Locality
from doc_service.forms.rows import rows_of
from doc_service.problems import Problem
from doc_service.the_thuc.decisions import authority_name, basis_lines, citation
from doc_service.the_thuc.headings import abstract, salutation
from doc_service.the_thuc.issuers import Issuer, IssuerKind, issuer_kinds
from doc_service.the_thuc.letterhead import (
    letterhead,
    letterhead_problems,
    place_and_date,
    place_problems,
)
from doc_service.the_thuc.numbering import authority_problems, symbol
from doc_service.the_thuc.recipients import Recipient, recipient_lines, recipient_problems
from doc_service.the_thuc.rule_sets import RuleSet
from doc_service.the_thuc.signature import (
    MODES,
    Mode,
    SignatureBlock,
    Signer,
    minutes_blocks,
    signature_block,
)
from doc_service.the_thuc.signing_rules import seal_problems, signing_problems, unused_problems
from doc_service.vietnamese.dates import PartialDate

RESERVED: Final = frozenset(
    {"tieu_de", "dia_danh_ngay", "kinh_gui_nhan", "kinh_gui_dong", "ten_tham_quyen", "vien_dan"}
    | {"ket_thuc", "noi_nhan_nhan", "chu_ky", "chu_ky_trai", "chu_ky_phai", "nhan", "nhan_cot"}
)
"""Names the context adds; a field of that name would be overwritten, so the dialect refuses it.

`trich_yeu`, `can_cu`, `so_ky_hieu` and `noi_nhan` are fields that the context prints in their own
place."""

UNKNOWN_KIND: Final = IssuerKind(
    name="",
    label="Cơ quan",
    family="dang",
    superior="",
    code="",
    bodies=(GAP,),
    heads=(GAP,),
    seal=False,
    keep="Văn phòng",
)
"""The issuer of a draft that does not say which kind of organ it is; no rule judges it."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who issues, who signs and who receives, read from the shared pieces of the data."""

    issuer: Issuer
    signer: Signer
    recipients: tuple[Recipient, ...]
    chair: str = ""
    """Of minutes, who take two signatures instead of one."""

    secretary: str = ""


Signing = Literal["one", "minutes", "others"]
"""Who signs: one person for the organ, secretary and chair, or whom the template says."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a form says of its documents; see `x-document`."""

    type: str
    """Code in the symbol, or "" for a form without number and symbol."""

    landscape: bool = False
    seal_asked: bool = False
    signing: Signing = "one"


def parties(data: Mapping[str, Any]) -> Parties:
    """Read the shared pieces; what is missing or of the wrong type reads as empty."""
    organ, signer = _object(data, "co_quan"), _object(data, "nguoi_ky")
    kind = _text(organ, "loai")
    rows = data.get("noi_nhan")
    return Parties(
        issuer=Issuer(
            kind=issuer_kinds().get(kind, UNKNOWN_KIND),
            name=_text(organ, "ten"),
            place=_text(organ, "dia_danh"),
            superior=_text(organ, "cap_tren"),
        ),
        signer=Signer(
            name=_text(signer, "ho_ten"),
            position=_text(signer, "chuc_vu"),
            mode=_mode(signer),
            body=_text(signer, "tap_the"),
            concurrent=_text(signer, "kiem"),
        ),
        recipients=tuple(
            Recipient(_text(row, "noi"), _text(row, "muc_dich"))
            if isinstance(row, Mapping)
            # keeps the numbers of the rows after it; validation speaks of the row itself
            else Recipient("")
            for row in (rows if isinstance(rows, list) else [])
        ),
        chair=_text(_object(data, "chu_tri"), "ho_ten"),
        secretary=_text(_object(data, "thu_ky"), "ho_ten"),
    )


def the_thuc_problems(rules: RuleSet, who: Parties, kind: Kind) -> list[Problem]:
    """Return what the data break of the rules of thể thức, with the clause of each.

    Args:
        rules: the rule set of the document.
        who: issuer, signer and recipients.
        kind: what the form says of its documents.
    """
    recipients = recipient_problems(who.recipients, "/noi_nhan")
    one = kind.signing == "one"
    signed = (rules, who.issuer, who.signer, "/nguoi_ky")
    if who.issuer.kind is UNKNOWN_KIND:
        return [*recipients, *(unused_problems(*signed) if one else ())]
    return [
        *letterhead_problems(who.issuer, "/co_quan"),
        *place_problems(who.issuer, "/co_quan"),
        *(authority_problems(who.issuer, kind.type, "/co_quan/loai") if kind.type else ()),
        *recipients,
        *(signing_problems(*signed) if one else ()),
        *(seal_problems(who.issuer, "/nguoi_ky") if kind.seal_asked else ()),
    ]


def context(
    rules: RuleSet,
    locality: Locality,
    data: Mapping[str, Any],
    derived: Mapping[str, Any],
    *,
    who: Parties,
    day: PartialDate,
    kind: Kind,
    fields: Sequence[Field],
) -> dict[str, Any]:
    """Return everything the template of a form may name.

    Args:
        rules: the rule set of the document.
        locality: whose labels are printed.
        data: the data, every field there (see `filled`).
        derived: values that follow from the data.
        who: issuer, signer and recipients.
        day: date of the document; parts of it may be missing in a draft.
        kind: what the form says of its documents.
        fields: the form's fields, whose columns head its tables.
    """
    return {
        **data,
        **derived,
        **_head(rules, data, who, day, kind),
        **_wording(rules, data, who, day, kind),
        **_closing(rules, who, kind),
        "nhan_cot": {
            field.name: {column.name: column.label for column in field.fields}
            for field in fields
            if field.kind == "rows"
        },
        # a draft may lack a choice: its label is a gap
        "nhan": {name: {**labels, "": GAP} for name, labels in locality.labels.items()},
    }


def _head(
    rules: RuleSet, data: Mapping[str, Any], who: Parties, day: PartialDate, kind: Kind
) -> dict[str, Any]:
    head = letterhead(rules, who.issuer, landscape=kind.landscape)
    number, organ = _number(data, who)
    greeting = salutation(rules, kind.type, _addressees(data))
    return {
        "tieu_de": {
            "cap_tren": list(head.superior),
            "co_quan": list(head.issuer),
            "ke_dxa": round(head.issuer_rule_pt * 20),
        },
        "so_ky_hieu": symbol(rules, number, kind.type, organ) if kind.type else "",
        "dia_danh_ngay": place_and_date(who.issuer.place, day),
        "kinh_gui_nhan": greeting.label,
        "kinh_gui_dong": list(greeting.to),
    }


def _wording(
    rules: RuleSet, data: Mapping[str, Any], who: Parties, day: PartialDate, kind: Kind
) -> dict[str, Any]:
    number, organ = _number(data, who)
    bases = [_text(row, "noi_dung") for row in rows_of(data, "can_cu")]
    return {
        "trich_yeu": abstract(rules, kind.type, _text(data, "trich_yeu")),
        "can_cu": list(basis_lines(rules, bases, decides=kind.type == "QĐ")),
        "ten_tham_quyen": authority_name(rules, who.issuer, who.signer),
        "vien_dan": citation(
            rules, who.issuer, who.signer, kind.type, number=number, organ=organ, day=day
        ),
        "ket_thuc": rules.body.end,
    }


def number_of(data: Mapping[str, Any]) -> int | None:
    """Return the number that the văn thư gave the document, where there is one."""
    return _whole(_object(data, "so_ky_hieu"), "so")


def _number(data: Mapping[str, Any], who: Parties) -> tuple[int | None, str]:
    organ = _text(_object(data, "so_ky_hieu"), "co_quan")
    return number_of(data), organ or who.issuer.kind.code


def _addressees(data: Mapping[str, Any]) -> list[str]:
    rows = rows_of(data, "kinh_gui")
    return [_text(row, "noi") for row in rows] if rows else [_text(data, "kinh_gui")]


def _closing(rules: RuleSet, who: Parties, kind: Kind) -> dict[str, Any]:
    blocks: dict[str, SignatureBlock] = {}
    if kind.signing == "one":
        blocks["chu_ky"] = signature_block(rules, who.issuer, who.signer)
    if kind.signing == "minutes":
        left, right = minutes_blocks(rules, who.issuer, secretary=who.secretary, chair=who.chair)
        blocks |= {"chu_ky_trai": left, "chu_ky_phai": right}
    return {
        "noi_nhan_nhan": rules.recipients.label,
        "noi_nhan": list(recipient_lines(rules, who.recipients)),
        **{
            name: {
                "dong": [{"chu": line.text, "dam": line.bold} for line in block.lines],
                "ho_ten": block.name,
                "co_dau": block.seal,
            }
            for name, block in blocks.items()
        },
    }


def _object(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = data.get(name)
    return value if isinstance(value, Mapping) else {}


def _mode(signer: Mapping[str, Any]) -> Mode | None:
    given = signer.get("hinh_thuc")
    return next((mode for mode in MODES if mode == given), None)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value if isinstance(value, str) else ""


def _whole(data: Mapping[str, Any], name: str) -> int | None:
    value = data.get(name)
    return value if isinstance(value, int) else None
