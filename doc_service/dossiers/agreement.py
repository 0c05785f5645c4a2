"""What the documents of a dossier say of one another: names, dates, votes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from doc_service.dossiers.declarations import Dossier, Vote
from doc_service.dossiers.entries import Entry
from doc_service.dossiers.spelling import NAMES, PERSON, Name, quoted, same_text, spelled_twice
from doc_service.forms.fields import leaves
from doc_service.forms.preparation import Prepared
from doc_service.forms.rows import placed_rows
from doc_service.problems import Problem
from doc_service.vietnamese.dates import DateError, ngay_ngan, parse_iso

ORGAN = "cơ quan"


def agreement_problems(
    dossier: Dossier, entries: Sequence[Entry], known: Sequence[Problem]
) -> list[Problem]:
    """Return what does not go together, but for names that another problem speaks of already."""
    spoken = {one.pointer for one in known if one.code == "disagrees"}
    names = (name for entry in entries for name in _names(entry))
    return [
        *(one for one in spelled_twice(names) if one.pointer not in spoken),
        *(one for chain in dossier.in_order for one in _out_of_order(chain, entries)),
        *(one for vote in dossier.votes for one in _not_carried(vote, entries)),
    ]


def numbered_twice(documents: Iterable[tuple[Entry, Prepared]]) -> Iterator[Problem]:
    """Yield a problem for every document that bears an earlier one's number, day and issuer."""
    seen: dict[tuple[str, dt.date, str], Entry] = {}
    for entry, prepared in documents:
        day = prepared.day.date()
        if not prepared.symbol or day is None:
            continue
        other = seen.setdefault((prepared.symbol, day, prepared.issuer), entry)
        if other is not entry:
            yield Problem(
                entry.origin("/so_ky_hieu/so"),
                f"{entry.said} và {other.said} cùng số {prepared.symbol}, ngày "
                f"{ngay_ngan(day)} của {prepared.issuer}; hãy sửa số của một trong hai.",
                "numbered_twice",
            )


def _names(entry: Entry) -> Iterator[Name]:
    for field, pointer, value in leaves(entry.form.fields, entry.data):
        if field.kind != "text" or field.name not in NAMES or not isinstance(value, str):
            continue
        beside = _beside(entry.data, pointer)
        kind = NAMES[field.name]
        if pointer == "/co_quan/ten":
            kind = ORGAN
        elif field.name == "chu_the" and beside.get("loai") == "ca_nhan":
            kind = PERSON
        position = beside.get("chuc_vu")
        yield Name(
            text=value,
            kind=kind,
            pointer=entry.origin(pointer),
            said=place_said(entry, pointer),
            position=position if isinstance(position, str) else "",
        )


def place_said(entry: Entry, pointer: str) -> str:
    """Return the document, or its row, in which a value stands, in a clerk's words."""
    _, field, *rest = pointer.split("/")
    if rest and rest[0].isdecimal():
        return entry.row_said(f"/{field}/{rest[0]}", int(rest[0]))
    return entry.said


def _beside(data: Mapping[str, Any], pointer: str) -> Mapping[str, Any]:
    """Return the row or object in which a value stands."""
    within: Any = data
    for part in pointer.split("/")[1:-1]:
        within = within[int(part)] if isinstance(within, list) else within[part]
    found: Mapping[str, Any] = within
    return found


def _out_of_order(
    chain: tuple[tuple[str, str], ...], entries: Sequence[Entry]
) -> Iterator[Problem]:
    """Yield a problem for every date before one that comes ahead of it in the chain."""
    ahead: list[tuple[Entry, dt.date]] = []
    for form, name in chain:
        here = [
            (entry, day)
            for entry in entries
            if entry.form.name == form and (day := _day(entry.data.get(name)))
        ]
        for entry, day in here:
            before = [(other, then) for other, then in ahead if then > day]
            if before:
                other, then = max(before, key=lambda one: one[1])
                yield Problem(
                    entry.origin(f"/{name}"),
                    f"{entry.said} ghi ngày {ngay_ngan(day)}, trước {other.said} ngày "
                    f"{ngay_ngan(then)}; hãy sửa một trong hai ngày.",
                    "dates_out_of_order",
                )
        ahead = here or ahead


def _day(value: Any) -> dt.date | None:
    try:
        return parse_iso(value).date() if isinstance(value, str) else None
    except DateError:
        return None


def _not_carried(vote: Vote, entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield a warning for every row that is proposed with half of the votes or fewer."""
    minutes = next((one for one in entries if one.form.name == vote.form), None)
    if minutes is None:
        return
    present = _whole(minutes.data, vote.present)
    proposed = _proposed(vote, entries)
    for number, row in placed_rows(minutes.data, vote.rows):
        votes = row.get(vote.votes)
        name = str(row.get("ten", ""))
        if not isinstance(votes, int) or present is None or 2 * votes > present:
            continue
        if where := next((said for other, said in proposed if same_text(name, other)), ""):
            yield Problem(
                minutes.origin(f"/{vote.rows}/{number}/{vote.votes}"),
                f"“{quoted(name)}” được {votes} trên {present} phiếu, không quá nửa "
                f"({minutes.said}, dòng {number + 1}), mà vẫn có trong {where}.",
                "not_carried",
                "warning",
            )


def _proposed(vote: Vote, entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Return what the documents after the minutes list: name, and the document in words."""
    return [
        (str(row.get("ten", "")), entry.said)
        for entry in entries
        if entry.form.name in vote.lists
        for _, row in placed_rows(entry.data, vote.lists[entry.form.name])
    ]


def _whole(data: Mapping[str, Any], path: str) -> int | None:
    value: Any = data
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value if isinstance(value, int) else None
