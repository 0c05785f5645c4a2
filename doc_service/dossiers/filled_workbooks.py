"""A dossier whose documents come in filled workbooks, one file each, beside the shared facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from doc_service.dossiers.declarations import INDEX, Dossier
from doc_service.dossiers.given import DOCUMENTS, SHARED
from doc_service.dossiers.shared_form import shared_form
from doc_service.dossiers.sources import in_file
from doc_service.errors import BadRequest, InputError, WrongWorkbook
from doc_service.forms.catalog import Catalog, Form
from doc_service.problems import Problem
from doc_service.workbooks.reader import Reading, identify, read_workbook


@dataclass(frozen=True, slots=True)
class Upload:
    """One filled workbook."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Filled:
    """The data of a dossier with those of its workbooks."""

    data: Mapping[str, Any]
    readings: Mapping[str, tuple[str, Reading]]
    """Pointer of a document → name of its workbook, and what was read in it."""

    moved: Mapping[str, str]
    """Pointer of a document beside workbooks of its kind → its pointer in what the caller sent."""

    files: Mapping[str, str] = field(default_factory=dict)
    """Pointer of what a JSON file of its own gave → name of that file."""

    winning: tuple[str, ...] = ()
    """Shared facts that were given beside a workbook of them."""

    problems: tuple[Problem, ...] = ()
    """What could not be read in them, with file and place."""

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the same problems with file and cell, where they come from a workbook."""
        return tuple(self._located(one) for one in problems)

    def _located(self, problem: Problem) -> Problem:
        return self._in_workbook(problem) or self._in_json(problem) or self._as_sent(problem)

    def _in_workbook(self, problem: Problem) -> Problem | None:
        if any(_is_within(problem, f"/{SHARED}/{name}") for name in self.winning):
            return None
        for pointer, (name, reading) in self.readings.items():
            if _is_within(problem, pointer):
                inner = replace(problem, pointer=problem.pointer.removeprefix(pointer))
                found = replace(reading.located([inner])[0], pointer=problem.pointer)
                return in_file(found, name, self._told(problem))
        return None

    def _in_json(self, problem: Problem) -> Problem | None:
        for pointer, name in self.files.items():
            if _is_within(problem, pointer):
                inside = problem.pointer.removeprefix(pointer)
                inner = replace(problem, pointer=inside)
                return in_file(inner, name, self._told(problem), inside)
        if problem.code == "unknown_field" and (named := self.files.get(f"{problem.pointer}/0")):
            return in_file(replace(problem, pointer=""), named)
        return None

    def _as_sent(self, problem: Problem) -> Problem:
        for pointer, sent in self.moved.items():
            if _is_within(problem, pointer):
                return replace(problem, pointer=sent + problem.pointer.removeprefix(pointer))
        return problem

    def _told(self, problem: Problem) -> str:
        """Return the sentence; of two files for one document it names the first one too."""
        names = {**self.files, **{at: name for at, (name, _) in self.readings.items()}}
        first = names.get(f"{problem.pointer.rpartition('/')[0]}/0")
        if problem.code != "rows_many" or problem.pointer not in names or not first:
            return problem.message
        return f"{problem.message} Văn bản này đã có ở tệp “{first}”."

    def with_unread(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return located problems after those of cells that could not be read, each cell once."""
        spoken = {one.pointer for one in self.problems}
        more = [one for one in problems if one.pointer not in spoken]
        return (*self.problems, *self.located(more))


def with_workbooks(
    data: Mapping[str, Any],
    uploads: Sequence[Upload],
    catalog: Catalog,
    locality: str,
    dossier: Dossier,
    files: Mapping[str, str] | None = None,
) -> Filled:
    """Put every workbook's data where its form has them in the dossier.

    The dossier has a workbook of its own, for the shared facts; what `data` say of them wins.

    Args:
        data: of the dossier, without its workbooks.
        uploads: the workbooks, in any order.
        catalog: the forms.
        locality: whose words the workbooks use; empty: what each one says.
        dossier: what they belong to.
        files: pointer into `data` → name of the JSON file that gave what is there.

    Raises:
        BadRequest: there are workbooks, and the documents beside them are no object.
        InputError: a file cannot be read safely, is none of ours or of another dossier; it is
            named.
    """
    given = data.get(SHARED, {})
    winning = tuple(given) if isinstance(given, Mapping) else ()
    if not uploads:  # what is of another shape is told with everything else
        return Filled(data, {}, {}, files or {}, winning)
    documents = data.get(DOCUMENTS, {})
    if not isinstance(documents, Mapping):
        raise BadRequest(f"“{DOCUMENTS}” phải là một đối tượng.")
    whole: dict[str, Any] = dict(documents)
    readings: dict[str, tuple[str, Reading]] = {}
    moved: dict[str, str] = {}
    together = {**data, DOCUMENTS: whole}
    for upload in uploads:
        form, reading = _read(upload, catalog, locality, dossier)
        if form.name == dossier.name:
            _refuse_second(upload, readings)
            pointer = f"/{SHARED}"
            if isinstance(given, Mapping):
                together[SHARED] = {**reading.data, **given}
        else:
            pointer = _placed(form.name, reading.data, whole, moved)
        readings[pointer] = (upload.name, reading)
    filled = Filled(together, readings, moved, files or {}, winning)
    unread = [
        replace(one, pointer=pointer + one.pointer)
        for pointer, (_, reading) in readings.items()
        for one in reading.problems
    ]
    return replace(filled, problems=filled.located(unread))


def _placed(
    form: str, data: Mapping[str, Any], whole: dict[str, Any], moved: dict[str, str]
) -> str:
    """Put a document after those of its form that are there already; return its pointer."""
    sent = f"/{DOCUMENTS}/{form}"
    listed = whole.get(form, [])
    if not isinstance(listed, list):
        listed = [listed]
        moved[f"{sent}/0"] = sent
    whole[form] = [*listed, data]
    return f"{sent}/{len(listed)}"


def _refuse_second(upload: Upload, readings: Mapping[str, tuple[str, Reading]]) -> None:
    """Refuse a workbook of shared facts after another one; both are named."""
    if f"/{SHARED}" in readings:
        first = readings[f"/{SHARED}"][0]
        raise WrongWorkbook(
            f"Tệp “{upload.name}”: phần dùng chung đã có ở tệp “{first}”; hãy bỏ bớt một tệp."
        )


def _is_within(problem: Problem, pointer: str) -> bool:
    return problem.pointer == pointer or problem.pointer.startswith(f"{pointer}/")


def _read(
    upload: Upload, catalog: Catalog, locality: str, dossier: Dossier
) -> tuple[Form, Reading]:
    try:
        mark = identify(upload.content)
        place = locality or mark.locality
        if mark.form == dossier.name:
            form = shared_form(dossier, catalog, place)
            return form, read_workbook(form, upload.content)
        form = catalog.form(mark.form, place)
        if form.name != INDEX and dossier.document(form.name) is None:
            raise WrongWorkbook(
                f"“{form.title}” không thuộc hồ sơ này; hãy bỏ tệp hoặc chọn đúng loại hồ sơ."
            )
        return form, read_workbook(form, upload.content)
    except InputError as error:
        raise type(error)(f"Tệp “{upload.name}”: {error}", detail=error.detail) from None
