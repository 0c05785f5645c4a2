"""Drafts: begun, saved while typing, never overwritten silently, never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from doc_service.accounts.members import Member
from doc_service.desk.beginnings import first_data
from doc_service.desk.origins import after_edit, source
from doc_service.desk.titles import searched, title_of, year_of
from doc_service.desk.wiring import Desk
from doc_service.errors import InvalidData, NotADraft, NotFound, StaleDraft
from doc_service.forms.json_data import unreadable
from doc_service.records import Document, Event, Revision, User
from doc_service.records.tables import CHANGES, now

ONE_SITTING: Final = dt.timedelta(minutes=10)
"""Saves of one person within this time are one revision."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a draft starts with besides the unit's profile."""

    data: Mapping[str, Any] = field(default_factory=dict)
    """As typed."""

    origins: Mapping[str, Any] = field(default_factory=dict)
    upload: str = ""
    upload_name: str = ""
    copied_from: str | None = None
    is_complete: bool = False
    """Take the data as they are: nothing of the unit's profile is put in."""


def begin(
    desk: Desk, member: Member, form_name: str, beginning: Beginning | None = None
) -> Document:
    """Return a new draft of the member's unit.

    Raises:
        Forbidden: the role only reads.
        FormNotFound: there is no such form.
    """
    member.require("write")
    beginning = beginning or Beginning()
    form = desk.form(form_name, member.locality)
    with desk.database.session() as session:
        data, origins = first_data(session, desk, member, form, beginning.data, beginning.origins)
        if beginning.is_complete:
            data, origins = dict(beginning.data), dict(beginning.origins)
        document = Document(
            unit_id=member.unit_id,
            form=form.name,
            locality=member.locality,
            title=title_of(form, data),
            year=year_of(data, desk.parts.today()),
            searched=searched(form, data),
            data=data,
            origins=origins,
            upload=beginning.upload,
            upload_name=beginning.upload_name,
            copied_from=beginning.copied_from,
            created_by=member.user_id,
            updated_by=member.user_id,
        )
        session.add(document)
        session.flush()
        _remember(session, document, member.user_id)
        what = "copied" if beginning.copied_from else "created"
        note(session, document.id, what, member, {"file": beginning.upload_name})
    return document


def open_document(desk: Desk, member: Member, document_id: str) -> Document:
    """Return a document that the member may see.

    Raises:
        NotFound: there is none, or it is another unit's.
    """
    with desk.database.reading() as session:
        return find(session, member, document_id)


def find(session: Session, member: Member, document_id: str, *, changes: bool = False) -> Document:
    """Return a document that the member may see, in a session of the caller's.

    Args:
        session: a transaction.
        member: who asks.
        document_id: the document.
        changes: whether it is to be changed; nobody else does so until the session ends.

    Raises:
        NotFound: there is none, or it is another unit's.
    """
    found = session.get(Document, document_id, with_for_update=CHANGES if changes else None)
    if found is None or found.state == "discarded" or not member.sees(found.unit_id):
        raise NotFound("Không tìm thấy văn bản này, hoặc văn bản không thuộc đơn vị của bạn.")
    return found


def draft(session: Session, member: Member, document_id: str, *, changes: bool = True) -> Document:
    """Return a draft that the member may change.

    Args:
        session: a transaction.
        member: who asks.
        document_id: the draft.
        changes: whether it is changed in this session; see `find`.

    Raises:
        NotFound: there is none, or it is another unit's.
        Forbidden: the role only reads.
        NotADraft: it is issued.
    """
    found = find(session, member, document_id, changes=changes)
    member.require("write", found.unit_id)
    if found.state != "draft":
        raise NotADraft(
            "Văn bản đã phát hành, không sửa được nữa; "
            "hãy “Lập lại từ văn bản này” để có dự thảo mới."
        )
    return found


@dataclass(frozen=True, slots=True)
class Save:
    """What somebody saves."""

    version: int
    """The version they saw."""

    data: Mapping[str, Any]
    """As typed."""

    restores: int = 0
    """The earlier version that these data are, where somebody takes one up again."""


def save(desk: Desk, member: Member, document_id: str, asked: Save) -> Document:
    """Keep a draft as typed, and return it with its new version.

    Raises:
        NotFound, Forbidden, NotADraft: it may not be changed.
        InvalidData: it is no data at all.
        StaleDraft: somebody saved other data meanwhile; carries them.
    """
    if wrong := unreadable(asked.data):
        raise InvalidData(wrong)
    with desk.database.session() as session:
        document = draft(session, member, document_id)
        if document.data == asked.data:
            return document
        if document.version != asked.version:
            raise _stale(session, document)
        said = _said_by(member, asked)
        form = desk.form(document.form, document.locality)
        document.origins = after_edit(document.origins, document.data, asked.data, said)
        document.data = dict(asked.data)
        document.title = title_of(form, asked.data)
        document.searched = searched(form, asked.data)
        document.year = year_of(asked.data, desk.parts.today())
        document.version += 1
        document.updated_at, document.updated_by = now(), member.user_id
        _remember(session, document, member.user_id, apart=bool(asked.restores))
        if asked.restores:
            note(session, document_id, "restored", member, {"version": asked.restores})
    return document


def discard(desk: Desk, member: Member, document_id: str) -> None:
    """Put a draft away; its rows stay in the records.

    Raises:
        NotFound, Forbidden, NotADraft: it may not be put away.
    """
    with desk.database.session() as session:
        draft(session, member, document_id).state = "discarded"
        note(session, document_id, "discarded", member)


def note(
    session: Session,
    document_id: str,
    what: str,
    member: Member,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add to a document's history."""
    session.add(
        Event(document_id=document_id, what=what, by=member.user_id, detail=dict(detail or {}))
    )


def _said_by(member: Member, asked: Save) -> dict[str, str]:
    at = now().isoformat(timespec="minutes")
    if asked.restores:
        return source("revision", by=member.name, at=at, where=str(asked.restores))
    return source("typed", by=member.name, at=at)


def _stale(session: Session, document: Document) -> StaleDraft:
    by = session.get(User, document.updated_by)
    name = by.name if by else ""
    return StaleDraft(
        f"{name or 'Người khác'} vừa lưu dự thảo này trong lúc bạn đang sửa.",
        version=document.version,
        data=document.data,
        by=name,
    )


def _remember(session: Session, document: Document, user_id: int, *, apart: bool = False) -> None:
    """Keep a revision: a new one, or the same person's of this sitting brought up to date.

    One that stands apart never takes the place of another: it throws away what was typed.
    """
    last = session.scalar(
        select(Revision)
        .where(Revision.document_id == document.id)
        .order_by(Revision.version.desc())
        .limit(1)
    )
    is_same = last and last.by == user_id and now() - last.at < ONE_SITTING and last.version > 1
    if last and is_same and not apart:
        last.version, last.data = document.version, document.data
        return
    session.add(
        Revision(document_id=document.id, version=document.version, data=document.data, by=user_id)
    )
