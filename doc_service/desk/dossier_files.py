"""A dossier from the files of its folder: which file is which document, and where problems are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from doc_service.desk.upload_kinds import kind_of
from doc_service.desk.uploaded_json import best_form, json_object
from doc_service.dossiers.declarations import INDEX, Dossier
from doc_service.dossiers.filled_workbooks import Upload
from doc_service.dossiers.given import DOCUMENTS, SHARED
from doc_service.dossiers.issuing import DossierOrder
from doc_service.dossiers.shared_form import shared_form
from doc_service.dossiers.sources import InFile
from doc_service.errors import BadRequest, InputError
from doc_service.forms.catalog import Catalog
from doc_service.forms.fields import Field
from doc_service.forms.json_data import unreadable
from doc_service.problems import Problem

SHARED_LABEL: Final = "Phần dùng chung"
WHOLE_LABEL: Final = "Cả hồ sơ"
_SHARED_FILE: Final = "chung.json"


@dataclass(frozen=True, slots=True)
class Told:
    """A problem of a dossier, ready to be shown."""

    field: str
    """Where in the document, as far as the sentence does not say it: `Mô hình, dòng 3`."""

    file: str
    """Name of the file, "" where it came from none."""

    problem: Problem
    """With its sentence and its cell."""


@dataclass(slots=True)
class _Folder:
    shared: Mapping[str, Any] = field(default_factory=dict)
    documents: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """Of files that hold one document, or the shared facts alone."""

    workbooks: list[Upload] = field(default_factory=list)
    shared_in: str = ""

    def add_shared(self, data: Mapping[str, Any], name: str) -> None:
        """Take the shared facts, once."""
        if self.shared_in:
            raise BadRequest(f"Phần dùng chung đã có ở tệp “{self.shared_in}”; hãy bỏ bớt một tệp.")
        self.shared, self.shared_in = data, name

    def add(self, form: str, data: Any) -> str:
        """Take a document after those of its form; return its pointer."""
        listed = self.documents.setdefault(form, [])
        listed.append(data)
        return f"/{DOCUMENTS}/{form}/{len(listed) - 1}"


def dossier_order(
    kind: Dossier,
    catalog: Catalog,
    locality: str,
    uploads: Sequence[Upload],
    *,
    outputs: tuple[str, ...],
    draft: bool,
) -> DossierOrder:
    """Return the order that uploaded files make: workbooks and JSON, in any order.

    Raises:
        InputError: there is no file, or one is none of this dossier's; the sentence names it.
    """
    if not uploads:
        raise BadRequest("Chưa chọn tệp nào. Hãy chọn tệp Excel, JSON của hồ sơ.")
    folder = _Folder()
    for one in uploads:
        try:
            _take(one, kind, catalog, locality, folder)
        except InputError as error:
            raise type(error)(f"Tệp “{one.name}”: {error}", detail=error.detail) from None
    return DossierOrder(
        kind.name,
        {SHARED: folder.shared, DOCUMENTS: folder.documents},
        locality,
        outputs,
        draft,
        tuple(folder.workbooks),
        folder.files,
    )


def _take(upload: Upload, kind: Dossier, catalog: Catalog, locality: str, folder: _Folder) -> None:
    if kind_of(upload.content) == "workbook":
        folder.workbooks.append(upload)
        return
    found = json_object(upload.content)
    if wrong := unreadable(found):
        raise BadRequest(wrong[0].message)
    named, inner = found.get("dossier", kind.name), found.get("data")
    if named != kind.name:
        raise BadRequest(f"Đây là dữ liệu của hồ sơ “{named}”; hãy chọn đúng loại hồ sơ.")
    if "dossier" in found and isinstance(inner, Mapping):
        found = inner
    if {SHARED, DOCUMENTS} & set(found) and "co_quan" not in found:
        _take_whole(found, upload.name, folder)
    elif upload.name.lower() == _SHARED_FILE:
        folder.add_shared(found, upload.name)
        folder.files[f"/{SHARED}"] = upload.name
    else:
        form, data = _document(found, upload.name, kind, catalog, locality)
        folder.files[folder.add(form, data)] = upload.name


def _take_whole(found: Mapping[str, Any], name: str, folder: _Folder) -> None:
    """Take a JSON file of the whole dossier; it may have some of its documents in other files."""
    shared, documents = found.get(SHARED, {}), found.get(DOCUMENTS, {})
    if not isinstance(shared, Mapping) or not isinstance(documents, Mapping):
        raise BadRequest(f"“{SHARED}” và “{DOCUMENTS}” phải là đối tượng.")
    if shared:
        folder.add_shared(shared, name)
    for form, data in documents.items():
        for one in data if isinstance(data, list) else [data]:
            folder.add(form, one)


def _document(
    found: Mapping[str, Any], name: str, kind: Dossier, catalog: Catalog, locality: str
) -> tuple[str, Any]:
    """Return whose data a JSON file has: it says so, its name does, or its fields."""
    forms = {INDEX, *(one.form for one in kind.documents)}
    said, inner = found.get("form"), found.get("data")
    is_order = isinstance(said, str) and isinstance(inner, Mapping)
    data = inner if is_order else found
    stem = name.split(".")[0].lower()
    form = str(said) if is_order else stem if stem in forms else ""
    form = form or best_form(catalog, locality, found).name
    if form not in forms:
        title = catalog.form(form, locality).title
        raise BadRequest(f"“{title}” không thuộc hồ sơ này; hãy bỏ tệp hoặc chọn đúng loại hồ sơ.")
    return form, data


def told_by_document(
    kind: Dossier, catalog: Catalog, order: DossierOrder, problems: Iterable[Problem]
) -> dict[str, list[Told]]:
    """Return problems of an order by the name of their document; the sequence is kept."""
    locality = order.locality
    whose = {name: pointer for pointer, name in order.files.items()}
    found: dict[str, list[Told]] = {}
    for one in problems:
        label, words = _place(kind, catalog, locality, _pointer(one, whose))
        file = one.file if isinstance(one, InFile) else ""
        said = one.said if isinstance(one, InFile) else one.message
        while words and words[-1] in said:  # the sentence itself says it
            words.pop()
        shown = Problem(one.pointer, said, one.code, one.severity, one.clause, one.place)
        found.setdefault(label, []).append(Told(", ".join(words), file, shown))
    return found


def _pointer(problem: Problem, whose: Mapping[str, str]) -> str:
    """Return the pointer into the dossier; of a problem in a JSON file it is one into the file."""
    inside = isinstance(problem, InFile) and problem.place is None
    above = whose.get(problem.file, "") if inside and isinstance(problem, InFile) else ""
    return above + problem.pointer


def _place(kind: Dossier, catalog: Catalog, locality: str, pointer: str) -> tuple[str, list[str]]:
    """Return the name of the document and the words for the place in it."""
    first, _, rest = pointer.removeprefix("/").partition("/")
    if first == SHARED:
        fields = shared_form(kind, catalog, locality).fields
        return SHARED_LABEL, list(_words(fields, rest.split("/")))
    if first != DOCUMENTS or not rest:
        return WHOLE_LABEL, []
    name, *inside = rest.split("/")
    document = kind.document(name)
    label = document.label if document else "Mục lục"
    label = label[:1].upper() + label[1:]
    if inside and inside[0].isdigit():
        number = int(inside.pop(0)) + 1
        if document and document.each:
            label = f"{label} ({number})"
    if document is None and name != INDEX:
        return WHOLE_LABEL, []
    return label, list(_words(catalog.form(name, locality).fields, inside))


def _words(fields: Sequence[Field], names: Sequence[str]) -> Iterator[str]:
    kind = "object"
    for name in names:
        if kind == "rows" and name.isdigit():
            yield f"dòng {int(name) + 1}"
            kind = "object"
            continue
        one = next((one for one in fields if one.name == name), None)
        if one is None:
            return
        yield one.label
        kind, fields = one.kind, one.fields
