"""What a batch is made of where no file is sent: issued documents that are stored here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from doc_service.accounts.members import Member, Role
from doc_service.batches.wiring import Batches
from doc_service.desk.beginnings import profile_values
from doc_service.errors import FormNotFound, InvalidData
from doc_service.forms.carrying import lists_of
from doc_service.forms.catalog import Form
from doc_service.problems import Problem, pointer_to
from doc_service.records import Unit

UNITS: Final = ("ours", "all")
"""Whose documents: those of the unit that asks, or, for administrators, of every unit."""

ISSUERS: Final = ("theirs", "ours")
"""Who issues what is made: whoever issued the stored document, or the unit that asks."""

LONGEST: Final = 200
"""Characters of what is searched for."""

LARGEST: Final = 100_000
"""Bytes of the values that every record holds."""

_LARGEST_NUMBER: Final = 99_999
_YEARS: Final = range(1930, 2200)


@dataclass(frozen=True, slots=True)
class Query:
    """Which stored documents, and what is made of each."""

    form: str
    """Of the stored documents; only issued ones count."""

    year: int = 0
    """0: of any."""

    text: str = ""
    """Words of title, symbol or issuer, without regard to diacritics."""

    rows: str = ""
    """A list of theirs: a record for each of its rows, not for each document."""

    where: Mapping[str, Any] = field(default_factory=dict)
    """Values that a document, or a row, must have to become a record."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """Field of what is made → field of the stored document, where their names differ."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """What every record says, whatever the stored document says."""

    units: str = "ours"
    issuer: str = "theirs"
    first_number: int = 0
    """Number of the first document that is made, the following ones count on; 0: none."""

    def to_json(self) -> dict[str, Any]:
        """Return it as the records keep it."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Query:
        """Return what `to_json` gave."""
        return cls(**kept)


def read_query(
    batches: Batches, member: Member, given: Mapping[str, Any], target: Form | None
) -> Query:
    """Return a query as a request says it, with the unit's own issuer where it asks for that.

    Args:
        batches: what to work with.
        member: who asks.
        given: the members of `Query`, as JSON.
        target: the form of what is made; None where it is not known, for other reasons.

    Raises:
        InvalidData: something is wrong; every pointer names the member below `/stored`.
    """
    wrong = list(_wrong(batches, member, given, target))
    if wrong:
        raise InvalidData(wrong)
    asked = Query.from_json(given)
    if asked.issuer == "theirs" or target is None:
        return asked
    with batches.database.reading() as session:
        profile = session.get_one(Unit, member.unit_id).profile
    values = {**profile_values(target, profile), **asked.values}
    return Query.from_json({**given, "values": deepcopy(values)})


def _wrong(
    batches: Batches, member: Member, given: Mapping[str, Any], target: Form | None
) -> Iterator[Problem]:
    for name, value in given.items():
        if name not in _SHAPES:
            yield _problem(f"Không có mục “{name}” trong “stored”.", "unknown_field", name)
        elif not _SHAPES[name].fits(value):
            yield _problem(f"“{name}” phải là {_SHAPES[name].said}.", "type", name)
    shapes = {name: _SHAPES[name] for name in given if name in _SHAPES}
    sound = {name: given[name] for name, shape in shapes.items() if shape.fits(given[name])}
    if sound.get("units") == "all" and member.role is not Role.ADMIN:
        said = "Chỉ người quản trị lấy được văn bản của mọi đơn vị."
        yield _problem(said, "choice", "units")
    try:
        source = batches.desk.form(str(sound.get("form", "")), member.locality)
    except FormNotFound as error:
        yield _problem(str(error), "choice", "form")
        return
    yield from _wrong_names(source, target, sound)


def _wrong_names(source: Form, target: Form | None, given: Mapping[str, Any]) -> Iterator[Problem]:
    lists, rows = lists_of(source), given.get("rows", "")
    if rows and rows not in lists:
        said = f"Biểu mẫu “{source.name}” không có danh sách “{rows}”"
        said += f"; hiện có: {', '.join(lists)}." if lists else "."
        yield _problem(said, "choice", "rows")
    theirs = {one.name for one in source.fields}
    theirs |= {one.name for one in lists[rows].fields} if rows in lists else set()
    for name in given.get("where", {}):
        if name not in theirs:
            said = f"Biểu mẫu “{source.name}” không có trường “{name}”."
            yield _problem(said, "choice", "where", name)
    for name, path in given.get("fields", {}).items():
        if path.partition(".")[0] not in theirs:
            said = f"Biểu mẫu “{source.name}” không có trường “{path}”."
            yield _problem(said, "choice", "fields", name)
    if target is None:
        return
    for member in ("fields", "values"):
        for name in given.get(member, {}):
            if target.field(name) is None:
                said = f"Biểu mẫu “{target.name}” không có trường “{name}”."
                yield _problem(said, "choice", member, name)
    if given.get("first_number") and target.field("so_ky_hieu") is None:
        said = f"Biểu mẫu “{target.name}” không đánh số văn bản."
        yield _problem(said, "choice", "first_number")


def _problem(said: str, code: str, *path: str) -> Problem:
    return Problem(pointer_to("stored", *path), said, code)


@dataclass(frozen=True, slots=True)
class _Shape:
    fits: Callable[[Any], bool]
    said: str


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _plain_map(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, str | int) for one in value.values())


_TEXT: Final = _Shape(
    lambda value: isinstance(value, str) and len(value) <= LONGEST,
    f"một chuỗi không quá {LONGEST} ký tự",
)

_SHAPES: Final[Mapping[str, _Shape]] = {
    "form": _TEXT,
    "text": _TEXT,
    "rows": _TEXT,
    "year": _Shape(
        lambda value: _whole(value) and (value == 0 or value in _YEARS),
        f"một năm từ {_YEARS.start} đến {_YEARS.stop - 1}, hoặc 0",
    ),
    "where": _Shape(_plain_map, "một đối tượng: tên trường và giá trị"),
    "fields": _Shape(
        lambda value: (
            isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
        ),
        "một đối tượng: tên trường cần lập và tên trường của văn bản có sẵn",
    ),
    "values": _Shape(
        lambda value: isinstance(value, dict) and len(json.dumps(value)) <= LARGEST,
        f"một đối tượng không quá {LARGEST // 1000} KB: số liệu chung",
    ),
    "units": _Shape(lambda value: value in UNITS, f"một trong: {', '.join(UNITS)}"),
    "issuer": _Shape(lambda value: value in ISSUERS, f"một trong: {', '.join(ISSUERS)}"),
    "first_number": _Shape(
        lambda value: _whole(value) and 0 <= value <= _LARGEST_NUMBER,
        f"một số từ 0 đến {_LARGEST_NUMBER}",
    ),
}
