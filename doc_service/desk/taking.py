"""Uploaded data as a draft keeps them: as typed, in the shape of the form, pictures in storage."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from doc_service.desk.narration import read_text
from doc_service.desk.typed import as_typed
from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.pictures import PictureError, decode_picture
from doc_service.problems import Problem
from doc_service.vietnamese.dates import ngay_ngan

_SHOWN: Final = 60
"""Characters of a value that a sentence quotes."""

_NOT_TAKEN: Final = "nên không được lấy vào dự thảo; tệp gốc vẫn được giữ"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a draft begins with."""

    data: dict[str, Any]
    """As typed; empty values left out."""

    asides: tuple[Problem, ...]
    """What has no place in the form, as warnings; the draft itself cannot say it again."""


@dataclass(slots=True)
class _Taking:
    keep: Callable[[bytes], str]
    asides: list[Problem] = field(default_factory=list)

    def say(self, pointer: str, message: str) -> None:
        """Add a warning."""
        self.asides.append(Problem(pointer, message, "not_taken", "warning"))


def take(form: Form, data: Mapping[str, Any], keep: Callable[[bytes], str]) -> Taken:
    """Return data as a draft of a form keeps them.

    Args:
        form: the draft's.
        data: nested objects, rows and leaves; leaves may be of any kind and wrong.
        keep: stores a picture and returns what stands for it in the draft.
    """
    taking = _Taking(keep)
    taken = _object(form.fields, data, "", taking)
    return Taken(as_typed(form.fields, taken), tuple(taking.asides))


def _object(
    fields: tuple[Field, ...], data: Mapping[str, Any], pointer: str, taking: _Taking
) -> dict[str, Any]:
    known = {one.name: one for one in fields}
    taken: dict[str, Any] = {}
    for name, value in data.items():
        here = f"{pointer}/{name}"
        if value in (None, "", [], {}):
            continue
        if name not in known:
            taking.say(here, f"Mục “{name[:_SHOWN]}” không có trong biểu mẫu {_NOT_TAKEN}.")
            continue
        found = _TAKERS.get(known[name].kind, _leaf)(known[name], value, here, taking)
        if found is not None:
            taken[name] = found
    return taken


def _inner(one: Field, value: Any, pointer: str, taking: _Taking) -> Any:
    if isinstance(value, Mapping):
        return _object(one.fields, value, pointer, taking)
    return _misshapen(one, pointer, "phải là một nhóm trường", taking)


def _rows(one: Field, value: Any, pointer: str, taking: _Taking) -> Any:
    if not isinstance(value, list):
        return _misshapen(one, pointer, "phải là danh sách các dòng", taking)
    rows: list[Any] = []
    for number, row in enumerate(value):
        if isinstance(row, Mapping):
            rows.append(_object(one.fields, row, f"{pointer}/{len(rows)}", taking))
        elif row is not None:
            said = f"“{one.label}”, dòng {number + 1} không phải là một nhóm trường {_NOT_TAKEN}."
            taking.say(f"{pointer}/{len(rows)}", said)
    return rows


def _narrative(one: Field, value: Any, pointer: str, taking: _Taking) -> Any:
    if isinstance(value, list):
        return value
    if not isinstance(value, str):
        return _misshapen(one, pointer, "phải là chữ hoặc danh sách các mục", taking)
    read = read_text(value)
    for problem in read.problems:
        taking.say(pointer, f"“{one.label}”: {problem.message}")
    return read.nodes or None


def _picture(one: Field, value: Any, pointer: str, taking: _Taking) -> Any:
    """Keep a picture; a key of a stored one is not taken: it may be another unit's."""
    try:
        if not isinstance(value, str):
            raise PictureError("Đây không phải là ảnh.")
        return taking.keep(decode_picture(value))
    except PictureError as error:
        taking.say(pointer, f"“{one.label}”: {error} Hãy thêm lại ảnh ở trang soạn thảo.")
        return None


def _leaf(one: Field, value: Any, pointer: str, taking: _Taking) -> Any:
    if isinstance(value, Mapping | list):
        return _misshapen(one, pointer, "phải là một giá trị", taking)
    return plain(value)


def _misshapen(one: Field, pointer: str, said: str, taking: _Taking) -> None:
    taking.say(pointer, f"“{one.label}” {said} {_NOT_TAKEN}.")


_TAKERS: Final = {
    "object": _inner,
    "rows": _rows,
    "narrative": _narrative,
    "picture": _picture,
}


def plain(value: Any) -> Any:
    """Return a value as JSON has it: days and times that Excel put where none belong, as text."""
    if isinstance(value, str | bool | int | None) or (
        isinstance(value, float) and math.isfinite(value)
    ):
        return value
    if isinstance(value, dt.datetime | dt.date):
        return ngay_ngan(value)
    return f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)
