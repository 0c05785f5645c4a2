"""What somebody wishes of a batch, as a form or a request says it; all that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from doc_service.accounts.members import Member
from doc_service.batches.naming import pattern_problems
from doc_service.batches.overview import find_batch
from doc_service.batches.queries import Query, read_query
from doc_service.batches.submitting import Submission, Then
from doc_service.batches.wiring import Batches
from doc_service.documents.issuing import issued_formats
from doc_service.errors import DossierNotFound, FormNotFound, InvalidData, NotFound, UnknownOutput
from doc_service.problems import Problem

THENS: Final[tuple[Then, ...]] = ("ask", "good", "clean")

LONGEST: Final = 200
"""Characters of a label, a key, a pattern."""

_SAID: Final[Mapping[str, bool]] = {
    "": False,
    "false": False,
    "no": False,
    "0": False,
    "true": True,
    "yes": True,
    "1": True,
}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What came, mostly as text."""

    form: str = ""
    dossier: str = ""
    outputs: tuple[str, ...] = ("docx", "pdf")
    pattern: str = ""
    draft: str = ""
    then: str = "ask"
    label: str = ""
    again_of: str = ""
    key: str = ""
    has_file: bool = False
    stored: Mapping[str, Any] | None = None
    """Stored documents instead of a file, as JSON says them."""


def submission(batches: Batches, member: Member, wishes: Wishes) -> Submission:
    """Return what is asked for.

    Raises:
        Forbidden: the role only reads.
        InvalidData: something is wrong; every problem's pointer names the field.
    """
    member.require("write")
    wrong = list(_wrong(batches, member, wishes))
    stored: Query | None = None
    if wishes.stored is not None:
        try:
            target = None if wrong else batches.desk.form(wishes.form, member.locality)
            stored = read_query(batches, member, wishes.stored, target)
        except InvalidData as error:
            wrong += error.problems
    if wrong:
        raise InvalidData(wrong)
    return Submission(
        form=wishes.form or wishes.dossier,
        kind="form" if wishes.form else "dossier",
        outputs=wishes.outputs,
        pattern=wishes.pattern,
        draft=_SAID[wishes.draft.lower()],
        then=next(one for one in THENS if one == wishes.then),
        label=wishes.label,
        again_of=wishes.again_of,
        stored=stored,
    )


def _wrong(batches: Batches, member: Member, wishes: Wishes) -> Iterator[Problem]:
    if not wishes.has_file and wishes.stored is None:
        yield Problem("/file", "Chưa có tệp. Hãy chọn tệp chứa các bản ghi.", "required")
    if wishes.stored is not None and wishes.dossier:
        said = "Từ văn bản có sẵn chỉ lập được văn bản của một biểu mẫu, chưa lập được hồ sơ."
        yield Problem("/dossier", said, "choice")
    yield from _wrong_kind(batches, member, wishes)
    try:
        issued_formats(wishes.outputs)
    except UnknownOutput as error:
        yield Problem("/outputs", str(error), "choice")
    if wishes.draft.lower() not in _SAID:
        yield Problem("/draft", "“draft” là true hoặc false.", "choice")
    if wishes.then not in THENS:
        yield Problem("/then", f"“then” là một trong: {', '.join(THENS)}.", "choice")
    for name, text in (("label", wishes.label), ("key", wishes.key), ("pattern", wishes.pattern)):
        if len(text) > LONGEST:
            said = f"“{name}” dài quá {LONGEST} ký tự."
            yield Problem(f"/{name}", said, "too_long")
    if wishes.again_of:
        try:
            find_batch(batches, member, wishes.again_of)
        except NotFound as error:
            yield Problem("/again_of", str(error), "choice")


def _wrong_kind(batches: Batches, member: Member, wishes: Wishes) -> Iterator[Problem]:
    if bool(wishes.form) == bool(wishes.dossier):
        said = "Hãy chọn một biểu mẫu (“form”) hoặc một loại hồ sơ (“dossier”)."
        yield Problem("/form", said, "required")
        return
    if wishes.dossier:
        try:
            batches.dossier(wishes.dossier)
        except DossierNotFound as error:
            yield Problem("/dossier", str(error), "choice")
        return
    try:
        form = batches.desk.form(wishes.form, member.locality)
    except FormNotFound as error:
        yield Problem("/form", str(error), "choice")
        return
    if wishes.pattern and len(wishes.pattern) <= LONGEST:
        yield from pattern_problems(wishes.pattern, form)
