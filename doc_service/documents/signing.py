"""Who may have a signature field: no draft, and no seal of an organ that has none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from doc_service.errors import SigningRefused
from doc_service.forms.context import parties
from doc_service.forms.preparation import Prepared
from doc_service.the_thuc.signing_rules import CLAUSES

SEAL: Final = "ky_co_quan"
"""Name of the place where the organ's seal stands."""


def refuse_signatures(
    prepared: Prepared, wanted: tuple[str, ...] | None, outputs: Collection[str], *, draft: bool
) -> None:
    """Refuse signature fields that may not be.

    Raises:
        SigningRefused: without a PDF, in a draft, or a seal where the organ has none; the message
            names the clause.
    """
    if not wanted:
        return
    if "pdf" not in outputs:
        raise SigningRefused("Chỗ ký số chỉ có trong PDF; hãy chọn thêm định dạng pdf.")
    if draft:
        raise SigningRefused(
            "Bản dự thảo không đặt chỗ ký: chỉ văn bản đã hoàn chỉnh, có số và ngày mới ký "
            "(NĐ 30/2020/NĐ-CP, Điều 13; HD 03-HD/VPTW, 04/6/2021). Hãy lập bản chính thức."
        )
    if SEAL not in wanted or sealed(prepared.context):
        return
    clause = CLAUSES.get(prepared.rules.name, prepared.rules.label)
    if not parties(prepared.data).issuer.seal:
        raise SigningRefused(
            f"{prepared.issuer} không có con dấu nên không có chỗ đóng dấu ({clause}). Cần văn bản "
            "có dấu thì lập với tên cấp ủy cấp trên và ký thừa lệnh (T/L)."
        )
    raise SigningRefused(
        f"{prepared.title}: văn bản này không đóng dấu ({clause}); hãy bỏ “{SEAL}”."
    )


def sealed(context: Mapping[str, Any]) -> bool:
    """Say whether the organ's seal has a place in a document."""
    blocks = (context.get(name) for name in ("chu_ky", "chu_ky_phai"))
    return any(isinstance(block, Mapping) and block["co_dau"] for block in blocks)
