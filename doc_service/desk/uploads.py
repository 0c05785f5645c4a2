"""Files in: a filled workbook or JSON becomes a draft, whatever is wrong with it.

What is wrong stays in the draft as it was typed, to be mended in the grid; every problem names the
cell it comes from. Only a file that is of no use at all is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any, Final

from doc_service.accounts.members import Member
from doc_service.desk.drafts import Beginning, begin, open_document
from doc_service.desk.origins import all_from, leaf_values, mixed, source
from doc_service.desk.previews import final_problems, typed_data
from doc_service.desk.taking import Taken, take
from doc_service.desk.typed import STORED
from doc_service.desk.upload_kinds import kind_of
from doc_service.desk.uploaded_json import read_json
from doc_service.desk.wiring import Desk
from doc_service.errors import (
    FormNotFound,
    InvalidWorkbook,
    LocalityNotFound,
    NotFound,
    WrongWorkbook,
)
from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.forms.validation import order
from doc_service.problems import Problem
from doc_service.records import Document
from doc_service.workbooks.marked import marked_workbook
from doc_service.workbooks.reader import Identity, Reading, identify, read_workbook

_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Received:
    """A file that became a draft."""

    document: Document
    form: Form
    problems: tuple[Problem, ...]
    """Everything that stands between it and the final document, in field order, with cells."""

    asides: tuple[Problem, ...]
    """Those of the problems that only the file shows: the draft will not say them again."""

    rows: int
    """Rows of its lists, recipients and the like not counted."""

    @property
    def errors(self) -> int:
        """How many places must be corrected."""
        return sum(1 for one in self.problems if one.severity == "error")

    @property
    def warnings(self) -> int:
        """How many places should be looked at again."""
        return len(self.problems) - self.errors


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file holds."""

    form: Form
    data: Mapping[str, Any]
    reading: Reading | None = None
    asides: tuple[Problem, ...] = ()


def receive(desk: Desk, member: Member, content: bytes, name: str) -> Received:
    """Make a draft of a filled workbook or a JSON file.

    Args:
        desk: what to work with.
        member: whose draft it will be.
        content: the file.
        name: what it was called where it came from; told, never trusted.

    Raises:
        Forbidden: the role only reads.
        BadRequest: it is neither a workbook nor JSON, or JSON of no form; says what to do.
        InvalidWorkbook: it cannot be read safely, is not ours, of an older version, or empty.
    """
    member.require("write")
    read = _read(desk, member, content)
    taken = take(read.form, _with_unread(read), lambda one: STORED + desk.storage.put(one))
    if not any(True for _ in leaf_values(taken.data)):
        raise InvalidWorkbook("Tệp chưa điền gì. Hãy điền, lưu lại rồi gửi.")
    problems, asides = _problems(desk, read, taken)
    beginning = Beginning(
        data=taken.data,
        origins=_origins(taken.data, read.reading),
        upload=desk.storage.put(content),
        upload_name=safe_name(name),
        is_complete=True,
    )
    document = begin(desk, member, read.form.name, beginning)
    return Received(document, read.form, problems, asides, _rows(read.form, taken.data))


def marked(desk: Desk, member: Member, document_id: str) -> bytes:
    """Return the workbook that a document was made of, its wrong cells marked, as of the upload.

    Raises:
        NotFound: there is no such document, or it was not made of a workbook.
        FileLost: the store does not have the file any more.
    """
    document = open_document(desk, member, document_id)
    content = desk.storage.get(document.upload) if document.upload else b""
    if not content.startswith(b"PK"):
        raise NotFound("Văn bản này không lập từ tệp Excel, nên không có tệp đánh dấu.")
    read = _from_workbook(desk, document.locality, content)
    taken = take(read.form, _with_unread(read), lambda one: STORED + desk.storage.put(one))
    return marked_workbook(content, _problems(desk, read, taken)[0])


def safe_name(name: str) -> str:
    """Return the last part of a name, without what cannot be printed, not too long."""
    last = PurePath(name.replace("\\", "/")).name
    printable = "".join(char for char in last if char.isprintable()).strip()
    stem, dot, ending = printable.rpartition(".")
    if dot and len(printable) > _LONGEST_NAME:
        return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"[:_LONGEST_NAME]
    return printable[:_LONGEST_NAME] or "tệp không tên"


def _read(desk: Desk, member: Member, content: bytes) -> _Read:
    if kind_of(content) == "workbook":
        return _from_workbook(desk, member.locality, content)
    found = read_json(content, desk.catalog, member.locality)
    return _Read(desk.form(found.form, member.locality), found.data)


def _from_workbook(desk: Desk, locality: str, content: bytes) -> _Read:
    """Read a workbook as the locality it was made for words it; the draft is the unit's."""
    mark = identify(content)
    try:
        form = desk.form(mark.form, locality)
    except FormNotFound:
        raise WrongWorkbook(
            f"Tệp Excel này thuộc “{mark.form}”, không phải biểu mẫu nào trong danh mục. Nếu đây "
            "là phần dùng chung của một hồ sơ, hãy gửi ở trang “Hồ sơ”."
        ) from None
    reading = read_workbook(_form_of(desk, mark, form), content)
    return _Read(form, reading.data, reading, _other_locality(mark, form))


def _form_of(desk: Desk, mark: Identity, form: Form) -> Form:
    try:
        return desk.form(mark.form, mark.locality)
    except LocalityNotFound:
        return form


def _other_locality(mark: Identity, form: Form) -> tuple[Problem, ...]:
    if mark.locality == form.locality.name:
        return ()
    said = (
        f"Tệp mẫu này của địa phương khác (“{mark.locality}”); dự thảo được lập theo "
        f"“{form.locality.label}” của đơn vị."
    )
    return (Problem("", said, "locality", "warning"),)


def _with_unread(read: _Read) -> Mapping[str, Any]:
    """Return the data with what cells show that hold no value, where the draft will refuse it.

    A text may say `#REF!`, and nobody would notice; so texts stay empty.
    """
    if read.reading is None or not read.reading.unread:
        return read.data
    data = dict(read.data)
    for pointer, shown in read.reading.unread.items():
        names = pointer.split("/")[1:]
        one = _field_at(read.form.fields, names)
        if one and one.kind not in ("text", "narrative"):
            data = _put(data, names, shown)
    return data


def _field_at(fields: Sequence[Field], names: Sequence[str]) -> Field | None:
    found: Field | None = None
    for name in names:
        if not name.isdigit():
            found = next((one for one in fields if one.name == name), None)
            fields = found.fields if found else ()
    return found


def _put(data: Any, names: Sequence[str], value: str) -> Any:
    """Return a copy of data with one more leaf."""
    if not names:
        return value
    name, *rest = names
    if isinstance(data, list):
        at = int(name)
        return [*data[:at], _put(data[at], rest, value), *data[at + 1 :]]
    return {**data, name: _put(data.get(name, {}), rest, value)}


def _problems(
    desk: Desk, read: _Read, taken: Taken
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return all problems with their cells, and those that only the file shows."""
    found = final_problems(desk, read.form, typed_data(desk, read.form, taken.data))
    of_file = (*read.asides, *(read.reading.problems if read.reading else ()), *taken.asides)
    again = {(one.pointer, one.code) for one in found}
    asides = [one for one in of_file if (one.pointer, one.code) not in again]
    spoken = {one.pointer for one in of_file if one.severity == "error"}
    every = [*of_file, *(one for one in found if one.pointer not in spoken)]
    every.sort(key=lambda one: order(read.form.fields, one.pointer))
    return _located(read, every), _located(read, asides)


def _located(read: _Read, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return read.reading.located(problems) if read.reading else tuple(problems)


def _origins(data: Mapping[str, Any], reading: Reading | None) -> dict[str, Any]:
    """Return where each value came from: its cell, or the file as a whole."""
    if reading is None:
        return all_from(data, source("file"))
    said = {
        pointer: source("file", where=str(place) if (place := reading.place_of(pointer)) else "")
        for pointer, _ in leaf_values(data)
    }
    return mixed(data, said)


def _rows(form: Form, data: Mapping[str, Any]) -> int:
    return sum(
        len(data.get(one.name, ())) for one in form.fields if one.kind == "rows" and not one.shared
    )


def on_one_line(problem: Problem) -> Problem:
    """Return a problem whose sentence begins with its cell, where it has one."""
    where = str(problem.place) if problem.place else ""
    said = f"{where[:1].upper()}{where[1:]}: {problem.message}" if where else problem.message
    return replace(problem, message=said)
