"""From draft to issued document, and what may befall it then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from doc_service.accounts.members import Member
from doc_service.desk.drafts import (
    Beginning,
    Save,
    begin,
    draft,
    find,
    note,
    open_document,
    save,
)
from doc_service.desk.origins import after_completion, all_from, source
from doc_service.desk.previews import final_problems, typed_data
from doc_service.desk.shelf import revision
from doc_service.desk.titles import searched
from doc_service.desk.typed import with_stored_pictures
from doc_service.desk.wiring import Desk
from doc_service.documents import Order, judge, produce
from doc_service.errors import InvalidData, NotADraft, StaleDraft
from doc_service.forms.catalog import Form
from doc_service.problems import Problem
from doc_service.records import Document, DocumentFile
from doc_service.records.tables import now
from doc_service.vietnamese.numbers import nghin
from doc_service.vietnamese.text import clean

_OUTPUTS: Final = ("docx", "pdf")
_SHORTEST_REASON: Final = 5
_LONGEST_REASON: Final = 1000


def outputs_of(form: Form) -> tuple[str, ...]:
    """Return the formats a form is issued in: tables also as a workbook."""
    has_rows = any(one.kind == "rows" and not one.shared for one in form.fields)
    return (*_OUTPUTS, "xlsx") if has_rows else _OUTPUTS


def issue_draft(desk: Desk, member: Member, document_id: str, version: int) -> Document:
    """Make a draft a final document: its data and files never change again.

    Raises:
        NotFound, Forbidden, NotADraft: it may not be issued.
        StaleDraft: somebody saved it meanwhile.
        InvalidData: something is still wrong with it; every problem at once.
        ConversionError: the PDF could not be made; the draft stays as it is.
    """
    with desk.database.reading() as session:
        found = draft(session, member, document_id, changes=False)
        _refuse_stale(found, version)
    form = desk.form(found.form, found.locality)
    typed = typed_data(desk, form, found.data)
    problems = final_problems(desk, form, typed)
    if any(one.severity == "error" for one in problems):
        raise InvalidData(problems)
    judged = judge(Order(form.name, typed.data, found.locality, outputs_of(form)), desk.parts)
    issued = produce(judged, desk.parts)
    kept = [(file, desk.storage.put(file.content)) for file in issued.files]
    with desk.database.session() as session:
        document = draft(session, member, document_id)
        _refuse_stale(document, version)
        data = with_stored_pictures(form.fields, judged.prepared.data, found.data)
        _freeze(document, form, data, judged.prepared.symbol)
        document.rule_set, document.data_sha256 = issued.rule_set, judged.prepared.data_sha256
        document.updated_by = member.user_id
        session.add_all(
            DocumentFile(
                document_id=document.id,
                format=file.format.name,
                name=file.name,
                sha256=key,
                size=len(file.content),
            )
            for file, key in kept
        )
        note(session, document.id, "issued", member, {"symbol": document.symbol})
    return document


def _refuse_stale(document: Document, version: int) -> None:
    if document.version != version:
        said = "Dự thảo vừa được sửa; hãy xem lại rồi phát hành."
        raise StaleDraft(said, version=document.version, data=document.data, by="")


def _freeze(document: Document, form: Form, data: Mapping[str, Any], symbol: str) -> None:
    said = source("locality", where=form.locality.label)
    document.origins = after_completion(document.origins, document.data, data, said)
    document.data = dict(data)
    document.symbol = symbol
    document.searched = searched(form, data, symbol)
    document.state = "issued"
    document.version += 1
    document.issued_at = document.updated_at = now()


def revoke(desk: Desk, member: Member, document_id: str, why: str) -> Document:
    """Withdraw an issued document; it stays readable, marked as withdrawn.

    Raises:
        NotFound, Forbidden: it may not be withdrawn.
        NotADraft: it is not issued.
        InvalidData: no reason is given.
    """
    why = clean(why)
    if len(why) < _SHORTEST_REASON:
        raise InvalidData([Problem("/ly_do", "Hãy ghi lý do thu hồi.", "required")])
    if len(why) > _LONGEST_REASON:
        said = f"Lý do thu hồi dài quá {nghin(_LONGEST_REASON)} ký tự; hãy viết ngắn hơn."
        raise InvalidData([Problem("/ly_do", said, "too_long")])
    with desk.database.session() as session:
        document = find(session, member, document_id, changes=True)
        member.require("write", document.unit_id)
        if document.state != "issued":
            raise NotADraft("Chỉ thu hồi được văn bản đã phát hành.")
        document.state = "revoked"
        document.revoked_at = document.updated_at = now()
        document.revoked_why, document.updated_by = why, member.user_id
        note(session, document_id, "revoked", member, {"why": why})
    return document


def copy(desk: Desk, member: Member, document_id: str, version: int = 0) -> Document:
    """Return a new draft with the data of a document, without its number and day.

    Args:
        desk: what to work with.
        member: who asks; the draft belongs to their unit.
        document_id: the document.
        version: take the data that the document had at this version; 0: those it has.

    Raises:
        NotFound: there is no such document or version.
        Forbidden: the role only reads.
    """
    member.require("write")
    found = open_document(desk, member, document_id)
    form = desk.form(found.form, member.locality)
    old = revision(desk, member, document_id, version) if version else found.data
    data = {name: value for name, value in old.items() if name != "ngay"}
    number = data.get("so_ky_hieu")
    if isinstance(number, Mapping):
        data["so_ky_hieu"] = {name: one for name, one in number.items() if name != "so"}
    said = source("document", where=found.symbol or found.title)
    return begin(
        desk,
        member,
        form.name,
        Beginning(data=data, origins=all_from(data, said), copied_from=found.id),
    )


def restore(desk: Desk, member: Member, document_id: str, version: int, seen: int) -> Document:
    """Take an earlier version up again: in the draft itself, or in a new draft of what is issued.

    Args:
        desk: what to work with.
        member: who asks.
        document_id: the document.
        version: the one to take up.
        seen: the version of the draft that the member saw.

    Raises:
        NotFound: there is no such document or version.
        Forbidden: the role only reads.
        StaleDraft: somebody saved the draft meanwhile.
    """
    found = open_document(desk, member, document_id)
    if found.state != "draft":
        return copy(desk, member, document_id, version)
    old = revision(desk, member, document_id, version)
    return save(desk, member, document_id, Save(seen, old, restores=version))
