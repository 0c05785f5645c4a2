"""Đơn vị: the profile that every new draft of a unit begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from doc_service.desk.profiles import ORGAN, Profile, keep_profile, profile_of
from doc_service.http import member
from doc_service.service import DocService
from doc_service.web.languages import gettext as _

_INPUT: Final = re.compile(r"([a-z_]{1,40})(?:\.([0-9]{1,4}))?\.([a-z_]{1,40})")
"""`co_quan.ten`, `nguoi_ky.0.ho_ten`."""

_MOST_ROWS: Final = 100


def unit_blueprint(service: DocService) -> Blueprint:
    """Return the page of the member's own unit."""
    blueprint = Blueprint("unit", __name__)
    desk = service.desk

    @blueprint.get("/don-vi")
    def page() -> ResponseReturnValue:
        return _page(service, profile_of(desk, member()))

    @blueprint.post("/don-vi")
    def keep() -> ResponseReturnValue:
        form = request.form
        typed = typed_profile(form.items())
        shown = keep_profile(
            desk, member(), form.get("dia_phuong", ""), typed, form.get("da_thay", "")
        )
        if any(one.severity == "error" for one in shown.problems):
            return _page(service, shown), 422
        flash(_("Đã lưu thông tin đơn vị; dự thảo mới sẽ bắt đầu với thông tin này."))
        return redirect(url_for("unit.page"))

    return blueprint


def typed_profile(inputs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the inputs of the page as typed data; rows in the order they stand on the page."""
    organ: dict[str, str] = {}
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for name, value in inputs:
        found = _INPUT.fullmatch(name)
        if found is None:
            continue
        part, number, field = found.groups()
        if part == ORGAN and number is None:
            organ[field] = value
        elif part != ORGAN and number is not None:
            rows.setdefault(part, {}).setdefault(number, {})[field] = value
    return {
        ORGAN: organ,
        **{part: list(several.values())[:_MOST_ROWS] for part, several in rows.items()},
    }


def _page(service: DocService, profile: Profile) -> str:
    by_pointer: dict[str, list[Any]] = {}
    for one in profile.problems:
        by_pointer.setdefault(one.pointer, []).append(one)
    return render_template(
        "unit.html",
        profile=profile,
        problems=by_pointer,
        localities=service.catalog.localities.values(),
        may_change=member().may("write"),
    )
