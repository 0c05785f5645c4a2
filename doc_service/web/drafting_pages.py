"""Soạn thảo: the page on which a draft takes shape, and what its scripts ask for."""

from __future__ import annotations

import base64
import io
from typing import Any, Final

from flask import (
    Blueprint,
    Response,
    json,
    jsonify,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import UnsupportedMediaType

from doc_service.accounts.people import unit
from doc_service.desk import Desk
from doc_service.desk.drafts import Beginning, Save, begin, discard, open_document, save
from doc_service.desk.issuing import issue_draft, outputs_of
from doc_service.desk.narration import read_text
from doc_service.desk.origins import all_from, source
from doc_service.desk.presence import here, leave
from doc_service.desk.previews import Preview, draft_file, preview
from doc_service.errors import BadRequest, InvalidData
from doc_service.formats import FORMATS
from doc_service.http import member
from doc_service.pictures import PictureError, decode_picture
from doc_service.problems import Problem
from doc_service.service import DocService
from doc_service.web.drawing import drawn_fields
from doc_service.web.languages import gettext as _
from doc_service.web.sentences import drawn_problem, error_sentence

PREVIEW: Final = "application/vnd.vanthu.preview"
"""A line of JSON (problems, words, pages, failed), a line break, a PDF or nothing."""

_TAB: Final = 64
"""Longest name of a tab."""


def drafting_blueprint(service: DocService) -> Blueprint:
    """Return the pages of drafting."""
    blueprint = Blueprint("drafting", __name__)
    _add_page(blueprint, service)
    _add_typing(blueprint, service.desk)
    _add_files(blueprint, service.desk)
    _add_ends(blueprint, service.desk)
    return blueprint


def _add_page(blueprint: Blueprint, service: DocService) -> None:
    """Begin a draft, and draw the page on which it takes shape."""
    desk = service.desk

    @blueprint.post("/soan-thao")
    def start() -> ResponseReturnValue:
        name = request.form.get("bieu_mau", "")
        form = desk.form(name, member().locality)
        beginning = Beginning()
        if request.form.get("vi_du"):
            said = source("example", where=form.title)
            example = dict(form.example)
            beginning = Beginning(example, all_from(example, said), is_complete=True)
        return redirect(url_for("drafting.page", number=begin(desk, member(), name, beginning).id))

    @blueprint.get("/soan-thao/<number>")
    def page(number: str) -> ResponseReturnValue:
        document = open_document(desk, member(), number)
        if document.state != "draft":
            return redirect(url_for("shelf.document", number=number))
        form = desk.form(document.form, document.locality)
        profile = unit(service.database, document.unit_id).profile
        state = {
            "id": document.id,
            "version": document.version,
            "data": document.data,
            "fields": drawn_fields(form),
            "signers": profile.get("nguoi_ky") or [],
            "readOnly": not member().may("write"),
            "upload": document.upload_name,
        }
        return render_template(
            "drafting.html", document=document, form=form, state=state, outputs=outputs_of(form)
        )


def _add_typing(blueprint: Blueprint, desk: Desk) -> None:
    """What the page asks while somebody types."""

    @blueprint.get("/soan-thao/<number>/du-lieu")
    def newest(number: str) -> Response:
        document = open_document(desk, member(), number)
        return jsonify(version=document.version, data=document.data, state=document.state)

    @blueprint.put("/soan-thao/<number>/du-lieu")
    def keep(number: str) -> Response:
        body = _body()
        document = save(desk, member(), number, Save(int(body.get("version", 0)), body["data"]))
        return jsonify(version=document.version, title=document.title)

    @blueprint.post("/soan-thao/<number>/xem-truoc")
    def look(number: str) -> Response:
        body = _body()
        document = open_document(desk, member(), number)
        form = desk.form(document.form, document.locality)
        seen = preview(desk, form, body["data"], f"{number}/{str(body.get('tab', ''))[:_TAB]}")
        said = {
            "problems": [drawn_problem(one, form.fields) for one in seen.problems],
            "words": {pointer: list(pair) for pointer, pair in seen.words.items()},
            "pages": seen.pages,
            "failed": seen.failed,
            "why": _why(seen) if seen.failed else "",
        }
        # one line of JSON, then the PDF as it is: base64 costs a slow browser a tenth of the wait
        return Response(json.dumps(said).encode() + b"\n" + seen.pdf, mimetype=PREVIEW)

    @blueprint.post("/soan-thao/<number>/co-mat")
    def present(number: str) -> Response:
        found = here(desk, member(), number, str(_json().get("tab", ""))[:_TAB])
        return jsonify(
            version=found.version, state=found.state, by=found.by, others=list(found.others)
        )

    @blueprint.post("/soan-thao/<number>/roi-di")
    def gone(number: str) -> ResponseReturnValue:
        open_document(desk, member(), number)
        leave(desk, member(), str(_json().get("tab", ""))[:_TAB])
        return "", 204

    @blueprint.post("/soan-thao/<number>/doc-chu")
    def read(number: str) -> Response:
        open_document(desk, member(), number)
        body = _json()
        found = read_text(body.get("text"), pasted=bool(body.get("pasted")))
        return jsonify(nodes=found.nodes, problems=[drawn_problem(one) for one in found.problems])


def _add_files(blueprint: Blueprint, desk: Desk) -> None:
    """Pictures in, files of the draft out."""

    @blueprint.post("/soan-thao/<number>/anh")
    def picture(number: str) -> Response:
        document = open_document(desk, member(), number)
        member().require("write", document.unit_id)
        upload = request.files.get("anh")
        if upload is None:
            raise BadRequest("Thiếu tệp ảnh.")
        content = upload.read()
        try:
            decode_picture(base64.b64encode(content).decode())
        except PictureError as error:
            raise InvalidData([Problem("", str(error), "picture")]) from None
        return jsonify(value=f"tep:{desk.storage.put(content)}", size=len(content))

    @blueprint.get("/soan-thao/<number>/anh/<key>")
    def stored_picture(number: str, key: str) -> Response:
        document = open_document(desk, member(), number)
        if f"tep:{key}" not in str(document.data):
            raise BadRequest("Văn bản không có ảnh này.")
        content = desk.storage.get(key)
        kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
        return Response(content, mimetype=kind)

    @blueprint.get("/soan-thao/<number>/tep/<output>")
    def file(number: str, output: str) -> Response:
        document = open_document(desk, member(), number)
        form = desk.form(document.form, document.locality)
        if output not in outputs_of(form):
            raise UnsupportedMediaType
        made = draft_file(desk, form, document.data, output).files[0]
        return send_file(
            io.BytesIO(made.content), FORMATS[output].media_type, True, download_name=made.name
        )


def _add_ends(blueprint: Blueprint, desk: Desk) -> None:
    """What may become of a draft: a document, or nothing."""

    @blueprint.post("/soan-thao/<number>/phat-hanh")
    def issue(number: str) -> Response:
        document = issue_draft(desk, member(), number, int(_json().get("version", 0)))
        return jsonify(url=url_for("shelf.document", number=document.id))

    @blueprint.post("/soan-thao/<number>/bo")
    def throw_away(number: str) -> ResponseReturnValue:
        discard(desk, member(), number)
        return redirect(url_for("shelf.documents"))


def _why(seen: Preview) -> str:
    """Return why there is no page, in the words of a page in another language; else ""."""
    if any(one.severity == "error" for one in seen.problems):
        sentence = _("Hãy sửa các chỗ báo đỏ để xem trang in.")
        return "" if sentence == seen.failed else sentence
    return error_sentence("conversion")


def _json() -> dict[str, Any]:
    found = request.get_json(silent=True)
    if not isinstance(found, dict):
        raise BadRequest("Nội dung gửi lên không phải JSON hợp lệ.")
    return found


def _body() -> dict[str, Any]:
    found = _json()
    if not isinstance(found.get("data"), dict):
        raise BadRequest("Thiếu “data”: dữ liệu đã nhập.")
    return found
