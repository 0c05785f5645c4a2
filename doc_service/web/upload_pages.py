"""Nộp tệp: filled workbooks and JSON in, drafts out."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from flask import (
    Blueprint,
    Response,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import FileStorage

from doc_service.desk.drafts import open_document
from doc_service.desk.uploads import Received, marked, on_one_line, receive, safe_name
from doc_service.errors import DocServiceError
from doc_service.formats import FORMATS
from doc_service.http import member
from doc_service.service import DocService
from doc_service.web.languages import gettext as _
from doc_service.web.sentences import told_error

log = logging.getLogger(__name__)

MOST_FILES: Final = 40
"""Files of one go; each becomes a draft."""

SHOWN: Final = 12
"""Problems that the list of results names for each file; the draft shows them all."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file."""

    name: str
    received: Received | None
    said: Markup = Markup()
    """Why it was refused."""


def uploads_blueprint(service: DocService) -> Blueprint:
    """Return the pages that take files."""
    blueprint = Blueprint("uploads", __name__)
    desk = service.desk
    limits = {"megabytes": service.settings.max_upload_mb, "files": MOST_FILES}
    blueprint.add_app_template_filter(on_one_line, "on_one_line")

    @blueprint.get("/nop-tep")
    def page() -> str:
        return render_template("uploads.html", results=(), limits=limits, said="", shown=SHOWN)

    @blueprint.get("/nop-tep/gioi-han")
    def limit() -> Response:
        return jsonify(limits)

    @blueprint.post("/nop-tep")
    def send() -> ResponseReturnValue:
        member().require("write")
        files = [one for one in request.files.getlist("tep") if one.filename]
        results = [_result(service, one) for one in files[:MOST_FILES]]
        said = _said(files)
        number = _only_good(results)
        if number and not said:
            return _go(url_for("drafting.page", number=number))
        status = 200 if any(one.received for one in results) else 422
        drawn = {"results": results, "said": said, "limits": limits, "shown": SHOWN}
        if _wants_json():
            return jsonify(html=render_template("pieces/upload_results.html", **drawn)), status
        return render_template("uploads.html", **drawn), status

    @blueprint.get("/nop-tep/<number>/danh-dau")
    def marks(number: str) -> Response:
        content = marked(desk, member(), number)
        name = open_document(desk, member(), number).upload_name
        stem = PurePath(name).stem or "tep"
        return send_file(
            io.BytesIO(content),
            FORMATS["xlsx"].media_type,
            as_attachment=True,
            download_name=f"{stem}.can-sua.xlsx",
        )

    return blueprint


def _result(service: DocService, file: FileStorage) -> Result:
    """Take one file; what is wrong with it is its own, the others are taken all the same."""
    name = safe_name(file.filename or "")
    try:
        return Result(name, receive(service.desk, member(), file.read(), name))
    except DocServiceError as error:
        if error.status >= 500:
            log.error("upload failed", extra={"code": error.code, "detail": error.detail})
        return Result(name, None, told_error(error))


def _said(files: Sequence[FileStorage]) -> str:
    if not files:
        return str(_("Chưa chọn tệp nào. Hãy chọn tệp Excel hoặc JSON rồi bấm “Nộp tệp”."))
    if len(files) > MOST_FILES:
        left = len(files) - MOST_FILES
        first = safe_name(files[MOST_FILES].filename or "")
        said = _(
            "Mỗi lần chỉ nhận %(most)s tệp; hãy nộp tiếp %(left)s tệp còn lại, từ “%(name)s”.",
            most=MOST_FILES,
            left=left,
            name=first,
        )
        return str(said)
    return ""


def _only_good(results: Sequence[Result]) -> str:
    """Return the draft to open at once: of one file, of which the draft itself tells all."""
    only = results[0].received if len(results) == 1 else None
    return only.document.id if only and not only.asides else ""


def _go(url: str) -> ResponseReturnValue:
    return jsonify(go=url) if _wants_json() else redirect(url, 303)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
