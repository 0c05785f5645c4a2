"""Every page that somebody may open, by name; those of a document make one first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PAGES = (
    "dang-nhap",
    "",
    "bieu-mau",
    "bieu-mau/mau_01",
    "soan-thao/mau_01",
    "soan-thao/ke_hoach",
    "soan-thao/bai_viet_dien_hinh",
    "nop-tep",
    "van-ban",
    "van-ban/giay_moi",
    "ho-so",
    "ho-so/ho_so_de_nghi_cong_nhan",
    "soat-the-thuc",
    "don-vi",
    "quan-tri",
)


def address(name: str, as_user: Callable[[str], Any]) -> str:
    """Return the path of a page; for a draft or a document a new one is made."""
    place, _, form = name.partition("/")
    if place == "soan-thao":
        return draft(as_user("quantri"), form)
    if place == "van-ban" and form:
        return issued(as_user("quantri"), form)
    return f"/{name}"


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
