"""Every rule of the catalogue with the function that judges it, and the one way to run them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from doc_service.conformity.catalogue import catalogue, limits
from doc_service.conformity.findings import Slip
from doc_service.conformity.paper import Paper
from doc_service.conformity.parts import Parts, possible_rule_sets
from doc_service.conformity.rules import (
    data,
    head,
    minutes,
    number,
    page,
    placing,
    recipients,
    references,
    running,
    signing,
    title,
    wording,
)
from doc_service.conformity.rules.case import Case, Fault, Judge
from doc_service.the_thuc.rule_sets import RuleSet

_OF_A_FAMILY: Final[Mapping[str, Judge]] = {
    "HDR-01": head.title,
    "HDR-02": head.organs,
    "NUM-01": number.number,
    "NUM-02": number.type_matches,
    "NUM-03": number.organ_matches,
    "NUM-04": number.unbroken,
    "DATE-01": placing.place_date,
    "DATE-02": placing.real_day,
    "DATE-03": placing.place,
    "TTL-01": title.title,
    "KG-01": title.greeting,
    "CC-01": running.bases,
    "CIT-01": running.citations,
    "BODY-01": running.layout,
    "END-01": running.end_mark,
    "SIG-01": signing.prefixes,
    "SIG-04": signing.looks,
    "SIG-06": signing.names,
    **signing.RULE_CODES,
    "AUTH-01": signing.authority,
    "NN-01": recipients.looks,
    "NN-02": recipients.marks,
    "NN-03": recipients.as_above,
    "NN-04": recipients.slips_in_list,
    "PAGE-01": page.sheet_and_fonts,
    "PAGE-02": page.page_number,
    "BB-01": minutes.minutes,
}
"""Without the letter: `P-` and `N-` rules differ by their rule set and limits alone."""

_OF_ALL: Final[Mapping[str, Judge]] = {
    "X-MIX-01": head.mixed,
    "X-KIND-01": head.unknown,
    "S-SEC-01": data.secrecy,
    "V-UNI-01": wording.code_table,
    "V-TONE-01": wording.tones,
    "D-DL-01": data.deadlines,
    "D-WC-01": data.words,
    "D-WC-02": data.time_and_figures,
    "D-IMG-01": data.pictures,
    "D-REF-01": references.references,
}

_OFFICIAL_ONLY: Final = frozenset(
    ("NUM-01", "NUM-02", "NUM-03", "TTL-01", "KG-01", "CC-01", "END-01", "NN-03")
)
"""Forms that a superior prescribes win over these (shared domain reference §1.7)."""


def slips(paper: Paper, parts: Parts, rules: RuleSet, today: dt.date) -> Iterator[Slip]:
    """Yield everything that a document breaks, rule by rule.

    Args:
        paper: the document.
        parts: its components.
        rules: the rule set of its family and day.
        today: the day of the check.
    """
    possible = possible_rule_sets(parts, rules)
    case = Case(paper, parts, rules, possible, today, limits(rules.family))
    for rule, judge in judges(case).items():
        for fault in judge(case):
            yield _slip(rule, fault)
    for rule, fault in wording.proofread(case):
        yield _slip(rule, fault)


def judges(case: Case) -> Mapping[str, Judge]:
    """Return the rules that judge a document: those of its family, its kind, and everybody's.

    What says of no family, and the Youth Union's papers, which follow its own guide, are judged
    by what counts for everybody.
    """
    youth = any(whose == "youth" for whose, _ in case.parts.head.mottoes)
    own: dict[str, Judge] = {}
    if case.parts.family and not youth:
        letter = "P" if case.party else "N"
        for name, judge in _OF_A_FAMILY.items():
            rule = catalogue().get(f"{letter}-{name}")
            passed = name in _OFFICIAL_ONLY and not case.is_official
            if rule is not None and not passed:
                own[rule.id] = judge
    return {**own, **_OF_ALL}


def known_rules() -> frozenset[str]:
    """Return the ids of all rules that something judges."""
    of_family = {f"{letter}-{name}" for letter in "PN" for name in _OF_A_FAMILY}
    proofread = {"V-TYPO-01", "V-QUO-01", "V-SP-01", "V-DATE-01", "V-CAP-01", "V-DASH-01"}
    return frozenset((of_family & set(catalogue())) | set(_OF_ALL) | proofread)


def _slip(rule: str, fault: Fault) -> Slip:
    return Slip(rule, fault.paragraph, fault.required, fault.found, fault.fix, fault.severity)
