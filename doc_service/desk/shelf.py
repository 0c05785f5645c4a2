"""The shelf: documents found again, and everything about one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, defer

from doc_service.accounts.members import Member, Role
from doc_service.desk.drafts import find
from doc_service.desk.revisions import Change, changes
from doc_service.desk.wiring import Desk
from doc_service.errors import FormNotFound, LocalityNotFound, NotFound
from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.records import Document, DocumentFile, Event, Revision, Unit, User
from doc_service.vietnamese.text import fold

Columns = TypeVarTuple("Columns")

PAGE: Final = 25
COMPARED: Final = 5
"""Saves of a history whose changes are worked out at once; of older ones each by itself."""

STATES: Final = ("draft", "issued", "revoked")
"""What a list shows; drafts that were put away are not among them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look for; empty values don't narrow."""

    text: str = ""
    form: str = ""
    state: str = ""
    year: int = 0
    unit_id: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of documents, the last changed first."""

    rows: tuple[tuple[Document, str, str], ...]
    """Document, name of its unit, name of who changed it last."""

    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a document's history."""

    what: str
    at: dt.datetime
    by: str
    detail: Mapping[str, Any]
    changes: tuple[Change, ...] = ()
    """Of a save; only the newest saves are compared."""

    is_compared: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything about one document."""

    document: Document
    unit: str
    files: tuple[DocumentFile, ...]
    history: tuple[Happening, ...]
    """The newest first; saves are `edited` with their version."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft as somebody left it."""

    document: Document
    version: int
    at: dt.datetime
    by: str
    data: Mapping[str, Any]
    changes: tuple[Change, ...]
    """Against the version before; none of the first."""


def documents(desk: Desk, member: Member, asked: Filter) -> Found:
    """Return the documents that the member may see and the filter lets through."""
    with desk.database.reading() as session:
        chosen = _narrowed(select(Document.id), member, asked)
        total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
        pages = max(1, -(-total // PAGE))
        page = min(max(asked.page, 1), pages)
        rows = session.execute(
            _narrowed(
                select(Document, Unit.name, User.name)
                .join(Unit, Unit.id == Document.unit_id)
                .join(User, User.id == Document.updated_by)
                .options(
                    *(defer(one, raiseload=True) for one in (Document.data, Document.origins))
                ),
                member,
                asked,
            )
            .order_by(Document.updated_at.desc(), Document.id)
            .limit(PAGE)
            .offset((page - 1) * PAGE)
        )
        return Found(tuple((row[0], row[1], row[2]) for row in rows), total, page, pages)


def chosen_ids(desk: Desk, member: Member, asked: Filter) -> list[str]:
    """Return the ids of all documents that `documents` would page through, the oldest first."""
    chosen = _narrowed(select(Document.id), member, asked)
    with desk.database.reading() as session:
        return list(session.scalars(chosen.order_by(Document.created_at, Document.id)))


def issued_counts(desk: Desk, member: Member, unit_id: int = 0) -> dict[str, int]:
    """Return how many issued documents of each form the member may see, of one unit or of all."""
    asked = select(Document.form, func.count()).group_by(Document.form)
    with desk.database.reading() as session:
        rows = session.execute(_narrowed(asked, member, Filter(state="issued", unit_id=unit_id)))
        return {form: count for form, count in rows}


def years(desk: Desk, member: Member) -> list[int]:
    """Return the years that the member's documents are filed under, the newest first."""
    asked = _narrowed(select(Document.year), member, Filter()).distinct()
    with desk.database.reading() as session:
        return sorted(session.scalars(asked), reverse=True)


def forms(desk: Desk, member: Member) -> list[str]:
    """Return the names of the forms that the member's documents were made with."""
    asked = _narrowed(select(Document.form), member, Filter()).distinct()
    with desk.database.reading() as session:
        return sorted(session.scalars(asked))


def detail(desk: Desk, member: Member, document_id: str) -> Detail:
    """Return everything about a document.

    Raises:
        NotFound: there is none, or it is another unit's.
    """
    with desk.database.reading() as session:
        document = find(session, member, document_id)
        unit = session.get_one(Unit, document.unit_id)
        files = session.scalars(
            select(DocumentFile)
            .where(DocumentFile.document_id == document_id)
            .order_by(DocumentFile.id)
        )
        events = session.execute(
            select(Event, User.name)
            .join(User)
            .where(Event.document_id == document_id)
            .order_by(Event.id)
        )
        happenings = [Happening(one.what, one.at, name, one.detail) for one, name in events]
        history = [*happenings, *_saves(session, _fields(desk, document), document_id)]
        history.sort(key=lambda one: one.at, reverse=True)
        return Detail(document, unit.name, tuple(files), tuple(history))


def stored_file(
    desk: Desk, member: Member, document_id: str, output: str
) -> tuple[DocumentFile, bytes]:
    """Return a file of an issued document.

    Raises:
        NotFound: there is no such document or file, or it is another unit's.
        FileLost: the store does not have it any more.
    """
    with desk.database.reading() as session:
        find(session, member, document_id)
        file = session.scalar(
            select(DocumentFile).where(
                DocumentFile.document_id == document_id, DocumentFile.format == output
            )
        )
    if file is None:
        raise NotFound("Văn bản này không có tệp định dạng ấy.")
    return file, desk.storage.get(file.sha256)


def revision(desk: Desk, member: Member, document_id: str, version: int) -> Mapping[str, Any]:
    """Return a draft's data as they were at a version that was kept.

    Raises:
        NotFound: there is no such document or version.
    """
    with desk.database.reading() as session:
        find(session, member, document_id)
        found: Mapping[str, Any] | None = session.scalar(
            select(Revision.data).where(
                Revision.document_id == document_id, Revision.version == version
            )
        )
    if found is None:
        raise NotFound("Không còn phiên bản này.")
    return found


def saved(desk: Desk, member: Member, document_id: str, version: int) -> Saved:
    """Return a version that was kept, and what it changed.

    Raises:
        NotFound: there is no such document or version.
    """
    with desk.database.reading() as session:
        document = find(session, member, document_id)
        rows = session.execute(
            select(Revision, User.name)
            .join(User)
            .where(Revision.document_id == document_id, Revision.version <= version)
            .order_by(Revision.version.desc())
            .limit(2)
        ).all()
    if not rows or rows[0][0].version != version:
        raise NotFound("Không còn phiên bản này.")
    one, name = rows[0]
    fields = _fields(desk, document)
    found = changes(fields, rows[1][0].data, one.data) if len(rows) > 1 else []
    return Saved(document, one.version, one.at, name, one.data, tuple(found))


def form_of(desk: Desk, document: Document) -> Form | None:
    """Return a document's form; None where the form is no more: the document still stands."""
    try:
        return desk.form(document.form, document.locality)
    except (FormNotFound, LocalityNotFound):
        return None


def _fields(desk: Desk, document: Document) -> Sequence[Field]:
    form = form_of(desk, document)
    return form.fields if form else ()


def _saves(session: Session, fields: Sequence[Field], document_id: str) -> Iterator[Happening]:
    """Yield every save, the newest first; those that are compared cost their data."""
    mine = Revision.document_id == document_id
    newest = session.execute(
        select(Revision, User.name)
        .join(User)
        .where(mine)
        .order_by(Revision.version.desc())
        .limit(COMPARED + 1)
    ).all()
    for (one, name), (before, _) in pairwise(newest):
        said = tuple(changes(fields, before.data, one.data))
        yield Happening("edited", one.at, name, {"version": one.version}, said, True)
    if len(newest) <= COMPARED:
        return
    older = session.execute(
        select(Revision.version, Revision.at, User.name)
        .join(User)
        .where(mine, Revision.version > 1, Revision.version <= newest[-1][0].version)
        .order_by(Revision.version.desc())
    )
    for version, at, name in older:
        yield Happening("edited", at, name, {"version": version})


def _narrowed(asked: Select[*Columns], member: Member, wanted: Filter) -> Select[*Columns]:
    asked = asked.where(Document.state.in_(STATES))
    if member.role is not Role.ADMIN:
        asked = asked.where(Document.unit_id == member.unit_id)
    elif wanted.unit_id:
        asked = asked.where(Document.unit_id == wanted.unit_id)
    for column, value in (
        (Document.form, wanted.form),
        (Document.state, wanted.state),
        (Document.year, wanted.year),
    ):
        if value:
            asked = asked.where(column == value)
    for word in fold(wanted.text).split()[:10]:
        asked = asked.where(Document.searched.contains(word, autoescape=True))
    return asked
