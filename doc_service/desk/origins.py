"""Where each value of a draft came from: who typed it when, which cell, whose profile.

Origins are kept as `{"sources": [source, …], "at": {pointer: number of its source}}`: three
hundred rows typed in one go share one source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

How = Literal["typed", "file", "profile", "locality", "calendar", "document", "example", "revision"]

Origins = Mapping[str, Any]


def source(how: How, *, by: str = "", at: str = "", where: str = "") -> dict[str, str]:
    """Return a source: how a value came, from whom, when (`2026-11-22T08:30`), from where."""
    given = {"how": how, "by": by, "at": at, "where": where}
    return {name: value for name, value in given.items() if value}


def leaf_values(data: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Walk every leaf: JSON Pointer and value."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from leaf_values(value, f"{pointer}/{name}")
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from leaf_values(value, f"{pointer}/{at}")
    else:
        yield pointer, data


def all_from(data: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Any]:
    """Return the origins of data that all came from one source."""
    return {"sources": [dict(said)], "at": dict.fromkeys(_pointers(data), 0)}


def mixed(data: Mapping[str, Any], said: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return the origins of data whose leaves came from different sources, by pointer."""
    numbers: dict[str, int] = {}
    sources: list[dict[str, str]] = []
    at: dict[str, int] = {}
    for pointer in _pointers(data):
        if one := said.get(pointer):
            at[pointer] = _number(dict(one), numbers, sources)
    return {"sources": sources, "at": at}


def after_edit(
    origins: Origins, old: Mapping[str, Any], new: Mapping[str, Any], said: Mapping[str, str]
) -> dict[str, Any]:
    """Return the origins after an edit: what is new or changed came from `said`.

    A row that only moved keeps its origins, and so do the other cells of a row that was edited.
    """
    known = dict(leaf_values(old))
    at, sources = origins.get("at", {}), origins.get("sources", ())
    found: dict[str, Mapping[str, str]] = {}
    for pointer, before, value in _with_places_before(old, new):
        # 1 == True and 1 == 1.0, but they were not typed alike
        is_same = before in at and repr(known.get(before)) == repr(value)
        found[pointer] = sources[at[before]] if is_same else said
    return mixed(new, found)


def after_completion(
    origins: Origins, old: Mapping[str, Any], new: Mapping[str, Any], said: Mapping[str, str]
) -> dict[str, Any]:
    """Return the origins after the service read and completed what was typed.

    A value that was only read otherwise (05/02/2026 as 2026-02-05, the words of a choice as its
    code) keeps its origin; what nobody had given came from `said`.
    """
    given = {pointer for pointer, value in leaf_values(old) if value not in (None, "")}
    known = {**origins, "at": {at: one for at, one in origins.get("at", {}).items() if at in given}}
    found = {pointer: origin_of(known, pointer) or said for pointer, _ in leaf_values(new)}
    return mixed(new, found)


def origin_of(origins: Origins, pointer: str) -> Mapping[str, str] | None:
    """Return where the value at a place came from, or the whole or a part of it; None: unknown.

    A narrative is one text or a tree, so that its origin may stand above or below its place.
    """
    at, sources = origins.get("at", {}), origins.get("sources", ())
    above = pointer
    while above:
        if above in at:
            one: Mapping[str, str] = sources[at[above]]
            return one
        above = above.rpartition("/")[0]
    below = next((number for place, number in at.items() if place.startswith(f"{pointer}/")), None)
    return None if below is None else sources[below]


def _number(one: dict[str, str], numbers: dict[str, int], sources: list[dict[str, str]]) -> int:
    key = json.dumps(one, sort_keys=True)
    if key not in numbers:
        numbers[key] = len(sources)
        sources.append(one)
    return numbers[key]


def _pointers(data: Mapping[str, Any]) -> Iterator[str]:
    return (pointer for pointer, _ in leaf_values(data))


def _with_places_before(
    old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[tuple[str, str, Any]]:
    """Yield each leaf's pointer, the pointer it had before ("" for none), and its value."""
    for name, value in new.items():
        if not isinstance(value, list):
            yield from ((at, at, leaf) for at, leaf in leaf_values(value, f"/{name}"))
            continue
        rows = old.get(name)
        places = _places_before(rows if isinstance(rows, list) else [], value)
        for number, row in enumerate(value):
            place = places.get(number)
            for within, leaf in leaf_values(row):
                before = "" if place is None else f"/{name}/{place}{within}"
                yield f"/{name}/{number}{within}", before, leaf


def _places_before(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Return place → place before of the rows that were there: the same, or edited."""
    waiting: dict[str, list[int]] = {}
    for place, row in enumerate(old):
        waiting.setdefault(json.dumps(row, sort_keys=True), []).append(place)
    found: dict[int, int] = {}
    for place, row in enumerate(new):
        if same := waiting.get(json.dumps(row, sort_keys=True)):
            found[place] = same.pop(0)
    taken = set(found.values())
    left = [place for place in range(len(old)) if place not in taken]
    fresh = [place for place in range(len(new)) if place not in found]
    if len(left) == len(fresh):
        return {**found, **dict(zip(fresh, left, strict=True))}
    return {**found, **{place: place for place in fresh if place < len(old) and place not in taken}}
