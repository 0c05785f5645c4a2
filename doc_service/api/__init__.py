"""The HTTP face: parse, call the service, present."""

from __future__ import annotations

from flask import Flask

from doc_service.api.checks import checks_blueprint
from doc_service.api.documents import documents_blueprint
from doc_service.api.dossiers import dossiers_blueprint
from doc_service.api.forms import forms_blueprint
from doc_service.api.health import health_blueprint
from doc_service.api.imports import imports_blueprint
from doc_service.api.localities import localities_blueprint
from doc_service.api.problem_json import register_errors
from doc_service.api.requests import register_request_checks
from doc_service.service import DocService

__all__ = ["create_api"]


def create_api(service: DocService) -> Flask:
    """Return the application that answers for one service."""
    app = Flask("vanthu", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = service.settings.max_upload_mb * 2**20
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # only Flask's default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]  # likewise
    register_request_checks(app, service.settings)
    register_errors(app)
    app.register_blueprint(health_blueprint(service))
    for blueprint in (
        forms_blueprint,
        localities_blueprint,
        documents_blueprint,
        imports_blueprint,
        dossiers_blueprint,
        checks_blueprint,
    ):
        app.register_blueprint(blueprint(service), url_prefix="/api/v1")
    return app
