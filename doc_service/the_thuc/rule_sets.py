"""Rule sets: the layout and wording of one family of documents, valid for a span of days.

One TOML file in `rule_sets/` is one rule set; `extends` names the file whose values it starts from.
Sources: HD 36-HD/VPTW, HD 05-HD/VPTW, NĐ 30/2020/NĐ-CP Phụ lục I; each file names its clauses.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_type_hints

from doc_service.errors import InvalidSchema

FOLDER = Path(__file__).parent / "rule_sets"

Family = Literal["dang", "nha_nuoc", "mttq"]


@dataclass(frozen=True, slots=True)
class Page:
    """A4 sheet, portrait; lengths in millimetres."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    header_mm: float
    number_pt: float
    """Size of the page number, centred in the top margin, absent on page 1."""


@dataclass(frozen=True, slots=True)
class LetterheadRules:
    """The two halves at the top of page 1."""

    title: tuple[str, ...]
    title_pt: tuple[float, ...]
    title_rule: float
    superior_pt: float
    issuer_pt: float
    star: str
    issuer_rule: float
    left_mm: float
    right_mm: float


@dataclass(frozen=True, slots=True)
class BasisRules:
    """The căn cứ of a decision: one a line (shared domain reference §1.7 and §2.2)."""

    style: str
    dash: str
    separator: str
    last: str
    last_before_decision: str
    """Mark of the last one where the line that decides follows."""


@dataclass(frozen=True, slots=True)
class NumberRules:
    """Number and symbol: `Số 12-KH/ĐU` or `Số: 05/QĐ-UBND`."""

    label: str
    separator: str
    order: Literal["type/organ", "type-organ"]
    letter_type: str
    pt: float


@dataclass(frozen=True, slots=True)
class PlaceDateRules:
    """Place and date, in italics."""

    pt: float


@dataclass(frozen=True, slots=True)
class TitleRules:
    """Name of the type, abstract, and what divides them from the body."""

    name_pt: float
    abstract_pt: float
    abstract_first: Literal["lower", "upper"]
    divider: str
    divider_rule: float
    letter_abstract_pt: float
    letter_abstract_style: str
    letter_abstract_prefix: str


@dataclass(frozen=True, slots=True)
class BodyRules:
    """Running text."""

    pt: float
    line_exact_pt: float
    paragraph_pt: float
    indent_mm: float
    end: str
    line_exact_max_pt: float | None = None


@dataclass(frozen=True, slots=True)
class SalutationRules:
    """“Kính gửi:”, or another label by type of document."""

    pt: float
    label_style: str
    default: str
    TTr: str = ""


@dataclass(frozen=True, slots=True)
class SignatureRules:
    """The signature block."""

    pt: float
    authority_style: str
    position_style: str
    name_style: str
    blank_lines: int
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecipientsRules:
    """The list headed “Nơi nhận:”."""

    label: str
    label_pt: float
    label_style: str
    item_pt: float
    separator: str
    last: str
    keep: str


@dataclass(frozen=True, slots=True)
class AppendixRules:
    """How appendices are numbered."""

    numerals: Literal["arabic", "roman"]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Everything one regulation says about layout and wording."""

    name: str
    label: str
    family: Family
    valid_from: dt.date
    page: Page
    letterhead: LetterheadRules
    number: NumberRules
    place_date: PlaceDateRules
    title: TitleRules
    body: BodyRules
    basis: BasisRules
    salutation: SalutationRules
    signature: SignatureRules
    recipients: RecipientsRules
    appendix: AppendixRules
    valid_to: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Say whether a document dated `day` follows this rule set."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def rule_sets() -> Mapping[str, RuleSet]:
    """Return every rule set by name.

    Raises:
        InvalidSchema: a file of the package is wrong.
    """
    return load_rule_sets(FOLDER)


def load_rule_sets(folder: Path) -> dict[str, RuleSet]:
    """Read every rule set of a folder; those that extend none come first.

    Raises:
        InvalidSchema: a file is not TOML, is incomplete, says something unknown, or extends a rule
            set that is not there or that extends it in turn.
    """
    found = {path.stem: _toml(path) for path in sorted(folder.glob("*.toml"))}
    # a mistake is told of the file it stands in, not of an heir
    parents_first = sorted(found, key=lambda name: "extends" in found[name])
    return {name: _build(RuleSet, _extended(name, found), name) for name in parents_first}


def rule_set(name: str) -> RuleSet:
    """Return one rule set.

    Raises:
        InvalidSchema: no rule set has this name.
    """
    try:
        return rule_sets()[name]
    except KeyError:
        raise InvalidSchema(f"Không có bộ thể thức “{name}”.") from None


def rule_set_for(family: Family, day: dt.date) -> RuleSet:
    """Choose the rule set of a family on the day of issue; before the first one, the first.

    Args:
        family: Party, State or Front.
        day: the day of issue; Hướng dẫn 05-HD/VPTW counts from 27/5/2026 on.

    Raises:
        InvalidSchema: the family has no rule set.
    """
    of_family = [rules for rules in rule_sets().values() if rules.family == family]
    if not of_family:
        raise InvalidSchema(f"Không có bộ thể thức nào của hệ “{family}”.")
    of_family.sort(key=lambda rules: rules.valid_from)
    return next((rules for rules in reversed(of_family) if rules.valid_from <= day), of_family[0])


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InvalidSchema(
            f"Không đọc được bộ thể thức “{path.stem}”.", detail=str(error)
        ) from None


def _extended(
    name: str, found: Mapping[str, dict[str, Any]], *, heirs: tuple[str, ...] = ()
) -> dict[str, Any]:
    data = dict(found[name])
    parent = data.pop("extends", None)
    if parent is None:
        return data
    if parent not in found:
        raise InvalidSchema(f"Bộ thể thức “{name}” dựa trên “{parent}” không có.")
    if parent in (name, *heirs):
        raise InvalidSchema(f"Bộ thể thức “{name}” và “{parent}” dựa trên nhau thành vòng.")
    # an heir does not end on the day its parent ends
    inherited = {**_extended(parent, found, heirs=(name, *heirs)), "valid_to": None}
    return _merged(inherited, data)


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = (
            _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return merged


def _build(kind: type, data: Mapping[str, Any], where: str) -> Any:
    hints = get_type_hints(kind)
    known = {field.name for field in fields(kind)}
    if unknown := set(data) - known:
        raise InvalidSchema(f"Bộ thể thức “{where}” có mục lạ: {', '.join(sorted(unknown))}.")
    values: dict[str, Any] = {}
    for key, value in data.items():
        nested = hints[key]
        if isinstance(nested, type) and is_dataclass(nested):
            if not isinstance(value, dict):
                raise InvalidSchema(f"Bộ thể thức “{where}”: “{key}” phải là một nhóm mục.")
            value = _build(nested, value, f"{where}.{key}")
        elif isinstance(value, list):
            value = tuple(value)
        values[key] = value
    try:
        return kind(**values)
    except TypeError as error:
        raise InvalidSchema(f"Bộ thể thức “{where}” còn thiếu mục.", detail=str(error)) from None
