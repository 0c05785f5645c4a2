"""Folders with a schema, a locality or a template of a test's own beside the real ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

SCHEMAS, TEMPLATES = ROOT / "schemas", ROOT / "form_templates"


def read_json(path: Path) -> dict[str, Any]:
    """A JSON file of the project, to change at will."""
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def write_json(path: Path, data: Any) -> Path:
    """Write a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def schema_folder(folder: Path, name: str, schema: Any, example: Any = None) -> Path:
    """A folder with one schema (and its example) that shares the real pieces and dialect."""
    write_json(folder / f"{name}.json", schema)
    for shared in ("_shared.json", "_dialect.json"):
        (folder / shared).symlink_to(SCHEMAS / shared)
    if example is not None:
        write_json(folder / "examples" / f"{name}.json", example)
    return folder


def template_folder(folder: Path, localities: dict[str, Any]) -> Path:
    """A folder with the real templates and localities, and further localities."""
    folder.mkdir(parents=True, exist_ok=True)
    for real in [*TEMPLATES.glob("*.docx"), TEMPLATES / "mac_dinh"]:
        (folder / real.name).symlink_to(real)
    for name, data in localities.items():
        write_json(folder / name / "locality.json", data)
    return folder


def own_template(folder: Path, name: str) -> None:
    """Put an empty template in place of a link to a real one, which must stay as it is."""
    path = folder / f"{name}.docx"
    path.unlink(missing_ok=True)
    path.write_bytes(b"")


TO_TRINH: dict[str, Any] = {
    "title": "Tờ trình",
    "description": "Tờ trình đề nghị công nhận mô hình.",
    "type": "object",
    "x-family": "dang",
    "x-document": {"title": "Tờ trình {noi_dung} năm {nam}, {{noi_dung}}", "type": "TTr"},
    "additionalProperties": False,
    "required": ["co_quan", "so_ky_hieu", "ngay", "nam", "noi_dung", "nguoi_ky"],
    "properties": {
        "co_quan": {"$ref": "_shared.json#/$defs/co_quan"},
        "so_ky_hieu": {"$ref": "_shared.json#/$defs/so_ky_hieu"},
        "ngay": {"$ref": "_shared.json#/$defs/ngay"},
        "nam": {"$ref": "_shared.json#/$defs/nam"},
        "noi_dung": {"title": "Nội dung", "type": "string", "maxLength": 400},
        "han": {"title": "Hạn trả lời", "type": "string", "format": "date"},
        "kinh_gui": {"$ref": "_shared.json#/$defs/kinh_gui"},
        "noi_nhan": {"$ref": "_shared.json#/$defs/noi_nhan"},
        "nguoi_ky": {"$ref": "_shared.json#/$defs/nguoi_ky"},
    },
}
"""A form with number and symbol, which the three real ones lack."""

TO_TRINH_DATA: dict[str, Any] = {
    "co_quan": {
        "loai": "co_quan_tham_muu",
        "ten": "Ban Xây dựng Đảng",
        "cap_tren": "Đảng ủy phường An Thịnh",
        "dia_danh": "An Thịnh",
    },
    "so_ky_hieu": {"so": 7, "co_quan": "BXDĐ-ĐU"},
    "ngay": "2026-06-01",
    "nam": 2026,
    "noi_dung": "đề nghị công nhận",
    "kinh_gui": "Ban Thường vụ Đảng ủy",
    "noi_nhan": [{"noi": "Như trên"}, {"noi": "TU, (để b/c),"}, {"noi": "Lưu Văn phòng"}],
    "nguoi_ky": {"chuc_vu": "Phó Trưởng ban", "ho_ten": "Cao Thị Bích Liên"},
}
