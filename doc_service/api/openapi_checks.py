"""What the OpenAPI description says of checks."""

from __future__ import annotations

from typing import Any

from doc_service.conformity.findings import SEVERITIES
from doc_service.formats import FORMATS
from doc_service.the_thuc.rule_sets import rule_sets

_PROBLEM = {"$ref": "#/components/responses/Problem"}


def check_path() -> dict[str, Any]:
    """Return the description of `POST /checks`."""
    docx = FORMATS["docx"].media_type
    binary = {"type": "string", "contentEncoding": "binary"}
    rule_set = {"enum": ["", *rule_sets()], "default": "", "description": "Trống: tự chọn"}
    upload = {
        "type": "object",
        "required": ["document"],
        "properties": {"document": binary, "rule_set": rule_set},
    }
    return {
        "summary": "Kiểm tra thể thức của một tệp Word",
        "description": f"Accept: {docx} thì trả bản sao có nhận xét (comment) ở từng chỗ; tiêu đề "
        "VanThu-Errors, VanThu-Warnings là số chỗ phải sửa, nên sửa.",
        "parameters": [
            {"name": "rule_set", "in": "query", "schema": rule_set},
            {
                "name": "name",
                "in": "query",
                "description": "Tên tệp, khi gửi thẳng nội dung",
                "schema": {"type": "string"},
            },
        ],
        "requestBody": {
            "required": True,
            "content": {"multipart/form-data": {"schema": upload}, docx: {"schema": binary}},
        },
        "responses": {
            "200": {
                "description": "Kết quả: mỗi chỗ có yêu cầu, hiện trạng và cách sửa",
                "content": {"application/json": {"schema": _report()}, docx: {"schema": {}}},
            },
            "default": _PROBLEM,
        },
    }


def _report() -> dict[str, Any]:
    text, count = {"type": "string"}, {"type": "integer"}
    finding = {
        "type": "object",
        "properties": {
            "rule": text,
            "severity": {"enum": list(SEVERITIES)},
            "title": text,
            "clause": text,
            "paragraph": {"type": ["integer", "null"], "description": "Thứ tự đoạn, từ 0"},
            "place": text,
            "required": text,
            "found": text,
            "fix": text,
            "count": {"type": "integer", "description": "Số chỗ mà mục này nói đến"},
        },
    }
    return {
        "type": "object",
        "properties": {
            "name": text,
            "recognised": {
                "type": "boolean",
                "description": "Có nhận ra văn bản theo thể thức Đảng, hành chính hay đoàn thể",
            },
            "family": {"enum": ["dang", "nha_nuoc", "mttq", ""]},
            "rule_set": {"type": "string", "description": "Trống khi chưa nhận ra thể thức"},
            "rule_set_label": text,
            "day": text,
            "type_name": text,
            "passes": {
                "type": ["boolean", "null"],
                "description": "Không có lỗi phải sửa; null khi chưa nhận ra thể thức",
            },
            "errors": count,
            "warnings": count,
            "infos": count,
            "findings": {"type": "array", "items": finding},
        },
    }
