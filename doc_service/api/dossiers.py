"""Dossiers: what they consist of, and issuing one whole."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, Response, json, jsonify, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from doc_service.api.bodies import Keys, json_body, refuse, wrong_keys
from doc_service.api.documents import ZIP, file_dict, place_dict
from doc_service.dossiers.declarations import Dossier, dossier
from doc_service.dossiers.filled_workbooks import Upload
from doc_service.dossiers.given import DOCUMENTS, SHARED
from doc_service.dossiers.issuing import DossierOrder, IssuedDossier
from doc_service.errors import BadRequest
from doc_service.formats import FORMATS
from doc_service.http import member, place_asked
from doc_service.http.problem_json import problem_dict
from doc_service.service import DocService
from doc_service.workbooks.blank import blank_workbook


def dossiers_blueprint(service: DocService) -> Blueprint:
    """Return the resource that issues dossiers."""
    blueprint = Blueprint("dossiers", __name__)

    @blueprint.get("/dossiers")
    def dossiers() -> Response:
        return jsonify(dossiers=[_summary(one) for one in service.dossiers.values()])

    @blueprint.get("/dossiers/<name>")
    def one(name: str) -> Response:
        return jsonify(_described(dossier(service.dossiers, name), service))

    @blueprint.get("/dossiers/<name>/example")
    def example(name: str) -> Response:
        found = dossier(service.dossiers, name)
        return jsonify(dossier=name, outputs=["docx", "pdf"], data=found.example)

    @blueprint.get("/dossiers/<name>/workbook")
    def workbook(name: str) -> Response:
        found = dossier(service.dossiers, name)
        shared = service.blank_form(found.name, place_asked(request.args.get("locality")))
        answer = Response(blank_workbook(shared), content_type=FORMATS["xlsx"].media_type)
        answer.headers.set("Content-Disposition", "attachment", filename=f"{name}-trang.xlsx")
        return answer

    @blueprint.post("/dossiers/<name>")
    def create(name: str) -> Response:
        member().require("write")
        if request.mimetype == "application/json":
            return _answer(service.issue_dossier(_order(name, json_body())))
        if request.mimetype == "multipart/form-data":
            return _answer(service.issue_dossier(_upload_order(name)))
        raise UnsupportedMediaType

    return blueprint


def _summary(found: Dossier) -> dict[str, Any]:
    return {
        "name": found.name,
        "title": found.title,
        "help": found.help,
        "source": found.source,
        "links": {
            "self": url_for("dossiers.one", name=found.name),
            "example": url_for("dossiers.example", name=found.name),
            "workbook": url_for("dossiers.workbook", name=found.name),
        },
    }


def _described(found: Dossier, service: DocService) -> dict[str, Any]:
    return {
        **_summary(found),
        "documents": [
            {
                "form": document.form,
                "title": service.catalog.form(document.form, place_asked(None)).title,
                "required": document.required,
                "copies": document.copies,
                "reference": document.reference,
                "for_each": document.each.fact if document.each else "",
            }
            for document in found.documents
        ],
        "facts": [
            {
                "name": fact.name,
                "label": fact.label,
                "help": fact.help,
                "rows": bool(fact.key),
                "agree": fact.agree,
                "stands_in": [f"{slot.form}.{slot.field}" for slot in fact.slots],
            }
            for fact in found.facts
        ],
    }


_KEYS: Final[Keys] = {
    "dossier": (str, "tên hồ sơ", False),
    "data": (dict, "dữ liệu của hồ sơ", True),
    "locality": (str, "tên địa phương", False),
    "outputs": (list, "danh sách định dạng", False),
    "draft": (bool, "true hoặc false", False),
}


def _order(name: str, body: Mapping[str, Any]) -> DossierOrder:
    wrong = wrong_keys(body, _KEYS)
    if body.get("dossier", name) != name:
        wrong.append(f"“dossier” khác với hồ sơ “{name}” của địa chỉ gửi đến")
    misplaced = [f"“{one}”" for one in (SHARED, DOCUMENTS) if one in body]
    if misplaced:
        wrong.append(f"hãy đặt {', '.join(misplaced)} trong “data”")
    refuse(wrong)
    return DossierOrder(
        dossier=name,
        data=body["data"],
        locality=place_asked(body.get("locality")),
        outputs=tuple(str(one) for one in body.get("outputs", ["docx", "pdf"])),
        draft=body.get("draft", False),
    )


def _upload_order(name: str) -> DossierOrder:
    """Read an order whose documents are filled workbooks, several under `workbook`."""
    values = request.form
    try:
        data = json.loads(values.get("data") or "{}")
    except (ValueError, RecursionError) as error:
        raise BadRequest("“data” không phải JSON hợp lệ.", detail=str(error)) from None
    if not isinstance(data, dict):
        raise BadRequest("“data” phải là một đối tượng JSON.")
    outputs = [one.strip() for one in values.get("outputs", "docx,pdf").split(",") if one.strip()]
    return DossierOrder(
        dossier=name,
        data=data,
        locality=place_asked(values.get("locality")),
        outputs=tuple(outputs),
        draft=values.get("draft", "").lower() in ("1", "true", "yes"),
        workbooks=tuple(
            Upload(one.filename or "tệp Excel", one.read())
            for one in request.files.getlist("workbook")
        ),
    )


def _answer(issued: IssuedDossier) -> Response:
    if request.accept_mimetypes.best == "application/json":
        return _as_json(issued)
    answer = Response(issued.archive(), content_type=ZIP)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{issued.name}.zip")
    answer.headers["VanThu-Warnings"] = str(len(issued.warnings))
    return answer


def _as_json(issued: IssuedDossier) -> Response:
    return jsonify(
        title=issued.title,
        name=issued.name,
        warnings=[problem_dict(one) for one in issued.warnings],
        documents=[
            {
                "title": one.title,
                "rule_set": one.rule_set,
                "pages": one.pages,
                "signatures": [place_dict(place) for place in one.places],
                "files": [file_dict(file) for file in one.files],
            }
            for one in issued.documents
        ],
        merged=file_dict(issued.merged) if issued.merged else None,
        archive={
            "name": f"{issued.name}.zip",
            "content": base64.b64encode(issued.archive()).decode(),
        },
    )
