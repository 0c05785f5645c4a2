"""Hồ sơ: what dossiers there are, and one made whole from its files."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import Final

from flask import Blueprint, Response, json, jsonify, render_template, request, send_file
from flask.typing import ResponseReturnValue

from doc_service.desk.dossier_files import dossier_order, told_by_document
from doc_service.desk.uploads import safe_name
from doc_service.dossiers.declarations import Dossier, dossier
from doc_service.dossiers.filled_workbooks import Upload
from doc_service.dossiers.issuing import DossierOrder
from doc_service.errors import InputError, InvalidData, NotFound
from doc_service.formats import FORMATS
from doc_service.http import member
from doc_service.service import DocService
from doc_service.web.sentences import told_error
from doc_service.workbooks.blank import blank_workbook, has_workbook

ZIP: Final = "application/zip"
OUTPUTS: Final = {"docx": "Word (DOCX)", "pdf": "PDF"}


def dossiers_pages_blueprint(service: DocService) -> Blueprint:
    """Return the pages of dossiers."""
    blueprint = Blueprint("dossiers_pages", __name__)

    @blueprint.get("/ho-so")
    def dossiers() -> str:
        return render_template("dossiers.html", dossiers=list(service.dossiers.values()))

    @blueprint.get("/ho-so/<name>")
    def page(name: str) -> str:
        return _drawn(service, dossier(service.dossiers, name), {})

    @blueprint.post("/ho-so/<name>")
    def issue(name: str) -> ResponseReturnValue:
        member().require("write")
        kind = dossier(service.dossiers, name)
        try:
            order = _order(service, kind)
            return _issued(service, kind, order)
        except InputError as error:
            return _refused(service, kind, {"said": told_error(error)})

    @blueprint.get("/ho-so/<name>/vi-du.json")
    def example(name: str) -> Response:
        kind = dossier(service.dossiers, name)
        order = {"dossier": name, "outputs": list(OUTPUTS), "data": kind.example}
        answer = Response(json.dumps(order, indent=2), mimetype="application/json")
        answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.json")
        return answer

    @blueprint.get("/ho-so/<name>/tep-trong/<form>.xlsx")
    def blank(name: str, form: str) -> Response:
        kind = dossier(service.dossiers, name)
        if form != name and kind.document(form) is None:
            raise NotFound("Hồ sơ này không có văn bản ấy.")
        content = blank_workbook(service.blank_form(form, member().locality))
        return send_file(
            io.BytesIO(content), FORMATS["xlsx"].media_type, True, f"{form}-trang.xlsx"
        )

    return blueprint


def _order(service: DocService, kind: Dossier) -> DossierOrder:
    outputs = tuple(one for one in OUTPUTS if one in request.form.getlist("dinh_dang"))
    draft, locality = request.form.get("ban") == "du_thao", member().locality
    if request.form.get("vi_du"):
        return DossierOrder(kind.name, kind.example, locality, outputs or tuple(OUTPUTS), draft)
    uploads = [
        Upload(safe_name(one.filename), one.read())
        for one in request.files.getlist("tep")
        if one.filename
    ]
    return dossier_order(
        kind, service.catalog, locality, uploads, outputs=outputs or tuple(OUTPUTS), draft=draft
    )


def _drawn(service: DocService, kind: Dossier, result: Mapping[str, object]) -> str:
    locality = member().locality
    parts = [
        (document, form, has_workbook(form))
        for document in kind.documents
        for form in [service.catalog.form(document.form, locality)]
    ]
    return render_template("dossier.html", kind=kind, parts=parts, outputs=OUTPUTS, **result)


def _issued(service: DocService, kind: Dossier, order: DossierOrder) -> ResponseReturnValue:
    """Return the ZIP, to a script with what should be looked at again; or all problems."""
    try:
        issued = service.issue_dossier(order)
    except InvalidData as error:
        told = told_by_document(kind, service.catalog, order, error.problems)
        return _refused(service, kind, {"told": told, "count": len(error.problems)})
    content, name = issued.archive(), f"{issued.name}.zip"
    if _wants_json():
        told = told_by_document(kind, service.catalog, order, issued.warnings)
        html = render_template("pieces/dossier_result.html", kind=kind, issued=issued, told=told)
        return jsonify(html=html, name=name, content=base64.b64encode(content).decode())
    answer = Response(content, mimetype=ZIP)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _refused(
    service: DocService, kind: Dossier, result: Mapping[str, object]
) -> ResponseReturnValue:
    if _wants_json():
        html = render_template("pieces/dossier_result.html", kind=kind, **result)
        return jsonify(html=html), 422
    return _drawn(service, kind, result), 422


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
