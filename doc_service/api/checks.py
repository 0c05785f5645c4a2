"""Checks: a Word file in, what does not conform out, as JSON or as comments in a copy."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from flask import Blueprint, Response, jsonify, request

from doc_service.conformity.findings import Report
from doc_service.conformity.report import report_dict
from doc_service.errors import BadRequest
from doc_service.formats import FORMATS
from doc_service.service import DocService

DOCX: Final = FORMATS["docx"].media_type


def checks_blueprint(service: DocService) -> Blueprint:
    """Return the resource that checks documents."""
    blueprint = Blueprint("checks", __name__)

    @blueprint.post("/checks")
    def create() -> Response:
        content, name = _upload()
        report = service.check(content, name, rule_set=request.values.get("rule_set", ""))
        if request.accept_mimetypes.best == DOCX:
            return _copy(service.commented(content, report), report)
        return jsonify(report_dict(report))

    return blueprint


def _upload() -> tuple[bytes, str]:
    if request.mimetype == "multipart/form-data":
        upload = request.files.get("document")
        if upload is None:
            raise BadRequest("Thiếu tệp Word: gửi trong trường “document” của multipart/form-data.")
        return upload.read(), upload.filename or ""
    return request.get_data(), request.args.get("name", "")


def _copy(content: bytes, report: Report) -> Response:
    answer = Response(content, content_type=DOCX)
    stem = "".join(filter(str.isprintable, PurePath(report.name).stem)) or "van-ban"
    answer.headers.set("Content-Disposition", "attachment", filename=f"{stem}.nhan-xet.docx")
    answer.headers["VanThu-Errors"] = str(report.errors)
    answer.headers["VanThu-Warnings"] = str(report.warnings)
    answer.headers["VanThu-Rule-Set"] = report.rule_set
    return answer
