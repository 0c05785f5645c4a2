"""Imports: last year's document in, the data of a form out, ready to correct."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from doc_service.errors import BadRequest
from doc_service.http.problem_json import problem_dict
from doc_service.service import DocService


def imports_blueprint(service: DocService) -> Blueprint:
    """Return the resource that reads documents."""
    blueprint = Blueprint("imports", __name__)

    @blueprint.post("/imports")
    def create() -> Response:
        content, name = _upload()
        found = service.import_document(content, name)
        return jsonify(
            form=found.form,
            data=found.data,
            left_over=found.left_over,
            warnings=[problem_dict(one) for one in found.problems],
        )

    return blueprint


def _upload() -> tuple[bytes, str]:
    if request.mimetype == "multipart/form-data":
        upload = request.files.get("document")
        if upload is None:
            raise BadRequest("Thiếu tệp: gửi trong trường “document” của multipart/form-data.")
        return upload.read(), upload.filename or ""
    return request.get_data(), request.args.get("name", "")
