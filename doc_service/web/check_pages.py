"""Soát thể thức: a Word file in, what does not conform out; nothing of it is kept."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from flask import Blueprint, Response, jsonify, render_template, request, send_file
from flask.typing import ResponseReturnValue

from doc_service.conformity.findings import SEVERITIES, Finding, Report
from doc_service.desk.uploads import safe_name
from doc_service.errors import BadRequest, InputError
from doc_service.formats import FORMATS
from doc_service.http import member
from doc_service.service import DocService
from doc_service.the_thuc.rule_sets import rule_sets
from doc_service.web.check_words import add_check_words
from doc_service.web.languages import gettext as _
from doc_service.web.sentences import told_error

_OTHERS: Final = (
    (b"%PDF", "Đây là tệp PDF. Chỉ soát được tệp Word (.docx): hãy gửi bản Word của văn bản này."),
    (
        bytes.fromhex("D0CF11E0A1B11AE1"),
        "Đây là tệp Word kiểu cũ (.doc) hoặc có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu nếu có, "
        "chọn Lưu thành (Save As), kiểu “Word Document (.docx)” rồi gửi lại.",
    ),
)


def checking_blueprint(service: DocService) -> Blueprint:
    """Return the page that checks documents."""
    blueprint = Blueprint("checking", __name__)
    add_check_words(blueprint)

    @blueprint.get("/soat-the-thuc")
    def page() -> str:
        return _drawn("checks.html", {})

    @blueprint.post("/soat-the-thuc")
    def check() -> ResponseReturnValue:
        member()
        try:
            content, name = _upload()
            report = service.check(content, name, rule_set=request.form.get("bo_the_thuc", ""))
        except InputError as error:
            return _answer(422, said=told_error(error))
        if request.form.get("nhan_xet"):
            return _copy(service.commented(content, report), name)
        day = dt.date.fromisoformat(report.day) if report.day else None
        return _answer(200, report=report, day=day, found=_by_severity(report))

    return blueprint


def _upload() -> tuple[bytes, str]:
    upload = request.files.get("tep")
    if upload is None or not upload.filename:
        raise BadRequest(_("Chưa chọn tệp nào. Hãy chọn một tệp Word (.docx)."))
    content = upload.read()
    if not content:
        raise BadRequest(_("Tệp trống, không có gì để soát. Hãy chọn lại tệp."))
    for magic, said in _OTHERS:
        if content.startswith(magic):
            raise BadRequest(said)
    return content, safe_name(upload.filename)


def _by_severity(report: Report) -> list[tuple[str, str, list[Finding]]]:
    """Return severity, its heading and its findings, the gravest first."""
    found = (
        (name, heading, [one for one in report.findings if one.severity == name])
        for name, heading in SEVERITIES.items()
    )
    return [one for one in found if one[2]]


def _families() -> dict[str, str]:
    return {
        "dang": _("văn bản của Đảng"),
        "nha_nuoc": _("văn bản hành chính nhà nước"),
        "mttq": _("văn bản của Mặt trận, đoàn thể"),
    }


def _drawn(template: str, result: Mapping[str, object]) -> str:
    return render_template(
        template,
        rule_sets=rule_sets(),
        chosen=request.form.get("bo_the_thuc", ""),
        families=_families(),
        **result,
    )


def _answer(status: int, **result: object) -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(html=_drawn("pieces/check_report.html", result)), status
    return _drawn("checks.html", result), status


def _copy(content: bytes, name: str) -> Response:
    stem = PurePath(name).stem or "van-ban"
    return send_file(io.BytesIO(content), FORMATS["docx"].media_type, True, f"{stem}.nhan-xet.docx")
