"""Who asks: a unit's key, or somebody who is logged in. Nobody else gets anywhere."""

from __future__ import annotations

from typing import Final, cast

from flask import Flask, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect

from doc_service.accounts.keys import key_member
from doc_service.accounts.logins import find_member, session_id
from doc_service.accounts.members import Member
from doc_service.errors import BadRequest, Forbidden, Unauthorized
from doc_service.records import Database, User

OPEN_ENDPOINTS: Final = frozenset(
    {"health.healthz", "health.readyz", "accounts.log_in", "accounts.use_link", "assets.asset"}
)
"""What answers to anybody: probes, the log-in pages and what they are drawn with."""

API: Final = "/api/"

BATCH_UPLOADS: Final = frozenset({"batches.create", "batch_pages.begin"})
"""What takes the file of a whole batch: larger than any other, and kept on disk as it comes."""


class Session(UserMixin):  # type: ignore[misc]  # flask_login has no types
    """A member as flask_login keeps one."""

    def __init__(self, kept: str, member: Member) -> None:
        """Keep the id of the session and whose it is."""
        self.id = kept
        self.member = member


def register_asking(app: Flask, database: Database) -> None:
    """Have every request of an application say who asks, and refuse nobody's."""
    manager = LoginManager(app)
    manager.session_protection = None  # a session ends with its user's stamp, not a moved laptop
    protect = CSRFProtect(app)

    @manager.user_loader  # type: ignore[untyped-decorator]  # flask_login has no types
    def load(kept: str) -> Session | None:
        found = find_member(database, kept)
        return Session(kept, found) if found else None

    @app.before_request
    def ask() -> ResponseReturnValue | None:
        g.member = None
        key = _bearer()
        if key is not None and request.endpoint not in OPEN_ENDPOINTS:
            g.member = key_member(database, key)
            if g.member is None:
                raise Unauthorized("Khóa không đúng hoặc đã bị thu hồi.")
            if request.endpoint is not None and not request.path.startswith(API):
                raise Forbidden("Khóa của đơn vị chỉ dùng cho /api/v1; trang này cần đăng nhập.")
            _make_room()
            return None
        if current_user.is_authenticated:
            g.member = cast(Session, current_user).member
        if g.member is None and request.endpoint not in OPEN_ENDPOINTS:
            return _refused()
        _make_room()
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            _refuse_forged(protect)
        return None


def member() -> Member:
    """Return who asks.

    Raises:
        Unauthorized: nobody is logged in.
    """
    if g.member is None:
        raise Unauthorized("Hãy đăng nhập.")
    return cast(Member, g.member)


def place_asked(named: str | None) -> str:
    """Return the locality that a request of the API names, or that of who asks."""
    return named or member().locality


def sign_in(user: User) -> None:
    """Begin a session; whatever the one before held is gone (session fixation)."""
    language = session.get("language")
    session.clear()
    session.permanent = True
    if language:
        session["language"] = language
    login_user(Session(session_id(user), cast(Member, None)))


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()


def _make_room() -> None:
    """Let somebody who may begin batches send the file of one; nobody else may send so much."""
    if request.endpoint in BATCH_UPLOADS and member().may("write"):
        request.max_content_length = current_app.config["MAX_BATCH_LENGTH"]


def _bearer() -> str | None:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return given.strip() if scheme.lower() == "bearer" else None


def _refused() -> ResponseReturnValue:
    """Send a person to the log-in page, and tell everybody else."""
    asks_for_page = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
    if request.path.startswith(API) or not asks_for_page or request.endpoint is None:
        raise Unauthorized(
            "Cần khóa của đơn vị (“Authorization: Bearer <khóa>”) hoặc đăng nhập."
            if request.path.startswith(API)
            else "Phiên đăng nhập đã hết; hãy đăng nhập lại."
        )
    return redirect(url_for("accounts.log_in", tiep=request.full_path.rstrip("?")))


def _refuse_forged(protect: CSRFProtect) -> None:
    try:
        protect.protect()
    except CSRFError as error:
        raise BadRequest(
            "Trang đã mở quá lâu; hãy tải lại trang rồi làm lại.", detail=str(error.description)
        ) from None
