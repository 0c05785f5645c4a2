"""A Flask application with everything that does not depend on the face."""

from __future__ import annotations

import datetime as dt

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from doc_service.accounts.session_key import session_key
from doc_service.http.asking import register_asking
from doc_service.http.batch_answers import add_watchers
from doc_service.http.checks import register_request_checks
from doc_service.http.downloads import add_downloads
from doc_service.http.health import health_blueprint
from doc_service.http.problem_json import Page, register_errors
from doc_service.http.spooling import spooling_request
from doc_service.service import DocService


def new_application(service: DocService, page: Page | None = None) -> Flask:
    """Return an application that checks every request and answers every error.

    Args:
        service: what it answers for.
        page: draws an error for a person; without it errors are JSON.
    """
    settings = service.settings
    app = Flask("vanthu", static_folder=None)
    app.request_class = spooling_request(settings.data_folder)
    app.config.update(
        SECRET_KEY=session_key(service.database, settings.data_folder),
        MAX_CONTENT_LENGTH=settings.max_upload_mb * 2**20,
        MAX_FORM_MEMORY_SIZE=settings.max_upload_mb * 2**20,
        MAX_BATCH_LENGTH=settings.max_batch_mb * 2**20,
        SESSION_COOKIE_NAME="vanthu",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https:"),
        PERMANENT_SESSION_LIFETIME=dt.timedelta(hours=settings.session_hours),
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_STREAMS=False,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/javascript",
            "application/json",
            "application/problem+json",
            "image/svg+xml",
        ],
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # only Flask's default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]  # likewise
    if settings.proxies:
        # else whoever sits behind a proxy has its address, and one who guesses locks out all
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # how Flask says it is done
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    register_request_checks(app, settings)
    register_asking(app, service.database)
    register_errors(app, page)
    add_watchers(app, settings.threads)
    add_downloads(app, settings.threads)
    Compress(app)
    app.register_blueprint(health_blueprint(service))
    return app
