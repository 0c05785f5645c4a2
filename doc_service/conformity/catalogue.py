"""The catalogue of rules, read from `catalogue.toml`: what each asks, how grave, by which clause.

Shared domain reference §6. The numbers of a rule come from the rule set; what it leaves open, such
as “14–15 pt” or a tolerance, stands in the catalogue's `limits`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from doc_service.conformity.findings import SEVERITIES, Severity
from doc_service.errors import InvalidSchema
from doc_service.the_thuc.rule_sets import Family, RuleSet

FAMILIES: tuple[Family, ...] = ("dang", "nha_nuoc", "mttq")
PATH = Path(__file__).parent / "catalogue.toml"

Range = tuple[float, float]

_NEWER = "dang-hd05"
_NEW = "HD 05-HD/VPTW"
_OLDER = "HD 36-HD/VPTW"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue."""

    id: str
    severity: Severity
    title: str
    """In a few Vietnamese words."""

    clause: str
    """Where the regulation says so; "" where no clause is known."""

    families: tuple[Family, ...]
    """Whose documents it judges."""

    def clause_of(self, rules: RuleSet) -> str:
        """Return the clause as a document of this rule set should read it.

        The clauses of HD 05 are not numbered in any text we have; where it keeps what HD 36 said,
        the clause of HD 36 tells where to look (shared domain reference §1.3).
        """
        if rules.name == _NEWER and self.clause.startswith(_OLDER) and _NEW not in self.clause:
            return f"{_NEW}, giữ như {self.clause}"
        return self.clause


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rule sets leave open, for one family."""

    ranges: Mapping[str, Range]
    """Least and most, by name: points, millimetres, lines, words."""

    lists: Mapping[str, tuple[str, ...]]
    """Codes of types and words, by name."""

    def range(self, name: str) -> Range:
        """Return least and most."""
        return self.ranges[name]

    def least(self, name: str) -> float:
        """Return the lower bound."""
        return self.ranges[name][0]

    def most(self, name: str) -> float:
        """Return the upper bound."""
        return self.ranges[name][1]

    def within(self, name: str, value: float) -> bool:
        """Say whether a value lies in a range, a hair's breadth aside."""
        low, high = self.ranges[name]
        return low - 0.05 <= value <= high + 0.05


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by id, in the order of the file.

    Raises:
        InvalidSchema: the file of the package is wrong.
    """
    return {name: _rule(name, row) for name, row in _toml()["rules"].items()}


@cache
def limits(family: Family) -> Limits:
    """Return what the rule sets of a family leave open."""
    rows = _toml()["limits"]
    row = {**rows["chung"], **rows.get(rows[family].get("extends"), {}), **rows[family]}
    row.pop("extends", None)
    return Limits(
        ranges={name: _range(value) for name, value in row.items() if _is_range(value)},
        lists={name: tuple(value) for name, value in row.items() if not _is_range(value)},
    )


@cache
def _toml() -> Mapping[str, Any]:
    return tomllib.loads(PATH.read_text("utf-8"))


def _rule(name: str, row: Mapping[str, Any]) -> Rule:
    if row.get("severity") not in SEVERITIES or not row.get("title"):
        raise InvalidSchema(f"Quy tắc “{name}” trong catalogue.toml thiếu mức độ hoặc tên.")
    families = tuple(row.get("families", FAMILIES))
    if not set(families) <= set(FAMILIES):
        raise InvalidSchema(f"Quy tắc “{name}” trong catalogue.toml nêu hệ văn bản lạ.")
    return Rule(
        name,
        row["severity"],
        row["title"],
        row.get("clause", ""),
        cast(tuple[Family, ...], families),
    )


def _is_range(value: object) -> bool:
    return not isinstance(value, list) or all(isinstance(one, int | float) for one in value)


def _range(value: Any) -> Range:
    low, high = value if isinstance(value, list) else (value, value)
    return float(low), float(high)
