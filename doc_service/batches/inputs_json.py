"""JSON as a stream of records: a line each, or the elements of one array, never held as a whole."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, Final, NoReturn

from doc_service.batches.inputs_raw import Raw, unreadable_record
from doc_service.errors import BadRequest
from doc_service.forms.catalog import Form
from doc_service.forms.json_data import unreadable

MOST_RECORDS: Final = 100_000
"""Records of one file."""

LONGEST: Final = 32 * 2**20
"""Characters of one record; pictures are in it as Base64."""

_CHUNK: Final = 2**20
_BLANK: Final = " \t\r\n"
_TOO_LONG: Final = "Bản ghi quá dài để đọc. Hãy chia nhỏ, hoặc gửi ảnh nhỏ hơn."
_TOO_MANY: Final = f"Tệp có hơn {MOST_RECORDS} bản ghi. Hãy chia ra nhiều tệp."
_MARKS: Final = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@contextmanager
def text_of_file(file: IO[bytes]) -> Iterator[io.TextIOWrapper]:
    """Give a file as text from its beginning, whatever Unicode it is in; leave it open.

    Bytes that are no text become characters that `unreadable` refuses.
    """
    file.seek(0)
    start = file.read(2)
    file.seek(0)
    encoding = next((name for mark, name in _MARKS if start == mark), "utf-8-sig")
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    text = io.TextIOWrapper(file, encoding, errors=errors, newline="\n")
    try:
        yield text
    finally:
        text.detach()


def json_lines(text: io.TextIOBase, form: Form | None) -> Iterator[Raw]:
    """Yield a record for each line that is not blank; a bad line is a bad record.

    Raises:
        BadRequest: there are too many lines.
    """
    number = line = 0
    while piece := text.readline(LONGEST):
        line += 1
        if not piece.strip(_BLANK):
            continue
        number += 1
        if number > MOST_RECORDS:
            raise BadRequest(_TOO_MANY)
        source = f"dòng {line}"
        if len(piece) == LONGEST and not piece.endswith("\n"):
            _skip_line(text)
            yield unreadable_record(number, source, _TOO_LONG)
            continue
        try:
            found = json.loads(piece, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            at = f", cột {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
            yield unreadable_record(number, source, f"Dòng JSON bị hỏng (dòng {line}{at}).")
            continue
        yield record_of(found, number, source, form)


def json_array(text: io.TextIOBase, form: Form | None) -> Iterator[Raw]:
    """Yield a record for each element of an array; what follows a broken one cannot be found.

    Raises:
        BadRequest: there are too many elements.
    """
    elements = _Elements(text)
    number = 0
    while True:
        try:
            found = elements.next_one()
        except EOFError:
            return
        except (ValueError, RecursionError) as error:
            said = f"Mảng JSON bị hỏng từ bản ghi {number + 1} ({error}); các bản ghi sau không "
            yield unreadable_record(
                number + 1, f"bản ghi {number + 1}", f"{said}đọc được. Hãy xuất lại tệp."
            )
            return
        number += 1
        if number > MOST_RECORDS:
            raise BadRequest(_TOO_MANY)
        yield record_of(found, number, f"bản ghi {number}", form)


def record_of(found: Any, number: int, source: str, form: Form | None) -> Raw:
    """Return the record of a JSON value: data, or `{"form": …, "ma": …, "data": …}`."""
    label = source
    if isinstance(found, Mapping) and isinstance(found.get("data"), Mapping):
        named, code = found.get("form"), found.get("ma")
        if form and isinstance(named, str) and named != form.name:
            said = f"Bản ghi của biểu mẫu “{named[:60]}”, không phải “{form.name}” của đợt này."
            return unreadable_record(number, source, said)
        label = str(code)[:60] if isinstance(code, str | int) and str(code).strip() else source
        found = found["data"]
    if wrong := unreadable(found):
        return Raw(number, label, source, problems=tuple(wrong))
    return Raw(number, label, source, data=found)


class _Elements:
    """The elements of an array, decoded one by one from a text read in pieces."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self._held = ""
        self._at = 0
        self._is_open = False
        self._decoder = json.JSONDecoder(parse_constant=_no_constant)

    def next_one(self) -> Any:
        """Return the next element.

        Raises:
            EOFError: the array has ended.
            ValueError: it is broken here; RecursionError: it is nested without end.
        """
        sign = self._sign()
        if not self._is_open:
            self._is_open, self._at = True, self._at + 1
            sign = self._sign()
        elif sign == ",":
            self._at += 1
            sign = self._sign()
            if sign == "]":
                raise ValueError("thừa dấu phẩy")
        elif sign not in ("]", ""):
            raise ValueError("thiếu dấu phẩy")
        if sign == "]":
            raise EOFError
        if not sign:
            raise ValueError("thiếu dấu ] ở cuối tệp")
        return self._decoded()

    def _decoded(self) -> Any:
        """Decode what begins here; an element that the piece ends in needs more of the text."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except json.JSONDecodeError:
                if not self._more():
                    raise ValueError("không phải JSON") from None
                continue
            if end == len(self._held) and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def _sign(self) -> str:
        """Return the next character that is not blank, "" at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _BLANK:
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read as much again as is held, so that a long element costs no more than its length."""
        self._held, self._at = self._held[self._at :], 0
        if len(self._held) > LONGEST:
            raise ValueError("bản ghi quá dài")
        piece = self._text.read(max(_CHUNK, len(self._held)))
        self._held += piece
        return bool(piece)


def _skip_line(text: io.TextIOBase) -> None:
    while (piece := text.readline(_CHUNK)) and not piece.endswith("\n"):
        pass


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} không phải JSON")
