"""What was given for a batch as a stream of records, whatever kind of file it is.

Members of a ZIP stay bytes here and are read when they are checked, by many workers at once.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final, Protocol

from doc_service.batches.inputs_json import json_array, json_lines, record_of, text_of_file
from doc_service.batches.inputs_raw import Raw
from doc_service.batches.inputs_zip import zip_records
from doc_service.desk.upload_kinds import kind_of, text_of
from doc_service.errors import BadRequest, InvalidData, WrongWorkbook
from doc_service.forms.catalog import Form
from doc_service.problems import Problem
from doc_service.workbooks.many_places import Cells
from doc_service.workbooks.many_reader import identify_many, read_many
from doc_service.workbooks.reader import read_workbook

__all__ = ["Raw", "Read", "open_input", "read_raw"]

LARGEST_WORKBOOK: Final = 100 * 2**20
"""Bytes of one workbook of many records."""

_PEEK: Final = 4096
_LARGEST_OBJECT: Final = 32 * 2**20
_LOOKED_AT: Final = 2
"""Lines that tell JSON Lines from one object: the first may be the bad one."""

_NO_WORKBOOK: Final = (
    "Hồ sơ gồm nhiều văn bản nên không lập từ một tệp Excel được. Hãy gửi tệp ZIP các tệp JSON, "
    "hoặc JSON Lines, mỗi bản ghi một hồ sơ."
)

_PACKAGE: Final = "[Content_Types].xml"
_OPEN_DOCUMENT: Final = {"mimetype", "content.xml"}


class _Located(Protocol):
    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]: ...


@dataclass(frozen=True, slots=True)
class Read:
    """A record that was read."""

    data: Mapping[str, Any]
    """As the API takes them."""

    problems: tuple[Problem, ...] = ()
    """What could not be read, with its cell where it has one."""

    where: _Located | None = None

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the same problems with the cells they come from, where they come from cells."""
        return self.where.located(problems) if self.where else tuple(problems)


def open_input(
    file: IO[bytes], name: str, form: Form | None, problems: list[Problem]
) -> Iterator[Raw]:
    """Yield the records of a file: a workbook of many or of one, JSON Lines, JSON, or a ZIP.

    The kind is told by the content. The same file gives the same records in the same order.

    Args:
        file: one that can be sought in.
        name: what it was called where it came from; told, never trusted.
        form: whose records they are; None for dossiers, of which no workbook holds many.
        problems: gets what is wrong with the file but with no record of it, before the first
            record is yielded.

    Raises:
        InputError: nothing can be read of it; the sentence says what it is and what to do.
    """
    start = file.read(_PEEK)
    file.seek(0)
    if start.startswith(b"PK"):
        if _is_archive(file, name):
            yield from zip_records(file)
        else:
            yield from _workbook_records(_whole(file), name, form, problems)
        return
    stripped = (text_of(start) or start.decode("utf-8", "replace")).lstrip("\ufeff \t\r\n")
    if stripped.startswith("["):
        with text_of_file(file) as text:
            yield from json_array(text, form)
    elif stripped.startswith("{") and not stripped.startswith("{\\rtf"):
        yield from _json_objects(file, name, form)
    else:  # old and locked workbooks, and what is none: reading them says what to do
        yield from _workbook_records(_whole(file), name, form, problems)


def read_raw(raw: Raw, form: Form | None) -> Read:
    """Read a record of a form, or of a dossier, which no workbook holds.

    Raises:
        InvalidData: there are no data; what is wrong beside `raw.problems` is named.
        InputError: nothing can be read of its file.
    """
    if raw.content:
        return _from_file(raw, form)
    if raw.data is None:
        raise InvalidData(())
    where = Cells.from_json(raw.cells) if raw.cells else None
    return Read(raw.data, raw.problems, where)


def _from_file(raw: Raw, form: Form | None) -> Read:
    if kind_of(raw.content) == "workbook":
        if form is None:
            raise WrongWorkbook(_NO_WORKBOOK)
        reading = read_workbook(form, raw.content)
        return Read(reading.data, (*raw.problems, *reading.problems), reading)
    found = _json_value(raw.content)
    if isinstance(found, list):
        raise BadRequest(
            "Tệp JSON này là một danh sách. Trong ZIP, mỗi tệp là một văn bản; hãy gửi riêng tệp "
            "này, hoặc tách ra."
        )
    record = record_of(found, raw.number, raw.source, form)
    if record.data is None:
        raise InvalidData(record.problems)
    return Read(record.data, raw.problems)


def _json_value(content: bytes) -> Any:
    try:
        return json.loads(text_of(content) or "")
    except json.JSONDecodeError as error:
        raise BadRequest(
            f"Tệp JSON bị hỏng ở dòng {error.lineno}, cột {error.colno}. Hãy xuất lại tệp."
        ) from None
    except (ValueError, RecursionError) as error:
        raise BadRequest("Tệp JSON bị hỏng, không đọc được.", detail=repr(error)) from None


def _is_archive(file: IO[bytes], name: str) -> bool:
    """Say whether a ZIP is one of files rather than an Office file; of a broken one, its name."""
    try:
        with zipfile.ZipFile(file) as zipped:
            names = set(zipped.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return name.lower().endswith(".zip")
    finally:
        file.seek(0)
    return _PACKAGE not in names and not names >= _OPEN_DOCUMENT


def _workbook_records(
    content: bytes, name: str, form: Form | None, problems: list[Problem]
) -> Iterator[Raw]:
    kind_of(content)
    if form is None:
        raise WrongWorkbook(_NO_WORKBOOK)
    if not identify_many(content).many:
        yield Raw(1, name, name, content)
        return
    reading = read_many(form, content)
    problems += reading.problems
    for one in reading:
        source = f"trang “{one.place.sheet}”, dòng {one.place.row}"
        cells = one.cells.to_json()
        yield Raw(one.number, one.label, source, b"", one.data, one.problems, cells)


def _json_objects(file: IO[bytes], name: str, form: Form | None) -> Iterator[Raw]:
    """Yield the objects of JSON Lines, or the one object that goes over several lines."""
    with text_of_file(file) as text:
        first = [text.readline(_LARGEST_OBJECT) for _ in range(_LOOKED_AT)]
    file.seek(0)
    if any(_is_object(line) for line in first):
        with text_of_file(file) as text:
            yield from json_lines(text, form)
        return
    yield record_of(_json_value(file.read(_LARGEST_OBJECT)), 1, name, form)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _whole(file: IO[bytes]) -> bytes:
    content = file.read(LARGEST_WORKBOOK + 1)
    if len(content) > LARGEST_WORKBOOK:
        most = LARGEST_WORKBOOK // 2**20
        raise BadRequest(f"Tệp lớn hơn {most} MB. Hãy chia ra nhiều tệp, hoặc gửi ZIP.")
    return content
