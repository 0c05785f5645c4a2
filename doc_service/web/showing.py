"""Numbers, dates and moments as officials write them, for templates."""

from __future__ import annotations

import datetime as dt

from flask import Flask

from doc_service.accounts.members import Role
from doc_service.vietnamese.dates import ngay_ngan
from doc_service.vietnamese.numbers import nghin
from doc_service.web.languages import gettext as _

VIET_NAM = dt.timezone(dt.timedelta(hours=7))


def add_filters(app: Flask) -> None:
    """Teach the templates of an application to write them."""
    app.add_template_filter(moment, "moment")
    app.add_template_filter(day, "day")
    app.add_template_filter(nghin, "number")
    app.add_template_filter(size, "size")
    app.add_template_filter(role_label, "role")


def day(value: dt.date | dt.datetime | None) -> str:
    """Return `05/02/2026`, in Viet Nam's time zone."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(VIET_NAM).date()
    return ngay_ngan(value) if value else ""


def moment(value: dt.datetime | None) -> str:
    """Return `08:30, 05/02/2026`, in Viet Nam's time zone."""
    if value is None:
        return ""
    here = value.astimezone(VIET_NAM)
    return f"{here.hour:02d}:{here.minute:02d}, {ngay_ngan(here.date())}"


def size(value: int) -> str:
    """Return `37 KB`, `1,4 MB`."""
    if value < 2**20:
        return f"{max(1, round(value / 1024))} KB"
    return f"{value / 2**20:.1f} MB".replace(".", ",")


def role_label(value: str) -> str:
    """Return what a role is called."""
    return {
        Role.ADMIN: _("Người quản trị"),
        Role.CLERK: _("Văn thư"),
        Role.VIEWER: _("Người xem"),
    }[Role(value)]
