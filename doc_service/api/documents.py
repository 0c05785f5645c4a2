"""Documents: data or a filled workbook in, finished files out."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from doc_service.api.bodies import Keys, json_body, refuse, wrong_keys
from doc_service.documents import File, Issued, Order, WorkbookOrder
from doc_service.errors import BadRequest, InvalidData
from doc_service.finishing.places import SignaturePlace
from doc_service.formats import FORMATS
from doc_service.http import member, place_asked
from doc_service.http.problem_json import problem_dict
from doc_service.service import DocService
from doc_service.workbooks.marked import marked_workbook
from doc_service.zip_archive import write_members

ZIP: Final = "application/zip"
XLSX: Final = FORMATS["xlsx"].media_type


def documents_blueprint(service: DocService) -> Blueprint:
    """Return the resource that issues documents."""
    blueprint = Blueprint("documents", __name__)

    @blueprint.post("/documents")
    def create() -> Response:
        member().require("write")
        if request.mimetype == "application/json":
            return _answer(service.issue(_order(json_body())))
        if request.mimetype in ("multipart/form-data", XLSX):
            return _from_workbook(service, _workbook_order())
        raise UnsupportedMediaType

    return blueprint


def _from_workbook(service: DocService, order: WorkbookOrder) -> Response:
    try:
        return _answer(service.issue_workbook(order))
    except InvalidData as error:
        if request.accept_mimetypes.best != XLSX:
            raise
        answer = Response(
            marked_workbook(order.content, error.problems), status=422, content_type=XLSX
        )
        answer.headers.set("Content-Disposition", "attachment", filename="can-sua.xlsx")
        return answer


_KEYS: Final[Keys] = {
    "form": (str, "tên biểu mẫu", True),
    "data": (dict, "dữ liệu của biểu mẫu", True),
    "locality": (str, "tên địa phương", False),
    "outputs": (list, "danh sách định dạng", False),
    "draft": (bool, "true hoặc false", False),
    "signatures": (list, "danh sách chỗ ký", False),
}


def _order(body: Mapping[str, Any]) -> Order:
    refuse(wrong_keys(body, _KEYS))
    return Order(
        form=body["form"],
        data=body["data"],
        locality=place_asked(body.get("locality")),
        outputs=tuple(str(one) for one in body.get("outputs", ["docx"])),
        draft=body.get("draft", False),
        signatures=_names(body.get("signatures")),
    )


def _names(given: Any) -> tuple[str, ...] | None:
    return None if given is None else tuple(str(one) for one in given)


def _workbook_order() -> WorkbookOrder:
    if request.mimetype == XLSX:
        content, values = request.get_data(), request.args
    else:
        values = request.form
        upload = request.files.get("workbook")
        if upload is None:
            raise BadRequest(
                "Thiếu tệp Excel: gửi trong trường “workbook” của multipart/form-data."
            )
        content = upload.read()
    if len(content) > (request.max_content_length or len(content)):
        raise RequestEntityTooLarge
    outputs = [one.strip() for one in values.get("outputs", "docx").split(",") if one.strip()]
    return WorkbookOrder(
        content=content,
        form=values.get("form", ""),
        locality=values.get("locality", ""),  # where none is named, the workbook names its own
        outputs=tuple(outputs),
        draft=values.get("draft", "").lower() in ("1", "true", "yes"),
        signatures=_listed(values.get("signatures")),
    )


def _listed(given: str | None) -> tuple[str, ...] | None:
    """Read `ky_nguoi_ky,ky_co_quan`; "" is none at all, nothing is what the document has."""
    if given is None:
        return None
    return tuple(one.strip() for one in given.split(",") if one.strip())


def _answer(issued: Issued) -> Response:
    if request.accept_mimetypes.best == "application/json":
        return _as_json(issued)
    if len(issued.files) == 1:
        only = issued.files[0]
        answer = Response(only.content, content_type=only.format.media_type)
        name = only.name
    else:
        content = write_members([(file.name, file.content) for file in issued.files], level=1)
        answer = Response(content, content_type=ZIP)
        name = issued.files[0].name.rsplit(".", 1)[0] + ".zip"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["VanThu-Warnings"] = str(len(issued.warnings))
    answer.headers["VanThu-Rule-Set"] = issued.rule_set
    return answer


def _as_json(issued: Issued) -> Response:
    return jsonify(
        title=issued.title,
        rule_set=issued.rule_set,
        warnings=[problem_dict(one) for one in issued.warnings],
        pages=issued.pages,
        signatures=[place_dict(one) for one in issued.places],
        files=[file_dict(file) for file in issued.files],
    )


def file_dict(file: File) -> dict[str, Any]:
    """Return one finished file as JSON, its content in base64."""
    return {
        "name": file.name,
        "media_type": file.format.media_type,
        "sha256": file.sha256,
        "content": base64.b64encode(file.content).decode(),
    }


def place_dict(place: SignaturePlace) -> dict[str, Any]:
    """Return one empty signature field as JSON; the box is in points from the lower left."""
    return {
        "name": place.name,
        "role": place.role,
        "label": place.label,
        "page": place.page,
        "box": list(place.box),
    }
