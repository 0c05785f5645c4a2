"""What the OpenAPI description says of batches."""

from __future__ import annotations

from typing import Any, Final

from doc_service.api.openapi_batch_requests import create
from doc_service.api.openapi_batch_schemas import actions
from doc_service.formats import FORMATS
from doc_service.http.batch_answers import ITEM_STATES, LISTS

_PROBLEM: Final = {"$ref": "#/components/responses/Problem"}
_BATCH: Final = {"$ref": "#/components/schemas/batch"}
_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer"}
_NUMBER: Final = {"name": "batch", "in": "path", "required": True, "schema": _TEXT}
_JSON: Final = "application/json"
_ZIP: Final = "application/zip"


def batch_paths() -> dict[str, Any]:
    """Return the addresses of batches."""
    one = "/batches/{batch}"
    return {
        "/batches": {"post": create(), "get": _listed()},
        one: {"get": _get("Một đợt: đến đâu, làm được gì với nó", _BATCH, _NUMBER)},
        f"{one}/items": {"get": _items()},
        f"{one}/actions": {"post": _act()},
        f"{one}/events": {"get": _events()},
        f"{one}/archive": {"get": _archive()},
        f"{one}/manifest": {"get": _manifest()},
        f"{one}/printed": {
            "get": _download(
                "ZIP các PDF để in: văn bản của mỗi cơ quan theo thứ tự, mục lục ở đầu",
                {_ZIP: {"schema": {}}},
                _NUMBER,
            )
        },
        f"{one}/failures": {
            "get": _download(
                "Chỉ các bản ghi lỗi, ô sai được đánh dấu, sửa rồi gửi lại được",
                {FORMATS["xlsx"].media_type: {"schema": {}}, _ZIP: {"schema": {}}},
                _NUMBER,
            )
        },
        f"{one}/items/{{item}}/{{output}}": {"get": _file()},
    }


def _listed() -> dict[str, Any]:
    page = _page("batches", _BATCH, {"type": ["string", "null"], "description": "Cho “before”"})
    return _get(
        "Các đợt của đơn vị, mới nhất trước",
        page,
        _query("before", _TEXT, "Các đợt trước đợt này"),
        _query("limit", {"type": "integer", "default": 50, "minimum": 1, "maximum": 1000}),
    )


def _items() -> dict[str, Any]:
    item = {"$ref": "#/components/schemas/batch_item"}
    page = _page("items", item, {"type": ["integer", "null"], "description": "Cho “after”"})
    return _get(
        "Các bản ghi của một đợt, theo thứ tự",
        page,
        _NUMBER,
        _query("state", {"enum": list(ITEM_STATES)}),
        _query("after", {"type": "integer", "default": 0}, "Các bản ghi sau số này"),
        _query("limit", {"type": "integer", "default": 100, "minimum": 1, "maximum": 1000}),
    )


def _act() -> dict[str, Any]:
    action = {"enum": actions(), "description": "Xem “actions” của đợt"}
    body = {
        "type": "object",
        "required": ["action"],
        "additionalProperties": False,
        "properties": {"action": action},
    }
    return {
        "summary": "Đi tiếp, tạm dừng, hủy, thử lại các bản ghi lỗi",
        "parameters": [_NUMBER],
        "requestBody": {"required": True, "content": {_JSON: {"schema": body}}},
        "responses": _answers("Đợt sau thao tác", {_JSON: {"schema": _BATCH}}),
    }


def _events() -> dict[str, Any]:
    return {
        "summary": "Tiến độ và các bản ghi lỗi ngay khi có (server-sent events)",
        "description": "Sự kiện “progress” mang batch_progress, “failed” mang batch_failure. Luồng "
        "tự kết thúc sau khoảng 25 giây; nối lại với Last-Event-ID thì không mất, không lặp bản "
        "ghi lỗi nào. Đợt đã xong và không có gì mới: 204, không cần nối lại.",
        "parameters": [
            _NUMBER,
            {"name": "Last-Event-ID", "in": "header", "schema": _TEXT},
            _query("since", _TEXT, "Như Last-Event-ID, khi không gửi được tiêu đề"),
        ],
        "responses": {
            **_answers("Luồng sự kiện", {"text/event-stream": {"schema": _TEXT}}),
            "204": {"description": "Đợt đã xong, không có gì mới"},
        },
    }


def _archive() -> dict[str, Any]:
    return _download(
        "ZIP mọi tệp đã xong và danh mục, gửi trong khi đang đọc",
        {_ZIP: {"schema": {}}},
        _NUMBER,
        _query("format", {"enum": list(FORMATS)}, "Chỉ các tệp ở định dạng này"),
    )


def _manifest() -> dict[str, Any]:
    return _download(
        "Danh mục: mỗi bản ghi có tệp nào, SHA-256, số trang, vấn đề gì",
        {
            _JSON: {"schema": {"type": "object"}},
            FORMATS["xlsx"].media_type: {"schema": {}},
        },
        _NUMBER,
        _query("format", {"enum": list(LISTS), "default": "json"}),
    )


def _file() -> dict[str, Any]:
    return _download(
        "Một tệp đã xong",
        {one.media_type: {"schema": {}} for one in FORMATS.values()},
        _NUMBER,
        {"name": "item", "in": "path", "required": True, "schema": _COUNT},
        {"name": "output", "in": "path", "required": True, "schema": {"enum": list(FORMATS)}},
    )


def _page(name: str, one: dict[str, Any], following: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": one}, "next": following},
    }


def _query(name: str, schema: dict[str, Any], description: str = "") -> dict[str, Any]:
    said = {"description": description} if description else {}
    return {"name": name, "in": "query", "schema": schema, **said}


def _get(summary: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    return _download(summary, {_JSON: {"schema": schema}}, *parameters)


def _download(summary: str, content: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "summary": summary,
        "parameters": list(parameters),
        "responses": _answers(summary, content),
    }


def _answers(description: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"200": {"description": description, "content": content}, "default": _PROBLEM}
