"""Logging in and out, choosing a password, choosing a language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from doc_service.accounts.logins import link_user, log_in, use_link
from doc_service.accounts.people import set_language
from doc_service.errors import InvalidData, LoginRefused
from doc_service.http import member, sign_in, sign_out
from doc_service.problems import Problem
from doc_service.records import Database
from doc_service.service import DocService
from doc_service.web.languages import LANGUAGES
from doc_service.web.languages import gettext as _
from doc_service.web.sentences import told_error


def accounts_blueprint(service: DocService) -> Blueprint:
    """Return the pages of logging in."""
    blueprint = Blueprint("accounts", __name__)
    _add_log_in(blueprint, service.database)
    _add_link(blueprint, service.database)
    _add_session(blueprint, service.database)
    return blueprint


def _add_log_in(blueprint: Blueprint, database: Database) -> None:
    """Log in by name and password, on a page or from a script."""

    @blueprint.route("/dang-nhap", methods=["GET", "POST"], endpoint="log_in")
    def log_in_page() -> ResponseReturnValue:
        refused: LoginRefused | None = None
        if request.args.get("ngon_ngu") in LANGUAGES:
            session["language"] = request.args["ngon_ngu"]
        if request.method == "POST":
            login, password = request.form.get("ten", ""), request.form.get("mat_khau", "")
            try:
                user = log_in(database, login, password, request.remote_addr or "")
            except LoginRefused as error:
                refused = error
            else:
                sign_in(user)
                if _wants_json():
                    return jsonify(_session())
                return redirect(_next())
        status = refused.status if refused else 200
        if _wants_json():
            why = {"message": str(refused), "code": refused.code} if refused else {}
            return jsonify(**why, **_session()), status
        said = told_error(refused) if refused else ""
        return render_template("log_in.html", said=said, next=_next()), status


def _add_link(blueprint: Blueprint, database: Database) -> None:
    """Choose a password with a one-time link."""

    @blueprint.route("/dang-nhap/<secret>", methods=["GET", "POST"], endpoint="use_link")
    def link(secret: str) -> ResponseReturnValue:
        try:
            user = link_user(database, secret)
        except LoginRefused as error:
            return render_template("log_in.html", said=told_error(error), next="/"), error.status
        problems: tuple[Problem, ...] = ()
        status = 200
        if request.method == "POST":
            try:
                user = use_link(
                    database, secret, request.form.get("mat_khau", ""), request.form.get("ten", "")
                )
            except InvalidData as error:
                problems, status = error.problems, error.status
            else:
                sign_in(user)
                flash(
                    _(
                        "Đã đặt mật khẩu. Lần sau hãy đăng nhập bằng tên “%(name)s”.",
                        name=user.login,
                    )
                )
                return redirect(url_for("desk.desk"))
        return render_template("choose_password.html", user=user, problems=problems), status


def _add_session(blueprint: Blueprint, database: Database) -> None:
    """Log out, ask for the session's token, choose a language."""

    @blueprint.post("/dang-xuat")
    def log_out() -> ResponseReturnValue:
        sign_out()
        return redirect(url_for("accounts.log_in"))

    @blueprint.get("/phien")
    def current() -> Response:
        return jsonify(_session())

    @blueprint.post("/ngon-ngu")
    def language() -> ResponseReturnValue:
        chosen = request.form.get("ngon_ngu", "")
        if chosen in LANGUAGES:
            session["language"] = chosen
            set_language(database, member().user_id, chosen)
        return redirect(_next())


def _session() -> dict[str, str]:
    return {"csrf": generate_csrf()}


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _next() -> str:
    """Return where to go on: a path of ours, never another host."""
    asked = request.values.get("tiep", "")
    parts = urlsplit(asked)
    is_ours = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if is_ours and not parts.netloc and not parts.scheme else "/"
