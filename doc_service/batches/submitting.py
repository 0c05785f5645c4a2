"""Asking for a batch: the file is kept first, then everything else happens in the workers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import IO, Final, Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from doc_service.accounts.members import Member
from doc_service.batches.inputs_stored import as_input, chosen_documents
from doc_service.batches.naming import pattern_problems
from doc_service.batches.queries import Query
from doc_service.batches.wiring import Batches
from doc_service.desk.uploads import safe_name
from doc_service.documents.issuing import issued_formats
from doc_service.errors import InvalidData, KeyReused, NotFound
from doc_service.ledger import terms
from doc_service.problems import Problem
from doc_service.records import Batch
from doc_service.vietnamese.numbers import nghin
from doc_service.vietnamese.text import clean

Then = Literal["ask", "good", "clean"]

_LONGEST: Final = 200
"""Characters of a label or a key."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody asks for."""

    form: str
    kind: Literal["form", "dossier"] = "form"
    outputs: tuple[str, ...] = ("docx", "pdf")
    pattern: str = ""
    """Of file names; empty: as one document alone is called, after its number in the batch."""

    draft: bool = False
    then: Then = "ask"
    """What follows the check: ask; go on with what is `good`; go on only if all is `clean`."""

    label: str = ""
    again_of: str = ""
    """A batch of before that this one makes again with new data."""

    stored: Query | None = None
    """What the file names stored documents for; None for a file that was sent."""


def submit(
    batches: Batches, member: Member, asked: Submission, file: IO[bytes], name: str, key: str = ""
) -> tuple[Batch, bool]:
    """Return the batch of a file, and whether it is new; the same sent twice is the same batch.

    Args:
        batches: what to work with.
        member: whose batch it is.
        asked: what to make.
        file: what to make it of; read to its end.
        name: what the file was called; told, never trusted.
        key: the caller's own name for this request (idempotency key); the same key with another
            file or other wishes is refused.

    Raises:
        Forbidden: the role only reads.
        FormNotFound, DossierNotFound: there is no such form or kind of dossier.
        UnknownOutput: it is not issued in such a format.
        InvalidData: a wish is wrong; `pointer` names it.
        KeyReused: the key stands for something else.
        OutOfDiskSpace: there is no room for the file.
    """
    member.require("write")
    _refuse_wrong(batches, member, asked, key)
    content = batches.storage.put_file(file)
    fingerprint = _fingerprint(asked, member.locality, content)
    with batches.database.reading() as session:
        found = _same(session, member, key, fingerprint)
    if found is None:
        try:
            return _begin(
                batches, member, asked, content, safe_name(name), key or fingerprint
            ), True
        except IntegrityError:  # the same came twice at the same moment
            with batches.database.reading() as session:
                found = _same(session, member, key, fingerprint)
    if found is None:
        raise NotFound("Không tìm thấy đợt lập văn bản này.")
    return found, False


def submit_stored(
    batches: Batches, member: Member, asked: Submission, key: str = ""
) -> tuple[Batch, bool]:
    """Return the batch of the stored documents that are asked for, and whether it is new.

    The same query that finds the same documents is the same batch.

    Raises:
        FormNotFound: there is no such form to make.
        InvalidData: there is no such stored document.
        Forbidden, UnknownOutput, KeyReused, OutOfDiskSpace: as `submit`.
    """
    member.require("write")
    query = asked.stored
    assert query is not None  # what would be asked for?
    ids = chosen_documents(batches, member, query)
    source = batches.desk.form(query.form, member.locality)
    if not ids:
        said = f"Không có văn bản “{source.title}” nào đã phát hành khớp với điều kiện."
        raise InvalidData([Problem("/stored", said, "none_found")])
    name = f"{nghin(len(ids))} văn bản: {source.title}"
    label = asked.label or batches.desk.form(asked.form, member.locality).title
    return submit(batches, member, replace(asked, label=label), as_input(ids), name, key)


def _refuse_wrong(batches: Batches, member: Member, asked: Submission, key: str) -> None:
    issued_formats(asked.outputs)
    wrong = []
    if asked.kind == "form":
        form = batches.desk.form(asked.form, member.locality)
        wrong += pattern_problems(asked.pattern, form)
    else:
        batches.dossier(asked.form)
    if len(key) > _LONGEST:
        wrong.append(Problem("/khoa", f"Khóa dài quá {_LONGEST} ký tự.", "too_long"))
    if len(asked.label) > _LONGEST:
        wrong.append(Problem("/ten", f"Tên đợt dài quá {_LONGEST} ký tự.", "too_long"))
    if wrong:
        raise InvalidData(wrong)


def _fingerprint(asked: Submission, locality: str, content: str) -> str:
    wishes = {name: value for name, value in asdict(asked).items() if name not in ("label", "then")}
    said = json.dumps([wishes, locality, content], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _same(session: Session, member: Member, key: str, fingerprint: str) -> Batch | None:
    statement = select(Batch).where(Batch.unit_id == member.unit_id)
    found = session.scalar(statement.where(Batch.asked_as == (key or fingerprint)))
    if found is not None and key and found.fingerprint != fingerprint:
        raise KeyReused(
            "Khóa này đã dùng cho một đợt khác. Hãy gửi với khóa mới, hoặc gửi đúng tệp và lựa "
            "chọn như lần trước.",
            detail=found.id,
        )
    return found


def _begin(
    batches: Batches, member: Member, asked: Submission, content: str, name: str, asked_as: str
) -> Batch:
    with batches.database.session() as session:
        batch = Batch(
            unit_id=member.unit_id,
            created_by=member.user_id or None,
            asked_as=asked_as,
            fingerprint=_fingerprint(asked, member.locality, content),
            label=clean(asked.label) or name,
            kind=asked.kind,
            form=asked.form,
            locality=member.locality,
            outputs=list(dict.fromkeys(asked.outputs)),
            pattern=asked.pattern,
            draft=asked.draft,
            then=asked.then,
            input=content,
            input_name=name,
            chosen=asked.stored and asked.stored.to_json(),
            again_of=asked.again_of or None,
            lane=terms.LANES["batch"],
        )
        session.add(batch)
        session.flush()
    return batch
