"""Derived values: the closed vocabulary of `x-derived`, computed from valid data.

A form never computes in its template or in Python of its own; it names one of `DERIVATIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from doc_service.forms.fields import SUBTOTAL, Field
from doc_service.forms.gaps import GAP
from doc_service.forms.localities import Locality
from doc_service.forms.rows import Row, rows_of
from doc_service.forms.summaries import counted, grouped, in_words, summed, summed_across, voted
from doc_service.vietnamese.numbers import la_ma

COUNTS: Final = ("tap_the", "mo_hinh_tap_the", "ca_nhan", "mo_hinh_ca_nhan")
"""The four numbers of a line of Mẫu 02, in the order of its columns."""


class DerivingForm(Protocol):
    """What a derivation needs of a form."""

    @property
    def schema(self) -> Mapping[str, Any]:
        """The form's schema, for `x-derived`."""

    @property
    def locality(self) -> Locality:
        """Whose labels and way of counting apply."""

    def field(self, name: str) -> Field | None:
        """Return a top-level field."""


def derive(form: DerivingForm, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return every derived value of a form by name; parts of the data may be missing in a draft."""
    return {
        spec["name"]: DERIVATIONS[spec["kind"]](form, data, spec)
        for spec in form.schema.get("x-derived", ())
    }


def _column(form: DerivingForm, rows: str, name: str) -> Field:
    table = form.field(rows)
    column = table.field(name) if table else None
    if column is None:
        raise KeyError(f"{rows}.{name}")
    return column


def _code(row: Row, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _key(row: Row, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row.get(name, "")).casefold() for name in names)


def _distinct(rows: Iterable[Row], names: Sequence[str]) -> int:
    return len({_key(row, names) for row in rows})


def _participants(form: DerivingForm, data: Mapping[str, Any], spec: Mapping[str, Any]) -> Any:
    """Group rows (I Tập thể, II Cá nhân), then one line a participant, its models by column.

    Shape: `[{so, ten, dong: [{tt, <participant…>, hang: [{column: value}], cuoi}]}]`. A cell holds
    one value: the second model of a column stands in the second row of `hang`, so that a page can
    break between them. Numbering restarts in each group; `cuoi` marks the last line, which stays
    with totals and signature.
    """
    columns = [choice.code for choice in _column(form, spec["rows"], spec["column"]).choices]
    rows = rows_of(data, spec["rows"])
    groups: list[dict[str, Any]] = []
    for number, group in enumerate(_column(form, spec["rows"], spec["group"]).choices, start=1):
        of_group = [row for row in rows if row.get(spec["group"]) == group.code]
        lines = _participant_lines(of_group, spec, columns)
        groups.append({"so": la_ma(number), "ten": group.label, "dong": lines})
    said = (*spec["participant"], spec["value"])
    unsaid = [row for row in rows if not _code(row, spec["group"])]
    if rest := [row for row in unsaid if any(_code(row, name) for name in said)]:  # a draft's
        lines = _participant_lines(rest, spec, columns)
        groups.append({"so": la_ma(len(groups) + 1), "ten": "", "dong": lines})
    for line in [line for group in groups for line in group["dong"]][-1:]:
        line["cuoi"] = True
    return groups


def _participant_lines(
    rows: Sequence[Row], spec: Mapping[str, Any], columns: Sequence[str]
) -> list[dict[str, Any]]:
    of_participant: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        of_participant.setdefault(_key(row, spec["participant"]), []).append(row)
    return [
        {
            "tt": number,
            **{name: _code(own[0], name) for name in spec["participant"]},
            "hang": _by_column(own, spec, columns),
            "cuoi": False,
        }
        for number, own in enumerate(of_participant.values(), start=1)
    ]


def _by_column(
    rows: Sequence[Row], spec: Mapping[str, Any], columns: Sequence[str]
) -> list[dict[str, str]]:
    values: dict[str, list[str]] = {column: [] for column in columns}
    for row in rows:
        column, value = _code(row, spec["column"]), _code(row, spec["value"])
        if column:
            values.setdefault(column, []).append(value)
        else:  # a draft may not say: the value stands in the first column, after a gap
            values[columns[0]].append(f"{GAP} {value}")
    height = max(1, *map(len, values.values()))
    return [
        {column: own[at] if at < len(own) else "" for column, own in values.items()}
        for at in range(height)
    ]


def _numbered(form: DerivingForm, data: Mapping[str, Any], spec: Mapping[str, Any]) -> Any:
    """Number rows. Shape: `[{tt, …row, cuoi}]`; `cuoi` as in `_participants`."""
    rows = rows_of(data, spec["rows"])
    return [{**row, "tt": at, "cuoi": at == len(rows)} for at, row in enumerate(rows, start=1)]


def _totals(form: DerivingForm, data: Mapping[str, Any], spec: Mapping[str, Any]) -> Any:
    """Count participants by group and models by column.

    Shape: `{nhom: {code: n}, cot: {code: n}, dong: n}`.
    """
    rows = rows_of(data, spec["rows"])
    group, column = spec["group"], spec["column"]
    return {
        "nhom": {
            choice.code: _distinct(
                [row for row in rows if row.get(group) == choice.code], spec["participant"]
            )
            for choice in _column(form, spec["rows"], group).choices
        },
        "cot": {
            choice.code: sum(row.get(column) == choice.code for row in rows)
            for choice in _column(form, spec["rows"], column).choices
        },
        "dong": len(rows),
    }


def _tally(form: DerivingForm, data: Mapping[str, Any], spec: Mapping[str, Any]) -> Any:
    """Numbers by level and column, with subtotals and the total.

    Counted from the models where there are any, else taken from the numbers given. Whether a
    participant active in two columns counts once in the subtotal is the locality's choice; from
    numbers alone that cannot be known, so there the subtotal that was given is believed.

    Shape: `{cap: [{ma, so, ten, cong, dong: [{tt, ma, ten, …counts}]}], tong, dem_tu}`.
    """
    models, numbers = rows_of(data, spec["models"]), rows_of(data, spec["numbers"])
    distinct = form.locality.count_participants == "distinct"
    columns = _column(form, spec["models"], spec["column"]).choices
    levels: list[dict[str, Any]] = []
    for number, level in enumerate(_column(form, spec["models"], spec["level"]).choices, start=1):
        of_level = [row for row in (models or numbers) if row.get(spec["level"]) == level.code]
        lines = []
        for index, column in enumerate(columns, start=1):
            of_line = [row for row in of_level if row.get(spec["column"]) == column.code]
            counts = _counted(of_line, spec) if models else _given(of_line)
            lines.append({"tt": index, "ma": column.code, "ten": column.label, **counts})
        subtotal = _sum(lines)
        if distinct:
            subtotal = (
                _counted(of_level, spec) if models else _believed(of_level, lines, subtotal, spec)
            )
        head = {"ma": level.code, "so": la_ma(number), "ten": level.label}
        levels.append({**head, "cong": subtotal, "dong": lines})
    return {
        "cap": levels,
        "tong": _sum([level["cong"] for level in levels]),
        "dem_tu": spec["models"] if models else spec["numbers"],
    }


def _counted(rows: Sequence[Row], spec: Mapping[str, Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind in ("tap_the", "ca_nhan"):
        of_kind = [row for row in rows if row.get(spec["group"]) == kind]
        counts[kind] = _distinct(of_kind, spec["participant"])
        counts[f"mo_hinh_{kind}"] = len(of_kind)
    return {name: counts[name] for name in COUNTS}


def _given(rows: Sequence[Row]) -> dict[str, int]:
    """Return the numbers of the first row: a second one for the same line is a problem anyway."""
    row = next(iter(rows), {})
    return {name: _whole(row.get(name)) for name in COUNTS}


def _believed(
    rows: Sequence[Row],
    lines: Sequence[Mapping[str, Any]],
    added: Mapping[str, int],
    spec: Mapping[str, Any],
) -> dict[str, int]:
    """Return a level's subtotal with the participants as given, where that can be.

    There are at least as many as in the fullest column and at most as many as in all together.
    """
    subtotal = dict(added)
    for row in [row for row in rows if row.get(spec["column"]) == SUBTOTAL][:1]:
        for name in ("tap_the", "ca_nhan"):
            given = _whole(row.get(name))
            if max(line[name] for line in lines) <= given <= added[name]:
                subtotal[name] = given
    return subtotal


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def printed(form: DerivingForm, derived: Mapping[str, Any]) -> dict[str, Any]:
    """Return derived values as the template prints them: tables blank for 0 if the locality says.

    Domain reference §7.2: whether a count of nothing prints 0 is each locality's choice. A total
    in a sentence is never blank.
    """
    tables = {
        spec["name"]
        for spec in form.schema.get("x-derived", ())
        if spec["kind"] in ("tally", "summed", "summed_across")
    }
    blank = set() if form.locality.print_zero else tables
    return {
        name: _without_zeros(value) if name in blank else value for name, value in derived.items()
    }


def _without_zeros(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_zeros(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_zeros(one) for one in value]
    return None if value == 0 else value


def _sum(lines: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {name: sum(line[name] for line in lines) for name in COUNTS}


Derivation = Callable[[DerivingForm, Mapping[str, Any], Mapping[str, Any]], Any]

DERIVATIONS: Final[Mapping[str, Derivation]] = {
    "participants": _participants,
    "numbered": _numbered,
    "totals": _totals,
    "tally": _tally,
    "grouped": grouped,
    "counted": counted,
    "voted": voted,
    "summed": summed,
    "summed_across": summed_across,
    "in_words": in_words,
}

DERIVATION_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "participants": ("rows", "group", "participant", "column", "value"),
    "numbered": ("rows",),
    "totals": ("rows", "group", "participant", "column"),
    "tally": ("models", "numbers", "level", "column", "group", "participant"),
    "grouped": ("rows", "column"),
    "counted": ("rows", "column"),
    "voted": ("rows", "part", "whole"),
    "summed": ("rows", "column"),
    "summed_across": ("rows", "column", "amounts"),
    "in_words": ("rows", "amount"),
}
"""What a schema says beside the name and kind of a derived value; all of it is needed."""
