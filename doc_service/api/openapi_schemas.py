"""What the OpenAPI description says of orders and answers."""

from __future__ import annotations

from typing import Any

from doc_service import errors
from doc_service.formats import FORMATS

_SIGNATURES = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Chỗ ký số cần đặt, như ky_nguoi_ky, ky_co_quan; không ghi thì bản chính thức "
    "có mọi chỗ ký của văn bản, bản dự thảo không có",
}
_PLACED = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "role": {"type": "string"},
        "label": {"type": "string"},
        "page": {"type": "integer"},
        "box": {
            "type": "array",
            "items": {"type": "number"},
            "description": "Điểm (1/72 inch) từ góc dưới bên trái: trái, dưới, phải, trên",
        },
    },
}


def order(name: str) -> dict[str, Any]:
    """Return the order of one form's document."""
    return {
        "type": "object",
        "required": ["form", "data"],
        "additionalProperties": False,
        "properties": {
            "form": {"const": name},
            "data": {"$ref": f"#/components/schemas/{name}"},
            "locality": {"type": "string", "default": ""},
            "outputs": {
                "type": "array",
                "minItems": 1,
                "items": {"enum": list(FORMATS)},
                "default": ["docx"],
            },
            "draft": {"type": "boolean", "default": False},
            "signatures": _SIGNATURES,
        },
    }


def problem() -> dict[str, Any]:
    """Return an error with its problems."""
    text = {"type": "string"}
    one = {
        "type": "object",
        "required": ["pointer", "message", "code", "severity"],
        "properties": {
            "pointer": {"type": "string", "description": "JSON Pointer vào dữ liệu"},
            "message": text,
            "code": text,
            "severity": {"enum": ["error", "warning"]},
            "clause": text,
            "place": {
                "type": "object",
                "properties": {"sheet": text, "row": {"type": "integer"}, "column": text},
            },
        },
    }
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", "request_id"],
        "properties": {
            "type": text,
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "code": {"enum": sorted(_codes())},
            "request_id": text,
            "problems": {"type": "array", "items": one},
        },
    }


def _codes() -> set[str]:
    return {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.DocServiceError)
    } | {"not_found", "method_not_allowed", "unsupported_media_type"}


def issued() -> dict[str, Any]:
    """Return an issued document."""
    text = {"type": "string"}
    file = {
        "type": "object",
        "properties": {
            "name": text,
            "media_type": text,
            "sha256": text,
            "content": {"type": "string", "contentEncoding": "base64"},
        },
    }
    return {
        "type": "object",
        "properties": {
            "title": text,
            "rule_set": text,
            "warnings": {"type": "array", "items": {"type": "object"}},
            "pages": {"type": "integer"},
            "signatures": {"type": "array", "items": _PLACED},
            "files": {"type": "array", "items": file},
        },
    }
