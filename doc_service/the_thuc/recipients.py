"""The list of recipients, with the rule set's separators.

Sources: HD 36-HD/VPTW (comma), HD 05-HD/VPTW clause 9.2.5 (semicolon), NĐ 30/2020/NĐ-CP Phụ lục I
khoản 9; shared domain reference §1.10.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from doc_service.problems import Problem
from doc_service.the_thuc.rule_sets import RuleSet
from doc_service.vietnamese.text import fold

_DASH = re.compile(r"^\s*[-–]?\s*")
_BEFORE_BRACKET = re.compile(r"\s*[,;]\s*(?=\()")
_END_MARKS = re.compile(r"[\s,;.]+$")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of the list as data."""

    to: str
    """`Như kính gửi`, `Thường trực Đảng ủy`, `Lưu Chi bộ`…, without dash and end mark."""

    purpose: str = ""
    """`để báo cáo`, printed in brackets."""


def recipient_lines(rules: RuleSet, recipients: Sequence[Recipient]) -> tuple[str, ...]:
    """Return the printed lines: dash, name, purpose in brackets, then separator or full stop.

    The separator goes after the bracket; dashes, commas and stops that a clerk typed are dropped.
    """
    at = rules.recipients
    last = len(recipients) - 1
    return tuple(
        f"- {recipient_text(one.to)}{_purpose(one)}{at.last if row == last else at.separator}"
        for row, one in enumerate(recipients)
    )


def recipient_problems(recipients: Sequence[Recipient], pointer: str) -> list[Problem]:
    """Warn of a recipient that is listed twice (rule P-NN-04)."""
    seen: dict[str, int] = {}
    problems = []
    for row, one in enumerate(recipients):
        name = recipient_text(one.to)
        first = seen.setdefault(fold(name), row)
        if name and first != row:
            problems.append(
                Problem(
                    pointer=f"{pointer}/{row}/noi",
                    code="duplicate_recipient",
                    severity="warning",
                    message=f"Nơi nhận “{name[:200]}” đã có ở dòng {first + 1}; nên bỏ bớt một "
                    "dòng.",
                )
            )
    return problems


def recipient_text(text: str) -> str:
    """Return a recipient as printed: `- TU, (để b/c),` is `TU (để b/c)`."""
    inner = _BEFORE_BRACKET.sub(" ", text)
    return _END_MARKS.sub("", _DASH.sub("", inner))


def purpose_text(text: str) -> str:
    """Return a purpose as printed between brackets: `(để báo cáo),` is `để báo cáo`."""
    return text.strip(" (),;.")


def _purpose(one: Recipient) -> str:
    purpose = purpose_text(one.purpose)
    return f" ({purpose})" if purpose else ""
