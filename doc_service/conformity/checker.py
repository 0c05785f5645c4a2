"""The conformity check: read the file, recognise its parts, ask every rule, report."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from doc_service.conformity.catalogue import catalogue
from doc_service.conformity.findings import SEVERITIES, Finding, Report, Slip
from doc_service.conformity.parts import Parts, read_parts, rule_set_of
from doc_service.conformity.places import Places
from doc_service.conformity.reading import read_paper
from doc_service.conformity.rules.table import slips
from doc_service.errors import BadRequest
from doc_service.the_thuc.rule_sets import RuleSet, rule_sets

MOST_OF_ONE_RULE: Final = 20
"""Findings of one rule that are told one by one; the rest are one finding together."""

_GRAVITY: Final[Mapping[str, int]] = {name: at for at, name in enumerate(SEVERITIES)}


def check(content: bytes, name: str, *, rule_set: str = "", today: dt.date) -> Report:
    """Check a DOCX against the regulation it follows.

    Args:
        content: the file.
        name: its name, for the report.
        rule_set: name of the rule set; "" to choose by family and day of issue.
        today: stands for the day of issue where the document has none.

    Raises:
        UnreadableWord: it is no DOCX that can be read, or has no text.
        UploadTooLarge: it is larger than 20 MB.
        BadRequest: no rule set has this name.
    """
    chosen = _named(rule_set) if rule_set else None
    paper = read_paper(content)
    parts = read_parts(paper)
    rules = chosen or rule_set_of(parts, today)
    places = Places(paper, parts.name_of)
    findings = (_finding(slip, places, rules) for slip in slips(paper, parts, rules, today))
    return Report(
        name=name,
        family=parts.family,
        rule_set=rules.name,
        rule_set_label=rules.label,
        day=_day(parts),
        type_name=parts.type_name,
        findings=tuple(gathered(sorted(findings, key=_order))),
    )


def _named(name: str) -> RuleSet:
    found = rule_sets().get(name)
    if found is None:
        known = ", ".join(rule_sets())
        raise BadRequest(f"Không có bộ thể thức “{name}”. Hãy chọn một trong: {known}.")
    return found


def _day(parts: Parts) -> str:
    full = parts.day.date() if parts.day else None
    return full.isoformat() if full else ""


def _finding(slip: Slip, places: Places, rules: RuleSet) -> Finding:
    rule = catalogue()[slip.rule]
    return Finding(
        rule=slip.rule,
        severity=slip.severity or rule.severity,
        title=rule.title,
        clause=rule.clause_of(rules),
        paragraph=slip.paragraph,
        place=places.place(slip.paragraph),
        required=slip.required,
        found=slip.found,
        fix=slip.fix,
    )


def _order(finding: Finding) -> tuple[int, int]:
    return _GRAVITY[finding.severity], -1 if finding.paragraph is None else finding.paragraph


def gathered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings, those of one rule beyond the first twenty as one at the place of the next."""
    ordered = list(findings)
    total = Counter((one.rule, one.severity) for one in ordered)
    told: Counter[tuple[str, str]] = Counter()
    for one in ordered:
        kind = (one.rule, one.severity)
        told[kind] += 1
        if told[kind] <= MOST_OF_ONE_RULE:
            yield one
        elif told[kind] == MOST_OF_ONE_RULE + 1:
            rest = total[kind] - MOST_OF_ONE_RULE
            yield one if rest == 1 else _rest(one, rest)


def _rest(first: Finding, count: int) -> Finding:
    return replace(
        first,
        place=f"{first.place} và {count - 1} chỗ khác",
        fix=f"{first.fix} Các chỗ sau cũng sửa như vậy; sửa xong hãy kiểm tra lại.",
        count=count,
    )
