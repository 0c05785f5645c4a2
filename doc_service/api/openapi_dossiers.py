"""What the OpenAPI description says of dossiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from doc_service.dossiers.declarations import INDEX, Dossier
from doc_service.dossiers.given import DOCUMENTS, SHARED
from doc_service.formats import FORMATS
from doc_service.forms.illustrations import abridged

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_NAME = {"name": "dossier", "in": "path", "required": True, "schema": {"type": "string"}}
_TEXT = {"type": "string"}


def dossier_paths(dossiers: Iterable[Dossier]) -> dict[str, Any]:
    """Return the description of the dossiers' paths."""
    kinds = list(dossiers)
    return {
        "/dossiers": _get("Các loại hồ sơ"),
        "/dossiers/{dossier}": {
            **_get("Văn bản và phần dùng chung của một loại hồ sơ", _NAME),
            "post": _post(kinds),
        },
        "/dossiers/{dossier}/workbook": _get(
            "Tệp Excel trống cho phần dùng chung", _NAME, media_type=FORMATS["xlsx"].media_type
        ),
        "/dossiers/{dossier}/example": _get("Ví dụ, gửi lại được để lập hồ sơ", _NAME),
    }


def dossier_schemas(dossiers: Iterable[Dossier]) -> dict[str, Any]:
    """Return the schemas of the orders: each document as its form, nothing required here."""
    return {f"order_{one.name}": _order(one) for one in dossiers}


def _order(one: Dossier) -> dict[str, Any]:
    documents = {
        document.form: _document(document.form, many=document.each is not None)
        for document in one.documents
    }
    documents[INDEX] = _document(INDEX, many=False)
    facts = {
        fact.name: {"title": fact.label, **({"type": "array"} if fact.key else {})}
        for fact in one.facts
    }
    data = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            SHARED: {
                "type": "object",
                "description": "Phần dùng chung, nhập một lần",
                "additionalProperties": False,
                "properties": facts,
            },
            DOCUMENTS: {
                "type": "object",
                "description": "Phần riêng của từng văn bản; trường đã có ở phần dùng chung thì "
                "không cần nhập lại",
                "additionalProperties": False,
                "properties": documents,
            },
        },
    }
    return {
        "type": "object",
        "required": ["data"],
        "additionalProperties": False,
        "properties": {
            "dossier": {"const": one.name},
            "data": data,
            "locality": {"type": "string", "default": ""},
            "outputs": {
                "type": "array",
                "minItems": 1,
                "items": {"enum": list(FORMATS)},
                "default": ["docx", "pdf"],
            },
            "draft": {"type": "boolean", "default": False},
        },
    }


def _document(form: str, *, many: bool) -> dict[str, Any]:
    described = {
        "type": "object",
        "description": f"Dữ liệu của biểu mẫu {form}; xem /forms/{form}/schema",
    }
    if not many:
        return described
    return {"oneOf": [described, {"type": "array", "items": described}]}


def _get(
    summary: str, *parameters: Mapping[str, Any], media_type: str = "application/json"
) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object"} if media_type.endswith("json") else {}
    return {
        "get": {
            "summary": summary,
            **({"parameters": list(parameters)} if parameters else {}),
            "responses": {
                "200": {
                    "description": summary,
                    "content": {media_type: {"schema": schema}},
                },
                "default": _PROBLEM,
            },
        }
    }


def _post(kinds: list[Dossier]) -> dict[str, Any]:
    upload = {
        "type": "object",
        "properties": {
            "data": {"type": "string", "description": "JSON: phần dùng chung và phần riêng"},
            "workbook": {
                "type": "array",
                "items": {"type": "string", "contentEncoding": "binary"},
                "description": "Các tệp Excel đã điền, mỗi tệp một văn bản",
            },
            "locality": _TEXT,
            "outputs": {"type": "string", "default": "docx,pdf"},
            "draft": {"type": "string", "enum": ["true", "false"]},
        },
    }
    orders = [{"$ref": f"#/components/schemas/order_{one.name}"} for one in kinds]
    examples = {one.name: {"value": {"data": abridged(one.example)}} for one in kinds}
    return {
        "summary": "Lập một hồ sơ",
        "description": "Trả ZIP có mục lục, từng văn bản và một PDF ghép theo thứ tự; "
        "Accept: application/json thì trả JSON có nội dung base64, chỗ ký và các cảnh báo. "
        "Văn bản nào không khớp văn bản nào thì báo hết một lượt, không lập gì.",
        "parameters": [_NAME],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"oneOf": orders}, "examples": examples},
                "multipart/form-data": {"schema": upload},
            },
        },
        "responses": {
            "200": {
                "description": "Hồ sơ; tiêu đề VanThu-Warnings là số cảnh báo",
                "content": {
                    "application/zip": {"schema": {}},
                    "application/json": {"schema": {"type": "object"}},
                },
            },
            "default": _PROBLEM,
        },
    }
