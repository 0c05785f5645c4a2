"""What the OpenAPI description says of asking for a batch."""

from __future__ import annotations

from typing import Any, Final

from doc_service.batches import queries
from doc_service.batches.wishes import LONGEST, THENS
from doc_service.formats import FORMATS

_TEXT: Final = {"type": "string"}
_BATCH: Final = {"application/json": {"schema": {"$ref": "#/components/schemas/batch"}}}
_ADDRESS: Final = {"Location": {"schema": _TEXT}}


def create() -> dict[str, Any]:
    """Return the operation that begins a batch."""
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "Tên do bên gọi đặt: gửi lại với cùng khóa là cùng một đợt. Không có khóa "
        "thì cùng tệp và cùng lựa chọn là cùng một đợt",
        "schema": {"type": "string", "maxLength": LONGEST},
    }
    taken = {
        "multipart/form-data": {"schema": _upload()},
        "application/json": {"schema": _of_stored()},
    }
    return {
        "summary": "Bắt đầu một đợt lập nhiều văn bản từ một tệp, hoặc từ văn bản đã phát hành",
        "parameters": [key],
        "requestBody": {"required": True, "content": taken},
        "responses": {
            "202": {
                "description": "Đã nhận; Location là địa chỉ của đợt",
                "headers": _ADDRESS,
                "content": _BATCH,
            },
            "200": {
                "description": "Đợt đã nhận trước đây",
                "headers": _ADDRESS,
                "content": _BATCH,
            },
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }


def _upload() -> dict[str, Any]:
    file = {
        "type": "string",
        "contentEncoding": "binary",
        "description": "Tệp Excel nhiều bản ghi, JSON Lines, mảng JSON, hoặc ZIP gồm tệp "
        "Excel và JSON",
    }
    outputs = {"type": "string", "description": ",".join(FORMATS), "default": "docx,pdf"}
    properties = {
        "file": file,
        "form": {"type": "string", "description": "Biểu mẫu; hoặc dùng “dossier”"},
        "dossier": {"type": "string", "description": "Loại hồ sơ; hoặc dùng “form”"},
        "outputs": outputs,
        "draft": {"type": "string", "enum": ["true", "false"], "default": "false"},
        **_wishes(),
    }
    return _object(properties, "file")


def _of_stored() -> dict[str, Any]:
    formats = {"type": "array", "items": {"enum": list(FORMATS)}, "default": ["docx", "pdf"]}
    properties = {
        "form": {"type": "string", "description": "Biểu mẫu của văn bản cần lập"},
        "stored": _query(),
        "outputs": formats,
        "draft": {"type": "boolean", "default": False},
        **_wishes(),
    }
    return _object(properties, "form", "stored")


def _wishes() -> dict[str, Any]:
    return {
        "pattern": {
            "type": "string",
            "maxLength": LONGEST,
            "description": "Mẫu tên tệp, như {stt:03} {co_quan.ten}; trống: theo tên văn bản",
        },
        "then": {
            "type": "string",
            "enum": list(THENS),
            "default": "ask",
            "description": "Sau khi kiểm: ask chờ lệnh; good lập ngay các bản ghi đúng; clean "
            "chỉ lập khi tất cả đúng",
        },
        "label": {"type": "string", "maxLength": LONGEST},
        "again_of": {"type": "string", "description": "Đợt mà đợt này lập lại với số liệu mới"},
    }


def _query() -> dict[str, Any]:
    said = {
        "form": {"type": "string", "description": "Biểu mẫu của văn bản có sẵn, đã phát hành"},
        "year": {"type": "integer", "default": 0, "description": "0: mọi năm"},
        "text": {
            "type": "string",
            "maxLength": queries.LONGEST,
            "description": "Chữ trong trích yếu, số ký hiệu, cơ quan; không cần dấu",
        },
        "rows": {
            "type": "string",
            "description": "Một danh sách của văn bản có sẵn: mỗi dòng thành một bản ghi",
        },
        "where": {
            "type": "object",
            "additionalProperties": {"type": ["string", "integer"]},
            "description": "Chỉ văn bản, hay dòng, có những giá trị này",
        },
        "fields": {
            "type": "object",
            "additionalProperties": _TEXT,
            "description": "Trường cần lập → trường của văn bản có sẵn, khi tên khác nhau",
        },
        "values": {"type": "object", "description": "Số liệu chung của mọi bản ghi, như ngày"},
        "units": {
            "enum": list(queries.UNITS),
            "default": queries.UNITS[0],
            "description": "all: văn bản của mọi đơn vị, chỉ dành cho người quản trị",
        },
        "issuer": {"enum": list(queries.ISSUERS), "default": queries.ISSUERS[0]},
        "first_number": {
            "type": "integer",
            "default": 0,
            "description": "Số của văn bản đầu tiên, các văn bản sau đếm tiếp; 0: không ghi số",
        },
    }
    return _object(said, "form")


def _object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "additionalProperties": False,
        "properties": properties,
    }
