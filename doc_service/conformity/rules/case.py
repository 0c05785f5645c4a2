"""What a rule looks at, and what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from doc_service.conformity.catalogue import Limits, Range
from doc_service.conformity.findings import Severity
from doc_service.conformity.paper import Paper
from doc_service.conformity.parts import Parts
from doc_service.the_thuc.rule_sets import RuleSet


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found; its id is that of the catalogue's row."""

    paragraph: int | None
    """`Paragraph.index`; None: the whole document."""

    required: str
    found: str
    fix: str
    severity: Severity | None = None
    """Instead of the catalogue's, where the rule is less sure, or surer."""


@dataclass(frozen=True, slots=True)
class Case:
    """One document, and what it is judged by."""

    paper: Paper
    parts: Parts
    rules: RuleSet
    possible: tuple[RuleSet, ...]
    """`rules`, and whichever others count where the day of issue is not written out."""

    today: dt.date
    limits: Limits

    @property
    def party(self) -> bool:
        """Whether the Party's rules count."""
        return self.rules.family == "dang"

    @property
    def is_official(self) -> bool:
        """Whether the document has, or must have, number and symbol."""
        return self.parts.kind == "official"

    @property
    def type_code(self) -> str:
        """Code of the type; "" where it is of none."""
        return self.parts.type_code

    def is_of(self, types: str) -> bool:
        """Say whether the document is of a type in a list of the catalogue."""
        return self.type_code in self.limits.lists[types]

    def range(self, name: str, usual: float) -> Range:
        """Return what the catalogue allows, or else the one value of the rule set."""
        return self.limits.ranges.get(name, (usual, usual))


Judge = Callable[[Case], Iterator[Fault]]


def quoted(text: str, *, most: int = 80) -> str:
    """Return words in quotation marks, cut where they are long."""
    return f"“{text if len(text) <= most else text[: most - 1].rstrip() + '…'}”"


def figure(value: float, *, digits: int = 1) -> str:
    """Return a number as Vietnamese text prints it, with so many decimals at most: `14`, `13,5`."""
    return f"{value:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",")


def span_text(wanted: Range) -> str:
    """Return a range as text: `14` or `14–15`."""
    low, high = wanted
    return figure(low) if low == high else f"{figure(low)}–{figure(high)}"
