"""The rows of a fact in the list of a document: put there, or compared with those there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doc_service.dossiers.declarations import Fact, Slot
from doc_service.dossiers.entries import Filling, disagreement, field_of
from doc_service.dossiers.given import EMPTY, SHARED, Row, chosen, columns_of
from doc_service.dossiers.matching import mentioned, partner
from doc_service.dossiers.spelling import quoted, same_text
from doc_service.forms.catalog import Form
from doc_service.problems import Problem


def put_rows(fact: Fact, slot: Slot, rows: Sequence[Row], filling: Filling) -> None:
    """Put the rows of a fact where the document lists none; compare those that it lists.

    Args:
        fact: what the rows are of.
        slot: where they stand in the document.
        rows: all that were given; the slot may ask for some of them.
        filling: the document.
    """
    columns = {name: slot.columns.get(name, name) for name in columns_of(filling.form, slot)}
    listed = filling.data.get(slot.field)
    if listed in EMPTY:
        filling.origins[f"/{slot.field}"] = f"/{SHARED}/{fact.name}"
        made = []
        for number, row in enumerate(chosen(rows, slot.where)):
            made.append(_projected(row, columns))
            _remember(filling, f"/{slot.field}/{number}", row, columns)
        filling.data[slot.field] = made
    elif isinstance(listed, list):
        filling.data[slot.field] = _compared(fact, slot, rows, columns, listed, filling)


def _projected(row: Row, columns: Mapping[str, str]) -> dict[str, Any]:
    return {theirs: row.values[ours] for theirs, ours in columns.items() if ours in row.values}


def _remember(filling: Filling, here: str, row: Row, columns: Mapping[str, str]) -> None:
    filling.origins[here] = row.pointer
    for theirs, ours in columns.items():
        filling.origins[f"{here}/{theirs}"] = row.at(ours)


def _compared(
    fact: Fact,
    slot: Slot,
    rows: Sequence[Row],
    columns: Mapping[str, str],
    listed: list[Any],
    filling: Filling,
) -> list[Any]:
    """Return the document's own rows with what they leave out; say what disagrees."""
    left = chosen(rows, slot.where)
    others = [row for row in rows if row not in left]
    key = next(theirs for theirs, ours in columns.items() if ours == fact.key)
    made: list[Any] = []
    for number, own in enumerate(listed):
        here = filling.origin(f"/{slot.field}/{number}")
        if not isinstance(own, Mapping):
            made.append(own)
            continue
        row = partner(own, left, key, columns)
        if row is None:
            made.append(own)
            if not slot.more and own.get(key) not in EMPTY:
                elsewhere = partner(own, others, key, columns)
                place = (f"{here}/{key}", filling.row_said(slot.field, number), quoted(own[key]))
                filling.problems.append(_stranger(place, fact, slot, elsewhere, filling.form))
            continue
        left.remove(row)
        made.append(_completed(own, row, columns, f"/{slot.field}/{number}", filling))
        filling.problems += _differences(fact, slot, row, own, columns, (here, number, filling))
    if not slot.fewer:
        filling.problems += [_lacking(fact, slot, row, filling) for row in left]
    return made


def _completed(
    own: Mapping[str, Any], row: Row, columns: Mapping[str, str], here: str, filling: Filling
) -> dict[str, Any]:
    """Return a document's own row with what it leaves out, and remember where that came from."""
    whole = dict(own)
    for theirs, value in _projected(row, columns).items():
        if own.get(theirs) in EMPTY and value not in EMPTY:
            whole[theirs] = value
            filling.origins[f"{here}/{theirs}"] = row.at(columns[theirs])
    return whole


def _differences(
    fact: Fact,
    slot: Slot,
    row: Row,
    own: Mapping[str, Any],
    columns: Mapping[str, str],
    place: tuple[str, int, Filling],
) -> Iterator[Problem]:
    here, number, filling = place
    for theirs, ours in columns.items():
        value, mine = row.values.get(ours), own.get(theirs)
        if ours not in fact.same or value in EMPTY or mine in EMPTY:
            continue
        among = theirs in slot.mentions
        if mentioned(value, mine) if among else same_text(value, mine):
            continue
        said = filling.row_said(slot.field, number)
        field = field_of(filling.form, slot.field, theirs)
        yield disagreement(f"{here}/{theirs}", field, (mine, said), (value, row.said), among=among)


def _stranger(
    place: tuple[str, str, str], fact: Fact, slot: Slot, elsewhere: Row | None, form: Form
) -> Problem:
    """Return the problem of a row that the fact has not, or has among those that stand elsewhere.

    Args:
        place: pointer of the row's name, the row in words, the name.
        fact: what the row is no part of.
        slot: the list in which it stands.
        elsewhere: the row of the fact that does not belong into this list.
        form: the document's.
    """
    pointer, said, name = place
    if elsewhere is not None:
        field = field_of(form, slot.field)
        listed = f"“{field.label}”" if field else "danh sách này"
        return Problem(
            pointer,
            f"{said} có “{name}” trong {listed}, mà theo {elsewhere.said} thì không thuộc danh "
            "sách này; hãy sửa một trong hai.",
            "not_listed",
        )
    return Problem(
        pointer,
        f"{said} có “{name}”, không có trong “{fact.label}”; "
        "hãy bỏ dòng này hoặc bổ sung vào danh sách chung.",
        "not_listed",
    )


def _lacking(fact: Fact, slot: Slot, row: Row, filling: Filling) -> Problem:
    name = quoted(row.values.get(fact.key, ""))
    return Problem(
        filling.origin(f"/{slot.field}"),
        f"{filling.said} thiếu “{name}” ({row.said}); hãy bổ sung dòng này.",
        "rows_missing",
    )
