"""Numbers in order, references to what is there (D-REF-01), also in documents of several Phần.

`Phần I`, `Phần thứ nhất`, `PHẦN II: …` stand above what is numbered; below each of them numbering
may begin anew. Shared domain reference §1.3 (6.1), §6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from doc_service.conformity.paper import Paragraph
from doc_service.conformity.pieces import plain
from doc_service.conformity.rules.case import Case, Fault
from doc_service.forms.references import reference_problems
from doc_service.narrative.numbering import numbering_problems
from doc_service.narrative.outline import Section
from doc_service.narrative.parsing import parse_outline
from doc_service.problems import Problem

_REFERS = re.compile("[mM](?:ục|ỤC)|[pP](?:hần|HẦN)")
_PART = re.compile(
    r"(?:Phần|PHẦN) (?:[IVX]{1,5}|[1-9]|(?:thứ|THỨ) (?:\w{1,4})(?: (?:hai|ba|tư|năm))?)"
    r"(?:\.|(?: ?[:–-]|[.:]) ?(?P<title>\S.*))?",
    re.IGNORECASE,
)
_TO_A_PART = re.compile(r"nhắc đến “(?:[^”]* )?phần ", re.IGNORECASE)
_SQUEEZED_OUT = re.compile(r"[\W_]+")
_LABEL_REACH: Final = 90
"""Characters of a paragraph that hold its label and its heading."""

_KEY: Final = 40


def references(case: Case) -> Iterator[Fault]:
    """Find numbers that do not follow on, and references to parts that are not there (D-REF-01)."""
    body = case.parts.body
    if case.parts.kind == "form" or not body:
        return
    parts = [_read(part) for part in _parts(body)]
    sections = tuple(section for part in parts for section in part)
    places = _places(body)
    titles = [plain(one.text) for one in case.parts.appendices if one.text.strip()]
    found = [
        *_out_of_order(parts),
        # what goes with a document is often a file of its own
        *reference_problems(sections, "", attachments=titles or ["…"]),
    ]
    for problem in found:
        if "kèm theo;" in problem.message:
            continue
        if len(parts) > 1 and _TO_A_PART.search(problem.message):
            continue  # it means a Phần, which no outline holds
        section = _section(sections, problem.pointer)
        yield Fault(
            places.get(_key(section)) if section else None,
            "Số mục theo thứ tự, dẫn chiếu đến mục có trong văn bản",
            *_parted(problem),
        )


def _parts(body: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Return what stands above the first Phần, if any, and below each; their headings left out."""
    parts: list[list[Paragraph]] = [[]]
    for one in body:
        if one.text[:1] in "Pp" and _PART.fullmatch(plain(one.text)[:_LABEL_REACH]):
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def _read(part: Sequence[Paragraph]) -> tuple[Section, ...]:
    return parse_outline("\n".join(map(_outlined, part)))


def _out_of_order(parts: Sequence[Sequence[Section]]) -> Iterator[Problem]:
    """Yield what does not follow on, each Phần by itself; pointers are those of all together.

    In the second Phần numbering begins anew or goes on from the first.
    """
    start = 0
    for number, sections in enumerate(parts):
        for problem in numbering_problems(sections, ""):
            goes_on = number > 0 and " đứng đầu:" in problem.message
            _, at, *below = problem.pointer.split("/")
            if not goes_on:
                yield replace(problem, pointer="/".join(("", str(start + int(at)), *below)))
        start += len(sections)


def _outlined(one: Paragraph) -> str:
    """Return the text of a paragraph, or its beginning where nothing below can be referred to."""
    text = one.text
    return plain(text if _REFERS.search(text) else text[:_LABEL_REACH])


def _parted(problem: Problem) -> tuple[str, str]:
    """Return what a sentence says is wrong, and what it says to do."""
    for mark in (". Nếu", "; "):
        why, found, todo = problem.message.partition(mark)
        if found:
            start = "Nếu" if mark.startswith(".") else ""
            todo = f"{start}{todo}"
            return why, todo[:1].upper() + todo[1:]
    return problem.message, "Hãy xem lại."


def _places(body: Sequence[Paragraph]) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for one in body:
        places.setdefault(_squeezed(one.text), one.index)
    return places


def _squeezed(text: str) -> str:
    return _SQUEEZED_OUT.sub("", text[:_LABEL_REACH])[:_KEY]


def _key(section: Section) -> str:
    return _squeezed(f"{section.number}{section.heading}{section.text}")


def _section(sections: Sequence[Section], pointer: str) -> Section | None:
    """Return the section that a pointer such as `/0/con/2/so` leads to."""
    found: Section | None = None
    for part in pointer.split("/")[1:]:
        if part.isdecimal():
            within = found.children if found else sections
            found = within[int(part)]
    return found
