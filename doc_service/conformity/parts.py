"""The components of an official document, found in whatever layout it has.

Shared domain reference §1.3, §2.2: what each is. What was not surely seen is not there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from doc_service.conformity import issuing, shapes
from doc_service.conformity.paper import Paper, Paragraph
from doc_service.conformity.parts_closing import Closing, read_closing
from doc_service.conformity.parts_head import Head, read_head, type_of
from doc_service.conformity.pieces import Piece, pieces, plain
from doc_service.conformity.shapes import DateLine, Symbol
from doc_service.the_thuc.issuers import Issuer
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.the_thuc.rule_sets import Family, RuleSet, rule_set_for, rule_sets
from doc_service.vietnamese.dates import DateError, PartialDate, parse_date

Kind = Literal["official", "form", "article"]
"""With number and symbol; a list or form without; running text without a letterhead."""

_DAY_IN_TEXT = re.compile(
    r"ngày (?:\d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a document consists of."""

    paper: Paper
    family: Family | Literal[""]
    kind: Kind
    head: Head
    closing: Closing
    symbol: Symbol | None
    """The number and symbol, taken apart; None where there is none, or none to be read."""

    date: DateLine | None
    """The line of place and date."""

    day: PartialDate | None
    """Day of issue, as far as it is known."""

    type_code: str
    """Key of `DOCUMENT_TYPES`; "" where the document is of none."""

    type_name: str
    """As the document says: `Kế hoạch`, `Biểu tổng hợp`; "" without a title."""

    issuer: Issuer | None
    body: tuple[Paragraph, ...]
    """Paragraphs with text between head and closing, outside tables."""

    appendices: tuple[Paragraph, ...]
    """Paragraphs below the closing."""

    names: Mapping[int, str]

    @property
    def is_draft(self) -> bool:
        """Whether it says that it is a draft, or leaves its number or day to be written in."""
        blank = self.symbol is not None and self.symbol.number is None
        unnumbered = self.head.number is not None and self.symbol is None
        undated = self.date is not None and not (self.date.day and self.date.month)
        return self.head.draft_mark is not None or blank or unnumbered or undated

    def name_of(self, paragraph: int) -> str:
        """Return the component that a paragraph belongs to, in Vietnamese; "" for the text."""
        return self.names.get(paragraph, "")


def read_parts(paper: Paper) -> Parts:
    """Find the components of a document."""
    found = pieces(paper.paragraphs)
    head = read_head(found)
    closing = read_closing(paper.paragraphs, found[head.end :])
    symbol = shapes.read_symbol(head.number.text) if head.number else None
    dated = head.place_date or closing.place_date
    date = shapes.read_date_line(dated.text) if dated else None
    family = issuing.family_of(head, closing, symbol)
    code, name = _type(head, symbol)
    first = found[head.end - 1].index + 1 if head.end else 0
    body = tuple(
        one
        for one in paper.paragraphs[first : closing.start]
        if one.where is None and one.text.strip()
    )
    return Parts(
        paper=paper,
        family=family,
        kind=_kind(head, code, symbol),
        head=head,
        closing=closing,
        symbol=symbol,
        date=date,
        day=date.known() if date else _day_in_text(body) if code == "BB" else None,
        type_code=code,
        type_name=name,
        issuer=issuing.issuer_of(head, family, date.place if date else ""),
        body=body,
        appendices=paper.paragraphs[closing.end :],
        names=dict(_names(head, closing)),
    )


def rule_set_of(parts: Parts, today: dt.date) -> RuleSet:
    """Return the rule set of a document by its family and day of issue.

    A day or month left blank is read as late as it can be; without a year, today counts. What
    says of no family is judged as the Party's.
    """
    day = parts.day
    if day is None:
        return rule_set_for(parts.family or "dang", today)
    full = day.date()
    if full is None:
        last = dt.date(day.year, 12, 31)
        if day.month is not None and day.month < 12:
            last = dt.date(day.year, day.month + 1, 1) - dt.timedelta(days=1)
        full = min(last, today) if day.year == today.year else last
    return rule_set_for(parts.family or "dang", full)


def possible_rule_sets(parts: Parts, rules: RuleSet) -> tuple[RuleSet, ...]:
    """Return the rule sets that a document may follow, since its day of issue is not written out.

    Args:
        parts: the document.
        rules: the one it is judged by, which stands alone where the day leaves no doubt.
    """
    day = parts.day
    first, last = dt.date.min, dt.date.max
    if day is not None and day.is_full:
        return (rules,)
    if day is not None:
        first = dt.date(day.year, day.month or 1, 1)
        last = dt.date(day.year, day.month or 12, 28)
    own = [one for one in rule_sets().values() if one.family == rules.family and one != rules]
    others = [
        one
        for one in own
        if one.valid_from <= last and (one.valid_to is None or first <= one.valid_to)
    ]
    return (rules, *others)


def _type(head: Head, symbol: Symbol | None) -> tuple[str, str]:
    if head.title is not None:
        code, only = type_of(head.title.text)
        name = DOCUMENT_TYPES[code] if only else head.title.text.capitalize()
        return code, name
    letter = symbol is not None and symbol.type_code in ("CV", "")
    if letter or (head.number is not None and symbol is None and head.greeting is not None):
        return "CV", DOCUMENT_TYPES["CV"]
    return "", ""


def _kind(head: Head, code: str, symbol: Symbol | None) -> Kind:
    if symbol is not None:
        return "official"
    if not head.has_letterhead:
        title = head.title.text if head.title else ""
        return "official" if type_of(title)[1] and shapes.is_capitals(title) else "article"
    if head.form_label or head.attached or not code:
        return "form"
    only = head.title is None or type_of(head.title.text)[1]
    return "official" if only or head.number is not None else "form"


def _day_in_text(body: tuple[Paragraph, ...]) -> PartialDate | None:
    """Return the first day that the text names: minutes tell theirs there."""
    for one in body[:8]:
        if match := _DAY_IN_TEXT.search(plain(one.text)):
            try:
                return parse_date(match[0])
            except DateError:
                return None
    return None


def _names(head: Head, closing: Closing) -> Iterator[tuple[int, str]]:
    """Yield paragraphs with their component; a later pair stands over an earlier one."""
    for block in closing.blocks:
        for piece in (*block.lines, *([block.name] if block.name else [])):
            yield piece.index, "Chữ ký"
    for item in (*closing.items, *([closing.label] if closing.label else [])):
        yield item.index, "Nơi nhận"
    for line in head.organs:
        yield line.index, "Tên cơ quan ban hành"
    for _, motto in head.mottoes:
        yield motto.index, "Tiêu đề"
    for abstract in head.abstract:
        yield abstract.index, "Trích yếu"
    for addressee in head.addressees:
        yield addressee.index, "Kính gửi"
    named: tuple[tuple[str, Piece | None], ...] = (
        ("Số và ký hiệu", head.number),
        ("Địa danh, ngày tháng", head.place_date or closing.place_date),
        ("Ký hiệu mẫu", head.form_label),
        ("Tên loại", head.title),
        ("Gạch dưới trích yếu", head.divider),
        ("Kính gửi", head.greeting),
        ("Dấu sao dưới tên cơ quan", head.star),
        ("Dự thảo", head.draft_mark),
    )
    for name, found in named:
        if found is not None:
            yield found.index, name
