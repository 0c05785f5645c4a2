"""Rules between fields: the closed vocabulary of `x-rules`.

Each rule looks at data whose shape may still be wrong, and speaks only of what it can judge.
When a form needs something new, a rule is added here, never Python of one form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from doc_service.forms.comparisons import (
    in_order,
    is_whole,
    needed_for,
    not_more,
    parts_of,
    rows_between,
    rows_in_order,
    rows_not_more,
    rows_one,
    rows_parts_of,
    words_together,
)
from doc_service.forms.derived import COUNTS, DerivingForm
from doc_service.forms.fields import SUBTOTAL
from doc_service.forms.quotas import quota_problems
from doc_service.forms.rows import placed_rows
from doc_service.problems import Problem
from doc_service.vietnamese.text import fold, nfc, normalise_space

Data = Mapping[str, Any]
Spec = Mapping[str, Any]


def rule_problems(form: DerivingForm, data: Data, derived: Data) -> list[Problem]:
    """Return what every rule of the form finds."""
    return [
        problem
        for spec in form.schema.get("x-rules", ())
        for problem in RULES[spec["rule"]](form, data, derived, spec)
    ]


def _label(form: DerivingForm, *path: str) -> str:
    field = form.field(path[0])
    for name in path[1:]:
        field = field.field(name) if field else None
    return f"“{field.label}”" if field else f"“{path[-1]}”"


def _same(value: Any) -> str:
    return normalise_space(nfc(str(value or ""))).casefold()


def _some_of(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    if not any(data.get(name) for name in spec["fields"]):
        named = " hoặc ".join(_label(form, name) for name in spec["fields"])
        yield Problem(
            f"/{spec['fields'][0]}",
            f"Chưa có {named}; cần ít nhất một trong các mục đó.",
            "required",
        )


def _no_duplicates(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse the same row twice; warn of names that differ only in accents, case or owner."""
    exact: dict[tuple[str, ...], int] = {}
    near: dict[str, tuple[int, str]] = {}
    for number, row in placed_rows(data, spec["rows"]):
        name = str(row.get(spec["near"]) or "")
        if not name:
            continue
        here = f"/{spec['rows']}/{number}/{spec['near']}"
        first = exact.setdefault(tuple(_same(row.get(one)) for one in spec["same"]), number)
        like, like_name = near.setdefault(fold(name), (number, name))
        if first != number:
            yield Problem(
                here,
                f"Dòng {number + 1}: “{name[:200]}” đã đăng ký ở dòng {first + 1}; hãy xóa một "
                "dòng hoặc sửa lại tên.",
                "duplicate",
            )
        elif like != number:
            how = "trùng tên" if _same(name) == _same(like_name) else "gần giống tên"
            yield Problem(
                here,
                f"Dòng {number + 1}: “{name[:200]}” {how} với mô hình ở dòng {like + 1}; "
                "hãy xem có phải một mô hình không.",
                "near_duplicate",
                "warning",
            )


def _no_repeats(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for number, row in placed_rows(data, spec["rows"]):
        key = tuple(_same(row.get(name)) for name in spec["same"])
        first = seen.setdefault(key, number)
        if all(key) and first != number:
            named = " và ".join(_label(form, spec["rows"], name) for name in spec["same"])
            yield Problem(
                f"/{spec['rows']}/{number}/{spec['same'][0]}",
                f"Dòng {number + 1}: {named} đã có ở dòng {first + 1}; mỗi cặp chỉ một dòng.",
                "duplicate",
            )


def _at_least(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    for number, row in placed_rows(data, spec["rows"]):
        greater, smaller = row.get(spec["greater"]), row.get(spec["smaller"])
        if is_whole(greater) and is_whole(smaller) and greater < smaller:
            more = _label(form, spec["rows"], spec["greater"])
            fewer = _label(form, spec["rows"], spec["smaller"])
            yield Problem(
                f"/{spec['rows']}/{number}/{spec['greater']}",
                f"Dòng {number + 1}: {more} là {greater}, ít hơn {fewer} là {smaller}; "
                "mỗi đơn vị, cá nhân đăng ký có ít nhất một mô hình.",
                "at_least",
            )


def _tally_agrees(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Compare numbers that were given with those that follow from the rest (§7.2, 1–3)."""
    tally = derived.get(spec["derived"])
    if not tally:
        return
    expected = {
        (level["ma"], line["ma"]): line for level in tally["cap"] for line in level["dong"]
    } | {(level["ma"], SUBTOTAL): level["cong"] for level in tally["cap"]}
    counted = tally["dem_tu"] != spec["rows"]
    for number, row in placed_rows(data, spec["rows"]):
        line = expected.get((str(row.get("cap")), str(row.get("linh_vuc"))))
        if line is None or (row.get("linh_vuc") != SUBTOTAL and not counted):
            continue
        for name in COUNTS:
            yield from _differs(
                f"/{spec['rows']}/{number}/{name}",
                f"Dòng {number + 1}: {_label(form, spec['rows'], name)}",
                row.get(name),
                line[name],
            )
    total = data.get(spec["total"])
    if not isinstance(total, Mapping):
        return
    for name in COUNTS:
        label = _label(form, spec["total"], name)
        yield from _differs(f"/{spec['total']}/{name}", label, total.get(name), tally["tong"][name])


def _differs(pointer: str, label: str, given: Any, expected: int) -> Iterator[Problem]:
    if is_whole(given) and given != expected:
        yield Problem(
            pointer,
            f"{label} ghi {given} nhưng cộng lại là {expected}; hãy sửa một trong hai.",
            "sum",
        )


def _date_in_year(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    day, year = data.get(spec["date"]), data.get(spec["year"])
    if not isinstance(day, str) or not is_whole(year) or not re.match(r"[0-9]{4}", day):
        return
    # a list for next year may be dated in December of this one
    if not year - 1 <= int(day[:4]) <= year:
        date_label, year_label = _label(form, spec["date"]), _label(form, spec["year"])
        yield Problem(
            f"/{spec['date']}",
            f"{date_label} thuộc năm {day[:4]} nhưng {year_label} là {year}; hãy xem lại.",
            "date_in_year",
            "warning",
        )


_TIME = re.compile(
    r"\b(?:năm|tháng|quý|ngày|tuần|giai đoạn|từ đầu)\b|\d{1,2}/\d{1,2}|\d{1,2}/\d{4}", re.IGNORECASE
)


def _time_and_figures(
    form: DerivingForm, data: Data, derived: Data, spec: Spec
) -> Iterator[Problem]:
    """Warn of a summary without a time or a figure, as the footnote of Mẫu 03 asks (D-WC-02)."""
    for number, row in placed_rows(data, spec["rows"]):
        text = row.get(spec["text"])
        if not isinstance(text, str) or not text:
            continue
        missing = [] if _TIME.search(text) else ["thời gian thực hiện"]
        missing += [] if re.search(r"\d", text) else ["số liệu cụ thể"]
        if missing:
            label = _label(form, spec["rows"], spec["text"])
            yield Problem(
                f"/{spec['rows']}/{number}/{spec['text']}",
                f"Dòng {number + 1}: {label} chưa nêu {' và '.join(missing)}.",
                "time_and_figures",
                "warning",
            )


def _quota(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Warn of a registration that falls short of what the locality asks of its organ (D-QT-01)."""
    organ = data.get("co_quan")
    if isinstance(organ, Mapping):
        kind, name = str(organ.get("loai", "")), str(organ.get("ten", ""))
        rows = [row for _, row in placed_rows(data, spec["rows"])]
        yield from quota_problems(form.locality, kind, name, rows, pointer=f"/{spec['rows']}")


Rule = Callable[[DerivingForm, Data, Data, Spec], Iterator[Problem]]

RULES: Final[Mapping[str, Rule]] = {
    "some_of": _some_of,
    "no_duplicates": _no_duplicates,
    "no_repeats": _no_repeats,
    "at_least": _at_least,
    "tally_agrees": _tally_agrees,
    "date_in_year": _date_in_year,
    "time_and_figures": _time_and_figures,
    "not_more": not_more,
    "parts_of": parts_of,
    "rows_parts_of": rows_parts_of,
    "in_order": in_order,
    "rows_in_order": rows_in_order,
    "rows_not_more": rows_not_more,
    "rows_between": rows_between,
    "words_together": words_together,
    "needed_for": needed_for,
    "rows_one": rows_one,
    "quota": _quota,
}

RULE_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "some_of": ("fields",),
    "no_duplicates": ("rows", "same", "near"),
    "no_repeats": ("rows", "same"),
    "at_least": ("rows", "greater", "smaller"),
    "tally_agrees": ("derived", "rows", "total"),
    "date_in_year": ("date", "year"),
    "time_and_figures": ("rows", "text"),
    "not_more": ("less", "more"),
    "parts_of": ("parts", "whole"),
    "rows_parts_of": ("rows", "parts", "whole"),
    "in_order": ("first", "then"),
    "rows_in_order": ("rows", "first", "then"),
    "rows_not_more": ("rows", "less", "more"),
    "rows_between": ("rows", "column", "fields"),
    "words_together": ("fields", "limit"),
    "needed_for": ("choice", "code", "needed"),
    "rows_one": ("rows", "choice", "code"),
    "quota": ("rows",),
}
"""What a schema says beside the name of a rule; all of it is needed."""
