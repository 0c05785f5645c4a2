"""References inside a narrative body: parts that are not there, attachments that nothing brings.

Plans are made from last year's, and their numbers move: “mục 1, phần VI” where the last part is V,
“phụ lục 02 gửi kèm” without any (shared domain reference §6 D-REF-01, §8.7). Warnings only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from doc_service.narrative.labels import Siblings, number_text, read_label, roman_value
from doc_service.narrative.marks import plain
from doc_service.narrative.outline import Section
from doc_service.problems import Problem

_Number = tuple[int, ...]

_REFERENCE: Final = re.compile(
    r"(?<!\w)(?<!danh )(?<!chuyên )(?<!hạng )(?<!tiết )(?:mục (?P<section>\d{1,2}(?:\.\d{1,2})*)"
    r"(?:(?:,| của| thuộc)? phần (?P<of>[IVX]+))?|(?:phần|mục) (?P<part>[IVX]+))(?!\w)",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r",? (?:(?:của|tại|trong|theo|ban hành kèm theo) )?(?:Nghị |Quyết định|Hướng dẫn|Kế hoạch|"
    r"Chỉ thị|Quy |Luật|Thông |Điều lệ|Đề án|Chương trình|Kết luận|Công văn|Phụ lục)"
    r"(?!.{0,60}\bnày\b)",
    re.IGNORECASE,
)
"""What follows a reference into another document; “hướng dẫn này” is this one."""

_REFERRING: Final = ("mục ", "phần ")
"""What every reference holds, in small letters."""

_ATTACHED: Final = re.compile(
    r"(?<!\w)(?P<what>(?:phụ lục|biểu mẫu|mẫu biểu|mẫu)(?: số)?(?: (?P<number>\d{1,2}|[IVX]+))?)"
    r" (?:gửi kèm|đính kèm|kèm theo)",
    re.IGNORECASE,
)

_ATTACHING: Final = "kèm"
"""What every mention of an attachment holds, in small letters."""


@dataclass(slots=True)
class _Outline:
    """The numbers that a body has."""

    parts: dict[int, set[_Number]] = field(default_factory=dict)
    """Part → sections directly or indirectly in it."""

    sections: set[_Number] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Text:
    pointer: str
    text: str
    part: int
    """Number of the part it stands in, 0 outside any."""

    place: str


def may_refer(text: str) -> bool:
    """Say at a glance whether a text may refer to anything; most do not."""
    lowered = text.lower()
    return _ATTACHING in lowered or any(one in lowered for one in _REFERRING)


def reference_problems(
    sections: Sequence[Section], pointer: str, *, attachments: Sequence[str] = ()
) -> list[Problem]:
    """Return warnings about references to what is not there.

    Args:
        sections: the body.
        pointer: where its list is in the data, such as `/noi_dung`.
        attachments: titles of what goes with the document: “Phụ lục 01”.
    """
    outline = _Outline()
    texts = list(_texts(sections, pointer, Siblings(), outline, 0, ""))
    return [
        Problem(one.pointer, f"{one.place or 'Nội dung'}: {said}", "reference", "warning")
        for one in texts
        if may_refer(one.text)
        for said in (*_missing_parts(one, outline), *_missing_attachments(one, attachments))
    ]


def _texts(
    sections: Sequence[Section],
    pointer: str,
    siblings: Siblings,
    outline: _Outline,
    part: int,
    place: str,
) -> Iterator[_Text]:
    """Yield the texts of a tree with their places, and note its numbers on the way."""
    for at, section in enumerate(sections):
        printed = siblings.take(section.kind, section.number)
        label = read_label(section.kind, printed)
        inside, here = part, place
        if label and section.kind == "phan":
            inside, here = label.number[0], f"Phần {number_text('phan', label.number)}"
            outline.parts.setdefault(inside, set())
        elif label and section.kind in ("muc", "tieu_muc"):
            outline.sections.add(label.number)
            outline.parts.setdefault(part, set()).add(label.number)
            named = f"mục {number_text('muc', label.number)}"
            where = f"Phần {number_text('phan', (part,))}, " if part else ""
            here = where + (named if where else named.capitalize())
        for key, text in (("tieu_de", section.heading), ("chu", section.text)):
            if text:
                yield _Text(f"{pointer}/{at}/{key}", plain(text), inside, here)
        if section.children:
            below = siblings.below(section.kind, printed)
            yield from _texts(section.children, f"{pointer}/{at}/con", below, outline, inside, here)


def _missing_parts(one: _Text, outline: _Outline) -> Iterator[str]:
    for match in _REFERENCE.finditer(one.text):
        if _ELSEWHERE.match(one.text, match.end()):
            continue
        numeral = match["of"] or match["part"]
        section, part = _number(match["section"]), roman_value(numeral.upper()) if numeral else None
        said = f"nhắc đến “{match[0].strip(' ,')}” nhưng"
        if part and part not in outline.parts:
            yield f"{said} văn bản {_known(outline)}; {_offer(one, section, outline)}."
        elif section and section not in (outline.parts[part] if part else outline.sections):
            yield f"{said} {_within(part)} không có mục này; hãy sửa số mục."


def _number(written: str | None) -> _Number:
    return tuple(int(digits) for digits in written.split(".")) if written else ()


def _known(outline: _Outline) -> str:
    parts = sorted(number for number in outline.parts if number)
    if not parts:
        return "không chia thành phần"
    first, last = (number_text("phan", (number,)) for number in (parts[0], parts[-1]))
    return f"chỉ có phần {first}" if first == last else f"chỉ có các phần từ {first} đến {last}"


def _within(part: int | None) -> str:
    return f"phần {number_text('phan', (part,))}" if part else "văn bản"


def _offer(one: _Text, section: _Number, outline: _Outline) -> str:
    """Propose the part that the reference stands in, if it has the section that is meant."""
    if section and one.part and section in outline.parts[one.part]:
        return f"có phải là phần {number_text('phan', (one.part,))} không? Hãy sửa lại"
    return "hãy sửa số phần"


def _missing_attachments(one: _Text, attachments: Sequence[str]) -> Iterator[str]:
    for match in _ATTACHED.finditer(one.text):
        number = match["number"]
        pattern = re.compile(rf"(?<!\w)0*{re.escape((number or '').lstrip('0'))}(?!\w)")
        is_there = any(pattern.search(title) for title in attachments) if number else attachments
        if not is_there:
            yield (
                f"ghi “{match[0]}” nhưng văn bản không có gì như vậy kèm theo; "
                f"hãy kèm {match['what'].lower()} hoặc bỏ lời nhắc."
            )
