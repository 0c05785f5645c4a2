"""Numbers written out that do not follow on: gaps, repetitions, and another section's prefix.

Official papers are full of them (1.3 then 1.5; 5, 5, 7) and a clerk may mean it, so these are
warnings, each with a proposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doc_service.narrative.kinds import KIND_WORDS, Kind
from doc_service.narrative.labels import Label, Siblings, number_text, read_label
from doc_service.narrative.outline import Section
from doc_service.problems import Problem


def numbering_problems(sections: Sequence[Section], pointer: str) -> list[Problem]:
    """Return a warning for every explicit number that does not follow the one before it.

    Args:
        sections: the body.
        pointer: JSON Pointer of its list, such as `/noi_dung`.
    """
    return list(_problems(sections, pointer, Siblings())) if _numbered(sections) else []


def _numbered(sections: Sequence[Section]) -> bool:
    """Say whether any number is written out; most bodies leave all to be counted."""
    return any(one.number or _numbered(one.children) for one in sections)


def _problems(sections: Sequence[Section], pointer: str, siblings: Siblings) -> Iterator[Problem]:
    for at, section in enumerate(sections):
        here = f"{pointer}/{at}"
        found = read_label(section.kind, section.number) if section.number else None
        if found is not None:
            last = siblings.last(section.kind)
            expected = read_label(section.kind, siblings.automatic(section.kind))
            if expected is not None and found.number != expected.number:
                yield _problem(f"{here}/so", section.kind, found, last, expected)
        label = siblings.take(section.kind, section.number)
        if section.children:
            below = siblings.below(section.kind, label)
            yield from _problems(section.children, f"{here}/con", below)


def _problem(
    pointer: str, kind: Kind, found: Label, last: Label | None, expected: Label
) -> Problem:
    shown, proposed = number_text(kind, found.number), number_text(kind, expected.number)
    place = f"{KIND_WORDS[kind].capitalize()} {shown}"
    place += f" đứng sau {number_text(kind, last.number)}" if last else " đứng đầu"
    same_level = found.number[:-1] == expected.number[:-1]
    if same_level and found.number[-1] > expected.number[-1]:
        missing = _missing(kind, expected, found)
        code, why = "numbering_gap", f"thiếu {missing}"
        todo = f"hãy bổ sung {missing}, hoặc sửa số này thành {proposed}"
    elif last is not None and found.number == last.number:
        code, why, todo = "numbering_duplicate", "trùng số", f"hãy sửa thành {proposed}"
    else:
        code, why, todo = "numbering_order", "không đúng thứ tự", f"hãy sửa thành {proposed}"
    return Problem(pointer, f"{place}: {why}. Nếu không cố ý, {todo}.", code, "warning")


def _missing(kind: Kind, first: Label, after: Label) -> str:
    """Return what is left out: "1.4", or "4 đến 6"."""
    start = number_text(kind, first.number)
    end = number_text(kind, (*after.number[:-1], after.number[-1] - 1))
    return start if start == end else f"{start} đến {end}"
