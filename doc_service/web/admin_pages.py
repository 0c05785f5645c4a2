"""Quản trị: units, users and keys, made and changed by an administrator."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from doc_service.accounts.keys import keys_of, new_key, revoke_key
from doc_service.accounts.logins import LINK_LASTS, new_link
from doc_service.accounts.members import Role
from doc_service.accounts.people import (
    NewUser,
    change_unit,
    change_user,
    new_unit,
    new_user,
    unit,
    units,
    user,
    users,
)
from doc_service.errors import InvalidData
from doc_service.forms.localities import locality
from doc_service.http import member
from doc_service.records import User
from doc_service.service import DocService
from doc_service.web.languages import gettext as _
from doc_service.web.sentences import told

Mistakes = dict[str, list[Markup]]
"""Field of a page → what is wrong with it, as HTML."""

_ROW: Final = "<int(max=2147483647):number>"


def admin_blueprint(service: DocService) -> Blueprint:
    """Return the administrator's pages."""
    blueprint = Blueprint("admin", __name__, url_prefix="/quan-tri")
    database = service.database

    @blueprint.before_request
    def administrators_only() -> None:
        member().require("administer")

    @blueprint.get("")
    def everything() -> str:
        return render_template(
            "admin.html",
            units=units(database),
            users=users(database),
            keys=keys_of(database),
            localities=service.catalog.localities,
        )

    _add_units(blueprint, service)
    _add_users(blueprint, service)
    _add_keys(blueprint, service)
    return blueprint


def _add_units(blueprint: Blueprint, service: DocService) -> None:
    database, localities = service.database, service.catalog.localities

    def page(number: int, said: dict[str, str], act: Callable[[], None]) -> ResponseReturnValue:
        problems: Mistakes = {}
        if request.method == "POST":
            problems = _tried(act)
            if not problems:
                return redirect(url_for("admin.everything"))
        drawn = render_template(
            "admin_unit.html",
            number=number,
            said=said,
            problems=problems,
            localities=localities.values(),
        )
        return drawn, 422 if problems else 200

    @blueprint.route("/don-vi/moi", methods=["GET", "POST"], endpoint="new_unit")
    def make() -> ResponseReturnValue:
        said = _typed(ten="", dia_phuong=member().locality)

        def act() -> None:
            made = new_unit(database, said["ten"], locality(localities, said["dia_phuong"]).name)
            flash(_("Đã tạo đơn vị “%(name)s”.", name=made.name))

        return page(0, said, act)

    @blueprint.route(f"/don-vi/{_ROW}", methods=["GET", "POST"], endpoint="unit")
    def change(number: int) -> ResponseReturnValue:
        found = unit(database, number)
        said = _typed(ten=found.name, dia_phuong=found.locality)

        def act() -> None:
            place = locality(localities, said["dia_phuong"]).name
            change_unit(database, number, said["ten"], place)
            flash(_("Đã lưu đơn vị “%(name)s”.", name=said["ten"]))

        return page(number, said, act)


def _add_users(blueprint: Blueprint, service: DocService) -> None:
    database = service.database

    def page(one: User | None, said: dict[str, str], problems: Mistakes) -> ResponseReturnValue:
        drawn = render_template(
            "admin_user.html",
            user=one,
            said=said,
            problems=problems,
            units=units(database),
            roles=list(Role),
        )
        return drawn, 422 if problems else 200

    def link_page(one: User, secret: str) -> str:
        base = service.settings.public_url.rstrip("/") or request.host_url.rstrip("/")
        link = base + url_for("accounts.use_link", secret=secret)
        return render_template("admin_link.html", user=one, link=link, days=LINK_LASTS.days)

    @blueprint.route("/nguoi-dung/moi", methods=["GET", "POST"], endpoint="new_user")
    def make() -> ResponseReturnValue:
        said = _typed(ten="", dang_nhap="", vai_tro=Role.CLERK, don_vi=str(member().unit_id))
        problems: Mistakes = {}
        if request.method == "POST":
            try:
                return link_page(*new_user(database, _new_user(said)))
            except InvalidData as error:
                problems = _by_field(error)
        return page(None, said, problems)

    @blueprint.route(f"/nguoi-dung/{_ROW}", methods=["GET", "POST"], endpoint="user")
    def change(number: int) -> ResponseReturnValue:
        one = user(database, number)
        said = _typed(
            ten=one.name,
            dang_nhap=one.login,
            vai_tro=one.role,
            don_vi=str(one.unit_id),
            hoat_dong="1" if one.is_active else "",
        )
        problems: Mistakes = {}
        if request.method == "POST":
            active = bool(said["hoat_dong"])
            problems = _tried(
                lambda: change_user(database, number, _new_user(said), is_active=active)
            )
            if not problems:
                flash(_("Đã lưu người dùng “%(name)s”.", name=said["ten"]))
                return redirect(url_for("admin.everything"))
        return page(one, said, problems)

    @blueprint.post(f"/nguoi-dung/{_ROW}/lien-ket", endpoint="link")
    def link(number: int) -> ResponseReturnValue:
        one = user(database, number)
        return link_page(one, new_link(database, number))


def _add_keys(blueprint: Blueprint, service: DocService) -> None:
    database = service.database

    @blueprint.route("/khoa/moi", methods=["GET", "POST"], endpoint="new_key")
    def make() -> ResponseReturnValue:
        said = _typed(ten="", don_vi=str(member().unit_id))
        problems: Mistakes = {}
        if request.method == "POST":
            try:
                number = _number(said["don_vi"])
                secret = new_key(database, number, said["ten"], member().user_id)
                return render_template("admin_key_made.html", secret=secret, name=said["ten"])
            except InvalidData as error:
                problems = _by_field(error)
        drawn = render_template(
            "admin_key.html", said=said, problems=problems, units=units(database)
        )
        return drawn, 422 if problems else 200

    @blueprint.post(f"/khoa/{_ROW}/thu-hoi", endpoint="revoke_key")
    def revoke(number: int) -> ResponseReturnValue:
        revoke_key(database, number)
        flash(_("Đã thu hồi khóa; hệ thống dùng khóa ấy không vào được nữa."))
        return redirect(url_for("admin.everything"))


def _typed(**usual: str) -> dict[str, str]:
    """Return what was typed, or on the first visit what is usual; an unticked box says nothing."""
    if request.method != "POST":
        return usual
    return {name: request.form.get(name, "") for name in usual}


def _tried(act: Callable[[], None]) -> Mistakes:
    """Do something and return what is wrong, by field."""
    try:
        act()
    except InvalidData as error:
        return _by_field(error)
    return {}


def _by_field(error: InvalidData) -> Mistakes:
    found: Mistakes = {}
    for one in error.problems:
        found.setdefault(one.pointer.removeprefix("/"), []).append(told(one))
    return found


def _new_user(said: dict[str, str]) -> NewUser:
    return NewUser(said["dang_nhap"], said["ten"], said["vai_tro"], _number(said["don_vi"]))


def _number(said: str) -> int:
    """Return a number that a choice sends, 0 for whatever else is sent."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
