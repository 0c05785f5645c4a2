"""What changed between two revisions, in the words of the form's labels."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from doc_service.desk.values import (
    difference,
    paragraphs,
    plain,
    row_text,
    shortened,
    shown,
    stored_key,
)
from doc_service.forms.fields import Field

How = Literal["changed", "added", "removed", "moved"]
Line = Literal["row", "paragraph", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than before."""

    how: How
    label: str
    """Such as `Người ký – Họ và tên`, in the words of the form."""

    before: str = ""
    """Shortened; "" where there was nothing."""

    after: str = ""
    line: Line = ""
    """What the numbers count, in a list."""

    number: int = 0
    """The first row or paragraph concerned, from 1; of what was removed, as it stood before."""

    count: int = 1
    """How many rows or paragraphs in a row were added or removed."""


def changes(
    fields: Sequence[Field], old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[Change]:
    """Return what changed, in field order; what the form does not know comes last."""
    return list(_object(fields, old, new, ""))


def _object(
    fields: Sequence[Field], old: Mapping[str, Any], new: Mapping[str, Any], within: str
) -> Iterator[Change]:
    for one in fields:
        before, after = old.get(one.name), new.get(one.name)
        if before != after:
            yield from _field(one, before, after, within)
    names = {one.name for one in fields}
    for name in dict.fromkeys((*old, *new)):
        if name not in names and old.get(name) != new.get(name):
            yield from _value(f"{within}{name}", plain(old.get(name)), plain(new.get(name)))


def _field(one: Field, before: Any, after: Any, within: str) -> Iterator[Change]:
    label = f"{within}{one.label}"
    if one.kind == "object" and _is_object(before) and _is_object(after):
        yield from _object(one.fields, before or {}, after or {}, f"{label} – ")
    elif one.kind == "rows" and _is_list(before) and _is_list(after):
        yield from _rows(one, label, before or [], after or [])
    elif one.kind == "narrative":
        old, new = paragraphs(one, before or ""), paragraphs(one, after or "")
        yield from _paragraphs(label, old, new)
    elif one.kind == "picture" and stored_key(before) != stored_key(after):
        how: How = "changed" if before and after else "added" if after else "removed"
        yield Change(how, label)
    else:
        yield from _value(label, shown(one, before), shown(one, after))


def _is_object(value: Any) -> bool:
    return value is None or value == "" or isinstance(value, Mapping)


def _is_list(value: Any) -> bool:
    return value is None or value == "" or isinstance(value, list)


def _value(label: str, before: str, after: str) -> Iterator[Change]:
    """Yield the change of one value; two ways of typing the same are none."""
    if before != after:
        yield Change("changed", label, *difference(before, after))


def _rows(one: Field, label: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    head, tail = _ends(old, new)
    before, after = _texts(old, head, tail), _texts(new, head, tail)
    found = list(_blocks(before, after))
    moved = _moved(found, before, after)
    for at, to in sorted(moved.items(), key=lambda pair: pair[1]):
        said = shortened(row_text(one.fields, new[to]))
        yield Change("moved", label, str(at + 1), said, "row", to + 1)
    for gone, come in found:
        lost = [at for at in gone if at not in moved]
        got = [at for at in come if at not in moved.values()]
        for at, to in zip(lost, got, strict=False):
            yield from _row(one, label, (old[at], new[to]), to)
        same = min(len(lost), len(got))
        for how, left, rows in (("removed", lost, old), ("added", got, new)):
            for first, count in _runs(left[same:]):
                said = shortened(row_text(one.fields, rows[first]))
                yield _run(how, label, said, "row", first, count)


def _row(one: Field, label: str, pair: tuple[Any, Any], to: int) -> Iterator[Change]:
    before, after = pair
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for change in _object(one.fields, before, after, f"{label} – "):
            yield Change(
                change.how, change.label, change.before, change.after, "row", to + 1, change.count
            )
    else:
        said = difference(plain(before), plain(after))
        yield Change("changed", label, *said, "row", to + 1)


def _paragraphs(label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for gone, come in _blocks(old, new):
        for at, to in zip(gone, come, strict=False):
            yield Change("changed", label, *difference(old[at], new[to]), "paragraph", to + 1)
        same = min(len(gone), len(come))
        for how, left, texts in (("removed", gone, old), ("added", come, new)):
            for first, count in _runs(left[same:]):
                yield _run(how, label, shortened(texts[first]), "paragraph", first, count)


def _texts(rows: Sequence[Any], head: int, tail: int) -> list[str]:
    """Return rows as texts to compare, without the end that is the same; "" for the beginning."""
    middle = rows[head : len(rows) - tail]
    return [""] * head + [json.dumps(row, sort_keys=True) for row in middle]


def _ends(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """Return how many rows are the same at the beginning, and at the end."""
    pairs = zip(old, new, strict=False)
    short = min(len(old), len(new))
    head = next((at for at, (one, other) in enumerate(pairs) if one != other), short)
    backwards = zip(reversed(old), reversed(new), strict=False)
    tail = next((at for at, (one, other) in enumerate(backwards) if one != other), short)
    return head, min(tail, short - head)


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Yield (places gone, places come) of each stretch that differs."""
    match = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in match.get_opcodes():
        if tag != "equal":
            yield range(i, j), range(k, m)


def _moved(
    blocks: Sequence[tuple[range, range]], before: Sequence[str], after: Sequence[str]
) -> dict[int, int]:
    """Return old place → new place of the rows that only stand elsewhere."""
    gone: dict[str, list[int]] = {}
    for lost, _ in blocks:
        for at in lost:
            gone.setdefault(before[at], []).append(at)
    moved: dict[int, int] = {}
    for _, come in blocks:
        for to in come:
            if gone.get(after[to]):
                moved[gone[after[to]].pop(0)] = to
    return moved


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, count) of each stretch of places that follow one another."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], at - start
            start = at


def _run(how: str, label: str, said: str, line: Line, first: int, count: int) -> Change:
    if how == "removed":
        return Change("removed", label, said, "", line, first + 1, count)
    return Change("added", label, "", said, line, first + 1, count)
