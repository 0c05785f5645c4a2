"""The OpenAPI 3.1 description, made of the catalog, the formats and the error tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doc_service import __version__
from doc_service.api.openapi_batch_schemas import batch_schemas
from doc_service.api.openapi_batches import batch_paths
from doc_service.api.openapi_checks import check_path
from doc_service.api.openapi_dossiers import dossier_paths, dossier_schemas
from doc_service.api.openapi_schemas import issued, order, problem
from doc_service.dossiers.declarations import Dossier
from doc_service.formats import FORMATS
from doc_service.forms.catalog import Catalog
from doc_service.forms.illustrations import abridged

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_NAME = {"name": "form", "in": "path", "required": True, "schema": {"type": "string"}}
_PLACE = {"name": "locality", "in": "path", "required": True, "schema": {"type": "string"}}
_DAY = {"name": "day", "in": "query", "schema": {"type": "string", "format": "date"}}
_WITHIN = {"name": "within", "in": "query", "schema": {"type": "integer", "default": 60}}
_YEAR = {"name": "year", "in": "query", "schema": {"type": "integer"}}
_LOCALITY = {
    "name": "locality",
    "in": "query",
    "description": "Trống: địa phương của đơn vị có khóa hay đang đăng nhập",
    "schema": {"type": "string"},
}
_SECURITY = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "Khóa của đơn vị, do người quản trị tạo ở trang Quản trị",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "vanthu",
        "description": "Phiên đăng nhập; mọi thay đổi kèm tiêu đề X-CSRFToken",
    },
}


def openapi(catalog: Catalog, dossiers: Mapping[str, Dossier]) -> dict[str, Any]:
    """Return the description of the API as it stands."""
    schemas = {name: _embedded(catalog.form(name).schema) for name in catalog.names()}
    pieces: dict[str, Any] = {}
    for name in catalog.names():
        pieces |= _embedded(catalog.form(name).schema.get("$defs", {}))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "VănThư",
            "version": __version__,
            "summary": "Lập văn bản “Dân vận khéo” đúng thể thức: DOCX, PDF/A, XLSX.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"key": []}, {"session": []}],
        "paths": _guarded(_paths(catalog) | dossier_paths(dossiers.values()) | batch_paths()),
        "components": {
            "securitySchemes": _SECURITY,
            "schemas": {
                **schemas,
                **pieces,
                **dossier_schemas(dossiers.values()),
                **batch_schemas(),
                **{f"order_{name}": order(name) for name in schemas},
                "order": {
                    "oneOf": [{"$ref": f"#/components/schemas/order_{name}"} for name in schemas],
                    "discriminator": {
                        "propertyName": "form",
                        "mapping": {name: f"#/components/schemas/order_{name}" for name in schemas},
                    },
                },
                "problem": problem(),
                "issued": issued(),
            },
            "responses": {
                "Problem": _problem_answer("Lỗi, theo RFC 9457"),
                "Unauthorized": _problem_answer("Thiếu khóa, khóa sai hoặc đã bị thu hồi"),
                "Forbidden": _problem_answer("Vai trò không được làm việc này"),
            },
        },
    }


def _guarded(paths: Mapping[str, Any]) -> dict[str, Any]:
    """Return the paths with what each answers to those who may not ask."""
    refusals = {
        status: {"$ref": f"#/components/responses/{name}"}
        for status, name in (("401", "Unauthorized"), ("403", "Forbidden"))
    }
    return {
        path: {
            method: {**told, "responses": {**told["responses"], **refusals}}
            for method, told in methods.items()
        }
        for path, methods in paths.items()
    }


def _problem_answer(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/problem"}
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": schema}},
    }


_OWN_DEFS = "#/$defs/"


def _embedded(schema: Any) -> Any:
    """Return a schema as it stands among the components, where its own pieces stand too."""
    if isinstance(schema, list):
        return [_embedded(one) for one in schema]
    if not isinstance(schema, Mapping):
        return schema
    ready = {key: _embedded(one) for key, one in schema.items() if key not in _NOT_EMBEDDED}
    target = ready.get("$ref")
    if isinstance(target, str) and target.startswith(_OWN_DEFS):
        ready["$ref"] = f"#/components/schemas/{target.removeprefix(_OWN_DEFS)}"
    return ready


_NOT_EMBEDDED = ("$schema", "$id", "$defs")


def _get(summary: str, media_type: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object"} if media_type.endswith("json") else {}
    return {
        "get": {
            "summary": summary,
            **({"parameters": list(parameters)} if parameters else {}),
            "responses": {
                "200": {"description": summary, "content": {media_type: {"schema": schema}}},
                "default": _PROBLEM,
            },
        }
    }


def _paths(catalog: Catalog) -> dict[str, Any]:
    xlsx = FORMATS["xlsx"].media_type
    return {
        "/forms": _get("Danh sách biểu mẫu", "application/json"),
        "/forms/{form}": _get("Các trường của một biểu mẫu", "application/json", _NAME, _LOCALITY),
        "/forms/{form}/schema": _get(
            "JSON Schema của biểu mẫu", "application/schema+json", _NAME, _LOCALITY
        ),
        "/forms/{form}/workbook": _get("Tệp Excel trống để điền", xlsx, _NAME, _LOCALITY),
        "/forms/{form}/example": _get(
            "Ví dụ, gửi lại được cho POST /documents", "application/json", _NAME, _LOCALITY
        ),
        "/localities": _get("Các địa phương", "application/json"),
        "/localities/{locality}/deadlines": _get(
            "Việc đến hạn: gì, khi nào, ai gửi ai", "application/json", _PLACE, _DAY, _WITHIN
        ),
        "/localities/{locality}/deadlines.ics": _get(
            "Thời hạn cả năm, dạng iCalendar", "text/calendar", _PLACE, _YEAR
        ),
        "/imports": {"post": _import()},
        "/openapi.json": _get("Mô tả này", "application/json"),
        "/documents": {"post": _post(catalog)},
        "/checks": {"post": check_path()},
    }


def _import() -> dict[str, Any]:
    binary = {"type": "string", "contentEncoding": "binary"}
    upload = {"type": "object", "required": ["document"], "properties": {"document": binary}}
    answer = {
        "type": "object",
        "properties": {
            "form": {"type": "string", "description": "Biểu mẫu đoán được; trống nếu không rõ"},
            "data": {"type": "object"},
            "left_over": {"type": "string", "description": "Phần sau chữ ký, không bỏ mất"},
            "warnings": {"type": "array", "items": {"type": "object"}},
        },
    }
    return {
        "summary": "Đọc văn bản cũ (DOCX, văn bản thuần, Markdown) thành dữ liệu",
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {"schema": upload},
                "text/plain": {"schema": {"type": "string"}},
            },
        },
        "responses": {
            "200": {
                "description": "Dữ liệu để sửa và lập lại",
                "content": {"application/json": {"schema": answer}},
            },
            "default": _PROBLEM,
        },
    }


def _post(catalog: Catalog) -> dict[str, Any]:
    fields = {
        "form": {"type": "string", "description": "Để trống thì theo tệp Excel"},
        "locality": {"type": "string"},
        "outputs": {"type": "string", "description": "docx,pdf,xlsx", "default": "docx"},
        "draft": {"type": "string", "enum": ["true", "false"]},
        "signatures": {"type": "string", "description": "ky_nguoi_ky,ky_co_quan"},
    }
    upload = {
        "type": "object",
        "required": ["workbook"],
        "properties": {"workbook": {"type": "string", "contentEncoding": "binary"}, **fields},
    }
    answers = [one.media_type for one in FORMATS.values()] + ["application/zip"]
    return {
        "summary": "Lập một văn bản",
        "description": "Một định dạng thì trả tệp đó; nhiều định dạng thì trả ZIP; "
        "Accept: application/json thì trả JSON có nội dung base64 và các cảnh báo.",
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/order"},
                    "examples": {
                        name: {
                            "value": {
                                "form": name,
                                "outputs": ["pdf"],
                                "data": abridged(catalog.form(name).example),
                            }
                        }
                        for name in catalog.names()
                    },
                },
                "multipart/form-data": {"schema": upload},
            },
        },
        "responses": {
            "200": {
                "description": "Văn bản; tiêu đề VanThu-Warnings là số cảnh báo",
                "content": {
                    **{media_type: {"schema": {}} for media_type in answers},
                    "application/json": {"schema": {"$ref": "#/components/schemas/issued"}},
                },
            },
            "default": _PROBLEM,
        },
    }
