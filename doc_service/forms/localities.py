"""Localities: one place's labels, defaults and templates, as a folder of data.

`form_templates/<locality>/locality.json` starts from the default locality: it need only hold what
differs. DOCX files beside it replace the national templates of the same name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from doc_service.errors import InvalidSchema, LocalityNotFound

DEFAULT: Final = "mac_dinh"

LABEL_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "linh_vuc": ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri"),
    "cap": ("thanh_pho", "xa_phuong", "co_so"),
    "cap_ngan": ("thanh_pho", "xa_phuong", "co_so"),
}
"""Sets of codes that every locality labels; the order is the order of columns and rows."""

_KINDS: Final[Mapping[str, type]] = {
    "label": str,
    "labels": dict,
    "defaults": dict,
    "count_participants": str,
    "print_zero": bool,
}
"""What a locality's file says, itself or through the default one."""

_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}$")


@dataclass(frozen=True, slots=True)
class Locality:
    """One place's variant of the forms."""

    name: str
    label: str
    folder: Path
    labels: Mapping[str, Mapping[str, str]]
    """Set → code → label; see `LABEL_CODES`."""

    defaults: Mapping[str, Any]
    """Values for fields left empty; `{luu}` stands for where the issuer keeps its copy."""

    count_participants: Literal["per_field", "distinct"]
    """Mẫu 02 subtotals: add up the rows, or count a participant in two fields once."""

    print_zero: bool
    """Whether a count of nothing prints 0 or stays blank."""


def load_localities(folder: Path) -> dict[str, Locality]:
    """Read every locality below `folder`, the default one first.

    Raises:
        InvalidSchema: a file is not JSON, says something unknown, or lacks a label.
    """
    plain = _read(folder / DEFAULT / "locality.json")
    found = {DEFAULT: _locality(folder / DEFAULT, plain)}
    for path in sorted(folder.glob("*/locality.json")):
        if path.parent.name != DEFAULT:
            found[path.parent.name] = _locality(path.parent, _over(plain, _read(path)))
    return found


def locality(localities: Mapping[str, Locality], name: str) -> Locality:
    """Return one locality.

    Raises:
        LocalityNotFound: there is none of that name.
    """
    try:
        return localities[name or DEFAULT]
    except KeyError:
        known = ", ".join(localities)
        raise LocalityNotFound(f"Không có địa phương “{name}”; hiện có: {known}.") from None


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidSchema(
            f"Không đọc được tệp địa phương “{path.parent.name}”.", detail=str(error)
        ) from None
    if not isinstance(data, dict):
        raise InvalidSchema(f"Tệp địa phương “{path.parent.name}” phải là một đối tượng JSON.")
    return data


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = (
            _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return merged


def _locality(folder: Path, data: Mapping[str, Any]) -> Locality:
    name = folder.name
    if not _NAME.match(name):
        raise InvalidSchema(
            f"Tên thư mục địa phương “{name}” chỉ dùng chữ thường không dấu, số, “_”, “-”."
        )
    if unknown := set(data) - set(_KINDS):
        raise InvalidSchema(f"Địa phương “{name}” có mục lạ: {', '.join(sorted(unknown))}.")
    for key, kind in _KINDS.items():
        if not isinstance(data.get(key), kind):
            raise InvalidSchema(f"Địa phương “{name}”: mục “{key}” còn thiếu hoặc sai kiểu.")
    if data["count_participants"] not in ("per_field", "distinct"):
        raise InvalidSchema(f"Địa phương “{name}”: count_participants là per_field hoặc distinct.")
    return Locality(
        name=name,
        label=data["label"],
        folder=folder,
        labels=_labels(name, data["labels"]),
        defaults=data["defaults"],
        count_participants=data["count_participants"],
        print_zero=data["print_zero"],
    )


def _labels(name: str, labels: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    if unknown := set(labels) - set(LABEL_CODES):
        raise InvalidSchema(f"Địa phương “{name}” có bộ nhãn lạ: {', '.join(sorted(unknown))}.")
    ready: dict[str, dict[str, str]] = {}
    for label_set, codes in LABEL_CODES.items():
        given = labels.get(label_set)
        if not isinstance(given, dict) or set(given) != set(codes):
            raise InvalidSchema(
                f"Địa phương “{name}” phải đặt tên cho đủ {', '.join(codes)} ở “{label_set}”."
            )
        if not all(isinstance(label, str) and label.strip() for label in given.values()):
            raise InvalidSchema(f"Địa phương “{name}”: nhãn ở “{label_set}” phải là chữ.")
        ready[label_set] = {code: given[code] for code in codes}
    return ready
