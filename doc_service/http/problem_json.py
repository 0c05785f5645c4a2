"""Errors as RFC 9457 problem details, with a JSON Pointer for every wrong field."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Flask, Response, g, json, request
from werkzeug.exceptions import HTTPException

from doc_service.errors import DocServiceError, InvalidData, OutOfDiskSpace, StaleDraft
from doc_service.problems import Problem

log = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"


Page = Callable[[int, str, str, str], Response]
"""Draws an error for a person: status, code, title, sentence."""


def register_errors(app: Flask, page: Page | None = None) -> None:
    """Answer every error of an application: to a person as a page, else as a problem document."""

    def answer(status: int, code: str, title: str, detail: str, **more: Any) -> Response:
        if page is not None and _is_for_a_person():
            return page(status, code, title, detail)
        return problem(status, code, title, detail, **more)

    @app.errorhandler(DocServiceError)
    def ours(error: DocServiceError) -> Response:
        write = log.error if error.status >= 500 else log.info
        write(
            "refused",
            extra={"code": error.code, "detail": error.detail},
            exc_info=error.status >= 500,
        )
        return answer(error.status, error.code, error.title, str(error), **_more(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        status = error.code or 500
        code, title, detail = HTTP_ERRORS.get(
            status, (f"http_{status}", error.name, "Yêu cầu không xử lý được.")
        )
        said = answer(status, code, title, detail)
        for name, value in error.get_headers():
            if name == "Allow":
                said.headers[name] = value
        return said

    @app.errorhandler(OSError)
    def disk(error: OSError) -> Response:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            return unforeseen(error)
        said = (
            "Ổ đĩa của máy chủ đã đầy nên chưa nhận được tệp. Xin báo người quản trị rồi gửi lại."
        )
        return ours(OutOfDiskSpace(said, detail=str(error)))

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        log.exception("unforeseen error")
        return answer(
            500,
            "internal",
            "Lỗi của dịch vụ",
            "Dịch vụ gặp lỗi ngoài dự kiến; dữ liệu của ông/bà không bị thay đổi. "
            "Xin gửi mã yêu cầu này cho người quản trị.",
        )


def _is_for_a_person() -> bool:
    """Say whether a browser asks for a page; scripts on a page ask for JSON."""
    if request.path.startswith("/api/"):
        return False
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def _more(error: DocServiceError) -> dict[str, Any]:
    if isinstance(error, InvalidData):
        return {"problems": [problem_dict(one) for one in error.problems]}
    if isinstance(error, StaleDraft):
        return {"version": error.version, "data": error.data, "by": error.by}
    return {}


HTTP_ERRORS: Final[Mapping[int, tuple[str, str, str]]] = {
    404: (
        "not_found",
        "Không có địa chỉ này",
        "Không có gì ở địa chỉ này; xem danh sách ở /api/v1/forms.",
    ),
    405: (
        "method_not_allowed",
        "Không dùng được phương thức này",
        "Địa chỉ này không nhận phương thức đã gửi.",
    ),
    413: (
        "upload_too_large",
        "Tệp quá lớn",
        "Yêu cầu vượt quá dung lượng cho phép; hãy gửi tệp nhỏ hơn.",
    ),
    415: (
        "unsupported_media_type",
        "Không nhận loại dữ liệu này",
        "Gửi JSON (application/json) hoặc tệp .xlsx (multipart/form-data, trường “workbook”).",
    ),
}
"""Status → code, title and sentence of what no code of ours refused."""


def problem(status: int, code: str, title: str, detail: str, **more: Any) -> Response:
    """Return a problem document."""
    body = {
        "type": f"urn:vanthu:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": g.get("request_id", ""),
        **more,
    }
    return Response(json.dumps(body), status=status, content_type=PROBLEM_JSON)


def problem_dict(one: Problem) -> dict[str, Any]:
    """Return one problem as JSON, without what it does not have."""
    shown: dict[str, Any] = {
        "pointer": one.pointer,
        "message": one.message,
        "code": one.code,
        "severity": one.severity,
    }
    if one.clause:
        shown["clause"] = one.clause
    if one.place:
        shown["place"] = {
            "sheet": one.place.sheet,
            "row": one.place.row,
            "column": one.place.column,
        }
    return shown
