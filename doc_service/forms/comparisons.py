"""Rules that compare amounts, dates, times and lengths: rows of the vocabulary of `x-rules`.

Fields are named by path: `bieu_quyet.co_mat`, or by column where the rule names `rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

from doc_service.forms.derived import DerivingForm
from doc_service.forms.fields import Field
from doc_service.forms.rows import placed_rows
from doc_service.narrative.outline import sections_from_json
from doc_service.narrative.printing import readings
from doc_service.problems import Problem
from doc_service.vietnamese.dates import DateError, ngay_ngan, parse_iso
from doc_service.vietnamese.numbers import nghin
from doc_service.vietnamese.words import word_count

Data = Mapping[str, Any]
Spec = Mapping[str, Any]


def value_at(data: Data, path: str) -> Any:
    """Return the value at a dotted path, or None where it is not there."""
    value: Any = data
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def label_at(form: DerivingForm, path: str) -> str:
    """Return the label of the field at a dotted path, in quotation marks."""
    field = _field_at(form, path)
    return f"“{field.label}”" if field else f"“{path}”"


def is_whole(value: Any) -> TypeGuard[int]:
    """Say whether a value is a whole number: JSON's true is none, though Python counts it."""
    return isinstance(value, int) and not isinstance(value, bool)


def not_more(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse an amount greater than the one it is part of: present of invited."""
    less, more = value_at(data, spec["less"]), value_at(data, spec["more"])
    if is_whole(less) and is_whole(more) and less > more:
        yield Problem(
            _pointer(spec["less"]),
            f"{label_at(form, spec['less'])} là {nghin(less)}, nhiều hơn "
            f"{label_at(form, spec['more'])} là {nghin(more)}; hãy sửa một trong hai.",
            "not_more",
        )


def parts_of(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse amounts that add up to more than the whole: votes of those present.

    Rows among the parts count as many as they are: those listed as absent, of those invited.
    """
    yield from _exceeding(
        [value_at(data, part) for part in spec["parts"]],
        value_at(data, spec["whole"]),
        _pointer(spec["parts"][0]),
        " + ".join(label_at(form, part) for part in spec["parts"]),
        label_at(form, spec["whole"]),
    )


def rows_parts_of(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse the same in each row: the votes on each model, of those present at the meeting."""
    rows, whole = spec["rows"], value_at(data, spec["whole"])
    for number, row in placed_rows(data, rows):
        yield from _exceeding(
            [row.get(part) for part in spec["parts"]],
            whole,
            f"/{rows}/{number}/{spec['parts'][0]}",
            f"Dòng {number + 1}: "
            + " + ".join(label_at(form, f"{rows}.{part}") for part in spec["parts"]),
            label_at(form, spec["whole"]),
        )


def in_order(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse dates or times in the wrong order: an end before its beginning."""
    yield from _disorder(
        value_at(data, spec["first"]),
        value_at(data, spec["then"]),
        _pointer(spec["then"]),
        label_at(form, spec["first"]),
        label_at(form, spec["then"]),
    )


def rows_in_order(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse the same in each row."""
    rows = spec["rows"]
    for number, row in placed_rows(data, rows):
        yield from _disorder(
            row.get(spec["first"]),
            row.get(spec["then"]),
            f"/{rows}/{number}/{spec['then']}",
            f"Dòng {number + 1}: {label_at(form, rows + '.' + spec['first'])}",
            label_at(form, f"{rows}.{spec['then']}"),
        )


def rows_not_more(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse in each row amounts that add up to more than others: new models of all of them."""
    rows, less, more = spec["rows"], spec["less"], spec["more"]
    for number, row in placed_rows(data, rows):
        given = {name: row.get(name) for name in (*less, *more)}
        if not all(map(is_whole, given.values())):
            continue
        part, all_of = (sum(int(given[name] or 0) for name in side) for side in (less, more))
        if part > all_of:
            yield Problem(
                f"/{rows}/{number}/{less[0]}",
                f"Dòng {number + 1}: {_sum_label(form, rows, less)} là {nghin(part)}, nhiều hơn "
                f"{_sum_label(form, rows, more)} là {nghin(all_of)}; hãy xem lại.",
                "not_more",
            )


def rows_between(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse dates of rows before the first or after the last of two dates of the document."""
    rows, column = spec["rows"], spec["column"]
    first, last = (data.get(name) for name in spec["fields"])
    for number, row in placed_rows(data, rows):
        day = row.get(column)
        if not _follow(first, day) or not _follow(day, last):
            yield Problem(
                f"/{rows}/{number}/{column}",
                f"Dòng {number + 1}: {label_at(form, f'{rows}.{column}')} là {_shown(day)}, ngoài "
                f"khoảng từ {_shown(first)} đến {_shown(last)}; hãy xem lại.",
                "order",
            )


def words_of(data: Data, spec: Spec) -> int:
    """Return the words of the texts that share a limit."""
    return sum(word_count(text) for path in spec["fields"] for text in _texts(data, path))


def words_together(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Limit the words of several texts together: 3.500 of an article (D-WC-01)."""
    count = words_of(data, spec)
    limit = spec["limit"]
    if count > limit:
        yield Problem(
            _pointer(spec["fields"][0]),
            f"Bài viết có {nghin(count)} từ, quá {nghin(limit)} từ; hãy bớt ít nhất "
            f"{nghin(count - limit)} từ.",
            "word_limit",
        )
    elif count >= limit * 0.95:
        yield Problem(
            _pointer(spec["fields"][0]),
            f"Bài viết có {nghin(count)} từ, sát giới hạn {nghin(limit)} từ.",
            "near_word_limit",
            "warning",
        )


def needed_for(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Ask for a field that only one choice makes necessary: the launch of a new model."""
    chosen, label = data.get(spec["choice"]), label_at(form, spec["needed"])
    if chosen == spec["code"] and data.get(spec["needed"]) in (None, "", []):
        yield Problem(
            f"/{spec['needed']}",
            f"Chưa có {label}; mục này phải ghi khi {label_at(form, spec['choice'])} là "
            f"“{_choice_at(form, spec['choice'], chosen)}”.",
            "required",
        )


def rows_one(form: DerivingForm, data: Data, derived: Data, spec: Spec) -> Iterator[Problem]:
    """Refuse rows of which not exactly one has a choice: a team has one head."""
    rows, column = spec["rows"], spec["choice"]
    found = [number for number, row in placed_rows(data, rows) if row.get(column) == spec["code"]]
    said = _choice_at(form, f"{rows}.{column}", spec["code"])
    if not found and data.get(rows):
        yield Problem(
            f"/{rows}",
            f"{label_at(form, rows)} chưa có dòng nào ghi {label_at(form, f'{rows}.{column}')} là "
            f"“{said}”; cần đúng một dòng.",
            "required",
        )
    for number in found[1:]:
        yield Problem(
            f"/{rows}/{number}/{column}",
            f"Dòng {number + 1}: “{said}” đã có ở dòng {found[0] + 1}; chỉ được một dòng.",
            "rows_one",
        )


def _counts(value: Any) -> bool:
    return is_whole(value) or isinstance(value, list)


def _choice_at(form: DerivingForm, path: str, code: str) -> str:
    field = _field_at(form, path)
    return field.choice_label(code) if field else code


def _field_at(form: DerivingForm, path: str) -> Field | None:
    first, *others = path.split(".")
    field = form.field(first)
    for name in others:
        field = field.field(name) if field else None
    return field


def _pointer(path: str) -> str:
    return "/" + path.replace(".", "/")


def _sum_label(form: DerivingForm, rows: str, columns: list[str]) -> str:
    return " + ".join(label_at(form, f"{rows}.{column}") for column in columns)


def _exceeding(
    parts: list[Any], whole: Any, pointer: str, parts_label: str, whole_label: str
) -> Iterator[Problem]:
    together = sum(len(part) if isinstance(part, list) else part for part in parts if _counts(part))
    if is_whole(whole) and together > whole:
        yield Problem(
            pointer,
            f"{parts_label} cộng lại là {nghin(together)}, nhiều hơn {whole_label} là "
            f"{nghin(whole)}; hãy xem lại.",
            "parts_of",
        )


def _disorder(
    first: Any, then: Any, pointer: str, first_label: str, then_label: str
) -> Iterator[Problem]:
    if _follow(first, then):
        return
    yield Problem(
        pointer,
        f"{first_label} là {_shown(first)}, sau {then_label} là {_shown(then)}; hãy xem lại.",
        "order",
    )


def _follow(first: Any, then: Any) -> bool:
    """Say whether dates or times are in order, or cannot be compared."""
    if not isinstance(first, str) or not isinstance(then, str):
        return True
    return len(first) != len(then) or then >= first  # ISO text sorts like what it says


def _shown(value: Any) -> str:
    if not isinstance(value, str):
        return "……"
    try:
        full = parse_iso(value).date()
    except DateError:
        return value
    return ngay_ngan(full) if full else value


def _texts(data: Data, path: str) -> list[str]:
    value = value_at(data, path)
    if isinstance(value, str):
        return [value]
    sections, _ = sections_from_json(value, "", "")
    return [text for _, text in readings(sections, "")]
