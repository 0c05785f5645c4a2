"""How a request asks for a batch: a file in a multipart form, or stored documents as JSON."""

from __future__ import annotations

from typing import Any, Final

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from doc_service.api.bodies import Keys, json_body, refuse, wrong_keys
from doc_service.batches.submitting import submit, submit_stored
from doc_service.batches.wiring import Batches
from doc_service.batches.wishes import Wishes, submission
from doc_service.http import member
from doc_service.records import Batch

_PLAIN: Final = ("form", "dossier", "pattern", "draft", "label", "again_of")
_KNOWN: Final = frozenset((*_PLAIN, "outputs", "then", "csrf_token"))

_TEXTS: Final = ("form", "pattern", "label", "again_of")
_STORED: Final[Keys] = {
    "form": (str, "tên biểu mẫu", True),
    "stored": (dict, "một đối tượng: những văn bản có sẵn", True),
    "outputs": (list, "danh sách định dạng", False),
    "pattern": (str, "mẫu tên tệp", False),
    "draft": (bool, "true hoặc false", False),
    "then": (str, "việc sau khi kiểm tra", False),
    "label": (str, "tên đợt", False),
    "again_of": (str, "mã của đợt trước", False),
}


def asked_batch(batches: Batches) -> tuple[Batch, bool]:
    """Return the batch that the request asks for, and whether it is new.

    Raises:
        UnsupportedMediaType: it is neither a multipart form nor JSON.
        BadRequest: it has unknown members, or ones of another type.
        InvalidData: a wish is wrong; the pointer names it.
    """
    taken = {"multipart/form-data": _of_file, "application/json": _of_stored}.get(request.mimetype)
    if taken is None:
        raise UnsupportedMediaType
    return taken(batches)


def _of_file(batches: Batches) -> tuple[Batch, bool]:
    """Begin a batch of a file, as a multipart form asks for it."""
    given = request.form
    file = request.files.get("file")
    refuse([f"không có trường “{name}”" for name in given if name not in _KNOWN])
    plain: dict[str, Any] = {name: given.get(name, "").strip() for name in _PLAIN}
    wishes = Wishes(
        **plain,
        outputs=_outputs(),
        then=given.get("then", "ask"),
        key=_key(),
        has_file=file is not None and bool(file.filename),
    )
    asked = submission(batches, member(), wishes)
    assert file is not None  # else the wishes were refused
    return submit(batches, member(), asked, file.stream, file.filename or "", wishes.key)


def _of_stored(batches: Batches) -> tuple[Batch, bool]:
    """Begin a batch of stored documents, as a JSON object asks for it."""
    body = json_body()
    refuse(wrong_keys(body, _STORED))
    plain: dict[str, Any] = {name: str(body.get(name, "")).strip() for name in _TEXTS}
    outputs = body.get("outputs", ["docx", "pdf"])
    refuse([] if all(isinstance(one, str) for one in outputs) else ["“outputs” là các định dạng"])
    wishes = Wishes(
        **plain,
        outputs=tuple(outputs),
        then=body.get("then", "ask"),
        draft="true" if body.get("draft") else "",
        key=_key(),
        stored=body["stored"],
    )
    asked = submission(batches, member(), wishes)
    return submit_stored(batches, member(), asked, wishes.key)


def _key() -> str:
    return request.headers.get("Idempotency-Key", "").strip().strip('"')


def _outputs() -> tuple[str, ...]:
    """Return `docx,pdf` of a multipart form, or several fields of this name."""
    given = request.form.getlist("outputs") or ["docx,pdf"]
    return tuple(name.strip() for one in given for name in one.split(",") if name.strip())
