"""Every page that somebody may open, by name; those of a document make one first."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

PAGES = (
    "dang-nhap",
    "",
    "bieu-mau",
    "bieu-mau/mau_01",
    "bieu-mau?tim=mau",
    "soan-thao/mau_01",
    "soan-thao/ke_hoach",
    "soan-thao/bai_viet_dien_hinh",
    "nop-tep",
    "dot",
    "dot/mau_01",
    "tu-van-ban/giay_moi",
    "van-ban",
    "van-ban/giay_moi",
    "lich-su/giay_moi",
    "ho-so",
    "ho-so/ho_so_de_nghi_cong_nhan",
    "soat-the-thuc",
    "don-vi",
    "quan-tri",
    "quan-tri/don-vi/moi",
    "khong-co",
)


def address(name: str, as_user: Callable[[str], Any]) -> str:
    """Return the path of a page; for a draft, a document or a batch a new one is made."""
    place, _, form = name.partition("/")
    if place == "dot" and form:
        return batch(as_user("quantri"), form)
    if place == "tu-van-ban":
        issued(as_user("quantri"), form)
        return f"/dot/tu-van-ban?tu={form}&bieu_mau=bao_cao_mo_hinh"
    if place == "soan-thao":
        return draft(as_user("quantri"), form)
    if place == "lich-su":
        return f"{issued(as_user('quantri'), form)}/lich-su"
    if place == "van-ban" and form:
        return issued(as_user("quantri"), form)
    return f"/{name}"


def batch(caller: Any, form: str) -> str:
    """Send a file of two records; return the batch's path."""
    file = (io.BytesIO(b'{"nam": 2026}\n{"nam": 2027}\n'), "hai-ban-ghi.jsonl")
    wishes = {"tep": file, "bieu_mau": form, "dinh_dang": "pdf", "roi": "ask"}
    return str(caller.changes("/dot", wishes).headers["Location"])


def draft(caller: Any, form: str) -> str:
    """Begin a draft with the form's example; return its path."""
    answer = caller.changes("/soan-thao", {"bieu_mau": form, "vi_du": "1"})
    return str(answer.headers["Location"])


def issued(caller: Any, form: str) -> str:
    """Issue a form's example; return the document's path."""
    path = draft(caller, form)
    answer = caller.post(
        f"{path}/phat-hanh", json={"version": 1}, headers={"X-CSRFToken": caller.csrf}
    )
    return str(answer.json["url"])
