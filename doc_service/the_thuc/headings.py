"""Abstract, divider and salutation, worded as the rule set says.

Sources: HD 36-HD/VPTW and HD 05-HD/VPTW (Party), NĐ 30/2020/NĐ-CP Phụ lục I khoản 5 (State);
shared domain reference §1.7 and §2.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.the_thuc.recipients import recipient_text
from doc_service.the_thuc.rule_sets import RuleSet

_LETTER_PREFIX = re.compile(r"^(?:v/v|về việc)\b[\s:]*", re.IGNORECASE)
_ALWAYS_CAPITAL = ("Đảng ", "Nhà nước", "Nhân dân")


@dataclass(frozen=True, slots=True)
class Salutation:
    """“Kính gửi:” and to whom."""

    label: str
    to: tuple[str, ...]
    """One addressee stands on the label's line; several stand below it, with dashes and marks."""


def abstract(rules: RuleSet, type_code: str, text: str) -> str:
    """Return the abstract with its first letter and prefix as the rule set wants them.

    A công văn says `V/v …` (State), `về việc …` (HD 05) or the bare phrase (HD 36), whichever of
    them was typed. The first letter changes only where that is safe: not in an abbreviation, a
    quoted name or a name of two capitalised words.
    """
    if type_code != "CV":
        return _first_letter(text, rules.title.abstract_first)
    prefix = rules.title.letter_abstract_prefix
    bare = _LETTER_PREFIX.sub("", text)
    return prefix + _first_letter(bare, "lower" if prefix else "upper")


def salutation(rules: RuleSet, type_code: str, to: Sequence[str]) -> Salutation:
    """Return the salutation: “Kính trình:” for a tờ trình under HD 05, else “Kính gửi:”."""
    at = rules.salutation
    label = at.TTr if type_code == "TTr" and at.TTr else at.default
    if len(to) < 2:
        return Salutation(label, tuple(to))
    marks = [rules.recipients.separator] * (len(to) - 1) + [rules.recipients.last]
    return Salutation(
        label, tuple(f"- {recipient_text(who)}{mark}" for who, mark in zip(to, marks, strict=True))
    )


def _first_letter(text: str, case: Literal["lower", "upper"]) -> str:
    first, rest = text[:1], text[1:]
    if case == "upper":
        return first.upper() + rest
    following = text.split()[1:2]
    named = rest[:1].isupper() or any(word[0].isupper() for word in following)
    return text if named or text.startswith(_ALWAYS_CAPITAL) else first.lower() + rest


def title_in_a_line(rules: RuleSet, type_code: str, title: str) -> str:
    """Return type and abstract as one line has them: no capital after the type.

    The State's abstract begins with one because it stands on a line of its own (NĐ 30/2020/NĐ-CP
    Phụ lục I, khoản 5).
    """
    name = DOCUMENT_TYPES.get(type_code, "")
    rest = title.removeprefix(f"{name} ")
    if rules.family == "dang" or rest == title or rest[1:2].isupper():
        return title
    return f"{name} {rest[:1].lower()}{rest[1:]}"
