"""The clerk's desk: pages and what their scripts ask for."""

from __future__ import annotations

from flask import Flask, Response, g, render_template, request

from doc_service.service import DocService
from doc_service.web.account_pages import accounts_blueprint
from doc_service.web.admin_pages import admin_blueprint
from doc_service.web.assets import assets_blueprint
from doc_service.web.batch_pages import batch_pages_blueprint
from doc_service.web.catalog_pages import catalog_blueprint
from doc_service.web.check_pages import checking_blueprint
from doc_service.web.desk_pages import desk_blueprint
from doc_service.web.dossier_pages import dossiers_pages_blueprint
from doc_service.web.drafting_pages import drafting_blueprint
from doc_service.web.languages import add_languages
from doc_service.web.sentences import add_sentences, told_message
from doc_service.web.shelf_pages import shelf_blueprint
from doc_service.web.showing import add_filters
from doc_service.web.stored_pages import stored_pages_blueprint
from doc_service.web.unit_pages import unit_blueprint
from doc_service.web.upload_pages import uploads_blueprint
from doc_service.web.wording import add_wording, official

__all__ = ["add_web", "error_page"]

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script or style, nothing from anywhere else."""

_BLUEPRINTS = (
    accounts_blueprint,
    admin_blueprint,
    unit_blueprint,
    drafting_blueprint,
    shelf_blueprint,
    desk_blueprint,
    catalog_blueprint,
    uploads_blueprint,
    dossiers_pages_blueprint,
    checking_blueprint,
    batch_pages_blueprint,
    stored_pages_blueprint,
)  # fmt: skip


def add_web(app: Flask, service: DocService) -> None:
    """Add the desk of one service to an application."""
    add_languages(app)
    add_filters(app)
    add_wording(app)
    add_sentences(app)
    app.register_blueprint(assets_blueprint())
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint(service))

    @app.context_processor
    def everywhere() -> dict[str, object]:
        return {"asks": g.get("member"), "place": request.endpoint or ""}

    @app.after_request
    def guard(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = CSP
        return response


def error_page(status: int, code: str, title: str, sentence: str) -> Response:
    """Draw an error for a person."""
    page = render_template(
        "error.html", status=status, title=official(title), sentence=told_message(code, sentence)
    )
    return Response(page, status=status)
