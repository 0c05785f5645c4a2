"""Live previews: the real pipeline on a draft as it stands, whatever is wrong with it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any, Final

from doc_service.conversion import Pdf, Priority
from doc_service.desk.typed import Typed, read_typed
from doc_service.desk.wiring import Desk
from doc_service.documents import Converter, Issued, Order, issue, judge
from doc_service.documents.orders import Parts
from doc_service.errors import ConversionError, FileLost, InvalidData
from doc_service.forms.catalog import Form
from doc_service.forms.fields import leaves
from doc_service.forms.json_data import unreadable
from doc_service.forms.validation import order
from doc_service.forms.words import counts
from doc_service.problems import Problem

_TRIES: Final = 3
"""Times that values which stop a draft are left out before there is no page to show."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the page beside the form shows."""

    problems: tuple[Problem, ...]
    """Everything that stands between this draft and the final document, in field order."""

    words: Mapping[str, tuple[int, int]]
    """JSON Pointer → (words, limit), where a limit exists."""

    pdf: bytes = b""
    """Empty when no page can be made."""

    pages: int = 0
    failed: str = ""
    """Why there is no page, in a sentence."""


@dataclass(frozen=True, slots=True)
class _First:
    """A converter that goes ahead of every document and batch."""

    converter: Converter

    def convert(
        self, docx: bytes, *, watermark: str = "", priority: Priority = Priority.PREVIEW
    ) -> Pdf:
        """Return the PDF of a DOCX."""
        return self.converter.convert(docx, watermark=watermark, priority=Priority.PREVIEW)


def stored_picture(desk: Desk) -> Callable[[str], str]:
    """Return what turns the key of a stored picture into base64."""

    def read(key: str) -> str:
        try:
            return base64.b64encode(desk.storage.get(key)).decode()
        except FileLost:
            return ""

    return read


def typed_data(desk: Desk, form: Form, data: Mapping[str, Any]) -> Typed:
    """Read a draft's data as the API would be given them.

    Raises:
        InvalidData: they are no data at all.
    """
    if wrong := unreadable(data):
        raise InvalidData(wrong)
    return read_typed(form.fields, data, stored_picture(desk))


def preview(desk: Desk, form: Form, data: Mapping[str, Any], tab: str) -> Preview:
    """Return the pages of a draft as typed, and everything that is still wrong with it.

    Args:
        desk: what to work with.
        form: the draft's form.
        data: as typed.
        tab: which browser tab asks; a newer request of the same tab makes older ones needless.

    Raises:
        Superseded: a newer request came first.
        InvalidData: it is no data at all.
    """
    with desk.turns.turn(tab):
        typed = typed_data(desk, form, data)
        problems = final_problems(desk, form, typed)
        words = counts(form, typed.data)
        try:
            with desk.ahead.waiting() if desk.ahead else nullcontext():
                issued = _drawn(desk, form, typed.data, [one.pointer for one in typed.problems])
        except ConversionError as error:
            return Preview(problems, words, failed=str(error))
        except InvalidData:
            return Preview(problems, words, failed="Hãy sửa các chỗ báo đỏ để xem trang in.")
    return Preview(problems, words, issued.files[0].content, issued.pages)


def final_problems(desk: Desk, form: Form, typed: Typed) -> tuple[Problem, ...]:
    """Return everything that stands between a draft and the final document, in field order."""
    asked = Order(form.name, typed.data, form.locality.name)
    try:
        found: Sequence[Problem] = judge(asked, desk.parts).prepared.warnings
    except InvalidData as error:
        found = error.problems
    read = {one.pointer for one in typed.problems}
    every = [*typed.problems, *(one for one in found if one.pointer not in read)]
    return tuple(sorted(every, key=lambda one: order(form.fields, one.pointer)))


def draft_file(desk: Desk, form: Form, data: Mapping[str, Any], output: str) -> Issued:
    """Return a draft in one format, as far as it can be drawn.

    Raises:
        InvalidData: nothing can be drawn of it.
        ConversionError: the PDF could not be made.
    """
    typed = typed_data(desk, form, data)
    wrong = [one.pointer for one in typed.problems]
    return _drawn(desk, form, typed.data, wrong, (output,), desk.parts)


def _drawn(
    desk: Desk,
    form: Form,
    data: Mapping[str, Any],
    wrong: Sequence[str],
    outputs: tuple[str, ...] = ("pdf",),
    parts: Parts | None = None,
) -> Issued:
    """Issue the draft, leaving out the values that stop even a draft."""
    parts = parts or replace(desk.parts, converter=_First(desk.parts.converter))
    left, blank = without(data, wrong), _fields_at(wrong)
    for _ in range(_TRIES):
        asked = Order(form.name, left, form.locality.name, outputs, draft=True, blank=blank)
        try:
            return issue(asked, parts)
        except InvalidData as error:
            present = {pointer for _, pointer, _ in leaves(form.fields, left)}
            stopping = [one.pointer for one in error.problems if one.severity == "error"]
            stopping = [one for one in stopping if one in present] or stopping
            left, blank = without(left, stopping), (*blank, *_fields_at(stopping))
    asked = Order(form.name, left, form.locality.name, outputs, draft=True, blank=blank)
    return issue(asked, parts)


def _fields_at(pointers: Sequence[str]) -> tuple[str, ...]:
    """Return the fields whose whole value stands at one of these JSON Pointers.

    A gap shows in place of what was typed there; the usual value of the locality would look right.
    """
    return tuple(one[1:] for one in pointers if one.count("/") == 1)


def without(data: Any, pointers: Sequence[str], at: str = "") -> Any:
    """Return data without the values at these JSON Pointers; rows keep their places."""
    if not pointers:
        return data
    if isinstance(data, Mapping):
        return {
            name: without(value, pointers, f"{at}/{name}")
            for name, value in data.items()
            if f"{at}/{name}" not in pointers
        }
    if isinstance(data, list):
        return [
            without(value, pointers, f"{at}/{number}")
            for number, value in enumerate(data)
            if f"{at}/{number}" not in pointers
        ]
    return data
