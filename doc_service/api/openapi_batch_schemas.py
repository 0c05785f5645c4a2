"""The shape of batches in the OpenAPI description."""

from __future__ import annotations

from typing import Any, Final

from doc_service.batches.overview import POSSIBLE
from doc_service.batches.wishes import THENS
from doc_service.formats import FORMATS
from doc_service.http.batch_answers import ITEM_STATES

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer"}
_MOMENT: Final = {"type": ["string", "null"], "format": "date-time"}


def batch_schemas() -> dict[str, Any]:
    """Return what the addresses of batches answer with."""
    return {
        "batch": {"type": "object", "properties": {**_about(), **_progress()}},
        "batch_progress": {"type": "object", "properties": _progress()},
        "batch_failure": {"type": "object", "properties": _failure()},
        "batch_item": {"type": "object", "properties": _item()},
    }


def _about() -> dict[str, Any]:
    return {
        "id": _TEXT,
        "label": _TEXT,
        "kind": {"enum": ["form", "dossier"]},
        "form": {"type": "string", "description": "Tên biểu mẫu, hay loại hồ sơ"},
        "locality": _TEXT,
        "outputs": {"type": "array", "items": {"enum": list(FORMATS)}},
        "pattern": _TEXT,
        "draft": {"type": "boolean"},
        "then": {"enum": list(THENS)},
        "input_name": _TEXT,
        "stored": {
            "type": ["object", "null"],
            "description": "Lập từ những văn bản có sẵn nào; null khi lập từ tệp",
        },
        "again_of": {"type": ["string", "null"]},
        "problems": {
            "type": "array",
            "items": {"type": "object"},
            "description": "Của cả tệp, như dòng không thuộc bản ghi nào",
        },
        "created_at": _MOMENT,
        "started_at": _MOMENT,
        "finished_at": _MOMENT,
        "links": {"type": "object", "additionalProperties": _TEXT},
    }


def _progress() -> dict[str, Any]:
    counts = {
        "total": _COUNT,
        "unchecked": {"type": "integer", "description": "Chưa kiểm"},
        "waiting": {"type": "integer", "description": "Đã kiểm, đúng, chờ lập"},
        **{state: _COUNT for state in ITEM_STATES if state != "waiting"},
    }
    return {
        "state": {"enum": list(POSSIBLE)},
        "said": {"type": "string", "description": "Vì sao bị từ chối, hay đang chờ gì"},
        "actions": {"type": "array", "items": {"enum": actions()}},
        "counts": {"type": "object", "properties": counts},
        "per_second": {"type": "number", "description": "Bản ghi xong mỗi giây, trong phút qua"},
        "seconds_left": {"type": ["number", "null"]},
    }


def _failure() -> dict[str, Any]:
    return {
        "number": {"type": "integer", "description": "Từ 1, theo thứ tự trong tệp"},
        "label": _TEXT,
        "source": {"type": "string", "description": "Ở đâu trong tệp"},
        "problems": {"type": "array", "items": {"type": "object"}},
    }


def _item() -> dict[str, Any]:
    file = {
        "type": "object",
        "properties": {
            "format": {"enum": list(FORMATS)},
            "name": _TEXT,
            "sha256": _TEXT,
            "size": _COUNT,
            "pages": _COUNT,
            "link": _TEXT,
        },
    }
    return {
        **_failure(),
        "state": {"enum": list(ITEM_STATES)},
        "phase": {"enum": ["check", "make"]},
        "attempts": _COUNT,
        "seconds": {"type": "number"},
        "files": {"type": "array", "items": file},
    }


def actions() -> list[str]:
    """Return everything that may be done with a batch in some state."""
    return sorted({action for actions in POSSIBLE.values() for action in actions})
